#include "base/utf8.h"

/* Length and payload of a lead byte, and the smallest code point that may use that length. */
static size_t read_lead(unsigned char lead, uint32_t *payload, uint32_t *least)
{
    if (lead >= 0xC2 && lead <= 0xDF) {
        *payload = lead & 0x1Fu;
        *least = 0x80;
        return 2;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        *payload = lead & 0x0Fu;
        *least = 0x800;
        return 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        *payload = lead & 0x07u;
        *least = 0x10000;
        return 4;
    }
    return 0;
}

size_t utf8_next(const char *text, uint32_t *code)
{
    unsigned char lead = (unsigned char)text[0];
    if (lead < 0x80) {
        *code = lead;
        return lead != 0;
    }
    uint32_t value = 0, least = 0;
    size_t length = read_lead(lead, &value, &least);
    *code = UTF8_REPLACEMENT;
    if (length == 0)
        return 1;
    for (size_t i = 1; i < length; i++) {
        unsigned char next = (unsigned char)text[i]; /* the final 0 is no continuation: never read past it */
        if ((next & 0xC0u) != 0x80u)
            return 1;
        value = value << 6 | (next & 0x3Fu);
    }
    if (value < least || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 1;
    *code = value;
    return length;
}

bool utf8_is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x061C || (code >= 0x200E && code <= 0x200F) ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}
