/* Means over the loud hops of half a second around and of 1.75 s around: likeness of the fine structure at 80 and
 * 120 ms, how often the strongest partial stays within 10 Hz for 30 ms, periodicity, how much the bands move against
 * each other in 60 ms, and mean and spread of the centre of gravity and of the tilt; then percentiles of the level over
 * two seconds. Kept as sums of 50 ms, so that each window is a few dozen additions. */
#include "speech/listen.h"

#include <math.h>
#include <string.h>

#include "dsp/math.h"

#define SHORT_HALF            25  /* hops to each side */
#define LONG_BACK             100 /* hops of the long window */
#define LEVELS_BACK           125
#define LEAST_LOUD            15.0f
#define STEADY_HZ             10.0f
#define MOST_RANGE            40.0f
#define MOST_OVER             20.0f
#define KHZ                   0.001f
#define ONE_VOICE_PERIODICITY 0.9f /* instruments together hardly reach it */
#define HELD_HOPS             5
#define HELD_SHARE            0.01f /* 17 cents: a voice that speaks moves more in 50 ms */

enum { LOUD, FINE, STEADY, PERIODIC, CHANGE, CENTROID, CENTROID_SQUARE, TILT, TILT_SQUARE, VOICED, ONE_VOICE, HELD };

void listen_start(listen_state *s)
{
    memset(s, 0, sizeof *s);
}

static bool partial_stays(const moments *m, long t)
{
    const moment *now = moment_see(m, t), *before = moment_see(m, t - 3);
    return before->heard && fabsf(now->peak_hz - before->peak_hz) < STEADY_HZ;
}

static bool pitch_held(const moments *m, long t)
{
    float now = moment_see(m, t)->f0_hz, before = moment_see(m, t - HELD_HOPS)->f0_hz;
    return now > 0 && fabsf(now - before) < HELD_SHARE * now;
}

static void sum_block(listen_state *s, const moments *m, long block)
{
    float *sum = s->sum[block & (LISTEN_BLOCKS - 1)];
    memset(sum, 0, LISTEN_SUMS * sizeof *sum);
    for (long t = block * LISTEN_EVERY; t < (block + 1) * LISTEN_EVERY; t++) {
        const moment *h = moment_see(m, t);
        if (!h->loud || !h->heard || h->in_tone)
            continue;
        float centroid = KHZ * h->centroid_hz;
        sum[LOUD] += 1;
        sum[FINE] += h->fine;
        sum[STEADY] += partial_stays(m, t);
        sum[PERIODIC] += h->periodicity;
        sum[CHANGE] += h->change_db;
        sum[CENTROID] += centroid;
        sum[CENTROID_SQUARE] += centroid * centroid;
        sum[TILT] += h->tilt;
        sum[TILT_SQUARE] += h->tilt * h->tilt;
        sum[VOICED] += h->f0_hz > 0;
        sum[ONE_VOICE] += h->f0_hz > 0 && h->periodicity > ONE_VOICE_PERIODICITY;
        sum[HELD] += pitch_held(m, t);
    }
}

static bool any_tone(const moments *m, long block)
{
    for (long t = block * LISTEN_EVERY; t < (block + 1) * LISTEN_EVERY; t++)
        if (moment_see(m, t)->in_tone)
            return true;
    return false;
}

/* Sums of all blocks that the windows around hop t need; those with a tone are made anew once it is known. */
static void sum_up(listen_state *s, const moments *m, long t)
{
    for (; s->summed < (t + LISTEN_AHEAD) / LISTEN_EVERY; s->summed++)
        sum_block(s, m, s->summed);
    for (; s->settled < (t + LISTEN_TONES) / LISTEN_EVERY; s->settled++)
        if (any_tone(m, s->settled))
            sum_block(s, m, s->settled);
}

static float spread(float mean, float mean_square)
{
    return sqrtf(maxf(mean_square - mean * mean, 0.0f));
}

