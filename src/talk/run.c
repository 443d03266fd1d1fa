#include "talk/run.h"

static void extend(run *r, int64_t k)
{
    if (!r->open)
        *r = (run){.start = k, .end = k, .open = true};
    r->end = k + 1;
    r->present++;
    r->lost += r->gap_lost;
    r->gap_heard = r->gap_lost = 0;
}

bool run_push(run *r, int64_t k, bool present, bool lost, int join)
{
    if (present && !lost) {
        extend(r, k);
        return false;
    }
    if (!r->open)
        return false;
    if (lost)
        r->gap_lost++;
    else
        r->gap_heard++;
    r->open = r->gap_heard < join && r->gap_lost <= RUN_LOSS_HOPS;
    return !r->open;
}

bool run_finish(run *r)
{
    bool was_open = r->open;
    r->open = false;
    return was_open;
}
