/* From signs to the one cue on the screen: hysteresis, a least time to be read, a rest before the same comes again. */
#ifndef CT_CUES_SHOW_H
#define CT_CUES_SHOW_H

#include "calltone/standard.h"
#include "cues/sign.h"

/* A reason that holds, or held. */
typedef struct watch {
    bool on;
    int64_t since; /* where it began */
    int64_t ended; /* hop at which it was over; -1: never yet */
    double value;
    int mark; /* of a hold */
} watch;

typedef struct show {
    watch watches[N_CUES];
    int kind;      /* shown; -1 none */
    int64_t shown; /* since hop */
    watch held;    /* the shown one as it was while its reason held */
    unsigned long number;
} show;

void show_start(show *s);
/* The signs after `n` hops. */
void show_push(show *s, const sign signs[N_CUES], const ct_live *live, int64_t n);
/* 1 to 100, of a kind as it stands. */
int show_urgency(int kind, int mark);

#endif
