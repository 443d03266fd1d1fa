/* The days that a command on a store is about: --date, --from, --until, or what follows from them. */
#ifndef CT_CLI_PERIOD_H
#define CT_CLI_PERIOD_H

#include "calltone/store.h"
#include "cli/cli.h"

/* Read a day from an option. Comes back with EXIT_FINE, or EXIT_USAGE when it has complained. `*day` stays as it is
 * where nothing was said. */
int period_option(const cli_args *args, const char *name, int *day);

/* The last day with calls before today: what "yesterday" means after a weekend. Today where there is none. Comes back
 * with EXIT_FINE, or EXIT_FAILED when it has complained. */
int period_last_day(const cli_args *args, ct_store *store, int *day);

#endif
