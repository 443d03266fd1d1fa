/* Silences: neither side speaks for 3 s or more, and it is no hold.
 *
 * - A silence runs from the last speech to the next. Its side is who owed the turn: the agent after the customer spoke,
 *   the customer after the agent spoke, the call while nobody has spoken yet or where both stopped together.
 * - What lies in a hold is the hold's. What is left of the silence before and after it counts if it lasts 3 s by
 * itself; after a hold it is the agent who owes the turn.
 * - Waiting for the answer is no silence: the time until the last ring, or music in its place, before the first speech.
 * - What follows the last speech of the call is its tail, not a silence: a silence counts once somebody speaks again.
 * - Lost audio ends a silence, and another may begin after it: only what was heard to be silent counts.
 * Delay: until the next speech, and until no hold can cover it any more. */
#ifndef CT_TALK_SILENCE_H
#define CT_TALK_SILENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "talk/teller.h"

/* Silences that wait. Two are usual; more only where losses cut the silence after the last speech. When it is full the
 * oldest is told as it is. */
#define MAX_SILENCES 16

typedef struct silence {
    int64_t start, end;
    ct_side side;
    bool confirmed; /* somebody spoke after it */
} silence;

typedef struct silences {
    bool open; /* nobody speaks now */
    silence now;
    silence waiting[MAX_SILENCES]; /* by start */
    int n_waiting;
} silences;

/* Hop k is silent on both sides; `owed` is the side if a silence begins here. */
void silences_extend(silences *s, int64_t k, ct_side owed);

/* The next hop is not: speech or lost audio. */
void silences_end(silences *s, const teller *t);

/* Everything until hop k was waiting for the answer. */
void silences_drop_until(silences *s, int64_t k);

/* Somebody spoke: what waits is no tail. */
void silences_confirm(silences *s);

/* A hold takes [start, end); `after` owes what follows it. */
void silences_cut(silences *s, int64_t start, int64_t end, ct_side after, const teller *t);

/* Tell those confirmed silences that end at or before hop k. */
void silences_tell_until(silences *s, int64_t k, const teller *t);

#endif
