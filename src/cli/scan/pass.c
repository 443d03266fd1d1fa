#include "cli/scan/pass.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/scan/gone.h"
#include "cli/scan/version.h"
#include "cli/scan/work.h"

#define WAIT_MS 100 /* for a result, before the progress is looked at */

typedef struct pass {
    const scan_order *order;
    tally *counts;
    ct_message *message;
    gone_calls gone;
    const recording *recordings;
    work_item *items; /* to analyse ... */
    size_t *origin;   /* ... and which recording each is */
    size_t n_items;
    progress shown;
} pass;

/* A recording, and what is known of its call before it is heard. */
typedef struct known_call {
    const recording *origin;
    who_call who;
    ct_kept kept; /* points into both */
    bool agent_right;
} known_call;

static void describe(const pass *job, const recording *origin, known_call *out)
{
    *out = (known_call){.origin = origin};
    naming_read(job->order->names, origin->path, origin->second_path, &out->who);
    who_apply(&out->who, &out->kept);
    out->kept.path = out->kept.call.path = origin->path;
    out->kept.second_path = origin->second_path;
    out->kept.version = origin->version;
    const char *channel = who_text(&out->who, WHO_AGENT_CHANNEL);
    out->agent_right = channel && strcmp(channel, "right") == 0;
}

static bool sides_as_asked(const known_call *call, const ct_found *found)
{
    return call->agent_right ? !found->agent_left : !found->agent_right;
}

/* The call is stored and its recording is where it was, or now lies at another place or has another time. */
static ct_status keep_done(pass *job, known_call *call, int64_t number, const ct_version *moved)
{
    ct_status status = CT_OK;
    if (moved) {
        call->kept.version = *moved;
        status = ct_store_move_call(job->order->store, number, &call->kept, job->message);
    }
    return status == CT_OK ? ct_store_name_call(job->order->store, number, &call->kept, job->message) : status;
}

static ct_status want(pass *job, const known_call *call)
{
    const recording *it = call->origin;
    job->origin[job->n_items] = (size_t)(it - job->recordings);
    job->items[job->n_items++] = (work_item){it->path, it->second_path, call->agent_right, it->version};
    return CT_OK;
}

/* Nothing is known of it under this path: its call may be known under one that is gone. */
static ct_status look_at_new(pass *job, known_call *call)
{
    const recording *it = call->origin;
    int64_t number = 0;
    ct_version version = it->version;
    ct_status status =
        gone_find(&job->gone, job->order->store, it->path, it->second_path, &version, &number, job->message);
    if (status != CT_OK)
        return status;
    if (number == 0)
        return want(job, call);
    job->counts->moved++;
    return keep_done(job, call, number, &version);
}

/* What stands under that path already: done, unless it is another recording by now. */
static ct_status look_at_known(pass *job, known_call *call, const ct_found *found)
{
    const recording *it = call->origin;
    ct_version version = it->version;
    bool usable = !found->failed && found->pair == (it->second_path != NULL) && sides_as_asked(call, found);
    bool same = usable && version_same(&found->version, &version);
    bool touched = usable && !same && found->version.size_bytes == version.size_bytes &&
                   version_hash(it->path, it->second_path, &version) == CT_OK &&
                   version.content == found->version.content;
    if (!same && !touched) /* another recording may have been moved there */
        return version_same(&found->version, &it->version) ? want(job, call) : look_at_new(job, call);
    job->counts->done_before++;
    return keep_done(job, call, found->number, touched ? &version : NULL);
}

static ct_status look_at(pass *job, const recording *it)
{
    ct_found found = {0};
    known_call call;
    describe(job, it, &call);
    job->counts->unnamed += !who_text(&call.who, WHO_AGENT);
    if (job->order->again)
        return want(job, &call);
    ct_status status = ct_store_find_call(job->order->store, it->path, &found, job->message);
    if (status != CT_OK)
        return status;
    return found.number > 0 ? look_at_known(job, &call, &found) : look_at_new(job, &call);
}

