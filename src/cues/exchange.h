/* What the agent does to the customer's turn: talks over it, or leaves it none. */
#ifndef CT_CUES_EXCHANGE_H
#define CT_CUES_EXCHANGE_H

#include "cues/sign.h"

typedef struct exchange {
    bool on[2];                /* inside an utterance */
    int64_t start[2], last[2]; /* of the utterance: first and last hop of speech */
    int burst[2];              /* hops of speech without a gap of 0.25 s */
    bool both;                 /* an overlap goes on */
    int64_t overlap;           /* its first hop */
    bool by_agent;             /* who began in the middle of the customer's utterance */
    bool running;              /* a monologue goes on */
    int64_t monologue;         /* its first hop */
    int64_t customer_hops;     /* of speech, ever */
} exchange;

void exchange_start(exchange *x);
/* Hop k of agent and customer. */
void exchange_push(exchange *x, const cue_hop pair[2], int64_t k);
sign exchange_talk_over(const exchange *x, double limit_s);
sign exchange_monologue(const exchange *x, double limit_s);

#endif
