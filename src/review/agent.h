/* One agent, for the agent: strengths first, the own trend week by week against the own past, one thing to practise. */
#ifndef CT_REVIEW_AGENT_H
#define CT_REVIEW_AGENT_H

#include "review/excerpt.h"
#include "review/handout.h"
#include "review/shift.h"

#define AGENT_RECENT_DAYS    28 /* of late. Default */
#define AGENT_BASELINE_DAYS  84 /* the own past before that. Default */
#define AGENT_LEAST_CALLS    10 /* of late, to speak of strengths. Default */
#define AGENT_MOST_STRENGTHS 3
#define AGENT_MOST_EXAMPLES  3
#define AGENT_MOST_WEEKS     16

typedef struct agent_week {
    int monday;
    size_t n_calls;
    moments total;   /* scores */
    counted weakest; /* findings of the one weakest rule */
} agent_week;

typedef struct agent_report {
    const review_rows *rows; /* of the agent alone */
    const char *id;
    int from, recent, until; /* baseline, of late, end */
    agent_week weeks[AGENT_MOST_WEEKS];
    size_t n_weeks;
    groups before, now; /* by agent */
    size_t strengths[AGENT_MOST_STRENGTHS], n_strengths;
    bool has_weakest;
    size_t weakest;
    int direction; /* in which most of it goes */
    excerpt examples[AGENT_MOST_EXAMPLES];
    size_t n_examples;
    difference gain; /* of the score, of late against before (Welch) */
    shifts better, worse;
} agent_report;

/* First day that a report looks at which ends with that day. */
int agent_from(int day);

/* @param rows  of the agent alone, from agent_from() to that day
 * @param out   give it to agent_free(), also after a failure */
ct_status agent_make(ct_store *store, const review_rows *rows, const char *id, int day, agent_report *out,
                     ct_message *message);
void agent_free(agent_report *of);
void agent_write(const agent_report *of, handout *to);
/* A line a week and rule: what the week had of it. */
void agent_write_csv(const agent_report *of, FILE *out);

#endif
