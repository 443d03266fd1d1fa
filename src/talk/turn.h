/* Who has the floor: turns, their changes, the pauses inside them, and backchannels.
 *
 * - Backchannel: an utterance under 1.0 s and under 4 syllables that starts while the other side's utterance is going
 *   on, and after which the other's turn goes on: it is still speaking at the end, or speaks again within 2 s and
 * before this side does. At the end of the recording nobody knows, and it is none.
 * - Taking the floor: a side takes it with an utterance that is no backchannel and is heard alone for a while: it began
 *   in the other's silence, or it outlasted the other's utterance. An utterance wholly inside the other's takes
 * nothing.
 * - Turn: a side's utterances, backchannels left out, while it has the floor; from the first start to the last end. The
 *   utterance that took the floor belongs to it from its start, even where that lay in the other's last words.
 * - Pause: own silence of 0.25 to 2.0 s between own hops of speech, inside utterances of a turn and between them. One
 *   with lost audio in it is left out: what was lost may have been speech. */
#ifndef CT_TALK_TURN_H
#define CT_TALK_TURN_H

#include <stdbool.h>
#include <stdint.h>

#include "talk/voice.h"

#define BACKCHANNEL_HOPS      100 /* under 1.0 s */
#define BACKCHANNEL_SYLLABLES 4   /* fewer than this: design of INT-4, after Alibaba's "4 characters" */
#define GOES_ON_HOPS          200 /* 2 s for the other to go on */
#define MAX_UNPLACED_PAUSES   16  /* further pauses of an utterance that long waits for the floor are not listed */

typedef enum place { PLACE_OPEN, PLACE_IN_TURN, PLACE_OUT } place;

/* What one side's utterance is to the talk: of the one going on, or the last one while `waits`. */
typedef struct talker {
    place place;
    bool inside; /* began while the other was speaking */
    bool alone;  /* was heard alone */
    bool waits;  /* `said` ended; a backchannel if the other goes on */
    speech_sum said;
    int64_t gap_start; /* end of the own utterance before it; -1: a pause cannot have been there */
    struct {
        int64_t start, end;
    } pauses[MAX_UNPLACED_PAUSES]; /* inside it, until it has a place */
    int n_pauses;
} talker;

typedef struct turns {
    int holder;      /* who has the floor, -1 nobody yet */
    speech_sum turn; /* the holder's ended utterances; `start` holds from the taking on */
    talker talkers[2];
} turns;

void turns_start(turns *f);

/* Settled hop k, after both voices took it. */
void turns_push(turns *f, const voice voices[2], int64_t k, const teller *t);

/* The call is over, and turns_push() saw both voices end. */
void turns_finish(turns *f, const teller *t);

/* Mono: no turns, every own silence of that length between speech is a pause. */
void turns_push_mono(const voice *v, int64_t k, const teller *t);

#endif
