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

/* Sum of squares of what the high-pass lets through. */
static float sum_above_120_hz(level_meter *m, const float *x)
{
    float in[HOP_SAMPLES + 2] = {m->x[0], m->x[1]}, y1 = m->y[1], y2 = m->y[0];
    lanes squares = {0}, gain = lanes_all(m->gain);
    memcpy(in + 2, x, HOP_SAMPLES * sizeof *x);
    for (int i = 0; i < HOP_SAMPLES; i += LANES) {
        lanes bend = gain * (lanes_load(in + i + 2) - 2.0f * lanes_load(in + i + 1) + lanes_load(in + i));
        float w[LANES];
        lanes_store(w, bend);
        lanes y = lanes_load(m->answer[0]) * lanes_all(w[0]);
        for (int k = 1; k < LANES; k++)
            y += lanes_load(m->answer[k]) * lanes_all(w[k]);
        y += lanes_load(m->before1) * lanes_all(y1) + lanes_load(m->before2) * lanes_all(y2);
        squares += y * y;
        y1 = y[7];
        y2 = y[6];
    }
    m->x[0] = in[HOP_SAMPLES];
    m->x[1] = in[HOP_SAMPLES + 1];
    m->y[1] = fabsf(y1) < STILL ? 0.0f : y1; /* below, it rings in numbers too small to matter and slow to compute */
    m->y[0] = fabsf(y2) < STILL ? 0.0f : y2;
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
    lanes sum = {0}, magnitude = {0}, power = {0}, first = lanes_all(x[0]), rail = lanes_all(RAIL);
    lanes_mask at_rail = {0}, moved = {0};
    for (int i = 0; i < HOP_SAMPLES; i += LANES) {
        lanes v = lanes_load(x + i), size = lanes_abs(v);
        sum += v;
        magnitude += size;
        power += v * v;
        at_rail |= size >= rail;
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
