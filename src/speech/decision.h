/* Speech or not: loud, neither music nor tone, near voice, with its quiet edges and without its small gaps. */
#ifndef CT_SPEECH_DECISION_H
#define CT_SPEECH_DECISION_H

#include "speech/moment.h"

typedef struct decision {
    long runs, voiced, wide, done; /* hops that each step has settled */
    int runs_near, voiced_near;    /* of the hops around `voiced`: in runs; of these, voiced */
    long counted;                  /* hops that have entered those counts */
    long last_wide;                /* last wide hop before `done` */
} decision;

void decision_start(decision *d);
/* Settle as much as `known` (hops with loud, tone, music and pitch decided) allows. */
void decision_run(decision *d, moments *m, long known);

#endif
