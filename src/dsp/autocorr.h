/* Autocorrelation from a power spectrum.
 *
 * A power spectrum is real and even, so its inverse transform is a cosine transform, and that fits into a real
 * transform of half the size (Press et al., Numerical Recipes, section 12.3, "cosine transform of type I"). */
#ifndef CT_DSP_AUTOCORR_H
#define CT_DSP_AUTOCORR_H

#include "dsp/fft.h"

#define AUTOCORR_BINS 257 /* of a 512-point spectrum */
#define AUTOCORR_LAGS 136 /* 0 to 135 samples */

typedef struct autocorr {
    fft_plan *plan;    /* 256 points; borrowed */
    float sine[256];   /* sin(pi j / 256) */
    float cosine[256]; /* cos(pi j / 256) */
} autocorr;

void autocorr_start(autocorr *a, fft_plan *plan_256);
/* power[257] -> lags[136], scaled so that lags[0] is the power's sum over the full circle of 512 bins. */
void autocorr_of_power(const autocorr *a, const float *power, float *lags);

#endif
