#include "speech/level.h"

#include <math.h>

#include "dsp/math.h"

#define HIGH_PASS_HZ 120.0 /* below lies hum and handling noise; voices above it suffice for a decision */
#define RATE_HZ      8000.0
#define RAIL         0.979f /* mu-law's greatest value is 0.980, A-law's 0.984 */
#define POWER_FLOOR  1e-10f /* -100 dB */
#define OFFSET_HOPS  100.0  /* time constant of the offset follower */

void level_start(level_meter *meter)
{
    /* bilinear transform of 1 / (s^2 + sqrt(2) s + 1), high-pass */
    double k = tan(3.14159265358979323846 * HIGH_PASS_HZ / RATE_HZ);
    double norm = 1.0 / (1.0 + sqrt(2.0) * k + k * k);
    *meter = (level_meter){.b0 = norm,
                           .b1 = -2.0 * norm,
                           .b2 = norm,
                           .a1 = 2.0 * (k * k - 1.0) * norm,
                           .a2 = (1.0 - sqrt(2.0) * k + k * k) * norm};
}

static float power_above_120_hz(level_meter *m, const float *x)
{
    double z1 = m->z1, z2 = m->z2, sum = 0.0;
    for (int i = 0; i < HOP_SAMPLES; i++) {
        double y = m->b0 * x[i] + z1;
        z1 = m->b1 * x[i] - m->a1 * y + z2;
        z2 = m->b2 * x[i] - m->a2 * y;
        sum += y * y;
    }
    /* below 1e-15 the filter rings in numbers too small to matter and slow to compute with */
    m->z1 = fabs(z1) < 1e-15 ? 0.0 : z1;
    m->z2 = fabs(z2) < 1e-15 ? 0.0 : z2;
    return (float)(sum / HOP_SAMPLES);
}

void level_push(level_meter *m, const float *x, moment *out)
{
    float sum = 0, magnitude = 0, power = 0, low = x[0], high = x[0];
    int clipped = 0;
    for (int i = 0; i < HOP_SAMPLES; i++) {
        float a = fabsf(x[i]);
        sum += x[i];
        magnitude += a;
        power += x[i] * x[i];
        clipped += a >= RAIL;
        low = x[i] < low ? x[i] : low;
        high = x[i] > high ? x[i] : high;
    }
    double mean = sum / HOP_SAMPLES;
    m->hops++;
    m->offset += (mean - m->offset) / (m->hops < OFFSET_HOPS ? (double)m->hops : OFFSET_HOPS);
    m->offset_sum += mean;
    double full = power / HOP_SAMPLES - 2.0 * m->offset * mean + m->offset * m->offset;
    out->level_db = db_fast(power_above_120_hz(m, x) + POWER_FLOOR);
    out->full_db = db_fast((full > 0 ? (float)full : 0.0f) + POWER_FLOOR);
    out->mean_abs = magnitude / HOP_SAMPLES;
    out->clipped = (uint8_t)clipped;
    out->zero = low == high;
}
