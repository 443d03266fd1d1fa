/* What every source of audio is behind ct_source: a description, and how it reads and closes. */
#ifndef CT_IO_SOURCE_KIND_H
#define CT_IO_SOURCE_KIND_H

#include "calltone/source.h"
#include "io/message.h"

typedef struct source_kind {
    /* As ct_source_read(), with room for at least one frame; sets info.heard and info.waiting. */
    ct_status (*read)(ct_source *source, float *frames, size_t capacity, size_t *n_frames, ct_message *message);
    void (*end)(ct_source *source);   /* of a line: give what has come, then nothing; NULL: give nothing more */
    void (*close)(ct_source *source); /* and free it */
} source_kind;

/* Stands first in the struct of each kind. */
struct ct_source {
    const source_kind *kind;
    bool ended; /* by ct_source_end() */
    note_list notes;
    ct_source_info info;
};

/* A source of `size` bytes, zeroed but for its kind and its empty list of notes; NULL without memory. */
ct_source *source_create(const source_kind *kind, size_t size);

#endif
