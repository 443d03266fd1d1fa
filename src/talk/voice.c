#include "talk/voice.h"

#include <math.h>

void voice_start(voice *v)
{
    *v = (voice){.pause_start = -1, .gap_lost = 1}; /* what was before the first hop is not known: no pause */
}

static void speak(voice *v, const past_hop *hop, int side, int64_t k)
{
    const bool inside = v->step != VOICE_STARTED;
    if (v->gap_heard >= PAUSE_LEAST_HOPS && v->gap_heard <= PAUSE_MOST_HOPS && v->gap_lost == 0)
        v->pause_start = k - v->gap_heard;
    if (inside && v->gap_heard < PAUSE_LEAST_HOPS)
        v->now.time += v->gap_heard;
    v->gap_heard = v->gap_lost = 0;
    v->now.end = k + 1;
    v->now.time++;
    v->now.spoken++;
    v->now.power += exp2(hop->level_dbfs[side] * 0.33219280948873623); /* 10^(x/10); log2(10) / 10 */
}

static void take_step(voice *v, bool on, int64_t k)
{
    v->step = on == v->on ? VOICE_SAME : on ? VOICE_STARTED : VOICE_ENDED;
    v->on = on;
    v->pause_start = -1;
    if (v->step == VOICE_STARTED)
        v->now = (speech_sum){.start = k, .end = k};
}

void voice_push(voice *v, const past_hop *hop, int side, int64_t k, const teller *t)
{
    take_step(v, past_on(hop, side), k);
    if (v->on && (hop->flags[side] & HOP_SPEECH))
        speak(v, hop, side, k);
    else if (past_lost(hop, side))
        v->gap_lost++;
    else
        v->gap_heard++;
    if (v->on && (hop->flags[side] & HOP_NUCLEUS))
        v->now.syllables++;
    if (v->step == VOICE_ENDED)
        tell_event(t, speech_sum_event(&v->now, CT_EVENT_UTTERANCE, side), v->now.start, v->now.end);
}

ct_event speech_sum_event(const speech_sum *sum, ct_event_kind kind, int side)
{
    return (ct_event){
        .kind = kind,
        .side = (ct_side)side,
        .syllables = sum->syllables,
        .speech_s = hop_edge_s(sum->time),
        .level_dbfs = mean_level_dbfs(sum->power, sum->spoken),
    };
}

void speech_sum_add(speech_sum *sum, const speech_sum *more)
{
    if (sum->spoken == 0)
        sum->start = more->start;
    sum->end = more->end;
    sum->syllables += more->syllables;
    sum->time += more->time;
    sum->spoken += more->spoken;
    sum->power += more->power;
}
