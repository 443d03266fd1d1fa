/**
 * Audio out: a call as one small file in memory, Ogg Opus, which browsers play.
 *
 * Part of libcalltone-io (links libsndfile).
 */
#ifndef CALLTONE_OPUS_H
#define CALLTONE_OPUS_H

#include <stddef.h>

#include "calltone/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ct_opus ct_opus;

/** Bits a second: an hour is about 7 MB. Both sides are mixed into one channel, in which 16 kbit/s are more than the
 * telephone band needs (RFC 6716, 2.1.1: 8 to 12 kbit/s); at twice the rate Opus would still all but mix them. */
#define CT_OPUS_BIT_RATE 16000

/**
 * @param channels  of what is pushed, 1 or 2
 * @param out       destroy it with ct_opus_destroy(). Untouched on failure
 * @return CT_OK, CT_ERR_ARGUMENT, CT_ERR_MEMORY, or CT_ERR_FORMAT where libsndfile was built without Opus
 */
CT_API ct_status ct_opus_create(unsigned channels, ct_opus **out);

/** Add frames at CT_RATE_HZ, interleaved; a sum of the sides beyond +-1 is held there. CT_OK,
 * CT_ERR_MEMORY, CT_ERR_WRITE, or CT_ERR_FINISHED after ct_opus_finish(). */
CT_API ct_status ct_opus_push(ct_opus *opus, const float *frames, size_t n_frames);

/**
 * The end of the audio.
 *
 * @param bytes  the file, valid until ct_opus_destroy()
 * @return CT_OK, CT_ERR_MEMORY or CT_ERR_WRITE
 */
CT_API ct_status ct_opus_finish(ct_opus *opus, const unsigned char **bytes, size_t *size);

/** NULL is fine. */
CT_API void ct_opus_destroy(ct_opus *opus);

#ifdef __cplusplus
}
#endif
#endif
