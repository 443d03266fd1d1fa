/* How a measure is written. A measure is one state that listens to hops, to talk events, or to both, and gives one
 * or more readings. To add one: a file here, a line in measures.def, a test. */
#ifndef CT_MEASURES_MEASURING_H
#define CT_MEASURES_MEASURING_H

#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>

#include "calltone/measure.h"
#include "calltone/report.h"
#include "speech/hop.h"
#include "talk/talk.h"

/* Where the call stands. */
typedef struct ct_moment {
    double now_s;        /* end of the last hop told */
    double lost_s;       /* lost audio until now */
    double last_speech_s; /* end of the last speech of any side, 0 if none */
    bool finished;
} ct_moment;

typedef struct ct_measure {
    const ct_measure_info *readings; /* what it gives, in this order */
    size_t n_readings;
    ct_scope scope;    /* SIDE: one state a side; CALL: one state, `side` is CT_SIDE_CALL */
    size_t state_size; /* bytes, zeroed before start */

    void (*start)(void *state, ct_side side); /* NULL: zeroes will do */
    /* Scope SIDE: `hop` is this side's. Scope CALL: `hop` points at the agent's, hop[1] is the customer's. `index`
     * counts hops from the start of the call. NULL: events only, and a hop costs nothing. */
    void (*push_hop)(void *state, const ct_hop *hop, uint64_t index);
    void (*push_event)(void *state, const ct_event *event);   /* events of both sides; NULL: hops only */
    void (*push_change)(void *state, const talk_change *change); /* NULL: not of interest */
    /* Fill out[0..n_readings): state, value, evidence_s, reason. info and side are filled already. Changes nothing. */
    void (*read)(const void *state, const ct_moment *moment, ct_reading *out);
} ct_measure;

/* Every measure, in the order of measures.def, and how many. */
extern const ct_measure *const ct_measures[];
extern const size_t ct_n_measures;

/* A known value; or too little speech below `need_s` of evidence. */
static inline void reading_set(ct_reading *out, double value, double evidence_s, double need_s)
{
    out->evidence_s = evidence_s;
    if (evidence_s < need_s) {
        out->state = CT_TOO_LITTLE_SPEECH;
        out->reason = "too_little_speech";
    } else {
        out->state = CT_KNOWN;
        out->value = value;
    }
}

/* Nothing of the kind in the recording; `reason` is static. */
static inline void reading_absent(ct_reading *out, const char *reason)
{
    out->state = CT_NOT_OBSERVABLE;
    out->reason = reason;
}

#endif
