/* Who got better or worse in what: an agent's findings of late against the same agent's before, rule by rule. */
#ifndef CT_REVIEW_SHIFT_H
#define CT_REVIEW_SHIFT_H

#include "review/groups.h"

/* Fewer calls that put a rule to the test, before or of late, tell nothing. Default. */
#define SHIFT_LEAST_CALLS 5
/* A change under that share of the calls is not worth a word, however sure. Default. */
#define SHIFT_LEAST 0.20
/* Of the changes that are named, that share at the most is expected to be chance (Benjamini and Hochberg). */
#define SHIFT_FALSE_SHARE 0.05

typedef struct shift {
    size_t group, rule;
    counted before, now;
    double chance; /* of a change so large where there is none; one-sided */
} shift;

/* A list that grew; free the list. */
typedef struct shifts {
    shift *list;
    size_t n;
} shifts;

/* Find the changes that are more than chance, all pairs of group and rule looked at together; largest first. Group 0,
 * the unknown, has none; hints neither.
 * @param better  those with fewer findings, or those with more
 * @return false without memory */
bool shifts_find(const review_rows *rows, const groups *before, const groups *now, bool better, shifts *out);

#endif
