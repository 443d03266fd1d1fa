/* Four steps, each over what the one before settled; all look both ways, so edges are back-dated.
 * Constants chosen on hand-labelled read speech and on the two sides of telephone calls. */
#include "speech/decision.h"

#include <math.h>
#include <string.h>

#include "dsp/math.h"

#define LEAST_RUN     4  /* hops: shorter bursts are clicks */
#define VOICE_HALF    50 /* hops to each side in which ... */
#define VOICE_LEAST   6  /* ... so many are voiced, or it is noise */
#define LONE_MOST     25 /* hops of sound in that second that make it more than a lone burst */
#define LONE_LEAST    8
#define LONE_CLEAR_DB 6.0f /* over the threshold */
#define STRETCH       5    /* hops by which an edge may move */
#define GAP           25   /* hops: shorter gaps are stop closures; pauses count from 0.25 s */

void decision_start(decision *d)
{
    memset(d, 0, sizeof *d);
    d->last_wide = -GAP;
}

static bool plain(const moments *m, long t)
{
    const moment *h = moment_see(m, t);
    return h->loud && !h->music && !h->in_tone;
}

static bool in_run(const moments *m, long t)
{
    int length = plain(m, t);
    if (length == 0)
        return false;
    for (int k = 1; k < LEAST_RUN && plain(m, t + k); k++)
        length++;
    for (int k = 1; k < LEAST_RUN && plain(m, t - k); k++)
        length++;
    return length >= LEAST_RUN;
}

static void count(decision *d, const moment *h, int change)
{
    d->runs_near += h->run ? change : 0;
    d->voiced_near += h->run && h->f0_hz > 0 ? change : 0;
}

/* Hops within VOICE_HALF of t. */
static void count_around(decision *d, const moments *m, long t)
{
    for (; d->counted <= t + VOICE_HALF; d->counted++)
        count(d, moment_see(m, d->counted), 1);
    count(d, moment_see(m, t - VOICE_HALF - 1), -1);
}

static bool any_clear(const moments *m, long from, long to)
{
    for (long k = from; k <= to; k++) {
        const moment *h = moment_see(m, k);
        if (h->run && h->smooth_db - h->threshold_db > LONE_CLEAR_DB)
            return true;
    }
    return false;
}

/* Enough voice around it; and a lone short burst must be clear, as a listener's "mm" is and a creak of the line is not.
 */
static bool is_talk(const decision *d, const moments *m, long t)
{
    if (d->voiced_near < VOICE_LEAST || d->runs_near < LONE_LEAST)
        return false;
    return d->runs_near >= LONE_MOST || any_clear(m, t - VOICE_HALF, t + VOICE_HALF);
}

static bool still_sounding(const moments *m, long t)
{
    const moment *h = moment_see(m, t);
    float least = maxf(h->noise_db + 0.3f * (h->threshold_db - h->noise_db), h->threshold_db - 3.0f);
    return h->smooth_db > least && !h->music && !h->in_tone && !h->gap;
}

/* Within STRETCH hops of a run, with no quieter hop between. */
static bool at_edge(const moments *m, long t)
{
    if (!still_sounding(m, t))
        return false;
    for (int way = -1; way <= 1; way += 2)
        for (int k = 1; k <= STRETCH; k++) {
            if (moment_see(m, t + way * k)->voiced_run)
                return true;
            if (!still_sounding(m, t + way * k))
                break;
        }
    return false;
}

/* A gap is closed when speech lies at both of its ends and no line sound or loss inside. */
static bool in_small_gap(const decision *d, const moments *m, long t)
{
    long end = t;
    while (end - d->last_wide <= GAP && !moment_see(m, end)->wide)
        end++;
    if (end - d->last_wide > GAP)
        return false;
    for (long k = d->last_wide + 1; k < end; k++) {
        const moment *h = moment_see(m, k);
        if (h->music || h->in_tone || h->gap)
            return false;
    }
    return true;
}

void decision_run(decision *d, moments *m, long known)
{
    for (long end = moment_limit(m, known, LEAST_RUN); d->runs < end; d->runs++)
        moment_edit(m, d->runs)->run = in_run(m, d->runs);
    for (long end = moment_limit(m, d->runs, VOICE_HALF); d->voiced < end; d->voiced++) {
        moment *h = moment_edit(m, d->voiced);
        count_around(d, m, d->voiced);
        h->voiced_run = h->run && is_talk(d, m, d->voiced);
    }
    for (long end = moment_limit(m, d->voiced, STRETCH); d->wide < end; d->wide++) {
        moment *h = moment_edit(m, d->wide);
        h->wide = h->voiced_run || at_edge(m, d->wide);
    }
    for (long end = moment_limit(m, d->wide, GAP); d->done < end; d->done++) {
        moment *h = moment_edit(m, d->done);
        h->speech = h->wide || in_small_gap(d, m, d->done);
        if (h->wide)
            d->last_wide = d->done;
    }
}
