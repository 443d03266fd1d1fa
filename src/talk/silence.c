#include "talk/silence.h"

#include <string.h>

#define SILENCE_LEAST_HOPS 300 /* 3 s: Amazon Connect's "non-talk time", MiiTel */

static void tell(const silence *s, const teller *t)
{
    tell_event(t, (ct_event){.kind = CT_EVENT_SILENCE, .side = s->side}, s->start, s->end);
}

static void take_out(silences *s, int i)
{
    s->n_waiting--;
    memmove(&s->waiting[i], &s->waiting[i + 1], (size_t)(s->n_waiting - i) * sizeof s->waiting[0]);
}

/* Put a silence at place i of those waiting, if it is long enough. True when it is there. */
static bool put(silences *s, int i, const silence *what, const teller *t)
{
    if (what->end - what->start < SILENCE_LEAST_HOPS)
        return false;
    if (s->n_waiting == MAX_SILENCES) {
        tell(&s->waiting[0], t);
        take_out(s, 0);
        i = i > 0 ? i - 1 : 0;
    }
    memmove(&s->waiting[i + 1], &s->waiting[i], (size_t)(s->n_waiting - i) * sizeof s->waiting[0]);
    s->waiting[i] = *what;
    s->n_waiting++;
    return true;
}

void silences_extend(silences *s, int64_t k, ct_side owed)
{
    if (!s->open)
        s->now = (silence){.start = k, .side = owed};
    s->open = true;
    s->now.end = k + 1;
}

void silences_end(silences *s, const teller *t)
{
    if (s->open)
        put(s, s->n_waiting, &s->now, t);
    s->open = false;
}

void silences_drop_until(silences *s, int64_t k)
{
    s->n_waiting = 0;
    s->now.start = k;
}

void silences_confirm(silences *s)
{
    for (int i = 0; i < s->n_waiting; i++)
        s->waiting[i].confirmed = true;
}

/* The parts of `whole` before and after [start, end). A part that is not there has no length, or less. */
static void cut(const silence *whole, int64_t start, int64_t end, ct_side after, silence *left, silence *right)
{
    *left = *right = *whole;
    if (start < whole->end)
        left->end = start;
    if (end > whole->start) {
        right->start = end;
        right->side = after;
    }
}

void silences_cut(silences *s, int64_t start, int64_t end, ct_side after, const teller *t)
{
    silence left, right;
    for (int i = s->n_waiting - 1; i >= 0; i--) {
        if (s->waiting[i].end <= start || s->waiting[i].start >= end)
            continue;
        cut(&s->waiting[i], start, end, after, &left, &right);
        take_out(s, i);
        put(s, i, &right, t);
        put(s, i, &left, t);
    }
    if (s->open && s->now.start < end && s->now.end > start) {
        cut(&s->now, start, end, after, &left, &right);
        put(s, s->n_waiting, &left, t);
        s->now = right;
    }
}

void silences_tell_until(silences *s, int64_t k, const teller *t)
{
    while (s->n_waiting > 0 && s->waiting[0].confirmed && s->waiting[0].end <= k) {
        tell(&s->waiting[0], t);
        take_out(s, 0);
    }
}
