/* How long both sides speak at once, backchannels included. */
#include "measures/measuring.h"

typedef struct overlap_state {
    uint64_t agent_hops, customer_hops, both_hops; /* with speech */
} overlap_state;

static void overlap_hop(void *state, const ct_hop *own, const ct_hop *other, uint64_t index, const talk_listener *found)
{
    overlap_state *s = state;
    s->agent_hops += (own->flags & HOP_SPEECH) != 0;
    s->customer_hops += (other->flags & HOP_SPEECH) != 0;
    s->both_hops += (own->flags & other->flags & HOP_SPEECH) != 0;
}

static void overlap_read(const void *state, const ct_moment *moment, ct_reading *out)
{
    const overlap_state *s = state;
    if (s->agent_hops == 0 || s->customer_hops == 0)
        reading_too_little(&out[0], heard_s(moment));
    else
        reading_set(&out[0], (double)s->both_hops * HOP_S, heard_s(moment), HEARD_NEED_S);
}

static const ct_measure_info overlap_readings[] = {
    {
        .name = "overlap_time",
        .title_en = "Both speaking",
        .title_zh = "双方同时说话时长",
        .unit = CT_UNIT_SECONDS,
        .scope = CT_SCOPE_CALL,
        .spoiled_by = FAULT_EXCHANGE,
        .definition_en = "Time in which both sides speak at once, signs of listening included. Both sides must have "
                         "spoken.",
        .definition_zh = "双方同时在说话的总时间，附和也计入。双方都须开过口。",
        .source = STANDARD_DOCUMENT "第4条; calltone",
    },
};

const ct_measure ct_measure_overlap = {
    .readings = overlap_readings,
    .n_readings = sizeof(overlap_readings) / sizeof(overlap_readings[0]),
    .scope = CT_SCOPE_CALL,
    .state_size = sizeof(overlap_state),
    .push_hop = overlap_hop,
    .read = overlap_read,
};
