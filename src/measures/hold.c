/* Holds: the customer waits. What a hold is, is decided by the talk floor. */
#include <math.h>

#include "measures/measuring.h"

typedef struct hold_state {
    unsigned long count, unannounced;
    double total_s, longest_s, without_contact_s;
} hold_state;

static void hold_event(void *state, const ct_event *event)
{
    hold_state *s = state;
    double length_s = event->end_s - event->start_s;
    if (event->kind == CT_EVENT_HOLD) {
        s->count++;
        s->unannounced += (event->flags & CT_EVENT_UNANNOUNCED) != 0;
        s->total_s += length_s;
        s->longest_s = fmax(s->longest_s, length_s);
        s->without_contact_s = fmax(s->without_contact_s, event->without_contact_s);
    } else if (event->kind == CT_EVENT_SILENCE && event->side == CT_SIDE_AGENT) {
        s->without_contact_s = fmax(s->without_contact_s, length_s);
    }
}

static void hold_read(const void *state, const ct_moment *moment, ct_reading *out)
{
    const hold_state *s = state;
    double call_s = heard_s(moment);
    reading_set(&out[0], (double)s->count, call_s, HEARD_NEED_S);
    reading_set(&out[1], s->total_s, call_s, HEARD_NEED_S);
    reading_set(&out[2], s->longest_s, call_s, HEARD_NEED_S);
    reading_set(&out[3], (double)s->unannounced, call_s, HEARD_NEED_S);
    reading_set(&out[4], s->without_contact_s, call_s, HEARD_NEED_S);
}

static const ct_measure_info hold_readings[] = {
    {
        .name = "hold_count",
        .title_en = "Holds",
        .title_zh = "让客户等待次数",
        .unit = CT_UNIT_COUNT,
        .scope = CT_SCOPE_CALL,
        .spoiled_by = FAULT_ONE_SIDED,
        .definition_en =
            "How often the customer was left waiting: music or a tone on the line, the agent's line muted, or "
            "10 s of silence after the agent spoke last. Pieces near each other are one hold.",
        .definition_zh = "让客户等待的次数：线路上放音乐或提示音、座席端静音，或座席说完后 10 "
                         "秒及以上无人说话。相邻的几段合为一次。",
        .source = STANDARD_DOCUMENT "行为第2条(让客户等待); form: calltone",
    },
    {
        .name = "hold_total",
        .title_en = "Time on hold",
        .title_zh = "客户等待总时长",
        .unit = CT_UNIT_SECONDS,
        .scope = CT_SCOPE_CALL,
        .spoiled_by = FAULT_ONE_SIDED,
        .definition_en = "Length of all holds together.",
        .definition_zh = "历次让客户等待的时长之和。",
        .source = STANDARD_DOCUMENT "行为第2条; calltone",
    },
    {
        .name = "hold_longest",
        .title_en = "Longest hold",
        .title_zh = "最长一次等待",
        .unit = CT_UNIT_SECONDS,
        .scope = CT_SCOPE_CALL,
        .spoiled_by = FAULT_ONE_SIDED,
        .definition_en = "Length of the longest hold; 0 if there is none.",
        .definition_zh = "让客户等待最久的一次有多长；没有则为 0。",
        .source = STANDARD_DOCUMENT "行为第2条(让客户等待的时间超过一分钟)",
    },
    {
        .name = "hold_unannounced",
        .title_en = "Holds without a word",
        .title_zh = "未打招呼的等待次数",
        .unit = CT_UNIT_COUNT,
        .scope = CT_SCOPE_CALL,
        .spoiled_by = FAULT_ONE_SIDED | FAULT(CROSSTALK),
        .definition_en =
            "Holds before which the agent said nothing of 1 s or more in the last 8 s. What was said needs a "
            "listener.",
        .definition_zh = "等待开始前 8 秒内座席没有说过 1 秒以上的话的次数。说了什么须由人来听。",
        .source = STANDARD_DOCUMENT "行为第2条(没有征得客户许可的情况下让客户等待); form: calltone",
    },
    {
        .name = "wait_without_contact",
        .title_en = "Longest wait without contact",
        .title_zh = "最长无人应答的等待",
        .unit = CT_UNIT_SECONDS,
        .scope = CT_SCOPE_CALL,
        .spoiled_by = FAULT_EXCHANGE,
        .definition_en = "Longest time in which the customer waited without hearing the agent: inside holds, and in "
                         "silences that were the agent's to end; 0 if there is none.",
        .definition_zh = "客户等待时一直听不到座席声音的最长时间，包括等待过程中和该座席开口的静音；没有则为 0。",
        .source = STANDARD_DOCUMENT "礼仪第2条(等待过程中座席员应与客户适当地谈论相关的话题); calltone",
    },
};

const ct_measure ct_measure_hold = {
    .readings = hold_readings,
    .n_readings = sizeof(hold_readings) / sizeof(hold_readings[0]),
    .scope = CT_SCOPE_CALL,
    .state_size = sizeof(hold_state),
    .push_event = hold_event,
    .read = hold_read,
};
