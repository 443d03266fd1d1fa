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
    double now_s;         /* end of the last hop told */
    double lost_s;        /* lost audio until now */
    double last_speech_s; /* end of the last speech of any side, 0 if none */
    bool finished;
    bool alone; /* only one of the two talkers was recorded: whether the other spoke cannot be said */
} ct_moment;

typedef struct ct_measure {
    const ct_measure_info *readings; /* what it gives, in this order */
    size_t n_readings;
    ct_scope scope;    /* SIDE: one state a side; CALL: one state, `side` is CT_SIDE_CALL */
    size_t state_size; /* bytes, zeroed before start. A state is copied by memcpy: no pointers inside */

    void (*start)(void *state, ct_side side); /* NULL: zeroes will do */
    /* Scope SIDE: `own` is this side's hop, `other` the other side's (an empty hop when there is only one line).
     * Scope CALL: `own` is the agent's, `other` the customer's. `index` counts hops from the start of the call.
     * A measure that finds events (a pop, a shout ...) tells them to `found->event`, with whatever delay it needs.
     * NULL: events only, and a hop costs nothing. */
    void (*push_hop)(void *state, const ct_hop *own, const ct_hop *other, uint64_t index, const talk_listener *found);
    void (*push_event)(void *state, const ct_event *event);      /* talk events of both sides; NULL: hops only */
    void (*push_change)(void *state, const talk_change *change); /* NULL: not of interest */
    /* The call is over after `index` hops: tell what is still open. Called once. NULL: nothing ever is. */
    void (*finish)(void *state, uint64_t index, const talk_listener *found);
    /* Fill out[0..n_readings): state, value, evidence_s, reason. info and side are filled already. Changes nothing. */
    void (*read)(const void *state, const ct_moment *moment, ct_reading *out);
} ct_measure;

/* Every measure, in the order of measures.def, and how many. */
extern const ct_measure *const ct_measures[];
extern const size_t ct_n_measures;

#define MEASURE(name) extern const ct_measure ct_measure_##name;
#include "measures/measures.def"
#undef MEASURE

/* What `spoiled_by` is made of. */
#define FAULT(name)     (1u << CT_FAULT_##name)
#define FAULT_ONE_LINE  (FAULT(MONO) | FAULT(DUAL_MONO)) /* the talkers cannot be told apart */
#define FAULT_ONE_SIDED (FAULT_ONE_LINE | FAULT(SILENT_SIDE) | FAULT(SIDE_MISSING)) /* only one talker is heard */
#define FAULT_EXCHANGE  (FAULT_ONE_SIDED | FAULT(CROSSTALK)) /* who does what to whom cannot be trusted */
#define FAULT_COLOUR    (FAULT(CLIPPING) | FAULT(LOW_LEVEL) | FAULT(NOISE)) /* the spectrum is not the voice's */

/* The document that the catalogue serves. */
#define STANDARD_DOCUMENT "《客户服务外包中心服务人员的素质标准》"

/* Whether something of `side` belongs to the state of `own`; a state of both talkers on one line takes all. */
static inline bool side_matches(ct_side own, ct_side side)
{
    return own == CT_SIDE_MIXED || own == side;
}

/* Tell an event that a measure found: hops [from, to) of `side`. */
static inline void tell_found(const talk_listener *found, ct_event_kind kind, ct_side side, uint64_t from, uint64_t to,
                              float level_dbfs)
{
    ct_event event = {.kind = kind,
                      .side = side,
                      .start_s = (double)from * HOP_S,
                      .end_s = (double)to * HOP_S,
                      .level_dbfs = (double)level_dbfs};
    found->event(found->context, &event);
}

/* Seconds of the call that were heard, and the least of them for a count of anything to be a fact. */
#define HEARD_NEED_S 1.0

static inline double heard_s(const ct_moment *moment)
{
    return moment->now_s - moment->lost_s;
}

/* No value, for want of evidence. */
static inline void reading_too_little(ct_reading *out, double evidence_s)
{
    out->evidence_s = evidence_s;
    out->state = CT_TOO_LITTLE_SPEECH;
    out->reason = "too_little_speech";
}

/* A known value; or too little speech below `need_s` of evidence. */
static inline void reading_set(ct_reading *out, double value, double evidence_s, double need_s)
{
    if (evidence_s < need_s) {
        reading_too_little(out, evidence_s);
        return;
    }
    out->evidence_s = evidence_s;
    out->state = CT_KNOWN;
    out->value = value;
}

/* Nothing of the kind in the recording; `reason` is static. */
static inline void reading_absent(ct_reading *out, const char *reason)
{
    out->state = CT_NOT_OBSERVABLE;
    out->reason = reason;
}

/* A fault of the recording that the measure itself found makes the value untrue. */
static inline void reading_spoiled(ct_reading *out, ct_fault fault)
{
    out->state = CT_NOT_MEASURABLE;
    out->reason = ct_fault_name(fault);
}

/* Whether `n` readings are of two talkers on one line; if so they are marked: one voice's own habits are not there. */
static inline bool readings_mixed(ct_reading *out, size_t n)
{
    if (out[0].side != CT_SIDE_MIXED)
        return false;
    for (size_t i = 0; i < n; i++)
        reading_spoiled(&out[i], CT_FAULT_MONO);
    return true;
}

#endif
