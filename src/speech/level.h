/* Level of a hop: power above 120 Hz for deciding on speech, full power for reports, rails and digital silence. */
#ifndef CT_SPEECH_LEVEL_H
#define CT_SPEECH_LEVEL_H

#include "dsp/high_pass.h"
#include "speech/moment.h"

typedef struct level_meter {
    high_pass filter; /* 120 Hz */
    high_pass_memory memory;
    double offset; /* constant offset, followed with 1 s */
    long hops;
} level_meter;

void level_start(level_meter *m);
/* x[80], one hop of samples -> level_db, full_db, mean_abs, clipped, zero. */
void level_push(level_meter *m, const float *x, moment *out);

#endif
