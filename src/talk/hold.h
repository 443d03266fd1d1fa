/* Holds: the customer waits while the agent is away. And silences, since the one is what the other is not.
 *
 * A hold is made of pieces:
 * - music of 2 s or more on either line;
 * - a tone (not DTMF) that lasts or repeats for 3 s or more on either line;
 * - the agent's line muted for 3 s or more (see mute.h);
 * - nobody speaks for 10 s or more, and the agent spoke last.
 * The agent's word ("please hold on") does not end a piece unless it lasts more than 5 s: the same music may come from
 * the customer's room. The customer's word ends music and tones when it lasts 2 s or more, muting from 1 s on: who
 * talks is not waiting. Pieces at most 5 s apart are one hold if between them the customer spoke for less than 1 s (2 s
 * between music and music). Its edges are those of its first and last piece, and it lasts 3 s or more.
 *
 * Before the agent's first word everything is waiting for the answer, be it ringing, queue music or a colour ring.
 * After the last word of the call only music and ringing are a hold, with what came before them, for then the customer
 * still waits; a busy tone, a silent line and silence there are what a finished call leaves behind.
 *
 * - cause: music if there is any, else that of the first piece.
 * - unannounced: no agent's utterance of 1 s or more reaches into the 8 s before it.
 * - no reply: announced, but no sound of the customer since that announcement began (the earliest one, and within those
 *   8 s) until 1 s into the hold.
 * - no return: within 3 s of its end the customer began to speak first, or nobody did. Not known where the recording
 *   ends sooner.
 * - without_contact_s: longest stretch inside without an utterance of the agent.
 * Lost audio makes and lengthens nothing: only heard hops count towards every least length, pieces are joined over no
 * more than 2 s of it, and a silence ends at it.
 *
 * Mono: music and tones only, anyone's speech counts as the agent's, and who announced, replied or returned is unknown.
 * Delay: until no piece can join it any more (5 s, or longer while one is in the making) and the return is known. */
#ifndef CT_TALK_HOLD_H
#define CT_TALK_HOLD_H

#include <stdbool.h>
#include <stdint.h>

#include "talk/settle.h"
#include "talk/silence.h"
#include "talk/teller.h"

#define MAX_ANNOUNCEMENTS 8 /* utterances of 1 s with gaps of 0.5 s: six fit into 8 s */

/* A wait, as seen from its start up to now. */
typedef struct wait_span {
    int64_t start;
    int64_t contact; /* since when the agent has not spoken */
    int64_t longest; /* longest such stretch that is over */
    int64_t lost;
    bool announced, replied;
} wait_span;

typedef enum first_back { BACK_UNKNOWN, BACK_AGENT, BACK_OTHER } first_back;

/* How a wait stood at one possible end. */
typedef struct wait_end {
    int64_t end;     /* -1: none yet */
    int64_t longest; /* without contact */
    int64_t lost;
    first_back back; /* who spoke first after it */
} wait_end;

/* Plain silence of both sides without music, tone or muting: a piece in the making if the agent spoke last. */
typedef struct quiet {
    bool open;
    bool waiting; /* the agent spoke last */
    bool joins;   /* near enough to the hold before it */
    wait_span span;
} quiet;

/* Music, tone or muting: a piece in the making. */
typedef struct fragment {
    bool open;
    bool sure;            /* long enough */
    bool joins;           /* near enough to the hold before it, a customer's word apart */
    int64_t heard, music; /* hops */
    bool ringing;
    ct_hold_cause cause;
    wait_span span;
} fragment;

/* The hold that may still grow. */
typedef struct hold {
    bool open;
    wait_span span;
    wait_end last;   /* with all its pieces */
    wait_end stands; /* with those that count even if nobody speaks any more */
    ct_hold_cause cause;
    bool music_last;        /* its last piece is music */
    int64_t customer, lost; /* hops since that piece */
} hold;

typedef struct holds {
    bool two_sides;
    int64_t last_on[2];  /* last hop inside an utterance, -1 none */
    int64_t on_since[2]; /* first hop of the utterance going on, -1 none */
    struct {
        int64_t start, end;
    } announcements[MAX_ANNOUNCEMENTS]; /* the agent's last utterances of 1 s or more, by number modulo */
    int n_announcements;
    quiet quiet;
    fragment fragment;
    hold hold;
    silences silences;
} holds;

void holds_start(holds *h, bool two_sides);

/* Settled hop k, with all its marks certain. */
void holds_push(holds *h, const past_hop *hop, int64_t k, const teller *t);

/* The call is over; holds_push() saw the empty hop that follows its last one. */
void holds_finish(holds *h, const teller *t);

#endif
