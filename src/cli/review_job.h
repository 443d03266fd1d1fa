/* What report and sample share: a store, a standard that its calls were judged by, and the form of the output. */
#ifndef CT_CLI_REVIEW_JOB_H
#define CT_CLI_REVIEW_JOB_H

#include "cli/output.h"
#include "review/rows.h"
#include "review/handout.h"

/* --db, --standard, --date, --from, --until, --team, --csv, --no-bom, --html, --output. */
extern const cli_option review_options[];

typedef struct review_job {
    const cli_args *args;
    ct_store *store;
    ct_standard *standard;
    int day, from, until; /* DAYS_NONE: not said, but for `day`; `until` is the day after the last */
    handout page;         /* where it is written */
    bool csv;
    review_rows rows;
    ct_message message;
    cli_output out;
} review_job;

/* Read the options and open the store. Comes back with EXIT_FINE, or with the exit code when it has complained. */
int review_job_start(const cli_args *args, ct_store_use use, review_job *out);

/* Open the output and write by `write`, then close all. Comes back with the exit code. */
int review_job_write(review_job *job, ct_status (*write)(review_job *job));
void review_job_end(review_job *job);

/* The calls of some days, of --team where it is given. */
ct_status review_job_read(review_job *job, int from, int until, const char *agent);
/* CT_ERR_MEMORY, with its words. */
ct_status review_job_no_memory(review_job *job);

#endif
