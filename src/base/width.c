#include "base/width.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

typedef struct code_run {
    uint32_t first, last;
} code_run;

#include "base/width_table.inc"

static bool is_in(const code_run *runs, size_t n_runs, uint32_t code)
{
    size_t low = 0, high = n_runs;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (code > runs[middle].last)
            low = middle + 1;
        else if (code < runs[middle].first)
            high = middle;
        else
            return true;
    }
    return false;
}

size_t width_of_code(uint32_t code)
{
    if (code < 0x300) /* no combining and no wide characters before */
        return code >= 0x20;
    if (is_in(zero_runs, sizeof zero_runs / sizeof zero_runs[0], code))
        return 0;
    return is_in(wide_runs, sizeof wide_runs / sizeof wide_runs[0], code) ? 2 : 1;
}

/* The next code point as a terminal gets it. */
static size_t next_shown(const char *text, uint32_t *code)
{
    size_t taken = utf8_next(text, code);
    if (utf8_is_control(*code))
        *code = UTF8_REPLACEMENT;
    return taken;
}

static size_t width_of_bytes(const char *text, size_t n_bytes)
{
    size_t width = 0;
    uint32_t code = 0;
    for (const char *end = text + n_bytes; text < end && *text;) {
        text += next_shown(text, &code);
        width += width_of_code(code);
    }
    return width;
}

size_t width_of_text(const char *text)
{
    return width_of_bytes(text, strlen(text));
}

void width_fit(char *out, size_t size, const char *text, size_t columns)
{
    size_t width = width_of_text(text), used = 0;
    uint32_t code = 0;
    if (width > columns) {
        while (width + 3 > columns) {
            text += next_shown(text, &code);
            width -= width_of_code(code);
        }
        used = 3;
        memcpy(out, "...", used);
    }
    for (size_t taken; (taken = next_shown(text, &code)) > 0; text += taken) {
        const char *from = code == UTF8_REPLACEMENT ? UTF8_REPLACEMENT_TEXT : text;
        size_t n_bytes = code == UTF8_REPLACEMENT ? sizeof UTF8_REPLACEMENT_TEXT - 1 : taken;
        if (used + n_bytes + 1 > size)
            break;
        memcpy(out + used, from, n_bytes);
        used += n_bytes;
    }
    out[used] = 0;
}

static void write_spaces(FILE *out, size_t n)
{
    fprintf(out, "%*s", (int)n, "");
}

void width_write_left(FILE *out, const char *text, size_t columns)
{
    size_t width = width_of_text(text);
    fputs(text, out);
    write_spaces(out, columns > width ? columns - width : 0);
}

void width_write_right(FILE *out, const char *text, size_t columns)
{
    size_t width = width_of_text(text);
    write_spaces(out, columns > width ? columns - width : 0);
    fputs(text, out);
}

/* Marks that stay with what stands before them, and marks that stay with what follows. */
static bool is_closing(uint32_t code)
{
    static const uint32_t marks[] = {0xFF0C, 0x3002, 0x3001, 0xFF1B, 0xFF1A, 0xFF1F, 0xFF01, 0xFF09,
                                     0x300B, 0x300D, 0x300F, 0x3011, 0x201D, '%',    ',',    '.',
                                     ';',    ':',    '?',    '!',    ')',    ']',    '/'};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (marks[i] == code)
            return true;
    return false;
}

static bool is_opening(uint32_t code)
{
    return code == 0xFF08 || code == 0x300A || code == 0x300C || code == 0x300E || code == 0x3010 || code == 0x201C ||
           code == '(' || code == '[' || code == '/';
}

#define NO_BREAK_SPACE 0xA0

static bool may_break(uint32_t before, uint32_t after)
{
    if (before == NO_BREAK_SPACE || after == NO_BREAK_SPACE)
        return false;
    if (after == ' ')
        return before != ' ';
    bool between_words = width_of_code(before) == 2 || width_of_code(after) == 2;
    bool number_and_unit = before >= '0' && before <= '9';
    return between_words && before != ' ' && !number_and_unit && !is_closing(after) && !is_opening(before);
}

/* Bytes up to the next place where a line may break. */
static size_t chunk_bytes(const char *text)
{
    uint32_t before = 0, code = 0;
    size_t length = 0;
    for (size_t taken; (taken = next_shown(text + length, &code)) > 0; length += taken) {
        if (length > 0 && may_break(before, code))
            break;
        before = code;
    }
    return length;
}

static void break_line(width_lines *lines)
{
    fputc('\n', lines->out);
    write_spaces(lines->out, lines->indent);
    lines->used = lines->indent;
}

static void write_chunk(width_lines *lines, const char *text, size_t n_bytes)
{
    uint32_t code = 0;
    for (const char *end = text + n_bytes; text < end;) {
        size_t taken = next_shown(text, &code);
        if (lines->used + width_of_code(code) > lines->columns) /* a word longer than a line */
            break_line(lines);
        if (code == UTF8_REPLACEMENT)
            fputs(UTF8_REPLACEMENT_TEXT, lines->out);
        else
            fwrite(text, 1, taken, lines->out);
        lines->used += width_of_code(code);
        text += taken;
    }
}

void width_start_lines(width_lines *lines, FILE *out, size_t used, size_t indent, size_t columns)
{
    *lines = (width_lines){.out = out, .used = used, .indent = indent, .columns = columns};
}

void width_add_to_lines(width_lines *lines, const char *text)
{
    for (size_t n_bytes; (n_bytes = chunk_bytes(text)) > 0; text += n_bytes) {
        if (lines->used + width_of_bytes(text, n_bytes) > lines->columns && lines->used > lines->indent) {
            break_line(lines);
            while (n_bytes > 0 && *text == ' ') {
                text++;
                n_bytes--;
            }
        }
        write_chunk(lines, text, n_bytes);
    }
}

void width_write_wrapped(FILE *out, const char *text, size_t used, size_t indent, size_t columns)
{
    width_lines lines;
    width_start_lines(&lines, out, used, indent, columns);
    width_add_to_lines(&lines, text);
    fputc('\n', out);
}
