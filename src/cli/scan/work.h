/* Calls analysed and judged side by side: threads that each have an engine of their own, and one queue of what they
 * found. Nothing is stored here. */
#ifndef CT_CLI_SCAN_WORK_H
#define CT_CLI_SCAN_WORK_H

#include <stdatomic.h>

#include "calltone/standard.h"
#include "calltone/store.h"
#include "cli/call.h"

/* A call to analyse. Texts are borrowed until the work ends. */
typedef struct work_item {
    const char *path, *second_path;
    bool agent_right;
    ct_version version; /* as it was when it was found; its content is filled in by the work */
} work_item;

typedef enum work_outcome {
    WORK_DONE,
    WORK_FAILED,  /* `message` says why */
    WORK_VANISHED /* its file is not there any more */
} work_outcome;

/* What became of an item. */
typedef struct work_result {
    size_t index;
    work_outcome outcome;
    ct_message message;
    cli_call call;     /* described; its engine is gone */
    ct_report *report; /* NULL unless it is done */
    ct_judgement *judgement;
    ct_version version;
} work_result;

/* What all threads share. */
typedef struct work_order {
    work_item *items;
    size_t n_items;
    ct_options engine;                /* channels and the agent's channel left open */
    const ct_raw_format *raw;         /* NULL: by what the files say of themselves */
    const ct_standard *standard;      /* NULL: nothing is judged */
    const atomic_bool *stop, *enough; /* set by a person, or by who takes the results: calls in work are dropped */
} work_order;

typedef struct work work;

/* Begin with so many threads, or with as many as the system gives; one at least. NULL when there is no memory. `order`
 * stays until the end. */
work *work_start(const work_order *order, unsigned n_threads);

/* Wait for a result, `wait_ms` at most. True when there is one: give it to work_forget(). */
bool work_take(work *job, work_result *out, unsigned wait_ms);
/* Is nothing left, neither in work nor waiting to be taken? */
bool work_is_over(work *job);

void work_forget(work_result *result);

/* Stop the threads, and forget what was not taken. */
void work_end(work *job);

#endif
