#include "cues/signs.h"

#include <math.h>
#include <string.h>

#define RATE_BACK   0.06 /* of the limit: counting errs by as much */
#define FLAT_BACK   0.2  /* semitones */
#define LEVEL_BACK  2.0  /* dB */
#define RECENT_HOPS 1000 /* what was said longer ago is no reason any more */

void signs_start(signs *s)
{
    memset(s, 0, sizeof *s);
    s->spoken[AGENT] = s->spoken[CUSTOMER] = -RECENT_HOPS;
    exchange_start(&s->exchange);
    waiting_start(&s->waiting);
}

/* What sounds under music that is not decided yet is no speech. */
static cue_hop without_music(const signs *s, int side, const cue_hop *hop)
{
    cue_hop clean = *hop;
    if (s->waiting.music[side].on) {
        clean.speech = clean.syllable = false;
        clean.f0_hz = 0;
    }
    return clean;
}

void signs_push(signs *s, const cue_hop pair[2], const ct_live *live)
{
    int64_t k = s->n++;
    waiting_push(&s->waiting, pair, k);
    cue_hop clean[2] = {without_music(s, AGENT, &pair[AGENT]), without_music(s, CUSTOMER, &pair[CUSTOMER])};
    for (int side = 0; side < 2; side++) {
        if (clean[side].speech)
            s->spoken[side] = k;
        loudness_push(&s->loudness[side], &clean[side], k, live->shouting);
    }
    pace_push(&s->pace, &clean[AGENT]);
    melody_push(&s->melody, &clean[AGENT]);
    exchange_push(&s->exchange, clean, k);
}

/* What a talker said holds while he speaks, and is forgotten when he has long been silent. A value is not news in a hop
 * in which he says nothing. */
static sign while_speaking(const signs *s, int side, sign found)
{
    int64_t ago = s->n - 1 - s->spoken[side];
    if (ago >= RECENT_HOPS)
        return no_sign;
    if (ago > 0 && found.state == SIGN_BEYOND)
        found.state = SIGN_BETWEEN;
    return found;
}

/* Not a number is what is not known yet. */
static double known(double value)
{
    return value < 0 ? NAN : value;
}

static sign over(double value, double limit, double back)
{
    return isnan(value) ? no_sign : sign_over(value, limit, back);
}

static sign under(double value, double limit, double back)
{
    return isnan(value) ? no_sign : sign_under(value, limit, back);
}

static void read_agent(const signs *s, const ct_live *live, sign out[N_CUES])
{
    double rate = known(pace_rate(&s->pace)), spread = known(melody_spread_st(&s->melody));
    double level = loudness_level(&s->loudness[AGENT]);
    out[CUE_TOO_FAST] = over(rate, live->too_fast, RATE_BACK * live->too_fast);
    out[CUE_TOO_SLOW] = under(rate, live->too_slow, RATE_BACK * live->too_slow);
    out[CUE_FLAT] = under(spread, live->flat, FLAT_BACK);
    out[CUE_TOO_LOUD] = over(level, live->too_loud, LEVEL_BACK);
    out[CUE_TOO_SOFT] = under(level, live->too_soft, LEVEL_BACK);
    static const int spoken[] = {CUE_TOO_FAST, CUE_TOO_SLOW, CUE_FLAT, CUE_TOO_LOUD, CUE_TOO_SOFT};
    for (size_t i = 0; i < sizeof spoken / sizeof spoken[0]; i++)
        out[spoken[i]] = while_speaking(s, AGENT, out[spoken[i]]);
    out[CUE_SHOUTING] = loudness_shouting(&s->loudness[AGENT]);
    out[CUE_TALK_OVER] = exchange_talk_over(&s->exchange, live->talk_over);
    out[CUE_MONOLOGUE] = exchange_monologue(&s->exchange, live->monologue);
}

void signs_read(const signs *s, const ct_live *live, bool mixed, sign out[N_CUES])
{
    for (int i = 0; i < N_CUES; i++)
        out[i] = no_sign;
    out[CUE_SILENCE] = waiting_silence(&s->waiting, s->n, live->silence);
    out[CUE_HOLD] = waiting_hold(&s->waiting, s->n, live->hold_first);
    if (mixed)
        return;
    sign louder = over(loudness_rise(&s->loudness[CUSTOMER]), live->customer_louder, LEVEL_BACK);
    out[CUE_CUSTOMER_LOUDER] = while_speaking(s, CUSTOMER, louder);
    read_agent(s, live, out);
}
