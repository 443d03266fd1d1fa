/* Tells the listener: hop numbers become seconds, and what reaches the end of the recording is marked as cut by it. */
#ifndef CT_TALK_TELLER_H
#define CT_TALK_TELLER_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "calltone/report.h"
#include "speech/hop.h"
#include "talk/talk.h"

#define OPEN_HOPS 10 /* 0.1 s: what ends nearer to the end of the recording was cut by it */

typedef struct teller {
    talk_listener listener;
    bool ending;    /* talk_finish() is at work */
    int64_t n_hops; /* then: length of the call */
} teller;

/* Hop k covers [k, k + 1) * 10 ms, so the edge before hop k stands at this time. Divided, not multiplied: 3 s is 3.0.
 */
static inline double hop_edge_s(int64_t k)
{
    return (double)k / HOPS_PER_S;
}

static inline void tell_event(const teller *t, ct_event event, int64_t start, int64_t end)
{
    event.start_s = hop_edge_s(start);
    event.end_s = hop_edge_s(end);
    if (t->ending && end >= t->n_hops - OPEN_HOPS)
        event.flags |= CT_EVENT_OPEN;
    if (t->listener.event)
        t->listener.event(t->listener.context, &event);
}

static inline void tell_change(const teller *t, ct_side to, int64_t end, int64_t start)
{
    talk_change change = {.to = to, .end_s = hop_edge_s(end), .start_s = hop_edge_s(start)};
    if (t->listener.change)
        t->listener.change(t->listener.context, &change);
}

/* Mean level of `hops` hops whose powers (full scale 1) add up to `power`. */
static inline double mean_level_dbfs(double power, int64_t hops)
{
    return hops > 0 && power > 0 ? fmax(10.0 * log10(power / (double)hops), LEVEL_FLOOR_DBFS) : LEVEL_FLOOR_DBFS;
}

#endif
