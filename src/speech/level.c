#include "speech/level.h"

#include <math.h>
#include <string.h>

#include "dsp/math.h"

#define HIGH_PASS_HZ 120.0 /* below lies hum and handling noise; voices above it suffice for a decision */
#define RATE_HZ      8000.0
#define RAIL         0.979f /* mu-law's greatest value is 0.980, A-law's 0.984 */
#define POWER_FLOOR  1e-10f /* -100 dB */
#define OFFSET_HOPS  100.0  /* time constant of the offset follower */

void level_start(level_meter *m)
{
    memset(m, 0, sizeof *m);
    high_pass_start(&m->filter, HIGH_PASS_HZ, RATE_HZ);
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
    float above[HOP_SAMPLES];
    high_pass_run(&m->filter, &m->memory, x, above, HOP_SAMPLES);
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
    out->level_db = db_fast(dot_lanes(above, above, HOP_SAMPLES) / HOP_SAMPLES + POWER_FLOOR);
    out->level_bin = (uint8_t)clampf((out->level_db - LEVEL_FLOOR_DBFS) * BINS_PER_DB, 0, LEVEL_BINS - 1);
    out->full_db = db_fast((full > 0 ? (float)full : 0.0f) + POWER_FLOOR);
    out->mean_abs = lanes_sum(magnitude) / HOP_SAMPLES;
    out->clipped = lanes_any(at_rail) ? count_clipped(x) : 0;
    out->zero = !lanes_any(moved);
}
