/* How far a scan is: a bar on a terminal, a line now and then elsewhere, or nothing. All on standard error. */
#ifndef CT_CLI_SCAN_PROGRESS_H
#define CT_CLI_SCAN_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "calltone/status.h"

typedef enum progress_manner { PROGRESS_BAR, PROGRESS_LINES, PROGRESS_QUIET } progress_manner;

typedef struct progress {
    ct_lang lang;
    progress_manner manner;
    size_t n_calls, n_done, n_failed;
    int64_t bytes, bytes_done; /* time left goes by bytes: they are known before a call is read */
    double audio_s;
    double began_s, shown_s; /* by a clock that only goes forward */
    bool drawn;              /* a bar stands on the line */
} progress;

/* A bar where standard error is a terminal. */
progress_manner progress_choose(bool quiet);

void progress_start(progress *shown, ct_lang lang, progress_manner manner, size_t n_calls, int64_t bytes);
/* A call is done. */
void progress_step(progress *shown, int64_t bytes, double audio_s, bool failed);
/* Show it, if it is time to. */
void progress_tick(progress *shown);
/* Take the bar away, so that other lines can be written. */
void progress_clear(progress *shown);

/* Seconds by a clock that only goes forward. */
double progress_clock_s(void);

#endif
