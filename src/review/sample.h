/* The day's listening list: a few calls spread over the agents, drawn so that anyone can draw them again, each with
 * where to start listening and what is new, standing or better against the agent's four weeks before. */
#ifndef CT_REVIEW_SAMPLE_H
#define CT_REVIEW_SAMPLE_H

#include "review/excerpt.h"
#include "review/groups.h"
#include "review/handout.h"

#define SAMPLE_BEFORE_DAYS 28
#define SAMPLE_LEAST_CALLS 5    /* before, that put a rule to the test: fewer say nothing of it. Default */
#define SAMPLE_STANDING    0.25 /* found in that share of the calls before: standing, else new. Default */
#define SAMPLE_OFTEN       0.50 /* kept now though found that often before: better. Default */
#define SAMPLE_LEAD_S      2.0  /* to start before a moment, so that it is understood */

typedef enum sample_order { SAMPLE_RANDOM, SAMPLE_WORST, SAMPLE_NEW_FAULTS, SAMPLE_LEAST_HEARD } sample_order;

/* "random", "worst-first", "new-fault-first", "least-recently-heard"; NULL past the last. */
const char *sample_order_name(int order);

typedef enum sample_news { SAMPLE_NOTHING, SAMPLE_BETTER, SAMPLE_STANDS, SAMPLE_NEW } sample_news;

typedef struct sample_row {
    size_t call;  /* in the rows */
    excerpt hear; /* the heaviest finding, or none */
} sample_row;

typedef struct sample {
    const review_rows *rows;
    int day;
    sample_order order;
    uint64_t seed;
    sample_row *list;
    size_t n;
    groups before; /* by agent */
} sample;

/* Draw at the most `n` calls of a day: one of each agent in turn, then a second one ...
 * @param rows   from SAMPLE_BEFORE_DAYS before the day to the day; borrowed
 * @param heard  last day of each agent's number on a list, DAYS_NONE for never; for SAMPLE_LEAST_HEARD
 * @param out    give it to sample_free(), also after a failure */
ct_status sample_draw(ct_store *store, const review_rows *rows, int day, size_t n, sample_order order, uint64_t seed,
                      const int *heard, sample *out, ct_message *message);
void sample_free(sample *of);

/* What a call says of a rule against the agent's calls before. */
sample_news sample_news_of(const sample *of, size_t call, size_t rule);

void sample_write(const sample *of, handout *to);
void sample_write_csv(const sample *of, bool with_header, FILE *out);

#endif
