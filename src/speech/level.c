#include "speech/level.h"

#include <math.h>
#include <string.h>

#include "dsp/math.h"

#define HIGH_PASS_HZ 120.0 /* below lies hum and handling noise; voices above it suffice for a decision */
#define RATE_HZ      8000.0
#define RAIL         0.979f /* mu-law's greatest value is 0.980, A-law's 0.984 */
#define POWER_FLOOR  1e-10f /* -100 dB */
#define STILL        1e-15f
#define OFFSET_HOPS  100.0 /* time constant of the offset follower */

/* A recursion waits for its own last result at every sample. Eight outputs at once are a sum of what each of their
 * eight inputs does to them, which waits for nothing, and of what the two outputs before them do (block form;
 * Burrus, "Block realization of digital filters", 1972). */
void level_start(level_meter *m)
{
    /* bilinear transform of s^2 / (s^2 + sqrt(2) s + 1) */
    double k = tan(3.14159265358979323846 * HIGH_PASS_HZ / RATE_HZ);
    double norm = 1.0 / (1.0 + sqrt(2.0) * k + k * k);
    double a1 = 2.0 * (k * k - 1.0) * norm, a2 = (1.0 - sqrt(2.0) * k + k * k) * norm;
    double impulse[LANES + 1] = {1.0, -a1}; /* answer of the recursion to 1, 0, 0 ... */
    for (int i = 2; i <= LANES; i++)
        impulse[i] = -a1 * impulse[i - 1] - a2 * impulse[i - 2];
    memset(m, 0, sizeof *m);
    m->gain = (float)norm;
    for (int i = 0; i < LANES; i++) {
        for (int j = 0; j <= i; j++)
            m->answer[j][i] = (float)impulse[i - j];
        m->before1[i] = (float)impulse[i + 1];
        m->before2[i] = (float)(-a2 * impulse[i]);
    }
}

/* Eight outputs of the high-pass from x[-2 .. 7]; `before` are the eight outputs before them. */
static lanes eight_above_120_hz(const level_meter *m, const float *x, lanes before)
{
    float w[LANES];
    lanes_store(w, m->gain * (lanes_load(x) - 2.0f * lanes_load(x - 1) + lanes_load(x - 2)));
    lanes y = w[0] * lanes_load(m->answer[0]);
    for (int k = 1; k < LANES; k++)
        y += w[k] * lanes_load(m->answer[k]);
    return y + (before[7] * lanes_load(m->before1) + before[6] * lanes_load(m->before2));
}

/* Sum of squares of what the high-pass lets through. */
static float sum_above_120_hz(level_meter *m, const float *x)
{
    float first[LANES + 2] = {m->x[0], m->x[1]};
    lanes_store(first + 2, lanes_load(x));
    lanes y = {0};
    y[6] = m->y[0];
    y[7] = m->y[1];
    y = eight_above_120_hz(m, first + 2, y);
    lanes squares = y * y;
    for (int i = LANES; i < HOP_SAMPLES; i += LANES) {
        y = eight_above_120_hz(m, x + i, y);
        squares += y * y;
    }
    for (int i = 0; i < 2; i++) {
        m->x[i] = x[HOP_SAMPLES - 2 + i];
        m->y[i] = fabsf(y[6 + i]) < STILL ? 0.0f : y[6 + i]; /* it would ring in numbers that are slow to compute */
    }
    return lanes_sum(squares);
}

static uint8_t count_clipped(const float *x)
{
    int clipped = 0;
    for (int i = 0; i < HOP_SAMPLES; i++)
        clipped += fabsf(x[i]) >= RAIL;
    return (uint8_t)clipped;
}

WIDE_LANES void level_push(level_meter *m, const float *x, moment *out)
{
    lanes sum = {0}, magnitude = {0}, power = {0};
    const float first = x[0];
    lanes_mask at_rail = {0}, moved = {0};
    for (int i = 0; i < HOP_SAMPLES; i += LANES) {
        lanes v = lanes_load(x + i), size = lanes_abs(v);
        sum += v;
        magnitude += size;
        power += v * v;
        at_rail |= size >= RAIL;
        moved |= v != first;
    }
    double mean = (double)lanes_sum(sum) / HOP_SAMPLES, square = (double)lanes_sum(power) / HOP_SAMPLES;
    m->hops++;
    m->offset += (mean - m->offset) / (m->hops < OFFSET_HOPS ? (double)m->hops : OFFSET_HOPS);
    double full = square - 2.0 * m->offset * mean + m->offset * m->offset;
    out->level_db = db_fast(sum_above_120_hz(m, x) / HOP_SAMPLES + POWER_FLOOR);
    out->full_db = db_fast((full > 0 ? (float)full : 0.0f) + POWER_FLOOR);
    out->mean_abs = lanes_sum(magnitude) / HOP_SAMPLES;
    out->clipped = lanes_any(at_rail) ? count_clipped(x) : 0;
    out->zero = !lanes_any(moved);
}
