#include "base/base64.h"

#include <stdint.h>

void base64_write(FILE *out, const void *bytes, size_t size)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const uint8_t *byte = bytes;
    for (size_t i = 0; i < size; i += 3) {
        size_t here = size - i < 3 ? size - i : 3;
        uint32_t bits = (uint32_t)byte[i] << 16;
        bits |= here > 1 ? (uint32_t)byte[i + 1] << 8 : 0;
        bits |= here > 2 ? (uint32_t)byte[i + 2] : 0;
        for (size_t digit = 0; digit < 4; digit++)
            putc(digit <= here ? digits[bits >> (18 - 6 * digit) & 63] : '=', out);
    }
}
