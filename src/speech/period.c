#include "speech/period.h"

#include <math.h>
#include <string.h>

#include "dsp/lanes.h"
#include "dsp/math.h"

#define TINY        1e-12f
#define HALF_WINDOW 2     /* hops to each side that the window of a hop covers */
#define REACH       4     /* hops after it that its last blocks look into */
#define SETTLE      3     /* hops by which the high-pass starts before the window */
#define LEAST_PEAK  0.1f  /* of a candidate's autocorrelation */
#define OCTAVE_COST 0.01f /* per octave of lag: of equals the shorter wins */
#define STRETCH     160   /* samples compared by the cross-correlation */

void period_tables_start(period_tables *t)
{
    autocorr_start(&t->correlate);
    halve_start(&t->taps);
    t->lag_cost[0] = 0.0f;
    for (int l = 1; l < AUTOCORR_LAGS; l++)
        t->lag_cost[l] = OCTAVE_COST * (float)log2(2.0 * l / LAG_MIN);
}

void period_start(period_state *s)
{
    memset(s, 0, sizeof *s);
    s->last = -1000;
}

/* After a break the filter and the products begin anew. */
static void begin(period_state *s, const float *x, long hop)
{
    s->first_hop = hop - HALF_WINDOW - SETTLE;
    s->n_hops = 0;
    s->next_block = 2 * (hop - HALF_WINDOW);
    halve_reset(&s->halving, x - (HALF_WINDOW + SETTLE) * HOP_SAMPLES);
}

static void make_room(period_state *s)
{
    long keep = HALF_WINDOW + REACH + 1;
    if (s->n_hops < PERIOD_ROOM)
        return;
    memmove(s->half, s->half + (s->n_hops - keep) * HALVE_OUT, (size_t)keep * HALVE_OUT * sizeof *s->half);
    s->first_hop += s->n_hops - keep;
    s->n_hops = keep;
}

static void halve_to(const period_tables *t, period_state *s, const float *x, long hop)
{
    while (s->first_hop + s->n_hops <= hop + REACH) {
        make_room(s);
        long next = s->first_hop + s->n_hops;
        halve(&t->taps, &s->halving, x + (next - hop) * HOP_SAMPLES, s->half + s->n_hops * HALVE_OUT);
        s->n_hops++;
    }
}

static void multiply_to(period_state *s, long block)
{
    for (; s->next_block < block; s->next_block++) {
        const float *x = s->half + s->next_block * AUTOCORR_BLOCK - s->first_hop * HALVE_OUT;
        autocorr_block(x, s->products[s->next_block & (PERIOD_BLOCKS - 1)]);
    }
}

static void correlate(const period_tables *t, period_state *s, long hop, float *likeness)
{
    const float *blocks[AUTOCORR_BLOCKS];
    long first = 2 * (hop - HALF_WINDOW);
    for (int b = 0; b < AUTOCORR_BLOCKS; b++)
        blocks[b] = s->products[(first + b) & (PERIOD_BLOCKS - 1)];
    autocorr_window(&t->correlate, blocks, likeness);
}

static void keep_best(clue *c, float *rank, float lag, float periodic, float value)
{
    int i = CANDIDATES - 1;
    if (rank[i] >= value)
        return;
    for (; i > 0 && rank[i - 1] < value; i--) {
        rank[i] = rank[i - 1];
        c->lag[i] = c->lag[i - 1];
        c->periodic[i] = c->periodic[i - 1];
    }
    rank[i] = value;
    c->lag[i] = lag;
    c->periodic[i] = periodic;
}

static float vertex(float left, float mid, float right, float *at)
{
    float bend = left - 2.0f * mid + right;
    *at = bend < -1e-9f ? clampf(0.5f * (left - right) / bend, -0.5f, 0.5f) : 0.0f;
    return mid - 0.25f * (left - right) * *at;
}

/* Which of eight lags from `l` on are higher than their neighbours: a bit each. */
static unsigned peaks_from(const float *likeness, int l)
{
    lanes left = lanes_load(likeness + l - 1), here = lanes_load(likeness + l), right = lanes_load(likeness + l + 1);
    return lanes_bits((here >= LEAST_PEAK) & (here >= left) & (here > right));
}

