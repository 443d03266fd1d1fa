/* A network of one hidden layer, the same weights for every candidate, under a softmax over "unvoiced" (0) and the
 * candidates. Half of its inputs belong to the hop: their share of the layer is computed once. Nothing it sees depends
 * on gain: levels are taken against the line's floor, the talker's peak and the neighbouring hops. It is trained on
 * made speech and packaged prompts in many lines and noises by tests/train, with these very functions as its ears.
 *
 * Floor: minimum over 6.4 s of the smoothed level; peak: rises fast, falls 1 dB a second of sound. */
#include "speech/judge.h"

#include <string.h>

#include "dsp/lanes.h"
#include "dsp/math.h"
#include "speech/judge_weights.inc"

#define BLOCK_HOPS   80
#define FLOOR_OVER   1.5f  /* dB from a minimum of noise to its mean */
#define PEAK_RISE    0.3f  /* share of the difference, a hop */
#define PEAK_FALL_DB 0.01f /* a hop */
#define ROWS         (JUDGE_UNITS / LANES)
_Static_assert(JUDGE_UNITS % LANES == 0, "units fill whole lanes");

void judge_start(judge_state *j)
{
    memset(j, 0, sizeof *j);
    for (int i = 0; i < JUDGE_BLOCKS; i++)
        j->block_min[i] = 1e9f;
    j->running_min = j->blocks_min = 1e9f;
}

clue *judge_clue(judge_state *j, long t)
{
    return &j->clues[t & (CLUES - 1)];
}

const clue *judge_see(const judge_state *j, long t)
{
    static const clue nothing = {.level_db = -100.0f};
    if (t < 0)
        t = 0; /* the line was as at its start */
    if (t >= j->heard)
        t = j->heard - 1;
    return t < 0 ? &nothing : &j->clues[t & (CLUES - 1)];
}

static void end_block(judge_state *j, long t)
{
    j->block_min[t / BLOCK_HOPS % JUDGE_BLOCKS] = j->running_min;
    j->running_min = j->slow_db;
    j->blocks_min = j->block_min[0];
    for (int i = 1; i < JUDGE_BLOCKS; i++)
        j->blocks_min = minf(j->blocks_min, j->block_min[i]);
    j->block_hops = 0;
}

/* Floor and peak as known when hop t is heard. */
static void follow_level(judge_state *j, long t)
{
    const clue *c = judge_clue(j, t);
    j->slow_db = t == 0 ? c->level_db : j->slow_db + 0.2f * (c->level_db - j->slow_db);
    j->running_min = minf(j->running_min, j->slow_db);
    if (++j->block_hops == BLOCK_HOPS)
        end_block(j, t);
    j->floor_db = minf(j->running_min, j->blocks_min) + FLOOR_OVER;
    if (t == 0)
        j->peak_db = c->level_db;
    else if (c->level_db > j->peak_db)
        j->peak_db += PEAK_RISE * (c->level_db - j->peak_db);
    else if (c->heard)
        j->peak_db -= PEAK_FALL_DB;
}

void judge_hop_inputs(const judge_state *j, long t, float *out)
{
    const clue *c = judge_see(j, t);
    int n = 0;
    out[n++] = clampf(c->level_db - j->floor_db, -5.0f, 40.0f);
    out[n++] = clampf(c->level_db - j->peak_db, -50.0f, 10.0f);
    out[n++] = clampf(j->peak_db - j->floor_db, 0.0f, 50.0f);
    out[n++] = c->balance;
    out[n++] = c->flatness;
    out[n++] = c->best_wave;
    static const int away[] = {-2, 2};
    for (int k = 0; k < 2; k++) {
        const clue *near = judge_see(j, t + away[k]);
        out[n++] = near->balance;
        out[n++] = near->flatness;
        out[n++] = near->best_wave;
    }
    static const int far[] = {-16, -8, -4, -2, 2, 4, 8, 16};
    for (int k = 0; k < 8; k++)
        out[n++] = clampf(c->level_db - judge_see(j, t + far[k])->level_db, -40.0f, 40.0f);
}

