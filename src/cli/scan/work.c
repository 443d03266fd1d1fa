#include "cli/scan/work.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/message.h"
#include "cli/pump.h"
#include "cli/scan/version.h"
#include "io/message.h"

#define QUEUE_PLACES 8 /* results that wait; a thread that finds no place waits too, so that memory has a bound */

struct work {
    const work_order *order;
    pthread_mutex_t lock;
    pthread_cond_t has_result, has_place;
    work_result queue[QUEUE_PLACES]; /* a ring */
    size_t first, n_queued;
    size_t next; /* item to begin */
    unsigned n_running, n_threads;
    bool ending; /* results are not wanted any more */
    pthread_t threads[];
};

static bool goes_on(const work *job)
{
    return !atomic_load_explicit(job->order->stop, memory_order_relaxed) &&
           !atomic_load_explicit(job->order->enough, memory_order_relaxed);
}

static bool is_gone(const work_item *item)
{
    return access(item->path, F_OK) != 0 || (item->second_path && access(item->second_path, F_OK) != 0);
}

static bool watch(void *context, const float *frames, size_t n_frames)
{
    return goes_on(context);
}

static ct_status measure(work *job, const work_item *item, work_result *out)
{
    call_files files = {item->path, item->second_path, job->order->raw};
    ct_options options = job->order->engine;
    options.agent_channel = item->agent_right;
    ct_status status = call_open(&files, &options, &out->call, &out->message);
    if (status == CT_OK)
        status = pump_run(out->call.source, out->call.engine, watch, job, &out->message);
    if (status != CT_OK || !goes_on(job))
        return status;
    call_describe(&out->call);
    status = ct_engine_report(out->call.engine, &out->report);
    if (status == CT_OK && job->order->standard)
        status = ct_judge(out->report, job->order->standard, NULL, &out->judgement);
    if (status != CT_OK)
        ct_message_set(&out->message, status);
    return status;
}

/* A recording that still grows, or is replaced while it is read, is not measured: what was heard is no state it had. */
static ct_status check_unchanged(const work_item *item, work_result *out)
{
    ct_version now;
    ct_status status = version_glance(item->path, item->second_path, &now);
    if (status != CT_OK || version_same(&now, &item->version))
        return status;
    char name[NAME_BYTES];
    name_printable(item->path, name);
    message_say(&out->message, "%s: it changed while it was read; scan again when it is complete",
                "%s：读取期间文件有变化，请在录音完整后重新扫描", name);
    return CT_ERR_READ;
}

static void say_status(const work_item *item, ct_status status, ct_message *message)
{
    char name[NAME_BYTES];
    name_printable(item->path, name);
    ct_message_set(message, status);
    message_before(message, "%s: ", "%s：", name);
}

static void drop_report(work_result *result)
{
    ct_judgement_free(result->judgement);
    ct_report_free(result->report);
    result->judgement = NULL;
    result->report = NULL;
}

static void analyse(work *job, work_item *item, work_result *out)
{
    out->version = item->version;
    ct_status status = version_hash(item->path, item->second_path, &out->version);
    if (status == CT_OK || status == CT_ERR_READ) /* what cannot be read is told of in the source's words */
        status = measure(job, item, out);
    if (status == CT_OK)
        status = check_unchanged(item, out);
    ct_engine_destroy(out->call.engine);
    out->call.engine = NULL;
    if (status == CT_OK)
        return;
    drop_report(out);
    out->outcome = is_gone(item) ? WORK_VANISHED : WORK_FAILED;
    if (!out->message.text[0])
        say_status(item, status, &out->message);
}

/* The place of the queue that a finished item goes to; NULL when nobody wants it. */
static work_result *wait_for_place(work *job)
{
    while (job->n_queued == QUEUE_PLACES && !job->ending)
        pthread_cond_wait(&job->has_place, &job->lock);
    return job->ending ? NULL : &job->queue[(job->first + job->n_queued++) % QUEUE_PLACES];
}

static void *run(void *context)
{
    work *job = context;
    pthread_mutex_lock(&job->lock);
    while (goes_on(job) && !job->ending && job->next < job->order->n_items) {
        work_result result = {.index = job->next++};
        pthread_mutex_unlock(&job->lock);
        analyse(job, &job->order->items[result.index], &result);
        pthread_mutex_lock(&job->lock);
        bool whole = result.outcome != WORK_DONE || result.report; /* else it was dropped half heard */
        work_result *place = whole ? wait_for_place(job) : NULL;
        if (place)
            *place = result;
        else
            work_forget(&result);
        pthread_cond_signal(&job->has_result);
    }
    job->n_running--;
    pthread_cond_signal(&job->has_result);
    pthread_mutex_unlock(&job->lock);
    return NULL;
}

work *work_start(const work_order *order, unsigned n_threads)
{
    work *job = calloc(1, sizeof *job + n_threads * sizeof job->threads[0]);
    if (!job)
        return NULL;
    job->order = order;
    pthread_mutex_init(&job->lock, NULL);
    pthread_cond_init(&job->has_result, NULL);
    pthread_cond_init(&job->has_place, NULL);
    pthread_mutex_lock(&job->lock);
    while (job->n_threads < n_threads && pthread_create(&job->threads[job->n_threads], NULL, run, job) == 0)
        job->n_threads++;
    job->n_running = job->n_threads;
    pthread_mutex_unlock(&job->lock);
    if (job->n_threads > 0)
        return job;
    work_end(job);
    return NULL;
}

bool work_take(work *job, work_result *out, unsigned wait_ms)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += (long)(wait_ms % 1000) * 1000000;
    until.tv_sec += wait_ms / 1000 + until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&job->lock);
    while (job->n_queued == 0 && job->n_running > 0)
        if (pthread_cond_timedwait(&job->has_result, &job->lock, &until) == ETIMEDOUT)
            break;
    bool any = job->n_queued > 0;
    if (any) {
        *out = job->queue[job->first];
        job->first = (job->first + 1) % QUEUE_PLACES;
        job->n_queued--;
        pthread_cond_signal(&job->has_place);
    }
    pthread_mutex_unlock(&job->lock);
    return any;
}

bool work_is_over(work *job)
{
    pthread_mutex_lock(&job->lock);
    bool over = job->n_running == 0 && job->n_queued == 0;
    pthread_mutex_unlock(&job->lock);
    return over;
}

void work_forget(work_result *result)
{
    drop_report(result);
    call_close(&result->call);
}

void work_end(work *job)
{
    if (!job)
        return;
    pthread_mutex_lock(&job->lock);
    job->ending = true;
    pthread_cond_broadcast(&job->has_place);
    pthread_mutex_unlock(&job->lock);
    for (unsigned i = 0; i < job->n_threads; i++)
        pthread_join(job->threads[i], NULL);
    for (; job->n_queued > 0; job->n_queued--, job->first = (job->first + 1) % QUEUE_PLACES)
        work_forget(&job->queue[job->first]);
    pthread_cond_destroy(&job->has_result);
    pthread_cond_destroy(&job->has_place);
    pthread_mutex_destroy(&job->lock);
    free(job);
}
