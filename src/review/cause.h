/* Where a fault comes from, as far as figures tell: one line means equipment, one hour the system, everyone or a whole
 * team the process or the tools, newcomers their training, one agent a talk with a coach. A training is for causes, not
 * for what they look like.
 *
 * Lines and hours come first, told by the agents' own calls elsewhere (counts.h), and the calls that they explain are
 * put aside before people are looked at: who had the bad headset is not the cause of it. */
#ifndef CT_REVIEW_CAUSE_H
#define CT_REVIEW_CAUSE_H

#include "review/groups.h"

/* A name in such a list is heard as blame: one in a hundred may be wrong (Benjamini and Hochberg). */
#define CAUSE_FALSE_SHARE 0.01
/* A group stands out whose share is that much larger than the others' share, both ways. Defaults. */
#define CAUSE_LEAST_RATIO 1.5
#define CAUSE_LEAST_MORE  0.10
/* An agent has a fault as a habit from that share of the calls on, and surely (Wilson) in that many. Defaults. */
#define CAUSE_HABIT         0.20
#define CAUSE_SURE_HABIT    0.10
#define CAUSE_LEAST_CALLS   10   /* of an agent that put the rule to the test */
#define CAUSE_LEAST_AGENTS  3    /* fewer make no group */
#define CAUSE_MOST          0.66 /* of a group's agents: the group as a whole */
#define CAUSE_FEW           0.34 /* of all others: not theirs */
#define CAUSE_NEWCOMER_DAYS 183  /* half a year, as centres divide their people */

typedef enum cause_kind {
    CAUSE_LINE,
    CAUSE_HOUR,
    CAUSE_EVERYONE,
    CAUSE_TEAM,
    CAUSE_NEWCOMERS,
    CAUSE_AGENT,
    CAUSE_AGENT_OR_LINE, /* the agent alone works on the line, and on no other: nothing tells them apart */
    CAUSE_KINDS
} cause_kind;

typedef struct cause {
    size_t rule;
    cause_kind kind;
    size_t group;            /* number of the line, agent or team; the hour; else 0 */
    counted here, elsewhere; /* the group's calls, and all others that are not put aside */
} cause;

typedef struct causes {
    cause *list; /* by rule, then kind */
    size_t n, room;
    size_t *n_habits; /* a rule: agents with the habit, lines and hours put aside ... */
    size_t *n_judged; /* ... of so many with calls enough */
} causes;

/* @param hired  a day for each number of an agent, DAYS_NONE where it is not known; or NULL
 * @param out    give it to causes_free(), also after a failure. False without memory */
bool causes_find(const review_rows *rows, const int *hired, causes *out);
void causes_free(causes *of);

#endif
