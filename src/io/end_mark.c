#include "io/end_mark.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define ID3_HEAD_BYTES  10
#define MP3_FIRST_FRAME 256 /* VBRI stands at byte 36 of the frame, Xing at 13 to 36; room for padding before it */
#define MP3_MARK_BYTES  16
#define ID3V1_BYTES     128
#define OGG_HEAD_BYTES  27
#define OGG_PAGE_MAX    65307 /* head, 255 lengths, 255 segments of 255 bytes */

/* Bytes of the ID3v2 tag before the sound; its length is written with seven bits a byte (id3.org, ID3v2.4, 3.1). */
static int64_t id3_length(const bytes *b)
{
    unsigned char head[ID3_HEAD_BYTES];
    if (bytes_peek(b, 0, head, sizeof head) < sizeof head || memcmp(head, "ID3", 3) != 0)
        return 0;
    return ID3_HEAD_BYTES +
           (((int64_t)head[6] & 0x7f) << 21 | (head[7] & 0x7f) << 14 | (head[8] & 0x7f) << 7 | (head[9] & 0x7f));
}

static uint32_t be32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/*
 * Xing and Info: the word, flags, then frames and bytes where the flags' first two bits say so. VBRI: the word,
 * version, delay and quality of two bytes each, then bytes and frames. Both big endian.
 */
static int64_t stated_bytes(const unsigned char *mark)
{
    if (memcmp(mark, "VBRI", 4) == 0)
        return be32(mark + 10);
    if (memcmp(mark, "Xing", 4) != 0 && memcmp(mark, "Info", 4) != 0)
        return 0;
    return (be32(mark + 4) & 3) == 3 ? be32(mark + 12) : 0;
}

static bool begins_mp3(const bytes *b, int64_t offset)
{
    unsigned char head[3];
    if (bytes_peek(b, offset, head, sizeof head) < sizeof head)
        return false;
    return memcmp(head, "ID3", 3) == 0 || (head[0] == 0xff && (head[1] & 0xe0) == 0xe0);
}

mp3_length mp3_find_length(const bytes *b)
{
    unsigned char frame[MP3_FIRST_FRAME];
    int64_t start = id3_length(b), there = bytes_length(b) - start, stated = 0;
    if (!begins_mp3(b, 0) || !begins_mp3(b, start))
        return MP3_UNSTATED;
    size_t n = bytes_peek(b, start, frame, sizeof frame);
    for (size_t i = 0; stated == 0 && i + MP3_MARK_BYTES <= n; i++)
        stated = stated_bytes(frame + i);
    if (stated == 0)
        return MP3_UNSTATED;
    if (there < stated - stated / 100)
        return MP3_CUT;
    return there > stated + stated / 100 && begins_mp3(b, start + stated) ? MP3_JOINED : MP3_STATED;
}

void mp3_drop_tag(bytes *b)
{
    char tag[3];
    if (bytes_length(b) > ID3V1_BYTES && bytes_peek(b, bytes_length(b) - ID3V1_BYTES, tag, sizeof tag) == sizeof tag &&
        memcmp(tag, "TAG", 3) == 0)
        b->body_length -= ID3V1_BYTES;
}

/* Bytes of the page whose head lies at `page`, of which `n` bytes are there; more than n where it is cut. */
static size_t ogg_page_length(const unsigned char *page, size_t n)
{
    if (n < OGG_HEAD_BYTES || n < (size_t)OGG_HEAD_BYTES + page[26])
        return n + 1;
    size_t length = (size_t)OGG_HEAD_BYTES + page[26];
    for (size_t i = 0; i < page[26]; i++)
        length += page[OGG_HEAD_BYTES + i];
    return length;
}

bool ogg_ends_midway(const bytes *b)
{
    int64_t length = bytes_length(b), start = length > OGG_PAGE_MAX ? length - OGG_PAGE_MAX : 0;
    unsigned char *tail = malloc(OGG_PAGE_MAX);
    size_t n = tail ? bytes_peek(b, start, tail, OGG_PAGE_MAX) : 0;
    bool cut = n > 0;
    for (size_t i = n >= 4 ? n - 4 + 1 : 0; i-- > 0;) {
        if (memcmp(tail + i, "OggS", 4) == 0) {
            cut = ogg_page_length(tail + i, n - i) > n - i;
            break;
        }
    }
    free(tail);
    return cut;
}
