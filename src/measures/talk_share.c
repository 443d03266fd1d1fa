/* How much each side speaks: seconds, share of all speech, turns.
 *
 * Speech is counted by hops, overlaps count for both sides; turns come from the talk floor. */
#include "measures/measuring.h"

#define TALK_NEED_S 5.0 /* speech of both sides below which a share says nothing; own choice */

typedef struct talk_share_state {
    ct_side side;
    uint64_t own_hops, other_hops; /* with speech */
    unsigned long turns;
} talk_share_state;

static void talk_share_start(void *state, ct_side side)
{
    talk_share_state *s = state;
    s->side = side;
}

static void talk_share_hop(void *state, const ct_hop *own, const ct_hop *other, uint64_t index,
                           const talk_listener *found)
{
    talk_share_state *s = state;
    s->own_hops += (own->flags & HOP_SPEECH) != 0;
    s->other_hops += (other->flags & HOP_SPEECH) != 0;
}

static void talk_share_event(void *state, const ct_event *event)
{
    talk_share_state *s = state;
    if (event->kind == CT_EVENT_TURN && side_matches(s->side, event->side))
        s->turns++;
}

static void talk_share_read(const void *state, const ct_moment *moment, ct_reading *out)
{
    const talk_share_state *s = state;
    double own_s = (double)s->own_hops * HOP_S;
    double both_s = own_s + (double)s->other_hops * HOP_S;
    reading_set(&out[0], own_s, own_s, 0.0);
    if (s->other_hops == 0)
        reading_too_little(&out[1], both_s);
    else
        reading_set(&out[1], own_s / both_s, both_s, TALK_NEED_S);
    reading_set(&out[2], (double)s->turns, heard_s(moment), HEARD_NEED_S);
}

static const ct_measure_info talk_share_readings[] = {
    {
        .name = "speech_time",
        .title_en = "Speech",
        .title_zh = "说话时长",
        .unit = CT_UNIT_SECONDS,
        .scope = CT_SCOPE_SIDE,
        .definition_en =
            "Time in which this side speaks, gaps under 0.25 s included. Music, tones and lost audio are not "
            "speech.",
        .definition_zh = "本方说话的总时间，不足 0.25 秒的短间隙计入。音乐、提示音和丢失的音频不算说话。",
        .source = STANDARD_DOCUMENT "语言简洁",
    },
    {
        .name = "talk_share",
        .title_en = "Share of the talk",
        .title_zh = "说话占比",
        .unit = CT_UNIT_RATIO,
        .scope = CT_SCOPE_SIDE,
        .spoiled_by = FAULT_EXCHANGE | FAULT(SHORT),
        .definition_en =
            "Own speech divided by the speech of both sides; what is spoken at the same time counts for both. "
            "Needs 5 s of speech, and both sides heard.",
        .definition_zh =
            "本方说话时长 ÷ 双方说话时长之和，同时说话的部分双方各计一次。至少要有 5 秒说话，且双方都有声音。",
        .source = STANDARD_DOCUMENT "语言简洁; talk ratio as in MiiTel",
    },
    {
        .name = "turns",
        .title_en = "Turns",
        .title_zh = "发言次数",
        .unit = CT_UNIT_COUNT,
        .scope = CT_SCOPE_SIDE,
        .spoiled_by = FAULT_EXCHANGE,
        .definition_en =
            "How often this side held the floor. A turn is everything a side says until the other takes the "
            "floor; short signs of listening (under 1 s and under 4 syllables) take no floor.",
        .definition_zh =
            "本方接过话头的次数。从开口到对方接过话头为一次发言；1 秒以内且不足 4 个音节的附和（“嗯”“好的”）不算。",
        .source = "calltone",
    },
};

const ct_measure ct_measure_talk_share = {
    .readings = talk_share_readings,
    .n_readings = sizeof(talk_share_readings) / sizeof(talk_share_readings[0]),
    .scope = CT_SCOPE_SIDE,
    .state_size = sizeof(talk_share_state),
    .start = talk_share_start,
    .push_hop = talk_share_hop,
    .push_event = talk_share_event,
    .read = talk_share_read,
};
