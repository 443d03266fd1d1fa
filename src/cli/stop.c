#include "cli/stop.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

/* One for the program: a signal has no other way to tell. */
atomic_bool cli_stopped;

static void stop(int signal)
{
    atomic_store(&cli_stopped, true);
}

void cli_listen_for_stop(void)
{
    struct sigaction action = {.sa_handler = stop, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
}
