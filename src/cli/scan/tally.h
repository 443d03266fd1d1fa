/* What a scan has done, and the summary a person reads of it. */
#ifndef CT_CLI_SCAN_TALLY_H
#define CT_CLI_SCAN_TALLY_H

#include <stddef.h>
#include <stdio.h>

#include "calltone/status.h"

#define TALLY_NAMED 20 /* failures told of by name; the others stand in the store */

typedef struct tally {
    size_t analysed, failed, vanished;
    size_t done_before, moved;
    size_t passed_over; /* files that are no recordings */
    size_t unnamed;     /* nobody said who the agent is */
    double audio_s, spent_s;
    ct_message *failures; /* the first of them */
    size_t n_failures;
} tally;

/* A call failed, or its file was gone. */
void tally_failure(tally *counts, const ct_message *message);

/* Add the counts of `more`, not its failures by name: these have been told of. */
void tally_add(tally *counts, const tally *more);

/* What is not zero, and the failures by name. */
void tally_write(const tally *counts, ct_lang lang, FILE *out);

void tally_end(tally *counts);

#endif
