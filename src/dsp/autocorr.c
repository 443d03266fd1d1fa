#include "dsp/autocorr.h"

#include <math.h>

#include "dsp/lanes.h"

#define PI    3.14159265358979323846
#define TINY  1e-12f
#define THIRD (AUTOCORR_LAGS / LANES / 3) /* vectors of lags that fit into registers together */

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

WIDE_LANES void autocorr_block(const float *x, float *products)
{
    for (int first = 0; first < AUTOCORR_LAGS; first += THIRD * LANES) {
        lanes sum[THIRD] = {0};
        for (int i = 0; i < AUTOCORR_BLOCK; i++) {
            lanes here = lanes_all(x[i]);
            for (int k = 0; k < THIRD; k++)
                sum[k] += here * lanes_load(x + i + first + k * LANES);
        }
        for (int k = 0; k < THIRD; k++)
            lanes_store(products + first + k * LANES, sum[k]);
    }
}

WIDE_LANES void autocorr_window(const autocorr *a, const float *const blocks[AUTOCORR_BLOCKS], float *likeness)
{
    for (int lag = 0; lag < AUTOCORR_LAGS; lag += LANES) {
        lanes sum = {0};
        for (int b = 0; b < AUTOCORR_BLOCKS; b++)
            sum += lanes_load(a->weight[b] + lag) * lanes_load(blocks[b] + lag);
        lanes_store(likeness + lag, sum);
    }
    lanes scale = lanes_all(1.0f / (likeness[0] + TINY));
    for (int lag = 0; lag < AUTOCORR_LAGS; lag += LANES)
        lanes_store(likeness + lag, scale * lanes_load(likeness + lag));
}
