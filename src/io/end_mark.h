/*
 * Where compressed recordings end by their own word. libsndfile guesses the length of an MP3 without a count of its
 * frames, and gives none for an Ogg file without an end mark; only the bytes tell whether one was cut short.
 */
#ifndef CT_IO_END_MARK_H
#define CT_IO_END_MARK_H

#include <stdbool.h>

#include "io/bytes.h"

typedef enum mp3_length {
    MP3_UNSTATED, /* no MP3, or one without a count of its frames */
    MP3_STATED,
    MP3_CUT,   /* more than 1 % of the bytes it states are missing */
    MP3_JOINED /* another MP3 follows the one that is stated */
} mp3_length;

/* What the Xing, Info or VBRI header in the first frame says, compared with the bytes that are there. */
mp3_length mp3_find_length(const bytes *b);

/* Take the text tag (ID3v1) off an MP3's end. */
void mp3_drop_tag(bytes *b);

/* Whether an Ogg file ends inside a page (RFC 3533 section 6). */
bool ogg_ends_midway(const bytes *b);

#endif
