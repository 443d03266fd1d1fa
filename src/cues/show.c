#include "cues/show.h"

#include <string.h>

#define LEAST_SHOWN_HOPS 300 /* 3 s: a line can be read in that */
#define REST_HOPS        500 /* 5 s */

static const int urgencies[] = {
#define CUE(NAME, name, side, unit, rule, urgency, en, zh) urgency,
#include "cues/cues.def"
#undef CUE
};

void show_start(show *s)
{
    memset(s, 0, sizeof *s);
    s->kind = -1;
    for (int i = 0; i < N_CUES; i++)
        s->watches[i].ended = -1;
}

int show_urgency(int kind, int mark)
{
    static const int of_marks[] = {0, 60, 80, 100}; /* over silence, over talking over, over all */
    return kind == CUE_HOLD && mark > 0 && mark < 4 ? of_marks[mark] : urgencies[kind];
}

/* Things that happened are told each time; a value that hovers at its limit is not. */
static bool rests(int kind)
{
    return kind != CUE_TALK_OVER && kind != CUE_SILENCE && kind != CUE_HOLD && kind != CUE_MONOLOGUE;
}

static int marks_passed(const ct_live *live, double value_s)
{
    return (value_s >= live->hold_first) + (value_s >= live->hold_second) + (value_s >= live->hold_last);
}

static void follow(watch *w, int kind, const sign *found, const ct_live *live, int64_t n)
{
    bool rested = !rests(kind) || w->ended < 0 || n - w->ended >= REST_HOPS;
    if (!w->on && found->state == SIGN_BEYOND && rested) {
        *w = (watch){.on = true, .since = found->since >= 0 ? found->since : n - 1, .ended = w->ended};
    } else if (w->on && found->state == SIGN_CALM) {
        w->on = false;
        w->ended = n;
    }
    if (!w->on)
        return;
    if (found->since >= 0)
        w->since = found->since;
    w->value = found->value;
    w->mark = kind == CUE_HOLD ? marks_passed(live, found->value) : 0;
}

static int most_urgent(const show *s)
{
    int best = -1, urgency = 0;
    for (int i = 0; i < N_CUES; i++)
        if (s->watches[i].on && show_urgency(i, s->watches[i].mark) > urgency) {
            best = i;
            urgency = show_urgency(i, s->watches[i].mark);
        }
    return best;
}

static void put(show *s, int kind, int64_t n)
{
    s->kind = kind;
    s->shown = n;
    if (kind >= 0) {
        s->held = s->watches[kind];
        s->number++;
    }
}

void show_push(show *s, const sign signs[N_CUES], const ct_live *live, int64_t n)
{
    for (int i = 0; i < N_CUES; i++)
        follow(&s->watches[i], i, &signs[i], live, n);
    if (s->kind >= 0 && s->watches[s->kind].on)
        s->held = s->watches[s->kind];
    else if (s->kind >= 0)
        s->held.on = false;
    int best = most_urgent(s);
    if (s->kind < 0) {
        if (best >= 0)
            put(s, best, n);
        return;
    }
    bool over = !s->held.on;
    bool more =
        best >= 0 && best != s->kind && show_urgency(best, s->watches[best].mark) > show_urgency(s->kind, s->held.mark);
    if (more || (over && n - s->shown >= LEAST_SHOWN_HOPS))
        put(s, best, n);
}
