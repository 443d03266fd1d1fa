/* The engine's inside, shared by the files of this floor. Everything lies in one block of memory, so that a copy of
 * the block, finished, is the report of a call that still runs. */
#ifndef CT_ENGINE_ENGINE_H
#define CT_ENGINE_ENGINE_H

#include "calltone/calltone.h"
#include "engine/health.h"
#include "measures/measuring.h"
#include "speech/ear.h"
#include "talk/talk.h"

enum {
#define MEASURE(name) MEASURE_##name,
#include "measures/measures.def"
#undef MEASURE
    N_MEASURES
};

/* A measure's state that listens to hops. */
typedef struct hop_listener {
    void (*push)(void *state, const ct_hop *own, const ct_hop *other, uint64_t index, const talk_listener *found);
    void *state;
    int side;
} hop_listener;

struct ct_engine {
    ct_options options;
    size_t bytes; /* of the whole block */

    float pending[2][HOP_SAMPLES]; /* frames that do not fill a hop yet, by side */
    size_t n_pending;
    bool pending_lost[2];
    unsigned long long frames;
    bool finished;

    ear_tables tables;
    ear ears[2];
    call_health health;
    uint64_t hops; /* decided and told */
    uint64_t lost_hops, lost_side[2];
    uint64_t last_speech; /* end of the last hop with speech */

    ct_observer observer, early_observer;
    void *observer_context, *early_context;

    ct_talk *talk;
    unsigned char *states; /* of the measures, in order; see state_of() */
    hop_listener listeners[2 * N_MEASURES];
    int n_listeners;
    ct_event *events;
    size_t n_events;
    unsigned long events_dropped;
};

/* State of measure `index` for side 0 or 1 (0 for measures of the call). */
void *engine_state(const ct_engine *engine, size_t index, int side);
/* How many sides are heard: 2, or 1 for a mono recording. */
int engine_sides(const ct_engine *engine);

/* Make the report of a finished engine; `finished` is what it says of the call itself. */
ct_status engine_assemble(const ct_engine *engine, bool finished, ct_report **out);

#endif
