#define _XOPEN_SOURCE 700 /* realpath() */

#include "cli/paging.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const cli_option paging_options[] = {
    {"audio", 0, "embed|link|none",
     "the sound on an HTML page: part of it (default), the recording where it lies, or none",
     "网页中的录音：embed 写入网页（默认）、link 引用原文件、none 不含录音"},
    {0},
};

int paging_start(const cli_args *args, const cli_input *input, size_t n_calls, paging *out)
{
    const char *audio = cli_value(args, "audio");
    *out = (paging){.embed = !audio || strcmp(audio, "embed") == 0, .link = audio && strcmp(audio, "link") == 0};
    if (!cli_value(args, "html"))
        return audio ? cli_complain(args, "--audio goes with --html", "--audio 须与 --html 一起使用") : EXIT_FINE;
    if (input->n_calls != n_calls)
        return cli_complain(args, "--html takes one call", "--html 一次只能处理一通电话");
    bool one_file_each = !input->agent_path && !input->has_raw;
    for (size_t i = 0; i < n_calls && one_file_each; i++)
        one_file_each = strcmp(input->paths[i], "-") != 0;
    if (out->link && !one_file_each)
        return cli_complain(args, "--audio link needs one recording that a browser can play",
                            "--audio link 须有一个浏览器能播放的录音文件");
    return EXIT_FINE;
}

/* RFC 8089: every byte that is not plain in a path goes as %XX. */
static char *file_url(const char *path)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    char *whole = realpath(path, NULL);
    char *url = whole ? malloc(3 * strlen(whole) + sizeof "file://") : NULL;
    if (url) {
        char *at = url + sprintf(url, "file://");
        for (const char *c = whole; *c; c++)
            at += sprintf(at, strchr(plain, *c) ? "%c" : "%%%02X", (unsigned char)*c);
    }
    free(whole);
    return url;
}

static ct_status start(void *context, const cli_call *call)
{
    paging *page = context;
    ct_status status = ct_tracks_create(&call->options, &page->tracks);
    if (status == CT_OK && page->embed)
        status = ct_opus_create(call->options.channels, &page->opus);
    if (status == CT_OK && page->link)
        page->url = file_url(call->name);
    if (status == CT_OK && page->link && !page->url)
        status = CT_ERR_MEMORY;
    if (status == CT_OK)
        ct_engine_observe(call->engine, ct_tracks_hop, page->tracks);
    return status;
}

static bool watch(void *context, const float *frames, size_t n_frames)
{
    paging *page = context;
    ct_tracks_frames(page->tracks, frames, n_frames);
    if (page->opus && page->failed == CT_OK)
        page->failed = ct_opus_push(page->opus, frames, n_frames);
    return true;
}

facts_listener paging_listener(paging *page)
{
    return (facts_listener){start, watch, page};
}

ct_status paging_show(paging *page, ct_page_call *out)
{
    out->tracks = page->tracks;
    out->audio_url = page->url;
    if (page->failed == CT_OK && page->opus)
        page->failed = ct_opus_finish(page->opus, &out->audio, &out->audio_size);
    return page->failed;
}

void paging_end(paging *page)
{
    ct_tracks_destroy(page->tracks);
    ct_opus_destroy(page->opus);
    free(page->url);
    *page = (paging){0};
}
