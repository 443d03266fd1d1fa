/* The agent's speech rate over the last 10 s of utterance time. */
#ifndef CT_CUES_PACE_H
#define CT_CUES_PACE_H

#include "cues/sign.h"

#define PACE_HOPS      1000 /* 10 s */
#define PACE_SYLLABLES 4

typedef struct pace {
    bool open, counted;             /* an utterance goes on; it has PACE_SYLLABLES */
    int length, gap, syllables;     /* of it: hops until its last speech, hops since, nuclei while not counted */
    int nucleus_at[PACE_SYLLABLES]; /* in hops from its start */
    uint8_t nuclei[PACE_HOPS];      /* a ring: how many on each hop */
    int at, sum, hops;
} pace;

void pace_push(pace *p, const cue_hop *hop);
/* Syllables a minute, or a negative number while there are no 10 s. */
double pace_rate(const pace *p);

#endif
