/* Small numeric helpers for inner loops: a fast logarithm and sums in lanes that a compiler can put into vectors. */
#ifndef CT_DSP_MATH_H
#define CT_DSP_MATH_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#define DB_PER_LOG2 3.01029996f /* 10 log10(2) */

/* log2(1 + x) / x by a polynomial of degree 4 at Chebyshev nodes of 0..1:
 * numpy.polynomial.chebyshev.Chebyshev.fit(x, log2(1+x)/x, 4), x = (1 - cos(pi (i + 1/2) / 4000)) / 2. */
#define LOG2_OVER_X(x) ((((0.05994559f * (x)-0.22771264f) * (x) + 0.44227418f) * (x)-0.71706393f) * (x) + 1.44261568f)

/* log2 of a positive normal number, to 6e-5. */
static inline float log2_fast(float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    float exponent = (float)((int32_t)(bits >> 23) - 127);
    bits = (bits & 0x7fffffu) | 0x3f800000u;
    float x;
    memcpy(&x, &bits, sizeof x);
    x -= 1.0f;
    return exponent + x * LOG2_OVER_X(x);
}

static inline float db_fast(float power)
{
    return DB_PER_LOG2 * log2_fast(power);
}

/* Sum of a[i] b[i] in eight lanes; n is a multiple of 8. */
static inline float dot_lanes(const float *a, const float *b, int n)
{
    float lane[8] = {0};
    for (int i = 0; i < n; i += 8)
        for (int k = 0; k < 8; k++)
            lane[k] += a[i + k] * b[i + k];
    return ((lane[0] + lane[4]) + (lane[1] + lane[5])) + ((lane[2] + lane[6]) + (lane[3] + lane[7]));
}

/* fminf and fmaxf without their care for NaN, which keeps them out of vector registers. */
static inline float minf(float a, float b)
{
    return a < b ? a : b;
}

static inline float maxf(float a, float b)
{
    return a > b ? a : b;
}

static inline float clampf(float x, float low, float high)
{
    return x < low ? low : x > high ? high : x;
}

#endif
