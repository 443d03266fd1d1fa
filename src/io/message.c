#include "io/message.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/errno_words.h"

void notes_add(note_list *notes, ct_side side, const char *en, const char *zh, ...)
{
    static const char *const sides[][CT_LANG_ZH + 1] = {[CT_SIDE_AGENT] = {"agent: ", "座席："},
                                                        [CT_SIDE_CUSTOMER] = {"customer: ", "客户："},
                                                        [CT_SIDE_CALL] = {"", ""}};
    const char *const formats[] = {en, zh};
    if (notes->count == NOTES_MAX)
        return;
    va_list values;
    va_start(values, zh);
    for (int lang = CT_LANG_EN; lang <= CT_LANG_ZH; lang++) {
        char *text = notes->text[lang][notes->count];
        message_write(text, NOTE_BYTES, sides[side][lang], formats[lang], values);
        notes->list[lang][notes->count] = text;
    }
    va_end(values);
    notes->count++;
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
        snprintf(out, NAME_BYTES, "%s", path[0] ? STANDARD_INPUT : "\"\"");
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

ct_status message_fail(ct_message *message, ct_status status, const char *name, const char *en, const char *zh, ...)
{
    char place[NAME_BYTES + 4];
    if (!message)
        return status;
    va_list values;
    va_start(values, zh);
    snprintf(place, sizeof place, "%s: ", name);
    message_write(message->text, sizeof message->text, place, en, values);
    snprintf(place, sizeof place, "%s：", strcmp(name, STANDARD_INPUT) == 0 ? "标准输入" : name);
    message_write(message->text_zh, sizeof message->text_zh, place, zh, values);
    va_end(values);
    return status;
}

ct_status message_fail_system(ct_message *message, ct_status status, const char *name, message_words what, int error)
{
    char words[ERRNO_WORDS_SIZE];
    if (!message)
        return status;
    message_fail(message, status, name, "%s (%s)", "%s（%s）", what.en, errno_words(error, CT_LANG_EN, words));
    ct_message chinese;
    message_fail(&chinese, status, name, "%s (%s)", "%s（%s）", what.zh, errno_words(error, CT_LANG_ZH, words));
    memcpy(message->text_zh, chinese.text_zh, sizeof message->text_zh);
    return status;
}
