/* The calls of a store in memory: read once, a few bytes a rule, so that every report is arithmetic over arrays. */
#ifndef CT_REVIEW_ROWS_H
#define CT_REVIEW_ROWS_H

#include <stdint.h>

#include "calltone/store.h"
#include "review/counts.h"
#include "review/names.h"
#include "review/statistics.h"

typedef enum review_state {
    REVIEW_UNTESTED, /* not measurable, or no occasion */
    REVIEW_KEPT,
    REVIEW_FOUND /* a warning, a fail, or a hint outside its band */
} review_state;

/* What a rule said of a call. */
typedef struct review_cell {
    float value;         /* in the rule's unit; NaN where there is none */
    uint16_t hundredths; /* of points that it weighs: see REVIEW_HINT_POINTS */
    unsigned state : 8;  /* review_state */
    int direction : 8;   /* -1 too low, 1 too high */
} review_cell;

/* A hint takes no points; beside findings it weighs as much as the lightest deduction of the shipped standards. */
#define REVIEW_HINT_POINTS 1.0

/* Less than this share of the weight heard: no score, as on the page of one call. */
#define REVIEW_LEAST_COVERED 0.5

typedef struct review_call {
    int64_t number;             /* in the store */
    uint64_t name;              /* chance_key(0, path): orders calls whatever the order they came in */
    int day;                    /* DAYS_NONE: not known */
    int hour;                   /* -1: not known */
    uint32_t agent, team, line; /* numbers of names; 0: not known */
    float total;                /* score; NaN where there is none */
} review_call;

typedef struct review_rows {
    const ct_standard *standard;
    const ct_rule **rules; /* those that are measured, in the order of the standard */
    size_t n_rules;
    names agents, teams, lines;
    review_call *calls; /* by day, then name */
    size_t n_calls, room;
    review_cell *cells; /* n_rules a call */
    size_t n_undated;   /* calls that were left out: nothing says when they were */
} review_rows;

/* Which calls: from one day on and before another, of a team or an agent alone where they are given. */
typedef struct rows_filter {
    int from, until;
    const char *team, *agent;
} rows_filter;

/* Read the calls judged under a standard.
 * @param out  free it with rows_free(), also after a failure; borrows the standard */
ct_status rows_read(ct_store *store, const ct_standard *standard, rows_filter which, review_rows *out,
                    ct_message *message);
void rows_free(review_rows *rows);

static inline const review_cell *rows_cells(const review_rows *rows, size_t call)
{
    return rows->cells + call * rows->n_rules;
}

/* Findings of one rule among some calls. */
typedef struct tally {
    counted count;
    double points; /* taken off by them, hints at their weight */
} tally;

/* Count a call's cells into `to`, a place a rule. */
void rows_tally(const review_rows *rows, size_t call, tally *to);

/* First call on that day or later. */
size_t rows_first(const review_rows *rows, int day);

#endif
