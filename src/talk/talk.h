/* What the two sides do to each other: utterances, turns, pauses, gaps, overlaps, interruptions, silences, holds.
 *
 * Fed with the hops of both sides, it tells events when they are certain. An event may come seconds after its end
 * (a turn is over only when the other side has taken the floor); its times are back-dated to where they belong.
 * talk.c names the files of src/talk/ in which each definition stands beside the code that applies it.
 *
 * The state may be copied by memcpy: the copy goes on by itself, for instance to a report in mid-call. */
#ifndef CT_TALK_TALK_H
#define CT_TALK_TALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "calltone/report.h"
#include "speech/hop.h"

typedef struct talk_change {
    ct_side to;     /* who has the floor now; the other had it */
    double end_s;   /* end of the other's turn */
    double start_s; /* start of the utterance that took the floor; before end_s when it began early */
} talk_change;

/* Who listens. Both may be called many times, in no strict order of start, each thing once. */
typedef struct talk_listener {
    void (*event)(void *context, const ct_event *event);
    void (*change)(void *context, const talk_change *change); /* the floor changed sides */
    void *context;
} talk_listener;

typedef struct ct_talk ct_talk;

/* Bytes that a ct_talk takes: the engine owns all memory. */
size_t talk_state_size(void);

/* Set the state; `two_sides` false means that only the agent's hops are real (mono), and events of a side then name
 * the agent. The listener is copied, its context borrowed. Nothing to free. */
void talk_start(ct_talk *talk, const talk_listener *listener, bool two_sides);

/* From now on tell this one: for a copy of the state. */
void talk_set_listener(ct_talk *talk, const talk_listener *listener);

/* One more hop of both sides: hop[0] the agent's, hop[1] the customer's. */
void talk_push(ct_talk *talk, const ct_hop hop[2]);

/* The call is over: close what is open, cut at the end (flag CT_EVENT_OPEN where the end of the recording cut it).
 * Push nothing after it. */
void talk_finish(ct_talk *talk);

#endif
