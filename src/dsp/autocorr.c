#include "dsp/autocorr.h"

#include <math.h>

#include "dsp/lanes.h"

#define PI   3.14159265358979323846
#define TINY 1e-12f

static double hann(int i)
{
    return i < AUTOCORR_WINDOW ? 0.5 - 0.5 * cos(2.0 * PI * (i + 0.5) / AUTOCORR_WINDOW) : 0.0;
}

void autocorr_start(autocorr *a)
{
    for (int lag = 0; lag < AUTOCORR_LAGS; lag++) {
        double whole = 0;
        for (int i = 0; i < AUTOCORR_WINDOW; i++)
            whole += hann(i) * hann(i + lag);
        for (int b = 0; b < AUTOCORR_BLOCKS; b++) {
            double part = 0;
            for (int i = b * AUTOCORR_BLOCK; i < (b + 1) * AUTOCORR_BLOCK; i++)
                part += hann(i) * hann(i + lag);
            a->weight[b][lag] = (float)(part / whole);
        }
    }
}

/* Three vectors of lags: so many sums stay in registers. */
static void block_lags(const float *x, const float *later, float *products)
{
    lanes a = {0}, b = {0}, c = {0};
    for (int i = 0; i < AUTOCORR_BLOCK; i++) {
        float here = x[i];
        a += here * lanes_load(later + i);
        b += here * lanes_load(later + i + LANES);
        c += here * lanes_load(later + i + 2 * LANES);
    }
    lanes_store(products, a);
    lanes_store(products + LANES, b);
    lanes_store(products + 2 * LANES, c);
}

WIDE_LANES void autocorr_block(const float *x, float *products)
{
    for (int first = 0; first < AUTOCORR_LAGS; first += 3 * LANES)
        block_lags(x, x + first, products + first);
}

WIDE_LANES void autocorr_window(const autocorr *a, const float *const blocks[AUTOCORR_BLOCKS], float *likeness)
{
    for (int lag = 0; lag < AUTOCORR_LAGS; lag += LANES) {
        lanes sum = {0};
        for (int b = 0; b < AUTOCORR_BLOCKS; b++)
            sum += lanes_load(a->weight[b] + lag) * lanes_load(blocks[b] + lag);
        lanes_store(likeness + lag, sum);
    }
    float scale = 1.0f / (likeness[0] + TINY);
    for (int lag = 0; lag < AUTOCORR_LAGS; lag += LANES)
        lanes_store(likeness + lag, scale * lanes_load(likeness + lag));
}
