#include "who/who.h"

#include <math.h>
#include <stdio.h>

#include "who/field.h"

void who_put(who_call *call, who_field field, who_source source, const char *text)
{
    if (call->source[field] >= source || !*text)
        return;
    snprintf(call->text[field], WHO_TEXT_BYTES, "%s", text);
    call->source[field] = source;
}

const char *who_text(const who_call *call, who_field field)
{
    return *call->text[field] ? call->text[field] : NULL;
}

void who_apply(const who_call *call, ct_kept *out)
{
    out->call.id = who_text(call, WHO_ID);
    out->call.agent = who_text(call, WHO_AGENT);
    out->call.team = who_text(call, WHO_TEAM);
    out->call.started_at = who_text(call, WHO_STARTED_AT);
    out->direction = who_text(call, WHO_DIRECTION);
    out->hangup_by = who_text(call, WHO_HANGUP_BY);
    out->holds = who_text(call, WHO_HOLDS);
    out->line = who_text(call, WHO_LINE);
    out->ring_s = NAN;
    if (who_text(call, WHO_RING_S))
        field_seconds(call->text[WHO_RING_S], &out->ring_s);
}
