/* Many calls into one collection of readings: what baseline and calibrate share. */
#ifndef CT_CLI_COLLECTING_H
#define CT_CLI_COLLECTING_H

#include "calltone/baseline.h"
#include "cli/output.h"

/* Read every call of the command line, recordings and stored reports alike, and find what is usual in them. `least` is
 * how many calls there must be. Comes back with EXIT_FINE, or with the exit code when it has complained; a call that
 * cannot be read ends it, for what is missing would not show in the result. */
int collecting_run(const cli_args *args, size_t least, const char *agent, ct_baseline **out);

/* Open --output, and write a baseline or a standard by `write`. Comes back with the exit code. */
int collecting_write(const cli_args *args, ct_status (*write)(const void *what, FILE *out), const void *what);

#endif
