/**
 * Two calls side by side: in what one agent differs most from an exemplary call.
 *
 * A difference is counted in the steps of a standard and weighed by its points. A step is the way from the end of what
 * is good to where a rule counts as not kept; a rule without such a second end has its limit for a step. So the
 * standard says what is a large difference, and nothing else does.
 */
#ifndef CALLTONE_COMPARE_H
#define CALLTONE_COMPARE_H

#include <stddef.h>
#include <stdio.h>

#include "calltone/page.h"
#include "calltone/report.h"
#include "calltone/standard.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CT_MOST_DIFFERENCES 3

typedef struct ct_difference {
    const ct_rule *rule;
    double mine, exemplar; /**< in the unit of rule->measure */
    double steps;          /**< of the rule, at least 0.5 */
    ct_verdict hear_mine,
        hear_exemplar; /**< moments to hear (spans), and the direction: -1 where that call lies lower */
} ct_difference;

/**
 * Find the largest differences, at most one of a dimension, the largest first.
 *
 * @param n           how many there are; 0 where none is as large as half a step
 * @param n_compared  how many rules could be compared: both readings known, on enough evidence; may be NULL
 * @return CT_OK or CT_ERR_ARGUMENT
 */
CT_API ct_status ct_compare(const ct_report *mine, const ct_report *exemplar, const ct_standard *standard,
                            ct_difference out[CT_MOST_DIFFERENCES], size_t *n, size_t *n_compared);

/** What to do to come nearer to the exemplar, or "" where the standard asks for nothing: then mine does as well. */
CT_API const char *ct_difference_advice(const ct_difference *difference, ct_lang lang);

/** Two calls, compared. Nothing is kept. */
typedef struct ct_comparison {
    const ct_page_call *mine, *exemplar;
    const ct_standard *standard;
    const ct_difference *differences;
    size_t n_differences, n_compared;
} ct_comparison;

/** For a terminal: UTF-8, at most 80 columns. CT_ERR_WRITE if `out` fails. */
CT_API ct_status ct_comparison_write_text(const ct_comparison *comparison, ct_lang lang, FILE *out);

/** As a page for a browser: the differences with the moments of each, and the charts of both, lane under lane.
 * CT_ERR_MEMORY, or CT_ERR_WRITE if `out` fails. */
CT_API ct_status ct_comparison_write_page(const ct_comparison *comparison, ct_lang lang, FILE *out);

#ifdef __cplusplus
}
#endif
#endif
