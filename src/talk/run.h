/* A run: hops where something is present, joined over short gaps. The one way in which all of talk/ finds stretches.
 *
 * Lost audio freezes the gap's clock: a lost hop is neither presence nor absence. Up to RUN_LOSS_HOPS of it between two
 * hops of presence are bridged, because a run that was there before and after was most likely there between; a longer
 * loss closes the run where it was last heard. Lost hops never count as length: use run_heard(). */
#ifndef CT_TALK_RUN_H
#define CT_TALK_RUN_H

#include <stdbool.h>
#include <stdint.h>

#define RUN_LOSS_HOPS 200 /* 2 s: some ten syllables; beyond it nobody can say that the same thing went on */

typedef struct run {
    int64_t start, end;          /* first hop, and one past the last hop where it was present */
    int64_t present;             /* hops of presence inside */
    int64_t lost;                /* lost hops inside */
    int64_t gap_heard, gap_lost; /* since `end` */
    bool open;                   /* may still grow */
} run;

/* One more hop, number k. True when this hop closed the run, which then stays readable until the next one opens.
 * Gaps of fewer than `join` heard hops are joined; 1 joins none. */
bool run_push(run *r, int64_t k, bool present, bool lost, int join);

/* Close what is open, at the end of the call. True when there was something. */
bool run_finish(run *r);

/* Length without lost audio, in hops. */
static inline int64_t run_heard(const run *r)
{
    return r->end - r->start - r->lost;
}

#endif
