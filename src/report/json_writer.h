/* JSON, written as it goes: commas and escapes are seen to, nesting is the caller's business. One line, no spaces.
 * Errors of the stream are left in the stream: ask ferror() at the end. */
#ifndef CT_REPORT_JSON_WRITER_H
#define CT_REPORT_JSON_WRITER_H

#include <stdbool.h>
#include <stdio.h>

typedef struct json_writer {
    FILE *out;
    bool after_value; /* the next item needs a comma before it */
} json_writer;

void json_start(json_writer *json, FILE *out);

/* `bracket` is '{' or '[', and '}' or ']'. */
void json_open(json_writer *json, char bracket);
void json_close(json_writer *json, char bracket);
void json_key(json_writer *json, const char *key);

/* NULL becomes null; bytes that are not UTF-8 become U+FFFD. */
void json_string(json_writer *json, const char *text);
/* Rounded to `decimals`, without zeros at the end; what is not finite becomes null. */
void json_number(json_writer *json, double value, int decimals);
void json_count(json_writer *json, unsigned long value);
void json_bool(json_writer *json, bool value);
void json_null(json_writer *json);

#endif
