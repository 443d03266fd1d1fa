/* Autocorrelation of half-rate sound by blocks: products of 20 samples (5 ms) with what follows, summed once and then
 * shared by every window that the block lies in. A window's correlation is a sum of ten blocks, weighted by what the
 * window has there: Boersma's (1993) windowed autocorrelation, its window held still over 5 ms. */
#ifndef CT_DSP_AUTOCORR_H
#define CT_DSP_AUTOCORR_H

#define AUTOCORR_LAGS   72  /* of two samples of the full rate each; a whole number of lanes */
#define AUTOCORR_BLOCK  20  /* half-rate samples */
#define AUTOCORR_BLOCKS 10  /* in a window: 50 ms */
#define AUTOCORR_WINDOW 200 /* half-rate samples */

typedef struct autocorr {
    float weight[AUTOCORR_BLOCKS][AUTOCORR_LAGS]; /* mean of hann(i) hann(i + lag), over the window's own correlation */
} autocorr;

void autocorr_start(autocorr *a);
/* x[AUTOCORR_BLOCK + AUTOCORR_LAGS] -> products[AUTOCORR_LAGS]: the block's samples with those `lag` later. */
void autocorr_block(const float *x, float *products);
/* Ten blocks' products, oldest first -> likeness[AUTOCORR_LAGS], 1 at lag 0. */
void autocorr_window(const autocorr *a, const float *const blocks[AUTOCORR_BLOCKS], float *likeness);

#endif
