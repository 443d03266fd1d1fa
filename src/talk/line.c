#include "talk/line.h"

#define RING_JOIN_HOPS   50  /* 0.5 s */
#define RING_LEAST_HOPS  30  /* 0.3 s; the shortest burst in use is 0.4 s */
#define MUSIC_JOIN_HOPS  100 /* 1 s */
#define MUSIC_LEAST_HOPS 100

static bool rings(const ct_hop *hop)
{
    return (hop->flags & HOP_TONE) && hop->tone == HOP_TONE_RINGBACK;
}

static void tell_ring(const line *l, const teller *t)
{
    if (l->ring.present >= RING_LEAST_HOPS)
        tell_event(t, (ct_event){.kind = CT_EVENT_RING, .side = l->ring_side}, l->ring.start, l->ring.end);
}

static void tell_music(const line *l, int side, const teller *t)
{
    const run *r = &l->music[side];
    if (run_heard(r) >= MUSIC_LEAST_HOPS)
        tell_event(t, (ct_event){.kind = CT_EVENT_MUSIC, .side = (ct_side)side}, r->start, r->end);
}

static void push_ring(line *l, const ct_hop hop[2], int64_t k, const teller *t)
{
    const bool ringing = !l->answered && (rings(&hop[0]) || rings(&hop[1]));
    const bool lost = (hop[0].flags | hop[1].flags) & HOP_GAP;
    if (ringing && !l->ring.open)
        l->ring_side = rings(&hop[0]) ? CT_SIDE_AGENT : CT_SIDE_CUSTOMER;
    if (run_push(&l->ring, k, ringing, lost && !ringing, RING_JOIN_HOPS))
        tell_ring(l, t);
}

void line_push(line *l, const ct_hop hop[2], int64_t k, const teller *t)
{
    l->answered = l->answered || (hop[0].flags & HOP_SPEECH);
    push_ring(l, hop, k, t);
    for (int side = 0; side < 2; side++)
        if (run_push(&l->music[side], k, hop[side].flags & HOP_MUSIC, hop[side].flags & HOP_GAP, MUSIC_JOIN_HOPS))
            tell_music(l, side, t);
}

void line_finish(line *l, const teller *t)
{
    if (run_finish(&l->ring))
        tell_ring(l, t);
    for (int side = 0; side < 2; side++)
        if (run_finish(&l->music[side]))
            tell_music(l, side, t);
}