WIDE_LANES static void find_peaks(const period_tables *t, clue *c)
{
    enum { FIRST = LAG_MIN / 2, LAST = LAG_MAX / 2 };
    float rank[CANDIDATES];
    const float *likeness = c->likeness;
    uint64_t peaks = peaks_from(likeness, LAST + 1 - LANES);
    peaks <<= LAST + 1 - LANES - FIRST;
    for (int l = FIRST; l + LANES <= LAST; l += LANES)
        peaks |= (uint64_t)peaks_from(likeness, l) << (l - FIRST);
    for (int i = 0; i < CANDIDATES; i++) {
        c->lag[i] = c->periodic[i] = 0;
        rank[i] = -1.0f;
    }
    for (; peaks != 0; peaks &= peaks - 1) {
        int l = FIRST + __builtin_ctzll(peaks);
        float at, value = vertex(likeness[l - 1], likeness[l], likeness[l + 1], &at);
        keep_best(c, rank, 2.0f * ((float)l + at), value, value - t->lag_cost[l]);
    }
}

/* Of two stretches of sound `lag` samples apart: the sums of their products at lag - 1, lag and lag + 1, and of their
 * squares. */
typedef struct crossing {
    lanes shorter, mid, longer, first, second;
} crossing;

/* Add the stretches' samples `from` to `to` (in whole lanes); the stretches lie evenly about `centre`. Evenly in whole
 * samples: with a lag one shorter or longer only one of them moves, by `step`, and which of them depends on whether
 * the lag is even. */
static void cross(crossing *sum, const float *centre, int lag, int from, int to)
{
    const bool even = lag % 2 == 0;
    const long step = even ? 1 : -1;
    const float *a = centre - (lag + STRETCH) / 2, *b = a + lag;
    lanes *first_moved = even ? &sum->shorter : &sum->longer, *second_moved = even ? &sum->longer : &sum->shorter;
    lanes with_first = *first_moved, with_second = *second_moved;
    for (int i = from; i < to; i += LANES) {
        lanes x = lanes_load(a + i), y = lanes_load(b + i);
        with_first += lanes_load(a + i + step) * y;
        sum->mid += x * y;
        with_second += x * lanes_load(b + i + step);
        sum->first += x * x;
        sum->second += y * y;
    }
    *first_moved = with_first;
    *second_moved = with_second;
}

static float height(const crossing *c, float *at)
{
    four sum = lanes_sum4(c->shorter, c->longer, c->first, c->second);
    float top = vertex(sum[0], lanes_sum(c->mid), sum[1], at);
    return clampf(top / sqrtf(sum[2] * sum[3] + TINY), -1.0f, 1.0f);
}

/* Place a candidate to a fraction of a sample; how alike the waveform is over 20 ms, and over the 10 ms within. */
static void refine(const float *centre, clue *c, int i)
{
    int lag = (int)(c->lag[i] + 0.5f);
    float at;
    const lanes none = {0};
    crossing sum = {none, none, none, none, none};
    cross(&sum, centre, lag, STRETCH / 4, 3 * STRETCH / 4);
    c->wave_short[i] = height(&sum, &at);
    cross(&sum, centre, lag, 0, STRETCH / 4);
    cross(&sum, centre, lag, 3 * STRETCH / 4, STRETCH);
    c->wave[i] = height(&sum, &at);
    c->lag[i] = (float)lag + at;
    c->best_wave = maxf(c->best_wave, c->wave[i]);
    c->half[i] = clue_at(c->likeness, 0.5f * c->lag[i]);
    c->twice[i] = clue_at(c->likeness, 2.0f * c->lag[i]);
}

WIDE_LANES static void refine_all(const float *centre, clue *c)
{
    c->best_wave = 0;
    for (int i = 0; i < CANDIDATES && c->lag[i] > 0; i++)
        refine(centre, c, i);
}

void period_push(const period_tables *t, period_state *s, const float *x, long hop, clue *c)
{
    if (hop != s->last + 1)
        begin(s, x, hop);
    s->last = hop;
    halve_to(t, s, x, hop);
    multiply_to(s, 2 * (hop + HALF_WINDOW + 1));
    correlate(t, s, hop, c->likeness);
    find_peaks(t, c);
    refine_all(x + HOP_SAMPLES / 2, c);
}
