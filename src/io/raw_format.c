#include "io/raw_format.h"

#include <sndfile.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "io/message.h"
#include "io/limits.h"

#define DEFAULT_RATE_HZ 8000
#define GSM_BLOCK_BYTES 33 /* 20 ms of GSM 06.10 as files hold it, RFC 3551 section 4.5.8 */

/* Indexed by ct_encoding. The words are those of --raw. */
static const struct {
    const char *word;
    int sf_format;
    unsigned bytes;
} encodings[] = {
    [CT_PCM_S16] = {"s16", SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE, 2},
    [CT_PCM_S24] = {"s24", SF_FORMAT_PCM_24 | SF_ENDIAN_LITTLE, 3},
    [CT_PCM_S32] = {"s32", SF_FORMAT_PCM_32 | SF_ENDIAN_LITTLE, 4},
    [CT_PCM_F32] = {"f32", SF_FORMAT_FLOAT | SF_ENDIAN_LITTLE, 4},
    [CT_ULAW] = {"ulaw", SF_FORMAT_ULAW, 1},
    [CT_ALAW] = {"alaw", SF_FORMAT_ALAW, 1},
    [CT_VOX] = {"vox", SF_FORMAT_VOX_ADPCM, 1},
};
#define ENCODINGS       (sizeof encodings / sizeof encodings[0])
#define KNOWN_WORDS     "s16, s24, s32, f32, ulaw, alaw, vox"
#define EXAMPLE_WORD    "for example ulaw,8000,1"
#define EXAMPLE_WORD_ZH "例如 ulaw,8000,1"

/* What telephone systems write without a header; Asterisk's names and the common ones. All have one channel. */
static const struct {
    const char *ending;
    raw_layout layout;
} endings[] = {
    {".ulaw", {SF_FORMAT_RAW | SF_FORMAT_ULAW, 8000, 1, 1}},
    {".ul", {SF_FORMAT_RAW | SF_FORMAT_ULAW, 8000, 1, 1}},
    {".alaw", {SF_FORMAT_RAW | SF_FORMAT_ALAW, 8000, 1, 1}},
    {".al", {SF_FORMAT_RAW | SF_FORMAT_ALAW, 8000, 1, 1}},
    {".sln", {SF_FORMAT_RAW | SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE, 8000, 1, 2}},
    {".sln16", {SF_FORMAT_RAW | SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE, 16000, 1, 2}},
    {".raw", {SF_FORMAT_RAW | SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE, 8000, 1, 2}},
    {".vox", {SF_FORMAT_RAW | SF_FORMAT_VOX_ADPCM, 8000, 1, 1}},
    {".gsm", {SF_FORMAT_RAW | SF_FORMAT_GSM610, 8000, 1, GSM_BLOCK_BYTES}},
};

bool raw_layout_by_name(const char *path, raw_layout *out)
{
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot && i < sizeof endings / sizeof endings[0]; i++) {
        if (strcasecmp(dot, endings[i].ending) == 0) {
            *out = endings[i].layout;
            return true;
        }
    }
    return false;
}

ct_status raw_layout_of(const ct_raw_format *format, const char *name, raw_layout *out, ct_message *message)
{
    if ((size_t)format->encoding >= ENCODINGS)
        return message_fail(message, CT_ERR_FORMAT, name, "unknown raw encoding; known are " KNOWN_WORDS,
                            "未知的编码，可用的有 " KNOWN_WORDS);
    if (format->rate_hz < RATE_MIN_HZ || format->rate_hz > RATE_MAX_HZ)
        return message_fail(message, CT_ERR_FORMAT, name, "raw rate %u Hz; calltone reads %d to %d Hz",
                            "采样率 %u Hz，calltone 只读取 %d 至 %d Hz", format->rate_hz, RATE_MIN_HZ, RATE_MAX_HZ);
    if (format->channels < 1 || format->channels > 2)
        return message_fail(message, CT_ERR_FORMAT, name, "%u raw channels; a call has 1 or 2",
                            "有 %u 个声道，而通话只有 1 或 2 个", format->channels);
    if (format->encoding == CT_VOX && format->channels != 1)
        return message_fail(message, CT_ERR_FORMAT, name, "vox has one channel; say vox,%u,1",
                            "vox 只有一个声道，请写 vox,%u,1", format->rate_hz);
    *out = (raw_layout){.sf_format = SF_FORMAT_RAW | encodings[format->encoding].sf_format,
                        .rate_hz = format->rate_hz,
                        .channels = format->channels,
                        .block_bytes = encodings[format->encoding].bytes * format->channels};
    return CT_OK;
}

/* A whole number at *text up to a comma or the end; moves past the comma. False when it is anything else. */
static bool read_number(const char **text, unsigned *out)
{
    unsigned long value = 0;
    const char *c = *text;
    while (*c >= '0' && *c <= '9' && value < 100000000ul)
        value = value * 10 + (unsigned long)(*c++ - '0');
    if (c == *text || (*c != '\0' && *c != ','))
        return false;
    *out = (unsigned)value;
    *text = *c == ',' ? c + 1 : c;
    return true;
}

/* The word before the first comma; moves past the comma. False when it is none of the known ones. */
static bool read_encoding(const char **text, ct_encoding *out)
{
    size_t length = strcspn(*text, ",");
    for (size_t i = 0; i < ENCODINGS; i++) {
        if (strlen(encodings[i].word) == length && strncasecmp(*text, encodings[i].word, length) == 0) {
            *out = (ct_encoding)i;
            *text += length + ((*text)[length] == ',');
            return true;
        }
    }
    return false;
}

ct_status ct_raw_format_parse(const char *text, ct_raw_format *out, ct_message *message)
{
    if (!text || !out)
        return CT_ERR_ARGUMENT;
    char shown[NAME_BYTES];
    name_printable(text, shown);
    ct_raw_format format = {.rate_hz = DEFAULT_RATE_HZ, .channels = 1};
    const char *rest = text;
    size_t length = strlen(text);
    if (!read_encoding(&rest, &format.encoding))
        return message_fail(message, CT_ERR_ARGUMENT, shown,
                            "the first word must be one of " KNOWN_WORDS "; " EXAMPLE_WORD,
                            "第一项须为 " KNOWN_WORDS " 之一，" EXAMPLE_WORD_ZH);
    if (*rest && !read_number(&rest, &format.rate_hz))
        return message_fail(message, CT_ERR_ARGUMENT, shown, "the second word must be a rate in Hz; " EXAMPLE_WORD,
                            "第二项须为采样率（Hz），" EXAMPLE_WORD_ZH);
    if (*rest && !read_number(&rest, &format.channels))
        return message_fail(message, CT_ERR_ARGUMENT, shown, "the third word must be 1 or 2 channels; " EXAMPLE_WORD,
                            "第三项须为声道数 1 或 2，" EXAMPLE_WORD_ZH);
    if (*rest || text[length - 1] == ',')
        return message_fail(message, CT_ERR_ARGUMENT, shown, "say FORMAT,RATE,CHANNELS and no more; " EXAMPLE_WORD,
                            "只写 编码,采样率,声道数 三项，" EXAMPLE_WORD_ZH);
    raw_layout layout;
    ct_status status = raw_layout_of(&format, shown, &layout, message);
    if (status != CT_OK)
        return CT_ERR_ARGUMENT;
    *out = format;
    return CT_OK;
}
