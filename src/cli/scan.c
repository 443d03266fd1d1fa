/* calltone scan: folders of recordings into a store. What is done is skipped; what fails is recorded; it can be stopped
 * at any moment and run again. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/input.h"
#include "cli/output.h"
#include "cli/reporting.h"
#include "cli/scan/listing.h"
#include "cli/scan/pass.h"
#include "cli/scan/walk.h"
#include "cli/scan/watch.h"
#include "cli/stop.h"

#define MOST_JOBS 256
#define LISTEN_MS 200

static const cli_option own_options[] = {
    {"db", 0, "FILE", "the store: made when it is not there", "数据库文件；不存在时新建"},
    {"jobs", 'j', "N", "calls in work at once; default one a core", "同时分析的通话数；默认每核一通"},
    {"standard", 's', "NAME", "a shipped standard, a file of your own, or none; default service-zh",
     "所用标准：内置名称或文件；none 只保存测量值；默认 service-zh"},
    {"watch", 'w', NULL, "go on: take each recording as soon as it is complete", "持续跟踪：录音一完成即分析"},
    {"again", 0, NULL, "analyse also what is done", "已完成的也重新分析"},
    {"quiet", 'q', NULL, "no progress and no summary", "不显示进度和小结"},
    {0},
};

static int read_jobs(const cli_args *args, unsigned *out)
{
    const char *text = cli_value(args, "jobs");
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    *out = cores < 1 ? 1 : cores > MOST_JOBS ? MOST_JOBS : (unsigned)cores;
    if (!text)
        return EXIT_FINE;
    char *end = NULL;
    errno = 0;
    long n = strtol(text, &end, 10);
    if (errno || end == text || *end || n < 1 || n > MOST_JOBS)
        return cli_complain(args, "--jobs %s: a number from 1 to %d", "--jobs %s：须为 1 到 %d 的整数", text,
                            MOST_JOBS);
    *out = (unsigned)n;
    return EXIT_FINE;
}

/* All that a scan needs, taken from its options. */
typedef struct scan_job {
    const cli_args *args;
    cli_input input;
    naming names;
    ct_standard *standard;
    ct_store *store;
    scan_order order;
    tally counts;
    bool incomplete; /* something could not be looked at, which has been said */
} scan_job;

static int say_and_fail(const cli_args *args, const ct_message *message, int exit_code)
{
    cli_say(args->lang, "%s", "%s", ct_message_text(message, args->lang));
    return exit_code;
}

static int take_standard(scan_job *job)
{
    const char *name = cli_value(job->args, "standard");
    ct_message message;
    if (name && strcmp(name, "none") == 0)
        return EXIT_FINE;
    ct_status status = ct_standard_load(name ? name : DEFAULT_STANDARD, &job->standard, &message);
    return status == CT_OK ? EXIT_FINE : say_and_fail(job->args, &message, EXIT_USAGE);
}

static ct_status put_agents(scan_job *job, ct_message *message)
{
    size_t n = 0;
    const ct_agent *agents = job->names.roster ? who_roster_agents(job->names.roster, &n) : NULL;
    ct_status status = n > 0 ? ct_store_begin(job->store, message) : CT_OK;
    for (size_t i = 0; i < n && status == CT_OK; i++)
        status = ct_store_put_agent(job->store, &agents[i], message);
    return status == CT_OK && n > 0 ? ct_store_commit(job->store, message) : status;
}

static int open_store(scan_job *job)
{
    ct_message message;
    ct_status status = ct_store_open(cli_value(job->args, "db"), CT_STORE_WRITE, &job->store, &message);
    if (status == CT_OK && job->standard)
        status = ct_store_put_standard(job->store, job->standard, &message);
    if (status == CT_OK)
        status = put_agents(job, &message);
    return status == CT_OK ? EXIT_FINE : say_and_fail(job->args, &message, EXIT_FAILED);
}

static int start(const cli_args *args, scan_job *job)
{
    *job = (scan_job){.args = args};
    if (args->n_operands == 0)
        return cli_complain(args, "which folders or recordings?", "请给出文件夹或录音文件");
    if (!cli_value(args, "db"))
        return cli_complain(args, "into which store? --db FILE", "请用 --db FILE 指定数据库文件");
    int exit_code = input_read_how(args, &job->input);
    if (exit_code == EXIT_FINE)
        exit_code = read_jobs(args, &job->order.n_jobs);
    if (exit_code == EXIT_FINE)
        exit_code = take_standard(job);
    if (exit_code == EXIT_FINE)
        exit_code = naming_start(args, &job->names);
    if (exit_code == EXIT_FINE)
        exit_code = open_store(job);
    job->order = (scan_order){.lang = args->lang,
                              .store = job->store,
                              .standard = job->standard,
                              .names = &job->names,
                              .engine = job->input.engine,
                              .raw = job->input.has_raw ? &job->input.raw : NULL,
                              .n_jobs = job->order.n_jobs,
                              .again = cli_value(args, "again") != NULL,
                              .manner = progress_choose(cli_value(args, "quiet") != NULL),
                              .stop = &cli_stopped};
    return exit_code;
}

static void end(scan_job *job)
{
    ct_store_close(job->store);
    naming_end(&job->names);
    ct_standard_free(job->standard);
    tally_end(&job->counts);
}

/* One side of a call may be complete before the other. */
static bool is_ready(const watch *w, const recording *it)
{
    if (!it->second_path)
        return watch_is_ready(w, it->path);
    return (watch_is_ready(w, it->path) && !watch_is_written(w, it->second_path)) ||
           (watch_is_ready(w, it->second_path) && !watch_is_written(w, it->path));
}

