/* A shout is what the measure loud_bursts counts, 1 s over the own median of levels with dips under 0.3 s, but of the
 * two marks of a raised voice only the higher pitch is asked for: hops as callers see them have no spectrum. */
#include "cues/loudness.h"

#include <math.h>

#include "base/units.h"

#define BURST_LEAST_HOPS 100 /* 1 s */
#define DIP_HOPS         30
#define HIGHER_ST        3.0
#define LEARN_BRIEF_HOPS 500  /* 5 s of speech before anything is far over the usual */
#define LEARN_SPAN_HOPS  1500 /* 15 s before 3 s of it are compared */
#define NOT_ZERO         1e-10

static const histogram_scale level_scale = {.low = -100.0f, .step = 0.5f, .n_bins = LOUDNESS_BINS};
static const histogram_scale pitch_scale = {.low = 0.0f, .step = 0.25f, .n_bins = LOUDNESS_PITCHES};

/* The level of a span of `hops` now that a hop of `power` has come and another has gone; learnt once it is whole. */
static double span_push(loudness_span *s, const loudness *l, float power, int hops)
{
    int gone = (l->at + LOUDNESS_HOPS - hops) % LOUDNESS_HOPS;
    s->power += (double)power - (double)l->power[gone];
    double n = l->speech_hops + 1 < hops ? (double)(l->speech_hops + 1) : hops;
    double level = db_of_power(s->power / n + NOT_ZERO);
    if (l->speech_hops + 1 >= hops)
        running_median_add(&s->usual, &level_scale, s->levels, (float)level);
    return level;
}

static double usual_level(const loudness_span *s)
{
    return (double)running_median_value(&s->usual, &level_scale, s->levels);
}

static void follow_pitch(loudness *l, float f0_hz, bool above)
{
    if (f0_hz <= 0)
        return;
    double st = 12.0 * log2((double)f0_hz / PITCH_REFERENCE_HZ);
    running_median_add(&l->pitch, &pitch_scale, l->pitches, (float)st);
    if (above) {
        l->sum_st += st;
        l->voiced++;
    }
}

static void open_burst(loudness *l, int64_t k, double limit_dbfs)
{
    l->burst = true;
    l->start = l->last = k;
    l->limit_dbfs = limit_dbfs;
    l->usual_st = (double)running_median_value(&l->pitch, &pitch_scale, l->pitches);
    l->sum_st = 0;
    l->voiced = 0;
}

void loudness_push(loudness *l, const cue_hop *hop, int64_t k, double rise_db)
{
    if (l->burst && k - l->last > DIP_HOPS)
        l->burst = false;
    if (!hop->speech)
        return;
    float power = power_of_db(hop->level_dbfs);
    double limit_dbfs = usual_level(&l->brief) + rise_db;
    double level = span_push(&l->brief, l, power, LOUDNESS_BURST_HOPS);
    span_push(&l->span, l, power, LOUDNESS_HOPS);
    l->power[l->at] = power;
    l->at = (l->at + 1) % LOUDNESS_HOPS;
    l->speech_hops++;
    if (!l->burst && l->speech_hops > LEARN_BRIEF_HOPS && level >= limit_dbfs)
        open_burst(l, k, limit_dbfs);
    bool above = l->burst && level >= l->limit_dbfs;
    if (above)
        l->last = k;
    follow_pitch(l, hop->f0_hz, above);
}

double loudness_level(const loudness *l)
{
    return l->speech_hops < LOUDNESS_HOPS ? NAN : db_of_power(l->span.power / LOUDNESS_HOPS + NOT_ZERO);
}

double loudness_rise(const loudness *l)
{
    return l->speech_hops < LEARN_SPAN_HOPS ? NAN : loudness_level(l) - usual_level(&l->span);
}

sign loudness_shouting(const loudness *l)
{
    if (!l->burst)
        return no_sign;
    bool raised = l->voiced > 0 && l->sum_st / l->voiced >= l->usual_st + HIGHER_ST;
    bool beyond = raised && l->last + 1 - l->start >= BURST_LEAST_HOPS;
    double level = db_of_power(l->brief.power / LOUDNESS_BURST_HOPS + NOT_ZERO);
    return (sign){beyond ? SIGN_BEYOND : SIGN_BETWEEN, level - usual_level(&l->brief), l->start};
}
