#include "io/decoder.h"

#include <stdio.h>
#include <string.h>

#include "io/encoding_name.h"
#include "io/end_mark.h"
#include "io/limits.h"
#include "io/raw_format.h"
#include "io/wav_header.h"

#define REPAIR           "fetch it again, or use what is there: ffmpeg -i IN OUT.wav"
#define REPAIR_ZH        "请重新获取，或先用能读的部分：ffmpeg -i 原文件 新文件.wav"
#define SNDFILE_BAD_FILE 7 /* "File does not exist", which libsndfile also says of an MP3 too short to decode */
#define PEEK_BYTES       64
#define SHORT_BY_MUCH_S  0.25 /* the encoder's own delay may be missing from a file, which is less than this */

/* Names lie: a .gsm or .raw that begins like a container is one. MP3 has no such mark: mu-law silence looks like it. */
static bool has_container_mark(const bytes *b)
{
    static const char *const marks[] = {"RIFF", "RIFX", "RF64", ".snd", "fLaC", "OggS", "FORM", "caff"};
    char head[4] = {0};
    bytes_peek(b, 0, head, sizeof head);
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (memcmp(head, marks[i], 4) == 0)
            return true;
    }
    return false;
}

/* The first line of a text file, for the message; false when the file is not text. */
static bool begins_as_text(const bytes *b, char shown[PEEK_BYTES])
{
    char head[PEEK_BYTES];
    size_t n = bytes_peek(b, 0, head, sizeof head - 4), i = 0, out = 0;
    bool first_line = true;
    while (i < n) {
        bool blank = head[i] == '\t' || head[i] == '\n' || head[i] == '\r';
        size_t length = blank ? 1 : printable_length(head + i, n - i);
        if (length == 0 && n - i >= 4)
            return false;
        if (length == 0)
            break; /* the peek ends inside a character */
        first_line = first_line && head[i] != '\n' && head[i] != '\r';
        if (first_line) {
            memcpy(shown + out, head + i, length);
            out += length;
        }
        i += length;
    }
    shown[out] = '\0';
    return i > 0;
}

static ct_status not_a_recording(const decoder *d, ct_message *message)
{
    char text[PEEK_BYTES];
    if (!d->bytes.seekable)
        return message_fail(message, CT_ERR_FORMAT, d->name,
                            "a stream does not say what it holds; tell it: --raw s16,8000,2",
                            "数据流自己说不出格式，请指明，例如 --raw s16,8000,2");
    if (d->bytes.error)
        return message_fail_system(message, CT_ERR_READ, d->name, (message_words){"cannot be read", "无法读取"},
                                   d->bytes.error);
    if (begins_as_text(&d->bytes, text))
        return message_fail(message, CT_ERR_FORMAT, d->name,
                            "text, not a recording (it begins \"%s\"); fetch the recording again",
                            "内容是文本而不是录音（开头为“%s”），请重新获取录音", text);
    const char *cause = sf_error(NULL) == SNDFILE_BAD_FILE ? "Nothing in it can be decoded." : sf_strerror(NULL);
    return message_fail(
        message, CT_ERR_FORMAT, d->name,
        "not a recording that calltone reads (libsndfile: %s); if it is headerless, say --raw "
        "ulaw,8000,1",
        "不是 calltone 能读取的录音（libsndfile：%s）；若没有文件头，请指明格式，例如 --raw ulaw,8000,1", cause);
}

static ct_status check_channels(const decoder *d, long channels, ct_message *message)
{
    if (channels < 1)
        return message_fail(message, CT_ERR_FORMAT, d->name,
                            "its header says zero channels; if it is whole, say how to read it: --raw s16,8000,1",
                            "文件头写的是零个声道；若文件完整，请指明格式，例如 --raw s16,8000,1");
    if (channels > 2)
        return message_fail(message, CT_ERR_FORMAT, d->name,
                            "%ld channels, and a call has 1 or 2; keep the two parties: sox IN OUT remix 1 2",
                            "有 %ld 个声道，而通话只有 1 或 2 个；请只留双方两路：sox 原文件 新文件 remix 1 2",
                            channels);
    return CT_OK;
}

static ct_status check_rate(const decoder *d, long rate_hz, ct_message *message)
{
    if (rate_hz < RATE_MIN_HZ || rate_hz > RATE_MAX_HZ)
        return message_fail(message, CT_ERR_FORMAT, d->name,
                            "%ld Hz, and calltone reads %d to %d Hz; convert it: sox IN -r 16000 OUT",
                            "采样率 %ld Hz，calltone 只读取 %d 至 %d Hz；请先转换：sox 原文件 -r 16000 新文件", rate_hz,
                            RATE_MIN_HZ, RATE_MAX_HZ);
    return CT_OK;
}

/* Opens `d->file` on `d->bytes`; `format` is filled already for headerless samples. */
static bool open_file(decoder *d, SF_INFO *format)
{
    SF_VIRTUAL_IO io = bytes_virtual_io();
    d->bytes.position = 0;
    d->file = sf_open_virtual(&io, SFM_READ, format, &d->bytes);
    return d->file != NULL;
}

