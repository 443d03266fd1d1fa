#include "io/wav_header.h"

#include <string.h>

#define CHUNKS_MAX         1000        /* before the data; honest files have a handful */
#define FMT_MIN_BYTES      16u         /* WAVEFORMAT and the bits per sample */
#define FMT_MAX_BYTES      1024u       /* MS ADPCM, the longest in use, has 50 */
#define TAG_EXTENSIBLE     0xfffeu     /* the true tag begins the GUID at byte 24 */
#define NO_LENGTH          0x7ffff000u /* streaming writers leave 0x7fffffff less a header, 0x80000000 or all ones */
#define RIFF_MAX           (UINT32_MAX - 4096u)
#define SHORT_OF_A_MISTAKE 1.0 /* s; less than this behind the stated end is padding or a broken tail chunk */

static uint32_t le16(const unsigned char *p)
{
    return p[0] | (uint32_t)p[1] << 8;
}

static uint32_t le32(const unsigned char *p)
{
    return le16(p) | le16(p + 2) << 16;
}

static uint64_t le64(const unsigned char *p)
{
    return le32(p) | (uint64_t)le32(p + 4) << 32;
}

static void read_fmt(const bytes *b, int64_t offset, uint32_t length, wav_header *out)
{
    unsigned char fmt[FMT_MIN_BYTES + 10] = {0};
    size_t n = bytes_peek(b, offset, fmt, length < sizeof fmt ? length : sizeof fmt);
    if (length < FMT_MIN_BYTES || length > FMT_MAX_BYTES || n < FMT_MIN_BYTES)
        return;
    out->fmt_offset = offset;
    out->fmt_length = length;
    out->tag = le16(fmt);
    if (out->tag == TAG_EXTENSIBLE && n == sizeof fmt)
        out->tag = le16(fmt + 24);
    out->channels = le16(fmt + 2);
    out->rate_hz = le32(fmt + 4);
    out->block_bytes = le16(fmt + 12) ? le16(fmt + 12) : 1;
    bool linear =
        out->tag == WAV_TAG_PCM || out->tag == WAV_TAG_FLOAT || out->tag == WAV_TAG_ALAW || out->tag == WAV_TAG_ULAW;
    /* the field for bytes per second is often wrong, and only compressed sound needs it */
    out->bytes_per_s = linear ? (double)out->block_bytes * out->rate_hz : (double)le32(fmt + 8);
}

bool wav_header_read(const bytes *b, wav_header *out)
{
    unsigned char head[12], chunk[24];
    *out = (wav_header){0};
    if (bytes_peek(b, 0, head, sizeof head) < sizeof head || memcmp(head + 8, "WAVE", 4) != 0)
        return false;
    bool rf64 = memcmp(head, "RF64", 4) == 0;
    if (!rf64 && memcmp(head, "RIFF", 4) != 0)
        return false;
    int64_t offset = sizeof head;
    for (int i = 0; i < CHUNKS_MAX; i++) {
        size_t n = bytes_peek(b, offset, chunk, sizeof chunk);
        if (n < 8)
            return false;
        uint32_t length = le32(chunk + 4);
        int64_t content = offset + 8;
        if (memcmp(chunk, "data", 4) == 0 && out->fmt_length > 0) {
            out->data_offset = content;
            out->data_length = rf64 && length == UINT32_MAX ? out->ds64_length : length;
            return true;
        }
        if (memcmp(chunk, "fmt ", 4) == 0)
            read_fmt(b, content, length, out);
        if (memcmp(chunk, "ds64", 4) == 0 && n == sizeof chunk)
            out->ds64_length = le64(chunk + 16);
        offset = content + length + (length & 1);
    }
    return false;
}

/* Whether a chunk that fits into the file begins at `offset`. By chance: once in 10^6 for a file of 10 MB. */
static bool chunk_stands_at(const bytes *b, int64_t offset)
{
    unsigned char chunk[8];
    if (bytes_peek(b, offset, chunk, sizeof chunk) < sizeof chunk)
        return false;
    for (int i = 0; i < 4; i++) {
        if (chunk[i] < 0x20 || chunk[i] > 0x7e)
            return false;
    }
    return offset + 8 + (int64_t)le32(chunk + 4) <= bytes_length(b);
}

typedef enum length_fault { FAULT_NONE, FAULT_NO_LENGTH, FAULT_CUT, FAULT_TOO_SHORT } length_fault;

