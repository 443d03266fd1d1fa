/*
 * The chunks of a WAV file, read with suspicion: recorders that crash, stream or run past 4 GiB leave sizes that are
 * zero, all ones or simply wrong, and libsndfile would stop where they say.
 *
 * Chunks: "Multimedia Programming Interface and Data Specifications 1.0" (IBM, Microsoft 1991), RIFF and WAVE forms.
 * RF64 and its ds64 chunk: EBU Tech 3306.
 */
#ifndef CT_IO_WAV_HEADER_H
#define CT_IO_WAV_HEADER_H

#include <stdbool.h>
#include <stdint.h>

#include "io/bytes.h"
#include "io/message.h"

#define WAV_TAG_PCM   0x0001
#define WAV_TAG_FLOAT 0x0003
#define WAV_TAG_ALAW  0x0006
#define WAV_TAG_ULAW  0x0007
#define WAV_TAG_MP3   0x0055

typedef struct wav_header {
    unsigned tag; /* of the samples, WAVE_FORMAT_EXTENSIBLE seen through */
    unsigned channels, rate_hz;
    unsigned block_bytes; /* least piece that can be decoded; at least 1 */
    double bytes_per_s;   /* of sound; 0 where the header does not say */
    int64_t fmt_offset;   /* of the fmt chunk's content ... */
    uint32_t fmt_length;  /* ... and its length */
    int64_t data_offset;  /* of the first sample's byte */
    uint64_t data_length; /* as the header states it, true or not */
    uint64_t ds64_length; /* of the data, as an RF64 header states it */
} wav_header;

/* False when this is no RIFF or RF64 WAVE with a format and a data chunk. Looks only. */
bool wav_header_read(const bytes *b, wav_header *out);

/*
 * Show the decoder all sound that is there: where the stated length is wrong, `b` gets a new header and a note says
 * what was wrong. An MP3 inside a WAV loses the WAV around it.
 */
void wav_header_mend(const wav_header *header, bytes *b, note_list *notes, ct_side side);

#endif
