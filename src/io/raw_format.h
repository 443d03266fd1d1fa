/* Headerless recordings: what their samples are, told by the caller or by the end of the name. */
#ifndef CT_IO_RAW_FORMAT_H
#define CT_IO_RAW_FORMAT_H

#include <stdbool.h>

#include "calltone/source.h"

typedef struct raw_layout {
    int sf_format; /* for libsndfile */
    unsigned rate_hz, channels;
    unsigned block_bytes; /* of one frame, or of the least piece that can be decoded */
} raw_layout;

/* CT_OK, or CT_ERR_FORMAT with a message when the numbers are out of their ranges. */
ct_status raw_layout_of(const ct_raw_format *format, const char *name, raw_layout *out, ct_message *message);

/* True when the name ends in .ulaw, .ul, .alaw, .al, .sln, .sln16, .raw, .vox or .gsm, whatever the case. */
bool raw_layout_by_name(const char *path, raw_layout *out);

#endif
