/* How fast a side answers: the gap from the end of the other's turn to the start of this side's.
 *
 * Natural gaps are some 0.2 s, and planning what to say takes 0.6 s and more (Levinson & Torreira 2015). A gap is
 * negative when the answer begins before the other has ended. A change with music or a tone on the line in between is
 * the end of a hold, no answer. */
#include "base/histogram.h"
#include "measures/measuring.h"

#define GAP_BINS    3501   /* -5 to 30 s in steps of 10 ms, the hop */
#define EARLY_GAP_S (-0.2) /* beyond what counts as smooth; own choice after Levinson & Torreira */
#define HOLD_HOPS   200    /* music or tone since the last change that makes the gap a hold: 2 s, as for talk */
#define MIN_CHANGES 3      /* below, a median is an accident */

static const histogram_scale gap_scale = {.low = -5.0f, .step = 0.01f, .n_bins = GAP_BINS};

typedef struct response_state {
    ct_side side;
    unsigned long changes, early;
    unsigned long line_hops; /* with music or a tone since the last change to either side */
    uint32_t gaps[GAP_BINS];
} response_state;

static void response_start(void *state, ct_side side)
{
    response_state *s = state;
    s->side = side;
}

static void response_hop(void *state, const ct_hop *own, const ct_hop *other, uint64_t index,
                         const talk_listener *found)
{
    response_state *s = state;
    s->line_hops += ((own->flags | other->flags) & (HOP_MUSIC | HOP_TONE)) != 0;
}

static void response_change(void *state, const talk_change *change)
{
    response_state *s = state;
    bool hold = s->line_hops >= HOLD_HOPS;
    s->line_hops = 0;
    if (hold || !side_matches(s->side, change->to))
        return;
    double gap_s = change->start_s - change->end_s;
    s->changes++;
    s->early += gap_s < EARLY_GAP_S - 0.5e-3; /* times are hops, but not exactly so as sums of doubles */
    histogram_add(&gap_scale, s->gaps, (float)gap_s);
}

static void response_read(const void *state, const ct_moment *moment, ct_reading *out)
{
    const response_state *s = state;
    double evidence_s = heard_s(moment);
    if (s->changes < MIN_CHANGES) {
        for (int i = 0; i < 3; i++)
            reading_too_little(&out[i], evidence_s);
        return;
    }
    reading_set(&out[0], histogram_quantile(&gap_scale, s->gaps, 0.5), evidence_s, 0.0);
    reading_set(&out[1], histogram_quantile(&gap_scale, s->gaps, 0.9), evidence_s, 0.0);
    reading_set(&out[2], (double)s->early / (double)s->changes, evidence_s, 0.0);
}

static const ct_measure_info response_readings[] = {
    {
        .name = "response_gap_median",
        .title_en = "Response time, median",
        .title_zh = "应答间隔（中位数）",
        .unit = CT_UNIT_SECONDS,
        .scope = CT_SCOPE_SIDE,
        .spoiled_by = FAULT_EXCHANGE | FAULT(SHORT),
        .definition_en =
            "From the end of the other side's turn to this side's first word, the middle one of all changes "
            "of turn; negative when it begins earlier; not across a hold. Needs 3 changes.",
        .definition_zh = "对方说完到本方开口的时间，取所有换话的中位数；对方还没说完就开口时为负，中间有等待音乐的不计"
                         "。至少要有 3 次换话。",
        .source = STANDARD_DOCUMENT "节奏(对客户所讲问题的反应速度); Levinson & Torreira 2015",
    },
    {
        .name = "response_gap_p90",
        .title_en = "Response time, slowest tenth",
        .title_zh = "应答间隔（最慢一成）",
        .unit = CT_UNIT_SECONDS,
        .scope = CT_SCOPE_SIDE,
        .spoiled_by = FAULT_EXCHANGE | FAULT(SHORT),
        .definition_en = "As above, the 90th percentile: one change of turn in ten takes longer. Needs 3 changes.",
        .definition_zh = "算法同上，取 90% 分位：十次换话中有一次比它更慢。至少要有 3 次换话。",
        .source = STANDARD_DOCUMENT "节奏",
    },
    {
        .name = "early_start_share",
        .title_en = "Early starts",
        .title_zh = "抢先接话比例",
        .unit = CT_UNIT_RATIO,
        .scope = CT_SCOPE_SIDE,
        .spoiled_by = FAULT_EXCHANGE | FAULT(SHORT),
        .definition_en = "Share of changes of turn to this side that begin more than 0.2 s before the other has ended. "
                         "Needs 3 changes.",
        .definition_zh = "轮到本方说话时，比对方说完提前 0.2 秒以上就开口的比例。至少要有 3 次换话。",
        .source = STANDARD_DOCUMENT "第4条(应请客户将问题表述完后再答复,不要急于对客户做出解释); limit: calltone",
    },
};

const ct_measure ct_measure_response = {
    .readings = response_readings,
    .n_readings = sizeof(response_readings) / sizeof(response_readings[0]),
    .scope = CT_SCOPE_SIDE,
    .state_size = sizeof(response_state),
    .start = response_start,
    .push_hop = response_hop,
    .push_change = response_change,
    .read = response_read,
};
