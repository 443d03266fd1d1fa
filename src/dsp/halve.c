/* Low-pass: linear phase, the inverse transform of the wanted magnitude under a Hann window. The square of that
 * magnitude is 1 up to 1500 Hz and a raised cosine down to 0 at 2000 Hz. */
#include "dsp/halve.h"

#include <math.h>

#include "dsp/lanes.h"

#define PI           3.14159265358979323846
#define RATE_HZ      8000.0
#define PASS_HZ      1500.0
#define STOP_HZ      2000.0
#define HIGH_PASS_HZ 60.0 /* lowest voice sought */
#define STEPS        2000

static double magnitude(double hz)
{
    return hz < PASS_HZ ? 1.0 : cos(0.5 * PI * (hz - PASS_HZ) / (STOP_HZ - PASS_HZ));
}

static double tap(int n)
{
    double sum = 0;
    for (int i = 0; i < STEPS; i++) {
        double hz = (i + 0.5) * STOP_HZ / STEPS;
        sum += magnitude(hz) * cos(2.0 * PI * hz * n / RATE_HZ);
    }
    return sum * 2.0 * (STOP_HZ / STEPS) / RATE_HZ * (0.5 + 0.5 * cos(PI * n / HALVE_REACH));
}

void halve_start(halve_taps *t)
{
    for (int k = 0; k < HALVE_REACH; k++) {
        t->even[k] = (float)tap(2 * k - HALVE_REACH);
        t->odd[k] = (float)tap(2 * k + 1 - HALVE_REACH);
    }
    high_pass_start(&t->high, HIGH_PASS_HZ, 0.5 * RATE_HZ);
}

void halve_reset(high_pass_memory *memory, const float *x)
{
    *memory = (high_pass_memory){.x = {x[0], x[0]}};
}

WIDE_LANES static void low_pass(const halve_taps *t, const float *x, float *out)
{
    enum { PAIRS = (HALVE_IN + 2 * HALVE_REACH) / 2 };
    float even[PAIRS], odd[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
        even[i] = x[2 * i - HALVE_REACH];
        odd[i] = x[2 * i + 1 - HALVE_REACH];
    }
    lanes sum[HALVE_OUT / LANES] = {0};
    for (int k = 0; k < HALVE_REACH; k++) {
        float a = t->even[k], b = t->odd[k];
        for (int i = 0; i < HALVE_OUT / LANES; i++)
            sum[i] += a * lanes_load(even + k + i * LANES) + b * lanes_load(odd + k + i * LANES);
    }
    for (int i = 0; i < HALVE_OUT / LANES; i++)
        lanes_store(out + i * LANES, sum[i]);
}

void halve(const halve_taps *t, high_pass_memory *memory, const float *x, float *out)
{
    float low[HALVE_OUT];
    low_pass(t, x, low);
    high_pass_run(&t->high, memory, low, out, HALVE_OUT);
}