#define NEAR 6

/* The clues around hop t in which a candidate's lag is looked up. */
static void look_around(const judge_state *j, long t, const clue *near[NEAR])
{
    static const int away[NEAR] = {-4, -2, -1, 1, 2, 4};
    for (int k = 0; k < NEAR; k++)
        near[k] = judge_see(j, t + away[k]);
}

static void voice_inputs(const clue *c, const clue *const near[NEAR], int i, float *out)
{
    float lag = c->lag[i];
    int n = 0;
    out[n++] = log2_fast(lag);
    out[n++] = c->periodic[i];
    out[n++] = c->half[i];
    out[n++] = c->twice[i];
    out[n++] = c->wave[i];
    out[n++] = c->wave_short[i];
    out[n++] = c->comb[i];
    out[n++] = c->comb_half[i];
    out[n++] = c->comb_twice[i];
    for (int k = 0; k < NEAR; k++)
        out[n++] = clue_at(near[k]->likeness, lag);
    float periodic = 0, wave = 0, comb = 0; /* the best of the other candidates */
    for (int k = 0; k < CANDIDATES; k++)
        if (k != i && c->lag[k] > 0) {
            periodic = maxf(periodic, c->periodic[k]);
            wave = maxf(wave, c->wave[k]);
            comb = maxf(comb, c->comb[k]);
        }
    out[n++] = periodic;
    out[n++] = wave;
    out[n++] = comb;
    out[n++] = (float)(i == 0);
    out[n++] = c->best_wave - c->wave[i];
}

void judge_voice_inputs(const judge_state *j, long t, int i, float *out)
{
    const clue *near[NEAR];
    look_around(j, t, near);
    voice_inputs(judge_see(j, t), near, i, out);
}

/* Add to a layer what inputs make of it. */
static void add_inputs(lanes layer[ROWS], const float *in, const float (*weights)[JUDGE_UNITS], int n)
{
    for (int k = 0; k < n; k++)
        for (int r = 0; r < ROWS; r++)
            layer[r] += in[k] * lanes_load(&weights[k][r * LANES]);
}

static float output(const lanes layer[ROWS])
{
    lanes sum = {0}, none = {0};
    for (int r = 0; r < ROWS; r++)
        sum += lanes_max(layer[r], none) * lanes_load(&JUDGE_OUT[r * LANES]);
    return JUDGE_OUT_BIAS + lanes_sum(sum);
}

WIDE_LANES static void judge(const judge_state *j, long t, moment *h)
{
    float in[JUDGE_HOP_INPUTS];
    lanes of_hop[ROWS], layer[ROWS];
    const clue *near[NEAR];
    for (int r = 0; r < ROWS; r++)
        of_hop[r] = lanes_load(&JUDGE_BIAS[r * LANES]);
    judge_hop_inputs(j, t, in);
    add_inputs(of_hop, in, JUDGE_HOP_WEIGHTS, JUDGE_HOP_INPUTS);
    look_around(j, t, near);
    for (int i = 0; i < CANDIDATES && h->lag[1 + i] > 0; i++) {
        voice_inputs(judge_see(j, t), near, i, in);
        for (int r = 0; r < ROWS; r++)
            layer[r] = of_hop[r];
        add_inputs(layer, in, JUDGE_VOICE_WEIGHTS, JUDGE_VOICE_INPUTS);
        h->odds[1 + i] = output(layer);
    }
}

void judge_hear(judge_state *j, moments *m, long t)
{
    follow_level(j, t);
    j->heard = t + 1;
    for (long end = moment_limit(m, j->heard, JUDGE_AHEAD); j->done < end; j->done++) {
        moment *h = moment_edit(m, j->done);
        if (h->heard)
            judge(j, j->done, h);
    }
}
