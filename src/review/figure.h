/* Figures in the words of a page: shares, values with their unit, times, names. Each fills a text of FIGURE_SIZE. */
#ifndef CT_REVIEW_FIGURE_H
#define CT_REVIEW_FIGURE_H

#include "calltone/standard.h"
#include "review/counts.h"
#include "review/excerpt.h"
#include "review/statistics.h"

#define FIGURE_SIZE 160

/* "23 %"; under 1 % with a decimal. */
const char *figure_share(char out[FIGURE_SIZE], double share, ct_lang lang);
/* "23 % (14 of 61)" */
const char *figure_counted(char out[FIGURE_SIZE], counted of, ct_lang lang);
/* A value of a rule with its unit; "-" for NaN. */
const char *figure_value(char out[FIGURE_SIZE], const ct_rule *rule, double value, ct_lang lang);
/* A number with at most one decimal; "-" for NaN. */
const char *figure_number(char out[FIGURE_SIZE], double value);
/* The same with its sign: "+1.5". */
const char *figure_change(char out[FIGURE_SIZE], double value);
/* "92.1 to 95.4"; "-" where it is not known. */
const char *figure_interval(char out[FIGURE_SIZE], interval of, ct_lang lang);
/* "from 2:05 to 2:17", or "the whole call". */
const char *figure_moment(char out[FIGURE_SIZE], const excerpt *of, ct_lang lang);
/* "2026-11-23, Monday" */
const char *figure_day(char out[FIGURE_SIZE], int day, ct_lang lang);
/* A name, or what stands for none. */
const char *figure_name(const char *name, ct_lang lang);

const char *figure_title(const ct_rule *rule, ct_lang lang);
/* The rule's advice for what lies on that side; "" where it has none. */
const char *figure_advice(const ct_rule *rule, int direction, ct_lang lang);

#endif
