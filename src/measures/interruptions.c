/* Who breaks in on whom, and who shows that he listens. What each is, is decided by the talk floor; here it is counted
 * for the side that did it. */
#include "measures/measuring.h"

#define OTHER_NEED_S 1.0 /* of the other's utterances: there must have been something to break in on */

typedef struct interruptions_state {
    ct_side side;
    unsigned long interruptions, severe, cut_offs, backchannels;
    double other_s; /* utterances of the other side */
} interruptions_state;

static void interruptions_start(void *state, ct_side side)
{
    interruptions_state *s = state;
    s->side = side;
}

static void interruptions_event(void *state, const ct_event *event)
{
    interruptions_state *s = state;
    if (!side_matches(s->side, event->side)) {
        if (event->kind == CT_EVENT_UTTERANCE)
            s->other_s += event->end_s - event->start_s;
        return;
    }
    switch (event->kind) {
    case CT_EVENT_INTERRUPTION:
        s->interruptions++;
        s->severe += (event->flags & CT_EVENT_SEVERE) != 0;
        break;
    case CT_EVENT_CUT_OFF:
        s->cut_offs++;
        break;
    case CT_EVENT_BACKCHANNEL:
        s->backchannels++;
        break;
    default:
        break;
    }
}

static void interruptions_read(const void *state, const ct_moment *moment, ct_reading *out)
{
    const interruptions_state *s = state;
    reading_set(&out[0], (double)s->interruptions, s->other_s, OTHER_NEED_S);
    reading_set(&out[1], (double)s->severe, s->other_s, OTHER_NEED_S);
    reading_set(&out[2], (double)s->cut_offs, s->other_s, OTHER_NEED_S);
    reading_set(&out[3], (double)s->backchannels, s->other_s, OTHER_NEED_S);
}

static const ct_measure_info interruptions_readings[] = {
    {
        .name = "interruptions",
        .title_en = "Interruptions",
        .title_zh = "抢话次数",
        .unit = CT_UNIT_COUNT,
        .scope = CT_SCOPE_SIDE,
        .spoiled_by = FAULT_EXCHANGE,
        .definition_en =
            "This side starts to speak when the other has been speaking for 0.5 s or more, and both go on for "
            "1 s or more. Utterances under 4 syllables and signs of listening do not count.",
        .definition_zh =
            "对方已说了 0.5 秒以上时本方开口，双方同时说话达 1 秒以上的次数。不足 4 个音节的短句和附和不算。",
        .source = STANDARD_DOCUMENT "第4条(不得无故打断客户说话); limits as in MiiTel and Alibaba SCA",
    },
    {
        .name = "severe_interruptions",
        .title_en = "Severe interruptions",
        .title_zh = "严重抢话次数",
        .unit = CT_UNIT_COUNT,
        .scope = CT_SCOPE_SIDE,
        .spoiled_by = FAULT_EXCHANGE,
        .definition_en = "Interruptions of 2 s and more, or after which the other gave way.",
        .definition_zh = "同时说话达 2 秒以上，或对方因此停下不说的抢话次数。",
        .source = STANDARD_DOCUMENT "第4条、行为第2条; limits: calltone",
    },
    {
        .name = "cut_offs",
        .title_en = "Cut-offs",
        .title_zh = "截断对方次数",
        .unit = CT_UNIT_COUNT,
        .scope = CT_SCOPE_SIDE,
        .spoiled_by = FAULT_EXCHANGE,
        .definition_en =
            "This side starts inside the other's utterance, the other stops within 1 s and stays silent for "
            "1.5 s. Not counted as an interruption as well.",
        .definition_zh = "对方话没说完本方就开口，对方 1 秒内停下、此后 1.5 秒没有再说的次数。不与“抢话次数”重复计算。",
        .source = STANDARD_DOCUMENT "第4条(应请客户将问题表述完后再答复); limits: calltone",
    },
    {
        .name = "backchannels",
        .title_en = "Signs of listening",
        .title_zh = "附和次数",
        .unit = CT_UNIT_COUNT,
        .scope = CT_SCOPE_SIDE,
        .spoiled_by = FAULT_EXCHANGE,
        .definition_en =
            "Own utterances under 1 s and under 4 syllables while the other speaks and goes on (yes, right, "
            "mm-hm). Good listening: never counted as interruptions.",
        .definition_zh = "对方说话时本方 1 秒以内且不足 4 个音节的应声（“嗯”“好的”“对”），对方接着说下去。"
                         "这是倾听的表现，绝不算抢话。",
        .source = STANDARD_DOCUMENT "倾听; limits: calltone, after Alibaba SCA",
    },
};

const ct_measure ct_measure_interruptions = {
    .readings = interruptions_readings,
    .n_readings = sizeof(interruptions_readings) / sizeof(interruptions_readings[0]),
    .scope = CT_SCOPE_SIDE,
    .state_size = sizeof(interruptions_state),
    .start = interruptions_start,
    .push_event = interruptions_event,
    .read = interruptions_read,
};
