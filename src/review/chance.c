#include "review/chance.h"

#define GOLDEN UINT64_C(0x9e3779b97f4a7c15) /* 2^64 over the golden ratio, odd */

static uint64_t mixed(uint64_t z)
{
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

uint64_t chance_next(chance *from)
{
    from->state += GOLDEN;
    return mixed(from->state);
}

/* The upper half of a 32 x 32 bit product, from the upper and better half of the draw. */
size_t chance_below(chance *from, size_t n)
{
    return (size_t)((chance_next(from) >> 32) * (uint64_t)n >> 32);
}

/* FNV-1a over the bytes (Fowler, Noll and Vo), then mixed with the seed. */
uint64_t chance_key(uint64_t seed, const char *text)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    return mixed(hash + GOLDEN * (seed + 1));
}
