/* Eight floats at once: vectors of the compiler (gcc and clang), which become whatever registers the machine has. A
 * plain number in an expression with them stands for eight of it.
 *
 * WIDE_LANES before a function builds it twice, for any x86-64 and for AVX2, and the loader takes what fits. Both do
 * the same operations in the same order (no fused multiply-add), so results do not differ by a bit. */
#ifndef CT_DSP_LANES_H
#define CT_DSP_LANES_H

#include <stdbool.h>
#include <string.h>

#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__) &&                           \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && !defined(__AVX2__)
#define WIDE_LANES __attribute__((target_clones("avx2", "default"), flatten))
#else
#define WIDE_LANES
#endif

#define LANES 8

typedef float lanes __attribute__((vector_size(32)));
typedef int lanes_mask __attribute__((vector_size(32))); /* -1 where true, 0 where not: what comparing gives */

static inline lanes lanes_load(const float *x)
{
    lanes v;
    memcpy(&v, x, sizeof v);
    return v;
}

static inline void lanes_store(float *x, lanes v)
{
    memcpy(x, &v, sizeof v);
}

static inline lanes lanes_abs(lanes v)
{
    lanes_mask bits;
    memcpy(&bits, &v, sizeof bits);
    bits &= 0x7fffffff;
    memcpy(&v, &bits, sizeof v);
    return v;
}

static inline bool lanes_any(lanes_mask m)
{
    long long part[4], any = 0;
    memcpy(part, &m, sizeof part);
    for (int k = 0; k < 4; k++)
        any |= part[k];
    return any != 0;
}

static inline float lanes_sum(lanes v)
{
    return ((v[0] + v[4]) + (v[1] + v[5])) + ((v[2] + v[6]) + (v[3] + v[7]));
}

#endif