/* The calls of the files that were found; with a watch only those that have come to be complete. */
static ct_status scan_files(scan_job *job, walk *files, const watch *w, tally *counts, ct_message *message)
{
    recording *recordings = NULL;
    size_t n = 0, n_wanted = 0;
    walk_sort(files);
    ct_status status = listing_make(files, &recordings, &n);
    if (status != CT_OK) {
        ct_message_set(message, status);
        return status;
    }
    for (size_t i = 0; i < n; i++)
        if (!w || is_ready(w, &recordings[i]))
            recordings[n_wanted++] = recordings[i];
    status = scan_pass(&job->order, recordings, n_wanted, counts, message);
    free(recordings);
    return status;
}

/* Everything that stands under the operands now. */
static ct_status scan_all(scan_job *job, tally *counts, ct_message *message)
{
    walk files;
    walk_start(&files, job->args->lang);
    for (int i = 0; i < job->args->n_operands && !atomic_load(&cli_stopped); i++)
        walk_add(&files, job->args->operands[i]);
    ct_status status = scan_files(job, &files, NULL, counts, message);
    job->incomplete = job->incomplete || files.incomplete;
    counts->passed_over += files.passed_over;
    walk_end(&files);
    return status;
}

static ct_status scan_folder(scan_job *job, watch *w, const char *folder, tally *counts, ct_message *message)
{
    walk files;
    walk_start(&files, job->args->lang);
    walk_add_folder(&files, folder);
    ct_status status = scan_files(job, &files, w, counts, message);
    walk_end(&files);
    watch_took(w, folder);
    return status;
}

/* What has come since is told of at once. */
static void add_news(scan_job *job, tally *news)
{
    ct_lang lang = job->args->lang;
    for (size_t i = 0; i < news->n_failures && i < TALLY_NAMED; i++)
        cli_say(lang, "%s", "%s", ct_message_text(&news->failures[i], lang));
    if (news->analysed > 0 && job->order.manner != PROGRESS_QUIET)
        cli_say(lang, "%zu more analysed", "新分析 %zu 通", news->analysed);
    tally_add(&job->counts, news);
    tally_end(news);
}

/* What cannot be followed is looked through now, at least. */
static ct_status find_track(scan_job *job, watch *w, tally *counts, ct_message *message)
{
    ct_message why;
    if (watch_find_track(w, &why) != CT_OK)
        job->incomplete = say_and_fail(job->args, &why, EXIT_FAILED) != EXIT_FINE;
    return scan_all(job, counts, message);
}

static ct_status follow(scan_job *job, watch *w, ct_message *message)
{
    ct_status status = CT_OK;
    job->order.again = false;
    while (status == CT_OK && !atomic_load(&cli_stopped)) {
        tally news = {0};
        watch_listen(w, LISTEN_MS);
        const char *folder = watch_folder(w);
        if (watch_lost_track(w))
            status = find_track(job, w, &news, message);
        else if (folder)
            status = scan_folder(job, w, folder, &news, message);
        add_news(job, &news);
    }
    return status;
}

static ct_status scan(scan_job *job, ct_message *message)
{
    watch *w = NULL;
    ct_status status = CT_OK;
    if (cli_value(job->args, "watch"))
        status = watch_start(job->args->operands, job->args->n_operands, &w, message);
    if (status == CT_OK)
        status = scan_all(job, &job->counts, message);
    if (status == CT_OK && w)
        status = follow(job, w, message);
    watch_end(w);
    return status;
}

static bool write_summary(scan_job *job)
{
    cli_output out;
    if (cli_value(job->args, "quiet"))
        return true;
    output_start(&out, NULL, job->args->lang);
    tally_write(&job->counts, job->args->lang, output_file(&out));
    bool whole = output_write(&out, "", 0);
    return output_end(&out) && whole;
}

static int run_scan(const cli_args *args)
{
    scan_job job;
    ct_message message = {0};
    int exit_code = start(args, &job);
    if (exit_code == EXIT_FINE) {
        cli_listen_for_stop();
        ct_status status = scan(&job, &message);
        if (status != CT_OK)
            say_and_fail(args, &message, EXIT_FAILED);
        bool written = write_summary(&job);
        bool whole = !atomic_load(&cli_stopped) || cli_value(args, "watch"); /* which ends no other way */
        if (!whole)
            cli_say(args->lang, "stopped; run it again to go on", "已停止；再次运行可继续");
        if (status != CT_OK || !written || !whole || job.incomplete)
            exit_code = EXIT_FAILED;
    }
    end(&job);
    return exit_code;
}

const cli_syntax command_scan = {
    .operands = "PATH...",
    .tables = {own_options, naming_options, input_reading_options},
    .details_en =
        "PATH is a folder, looked through with all that is in it, or a recording. Facts, events and verdicts go into "
        "the "
        "store, a call at a time: what is stored is safe whatever happens. What was done before is skipped; a "
        "recording "
        "that has changed is analysed again, one that was moved is recognised. A recording that cannot be analysed is "
        "stored with the reason, and tried again next time. Two files that differ in -in/-out, -rx/-tx or "
        "_agent/_customer are the sides of one call. Exit code 3 when something could not be looked at, the store "
        "could not be written, or the scan was stopped.",
    .details_zh = "PATH 为文件夹（连同其中各级子文件夹）或录音文件。测量值、事件和评判结果逐通写入数据库，"
                  "已写入的不会因中断而丢失。已完成的自动跳过；内容变了的重新分析，移动过的可识别。"
                  "无法分析的录音连同原因一并记录，下次再试。文件名以 -in/-out、-rx/-tx、_agent/_customer "
                  "相区别的两个文件视为同一通电话的双方。有内容无法查看、数据库无法写入或扫描被中止时退出码为 3。",
    .run = run_scan,
};
