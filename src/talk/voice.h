/* One side's utterances, in the order of settled hops.
 *
 * An utterance is speech of one side with inner gaps under 0.5 s. It runs from its first hop of speech to its last.
 * - syllables: nuclei inside.
 * - speech_s: its time without inner gaps of 0.25 s and more (Hincks 2005 draws the line between a stop closure and a
 *   pause there), and without lost audio.
 * - level: mean power over its hops of speech.
 * A loss of up to 2 s does not end it (see run.h); a longer one does, where it was last heard. */
#ifndef CT_TALK_VOICE_H
#define CT_TALK_VOICE_H

#include <stdbool.h>
#include <stdint.h>

#include "talk/settle.h"
#include "talk/teller.h"

#define PAUSE_LEAST_HOPS 25  /* 0.25 s */
#define PAUSE_MOST_HOPS  200 /* 2 s: longer own silence is no pause any more */

/* What was said: of one utterance, or of several added up. */
typedef struct speech_sum {
    int64_t start, end;
    int syllables;
    int64_t time;   /* hops: speech_s */
    int64_t spoken; /* hops of speech */
    double power;   /* summed over them, full scale 1 */
} speech_sum;

typedef enum voice_step { VOICE_SAME, VOICE_STARTED, VOICE_ENDED } voice_step;

typedef struct voice {
    bool on;
    voice_step step;   /* what the last hop brought */
    speech_sum now;    /* the utterance going on, or the last one */
    int64_t gap_heard; /* own silence since the last hop of speech, inside an utterance or after it */
    int64_t gap_lost;
    int64_t pause_start; /* the last hop ended an own silence of pause length that began here; -1: it did not */
} voice;

void voice_start(voice *v);

/* Settled hop k of `side`. Hands an ended utterance to the listener. */
void voice_push(voice *v, const past_hop *hop, int side, int64_t k, const teller *t);

/* An event of that kind with what was said. */
ct_event speech_sum_event(const speech_sum *sum, ct_event_kind kind, int side);

/* `more` follows. */
void speech_sum_add(speech_sum *sum, const speech_sum *more);

#endif
