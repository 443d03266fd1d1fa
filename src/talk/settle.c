#include "talk/settle.h"

#include <assert.h>

/* What makes a run, in hops: gaps shorter than `join` are joined, and it counts from `least` heard hops on. */
static const struct {
    int join, least;
} rules[N_MARKERS] = {
    {50, 1},    /* agent's utterance: inner gaps under 0.5 s */
    {50, 1},    /* customer's utterance */
    {100, 200}, /* music: gaps under 1 s, at least 2 s */
    {450, 300}, /* tone: the longest cadence in use is silent for 4 s (China 1/4, US 2/4); at least 3 s in all */
    {1, 300},   /* muted: at least 3 s without a break */
    {50, 100},  /* customer's utterance of 1 s */
    {50, 200},  /* customer's utterance of 2 s */
    {50, 501},  /* agent's utterance of more than 5 s */
};

static void marker_push(settle *s, int number, bool present, bool lost)
{
    marker *m = &s->markers[number];
    if (!m->run.open) {
        m->sure = false;
        m->marked = s->n;
    }
    run_push(&m->run, s->n, present, lost, rules[number].join);
    if (!m->run.open)
        return;
    m->sure = m->sure || run_heard(&m->run) >= rules[number].least;
    for (; m->sure && m->marked < m->run.end; m->marked++)
        s->past[m->marked & (SETTLE_HOPS - 1)].marks |= (uint16_t)(1u << number);
    if (!m->sure && s->n - m->run.start >= SETTLE_LIMIT_HOPS)
        m->run.open = false;
}

static bool is_wait_tone(const ct_hop *hop)
{
    return (hop->flags & HOP_TONE) && hop->tone != HOP_TONE_NONE && hop->tone != HOP_TONE_DTMF;
}

static bool is_ringback(const ct_hop *hop)
{
    return (hop->flags & HOP_TONE) && hop->tone == HOP_TONE_RINGBACK;
}

static void keep(settle *s, const ct_hop hop[2])
{
    past_hop *past = &s->past[s->n & (SETTLE_HOPS - 1)];
    for (int side = 0; side < 2; side++) {
        past->level_dbfs[side] = hop[side].level_dbfs;
        past->flags[side] = hop[side].flags;
    }
    past->marks = is_ringback(&hop[0]) || is_ringback(&hop[1]) ? MARK_RINGING : 0;
}

void settle_push(settle *s, const ct_hop hop[2], bool two_sides)
{
    const bool agent = hop[0].flags & HOP_SPEECH, customer = hop[1].flags & HOP_SPEECH;
    const bool agent_lost = hop[0].flags & HOP_GAP, customer_lost = hop[1].flags & HOP_GAP;
    const bool music = (hop[0].flags | hop[1].flags) & HOP_MUSIC;
    const bool tone = is_wait_tone(&hop[0]) || is_wait_tone(&hop[1]);

    assert(s->n - settle_certain_all(s) < SETTLE_HOPS);
    keep(s, hop);
    marker_push(s, 0, agent, agent_lost);
    marker_push(s, 1, customer, customer_lost);
    /* What either line may carry is neither there nor gone while one of them is lost and the other is without it. */
    marker_push(s, 2, music, !music && (agent_lost || customer_lost));
    marker_push(s, 3, tone, !tone && (agent_lost || customer_lost));
    marker_push(s, 4, two_sides && mute_push(&s->mute, &hop[0]), agent_lost);
    marker_push(s, 5, customer, customer_lost);
    marker_push(s, 6, customer, customer_lost);
    marker_push(s, 7, agent, agent_lost);
    s->n++;
}

void settle_finish(settle *s)
{
    for (int i = 0; i < N_MARKERS; i++)
        s->markers[i].run.open = false;
}

static int64_t certain(const settle *s, int from, int to)
{
    int64_t least = s->n;
    for (int i = from; i < to; i++) {
        const marker *m = &s->markers[i];
        const int64_t edge = m->sure ? m->run.end : m->run.start;
        if (m->run.open && edge < least)
            least = edge;
    }
    return least;
}

int64_t settle_certain_on(const settle *s)
{
    return certain(s, 0, 2);
}

int64_t settle_certain_all(const settle *s)
{
    return certain(s, 0, N_MARKERS);
}
