/* Level of a hop: power above 120 Hz for deciding on speech, full power for reports, rails and digital silence. */
#ifndef CT_SPEECH_LEVEL_H
#define CT_SPEECH_LEVEL_H

#include "dsp/lanes.h"
#include "speech/moment.h"

typedef struct level_meter {
    /* Butterworth high-pass, 120 Hz, second order, eight outputs at a time */
    float gain;
    float answer[LANES][LANES];           /* [k]: of the eight outputs, to the k-th of eight inputs alone */
    float before1[LANES], before2[LANES]; /* to the last output before them, and to the one before that */
    float x[2], y[2];                     /* its memory, the newest last */
    double offset;                        /* constant offset, followed with 1 s */
    long hops;
} level_meter;

void level_start(level_meter *m);
/* x[80], one hop of samples -> level_db, full_db, mean_abs, clipped, zero. */
void level_push(level_meter *m, const float *x, moment *out);

#endif
