/* The longest run of one side without a sound of the other.
 *
 * A run starts where this side speaks and the other does not. It ends with its last speech before the other's next
 * sound (a backchannel is a sound too) or before an own silence of 2 s. Lost audio counts as neither: it is time of
 * which nothing is known, and ends a run when it lasts 2 s together with own silence. */
#include "measures/measuring.h"

#define RUN_BREAK_HOPS   200 /* 2 s of own silence; the longest pause of a turn */
#define MONOLOGUE_NEED_S 1.0 /* speech of either side that must have been heard at all */

typedef struct monologue_state {
    uint64_t start, last; /* first and last hop with speech of the run that goes on */
    uint64_t longest;     /* hops */
    uint64_t own_hops, other_hops;
    bool running;
} monologue_state;

static void monologue_hop(void *state, const ct_hop *own, const ct_hop *other, uint64_t index,
                          const talk_listener *found)
{
    monologue_state *s = state;
    if (other->flags & HOP_SPEECH) {
        s->other_hops++;
        s->own_hops += (own->flags & HOP_SPEECH) != 0;
        s->running = false;
        return;
    }
    if (!(own->flags & HOP_SPEECH))
        return;
    s->own_hops++;
    if (!s->running || index - s->last - 1 > RUN_BREAK_HOPS) {
        s->running = true;
        s->start = index;
    }
    s->last = index;
    uint64_t length = index + 1 - s->start;
    if (length > s->longest)
        s->longest = length;
}

static void monologue_read(const void *state, const ct_moment *moment, ct_reading *out)
{
    const monologue_state *s = state;
    double own_s = (double)s->own_hops * HOP_S;
    if ((double)s->other_hops * HOP_S < MONOLOGUE_NEED_S)
        reading_too_little(&out[0], own_s);
    else
        reading_set(&out[0], (double)s->longest * HOP_S, own_s, MONOLOGUE_NEED_S);
}

static const ct_measure_info monologue_readings[] = {
    {
        .name = "longest_monologue",
        .title_en = "Longest monologue",
        .title_zh = "最长独白",
        .unit = CT_UNIT_SECONDS,
        .scope = CT_SCOPE_SIDE,
        .spoiled_by = FAULT_EXCHANGE,
        .definition_en = "Longest stretch in which this side speaks and the other makes no sound, not even a sign of "
                         "listening. An own silence over 2 s ends it.",
        .definition_zh = "本方连续讲话而对方没有任何声音（连“嗯”也没有）的最长一段；本方停顿超过 2 秒即告结束。",
        .source = STANDARD_DOCUMENT "语言简洁; limits: calltone",
    },
};

const ct_measure ct_measure_monologue = {
    .readings = monologue_readings,
    .n_readings = sizeof(monologue_readings) / sizeof(monologue_readings[0]),
    .scope = CT_SCOPE_SIDE,
    .state_size = sizeof(monologue_state),
    .push_hop = monologue_hop,
    .read = monologue_read,
};
