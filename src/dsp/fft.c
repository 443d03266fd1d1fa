#include "dsp/fft.h"

#include <kiss_fftr.h>

#include "dsp/lanes.h"

/* A plan is kissfft's own configuration, in memory that is ours. */

size_t fft_plan_bytes(int size)
{
    size_t bytes = 0;
    kiss_fftr_alloc(size, 0, NULL, &bytes);
    return bytes;
}

size_t fft_pair_bytes(void)
{
    size_t bytes = 0;
    kiss_fft_alloc(FFT_PAIR_SIZE, 0, NULL, &bytes);
    return bytes;
}

fft_plan *fft_plan_place(void *memory, int size)
{
    size_t bytes = fft_plan_bytes(size);
    return (fft_plan *)kiss_fftr_alloc(size, 0, memory, &bytes);
}

fft_pair *fft_pair_place(void *memory)
{
    size_t bytes = fft_pair_bytes();
    return (fft_pair *)kiss_fft_alloc(FFT_PAIR_SIZE, 0, memory, &bytes);
}

void fft_forward(fft_plan *plan, const float *in, fft_bin *out)
{
    kiss_fftr((kiss_fftr_cfg)(void *)plan, in, (kiss_fft_cpx *)out);
}

void fft_pair_forward(fft_pair *plan, const fft_bin *in, fft_bin *out)
{
    kiss_fft((kiss_fft_cfg)(void *)plan, (const kiss_fft_cpx *)in, (kiss_fft_cpx *)out);
}

/* With z = x + i y, X(k) = (Z(k) + Z*(n - k)) / 2 and Y(k) = (Z(k) - Z*(n - k)) / 2i. The parts lie apart first, and
 * the upper half backwards, so that the rest goes in lanes. */
WIDE_LANES void fft_pair_power(const fft_bin *out, float scale, float *a, float *b)
{
    enum { HALF = FFT_PAIR_SIZE / 2 };
    float re[FFT_PAIR_SIZE], im[FFT_PAIR_SIZE], quarter = 0.25f * scale;
    for (int k = 0; k < FFT_PAIR_SIZE; k++) {
        re[k] = out[k].re;
        im[k] = out[k].im;
    }
    for (int k = 1; k <= HALF; k++) {
        float even_re = re[k] + re[FFT_PAIR_SIZE - k], odd_re = re[k] - re[FFT_PAIR_SIZE - k];
        float even_im = im[k] + im[FFT_PAIR_SIZE - k], odd_im = im[k] - im[FFT_PAIR_SIZE - k];
        a[k] = quarter * (even_re * even_re + odd_im * odd_im);
        b[k] = quarter * (even_im * even_im + odd_re * odd_re);
    }
    a[0] = scale * re[0] * re[0];
    b[0] = scale * im[0] * im[0];
}
