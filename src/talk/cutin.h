/* Speaking into the other's speech: interruptions and cut-offs.
 *
 * B cuts in when its utterance starts while A's utterance, begun at least 0.5 s before, is going on, and B's utterance
 * has 4 syllables or more (a shorter one may be a sign of listening). Their overlap runs from B's start until one of
 * the two utterances ends; gaps under 0.5 s inside them count, lost audio does not.
 * - Interruption: the overlap is 1.0 s or longer. Yielded when A's utterance ended first; severe when it yielded or the
 *   overlap is 2.0 s or longer. The standards' "the other yields within 1 s" is thus read as: within 1 s of the cut-in
 *   having become an interruption; from there on the length alone makes it severe.
 * - Cut-off: A stops first, within 1.0 s of B's start, and stays silent for 1.5 s. An overlap under 0.2 s is an
 * ordinary change of turns (half of them overlap a little: Levinson and Torreira 2015). It is never an interruption
 * too. Both are B's doing, and told as soon as they are certain. At the end of the recording A's silence is not known.
 */
#ifndef CT_TALK_CUTIN_H
#define CT_TALK_CUTIN_H

#include <stdbool.h>
#include <stdint.h>

#include "talk/voice.h"

typedef enum cutin_state {
    CUTIN_NONE,
    CUTIN_OVERLAPS,   /* both speak */
    CUTIN_INTERRUPTS, /* an interruption, if it gets its four syllables */
    CUTIN_CUTS_OFF,   /* a cut-off, if it gets them and the other stays silent */
} cutin_state;

/* What one side does to the other. */
typedef struct cutin {
    cutin_state state;
    int64_t start, end; /* the overlap */
    int64_t lost;       /* lost hops inside */
    int syllables;      /* nuclei inside */
    bool yielded;       /* the other stopped first */
    bool enough;        /* the utterance has four syllables */
    int64_t silent;     /* hops of the other's heard silence since */
} cutin;

/* Settled hop k, after both voices took it. */
void cutin_push(cutin *c, int side, const voice voices[2], const past_hop *hop, int64_t k, const teller *t);

#endif
