/* Dynamic programming over candidates in the manner of Talkin (1995) and Boersma (1993): the judge's log odds that a
 * candidate is right, a price for changing between voiced and not and for jumps in F0, and against single octave errors
 * a price for what lies far from the speaker's own median. Constants chosen on half of a laryngograph set. */
#include "speech/path.h"

#include <math.h>
#include <string.h>

#include "dsp/math.h"

#define RATE_HZ     8000.0f
#define BIAS        1.0f  /* added to the odds of voice: between misses and false alarms */
#define SWITCH_COST 3.0f  /* into or out of voice */
#define JUMP_COST   10.0f /* per octave between hops */
#define JUMP_FREE   0.03f /* octaves that cost nothing: 36 cents in 10 ms */
#define PRIOR_HOPS  60    /* voiced hops before the speaker's own median counts */
#define PRIOR_ST    7.0f  /* semitones around the median that cost nothing */

void path_start(pitch_path *p)
{
    memset(p, 0, sizeof *p);
}

static float prior(const pitch_path *p, float octave)
{
    if (p->voiced < PRIOR_HOPS)
        return 0.0f;
    return clampf(0.4f * (fabsf(12.0f * octave - p->median_st) - PRIOR_ST), 0.0f, 3.0f);
}

static float transition(const pitch_path *p, int from, int to, float octave)
{
    if (from == 0 || to == 0)
        return from == to ? 0.0f : SWITCH_COST;
    return JUMP_COST * maxf(0.0f, fabsf(p->octave[from] - octave) - JUMP_FREE);
}

static void step(pitch_path *p, const moment *h, long t)
{
    float score[PATH_STATES], octave[PATH_STATES] = {0};
    uint8_t *from = p->from[t & 15];
    for (int s = 0; s < PATH_STATES; s++) {
        score[s] = -1e9f;
        from[s] = 0;
        if (s > 0 && (!h->heard || h->pitch[s - 1].lag <= 0))
            continue;
        octave[s] = s > 0 ? log2_fast(RATE_HZ / h->pitch[s - 1].lag) : 0.0f;
        for (int q = 0; q < PATH_STATES; q++) {
            float way = p->score[q] - transition(p, q, s, octave[s]);
            if (way > score[s]) {
                score[s] = way;
                from[s] = (uint8_t)q;
            }
        }
        if (s > 0)
            score[s] += h->pitch[s - 1].strength + BIAS - prior(p, octave[s]);
    }
    float best = score[0];
    for (int s = 1; s < PATH_STATES; s++)
        best = maxf(best, score[s]);
    for (int s = 0; s < PATH_STATES; s++) {
        p->score[s] = maxf(score[s] - best, -1e6f);
        p->octave[s] = octave[s];
    }
}

static int best_state(const pitch_path *p)
{
    int best = 0;
    for (int s = 1; s < PATH_STATES; s++)
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
    h->f0_hz = state > 0 ? RATE_HZ / h->pitch[state - 1].lag : 0.0f;
    if (state > 0)
        learn(p, h->f0_hz);
}

/* State of hop `t` on the best path that ends at the last hop taken. */
static int trace(const pitch_path *p, long t)
{
    int state = best_state(p);
    for (long k = p->done - 1; k > t; k--)
        state = p->from[k & 15][state];
    return state;
}

void path_run(pitch_path *p, moments *m, long limit)
{
    while (p->done < limit) {
        step(p, moment_see(m, p->done), p->done);
        p->done++;
        if (p->done - p->decided > PATH_LAG) {
            decide(p, m, p->decided, trace(p, p->decided));
            p->decided++;
        }
    }
    while (m->ended && p->done >= m->n && p->decided < p->done) {
        decide(p, m, p->decided, trace(p, p->decided));
        p->decided++;
    }
}
