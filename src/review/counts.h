/* Whether findings are more frequent here than elsewhere, told from chance. One-sided: a report names what stands out,
 * it does not acquit. */
#ifndef CT_REVIEW_COUNTS_H
#define CT_REVIEW_COUNTS_H

#include <stddef.h>

/* Findings among the calls that put a rule to the test. */
typedef struct counted {
    size_t found, tested;
} counted;

static inline double counted_share(counted of)
{
    return of.tested > 0 ? (double)of.found / (double)of.tested : 0;
}

/* Chance of that many findings or more `here` if they fell on all calls alike: Fisher's exact test ("Statistical
 * methods for research workers", 5th edition 1934, section 21.02). */
double counts_chance(counted here, counted elsewhere);

/* The same over pairs that are alike in all but this (an agent's calls at this hour, and at others): Mantel and
 * Haenszel, "Statistical aspects of the analysis of data from retrospective studies of disease", JNCI 1959, with their
 * correction for continuity. Who works at an hour is so no reason for what is found at it. Zero it to start. */
typedef struct paired_counts {
    double seen, expected, variance;
    size_t n_pairs, n_more; /* pairs that say anything, and those with more findings here */
} paired_counts;

void counts_pair(paired_counts *to, counted here, counted elsewhere);
double counts_paired_chance(const paired_counts *of);

/* Of many chances looked at together: the largest that may be taken for more than chance, so that of what is named a
 * share `false_share` at the most is expected to be wrong; -1 where none may. Orders `chances`. Benjamini and Hochberg,
 * "Controlling the false discovery rate", JRSS B 1995. */
double counts_threshold(double *chances, size_t n, double false_share);

#endif
