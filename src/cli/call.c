#include "cli/call.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *name_call(const call_files *files)
{
    const char *second = files->second_path ? files->second_path : "";
    size_t size = strlen(files->path) + strlen(second) + sizeof " + ";
    char *name = malloc(size);
    if (name)
        snprintf(name, size, "%s%s%s", files->path, *second ? " + " : "", second);
    return name;
}

static ct_status open_source(const call_files *files, ct_source **out, ct_message *message)
{
    if (files->second_path)
        return ct_source_open_pair(files->path, files->second_path, files->raw, out, message);
    return ct_source_open(files->path, files->raw, out, message);
}

/* Give an engine to a call that has its source and its name (NULL where there was no memory for it). */
static ct_status begin(cli_call call, bool side_by_side, const ct_options *options, cli_call *out, ct_message *message)
{
    ct_options own = *options;
    own.channels = ct_source_describe(call.source)->channels;
    if (side_by_side || own.channels == 1)
        own.agent_channel = 0;
    call.options = own;
    ct_status status = call.name ? ct_engine_create(&own, &call.engine) : CT_ERR_MEMORY;
    if (status != CT_OK) {
        ct_message_set(message, status);
        call_close(&call);
        return status;
    }
    call.about.path = call.name;
    call.about.agent_channel = side_by_side        ? "file"
                               : own.channels == 1 ? "mono"
                               : own.agent_channel ? "right"
                                                   : "left";
    *out = call;
    return CT_OK;
}

ct_status call_open(const call_files *files, const ct_options *options, cli_call *out, ct_message *message)
{
    ct_source *source = NULL;
    ct_status status = open_source(files, &source, message);
    if (status != CT_OK)
        return status;
    cli_call call = {.source = source, .name = name_call(files)};
    return begin(call, files->second_path != NULL, options, out, message);
}

ct_status call_open_line(ct_source *source, const char *name, const ct_options *options, cli_call *out,
                         ct_message *message)
{
    cli_call call = {.source = source, .name = strdup(name)};
    return begin(call, false, options, out, message);
}

void call_describe(cli_call *call)
{
    const ct_source_info *info = ct_source_describe(call->source);
    call->about.encoding = info->encoding;
    call->about.sample_rate_hz = info->rate_hz;
    call->about.notes = info->notes;
    call->about.notes_zh = info->notes_zh;
}

void call_close(cli_call *call)
{
    ct_engine_destroy(call->engine);
    ct_source_close(call->source);
    free(call->name);
    *call = (cli_call){0};
}
