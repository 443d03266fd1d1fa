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

size_t fft_pair_bytes(int size)
{
    size_t bytes = 0;
    kiss_fft_alloc(size, 0, NULL, &bytes);
    return bytes;
}

fft_plan *fft_plan_place(void *memory, int size)
{
    size_t bytes = fft_plan_bytes(size);
    return (fft_plan *)kiss_fftr_alloc(size, 0, memory, &bytes);
}

fft_pair *fft_pair_place(void *memory, int size)
{
    size_t bytes = fft_pair_bytes(size);
    return (fft_pair *)kiss_fft_alloc(size, 0, memory, &bytes);
}

void fft_forward(fft_plan *plan, const float *in, fft_bin *out)
{
    kiss_fftr((kiss_fftr_cfg)(void *)plan, in, (kiss_fft_cpx *)out);
}

void fft_pair_forward(fft_pair *plan, const fft_bin *in, fft_bin *out)
{
    kiss_fft((kiss_fft_cfg)(void *)plan, (const kiss_fft_cpx *)in, (kiss_fft_cpx *)out);
}

/* With z = x + i y, X(k) = (Z(k) + Z*(n - k)) / 2 and Y(k) = (Z(k) - Z*(n - k)) / 2i. */
WIDE_LANES void fft_pair_power(const fft_bin *out, int size, float scale, float *a, float *b)
{
    float quarter = 0.25f * scale;
    a[0] = scale * out[0].re * out[0].re;
    b[0] = scale * out[0].im * out[0].im;
    for (int k = 1; k <= size / 2; k++) {
        fft_bin z = out[k], w = out[size - k];
        float even_re = z.re + w.re, odd_im = z.im - w.im, even_im = z.im + w.im, odd_re = w.re - z.re;
        a[k] = quarter * (even_re * even_re + odd_im * odd_im);
        b[k] = quarter * (even_im * even_im + odd_re * odd_re);
    }
}
