/*
 * One recording as frames at the engine's rate: decoder -> door -> resampler.
 *
 * The door lets finite samples in only: NaN and infinity are an error that names the second, and what is beyond +-16
 * of full scale is held there.
 */
#ifndef CT_IO_STREAM_H
#define CT_IO_STREAM_H

#include <stdbool.h>
#include <stddef.h>

#include "io/decoder.h"
#include "io/resampler.h"

typedef struct stream {
    decoder decoder;
    resampler *resampler; /* NULL at the engine's own rate */
    float *block;         /* decoded, waiting for the resampler or the caller */
    size_t block_start, block_end;
    float *ready; /* resampled, waiting for the caller */
    size_t ready_start, ready_end;
} stream;

/*
 * Opens and decodes the first block, so that a recording that holds nothing is known at once. `notes` and `side` are
 * kept until stream_close(). On failure there is nothing to close.
 */
ct_status stream_open(stream *s, const char *path, const ct_raw_format *raw, note_list *notes, ct_side side,
                      ct_message *message);

/* Up to `capacity` frames, interleaved; at least one until the end, then 0. */
ct_status stream_read(stream *s, float *frames, size_t capacity, size_t *n_frames, ct_message *message);

/* What a stream is before it was opened and after it was closed: closing it again is fine. */
#define STREAM_CLOSED ((stream){.decoder.bytes.fd = -1})

void stream_close(stream *s);

#endif
