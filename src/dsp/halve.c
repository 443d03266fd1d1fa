/* Low-pass: linear phase, the inverse transform of the wanted magnitude under a Hann window. The square of that
 * magnitude is 1 up to 1500 Hz and a raised cosine down to 0 at 2000 Hz. High-pass: Butterworth of second order. */
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
    double k = tan(PI * HIGH_PASS_HZ / (0.5 * RATE_HZ)), norm = 1.0 / (1.0 + sqrt(2.0) * k + k * k);
    t->high_gain = (float)norm;
    t->back1 = (float)(2.0 * (1.0 - k * k) * norm);
    t->back2 = (float)(-(1.0 - sqrt(2.0) * k + k * k) * norm);
}

void halve_reset(halve_state *s, const float *x)
{
    *s = (halve_state){.x = {x[0], x[0]}};
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

void halve(const halve_taps *t, halve_state *s, const float *x, float *out)
{
    float low[HALVE_OUT], x1 = s->x[1], x2 = s->x[0], y1 = s->y[1], y2 = s->y[0];
    low_pass(t, x, low);
    for (int i = 0; i < HALVE_OUT; i++) {
        float y = t->high_gain * (low[i] - 2.0f * x1 + x2) + t->back1 * y1 + t->back2 * y2;
        x2 = x1;
        x1 = low[i];
        y2 = y1;
        y1 = y;
        out[i] = y;
    }
    *s = (halve_state){.x = {x2, x1}, .y = {y2, y1}};
}
