/**
 * Audio in: recordings and raw streams, whatever their format, as frames at CT_RATE_HZ.
 *
 * Part of libcalltone-io (links libsndfile and libsoxr); the engine itself does not need it.
 */
#ifndef CALLTONE_SOURCE_H
#define CALLTONE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "calltone/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ct_source ct_source;

typedef enum ct_encoding { CT_PCM_S16, CT_PCM_S24, CT_PCM_S32, CT_PCM_F32, CT_ULAW, CT_ALAW, CT_VOX } ct_encoding;

/** How headerless samples are to be read: little endian, interleaved. VOX is 4-bit OKI ADPCM, one channel. */
typedef struct ct_raw_format {
    ct_encoding encoding;
    unsigned rate_hz;  /**< 6000 to 48000 */
    unsigned channels; /**< 1 or 2 */
} ct_raw_format;

typedef struct ct_source_info {
    unsigned rate_hz;  /**< of the source, before resampling */
    unsigned channels; /**< 1 or 2 */
    char encoding[64]; /**< "WAV, A-law" */
    double duration_s; /**< as far as known before reading; negative when not */
    size_t
        heard[2]; /**< of the frames of the last read, how many each channel really had, from the first on: fewer than
                     came where a line has lost audio, or once the shorter file of a pair has ended (zeros follow) */
    bool waiting; /**< of a live line: the last read brought nothing because nothing has come yet, not because it
                     ended; read again */
    const char *const *notes;    /**< what had to be mended, in plain English; NULL-terminated; grows while reading */
    const char *const *notes_zh; /**< the same notes in Chinese */
} ct_source_info;

/**
 * Read "s16,8000,2" (FORMAT[,RATE[,CHANNELS]]; rate 8000 and one channel when left out).
 *
 * @return CT_OK, or CT_ERR_ARGUMENT with a message that names the wrong word and the right ones
 */
CT_API ct_status ct_raw_format_parse(const char *text, ct_raw_format *out, ct_message *message);

/**
 * Open a recording.
 *
 * Containers and codecs: all that libsndfile reads; .ulaw .ul .alaw .al .sln .sln16 .vox .gsm and .raw by name.
 * WAV headers whose data size is zero or wrong, as a crashed recorder leaves them, are read to the end of the file, and
 * a note says so. A FLAC, Ogg or MP3 file that is cut short is an error, here or when its end is reached. The first
 * block is decoded here, so that a recording of 0 s is known at once; on a pipe this waits for it.
 *
 * @param path     a file name, or "-" for standard input (which needs `raw`)
 * @param raw      NULL to find the format out; else the file is headerless
 * @param out      the source; close it with ct_source_close(). Untouched on failure
 * @param message  filled on failure; may be NULL
 * @return CT_OK, CT_ERR_OPEN, CT_ERR_FORMAT, CT_ERR_MEMORY
 */
CT_API ct_status ct_source_open(const char *path, const ct_raw_format *raw, ct_source **out, ct_message *message);

/**
 * Open a call that was recorded into two files of one channel each; the result has the agent on channel 0. The
 * shorter one is followed by silence; from 0.01 s on, a note says by how much.
 *
 * @return as ct_source_open(); CT_ERR_ARGUMENT also when both are standard input
 */
CT_API ct_status ct_source_open_pair(const char *agent_path, const char *customer_path, const ct_raw_format *raw,
                                     ct_source **out, ct_message *message);

/** Valid until ct_source_close(). */
CT_API const ct_source_info *ct_source_describe(const ct_source *source);

/**
 * Read on.
 *
 * @param frames    room for `capacity` x channels floats at CT_RATE_HZ, interleaved
 * @param n_frames  how many came; 0 at the end, and when `waiting` says so. After the end it stays 0
 * @return CT_OK, CT_ERR_READ or CT_ERR_FORMAT (a sample that is not a number) with a message, after which the source is
 *         of no more use; CT_ERR_MEMORY. Samples beyond +-16 of full scale are held there
 */
CT_API ct_status ct_source_read(ct_source *source, float *frames, size_t capacity, size_t *n_frames,
                                ct_message *message);

/** No more is wanted: what a live line has received can still be read, then comes the end; a recording ends here. */
CT_API void ct_source_end(ct_source *source);

/** NULL is fine. */
CT_API void ct_source_close(ct_source *source);

#ifdef __cplusplus
}
#endif
#endif
