/* The definitions are those of the talk floor and of the measure longest_monologue, applied to hops as they come:
 * - an utterance ends with 0.5 s of own silence; an overlap with 0.25 s of either side's;
 * - talking over: the agent begins when the customer has been speaking for 0.5 s;
 * - a monologue ends with a sound of the customer, or with 2 s of own silence. A sound is 0.1 s, since early speech may
 *   hold a click. */
#include "cues/exchange.h"

#define UTTERANCE_GAP_HOPS 50
#define CLOSURE_HOPS       25 /* shorter gaps are inside a word */
#define FLOOR_TAKEN_HOPS   50 /* after which a beginning is an interruption */
#define SOUND_HOPS         10
#define RUN_BREAK_HOPS     200
#define CUSTOMER_NEED_HOPS 100 /* a customer who was never heard is not there, or not on the line */

void exchange_start(exchange *x)
{
    *x = (exchange){.last = {-RUN_BREAK_HOPS, -RUN_BREAK_HOPS}};
}

static void follow_side(exchange *x, int side, bool speech, int64_t k)
{
    if (!speech) {
        x->on[side] = x->on[side] && k - x->last[side] < UTTERANCE_GAP_HOPS;
        return;
    }
    x->burst[side] = k - x->last[side] > CLOSURE_HOPS ? 1 : x->burst[side] + 1;
    if (!x->on[side])
        x->start[side] = k;
    x->on[side] = true;
    x->last[side] = k;
}

static bool speaks(const exchange *x, int side, int64_t k)
{
    return x->on[side] && k - x->last[side] < CLOSURE_HOPS;
}

static void follow_overlap(exchange *x, int64_t k)
{
    bool both = speaks(x, AGENT, k) && speaks(x, CUSTOMER, k);
    if (both && !x->both) {
        x->overlap = k;
        x->by_agent = x->start[AGENT] - x->start[CUSTOMER] >= FLOOR_TAKEN_HOPS;
    }
    x->both = both;
}

static void follow_monologue(exchange *x, int64_t k)
{
    bool customer = x->last[CUSTOMER] == k && x->burst[CUSTOMER] >= SOUND_HOPS;
    if (customer || k - x->last[AGENT] > RUN_BREAK_HOPS)
        x->running = false;
    else if (!x->running && x->last[AGENT] == k && !speaks(x, CUSTOMER, k)) {
        x->running = true;
        x->monologue = k;
    }
}

void exchange_push(exchange *x, const cue_hop pair[2], int64_t k)
{
    for (int side = 0; side < 2; side++)
        follow_side(x, side, pair[side].speech, k);
    x->customer_hops += pair[CUSTOMER].speech;
    follow_overlap(x, k);
    follow_monologue(x, k);
}

sign exchange_talk_over(const exchange *x, double limit_s)
{
    if (!x->both || !x->by_agent)
        return no_sign;
    int64_t last = x->last[AGENT] < x->last[CUSTOMER] ? x->last[AGENT] : x->last[CUSTOMER];
    return sign_of_length(x->overlap, last + 1, limit_s);
}

sign exchange_monologue(const exchange *x, double limit_s)
{
    if (!x->running || x->customer_hops < CUSTOMER_NEED_HOPS)
        return no_sign;
    return sign_of_length(x->monologue, x->last[AGENT] + 1, limit_s);
}
