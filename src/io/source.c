/* The public door of the io wing: whatever the kind of source behind it. */
#include "calltone/source.h"

#include <stdlib.h>

#include "io/source_kind.h"

ct_source *source_create(const source_kind *kind, size_t size)
{
    ct_source *source = calloc(1, size);
    if (source) {
        source->kind = kind;
        source->info.notes = source->notes.list[CT_LANG_EN];
        source->info.notes_zh = source->notes.list[CT_LANG_ZH];
    }
    return source;
}

const ct_source_info *ct_source_describe(const ct_source *source)
{
    return &source->info;
}

ct_status ct_source_read(ct_source *source, float *frames, size_t capacity, size_t *n_frames, ct_message *message)
{
    if (!source || !n_frames || (!frames && capacity > 0))
        return CT_ERR_ARGUMENT;
    *n_frames = source->info.heard[0] = source->info.heard[1] = 0;
    source->info.waiting = false;
    if (capacity == 0 || (source->ended && !source->kind->end))
        return CT_OK;
    return source->kind->read(source, frames, capacity, n_frames, message);
}

void ct_source_end(ct_source *source)
{
    if (!source || source->ended)
        return;
    source->ended = true;
    if (source->kind->end)
        source->kind->end(source);
}

void ct_source_close(ct_source *source)
{
    if (source)
        source->kind->close(source);
}
