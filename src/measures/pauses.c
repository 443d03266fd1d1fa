/* Pauses inside a side's turns, and the longest speech without one. A pause is 0.25 s and more, as in Hincks 2005. */
#include "measures/measuring.h"

#define PAUSE_MIN_HOPS 25   /* 0.25 s; Hincks 2005 */
#define PAUSE_NEED_S   10.0 /* utterance time */
#define RUN_NEED_S     1.0  /* speech */

typedef struct pauses_state {
    ct_side side;
    unsigned long pauses;
    double utterances_s;
    uint64_t speech_hops, start, last, longest; /* of the run that goes on: first and last hop with speech */
    bool running;
} pauses_state;

static void pauses_start(void *state, ct_side side)
{
    pauses_state *s = state;
    s->side = side;
}

static void pauses_hop(void *state, const ct_hop *own, const ct_hop *other, uint64_t index, const talk_listener *found)
{
    pauses_state *s = state;
    if (!(own->flags & HOP_SPEECH)) {
        if (own->flags & HOP_GAP)
            s->running = false; /* a pause may be hidden in lost audio */
        return;
    }
    s->speech_hops++;
    if (!s->running || index - s->last - 1 >= PAUSE_MIN_HOPS)
        s->start = index;
    s->running = true;
    s->last = index;
    if (index + 1 - s->start > s->longest)
        s->longest = index + 1 - s->start;
}

static void pauses_event(void *state, const ct_event *event)
{
    pauses_state *s = state;
    if (!side_matches(s->side, event->side))
        return;
    if (event->kind == CT_EVENT_PAUSE)
        s->pauses++;
    else if (event->kind == CT_EVENT_UTTERANCE)
        s->utterances_s += event->end_s - event->start_s;
}

static void pauses_read(const void *state, const ct_moment *moment, ct_reading *out)
{
    const pauses_state *s = state;
    if (readings_mixed(out, 2))
        return;
    double per_minute = s->utterances_s > 0.0 ? (double)s->pauses * 60.0 / s->utterances_s : 0.0;
    reading_set(&out[0], per_minute, s->utterances_s, PAUSE_NEED_S);
    reading_set(&out[1], (double)s->longest * HOP_S, (double)s->speech_hops * HOP_S, RUN_NEED_S);
}

static const ct_measure_info pauses_readings[] = {
    {
        .name = "pause_rate",
        .title_en = "Pauses",
        .title_zh = "停顿频次",
        .unit = CT_UNIT_PER_MINUTE,
        .scope = CT_SCOPE_SIDE,
        .spoiled_by = FAULT(DUAL_MONO) | FAULT(SHORT),
        .definition_en =
            "Pauses of 0.25 to 2 s inside own turns, per minute of own utterances. Needs 10 s of utterances.",
        .definition_zh = "本方发言中 0.25~2 秒的停顿次数，按本方说话段时长折算为每分钟。至少要有 10 秒说话段。",
        .source = STANDARD_DOCUMENT "停顿; border of a pause: Hincks 2005",
    },
    {
        .name = "longest_unbroken_speech",
        .title_en = "Longest speech without a pause",
        .title_zh = "最长无停顿讲话",
        .unit = CT_UNIT_SECONDS,
        .scope = CT_SCOPE_SIDE,
        .spoiled_by = FAULT(DUAL_MONO),
        .definition_en = "Longest own speech without a gap of 0.25 s. Needs 1 s of speech.",
        .definition_zh = "本方一口气讲下来、中间没有 0.25 秒以上停顿的最长一段。至少要有 1 秒说话。",
        .source = STANDARD_DOCUMENT "停顿; Hincks 2005",
    },
};

const ct_measure ct_measure_pauses = {
    .readings = pauses_readings,
    .n_readings = sizeof(pauses_readings) / sizeof(pauses_readings[0]),
    .scope = CT_SCOPE_SIDE,
    .state_size = sizeof(pauses_state),
    .start = pauses_start,
    .push_hop = pauses_hop,
    .push_event = pauses_event,
    .read = pauses_read,
};
