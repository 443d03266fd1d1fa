/* How much the agent's pitch moves, over the last 20 s of speech. */
#ifndef CT_CUES_MELODY_H
#define CT_CUES_MELODY_H

#include "cues/sign.h"

#define MELODY_HOPS 2000 /* 20 s of speech */

typedef struct melody {
    uint8_t step[MELODY_HOPS]; /* a ring of speech hops: pitch in steps, 0 unvoiced */
    int at, hops, voiced;
    int64_t sum, squares; /* of the steps of voiced hops */
} melody;

void melody_push(melody *m, const cue_hop *hop);
/* SD in semitones, or a negative number while there is too little. */
double melody_spread_st(const melody *m);

#endif
