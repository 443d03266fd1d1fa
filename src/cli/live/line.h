/* Where a live call comes from: a replay, standard input, or RTP. */
#ifndef CT_CLI_LIVE_LINE_H
#define CT_CLI_LIVE_LINE_H

#include "calltone/rtp.h"
#include "cli/input.h"

/* --replay, --speed, --rtp and what goes with it. */
extern const cli_option line_options[];

typedef struct line {
    cli_input input; /* a replay or standard input; how channels are read */
    char *path[1];   /* of these; NULL: RTP */
    double speed;    /* of a replay; 0: as it comes */
    const char *address;
    unsigned ports[2];
    ct_rtp_options rtp;
} line;

/* Which source. EXIT_FINE, or EXIT_USAGE when it has complained. `out` is not moved afterwards. */
int line_start(const cli_args *args, line *out);

/* Open it, with an engine. What goes wrong has been said. */
ct_status line_open(line *from, cli_call *out);

#endif
