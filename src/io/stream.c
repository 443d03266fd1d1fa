#include "io/stream.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "io/limits.h"

#define LOUDEST 16.0f /* 24 dB over full scale, the engine's own limit */

static bool all_within(const float *samples, size_t n)
{
    int beyond = 0;
    for (size_t i = 0; i < n; i++)
        beyond |= !(fabsf(samples[i]) <= LOUDEST); /* also true of NaN */
    return !beyond;
}

/* `n` frames that the decoder handed over last. */
static ct_status pass_door(const stream *s, float *frames, size_t n, ct_message *message)
{
    const decoder *d = &s->decoder;
    if (d->is_16_bit || all_within(frames, n * d->channels))
        return CT_OK;
    for (size_t i = 0; i < n * d->channels; i++) {
        double at_s = (double)(d->frames - (int64_t)n + (int64_t)(i / d->channels)) / d->rate_hz;
        if (!isfinite(frames[i]))
            return message_fail(message, CT_ERR_FORMAT, d->name,
                                "a sample at %.3f s is NaN or infinite; export it again as 16-bit WAV",
                                "%.3f 秒处的采样不是有限的数（NaN 或无穷大），请重新导出为 16 位 WAV", at_s);
        frames[i] = fminf(fmaxf(frames[i], -LOUDEST), LOUDEST);
    }
    return CT_OK;
}

static ct_status fill_block(stream *s, ct_message *message)
{
    size_t n = 0;
    ct_status status = decoder_read(&s->decoder, s->block, BLOCK_FRAMES, &n, message);
    if (status == CT_OK)
        status = pass_door(s, s->block, n, message);
    s->block_start = 0;
    s->block_end = status == CT_OK ? n : 0;
    return status;
}

static ct_status set_up(stream *s, ct_message *message)
{
    decoder *d = &s->decoder;
    ct_status status = CT_OK;
    s->block = calloc((size_t)2 * BLOCK_FRAMES * d->channels, sizeof *s->block);
    if (s->block && d->rate_hz != ENGINE_RATE_HZ)
        status = resampler_create(d->rate_hz, d->channels, &s->resampler);
    if (!s->block || status != CT_OK)
        return message_fail(message, CT_ERR_MEMORY, d->name, "out of memory", "内存不足");
    s->ready = s->block + (size_t)BLOCK_FRAMES * d->channels;
    status = fill_block(s, message);
    if (status == CT_OK && s->block_end == 0)
        return message_fail(message, CT_ERR_FORMAT, d->name, "holds no sound (0 s); fetch the recording again",
                            "没有声音（0 秒），请重新获取录音");
    return status;
}

ct_status stream_open(stream *s, const char *path, const ct_raw_format *raw, note_list *notes, ct_side side,
                      ct_message *message)
{
    *s = STREAM_CLOSED;
    ct_status status = decoder_open(&s->decoder, path, raw, notes, side, message);
    if (status != CT_OK)
        return status;
    status = set_up(s, message);
    if (status != CT_OK)
        stream_close(s);
    return status;
}

/* Steps are the same whoever asks: whole blocks in, up to a block out. */
static ct_status fill_ready(stream *s, ct_message *message)
{
    s->ready_start = s->ready_end = 0;
    while (s->ready_end == 0) {
        if (s->block_start == s->block_end && !s->decoder.ended) {
            ct_status status = fill_block(s, message);
            if (status != CT_OK)
                return status;
        }
        size_t waiting = s->block_end - s->block_start, taken = 0;
        const float *in = waiting > 0 ? s->block + s->block_start * s->decoder.channels : NULL;
        ct_status status = resampler_push(s->resampler, in, waiting, &taken, s->ready, BLOCK_FRAMES, &s->ready_end);
        if (status != CT_OK)
            return message_fail(message, status, s->decoder.name, "resampling failed", "重采样失败");
        s->block_start += taken;
        if (s->ready_end == 0 && taken == 0)
            break;
    }
    return CT_OK;
}

/* Moves up to `capacity` frames out of the waiting ones. */
static size_t hand_over(const float *from, size_t *start, size_t end, size_t channels, float *to, size_t capacity)
{
    size_t n = end - *start < capacity ? end - *start : capacity;
    memcpy(to, from + *start * channels, n * channels * sizeof *to);
    *start += n;
    return n;
}

ct_status stream_read(stream *s, float *frames, size_t capacity, size_t *n_frames, ct_message *message)
{
    ct_status status = CT_OK;
    size_t channels = s->decoder.channels;
    if (!s->resampler) {
        if (s->block_start == s->block_end)
            status = fill_block(s, message);
        if (status == CT_OK)
            *n_frames = hand_over(s->block, &s->block_start, s->block_end, channels, frames, capacity);
        return status;
    }
    if (s->ready_start == s->ready_end)
        status = fill_ready(s, message);
    if (status == CT_OK)
        *n_frames = hand_over(s->ready, &s->ready_start, s->ready_end, channels, frames, capacity);
    return status;
}

void stream_close(stream *s)
{
    decoder_close(&s->decoder);
    resampler_destroy(s->resampler);
    free(s->block);
    *s = STREAM_CLOSED;
}
