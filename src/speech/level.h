/* Level of a hop: power above 120 Hz for deciding on speech, full power for reports, rails and digital silence. */
#ifndef CT_SPEECH_LEVEL_H
#define CT_SPEECH_LEVEL_H

#include "speech/moment.h"

typedef struct level_meter {
    double b0, b1, b2, a1, a2; /* Butterworth high-pass, 120 Hz, second order */
    double z1, z2;             /* its memory */
    double offset;             /* constant offset, followed with 1 s */
    double offset_sum;         /* for the mean offset of the whole call */
    long hops;
} level_meter;

void level_start(level_meter *meter);
/* samples[80] of one hop -> level_db, full_db, mean_abs, clipped, zero. */
void level_push(level_meter *meter, const float *samples, moment *out);

#endif
