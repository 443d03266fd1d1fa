/* Findings by group: a tally a rule for each agent, team ... of some calls. */
#ifndef CT_REVIEW_GROUPS_H
#define CT_REVIEW_GROUPS_H

#include "review/rows.h"

typedef struct groups {
    size_t n_groups, n_rules;
    tally *tallies;  /* n_rules a group */
    size_t *n_calls; /* of each group */
    moments *totals; /* scores of each group */
} groups;

/* The group of a call. */
typedef size_t (*groups_chooser)(const review_call *call);
size_t groups_agent(const review_call *call);
size_t groups_team(const review_call *call);

/* Count the calls from one day on and before another. False without memory. Free it with groups_free(). */
bool groups_count(const review_rows *rows, int from, int until, groups_chooser group_of, size_t n_groups, groups *out);
void groups_free(groups *of);

static inline const tally *groups_tally(const groups *of, size_t group, size_t rule)
{
    return &of->tallies[group * of->n_rules + rule];
}

/* What a rule counts in all groups together, and in all but one. */
tally groups_sum(const groups *of, size_t rule);
counted groups_others(const groups *of, size_t group, size_t rule);

#endif
