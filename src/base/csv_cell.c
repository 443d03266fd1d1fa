#include "base/csv_cell.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"

/* A spreadsheet takes a cell that begins so for a formula; an apostrophe before it makes it text. */
static bool looks_like_formula(const char *text)
{
    return *text && strchr("=+-@\t\r", *text);
}

void csv_write_cell(FILE *out, const char *text)
{
    if (!text)
        return;
    bool guarded = looks_like_formula(text);
    bool quoted = strpbrk(text, ",\"\r\n");
    if (quoted)
        fputc('"', out);
    if (guarded)
        fputc('\'', out);
    uint32_t code = 0;
    for (size_t taken; (taken = utf8_next(text, &code)) > 0; text += taken) {
        if (code == '"')
            fputc('"', out);
        if (code == UTF8_REPLACEMENT)
            fputs(UTF8_REPLACEMENT_TEXT, out);
        else
            fwrite(text, 1, taken, out);
    }
    if (quoted)
        fputc('"', out);
}

void csv_write_number(FILE *out, double value, int decimals)
{
    char text[NUMBER_SIZE];
    if (!isfinite(value))
        return;
    number_short_text(text, value, decimals);
    fputs(text, out);
}
