/* Eight floats at once: vectors of the compiler (gcc and clang), which become whatever registers the machine has. A
 * plain number in an expression with them stands for eight of it.
 *
 * WIDE_LANES before a function builds it twice, for any x86-64 and for AVX2, and the loader takes what fits. Both do
 * the same operations in the same order (no fused multiply-add), so results do not differ by a bit. */
#ifndef CT_DSP_LANES_H
#define CT_DSP_LANES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "dsp/math.h"

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

/* `a` where the mask is true, `b` where not. */
static inline lanes lanes_pick(lanes_mask m, lanes a, lanes b)
{
    lanes_mask x, y;
    memcpy(&x, &a, sizeof x);
    memcpy(&y, &b, sizeof y);
    x = (x & m) | (y & ~m);
    memcpy(&a, &x, sizeof a);
    return a;
}

static inline lanes lanes_max(lanes a, lanes b)
{
    return lanes_pick(a > b, a, b);
}

static inline lanes lanes_min(lanes a, lanes b)
{
    return lanes_pick(a < b, a, b);
}

/* A bit a lane, set where the mask is true; lane 0 is bit 0. */
static inline unsigned lanes_bits(lanes_mask m)
{
    uint64_t part[4];
    m &= (lanes_mask){1, 2, 4, 8, 16, 32, 64, 128};
    memcpy(part, &m, sizeof part);
    uint64_t both = (part[0] | part[1]) | (part[2] | part[3]);
    return (unsigned)(both | both >> 32) & 255u;
}

static inline bool lanes_any(lanes_mask m)
{
    long long part[4], any = 0;
    memcpy(part, &m, sizeof part);
    for (int k = 0; k < 4; k++)
        any |= part[k];
    return any != 0;
}

/* log2_fast() of each. */
static inline lanes lanes_log2(lanes value)
{
    lanes_mask bits;
    memcpy(&bits, &value, sizeof bits);
    lanes exponent = __builtin_convertvector((bits >> 23) - 127, lanes), x;
    bits = (bits & 0x7fffff) | 0x3f800000;
    memcpy(&x, &bits, sizeof x);
    x -= 1.0f;
    return exponent + x * LOG2_OVER_X(x);
}

static inline float lanes_greatest(lanes v)
{
    return maxf(maxf(maxf(v[0], v[4]), maxf(v[1], v[5])), maxf(maxf(v[2], v[6]), maxf(v[3], v[7])));
}

static inline float lanes_sum(lanes v)
{
    return ((v[0] + v[4]) + (v[1] + v[5])) + ((v[2] + v[6]) + (v[3] + v[7]));
}

/* The sums of four vectors, with a quarter of the shuffling: v[0] to v[3]. */
typedef float four __attribute__((vector_size(16)));

static inline four lanes_sum4(lanes a, lanes b, lanes c, lanes d)
{
    lanes ab = __builtin_shufflevector(a, b, 0, 8, 1, 9, 4, 12, 5, 13) +
               __builtin_shufflevector(a, b, 2, 10, 3, 11, 6, 14, 7, 15);
    lanes cd = __builtin_shufflevector(c, d, 0, 8, 1, 9, 4, 12, 5, 13) +
               __builtin_shufflevector(c, d, 2, 10, 3, 11, 6, 14, 7, 15);
    lanes halves = __builtin_shufflevector(ab, cd, 0, 1, 8, 9, 4, 5, 12, 13) +
                   __builtin_shufflevector(ab, cd, 2, 3, 10, 11, 6, 7, 14, 15);
    return __builtin_shufflevector(halves, halves, 0, 1, 2, 3) + __builtin_shufflevector(halves, halves, 4, 5, 6, 7);
}

#endif
