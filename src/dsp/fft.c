#include "dsp/fft.h"

#include <kiss_fftr.h>

/* A plan is kissfft's own configuration, in memory that is ours. */

size_t fft_plan_bytes(int size)
{
    size_t bytes = 0;
    kiss_fftr_alloc(size, 0, NULL, &bytes);
    return bytes;
}

fft_plan *fft_plan_place(void *memory, int size)
{
    size_t bytes = fft_plan_bytes(size);
    return (fft_plan *)kiss_fftr_alloc(size, 0, memory, &bytes);
}

void fft_forward(fft_plan *plan, const float *in, fft_bin *out)
{
    kiss_fftr((kiss_fftr_cfg)(void *)plan, in, (kiss_fft_cpx *)out);
}
