/* One pass over recordings: what is done is skipped, the others are analysed side by side and stored one by one. */
#ifndef CT_CLI_SCAN_PASS_H
#define CT_CLI_SCAN_PASS_H

#include <stdatomic.h>

#include "calltone/calltone.h"
#include "calltone/source.h"
#include "cli/scan/naming.h"
#include "cli/scan/progress.h"
#include "cli/scan/tally.h"
#include "calltone/store.h"

/* A recording that is there. */
typedef struct recording {
    const char *path, *second_path; /* the latter NULL unless its call lies in two files */
    ct_version version;             /* without content */
} recording;

/* How to go about it. */
typedef struct scan_order {
    ct_lang lang;
    ct_store *store;
    const ct_standard *standard; /* put into the store; NULL: nothing is judged */
    const naming *names;
    ct_options engine;        /* channels and the agent's channel left open */
    const ct_raw_format *raw; /* NULL: by what the files say of themselves */
    unsigned n_jobs;
    bool again; /* also what is done */
    progress_manner manner;
    const atomic_bool *stop;
} scan_order;

/* Go over `n` recordings and add to the counts. CT_OK also when it was stopped; otherwise the store failed, and the
 * message says how. What was stored before stays. */
ct_status scan_pass(const scan_order *order, const recording *recordings, size_t n, tally *counts, ct_message *message);

#endif
