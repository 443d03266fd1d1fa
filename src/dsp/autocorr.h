/* Autocorrelation from the lower half of a power spectrum, at every second lag.
 *
 * A power spectrum is real and even, so its inverse transform is a cosine transform, and that fits into a real
 * transform of half the size (Press et al., Numerical Recipes, section 12.3, "cosine transform of type I"). */
#ifndef CT_DSP_AUTOCORR_H
#define CT_DSP_AUTOCORR_H

#include "dsp/fft.h"

#define AUTOCORR_BINS 129 /* the lower half of a 512-point spectrum: below a quarter of the sample rate */
#define AUTOCORR_LAGS 70  /* of two samples each: 0 to 138 samples */

typedef struct autocorr {
    fft_plan *plan;    /* 128 points; borrowed */
    float sine[128];   /* sin(pi j / 128) */
    float cosine[128]; /* cos(pi j / 128) */
} autocorr;

void autocorr_start(autocorr *a, fft_plan *plan_128);
/* power[129] -> lags[70], scaled so that lags[0] is the sum over both halves of those bins. */
void autocorr_of_power(const autocorr *a, const float *power, float *lags);

#endif
