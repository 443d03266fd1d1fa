/* As decision.c, without what it waits for: a run of loud hops that is neither like music nor like a tone so far, with
 * voiced hops around it. Constants are those of decision.c; EARLY_AHEAD is what pitch and syllables wait for anyway. */
#include "speech/early.h"

#include "speech/tone.h"

#define LEAST_RUN   4  /* hops */
#define VOICE_BACK  50 /* hops in which, and in EARLY_AHEAD more ... */
#define VOICE_LEAST 6  /* ... so many are voiced, or it is noise */

static bool plain(const moments *m, long t)
{
    const moment *h = moment_see(m, t);
    return h->loud && !h->gap && !h->musical && !tone_so_far(m, t);
}

static bool in_run(const moments *m, long t)
{
    int length = plain(m, t);
    if (length == 0)
        return false;
    for (int k = 1; k < LEAST_RUN && plain(m, t - k); k++)
        length++;
    for (int k = 1; length < LEAST_RUN && k < LEAST_RUN && plain(m, t + k); k++)
        length++;
    return length >= LEAST_RUN;
}

/* Past hops by their pitch, hops to come by the odds of their candidates. */
static bool voiced(const moment *h, bool past)
{
    if (past || h->f0_hz > 0)
        return h->f0_hz > 0;
    for (int i = 1; i < VOICES; i++)
        if (h->lag[i] > 0 && h->odds[i] > 0)
            return true;
    return false;
}

static bool near_voice(const moments *m, long t)
{
    int n = 0;
    for (long k = t + EARLY_AHEAD; k >= t - VOICE_BACK && n < VOICE_LEAST; k--) {
        const moment *h = moment_see(m, k);
        n += h->loud && !h->musical && voiced(h, k <= t);
    }
    return n >= VOICE_LEAST;
}

unsigned early_look(moments *m, long t)
{
    moment *h = moment_edit(m, t);
    if (h->gap)
        return HOP_GAP;
    h->early = in_run(m, t) && near_voice(m, t);
    bool nucleus = h->nucleus_ago > 0 && (h->early || moment_see(m, t - h->nucleus_ago)->early);
    unsigned flags = h->zero ? HOP_ZERO : 0u;
    flags |= h->early ? HOP_SPEECH : 0u;
    flags |= nucleus ? HOP_NUCLEUS : 0u;
    if (h->early)
        return flags;
    bool tone = h->loud && tone_so_far(m, t);
    return flags | (tone ? HOP_TONE : h->loud && h->musical ? HOP_MUSIC : 0u);
}
