#include "store/packed.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_ROOM 1024
#define LARGEST    9e9 /* as in base/number.c: times 10^6 it is still exact */

static const double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

/* Room for `n` more bytes. */
static bool make_room(packed *to, size_t n)
{
    if (to->failed || to->room - to->size >= n)
        return !to->failed;
    size_t room = to->room ? to->room : FIRST_ROOM;
    while (room - to->size < n && room <= SIZE_MAX / 4)
        room *= 2;
    unsigned char *bytes = room - to->size < n ? NULL : realloc(to->bytes, room);
    to->failed = bytes == NULL;
    if (to->failed)
        return false;
    to->bytes = bytes;
    to->room = room;
    return true;
}

void packed_put(packed *to, uint64_t value)
{
    if (!make_room(to, 10))
        return;
    for (; value >= 0x80; value >>= 7)
        to->bytes[to->size++] = (unsigned char)(value | 0x80);
    to->bytes[to->size++] = (unsigned char)value;
}

void packed_put_signed(packed *to, int64_t value)
{
    packed_put(to, value < 0 ? ~((uint64_t)value << 1) : (uint64_t)value << 1);
}

void packed_put_figure(packed *to, double value, int decimals)
{
    double held = isfinite(value) ? fmax(-LARGEST, fmin(LARGEST, value)) : 0;
    packed_put_signed(to, llround(held * powers[decimals]));
}

void packed_put_text(packed *to, const char *text)
{
    size_t size = strlen(text);
    packed_put(to, size);
    if (!make_room(to, size))
        return;
    memcpy(to->bytes + to->size, text, size);
    to->size += size;
}

uint64_t packed_take(unpacking *from)
{
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && from->at < from->end; shift += 7) {
        unsigned char byte = *from->at++;
        value |= (uint64_t)(byte & 0x7f) << shift;
        if (!(byte & 0x80))
            return from->failed ? 0 : value;
    }
    from->failed = true;
    return 0;
}

int64_t packed_take_signed(unpacking *from)
{
    uint64_t value = packed_take(from);
    return value & 1 ? (int64_t) ~(value >> 1) : (int64_t)(value >> 1);
}

double packed_take_figure(unpacking *from, int decimals)
{
    return (double)packed_take_signed(from) / powers[decimals];
}

uint64_t packed_take_below(unpacking *from, uint64_t most)
{
    uint64_t value = packed_take(from);
    if (value <= most)
        return value;
    from->failed = true;
    return 0;
}

size_t packed_take_text(unpacking *from, const char **text)
{
    size_t size = packed_take_below(from, (uint64_t)(from->end - from->at));
    size = size <= (size_t)(from->end - from->at) ? size : 0;
    *text = (const char *)from->at;
    from->at += size;
    return size;
}
