/* calltone live: a call while it runs, through the same pump and engine as a recording, and its report at the end. */
#include <string.h>

#include "cli/facts.h"
#include "cli/live/clock.h"
#include "cli/live/stop.h"
#include "cli/reporting.h"

static const cli_option own_options[] = {
    {"replay", 0, "FILE", "a recording, heard as if it were running now", "把录音当作正在进行的通话来监听"},
    {"speed", 0, "N", "of a replay: N times real time, or max; default 1", "回放速度：实时的 N 倍，或 max；默认 1"},
    {0},
};

typedef struct live {
    cli_input input;
    char *paths[1]; /* what `input` reads */
    double speed;
    live_clock clock;
    ct_source *source;
    reporting report;
} live;

static ct_status start_call(void *context, const cli_call *call)
{
    live *job = context;
    job->source = call->source;
    live_clock_start(&job->clock, job->speed);
    return CT_OK;
}

/* A signal ends the call where it stands; what was held back is still decided. */
static bool hear(void *context, const float *frames, size_t n_frames)
{
    live *job = context;
    live_clock_wait(&job->clock, n_frames, &live_stop);
    if (live_stop)
        ct_source_end(job->source);
    return true;
}

/* Which source. EXIT_FINE, or EXIT_USAGE when it has complained. */
static int choose_source(const cli_args *args, live *job)
{
    const char *replay = cli_value(args, "replay"), *speed = cli_value(args, "speed");
    if (replay ? args->n_operands > 0 : args->n_operands != 1 || strcmp(args->operands[0], "-") != 0)
        return cli_complain(args, "one source: --replay FILE, or - with --raw",
                            "请指定一个来源：--replay FILE，或 - 与 --raw");
    if (speed && !replay)
        return cli_complain(args, "--speed is for --replay", "--speed 只用于 --replay");
    job->paths[0] = replay ? (char *)replay : args->operands[0];
    job->input = (cli_input){.paths = job->paths, .n_calls = 1};
    job->speed = replay ? 1.0 : 0.0; /* a pipe brings its own pace */
    int exit_code = speed ? live_clock_read_speed(args, speed, &job->speed) : EXIT_FINE;
    return exit_code == EXIT_FINE ? input_read_how(args, &job->input) : exit_code;
}

static int start(const cli_args *args, live *job)
{
    const char *path = cli_value(args, "output");
    int exit_code = choose_source(args, job);
    if (exit_code == EXIT_FINE && path && input_reads_file(&job->input, path))
        exit_code = cli_complain(args, "--output %s is the recording", "--output %s 正是要监听的录音", path);
    return exit_code == EXIT_FINE ? reporting_start(args, &job->report) : exit_code;
}

static int run_live(const cli_args *args)
{
    live job;
    int exit_code = start(args, &job);
    if (exit_code != EXIT_FINE)
        return exit_code;
    live_stop_listen();
    facts_listener listener = {start_call, hear, &job};
    job.report.failed = facts_visit_recording(&job.input, 0, &listener, reporting_write, &job.report) != CT_OK;
    return reporting_end(&job.report);
}

const cli_syntax command_live = {
    .operands = "[-]",
    .tables = {own_options, reporting_options, input_reading_options},
    .details_en =
        "The source is --replay FILE, or standard input (-), which needs --raw. At the end of the call, or at Ctrl-C, "
        "the report is printed: that of calltone analyze, byte for byte.",
    .details_zh = "来源为 --replay FILE，或标准输入（-，须同时给出 --raw）。通话结束或按 Ctrl-C 时输出报告，"
                  "与 calltone analyze 的报告逐字节相同。",
    .run = run_live,
};
