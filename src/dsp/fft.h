/* Transforms: the only place that knows which library makes them. */
#ifndef CT_DSP_FFT_H
#define CT_DSP_FFT_H

#include <stddef.h>

typedef struct fft_bin {
    float re, im;
} fft_bin;

typedef struct fft_plan fft_plan; /* holds scratch space: one thread at a time */

/* Bytes that a plan for `size` real points takes; `size` is even. */
size_t fft_plan_bytes(int size);
/* Set a plan up in `memory` of that many bytes, aligned to 16. Nothing to free. */
fft_plan *fft_plan_place(void *memory, int size);
/* in[size] -> out[size / 2 + 1], no scaling. */
void fft_forward(fft_plan *plan, const float *in, fft_bin *out);

#endif
