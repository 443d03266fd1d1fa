/* Butterworth high-pass of second order, eight outputs at a time. */
#ifndef CT_DSP_HIGH_PASS_H
#define CT_DSP_HIGH_PASS_H

#include "dsp/lanes.h"

typedef struct high_pass {
    float gain;
    float answer[LANES][LANES];           /* [k]: of the eight outputs, to the k-th of eight inputs alone */
    float before1[LANES], before2[LANES]; /* to the last output before them, and to the one before that */
} high_pass;

typedef struct high_pass_memory {
    float x[2], y[2]; /* inputs and outputs, the newest last */
} high_pass_memory;

void high_pass_start(high_pass *h, double cutoff_hz, double rate_hz);
/* x[n] -> y[n], another place; n is a multiple of LANES. */
void high_pass_run(const high_pass *h, high_pass_memory *memory, const float *x, float *y, int n);

#endif
