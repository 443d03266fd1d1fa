/* Transforms: the only place that knows which library makes them. */
#ifndef CT_DSP_FFT_H
#define CT_DSP_FFT_H

#include <stddef.h>

#define FFT_PAIR_SIZE 256 /* points of a transform of two signals */

typedef struct fft_bin {
    float re, im;
} fft_bin;

typedef struct fft_plan fft_plan; /* holds scratch space: one thread at a time */
typedef struct fft_pair fft_pair; /* for two real signals at once */

/* Bytes that a plan for `size` real points takes; `size` is even. */
size_t fft_plan_bytes(int size);
size_t fft_pair_bytes(void);
/* Set a plan up in `memory` of that many bytes, aligned to 16. Nothing to free. */
fft_plan *fft_plan_place(void *memory, int size);
fft_pair *fft_pair_place(void *memory);
/* in[size] -> out[size / 2 + 1], no scaling. */
void fft_forward(fft_plan *plan, const float *in, fft_bin *out);
/* Two signals as the real and the imaginary part of in[FFT_PAIR_SIZE] -> out[FFT_PAIR_SIZE]; fft_pair_power() tells
 * them apart. */
void fft_pair_forward(fft_pair *plan, const fft_bin *in, fft_bin *out);
/* out[FFT_PAIR_SIZE] -> a[FFT_PAIR_SIZE / 2 + 1], b[same]: the power of each signal, times `scale`. */
void fft_pair_power(const fft_bin *out, float scale, float *a, float *b);

#endif
