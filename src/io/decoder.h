/*
 * A recording as floats at its own rate: libsndfile, kept honest.
 *
 * libsndfile's count of frames is not trusted: it is read until nothing comes, and what comes is compared with what
 * the file promised. PCM is scaled to -1..1 (a 16-bit sample is exactly s / 32768), float samples are as they are.
 * Where damage is met inside an MP3, its decoder (libmpg123, inside libsndfile) writes a line to stderr; that is out
 * of reach.
 */
#ifndef CT_IO_DECODER_H
#define CT_IO_DECODER_H

#include <sndfile.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "calltone/source.h"
#include "io/bytes.h"
#include "io/message.h"

typedef struct decoder {
    bytes bytes;
    SNDFILE *file;
    char name[NAME_BYTES]; /* for messages */
    note_list *notes;
    ct_side side; /* before notes, see notes_add() */
    unsigned rate_hz, channels;
    char encoding[32];        /* "WAV, A-law" */
    char container[8];        /* "WAV" */
    double duration_s;        /* negative when unknown */
    int64_t promised_frames;  /* by the header; -1 when it promises nothing */
    int64_t frames;           /* decoded so far */
    unsigned raw_block_bytes; /* of a pipe, to find a block that is not whole; else 0 */
    bool compressed;          /* cut short it is an error; PCM and its like are good up to where they end */
    double slack_s;           /* by how much a whole recording may fall short of its promise */
    bool is_16_bit;
    bool ended;
} decoder;

/* `notes` and `side` are kept until decoder_close(). On failure there is nothing to close. */
ct_status decoder_open(decoder *d, const char *path, const ct_raw_format *raw, note_list *notes, ct_side side,
                       ct_message *message);

/* Up to `capacity` frames, interleaved; fewer than that only at the end, 0 after it. */
ct_status decoder_read(decoder *d, float *frames, size_t capacity, size_t *n_frames, ct_message *message);

void decoder_close(decoder *d);

#endif
