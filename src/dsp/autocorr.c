#include "dsp/autocorr.h"

#include <math.h>

#define N  128
#define PI 3.14159265358979323846

void autocorr_start(autocorr *a, fft_plan *plan_128)
{
    a->plan = plan_128;
    for (int j = 0; j < N; j++) {
        a->sine[j] = (float)sin(PI * j / N);
        a->cosine[j] = (float)cos(PI * j / N);
    }
}

void autocorr_of_power(const autocorr *a, const float *power, float *lags)
{
    float folded[N];
    fft_bin out[N / 2 + 1];
    folded[0] = 0.5f * (power[0] + power[N]);
    float odd[4] = {0}; /* the first odd lag, from which the others follow */
    for (int j = 0; j < N; j++)
        odd[j & 3] += power[j] * a->cosine[j];
    for (int j = 1; j < N; j++)
        folded[j] = 0.5f * (power[j] + power[N - j]) - a->sine[j] * (power[j] - power[N - j]);
    fft_forward(a->plan, folded, out);

    double odd_lag = 0.5 * (-power[0] - power[N]) + (double)odd[0] + odd[1] + odd[2] + odd[3];
    for (int k = 0; k < AUTOCORR_LAGS / 2; k++) {
        lags[2 * k] = 2.0f * out[k].re;
        if (k > 0)
            odd_lag -= out[k].im;
        lags[2 * k + 1] = 2.0f * (float)odd_lag;
    }
}
