/* Sound at half the rate, of the band in which a voice's periods are sought: 60 to 1500 Hz, and less up to 2000 Hz. */
#ifndef CT_DSP_HALVE_H
#define CT_DSP_HALVE_H

#include "dsp/high_pass.h"

#define HALVE_IN    80 /* samples taken in at once */
#define HALVE_OUT   40
#define HALVE_REACH 16 /* samples needed before and after them */

/* The same for all. */
typedef struct halve_taps {
    float even[HALVE_REACH], odd[HALVE_REACH]; /* low-pass: taps for even and for odd samples */
    high_pass high;
} halve_taps;

void halve_start(halve_taps *t);
/* Before the first samples after a break; `x` as below: as if its first value had always been there. */
void halve_reset(high_pass_memory *memory, const float *x);
/* x[-HALVE_REACH .. HALVE_IN + HALVE_REACH - 1] -> out[HALVE_OUT], whose first lies on x[0]. */
void halve(const halve_taps *t, high_pass_memory *memory, const float *x, float *out);

#endif
