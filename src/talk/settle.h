/* The short memory of talk/: the last ten seconds of hops, with what each turned out to be part of.
 *
 * Whether a silent hop lies inside an utterance is known when the talker goes on, or 0.5 s later when he has not.
 * Whether a musical hop belongs to a hold is known after 2 s of music. So hops wait here: markers write onto them what
 * they belong to, backwards in time, and a reader is handed a hop only when the marks it reads are certain. Every
 * later step then sees the past in order, without guesses, and needs no back-dating of its own.
 *
 * Delay: a hop waits only while a run that holds it is undecided, at most SETTLE_LIMIT_HOPS. */
#ifndef CT_TALK_SETTLE_H
#define CT_TALK_SETTLE_H

#include <stdbool.h>
#include <stdint.h>

#include "speech/hop.h"
#include "talk/mute.h"
#include "talk/run.h"

#define SETTLE_HOPS       1024 /* hops kept; a power of two */
#define SETTLE_LIMIT_HOPS 1000 /* an undecided run that lost audio has drawn out to this is let go */

enum {
    MARK_AGENT_ON = 1u << 0,    /* inside an utterance of the agent */
    MARK_CUSTOMER_ON = 1u << 1, /* inside an utterance of the customer */
    MARK_MUSIC = 1u << 2,       /* music of 2 s or more on either line */
    MARK_TONE = 1u << 3,        /* a tone that lasts or repeats for 3 s or more, DTMF excepted, on either line */
    MARK_MUTED = 1u << 4,       /* the agent's line muted for 3 s or more */
    MARK_CUSTOMER_1S = 1u << 5, /* inside a customer's utterance of 1 s or more */
    MARK_CUSTOMER_2S = 1u << 6, /* ... of 2 s or more */
    MARK_AGENT_LONG = 1u << 7,  /* inside an agent's utterance of more than 5 s: no check-in, but talk */
    MARK_RINGING = 1u << 8,     /* ringback on this very hop, on either line */
};

typedef struct past_hop {
    float level_dbfs[2];
    uint8_t flags[2]; /* HOP_* */
    uint16_t marks;   /* MARK_* */
} past_hop;

typedef struct marker {
    run run;
    int64_t marked; /* hops of the run below this one carry the mark */
    bool sure;      /* long enough */
} marker;

enum { N_MARKERS = 8 }; /* one for each mark but MARK_RINGING, in the order of their bits */

typedef struct settle {
    past_hop past[SETTLE_HOPS];
    int64_t n; /* hops heard */
    marker markers[N_MARKERS];
    mute mute;
} settle;

/* One more hop of both sides. */
void settle_push(settle *s, const ct_hop hop[2], bool two_sides);

/* No more hops will come: what is undecided now stays unmarked, and every hop is certain. */
void settle_finish(settle *s);

/* Below which hop the utterances of both sides are certain, and below which everything is. */
int64_t settle_certain_on(const settle *s);
int64_t settle_certain_all(const settle *s);

/* Hop k: not yet certain, or one of the SETTLE_HOPS last. */
static inline const past_hop *settle_at(const settle *s, int64_t k)
{
    return &s->past[k & (SETTLE_HOPS - 1)];
}

static inline bool past_on(const past_hop *hop, int side)
{
    return (hop->marks & (MARK_AGENT_ON << side)) != 0;
}

static inline bool past_lost(const past_hop *hop, int side)
{
    return (hop->flags[side] & HOP_GAP) != 0;
}

static inline bool past_any_lost(const past_hop *hop)
{
    return ((hop->flags[0] | hop->flags[1]) & HOP_GAP) != 0;
}

#endif