static void describe(decoder *d, const SF_INFO *format, const char *container)
{
    const char *codec = codec_name(format->format);
    snprintf(d->container, sizeof d->container, "%s", container);
    bool says_it_all = !codec || strcmp(codec, container) == 0;
    snprintf(d->encoding, sizeof d->encoding, "%s%s%s", container, says_it_all ? "" : ", ", says_it_all ? "" : codec);
    d->rate_hz = (unsigned)format->samplerate;
    d->channels = (unsigned)format->channels;
    d->is_16_bit = (format->format & SF_FORMAT_SUBMASK) == SF_FORMAT_PCM_16 && format->channels <= 2;
    bool known = format->frames >= 0 && format->frames < BYTES_ENDLESS / 16;
    d->promised_frames = known ? format->frames : -1;
    d->duration_s = known ? (double)format->frames / format->samplerate : -1.0;
}

static ct_status open_raw(decoder *d, const raw_layout *layout, ct_message *message)
{
    SF_INFO info = {.samplerate = (int)layout->rate_hz, .channels = (int)layout->channels, .format = layout->sf_format};
    unsigned rest = d->bytes.seekable ? (unsigned)(d->bytes.body_length % layout->block_bytes) : 0;
    d->bytes.body_length -= rest;
    d->raw_block_bytes = d->bytes.seekable ? 0 : layout->block_bytes;
    if (rest > 0)
        notes_add(d->notes, d->side, "the last %u bytes are no whole frame of %u and were dropped",
                  "末尾 %u 字节不足一帧（每帧 %u 字节），已舍去", rest, layout->block_bytes);
    if (!open_file(d, &info))
        return not_a_recording(d, message);
    describe(d, &info, "raw");
    d->slack_s = SHORT_BY_MUCH_S;
    return CT_OK;
}

/* Asked before libsndfile is, whose MP3 decoder would write to stderr about these. */
static ct_status check_mp3_length(const decoder *d, mp3_length length, ct_message *message)
{
    if (length == MP3_CUT)
        return message_fail(message, CT_ERR_FORMAT, d->name,
                            "cut short (its header counts more bytes than are there); " REPAIR,
                            "录音被截断（实际长度不足文件头所写），" REPAIR_ZH);
    if (length == MP3_JOINED)
        return message_fail(message, CT_ERR_FORMAT, d->name,
                            "several MP3 files put together, of which only the first would be heard; convert it: "
                            "ffmpeg -i IN OUT.wav",
                            "由多个 MP3 拼接而成，只能听到第一段；请先转换：ffmpeg -i 原文件 新文件.wav");
    return CT_OK;
}

/*
 * libsndfile ends an MP3 where its length says, and that is a guess from the first frame's bit rate unless the file
 * states it. Told of no end, it reads on.
 */
static ct_status reopen_without_end(decoder *d, SF_INFO *format, ct_message *message)
{
    sf_close(d->file);
    *format = (SF_INFO){0};
    mp3_drop_tag(&d->bytes);
    d->bytes.hide_end = true;
    if (!open_file(d, format))
        return not_a_recording(d, message);
    format->frames = BYTES_ENDLESS;
    return CT_OK;
}

static ct_status check_ogg(decoder *d, const SF_INFO *format, ct_message *message)
{
    if (format->frames < BYTES_ENDLESS)
        return CT_OK;
    if (ogg_ends_midway(&d->bytes))
        return message_fail(message, CT_ERR_FORMAT, d->name, "cut short (its last page is not whole); " REPAIR,
                            "录音被截断（最后一页不完整），" REPAIR_ZH);
    notes_add(d->notes, d->side, "the end mark is missing; read as far as it goes", "缺少结束标记，已读到可读之处为止");
    return CT_OK;
}

/* A WAV header that can be read is checked and, where it lies, replaced. */
static ct_status open_wav_header(decoder *d, bool *is_wav, ct_message *message)
{
    wav_header wav;
    *is_wav = wav_header_read(&d->bytes, &wav);
    if (!*is_wav)
        return CT_OK;
    ct_status status = check_channels(d, (long)wav.channels, message);
    if (status == CT_OK)
        status = check_rate(d, (long)wav.rate_hz, message);
    if (status == CT_OK)
        wav_header_mend(&wav, &d->bytes, d->notes, d->side);
    return status;
}

static ct_status open_container(decoder *d, ct_message *message)
{
    SF_INFO format = {0};
    bool is_wav = false;
    ct_status status = open_wav_header(d, &is_wav, message);
    mp3_length length = mp3_find_length(&d->bytes);
    if (status == CT_OK)
        status = check_mp3_length(d, length, message);
    if (status == CT_OK && (!d->bytes.seekable || !open_file(d, &format)))
        status = not_a_recording(d, message);
    int type = format.format & SF_FORMAT_TYPEMASK;
    if (status == CT_OK && type == SF_FORMAT_MPEG && length == MP3_UNSTATED)
        status = reopen_without_end(d, &format, message);
    if (status == CT_OK && type == SF_FORMAT_OGG)
        status = check_ogg(d, &format, message);
    if (status != CT_OK)
        return status;
    describe(d, &format, is_wav ? "WAV" : container_name(format.format));
    d->compressed = type == SF_FORMAT_MPEG || type == SF_FORMAT_OGG || type == SF_FORMAT_FLAC;
    d->slack_s = type == SF_FORMAT_FLAC ? 0.0 : SHORT_BY_MUCH_S;
    return CT_OK;
}

