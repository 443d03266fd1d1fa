/* Before and after a training, each agent against the own past: did it help, in what, and whom not. */
#ifndef CT_REVIEW_CHANGE_H
#define CT_REVIEW_CHANGE_H

#include "review/groups.h"
#include "review/handout.h"
#include "review/shift.h"

#define CHANGE_DAYS        28 /* before, and after. Default */
#define CHANGE_LEAST_CALLS 10 /* with a score, of an agent on each side. Default */
#define CHANGE_LEAST_PAIRS 6  /* with fewer agents no turning of signs is rarer than 1 in 32 */

typedef struct change_agent {
    size_t agent;
    bool trained; /* of the team that was named; all where none was */
    moments before, after;
    difference change; /* of the score: Welch */
    bool sure;         /* more than chance, all agents looked at together (Bonferroni) */
} change_agent;

/* A rule, over the agents who had it tested often enough on both sides. */
typedef struct change_rule {
    size_t rule, n_agents;
    double before, after; /* mean of the agents' shares of calls with a finding */
    difference change;    /* paired */
    bool sure;            /* more than chance, all rules looked at together (Benjamini and Hochberg) */
} change_rule;

typedef struct change_report {
    const review_rows *rows;
    int day, days;
    const char *team; /* NULL: everyone */
    change_agent *agents;
    size_t n_agents, n_trained, n_few; /* with calls enough; of these trained; those with too few */
    change_rule *rules;
    size_t n_rules;
    shifts better, worse; /* of single agents in single rules */
    difference all;       /* of the trained agents' scores, paired */
    difference beyond; /* by how much it is more than the others' change in the same weeks; NaN where there are none */
} change_report;

/* @param rows  from `days` before the day to `days` after it, all teams
 * @param out   give it to change_free(), also after a failure. False without memory */
bool change_make(const review_rows *rows, int day, int days, const char *team, change_report *out);
void change_free(change_report *of);
void change_write(const change_report *of, handout *to);
void change_write_csv(const change_report *of, FILE *out);

#endif
