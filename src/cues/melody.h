/* How much the agent's pitch moves, over the last 10 s of voice: some 20 s of speech. */
#ifndef CT_CUES_MELODY_H
#define CT_CUES_MELODY_H

#include "cues/sign.h"

#define MELODY_HOPS 1000 /* 10 s of voiced speech */

typedef struct melody {
    uint8_t step[MELODY_HOPS]; /* a ring of voiced hops: pitch in steps */
    int at, hops;
    int64_t sum, squares; /* of the steps */
} melody;

void melody_push(melody *m, const cue_hop *hop);
/* SD in semitones, or a negative number while there is too little. */
double melody_spread_st(const melody *m);

#endif
