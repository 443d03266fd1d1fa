#include "talk/cutin.h"

#define BEFORE_HOPS       50  /* 0.5 s: the other has been speaking for this long */
#define LEAST_SYLLABLES   4   /* Alibaba's speech analytics asks for 4 characters */
#define INTERRUPTION_HOPS 100 /* 1.0 s of overlap: MiiTel, and Alibaba's worked example */
#define SEVERE_HOPS       200 /* 2.0 s */
#define CUT_OFF_HOPS      20  /* 0.2 s of overlap; less is a change of turns */
#define SILENT_HOPS       150 /* 1.5 s without a word of the one who was cut off */

static void tell(cutin *c, int side, ct_event_kind kind, unsigned flags, const teller *t)
{
    ct_event event = {.kind = kind, .side = (ct_side)side, .flags = flags};
    if (kind == CT_EVENT_INTERRUPTION)
        event.syllables = c->syllables;
    tell_event(t, event, c->start, c->end);
    c->state = CUTIN_NONE;
}

/* One of the two stopped at hop k. */
static cutin_state judge(const cutin *c)
{
    const int64_t span = c->end - c->start, heard = span - c->lost;
    if (heard >= INTERRUPTION_HOPS)
        return CUTIN_INTERRUPTS;
    return c->yielded && span < INTERRUPTION_HOPS && heard >= CUT_OFF_HOPS ? CUTIN_CUTS_OFF : CUTIN_NONE;
}

static void overlap(cutin *c, int side, const voice voices[2], const past_hop *hop, int64_t k)
{
    if (voices[0].on && voices[1].on) {
        c->lost += past_any_lost(hop);
        c->syllables += (hop->flags[side] & HOP_NUCLEUS) != 0;
        return;
    }
    c->end = k;
    c->yielded = voices[side].on;
    c->state = judge(c);
}

static void try_to_tell(cutin *c, int side, const voice *other, const past_hop *hop, const teller *t)
{
    const int64_t heard = c->end - c->start - c->lost;
    if (c->state == CUTIN_INTERRUPTS && c->enough) {
        unsigned flags = c->yielded ? CT_EVENT_YIELDED : 0;
        flags |= c->yielded || heard >= SEVERE_HOPS ? CT_EVENT_SEVERE : 0;
        tell(c, side, CT_EVENT_INTERRUPTION, flags, t);
    } else if (c->state == CUTIN_CUTS_OFF) {
        c->silent += !past_lost(hop, !side);
        if (other->on)
            c->state = CUTIN_NONE;
        else if (c->enough && c->silent >= SILENT_HOPS)
            tell(c, side, CT_EVENT_CUT_OFF, 0, t);
    }
}

void cutin_push(cutin *c, int side, const voice voices[2], const past_hop *hop, int64_t k, const teller *t)
{
    const voice *own = &voices[side], *other = &voices[!side];
    if (own->step == VOICE_STARTED && c->state != CUTIN_CUTS_OFF) /* that one only waits for the other's silence */
        *c = (cutin){
            .state = other->on && k - other->now.start >= BEFORE_HOPS ? CUTIN_OVERLAPS : CUTIN_NONE,
            .start = k,
        };
    if (c->state == CUTIN_OVERLAPS)
        overlap(c, side, voices, hop, k);
    if (c->state == CUTIN_NONE)
        return;
    c->enough = c->enough || own->now.syllables >= LEAST_SYLLABLES;
    try_to_tell(c, side, other, hop, t);
    if (own->step == VOICE_ENDED && !c->enough)
        c->state = CUTIN_NONE;
}
