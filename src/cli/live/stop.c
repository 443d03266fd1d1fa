#include "cli/live/stop.h"

#include <stddef.h>

/* One for the program: a signal has no other way to tell. */
volatile sig_atomic_t live_stop;

static void stop(int signal)
{
    live_stop = signal;
}

void live_stop_listen(void)
{
    struct sigaction action = {.sa_handler = stop, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
}
