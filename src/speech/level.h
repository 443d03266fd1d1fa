/* Level of a hop: power above 120 Hz for deciding on speech, full power for reports, rails and digital silence. */
#ifndef CT_SPEECH_LEVEL_H
#define CT_SPEECH_LEVEL_H

#include "speech/moment.h"

typedef struct level_meter {
    float gain, forward1, forward2; /* Butterworth high-pass, 120 Hz, second order, looked ahead by two samples */
    double back2, back4;
    float x[2], w[2]; /* its memory, the newest last */
    double y[4];
    double offset; /* constant offset, followed with 1 s */
    long hops;
} level_meter;

void level_start(level_meter *m);
/* x[80], one hop of samples -> level_db, full_db, mean_abs, clipped, zero. */
void level_push(level_meter *m, const float *x, moment *out);

#endif
