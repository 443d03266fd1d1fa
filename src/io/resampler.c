#include "io/resampler.h"

#include <soxr.h>
#include <stdlib.h>

#include "io/limits.h"

struct resampler {
    soxr_t soxr;
};

ct_status resampler_create(unsigned rate_hz, unsigned channels, resampler **out)
{
    resampler *r = malloc(sizeof *r);
    if (!r)
        return CT_ERR_MEMORY;
    /* high quality: flat to 0.913 of the lower Nyquist rate, 3.65 kHz, and aliases below -120 dB */
    soxr_io_spec_t io = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
    soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
    soxr_runtime_spec_t runtime = soxr_runtime_spec(1);
    soxr_error_t error = NULL;
    r->soxr = soxr_create(rate_hz, ENGINE_RATE_HZ, channels, &error, &io, &quality, &runtime);
    if (!r->soxr || error) {
        resampler_destroy(r);
        return CT_ERR_MEMORY;
    }
    *out = r;
    return CT_OK;
}

void resampler_destroy(resampler *r)
{
    if (!r)
        return;
    soxr_delete(r->soxr);
    free(r);
}

ct_status resampler_push(resampler *r, const float *in, size_t n_in, size_t *taken, float *out, size_t capacity,
                         size_t *n_out)
{
    /* the only thing that can go wrong inside is its memory */
    return soxr_process(r->soxr, in, n_in, taken, out, capacity, n_out) ? CT_ERR_MEMORY : CT_OK;
}
