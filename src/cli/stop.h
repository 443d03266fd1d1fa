/* Ctrl-C ends what goes on by itself, cleanly: a live call is reported as far as it went, a scan keeps what it has. */
#ifndef CT_CLI_STOP_H
#define CT_CLI_STOP_H

#include <stdatomic.h>

/* Set by the first SIGINT, SIGTERM or SIGHUP; a second one ends the program at once. */
extern atomic_bool cli_stopped;

/* Listen for them, from the first call on. */
void cli_listen_for_stop(void);

#endif
