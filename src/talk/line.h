/* What the lines carry besides speech: rings before the answer, and music.
 *
 * - Ring: one ringback burst of 0.3 s or more, before the agent's first speech. Bursts less than 0.5 s apart are one
 *   ring (the double ring of Britain: 0.4 s on, 0.2 off, 0.4 on). The side is the line that carries it; where both do,
 * the one that had it first, and it counts once.
 * - Music: 1 s or more on one line, gaps under 1 s joined.
 * Reads hops as they come; needs no settling. */
#ifndef CT_TALK_LINE_H
#define CT_TALK_LINE_H

#include "speech/hop.h"
#include "talk/run.h"
#include "talk/teller.h"

typedef struct line {
    run ring;
    ct_side ring_side;
    bool answered; /* the agent has spoken */
    run music[2];
} line;

void line_push(line *l, const ct_hop hop[2], int64_t k, const teller *t);

void line_finish(line *l, const teller *t);

#endif
