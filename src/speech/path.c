/* Dynamic programming over candidates in the manner of Talkin (1995) and Boersma (1993): the judge's log odds that a
 * candidate is right, a price for changing between voiced and not and for jumps in F0, and against single octave errors
 * a price for what lies far from the speaker's own median. Constants chosen on half of a laryngograph set. */
#include "speech/path.h"

#include <math.h>
#include <string.h>

#include "dsp/lanes.h"
#include "dsp/math.h"

#define RATE_HZ     8000.0f
#define BIAS        1.0f    /* added to the odds of voice: between misses and false alarms */
#define SWITCH_COST 3.0f    /* into or out of voice */
#define JUMP_COST   10.0f   /* per octave between hops */
#define JUMP_FREE   0.03f   /* octaves that cost nothing: 36 cents in 10 ms */
#define PRIOR_HOPS  60      /* voiced hops before the speaker's own median counts */
#define PRIOR_ST    7.0f    /* semitones around the median that cost nothing */
#define NOWHERE     (-1e6f) /* score of a state that no path leads to */

void path_start(pitch_path *p)
{
    memset(p, 0, sizeof *p);
}

static const lanes_mask UNVOICED = {-1, 0, 0, 0, 0, 0, 0, 0};

/* What the candidates' F0 cost by themselves. */
static lanes prior(const pitch_path *p, lanes octave)
{
    lanes cost = 0.4f * (lanes_abs(12.0f * octave - p->median_st) - PRIOR_ST), none = {0}, most = none + 3.0f;
    return p->voiced < PRIOR_HOPS ? none : lanes_min(lanes_max(cost, none), most);
}

/* From state `from` to each. */
static lanes transition(const pitch_path *p, int from, lanes octave)
{
    lanes none = {0}, change = none + SWITCH_COST;
    if (from == 0)
        return lanes_pick(UNVOICED, none, change);
    lanes jump = JUMP_COST * lanes_max(lanes_abs(p->octave[from] - octave) - JUMP_FREE, none);
    return lanes_pick(UNVOICED, change, jump);
}

/* Nothing but "unvoiced" to go to. */
static void rest(pitch_path *p, long t)
{
    int *from = p->from[t & 15], best = 0;
    from[0] = 0;
    if (p->rests)
        return;
    for (int q = 1; q <= CANDIDATES; q++)
        if (p->score[q] - SWITCH_COST > p->score[best] - (best > 0 ? SWITCH_COST : 0.0f))
            best = q;
    from[0] = best;
    for (int s = 0; s < VOICES; s++)
        p->score[s] = s == 0 ? 0.0f : NOWHERE;
    p->rests = true;
}

static void step(pitch_path *p, const moment *h, long t)
{
    lanes lag = lanes_load(h->lag), octave = lanes_log2(RATE_HZ / lag), none = {0};
    lanes best = p->score[0] - transition(p, 0, octave);
    lanes_mask from = {0};
    for (int q = 1; q <= CANDIDATES; q++) {
        lanes way = p->score[q] - transition(p, q, octave);
        lanes_mask better = way > best;
        best = lanes_pick(better, way, best);
        from = (better & q) | (~better & from);
    }
    best += lanes_pick(UNVOICED, none, lanes_load(h->odds) + BIAS - prior(p, octave));
    best = lanes_pick((lag > 0.0f) | UNVOICED, best, none - 1e9f);
    lanes_store(p->score, lanes_max(best - lanes_greatest(best), none + NOWHERE));
    lanes_store(p->octave, octave);
    memcpy(p->from[t & 15], &from, sizeof from);
    p->rests = false;
}

static int best_state(const pitch_path *p)
{
    int best = 0;
    for (int s = 1; s <= CANDIDATES; s++)
        if (p->score[s] > p->score[best])
            best = s;
    return best;
}

static void learn(pitch_path *p, float f0_hz)
{
    float st = 12.0f * log2_fast(f0_hz);
    p->voiced++;
    if (p->voiced == 1)
        p->median_st = st;
    float limit = 12.0f / (float)(p->voiced < 500 ? p->voiced : 500);
    p->median_st += clampf(st - p->median_st, -limit, limit);
}

static void decide(pitch_path *p, moments *m, long t, int state)
{
    moment *h = moment_edit(m, t);
    float lag = h->lag[state]; /* 0 of "unvoiced" */
    h->f0_hz = lag > 0.0f ? RATE_HZ / lag : 0.0f;
    if (lag > 0.0f)
        learn(p, h->f0_hz);
}

/* State of hop `t` on the best path that ends at the last hop taken. */
static int trace(const pitch_path *p, const moments *m, long t)
{
    if (!moment_see(m, t)->heard)
        return 0;
    int state = best_state(p);
    for (long k = p->done - 1; k > t; k--)
        state = p->from[k & 15][state];
    return state;
}

WIDE_LANES void path_run(pitch_path *p, moments *m, long limit)
{
    while (p->done < limit) {
        const moment *h = moment_see(m, p->done);
        if (h->heard)
            step(p, h, p->done);
        else
            rest(p, p->done);
        p->done++;
        if (p->done - p->decided > PATH_LAG) {
            decide(p, m, p->decided, trace(p, m, p->decided));
            p->decided++;
        }
    }
    while (m->ended && p->done >= m->n && p->decided < p->done) {
        decide(p, m, p->decided, trace(p, m, p->decided));
        p->decided++;
    }
}
