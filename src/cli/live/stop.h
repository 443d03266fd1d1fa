/* Ctrl-C ends a live call; it is reported as far as it went. */
#ifndef CT_CLI_LIVE_STOP_H
#define CT_CLI_LIVE_STOP_H

#include <signal.h>

/* Set by the first SIGINT, SIGTERM or SIGHUP; a second one ends the program at once. */
extern volatile sig_atomic_t live_stop;

/* Listen for them, from the first call on. */
void live_stop_listen(void);

#endif
