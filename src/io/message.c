#include "io/message.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

void notes_add(note_list *notes, const char *who, const char *format, ...)
{
    if (notes->count == NOTES_MAX)
        return;
    char *text = notes->text[notes->count];
    int start = snprintf(text, NOTE_BYTES, "%s", who);
    if (start < 0 || start >= NOTE_BYTES)
        return;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text + start, (size_t)(NOTE_BYTES - start), format, arguments);
    va_end(arguments);
    notes->list[notes->count++] = text;
}

/* Control characters of C0 and C1, line separators, and the marks that turn the direction of writing. */
static bool disturbs_a_line(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

size_t printable_length(const char *text, size_t length)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000}; /* shorter forms exist below: overlong */
    unsigned char first = (unsigned char)text[0];
    size_t n = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (n > length || (first >= 0x80 && first < 0xc2) || first > 0xf4)
        return 0;
    uint32_t c = n == 1 ? first : first & (0x7fu >> n);
    for (size_t i = 1; i < n; i++) {
        if (((unsigned char)text[i] & 0xc0) != 0x80)
            return 0;
        c = c << 6 | ((unsigned char)text[i] & 0x3f);
    }
    bool broken = c < least[n] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff);
    return broken || disturbs_a_line(c) ? 0 : n;
}

void name_printable(const char *path, char out[NAME_BYTES])
{
    static const char mark[] = "...";
    if (strcmp(path, "-") == 0 || path[0] == '\0') {
        snprintf(out, NAME_BYTES, "%s", path[0] ? "standard input" : "\"\"");
        return;
    }
    size_t length = strlen(path), start = 0, n = 0;
    if (length >= NAME_BYTES) {
        start = length - (NAME_BYTES - sizeof mark);
        while (start < length && ((unsigned char)path[start] & 0xc0) == 0x80)
            start++;
        n = sizeof mark - 1;
        memcpy(out, mark, n);
    }
    while (start < length) {
        size_t bytes = printable_length(path + start, length - start);
        if (bytes > 0)
            memcpy(out + n, path + start, bytes);
        else
            out[n] = '?';
        n += bytes > 0 ? bytes : 1;
        start += bytes > 0 ? bytes : 1;
    }
    out[n] = '\0';
}

ct_status message_fail(ct_message *message, ct_status status, const char *name, const char *format, ...)
{
    if (!message)
        return status;
    int start = snprintf(message->text, sizeof message->text, "%s: ", name);
    if (start < 0 || (size_t)start >= sizeof message->text)
        return status;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message->text + start, sizeof message->text - (size_t)start, format, arguments);
    va_end(arguments);
    for (char *c = message->text; *c; c++) { /* libraries' words may come in lines */
        if (*c == '\n' || *c == '\r' || *c == '\t')
            *c = ' ';
    }
    return status;
}

const char *errno_text(int error, char *buffer, size_t size)
{
    if (strerror_r(error, buffer, size) != 0)
        snprintf(buffer, size, "system error %d", error);
    return buffer;
}
