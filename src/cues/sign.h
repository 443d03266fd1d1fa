/* What the files of this wing hand to each other: hops of both sides, and signs that a cue may have a reason. */
#ifndef CT_CUES_SIGN_H
#define CT_CUES_SIGN_H

#include <stdbool.h>
#include <stdint.h>

#define HOPS_PER_S 100
#define HOP_S      0.01

enum { AGENT, CUSTOMER };

enum {
#define CUE(NAME, name, side, unit, rule, urgency, en, zh) CUE_##NAME,
#include "cues/cues.def"
#undef CUE
    N_CUES
};

/* One hop of one side. */
typedef struct cue_hop {
    float level_dbfs, f0_hz;
    bool speech, syllable, music, tone, lost, zero;
    bool certain;     /* as decided, not as guessed early */
    bool was_thought; /* certain, and was thought to be speech early */
} cue_hop;

/* Calm: no reason, or the value came back by a margin. Between: what was beyond stays so. */
typedef enum sign_state { SIGN_CALM, SIGN_BETWEEN, SIGN_BEYOND } sign_state;

typedef struct sign {
    sign_state state;
    double value;
    int64_t since; /* hop where the reason began; -1: where it went beyond */
} sign;

static const sign no_sign = {.since = -1};

/* Where a value stands to a limit that it must not exceed: `back` is the margin by which it has to return. A limit that
 * is not a number is never exceeded. */
static inline sign sign_over(double value, double limit, double back)
{
    return (sign){value > limit ? SIGN_BEYOND : value > limit - back ? SIGN_BETWEEN : SIGN_CALM, value, -1};
}

static inline sign sign_under(double value, double limit, double back)
{
    return (sign){value < limit ? SIGN_BEYOND : value < limit + back ? SIGN_BETWEEN : SIGN_CALM, value, -1};
}

/* Something that has gone on since hop `since` until before hop `end`; it holds while it goes on. */
static inline sign sign_of_length(int64_t since, int64_t end, double limit_s)
{
    double length_s = (double)(end - since) * HOP_S;
    return (sign){length_s >= limit_s ? SIGN_BEYOND : SIGN_BETWEEN, length_s, since};
}

#endif