/* In one transaction: nothing is lost that cannot be looked at again. */
static ct_status look_at_all(pass *job, const recording *recordings, size_t n)
{
    ct_status status = ct_store_begin(job->order->store, job->message);
    if (status != CT_OK)
        return status;
    for (size_t i = 0; i < n && status == CT_OK && !atomic_load(job->order->stop); i++)
        status = look_at(job, &recordings[i]);
    if (status == CT_OK)
        return ct_store_commit(job->order->store, job->message);
    ct_store_rollback(job->order->store);
    return status;
}

static void add_what_was_heard(ct_kept *kept, const ct_call *heard)
{
    kept->call.path = heard->path;
    kept->call.encoding = heard->encoding;
    kept->call.sample_rate_hz = heard->sample_rate_hz;
    kept->call.agent_channel = heard->agent_channel;
    kept->call.notes = heard->notes;
    kept->call.notes_zh = heard->notes_zh;
}

static ct_status store(pass *job, const work_result *result)
{
    known_call call;
    if (result->outcome == WORK_VANISHED)
        return CT_OK;
    describe(job, &job->recordings[job->origin[result->index]], &call);
    call.kept.version = result->version;
    call.kept.duration_s = result->report ? result->report->duration_s : NAN;
    call.kept.failed = result->outcome == WORK_FAILED ? &result->message : NULL;
    add_what_was_heard(&call.kept, &result->call.about);
    return ct_store_put_call(job->order->store, &call.kept, result->report, result->judgement, job->message);
}

static void count(pass *job, const work_result *result)
{
    tally *counts = job->counts;
    double audio_s = result->report ? result->report->duration_s : 0;
    counts->analysed += result->outcome == WORK_DONE;
    counts->failed += result->outcome == WORK_FAILED;
    counts->vanished += result->outcome == WORK_VANISHED;
    counts->audio_s += audio_s;
    if (result->outcome != WORK_DONE)
        tally_failure(counts, &result->message);
    progress_step(&job->shown, result->version.size_bytes, audio_s, result->outcome != WORK_DONE);
}

static ct_status take_results(pass *job, work *workers)
{
    ct_status status = CT_OK;
    work_result result;
    while (status == CT_OK && !work_is_over(workers)) {
        if (work_take(workers, &result, WAIT_MS)) {
            status = store(job, &result);
            count(job, &result);
            work_forget(&result);
        }
        progress_tick(&job->shown);
    }
    return status;
}

static ct_status analyse_all(pass *job)
{
    const scan_order *order = job->order;
    atomic_bool enough = false;
    int64_t bytes = 0;
    for (size_t i = 0; i < job->n_items; i++)
        bytes += job->items[i].version.size_bytes;
    progress_start(&job->shown, order->lang, order->manner, job->n_items, bytes);
    work_order to_do = {.items = job->items,
                        .n_items = job->n_items,
                        .engine = order->engine,
                        .raw = order->raw,
                        .standard = order->standard,
                        .stop = order->stop,
                        .enough = &enough};
    work *workers = work_start(&to_do, order->n_jobs);
    if (!workers) {
        ct_message_set(job->message, CT_ERR_MEMORY);
        return CT_ERR_MEMORY;
    }
    ct_status status = take_results(job, workers);
    atomic_store(&enough, true);
    work_end(workers);
    progress_clear(&job->shown);
    job->counts->spent_s += progress_clock_s() - job->shown.began_s;
    return status;
}

ct_status scan_pass(const scan_order *order, const recording *recordings, size_t n, tally *counts, ct_message *message)
{
    pass job = {.order = order, .recordings = recordings, .counts = counts, .message = message};
    job.items = calloc(n + 1, sizeof *job.items);
    job.origin = calloc(n + 1, sizeof *job.origin);
    ct_status status = job.items && job.origin ? CT_OK : CT_ERR_MEMORY;
    if (status != CT_OK)
        ct_message_set(message, status);
    if (status == CT_OK)
        status = look_at_all(&job, recordings, n);
    if (status == CT_OK && job.n_items > 0)
        status = analyse_all(&job);
    gone_end(&job.gone);
    free(job.items);
    free(job.origin);
    return status;
}
