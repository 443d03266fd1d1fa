/* The pace of a replay: audio goes on when the moment at which it would have been spoken has come. */
#ifndef CT_CLI_LIVE_CLOCK_H
#define CT_CLI_LIVE_CLOCK_H

#include <stdatomic.h>
#include <stdint.h>

#include "cli/cli.h"

typedef struct live_clock {
    double speed;          /* times real time; 0: as fast as can be */
    uint64_t began_ns;     /* on the monotonic clock */
    uint64_t heard_frames; /* since then */
} live_clock;

/* "1", "2.5", "max" or "0". EXIT_FINE, or EXIT_USAGE when it has complained. */
int live_clock_read_speed(const cli_args *args, const char *text, double *out);

/* The call begins now. */
void live_clock_start(live_clock *clock, double speed);

/* Another piece was heard: wait until it would have been spoken, or until `stop` is set by a signal. */
void live_clock_wait(live_clock *clock, size_t n_frames, const atomic_bool *stop);

#endif
