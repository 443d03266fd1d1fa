/* How the call is answered: rings, time to answer, time to the first words.
 *
 * The call is connected where the last ring before the agent's first words ends, or where the recording starts when no
 * ring is in it: then nothing can be said of rings, and that is no pass. Lost audio before the first words may have
 * hidden them; their time is not known then. */
#include <math.h>

#include "measures/measuring.h"

#define LOSS_MAX_HOPS 20 /* 0.2 s lost before the first words: a greeting may have been missed */

typedef struct opening_state {
    bool spoken;          /* by the agent */
    double first_words_s; /* when */
    uint32_t lost_hops;   /* before that */
    unsigned rings;
    double first_ring_s, connect_s; /* start of the first ring, end of the last */
} opening_state;

static void opening_hop(void *state, const ct_hop *own, const ct_hop *other, uint64_t index, const talk_listener *found)
{
    opening_state *s = state;
    if (s->spoken)
        return;
    if (own->flags & HOP_GAP)
        s->lost_hops++;
    if (own->flags & HOP_SPEECH) {
        s->spoken = true;
        s->first_words_s = (double)index * HOP_S;
    }
}

static void opening_event(void *state, const ct_event *event)
{
    opening_state *s = state;
    if (event->kind != CT_EVENT_RING)
        return;
    s->first_ring_s = s->rings == 0 ? event->start_s : fmin(s->first_ring_s, event->start_s);
    s->connect_s = fmax(s->connect_s, event->end_s);
    s->rings++;
}

static void opening_read(const void *state, const ct_moment *moment, ct_reading *out)
{
    const opening_state *s = state;
    double until_s = s->spoken ? s->first_words_s : heard_s(moment);
    if (s->rings == 0)
        reading_absent(&out[0], "no_ring");
    else
        reading_set(&out[0], s->rings, until_s, 0.0);

    bool lost = s->lost_hops >= LOSS_MAX_HOPS;
    if (s->rings == 0)
        reading_absent(&out[1], "no_ring");
    else if (lost)
        reading_spoiled(&out[1], CT_FAULT_LOST_AUDIO);
    else if (!s->spoken)
        reading_absent(&out[1], "no_answer");
    else
        reading_set(&out[1], s->first_words_s - s->first_ring_s, until_s, 0.0);

    if (lost)
        reading_spoiled(&out[2], CT_FAULT_LOST_AUDIO);
    else if (!s->spoken)
        reading_absent(&out[2], "no_answer");
    else
        reading_set(&out[2], fmax(0.0, s->first_words_s - s->connect_s), until_s, 0.0);
}

static const ct_measure_info opening_readings[] = {
    {
        .name = "rings_before_answer",
        .title_en = "Rings before the answer",
        .title_zh = "接听前振铃声数",
        .unit = CT_UNIT_COUNT,
        .scope = CT_SCOPE_CALL,
        .definition_en =
            "Ringback bursts on the recording before the agent first speaks. Many recordings start only when "
            "the call is answered: then it cannot be observed.",
        .definition_zh = "座席首次开口前录音里的回铃音声数。许多录音从接通才开始，录音里没有铃声时无从判断。",
        .source = STANDARD_DOCUMENT "礼仪第2条(座席员应在三声铃声内接听电话)",
    },
    {
        .name = "answer_delay",
        .title_en = "Time to answer",
        .title_zh = "接听用时",
        .unit = CT_UNIT_SECONDS,
        .scope = CT_SCOPE_CALL,
        .spoiled_by = FAULT_ONE_LINE | FAULT(SILENT_SIDE),
        .definition_en = "From the start of the first ring to the agent's first word. Needs a ring in the recording.",
        .definition_zh = "从第一声铃响到座席第一句话的时间。录音里须有铃声。",
        .source = STANDARD_DOCUMENT "礼仪第2条; three rings of 1 s in 5 s (China) end after 11 s",
    },
    {
        .name = "first_words_delay",
        .title_en = "Time to the first words",
        .title_zh = "首句用时",
        .unit = CT_UNIT_SECONDS,
        .scope = CT_SCOPE_CALL,
        .spoiled_by = FAULT_ONE_LINE | FAULT(SILENT_SIDE) | FAULT(CROSSTALK),
        .definition_en =
            "From the connection to the agent's first word. Connected is the end of the last ring before it, "
            "or the start of the recording.",
        .definition_zh = "从接通到座席说第一句话的时间。接通时刻取最后一声铃结束；录音里没有铃声则取录音开头。",
        .source = STANDARD_DOCUMENT "礼仪第2条(使用礼貌用语并报上工号); 3 s as in Alibaba SCA",
    },
};

const ct_measure ct_measure_opening = {
    .readings = opening_readings,
    .n_readings = sizeof(opening_readings) / sizeof(opening_readings[0]),
    .scope = CT_SCOPE_CALL,
    .state_size = sizeof(opening_state),
    .push_hop = opening_hop,
    .push_event = opening_event,
    .read = opening_read,
};