ct_status decoder_open(decoder *d, const char *path, const ct_raw_format *raw, note_list *notes, ct_side side,
                       ct_message *message)
{
    *d = (decoder){.bytes.fd = -1, .notes = notes, .side = side};
    name_printable(path, d->name);
    raw_layout layout;
    ct_status status = raw ? raw_layout_of(raw, d->name, &layout, message) : CT_OK;
    if (status == CT_OK)
        status = bytes_open(&d->bytes, path, d->name, message);
    if (status != CT_OK)
        return status;
    if (raw && d->bytes.seekable && has_container_mark(&d->bytes))
        status = message_fail(message, CT_ERR_FORMAT, d->name, "begins with a header of its own; leave out --raw",
                              "自带文件头，请去掉 --raw");
    else if (raw || (raw_layout_by_name(path, &layout) && !has_container_mark(&d->bytes)))
        status = open_raw(d, &layout, message);
    else
        status = open_container(d, message);
    if (status == CT_OK)
        status = check_channels(d, (long)d->channels, message);
    if (status == CT_OK)
        status = check_rate(d, (long)d->rate_hz, message);
    if (status != CT_OK)
        decoder_close(d);
    return status;
}

static ct_status reading_stopped(const decoder *d, double at_s, ct_message *message)
{
    char en[96], zh[96];
    snprintf(en, sizeof en, "reading stopped at %.1f s; fetch it again", at_s);
    snprintf(zh, sizeof zh, "读到 %.1f 秒处中断，请重新获取", at_s);
    return message_fail_system(message, CT_ERR_READ, d->name, (message_words){en, zh}, d->bytes.error);
}

/* Nothing more comes: is that the end, or did something stop it? */
static ct_status judge_end(decoder *d, ct_message *message)
{
    double at_s = (double)d->frames / d->rate_hz, promised_s = (double)d->promised_frames / d->rate_hz;
    if (d->bytes.error)
        return reading_stopped(d, at_s, message);
    bool is_short = d->promised_frames >= 0 && promised_s - at_s > d->slack_s;
    if (is_short && !d->compressed)
        notes_add(d->notes, d->side, "the header promises %.1f s, the file holds %.1f s",
                  "文件头标明 %.1f 秒，实际只有 %.1f 秒", promised_s, at_s);
    else if (is_short)
        return message_fail(message, CT_ERR_READ, d->name,
                            "cut short or damaged: %.1f s of %.1f s can be decoded; " REPAIR,
                            "录音被截断或损坏：%.1f 秒可解码，应有 %.1f 秒，" REPAIR_ZH, at_s, promised_s);
    else if (sf_error(d->file) != SF_ERR_NO_ERROR)
        return message_fail(message, CT_ERR_READ, d->name, "damaged at %.1f s (libsndfile: %s); " REPAIR,
                            "%.1f 秒处损坏（libsndfile：%s），" REPAIR_ZH, at_s, sf_strerror(d->file));
    if (d->raw_block_bytes > 0 && d->bytes.position % d->raw_block_bytes > 0)
        notes_add(d->notes, d->side, "the last %u bytes are no whole frame of %u and were dropped",
                  "末尾 %u 字节不足一帧（每帧 %u 字节），已舍去", (unsigned)(d->bytes.position % d->raw_block_bytes),
                  d->raw_block_bytes);
    return CT_OK;
}

/* 16-bit samples are taken as they are, and made floats here, many at a time; others are made so by libsndfile. */
static sf_count_t read_frames(decoder *d, float *frames, size_t n_frames)
{
    if (!d->is_16_bit)
        return sf_readf_float(d->file, frames, (sf_count_t)n_frames);
    short samples[2 * BLOCK_FRAMES];
    size_t n = n_frames < BLOCK_FRAMES ? n_frames : BLOCK_FRAMES;
    sf_count_t got = sf_readf_short(d->file, samples, (sf_count_t)n);
    for (sf_count_t i = 0; i < got * d->channels; i++)
        frames[i] = (float)samples[i] * (1.0f / 32768.0f);
    return got;
}

ct_status decoder_read(decoder *d, float *frames, size_t capacity, size_t *n_frames, ct_message *message)
{
    size_t n = 0;
    while (n < capacity && !d->ended) {
        sf_count_t got = read_frames(d, frames + n * d->channels, capacity - n);
        if (got > 0) {
            n += (size_t)got;
            d->frames += got;
            continue;
        }
        ct_status status = judge_end(d, message);
        if (status != CT_OK)
            return status;
        d->ended = true;
    }
    *n_frames = n;
    return CT_OK;
}

void decoder_close(decoder *d)
{
    if (d->file)
        sf_close(d->file);
    d->file = NULL;
    bytes_close(&d->bytes);
}
