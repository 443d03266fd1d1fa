#include "cli/pump.h"

#include <stdio.h>

#define PIECE_FRAMES 160 /* 20 ms, a packet of telephone audio: a watcher sees a call run, not jump */

/* What both channels have, then what only one of them has, then what neither has. */
static ct_status push(ct_engine *engine, const ct_source_info *info, const float *frames, size_t n_frames)
{
    unsigned shorter = info->heard[1] < info->heard[0];
    size_t both = info->heard[shorter], one = info->heard[1 - shorter];
    ct_status status = ct_engine_push(engine, frames, both);
    if (status == CT_OK && both < one)
        status = ct_engine_push_half(engine, frames + 2 * both, one - both, shorter);
    if (status == CT_OK && one < n_frames)
        status = ct_engine_push_gap(engine, n_frames - one);
    return status;
}

ct_status pump_run(ct_source *source, ct_engine *engine, pump_watcher watch, void *context, ct_message *message)
{
    float frames[2 * PIECE_FRAMES];
    const ct_source_info *info = ct_source_describe(source);
    size_t n_frames = 0;
    ct_status status = CT_OK;
    do {
        status = ct_source_read(source, frames, PIECE_FRAMES, &n_frames, message);
        if (status != CT_OK)
            return status;
        status = push(engine, info, frames, n_frames);
        if (status == CT_OK && watch && !watch(context, frames, n_frames))
            return CT_OK;
    } while (status == CT_OK && (n_frames > 0 || info->waiting));
    if (status == CT_OK)
        status = ct_engine_finish(engine);
    if (status != CT_OK)
        ct_message_set(message, status);
    return status;
}
