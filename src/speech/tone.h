/* Line tones: ringback, busy, dial tone, DTMF, by frequency and cadence. */
#ifndef CT_SPEECH_TONE_H
#define CT_SPEECH_TONE_H

#include "speech/moment.h"

#define TONE_APART 3   /* hops between which a tone stays as it is */
#define TONE_AHEAD 100 /* hops looked ahead: a burst's length tells ringing from busy */

typedef struct tone_state {
    long done;
    long run_start;    /* of the burst that `done` is in, or -1 */
    uint8_t last_kind; /* of the burst before */
    long last_end;
} tone_state;

void tone_start(tone_state *s);
/* Does hop t go on like the hop 30 ms before it, as a tone would? */
bool tone_so_far(const moments *m, long t);
/* Decide in_tone and tone for hops up to `limit` (exclusive). */
void tone_run(tone_state *s, moments *m, long limit);

#endif
