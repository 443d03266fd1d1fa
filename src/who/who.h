/* Who is on a call, and what the telephone system says of it: each field with where it is known from.
 *
 * The manifest beats the file's name, the name beats the roster, and all beat what was said for the whole scan. A field
 * that nobody knows stays empty. */
#ifndef CT_WHO_WHO_H
#define CT_WHO_WHO_H

#include <stdbool.h>

#include "calltone/store.h"

typedef enum who_field {
    WHO_ID,
    WHO_AGENT,
    WHO_TEAM,
    WHO_STARTED_AT,    /* "2026-11-24" or "2026-11-24T09:05:00", local time */
    WHO_DIRECTION,     /* "inbound", "outbound" */
    WHO_AGENT_CHANNEL, /* "left", "right" */
    WHO_RING_S,
    WHO_HANGUP_BY, /* "agent", "customer" */
    WHO_HOLDS,     /* "start-end;start-end", seconds */
    WHO_LINE,      /* trunk, extension or seat: what shares equipment */
    WHO_FIELDS
} who_field;

/* From the weakest to the strongest. */
typedef enum who_source { WHO_NOWHERE, WHO_DEFAULT, WHO_ROSTER, WHO_NAME, WHO_MANIFEST } who_source;

#define WHO_TEXT_BYTES 256 /* with the zero at the end */

/* Plain: copy it as you like. Zero it to start. */
typedef struct who_call {
    char text[WHO_FIELDS][WHO_TEXT_BYTES]; /* "": not known */
    who_source source[WHO_FIELDS];
} who_call;

/* Keep `text` for a field unless a source as good has spoken. It must be as field_read() writes it. */
void who_put(who_call *call, who_field field, who_source source, const char *text);

/* NULL where it is not known. Valid as long as `call`. */
const char *who_text(const who_call *call, who_field field);

/* Write what is known into a call for the store, by pointers into `call`; what is not known becomes NULL and NaN.
 * WHO_AGENT_CHANNEL is left out: the source that reads the recording says which channel it took. */
void who_apply(const who_call *call, ct_kept *out);

#endif
