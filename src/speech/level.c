#include "speech/level.h"

#include <math.h>
#include <string.h>

#include "dsp/math.h"

#define HIGH_PASS_HZ 120.0 /* below lies hum and handling noise; voices above it suffice for a decision */
#define RATE_HZ      8000.0
#define RAIL         0.979f /* mu-law's greatest value is 0.980, A-law's 0.984 */
#define POWER_FLOOR  1e-10f /* -100 dB */
#define OFFSET_HOPS  100.0  /* time constant of the offset follower */

/* The recursion y[n] = w[n] - a1 y[n-1] - a2 y[n-2] waits for its own last result at every sample. Multiplied by
 * 1 - a1 z^-1 + a2 z^-2 it needs only every second one (scattered look-ahead; Parhi & Messerschmitt 1989):
 * y[n] = w[n] - a1 w[n-1] + a2 w[n-2] + (a1^2 - 2 a2) y[n-2] - a2^2 y[n-4]. */
void level_start(level_meter *m)
{
    /* bilinear transform of s^2 / (s^2 + sqrt(2) s + 1) */
    double k = tan(3.14159265358979323846 * HIGH_PASS_HZ / RATE_HZ);
    double norm = 1.0 / (1.0 + sqrt(2.0) * k + k * k);
    double a1 = 2.0 * (k * k - 1.0) * norm, a2 = (1.0 - sqrt(2.0) * k + k * k) * norm;
    *m = (level_meter){.gain = (float)norm,
                       .forward1 = (float)-a1,
                       .forward2 = (float)a2,
                       .back2 = a1 * a1 - 2.0 * a2,
                       .back4 = -a2 * a2};
}

static float power_above_120_hz(level_meter *m, const float *x)
{
    float in[HOP_SAMPLES + 2] = {m->x[0], m->x[1]}, w[HOP_SAMPLES + 2] = {m->w[0], m->w[1]}, v[HOP_SAMPLES];
    double y[HOP_SAMPLES + 4] = {m->y[0], m->y[1], m->y[2], m->y[3]}, sum[2] = {0};
    memcpy(in + 2, x, HOP_SAMPLES * sizeof *x);
    for (int i = 0; i < HOP_SAMPLES; i++)
        w[i + 2] = m->gain * (in[i + 2] - 2.0f * in[i + 1] + in[i]);
    for (int i = 0; i < HOP_SAMPLES; i++)
        v[i] = w[i + 2] + m->forward1 * w[i + 1] + m->forward2 * w[i];
    for (int i = 0; i < HOP_SAMPLES; i += 2)
        for (int k = 0; k < 2; k++) { /* the two do not wait for each other */
            y[i + k + 4] = (double)v[i + k] + m->back2 * y[i + k + 2] + m->back4 * y[i + k];
            sum[k] += y[i + k + 4] * y[i + k + 4];
        }
    for (int i = 0; i < 2; i++) {
        m->x[i] = in[HOP_SAMPLES + i];
        m->w[i] = w[HOP_SAMPLES + i];
    }
    for (int i = 0; i < 4; i++) /* below 1e-15 it rings in numbers too small to matter and slow to compute with */
        m->y[i] = fabs(y[HOP_SAMPLES + i]) < 1e-15 ? 0.0 : y[HOP_SAMPLES + i];
    return (float)((sum[0] + sum[1]) / HOP_SAMPLES);
}

void level_push(level_meter *m, const float *x, moment *out)
{
    float sum[4] = {0}, magnitude[4] = {0}, power[4] = {0}, most[4] = {0}, moved[4] = {0};
    for (int i = 0; i < HOP_SAMPLES; i += 4)
        for (int k = 0; k < 4; k++) {
            float size = fabsf(x[i + k]), from_first = fabsf(x[i + k] - x[0]);
            sum[k] += x[i + k];
            magnitude[k] += size;
            power[k] += size * size;
            most[k] = maxf(most[k], size);
            moved[k] += from_first;
        }
    float greatest = maxf(maxf(most[0], most[1]), maxf(most[2], most[3]));
    int clipped = 0;
    for (int i = 0; i < HOP_SAMPLES && greatest >= RAIL; i++)
        clipped += fabsf(x[i]) >= RAIL;
    double mean = (sum[0] + sum[1] + sum[2] + sum[3]) / HOP_SAMPLES;
    double square = (power[0] + power[1] + power[2] + power[3]) / HOP_SAMPLES;
    m->hops++;
    m->offset += (mean - m->offset) / (m->hops < OFFSET_HOPS ? (double)m->hops : OFFSET_HOPS);
    double full = square - 2.0 * m->offset * mean + m->offset * m->offset;
    out->level_db = db_fast(power_above_120_hz(m, x) + POWER_FLOOR);
    out->full_db = db_fast((full > 0 ? (float)full : 0.0f) + POWER_FLOOR);
    out->mean_abs = (magnitude[0] + magnitude[1] + magnitude[2] + magnitude[3]) / HOP_SAMPLES;
    out->clipped = (uint8_t)clipped;
    out->zero = moved[0] + moved[1] + moved[2] + moved[3] == 0.0f;
}
