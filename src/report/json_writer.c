#include "report/json_writer.h"

#include <math.h>

#include "base/number.h"
#include "base/utf8.h"

void json_start(json_writer *json, FILE *out)
{
    json->out = out;
    json->after_value = false;
}

static void begin_item(json_writer *json)
{
    if (json->after_value)
        fputc(',', json->out);
    json->after_value = true;
}

void json_open(json_writer *json, char bracket)
{
    begin_item(json);
    fputc(bracket, json->out);
    json->after_value = false;
}

void json_close(json_writer *json, char bracket)
{
    fputc(bracket, json->out);
    json->after_value = true;
}

static void write_escaped(FILE *out, const char *text)
{
    uint32_t code = 0;
    for (size_t taken; (taken = utf8_next(text, &code)) > 0; text += taken) {
        if (code == '"' || code == '\\')
            fprintf(out, "\\%c", (int)code);
        else if (code == '\n')
            fputs("\\n", out);
        else if (utf8_is_control(code))
            fprintf(out, "\\u%04x", (unsigned)code);
        else if (code == UTF8_REPLACEMENT)
            fputs(UTF8_REPLACEMENT_TEXT, out);
        else
            fwrite(text, 1, taken, out);
    }
}

void json_key(json_writer *json, const char *key)
{
    json_string(json, key);
    fputc(':', json->out);
    json->after_value = false;
}

void json_string(json_writer *json, const char *text)
{
    if (!text) {
        json_null(json);
        return;
    }
    begin_item(json);
    fputc('"', json->out);
    write_escaped(json->out, text);
    fputc('"', json->out);
}

void json_number(json_writer *json, double value, int decimals)
{
    if (!isfinite(value)) {
        json_null(json);
        return;
    }
    char text[NUMBER_SIZE];
    number_short_text(text, value, decimals);
    begin_item(json);
    fputs(text, json->out);
}

void json_count(json_writer *json, unsigned long value)
{
    begin_item(json);
    fprintf(json->out, "%lu", value);
}

void json_bool(json_writer *json, bool value)
{
    begin_item(json);
    fputs(value ? "true" : "false", json->out);
}

void json_null(json_writer *json)
{
    begin_item(json);
    fputs("null", json->out);
}
