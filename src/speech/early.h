/* What a live line needs sooner than certainty: speech, level, pitch and syllables EARLY_DELAY_HOPS after the sound.
 *
 * The decision proper waits 4.4 s, nearly all of it for music and tones. Here these are first guesses from what was
 * heard so far, and nothing is moved back: no gap is closed, no quiet edge joined. A nucleus is told on the hop on
 * which it becomes certain, up to 0.18 s after it. Changes nothing of what the decision proper says. */
#ifndef CT_SPEECH_EARLY_H
#define CT_SPEECH_EARLY_H

#include "speech/moment.h"

#define EARLY_DELAY_HOPS 40 /* 5 for the spectrum, 25 for the threshold, 10 for the pitch path and for syllables */
#define EARLY_AHEAD      10 /* hops beyond the one told of which `loud` and the odds of voice are known */

/* Flags HOP_* of hop t, of which pitch and syllables are known. Asked in order, a hop once. */
unsigned early_look(moments *m, long t);

#endif
