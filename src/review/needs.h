/* What to train, from how calls went: faults by frequency x severity x spread, each with where it comes from. */
#ifndef CT_REVIEW_NEEDS_H
#define CT_REVIEW_NEEDS_H

#include "review/cause.h"
#include "review/handout.h"

#define NEEDS_DAYS         28 /* looked at: what is so now. Default */
#define NEEDS_MOST_SHOWN   10
#define NEEDS_SPREAD_SHARE 0.10 /* an agent counts into the spread whose calls have a fault more often than that */

typedef struct need {
    size_t rule;
    tally all;
    double frequency; /* share of the calls that put the rule to the test */
    double severity;  /* points a finding, hints at their weight */
    double spread;    /* share of the agents with calls enough */
    double weight;    /* the three multiplied */
    size_t first_cause, n_causes;
} need;

typedef struct needs {
    const review_rows *rows;
    int from, until;
    causes why;
    need *list; /* by weight, heaviest first; those that were found at all */
    size_t n;
    groups agents;
} needs;

/* @param hired  as causes_find() takes it
 * @param out    give it to needs_free(), also after a failure. False without memory */
bool needs_make(const review_rows *rows, int from, int until, const int *hired, needs *out);
void needs_free(needs *of);
void needs_write(const needs *of, handout *to);
void needs_write_csv(const needs *of, FILE *out);

#endif
