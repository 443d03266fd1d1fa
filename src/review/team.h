/* Teams side by side: medians with intervals, a place only where it is sure enough to give one. */
#ifndef CT_REVIEW_TEAM_H
#define CT_REVIEW_TEAM_H

#include "review/groups.h"
#include "review/handout.h"

#define TEAM_DAYS         28 /* looked at. Default */
#define TEAM_LEAST_CALLS  50 /* with a score, for a place. Default */
#define TEAM_LEAST_AGENTS 3  /* with scored calls, for a place: a team is more than its best */
#define TEAM_MOST_FAULTS  3

typedef struct team_line {
    size_t team, n_calls, n_scored, n_agents;
    double median;                   /* of the calls' scores */
    interval sure;                   /* by drawing agents (bootstrap) */
    moments agents;                  /* mean scores of its agents: what teams are compared by */
    size_t place;                    /* 1 + how many teams are surely better; 0: too few calls or agents */
    size_t faults[TEAM_MOST_FAULTS]; /* rules that cost most points a call */
    size_t n_faults;
} team_line;

typedef struct team_report {
    const review_rows *rows;
    int from, until;
    team_line *list; /* those with a place first, by median */
    size_t n;
    groups counts; /* by team */
} team_report;

/* @param out  give it to team_free(), also after a failure. False without memory */
bool team_make(const review_rows *rows, int from, int until, team_report *out);
void team_free(team_report *of);
void team_write(const team_report *of, handout *to);
void team_write_csv(const team_report *of, FILE *out);

#endif
