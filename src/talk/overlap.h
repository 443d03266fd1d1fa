/* Both speak at once: hops of speech on both sides, joined over gaps under 0.2 s for listing.
 *
 * Listed from 0.1 s of speaking together on; speech_s says how long that was, without the joined gaps. The side is who
 * began to speak later; the call where both began on the same hop. */
#ifndef CT_TALK_OVERLAP_H
#define CT_TALK_OVERLAP_H

#include "talk/run.h"
#include "talk/voice.h"

typedef struct overlap {
    run run;
    ct_side side;
} overlap;

/* Settled hop k, after both voices took it. */
void overlap_push(overlap *o, const voice voices[2], const past_hop *hop, int64_t k, const teller *t);

void overlap_finish(overlap *o, const teller *t);

#endif
