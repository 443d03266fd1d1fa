/*
 * The bytes of a recording, as a decoder shall see them: a whole file, a part of one behind a new header, or a pipe.
 *
 * libsndfile reads everything through this, so that names never matter to it, a header can be mended without touching
 * the file, and an interrupted or short read is no end.
 */
#ifndef CT_IO_BYTES_H
#define CT_IO_BYTES_H

#include <sndfile.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "calltone/source.h"

#define BYTES_HEAD_MAX 1200
#define BYTES_ENDLESS  ((int64_t)1 << 50) /* stands for the length of a pipe; products with it stay below 2^63 */

typedef struct read_ahead read_ahead;

typedef struct bytes {
    int fd;             /* -1 when closed */
    bool borrowed;      /* standard input is not ours to close */
    bool seekable;      /* a regular file */
    bool hide_end;      /* say BYTES_ENDLESS, to decoders that would cut the sound by a guess at its length */
    int error;          /* errno of the first read that failed */
    int64_t position;   /* of the next byte; on a pipe how many came so far */
    size_t head_length; /* the first bytes seen come from head ... */
    unsigned char head[BYTES_HEAD_MAX];
    int64_t body_offset, body_length; /* ... and the rest from this part of the file */
    read_ahead *ahead;                /* of a regular file; without it every read asks the system */
} bytes;

/* Open for reading; "-" is standard input. Says in `message` what is wrong with a missing file, a folder and so on. */
ct_status bytes_open(bytes *b, const char *path, const char *name, ct_message *message);
void bytes_close(bytes *b);

/* How many bytes there are to see; BYTES_ENDLESS on a pipe. */
int64_t bytes_length(const bytes *b);

/* Look at bytes without moving on; returns how many came. Nothing on a pipe. */
size_t bytes_peek(const bytes *b, int64_t offset, void *to, size_t count);

/* The callbacks for sf_open_virtual(); its user data is the `bytes`. */
SF_VIRTUAL_IO bytes_virtual_io(void);

#endif
