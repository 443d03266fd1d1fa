/* The morning brief: what a team leader reads to the team before the shift. Praise first, then the few faults that
 * yesterday had in common, then what is for a talk in private. */
#ifndef CT_REVIEW_BRIEF_H
#define CT_REVIEW_BRIEF_H

#include "review/excerpt.h"
#include "review/handout.h"
#include "review/shift.h"

#define BRIEF_RECENT_DAYS 7  /* a day has too few calls of one agent to speak of progress. Default */
#define BRIEF_BEFORE_DAYS 28 /* what they are held against: the four weeks before. Default */
#define BRIEF_MOST_FAULTS 3  /* a quarter of an hour has room for no more */
#define BRIEF_MOST_SHIFTS 5

/* An agent to learn a rule from. */
typedef struct brief_model {
    size_t agent; /* 0: nobody surely does better than the others */
    counted count;
    excerpt hear;
} brief_model;

typedef struct brief_fault {
    size_t rule;
    tally all;
    size_t n_agents; /* who had it */
    int direction;   /* of the clearest */
    excerpt hear;    /* the clearest example */
    brief_model model;
} brief_fault;

typedef struct brief {
    const review_rows *rows;
    int day;
    size_t n_calls, n_agents;
    double median;   /* score of the day's calls; NaN for none */
    size_t n_faults; /* of `faults` */
    brief_fault faults[BRIEF_MOST_FAULTS];
    shifts better, worse; /* the last BRIEF_RECENT_DAYS against BRIEF_BEFORE_DAYS before */
    size_t best_agent;    /* of the call with the best score of the day; 0: none */
    double best_total;
    excerpt best;
    groups day_counts; /* by agent */
} brief;

/* First day that a brief of a day looks at. */
int brief_from(int day);

/* @param rows  from brief_from() to that day, both included; borrowed
 * @param out   give it to brief_free(), also after a failure */
ct_status brief_make(ct_store *store, const review_rows *rows, int day, brief *out, ct_message *message);
void brief_free(brief *of);

void brief_write(const brief *of, handout *to);
/* A line a rule: what the day had of it. */
void brief_write_csv(const brief *of, FILE *out);

#endif
