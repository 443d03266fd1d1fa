/* How much louder the agent is than the customer: tells a wrong gain more often than a wrong manner. */
#include <math.h>

#include "measures/active_level.h"
#include "measures/measuring.h"

#define BALANCE_NEED_S 3.0 /* speech of the side that spoke less */

typedef struct balance_state {
    active_level agent, customer;
} balance_state;

static void balance_hop(void *state, const ct_hop *own, const ct_hop *other, uint64_t index, const talk_listener *found)
{
    balance_state *s = state;
    active_level_push(&s->agent, own);
    active_level_push(&s->customer, other);
}

static void balance_read(const void *state, const ct_moment *moment, ct_reading *out)
{
    const balance_state *s = state;
    double speech_s = fmin(active_level_speech_s(&s->agent), active_level_speech_s(&s->customer));
    double difference = active_level_read(&s->agent) - active_level_read(&s->customer);
    reading_set(&out[0], difference, speech_s, BALANCE_NEED_S);
}

static const ct_measure_info balance_readings[] = {
    {
        .name = "level_balance",
        .title_en = "Balance of volume",
        .title_zh = "双方音量差",
        .unit = CT_UNIT_DB,
        .scope = CT_SCOPE_CALL,
        .spoiled_by = FAULT_ONE_SIDED,
        .definition_en =
            "Volume of the agent less that of the customer; positive: the agent is louder. Needs 3 s of speech "
            "of either side.",
        .definition_zh = "座席音量 − 客户音量，正数表示座席更响。双方各需至少 3 秒说话。",
        .source = STANDARD_DOCUMENT "音量适当; ITU-T P.56",
    },
};

const ct_measure ct_measure_balance = {
    .readings = balance_readings,
    .n_readings = sizeof(balance_readings) / sizeof(balance_readings[0]),
    .scope = CT_SCOPE_CALL,
    .state_size = sizeof(balance_state),
    .push_hop = balance_hop,
    .read = balance_read,
};
