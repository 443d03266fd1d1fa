/* Star of the month and star of progress: the best level, and the largest own gain that is more than chance. */
#ifndef CT_REVIEW_STARS_H
#define CT_REVIEW_STARS_H

#include "review/handout.h"
#include "review/shift.h"

#define STARS_LEAST_CALLS 20   /* with a score, in a month that counts. Default */
#define STARS_LEVEL_P     0.05 /* who is not surely below the first is level with the first */

typedef struct star {
    size_t agent;
    moments now, before; /* scores of the month, and of the month before */
    difference gain;     /* Welch */
    bool sure;           /* the gain is more than chance, all agents looked at together (Bonferroni) */
    bool level;          /* with the first */
} star;

typedef struct stars {
    const review_rows *rows;
    int from, until; /* the month */
    star *list;      /* by mean score, best first; those with calls enough */
    size_t n;
    size_t n_few;         /* agents with too few calls to compare */
    size_t n_compared;    /* agents with calls enough in both months */
    const star *progress; /* the largest sure gain, or NULL */
    shifts better;        /* in what, all agents */
} stars;

/* First day that a report on a month looks at: of the month before. */
int stars_from(int month);

/* @param rows  from stars_from() to the end of the month
 * @param out   give it to stars_free(), also after a failure. False without memory */
bool stars_make(const review_rows *rows, int month, stars *out);
void stars_free(stars *of);
void stars_write(const stars *of, handout *to);
void stars_write_csv(const stars *of, FILE *out);

#endif