static length_fault find_fault(const wav_header *h, const bytes *b)
{
    uint64_t rest = (uint64_t)(bytes_length(b) - h->data_offset);
    bool placeholder = (h->data_length >= NO_LENGTH && h->data_length <= UINT32_MAX) || h->data_length > INT64_MAX;
    if (h->data_length > rest)
        return placeholder ? FAULT_NO_LENGTH : FAULT_CUT;
    int64_t end = h->data_offset + (int64_t)h->data_length;
    bool known_end = chunk_stands_at(b, end) || ((end & 1) && chunk_stands_at(b, end + 1));
    if (known_end || rest == h->data_length)
        return FAULT_NONE;
    if (h->data_length == 0)
        return FAULT_NO_LENGTH;
    return (double)(rest - h->data_length) >= SHORT_OF_A_MISTAKE * h->bytes_per_s ? FAULT_TOO_SHORT : FAULT_NONE;
}

static void add_note(const wav_header *h, length_fault fault, int64_t length, note_list *notes, ct_side side)
{
    double second = h->bytes_per_s > 0 ? h->bytes_per_s : 1.0;
    double promised_s = (double)h->data_length / second, held_s = (double)length / second;
    if (fault == FAULT_NO_LENGTH)
        notes_add(notes, side,
                  "the WAV header gives no length, as when a recorder stops midway: read to the end of the file",
                  "WAV 文件头没有写明长度（录音中途停止时常见），已读到文件末尾");
    else if (fault == FAULT_CUT)
        notes_add(notes, side, "the header promises %.1f s, the file holds %.1f s",
                  "文件头标明 %.1f 秒，实际只有 %.1f 秒", promised_s, held_s);
    else
        notes_add(notes, side, "the WAV header gives %.1f s, but the file goes on: read to its end, %.1f s",
                  "WAV 文件头标明 %.1f 秒，但后面还有声音，已读到末尾，共 %.1f 秒", promised_s, held_s);
}

static void put(unsigned char **to, const char id[4], uint64_t value, int value_bytes)
{
    memcpy(*to, id, 4);
    for (int i = 0; i < value_bytes; i++)
        (*to)[4 + i] = (unsigned char)(value >> (8 * i));
    *to += 4 + value_bytes;
}

/* RIFF where 32 bits suffice, else RF64; the format chunk as it was, then the sound up to the end of the file. */
static void put_new_head(const wav_header *h, int64_t length, bytes *b)
{
    unsigned char *to = b->head;
    unsigned padded = h->fmt_length + (h->fmt_length & 1);
    uint64_t riff = 4 + 8 + padded + 8 + (uint64_t)length;
    bool big = (uint64_t)length > RIFF_MAX;
    put(&to, big ? "RF64" : "RIFF", big ? UINT32_MAX : riff, 4);
    memcpy(to, "WAVE", 4);
    to += 4;
    if (big) {
        put(&to, "ds64", 28, 4);
        for (int i = 0; i < 8; i++) {
            to[i] = (unsigned char)((riff + 36) >> (8 * i));
            to[8 + i] = (unsigned char)((uint64_t)length >> (8 * i));
            to[16 + i] = (unsigned char)((uint64_t)length / h->block_bytes >> (8 * i));
        }
        memset(to + 24, 0, 4);
        to += 28;
    }
    put(&to, "fmt ", h->fmt_length, 4);
    to[padded - 1] = 0;
    bytes_peek(b, h->fmt_offset, to, h->fmt_length);
    to += padded;
    put(&to, "data", big ? UINT32_MAX : (uint64_t)length, 4);
    b->head_length = (size_t)(to - b->head);
}

void wav_header_mend(const wav_header *h, bytes *b, note_list *notes, ct_side side)
{
    int64_t rest = bytes_length(b) - h->data_offset;
    length_fault fault = find_fault(h, b);
    bool mp3 = h->tag == WAV_TAG_MP3;
    int64_t length = fault == FAULT_NONE ? (int64_t)h->data_length : rest;
    if (fault != FAULT_NONE && !mp3)
        length -= length % h->block_bytes;
    if (fault != FAULT_NONE)
        add_note(h, fault, length, notes, side);
    if (fault == FAULT_NONE && !mp3)
        return;
    if (!mp3)
        put_new_head(h, length, b);
    b->body_offset = h->data_offset;
    b->body_length = length;
}
