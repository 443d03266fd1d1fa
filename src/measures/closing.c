/* How the call ends: the time after the last word, and who hung up.
 *
 * A recorder that loses a leg writes digital silence in its place, so the side whose channel turns to digital silence
 * first, and stays so to the end, left first. That holds only where the channel was not digitally silent in its pauses
 * before (a noise gate, a codec with silence suppression), where the silence is short (a muted line may be long), and
 * where the other channel was clearly still alive. A busy tone on a line says that the far end of that line has left.
 * Everything else is unknown. */
#include "measures/measuring.h"

#define ZERO_MIN_HOPS    20   /* 0.2 s of digital silence at the end */
#define ZERO_MAX_HOPS    1000 /* 10 s; longer may be a muted line */
#define ZERO_LEAD_HOPS   30   /* 0.3 s earlier than the other */
#define ZERO_USUAL_SHARE 0.2  /* of the channel's pauses: digital silence is usual there */
#define PAUSE_NEED_HOPS  100  /* pauses heard, to know what is usual */
#define BUSY_MIN_HOPS    60   /* 0.6 s of tone: more than one burst of 0.5 s (US), less than two of 0.35 s (China) */
#define BUSY_WITHIN_HOPS 1000 /* 10 s before the end */

/* One channel. */
typedef struct closing_line {
    uint64_t pause_hops, zero_hops; /* without speech, music and tone; digitally silent among them */
    uint64_t zero_run;              /* digital silence in a row, until now */
    uint32_t busy_hops;             /* busy tone since its last speech */
    uint64_t busy_last;             /* hop of the last of them */
} closing_line;

typedef struct closing_state {
    bool spoken;
    uint64_t hops, after_hops; /* until now; heard since the last speech of either side */
    closing_line line[2];
} closing_state;

static void closing_line_hop(closing_line *line, const ct_hop *hop, uint64_t index)
{
    line->zero_run = hop->flags & HOP_ZERO ? line->zero_run + 1 : 0;
    if (hop->flags & HOP_SPEECH) {
        line->busy_hops = 0;
        return;
    }
    if ((hop->flags & HOP_TONE) && hop->tone == HOP_TONE_BUSY) {
        line->busy_hops++;
        line->busy_last = index;
    }
    if (!(hop->flags & (HOP_MUSIC | HOP_TONE | HOP_GAP))) {
        line->pause_hops++;
        line->zero_hops += (hop->flags & HOP_ZERO) != 0;
    }
}

static void closing_hop(void *state, const ct_hop *own, const ct_hop *other, uint64_t index, const talk_listener *found)
{
    closing_state *s = state;
    s->hops = index + 1;
    closing_line_hop(&s->line[CT_SIDE_AGENT], own, index);
    closing_line_hop(&s->line[CT_SIDE_CUSTOMER], other, index);
    if ((own->flags | other->flags) & HOP_SPEECH) {
        s->spoken = true;
        s->after_hops = 0;
    } else if (!(own->flags & HOP_GAP)) {
        s->after_hops++;
    }
}

static bool line_busy(const closing_line *line, uint64_t hops)
{
    return line->busy_hops >= BUSY_MIN_HOPS && hops - line->busy_last <= BUSY_WITHIN_HOPS;
}

/* Whether the line died before the other did. */
static bool line_left(const closing_line *line, const closing_line *other)
{
    if (line->zero_run < ZERO_MIN_HOPS || line->zero_run > ZERO_MAX_HOPS)
        return false;
    if (line->zero_run < other->zero_run + ZERO_LEAD_HOPS)
        return false;
    uint64_t in_run = line->zero_run < line->zero_hops ? line->zero_run : line->zero_hops;
    uint64_t pauses = line->pause_hops - in_run;
    uint64_t zeroes = line->zero_hops - in_run;
    return pauses >= PAUSE_NEED_HOPS && (double)zeroes < ZERO_USUAL_SHARE * (double)pauses;
}

/* Who hung up, or CT_SIDE_CALL when it cannot be told. */
static ct_side closing_leaver(const closing_state *s)
{
    const closing_line *agent = &s->line[CT_SIDE_AGENT], *customer = &s->line[CT_SIDE_CUSTOMER];
    bool agent_busy = line_busy(agent, s->hops), customer_busy = line_busy(customer, s->hops);
    if (agent_busy != customer_busy)
        return agent_busy ? CT_SIDE_AGENT : CT_SIDE_CUSTOMER;
    if (agent_busy)
        return CT_SIDE_CALL;
    if (line_left(agent, customer))
        return CT_SIDE_AGENT;
    return line_left(customer, agent) ? CT_SIDE_CUSTOMER : CT_SIDE_CALL;
}

static void closing_read(const void *state, const ct_moment *moment, ct_reading *out)
{
    const closing_state *s = state;
    double tail_s = (double)s->after_hops * HOP_S;
    if (moment->alone)
        reading_spoiled(&out[0], CT_FAULT_MONO);
    else if (!s->spoken)
        reading_too_little(&out[0], heard_s(moment));
    else
        reading_set(&out[0], tail_s, tail_s, 0.0);

    ct_side leaver = moment->finished ? closing_leaver(s) : CT_SIDE_CALL;
    if (leaver == CT_SIDE_CALL)
        reading_absent(&out[1], "no_hangup");
    else
        reading_set(&out[1], leaver, tail_s, 0.0);
}

static const ct_measure_info closing_readings[] = {
    {
        .name = "tail",
        .title_en = "After the last word",
        .title_zh = "通话尾段空白",
        .unit = CT_UNIT_SECONDS,
        .scope = CT_SCOPE_CALL,
        .spoiled_by = FAULT(SILENT_SIDE) | FAULT(SIDE_MISSING),
        .definition_en = "From the last speech of either side to the end of the recording, lost audio left out.",
        .definition_zh = "从双方最后一句话结束到录音结束的时间，不含丢失的音频。",
        .source = STANDARD_DOCUMENT "礼仪第3条; 5 s as noted by Alibaba SCA",
    },
    {
        .name = "hung_up_first",
        .title_en = "Who hung up first",
        .title_zh = "先挂机方",
        .unit = CT_UNIT_SIDE,
        .scope = CT_SCOPE_CALL,
        .spoiled_by = FAULT_ONE_SIDED,
        .definition_en =
            "The side whose channel turns to digital silence first and stays so for the last 0.2 to 10 s, 0.3 s "
            "or more before the other; or whose line carries the busy tone at the end. Cannot be observed "
            "where digital silence is usual on that channel.",
        .definition_zh = "录音末尾 0.2~10 秒内声道先变为数字静音并保持到结束（比另一声道早 0.3 秒以上）的一方，"
                         "或其线路上最后出现忙音的一方。该声道平时就有数字静音时无从判断。",
        .source = STANDARD_DOCUMENT "行为第1条、礼仪第3条(让客户先挂断电话); form: calltone",
    },
};

const ct_measure ct_measure_closing = {
    .readings = closing_readings,
    .n_readings = sizeof(closing_readings) / sizeof(closing_readings[0]),
    .scope = CT_SCOPE_CALL,
    .state_size = sizeof(closing_state),
    .push_hop = closing_hop,
    .read = closing_read,
};
