/* Messages for people in both languages, from one list of values. */
#ifndef CT_BASE_MESSAGE_H
#define CT_BASE_MESSAGE_H

#include <stdarg.h>
#include <stddef.h>

#include "calltone/status.h"

/* The same words in both languages; en NULL where there is nothing to say. */
typedef struct message_words {
    const char *en, *zh;
} message_words;

#define MESSAGE_FORMAT(en, rest) __attribute__((format(printf, en, rest), format(printf, (en) + 1, rest)))

/* Write `before` and what `format` makes of `values`, which stay as they are for the other language. One line, cut at
 * a whole character where it does not fit. */
void message_write(char *out, size_t size, const char *before, const char *format, va_list values)
    __attribute__((format(printf, 4, 0)));

/* Fill a message in both languages; the formats take the same values. */
MESSAGE_FORMAT(2, 4) void message_say(ct_message *message, const char *en, const char *zh, ...);
void message_say_values(ct_message *message, const char *en, const char *zh, va_list values)
    __attribute__((format(printf, 2, 0), format(printf, 3, 0)));
void message_put(ct_message *message, message_words words);
/* Put something before what a message says already. */
void message_before_words(ct_message *message, message_words words);
MESSAGE_FORMAT(2, 4) void message_before(ct_message *message, const char *en, const char *zh, ...);

#endif
