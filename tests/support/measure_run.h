/* One measure by itself, fed with hops and events made by hand. */
#ifndef CT_TESTS_MEASURE_RUN_H
#define CT_TESTS_MEASURE_RUN_H

#include "measures/measuring.h"

typedef struct measure_run {
    const ct_measure *measure;
    ct_side side;
    void *state;
    uint64_t index;       /* hops told so far */
    uint64_t lost;        /* of them lost */
    uint64_t last_speech; /* behind the last hop with speech of any side */
    bool finished, alone;
    unsigned found[CT_EVENT_KINDS]; /* events that the measure told */
    ct_event last_found;
} measure_run;

/* The measure that gives the reading `name`, at the start of a call. End it with measure_run_end(). */
measure_run measure_run_start(const char *name, ct_side side);
void measure_run_end(measure_run *run);

/* `n` hops alike: the side's own (the agent's for a reading of the call) and the other's. */
void measure_run_hops(measure_run *run, ct_hop own, ct_hop other, size_t n);
/* The same with the other side quiet. */
void measure_run_own(measure_run *run, ct_hop own, size_t n);
void measure_run_event(measure_run *run, const ct_event *event);
/* An event with a kind, a side and times, all else empty. */
void measure_run_span(measure_run *run, ct_event_kind kind, ct_side side, double start_s, double end_s);
void measure_run_change(measure_run *run, ct_side to, double end_s, double start_s);
void measure_run_finish(measure_run *run);

/* Read it. Fails the test if reading changes the state; moves the state in memory, so that a pointer kept inside shows.
 */
ct_reading measure_run_read(measure_run *run, const char *name);

/* Fail the test unless the reading is known and within `tolerance` of `value`. */
void reads(measure_run *run, const char *name, double value, double tolerance);
/* Fail the test unless the reading has that state. */
void reads_as(measure_run *run, const char *name, ct_state state);

/* Hops: line noise at -70 dBFS; a voice; lost audio; digital silence. */
ct_hop hop_quiet(void);
ct_hop hop_voice(float level_dbfs, float f0_hz);
ct_hop hop_lost(void);
ct_hop hop_zero(void);

#endif
