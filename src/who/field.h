/* What may stand in each field of a call, however it is written, and the one way in which it is kept. */
#ifndef CT_WHO_FIELD_H
#define CT_WHO_FIELD_H

#include <stddef.h>

#include "base/message.h"
#include "who/who.h"

/* "id", "agent" ... as in a pattern's groups and a manifest's columns. */
const char *field_name(who_field field);
/* The same in Chinese, and another word for it or NULL: heads of columns, too. */
const char *field_name_zh(who_field field);
const char *field_other_name_zh(who_field field);

/* Write what `text` says, without the spaces around it, in the form that is kept; "" for an empty text. False when it
 * cannot be that: then `expected` says what could. */
bool field_read(who_field field, const char *text, char out[WHO_TEXT_BYTES], message_words *expected);

/* Read all of `text` as a number of seconds, whatever the locale: digits, and a point and digits or not. */
bool field_seconds(const char *text, double *seconds);

#endif
