/* What is wrong with the recording itself: found from the samples and the decided hops, told in the report. */
#ifndef CT_ENGINE_HEALTH_H
#define CT_ENGINE_HEALTH_H

#include <stdbool.h>
#include <stddef.h>

#include "calltone/report.h"
#include "speech/hop.h"

/* One side by itself. */
typedef struct side_health {
    double offset_sum, samples;
    unsigned long clipped, speech_hops;
    unsigned long dropouts;
    float last;        /* sample pushed last */
    long flat_run;     /* samples until now that did not move */
    float before_flat; /* size of the step into that stretch */
} side_health;

/* How alike the two channels are. */
typedef struct pair_health {
    unsigned long loud, same;          /* hops with sound; of these, hops where both channels carry the same */
    unsigned long alone[2], leaked[2]; /* hops where side i is by far the louder; where the other repeats it */
    double leak[2];                    /* sum of the leak's gains */
} pair_health;

typedef struct call_health {
    side_health side[2];
    pair_health pair;
} call_health;

void health_start(call_health *h);
/* One hop of samples as pushed; `b` is NULL for one channel. */
void health_push_samples(call_health *h, const float *a, const float *b);
/* One decided hop of side 0 or 1. */
void health_push_hop(call_health *h, int side, const ct_hop *hop);

/* What the readings tell beside. */
typedef struct health_facts {
    unsigned channels;
    double duration_s, lost_s, missing_s[2]; /* missing: lost on that side alone */
    const ct_reading *level[2], *snr[2];     /* may be NULL */
} health_facts;

/* Is it one sound on both channels? */
bool health_is_dual_mono(const call_health *h);
/* Fill out[] (room for CT_FAULTS * 2) and return how many; faults[side] (agent, customer, call) gets bits 1u << fault.
 */
size_t health_read(const call_health *h, const health_facts *facts, ct_health *out, unsigned faults[3]);

#endif
