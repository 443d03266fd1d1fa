/* Recordings and pipes as a source: one, or two of one channel each side by side. */
#include "calltone/source.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/limits.h"
#include "io/source_kind.h"
#include "io/stream.h"

#define PAIR_NOTE_S 0.01 /* resampling alone may differ by a frame; below a hop nobody cares */

typedef struct recording {
    ct_source base;
    stream streams[2]; /* of a pair: agent, customer */
    bool pair;
    int64_t read_frames[2]; /* of a pair, so far, without padding */
    bool padding_noted;
    float side[BLOCK_FRAMES];
} recording;

static void close_recording(ct_source *base);
static ct_status read_recording(ct_source *base, float *frames, size_t capacity, size_t *n_frames, ct_message *message);

static const source_kind recording_kind = {.read = read_recording, .close = close_recording};

static recording *new_recording(void)
{
    recording *source = (recording *)source_create(&recording_kind, sizeof *source);
    if (source)
        source->streams[0] = source->streams[1] = STREAM_CLOSED;
    return source;
}

static ct_status fail_open(recording *source, ct_status status)
{
    close_recording(&source->base);
    return status;
}

ct_status ct_source_open(const char *path, const ct_raw_format *raw, ct_source **out, ct_message *message)
{
    if (!path || !out)
        return CT_ERR_ARGUMENT;
    recording *source = new_recording();
    if (!source)
        return message_fail(message, CT_ERR_MEMORY, "calltone", "out of memory", "内存不足");
    ct_status status = stream_open(&source->streams[0], path, raw, &source->base.notes, CT_SIDE_CALL, message);
    if (status != CT_OK)
        return fail_open(source, status);
    const decoder *d = &source->streams[0].decoder;
    source->base.info.rate_hz = d->rate_hz;
    source->base.info.channels = d->channels;
    source->base.info.duration_s = d->duration_s;
    snprintf(source->base.info.encoding, sizeof source->base.info.encoding, "%s", d->encoding);
    *out = &source->base;
    return CT_OK;
}

static ct_status open_side(recording *source, int side, const char *path, const ct_raw_format *raw, ct_message *message)
{
    static const ct_side who[] = {CT_SIDE_AGENT, CT_SIDE_CUSTOMER};
    stream *s = &source->streams[side];
    ct_status status = stream_open(s, path, raw, &source->base.notes, who[side], message);
    if (status == CT_OK && s->decoder.channels != 1)
        return message_fail(message, CT_ERR_FORMAT, s->decoder.name,
                            "two channels, and a side of a call has one; if it holds both parties, name it alone",
                            "有两个声道，而单方录音应为一个；若双方都在其中，请单独指定这一个文件");
    return status;
}

static void describe_pair(recording *source)
{
    const decoder *agent = &source->streams[0].decoder, *customer = &source->streams[1].decoder;
    ct_source_info *info = &source->base.info;
    bool known = agent->duration_s >= 0 && customer->duration_s >= 0;
    double longer_s = agent->duration_s > customer->duration_s ? agent->duration_s : customer->duration_s;
    info->channels = 2;
    info->rate_hz = agent->rate_hz;
    info->duration_s = known ? longer_s : -1.0;
    snprintf(info->encoding, sizeof info->encoding, "%s + %s pair", agent->container, customer->container);
    if (agent->rate_hz != customer->rate_hz)
        notes_add(&source->base.notes, CT_SIDE_CALL, "the agent's file has %u Hz, the customer's %u Hz",
                  "座席文件采样率 %u Hz，客户文件 %u Hz", agent->rate_hz, customer->rate_hz);
}

ct_status ct_source_open_pair(const char *agent_path, const char *customer_path, const ct_raw_format *raw,
                              ct_source **out, ct_message *message)
{
    if (!agent_path || !customer_path || !out)
        return CT_ERR_ARGUMENT;
    if (strcmp(agent_path, "-") == 0 && strcmp(customer_path, "-") == 0)
        return message_fail(message, CT_ERR_ARGUMENT, STANDARD_INPUT, "cannot be both sides of a call",
                            "不能同时作为通话双方");
    recording *source = new_recording();
    if (!source)
        return message_fail(message, CT_ERR_MEMORY, "calltone", "out of memory", "内存不足");
    source->pair = true;
    ct_status status = open_side(source, 0, agent_path, raw, message);
    if (status == CT_OK)
        status = open_side(source, 1, customer_path, raw, message);
    if (status != CT_OK)
        return fail_open(source, status);
    describe_pair(source);
    *out = &source->base;
    return CT_OK;
}

/* Up to `capacity` frames of one side into every second float; fewer only at the side's end. */
static ct_status read_side(recording *source, int side, float *frames, size_t capacity, size_t *n_frames,
                           ct_message *message)
{
    size_t done = 0, n = 0;
    while (done < capacity) {
        ct_status status = stream_read(&source->streams[side], source->side, capacity - done, &n, message);
        if (status != CT_OK)
            return status;
        if (n == 0)
            break;
        for (size_t i = 0; i < n; i++)
            frames[2 * (done + i) + (size_t)side] = source->side[i];
        done += n;
    }
    source->read_frames[side] += (int64_t)done;
    *n_frames = done;
    return CT_OK;
}

static void note_padding(recording *source)
{
    int64_t ahead = source->read_frames[0] - source->read_frames[1];
    double by_s = (double)(ahead < 0 ? -ahead : ahead) / ENGINE_RATE_HZ;
    if (by_s >= PAIR_NOTE_S && !source->padding_noted) {
        if (ahead > 0)
            notes_add(&source->base.notes, CT_SIDE_CALL,
                      "the customer's file is %.2f s shorter than the agent's; what is missing is not judged",
                      "客户文件比座席文件短 %.2f 秒，缺少的部分不予评判", by_s);
        else
            notes_add(&source->base.notes, CT_SIDE_CALL,
                      "the agent's file is %.2f s shorter than the customer's; what is missing is not judged",
                      "座席文件比客户文件短 %.2f 秒，缺少的部分不予评判", by_s);
    }
    source->padding_noted = true;
}

static ct_status read_pair(recording *source, float *frames, size_t capacity, size_t *n_frames, ct_message *message)
{
    size_t n[2] = {0, 0};
    capacity = capacity < BLOCK_FRAMES ? capacity : BLOCK_FRAMES;
    for (int side = 0; side < 2; side++) {
        ct_status status = read_side(source, side, frames, capacity, &n[side], message);
        if (status != CT_OK)
            return status;
    }
    size_t longer = n[0] > n[1] ? n[0] : n[1];
    for (size_t side = 0; side < 2; side++) {
        source->base.info.heard[side] = n[side];
        for (size_t i = n[side]; i < longer; i++)
            frames[2 * i + side] = 0.0f;
    }
    if (longer == 0)
        note_padding(source);
    *n_frames = longer;
    return CT_OK;
}

static ct_status read_recording(ct_source *base, float *frames, size_t capacity, size_t *n_frames, ct_message *message)
{
    recording *source = (recording *)base;
    if (source->pair)
        return read_pair(source, frames, capacity, n_frames, message);
    ct_status status = stream_read(&source->streams[0], frames, capacity, n_frames, message);
    base->info.heard[0] = base->info.heard[1] = *n_frames;
    return status;
}

static void close_recording(ct_source *base)
{
    recording *source = (recording *)base;
    stream_close(&source->streams[0]);
    stream_close(&source->streams[1]);
    free(source);
}
