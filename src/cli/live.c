/* calltone live: a call while it runs, through the same pump and engine as a recording, and its report at the end. */
#include "cli/facts.h"
#include "cli/live/clock.h"
#include "cli/live/line.h"
#include "cli/live/teller.h"
#include "cli/reporting.h"
#include "cli/stop.h"

typedef struct live {
    line line;
    live_clock clock;
    ct_source *source;
    live_teller teller;
    reporting report;
} live;

static ct_status start_call(void *context, const cli_call *call)
{
    live *job = context;
    job->source = call->source;
    live_clock_start(&job->clock, job->line.speed);
    return live_teller_start(&job->teller, job->report.standard, call->engine,
                             ct_source_describe(call->source)->channels);
}

/* A signal ends the call where it stands; what was held back is still decided. */
static bool hear(void *context, const float *frames, size_t n_frames)
{
    live *job = context;
    live_teller_look(&job->teller);
    live_clock_wait(&job->clock, n_frames, &cli_stopped);
    if (atomic_load(&cli_stopped))
        ct_source_end(job->source);
    return true;
}

static int start(const cli_args *args, live *job)
{
    const char *path = cli_value(args, "output");
    int exit_code = line_start(args, &job->line);
    if (exit_code == EXIT_FINE && path && input_reads_file(&job->line.input, path))
        exit_code = cli_complain(args, "--output %s is the recording", "--output %s 正是要监听的录音", path);
    if (exit_code == EXIT_FINE)
        exit_code = reporting_start(args, &job->report);
    if (exit_code != EXIT_FINE)
        return exit_code;
    job->teller = (live_teller){.lang = args->lang};
    if (!cli_value(args, "jsonl"))
        return EXIT_FINE;
    if (job->report.form == FORM_CSV || job->report.form == FORM_HTML) {
        reporting_end(&job->report);
        return cli_complain(args, "--jsonl does not go with --csv or --html",
                            "--jsonl 不能与 --csv 或 --html 同时使用");
    }
    job->report.form = FORM_JSON; /* the last line */
    job->teller.out = &job->report.out;
    return EXIT_FINE;
}

static int run_live(const cli_args *args)
{
    live job;
    int exit_code = start(args, &job);
    if (exit_code != EXIT_FINE)
        return exit_code;
    cli_listen_for_stop();
    cli_call call = {0};
    facts_listener listener = {start_call, hear, &job};
    ct_status status = line_open(&job.line, &call);
    if (status == CT_OK)
        status = facts_visit_call(args->lang, &call, &listener, reporting_write, &job.report);
    live_teller_end(&job.teller);
    job.report.failed = status != CT_OK;
    return reporting_end(&job.report);
}

const cli_syntax command_live = {
    .operands = "[-]",
    .tables = {line_options, reporting_options, input_reading_options},
    .details_en =
        "The source is --replay FILE, or --rtp, or standard input (-), which needs --raw. At the end of the "
        "call, or at Ctrl-C, the report is printed: that of calltone analyze, byte for byte. Until then cues of the "
        "standard's section [live] are told on stderr, or with --jsonl as lines of type cue, cue_over and state, "
        "and the report at last.",
    .details_zh = "来源为 --replay FILE、--rtp，或标准输入（-，须同时给出 --raw）。通话结束或按 Ctrl-C 时输出报告，"
                  "与 calltone analyze 的报告逐字节相同。在此之前按标准中 [live] 一节的限值给出提示：写到 stderr；"
                  "用 --jsonl 时为 cue、cue_over、state 类型的各行，最后一行为报告。",
    .run = run_live,
};
