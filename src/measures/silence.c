/* Silences of the call, as the talk floor finds them: 3 s and more without speech of either side, and no hold. */
#include <math.h>

#include "measures/measuring.h"

#define SHARE_NEED_S 5.0 /* of the call; a shorter recording has no share worth the name */

typedef struct silence_state {
    double total_s, longest_s, longest_agent_s;
} silence_state;

static void silence_event(void *state, const ct_event *event)
{
    silence_state *s = state;
    if (event->kind != CT_EVENT_SILENCE)
        return;
    double length_s = event->end_s - event->start_s;
    s->total_s += length_s;
    s->longest_s = fmax(s->longest_s, length_s);
    if (event->side == CT_SIDE_AGENT)
        s->longest_agent_s = fmax(s->longest_agent_s, length_s);
}

static void silence_read(const void *state, const ct_moment *moment, ct_reading *out)
{
    const silence_state *s = state;
    if (moment->alone) {
        for (int i = 0; i < 4; i++)
            reading_spoiled(&out[i], CT_FAULT_MONO);
        return;
    }
    double call_s = heard_s(moment);
    reading_set(&out[0], s->total_s, call_s, HEARD_NEED_S);
    reading_set(&out[1], call_s > 0.0 ? s->total_s / call_s : 0.0, call_s, SHARE_NEED_S);
    reading_set(&out[2], s->longest_s, call_s, HEARD_NEED_S);
    reading_set(&out[3], s->longest_agent_s, call_s, HEARD_NEED_S);
}

static const ct_measure_info silence_readings[] = {
    {
        .name = "silence_total",
        .title_en = "Silence",
        .title_zh = "静音总时长",
        .unit = CT_UNIT_SECONDS,
        .scope = CT_SCOPE_CALL,
        .spoiled_by = FAULT(SILENT_SIDE) | FAULT(SIDE_MISSING),
        .definition_en = "Sum of all stretches of 3 s and more in which neither side speaks. Holds, ringing before the "
                         "answer and the end after the last word are not silences.",
        .definition_zh = "双方都不说话达 3 秒及以上的各段之和。让客户等待、接听前振铃、最后一句话之后的尾段不计。",
        .source = STANDARD_DOCUMENT "行为第1条(避免延长沉默的时间); 3 s as in Amazon Connect and MiiTel",
    },
    {
        .name = "silence_share",
        .title_en = "Share of silence",
        .title_zh = "静音占比",
        .unit = CT_UNIT_RATIO,
        .scope = CT_SCOPE_CALL,
        .spoiled_by = FAULT(SILENT_SIDE) | FAULT(SIDE_MISSING) | FAULT(SHORT),
        .definition_en = "Silence (see there) divided by the length of the recording, lost audio left out. Needs 5 s.",
        .definition_zh = "静音总时长 ÷ 录音时长（扣除丢失的音频）。录音至少 5 秒。",
        .source = STANDARD_DOCUMENT "行为第1条; as in Amazon Connect",
    },
    {
        .name = "longest_silence",
        .title_en = "Longest silence",
        .title_zh = "最长静音",
        .unit = CT_UNIT_SECONDS,
        .scope = CT_SCOPE_CALL,
        .spoiled_by = FAULT(SILENT_SIDE) | FAULT(SIDE_MISSING),
        .definition_en = "Longest stretch of 3 s and more in which neither side speaks; 0 if there is none.",
        .definition_zh = "双方都不说话（3 秒及以上）的最长一段；没有则为 0。",
        .source = STANDARD_DOCUMENT "行为第1条",
    },
    {
        .name = "longest_silence_agent_owed",
        .title_en = "Longest silence the agent owed",
        .title_zh = "最长静音（该座席开口）",
        .unit = CT_UNIT_SECONDS,
        .scope = CT_SCOPE_CALL,
        .spoiled_by = FAULT_EXCHANGE,
        .definition_en =
            "Longest silence of 3 s and more after the customer spoke last, so that it was for the agent to "
            "speak; 0 if there is none.",
        .definition_zh = "客户说完、该座席接话时出现的最长静音（3 秒及以上）；没有则为 0。",
        .source = STANDARD_DOCUMENT "行为第1条; attribution: calltone",
    },
};

const ct_measure ct_measure_silence = {
    .readings = silence_readings,
    .n_readings = sizeof(silence_readings) / sizeof(silence_readings[0]),
    .scope = CT_SCOPE_CALL,
    .state_size = sizeof(silence_state),
    .push_event = silence_event,
    .read = silence_read,
};
