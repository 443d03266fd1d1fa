/*
 * From the recording's rate to the engine's, by libsoxr.
 *
 * libsoxr takes its filter's delay out by itself: output sample k stands for input time k / ENGINE_RATE_HZ, and a
 * recording of n seconds stays n seconds long.
 */
#ifndef CT_IO_RESAMPLER_H
#define CT_IO_RESAMPLER_H

#include <stdbool.h>
#include <stddef.h>

#include "calltone/source.h"

typedef struct resampler resampler;

/* CT_OK or CT_ERR_MEMORY. */
ct_status resampler_create(unsigned rate_hz, unsigned channels, resampler **out);
void resampler_destroy(resampler *r);

/*
 * Give `n_in` frames and take up to `capacity`; `in` NULL: no more will come. `taken` says how many were used. Where
 * nothing was taken and nothing came out, more input is needed or, after the end, all is out. CT_OK or CT_ERR_MEMORY.
 */
ct_status resampler_push(resampler *r, const float *in, size_t n_in, size_t *taken, float *out, size_t capacity,
                         size_t *n_out);

#endif
