/* All that is followed of a call, and what of it a cue may have a reason in. A plain block: it may be copied. */
#ifndef CT_CUES_SIGNS_H
#define CT_CUES_SIGNS_H

#include "calltone/standard.h"
#include "cues/exchange.h"
#include "cues/loudness.h"
#include "cues/melody.h"
#include "cues/pace.h"
#include "cues/waiting.h"

typedef struct signs {
    int64_t n;         /* hops heard */
    int64_t spoken[2]; /* last hop with speech of either side */
    pace pace;
    melody melody;
    loudness loudness[2];
    exchange exchange;
    waiting waiting;
} signs;

void signs_start(signs *s);
/* The next hop of agent and customer. */
void signs_push(signs *s, const cue_hop pair[2], const ct_live *live);
/* What there is for a cue of each kind. `mixed`: both talkers on one line. */
void signs_read(const signs *s, const ct_live *live, bool mixed, sign out[N_CUES]);

#endif
