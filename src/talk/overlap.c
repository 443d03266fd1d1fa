#include "talk/overlap.h"

#define JOIN_HOPS  20 /* gaps under 0.2 s */
#define LEAST_HOPS 10 /* 0.1 s */

static ct_side later(const voice voices[2])
{
    const int64_t agent = voices[0].now.start, customer = voices[1].now.start;
    return agent == customer ? CT_SIDE_CALL : agent > customer ? CT_SIDE_AGENT : CT_SIDE_CUSTOMER;
}

static void tell(const overlap *o, const teller *t)
{
    if (o->run.present >= LEAST_HOPS)
        tell_event(t,
                   (ct_event){
                       .kind = CT_EVENT_OVERLAP,
                       .side = o->side,
                       .speech_s = hop_edge_s(o->run.present),
                   },
                   o->run.start, o->run.end);
}

void overlap_push(overlap *o, const voice voices[2], const past_hop *hop, int64_t k, const teller *t)
{
    const bool both = hop->flags[0] & hop->flags[1] & HOP_SPEECH;
    if (both && !o->run.open)
        o->side = later(voices);
    if (run_push(&o->run, k, both, past_any_lost(hop), JOIN_HOPS))
        tell(o, t);
}

void overlap_finish(overlap *o, const teller *t)
{
    if (run_finish(&o->run))
        tell(o, t);
}
