/* A small network judges each half second by what listen.c tells of it; a two-state path sums its log odds and makes
 * changes dear inside sound and cheap in gaps. The weights are made by tests/train/music.py from talk, drawled vowels,
 * music, song and talk over music. Made voices are not every voice: until music has played for SURE_HOPS, an older,
 * linear score must not speak against it by more than OLDER_SLACK. SURE_HOPS was set by hand on hold tunes and on
 * English prompts over them, UNSURE_COST and OLDER_SLACK on hold tunes that begin after talk and on read Mandarin in
 * the noise of a street.
 *
 * The linear score also makes the causal guess for the noise floor. It is a logistic fit on read speech, a call, noisy
 * sentences and flat synthetic voices against five hold tunes and 24 made ones; its offset, cap of the spread and price
 * of a very periodic sound were set by hand on the same tunes and on a drawling synthetic voice. */
#include "speech/music.h"

#include <math.h>
#include <string.h>

#include "dsp/math.h"
#include "speech/music_weights.inc"

#define LEAST_LOUD     15
#define STEADY_HZ      10.0f
#define ODDS_LIMIT     4.0f
#define STEP           0.014f /* weight of a hop on the path */
#define ONE_VOICE      0.9f   /* periodicity that instruments together hardly reach ... */
#define ONE_VOICE_COST 20.0f  /* ... and what it takes off above that */
#define RANGE_HOPS     150
#define RANGE_CAP_DB   22.0f /* rests between notes are no wider a range than that */
#define SWITCH_LOUD    8.0f
#define SWITCH_QUIET   5.0f
#define QUIET_MUSIC    0.03f /* cost of a quiet hop in music: it ends where the sound ends */
#define SURE_HOPS      500   /* of music before the network is trusted fully */
#define UNSURE_COST    0.5f  /* odds by which it must be surer before */
#define OLDER_SLACK    1.0f  /* odds that it may then say more than the older score */
#define MOST_SURE      1500  /* a tune may pause, or a talker break in for some seconds */
#define TALK_UNMAKES   1     /* hops of music a hop of sound that is none takes off */
#define GAP_HOPS       15
#define GATE_LIMIT     3.0
#define GATE_OPEN      0.5
#define GATE_HOPS      50
#define GATE_LEAK                                                                                                      \
    0.9925 /* per LISTEN_EVERY hops with little sound: without it a threshold that rose with music never falls */

void music_start(music_state *s)
{
    memset(s, 0, sizeof *s);
    listen_start(&s->listen);
    s->around.from = s->around.to = s->until.from = s->until.to = -RANGE_HOPS; /* silence before the start */
}

typedef struct features {
    float fine, steady, periodicity, change;
    int loud;
} features;

static bool partial_stays(const moments *m, long t)
{
    const moment *now = moment_see(m, t), *before = moment_see(m, t - 3);
    return before->heard && fabsf(now->peak_hz - before->peak_hz) < STEADY_HZ;
}

static features gather(const moments *m, long from, long to)
{
    features f = {0};
    for (long t = from; t < to; t++) {
        const moment *h = moment_see(m, t);
        if (!h->heard || h->level_db <= h->threshold_db)
            continue;
        f.loud++;
        f.fine += h->fine;
        f.periodicity += h->periodicity;
        f.change += h->change_db;
        f.steady += partial_stays(m, t);
    }
    if (f.loud == 0)
        return f;
    f.fine /= (float)f.loud;
    f.periodicity /= (float)f.loud;
    f.change /= (float)f.loud;
    f.steady /= (float)f.loud;
    return f;
}

/* 90 % minus 10 % point of the level over 1.5 s, dB. */
static float level_range(const level_counts *c)
{
    long n = c->to - c->from, sum = c->count[0];
    int i = 0;
    while (sum * 10 < n)
        sum += c->count[++i];
    int low = i;
    while (sum * 10 < n * 9)
        sum += c->count[++i];
    return minf((float)(i - low) / BINS_PER_DB, RANGE_CAP_DB);
}

static float odds(const features *f, float range)
{
    if (f->loud < LEAST_LOUD)
        return 0.0f;
    float q = 8.1f * f->fine + 5.7f * f->steady - 8.4f * f->periodicity - 0.111f * range - f->change + 6.95f;
    q -= ONE_VOICE_COST * maxf(0.0f, f->periodicity - ONE_VOICE);
    q = minf(q, 30.0f * (f->fine - 0.09f)); /* noise has no fine structure */
    return clampf(q, -ODDS_LIMIT, ODDS_LIMIT);
}

/* Log odds of music by the network. */
static float judged_odds(const float *in)
{
    float unit[MUSIC_UNITS], sum = MUSIC_OUT_BIAS;
    for (int u = 0; u < MUSIC_UNITS; u++)
        unit[u] = MUSIC_BIAS[u];
    for (int i = 0; i < LISTEN_INPUTS; i++)
        for (int u = 0; u < MUSIC_UNITS; u++)
            unit[u] += in[i] * MUSIC_WEIGHTS[i][u];
    for (int u = 0; u < MUSIC_UNITS; u++)
        sum += maxf(unit[u], 0.0f) * MUSIC_OUT[u];
    return sum;
}