/* Twelve inputs from the loud hops of a window. */
static float *tell_window(const listen_state *s, long from, long to, float *out)
{
    float sum[LISTEN_SUMS] = {0};
    for (long b = from < 0 ? 0 : from / LISTEN_EVERY; b < to / LISTEN_EVERY; b++)
        for (int i = 0; i < LISTEN_SUMS; i++)
            sum[i] += s->sum[b & (LISTEN_BLOCKS - 1)][i];
    float each = 1.0f / maxf(sum[LOUD], 1.0f);
    *out++ = sum[LOUD] / (float)(to - from);
    *out++ = each * sum[FINE];
    *out++ = each * sum[STEADY];
    *out++ = each * sum[PERIODIC];
    *out++ = each * sum[CHANGE];
    *out++ = each * sum[CENTROID];
    *out++ = spread(each * sum[CENTROID], each * sum[CENTROID_SQUARE]);
    *out++ = each * sum[TILT];
    *out++ = spread(each * sum[TILT], each * sum[TILT_SQUARE]);
    *out++ = each * sum[VOICED];
    *out++ = each * sum[ONE_VOICE];
    *out++ = each * sum[HELD];
    return out;
}

static float loud_in(const listen_state *s, long from, long to)
{
    float loud = 0;
    for (long b = from < 0 ? 0 : from / LISTEN_EVERY; b < to / LISTEN_EVERY; b++)
        loud += s->sum[b & (LISTEN_BLOCKS - 1)][LOUD];
    return loud;
}

void level_counts_move(level_counts *c, const moments *m, long from, long to)
{
    for (; c->to < to; c->to++)
        c->count[moment_see(m, c->to)->level_bin]++;
    for (; c->from < from; c->from++)
        c->count[moment_see(m, c->from)->level_bin]--;
}

/* Levels that 10, 50 and 90 % of the two seconds lie under, dB. */
static void percentiles(const listen_state *s, float out[3])
{
    const level_counts *c = &s->levels;
    long n = c->to - c->from, sum = 0;
    int found = 0;
    for (int i = 0; i < LEVEL_BINS && found < 3; i++) {
        sum += c->count[i];
        for (; found < 3 && 10 * sum >= n * (1 + 4 * found); found++)
            out[found] = LEVEL_FLOOR_DBFS + ((float)i + 0.5f) / BINS_PER_DB;
    }
}

static float mean_level(const moments *m, long from, long to)
{
    float sum = 0;
    for (long t = from; t < to; t++)
        sum += moment_see(m, t)->level_db;
    return sum / (float)(to - from);
}

/* Range of the level, and where the sound of now stands in it; the lowest may be a bed of music over the noise. */
static void tell_levels(const listen_state *s, const moments *m, long t, float *out)
{
    float level[3] = {0};
    percentiles(s, level);
    *out++ = minf(level[2] - level[0], MOST_RANGE);
    *out++ = minf(level[2] - level[1], MOST_OVER);
    *out++ = clampf(mean_level(m, t - 10, t + 10) - level[1], -MOST_OVER, MOST_OVER);
    *out++ = clampf(level[0] - moment_see(m, t)->noise_db, -10.0f, MOST_RANGE);
}

bool listen_around(listen_state *s, const moments *m, long t, float out[LISTEN_INPUTS])
{
    sum_up(s, m, t);
    long end = t + LISTEN_AHEAD < m->n ? t + LISTEN_AHEAD : m->n;
    level_counts_move(&s->levels, m, t - LEVELS_BACK, end);
    if (loud_in(s, t - SHORT_HALF, t + SHORT_HALF) < LEAST_LOUD)
        return false;
    float *rest = tell_window(s, t - SHORT_HALF, t + SHORT_HALF, out);
    rest = tell_window(s, t - LONG_BACK, t + LISTEN_AHEAD, rest);
    tell_levels(s, m, t, rest);
    return true;
}