/* A voice that nobody trained on may sound like an instrument for a while: music must be plain at first. */
static float odds_around(const music_state *s, const float *in)
{
    features f = {.fine = in[LISTEN_FINE],
                  .steady = in[LISTEN_STEADY],
                  .periodicity = in[LISTEN_PERIODIC],
                  .change = in[LISTEN_CHANGE],
                  .loud = LEAST_LOUD};
    float most = ODDS_LIMIT, cost = 0;
    if (s->music_hops < SURE_HOPS) {
        most = minf(odds(&f, level_range(&s->around)) + OLDER_SLACK, ODDS_LIMIT);
        cost = UNSURE_COST;
    }
    if (most <= -ODDS_LIMIT)
        return -ODDS_LIMIT;
    return clampf(judged_odds(in) - cost, -ODDS_LIMIT, most);
}

void music_score(music_state *s, moments *m, long limit)
{
    for (; s->scored < limit; s->scored++) {
        long t = s->scored;
        float in[LISTEN_INPUTS];
        if (t % LISTEN_EVERY != 0) {
            moment_edit(m, t)->music_odds = moment_see(m, t - 1)->music_odds;
            continue;
        }
        level_counts_move(&s->around, m, t + LISTEN_TONES - RANGE_HOPS, t + LISTEN_TONES);
        moment_edit(m, t)->music_odds = listen_around(&s->listen, m, t, in) ? odds_around(s, in) : 0.0f;
    }
}

bool music_gate(music_state *s, const moments *m, long t)
{
    if (t % LISTEN_EVERY != 0)
        return s->gate > GATE_OPEN;
    level_counts_move(&s->until, m, t + 1 - RANGE_HOPS, t + 1);
    features f = gather(m, t - GATE_HOPS, t + 1);
    if (f.loud < LEAST_LOUD)
        s->gate *= GATE_LEAK;
    else
        s->gate = fmax(fmin(s->gate + (double)STEP * LISTEN_EVERY * odds(&f, level_range(&s->until)), GATE_LIMIT),
                       -GATE_LIMIT);
    return s->gate > GATE_OPEN;
}

static void step(music_state *s, const moment *h, long t)
{
    float change = h->loud ? SWITCH_LOUD : SWITCH_QUIET, gain = STEP * h->music_odds;
    float stay_speech = s->cost[0], to_speech = s->cost[1] + change;
    float stay_music = s->cost[1], to_music = s->cost[0] + change;
    uint8_t from = (uint8_t)((to_speech < stay_speech ? 1 : 0) | (to_music < stay_music ? 0 : 2));
    s->from[t & 255] = from;
    s->cost[0] = minf(stay_speech, to_speech) + gain;
    s->cost[1] = minf(stay_music, to_music) - gain + (h->loud ? 0.0f : QUIET_MUSIC);
    float least = minf(s->cost[0], s->cost[1]);
    s->cost[0] -= least;
    s->cost[1] -= least;
}

/* Start of music in mid-sound: back to the end of the last gap of 150 ms, if that is near. */
static void move_start_back(moments *m, long t)
{
    int quiet = 0;
    for (long k = t - 1; k > t - MUSIC_BACK && k >= 0; k--) {
        quiet = moment_see(m, k)->loud ? 0 : quiet + 1;
        if (quiet < GAP_HOPS)
            continue;
        for (long j = k + GAP_HOPS; j < t; j++)
            moment_edit(m, j)->music = true;
        return;
    }
}

/* Music ends with its last loud hop; what lasted less than a second was a held sound of a voice. */
static void trim_end(moments *m, long t)
{
    long k = t - 1;
    while (k > t - MUSIC_BACK && k >= 0 && moment_see(m, k)->music && !moment_see(m, k)->loud)
        moment_edit(m, k--)->music = false;
    long start = k;
    while (start > t - MUSIC_BACK && start >= 0 && moment_see(m, start)->music)
        start--;
    if (start == t - MUSIC_BACK)
        return;
    for (; k > start; k--)
        moment_edit(m, k)->music = false;
}

/* Music makes sure slowly, a talker unmakes it faster. */
static void count(music_state *s, bool music, bool loud)
{
    if (music && s->music_hops < MOST_SURE)
        s->music_hops++;
    if (!music && loud)
        s->music_hops = s->music_hops < TALK_UNMAKES ? 0 : s->music_hops - TALK_UNMAKES;
}

static void decide(music_state *s, moments *m, long until)
{
    bool path[256] = {0};
    int state = s->cost[1] < s->cost[0];
    for (long t = s->done - 1; t >= s->decided; t--) {
        path[t - s->decided] = state != 0;
        state = (s->from[t & 255] >> state) & 1;
    }
    for (long t = s->decided; t < until; t++) {
        bool music = path[t - s->decided] && (s->was_music || moment_see(m, t)->loud);
        moment_edit(m, t)->music = music;
        if (music && !s->was_music)
            move_start_back(m, t);
        if (!music && s->was_music)
            trim_end(m, t);
        s->was_music = music;
        count(s, music, moment_see(m, t)->loud);
    }
    s->decided = until;
}

void music_run(music_state *s, moments *m)
{
    for (; s->done < s->scored; s->done++) {
        if (s->done - s->decided >= MUSIC_LAG + MUSIC_BLOCK)
            decide(s, m, s->decided + MUSIC_BLOCK);
        step(s, moment_see(m, s->done), s->done);
    }
    if (m->ended && s->done >= m->n)
        decide(s, m, s->done);
}
