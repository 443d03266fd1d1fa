/* calltone analyze: calls in, a report each. */
#include "cli/facts.h"
#include "cli/paging.h"
#include "cli/reporting.h"

typedef struct analysis {
    reporting report;
    paging page;
} analysis;

static ct_status write_report(void *context, const ct_report *report, const ct_call *call)
{
    analysis *job = context;
    ct_status status = paging_show(&job->page, &job->report.page);
    if (status != CT_OK) {
        cli_say_status(job->report.lang, status);
        return status;
    }
    return reporting_write(&job->report, report, call);
}

static int start(const cli_args *args, cli_input *input, analysis *job)
{
    const char *path = cli_value(args, "output"), *html = cli_value(args, "html");
    int exit_code = input_start(args, input);
    if (exit_code == EXIT_FINE && path && input_reads_file(input, path))
        exit_code = cli_complain(args, "--output %s is one of the recordings", "--output %s 正是要分析的录音", path);
    if (exit_code == EXIT_FINE && html && input_reads_file(input, html))
        exit_code = cli_complain(args, "--html %s is one of the recordings", "--html %s 正是要分析的录音", html);
    if (exit_code == EXIT_FINE)
        exit_code = paging_start(args, input, 1, &job->page);
    return exit_code == EXIT_FINE ? reporting_start(args, &job->report) : exit_code;
}

static int run_analyze(const cli_args *args)
{
    cli_input input;
    analysis job;
    int exit_code = start(args, &input, &job);
    if (exit_code != EXIT_FINE)
        return exit_code;
    facts_listener listener = paging_listener(&job.page);
    bool listens = job.report.form == FORM_HTML;
    ct_status status = CT_OK;
    for (size_t i = 0; i < input.n_calls && status != CT_ERR_WRITE; i++) {
        status = facts_visit_recording(&input, i, listens ? &listener : NULL, write_report, &job);
        job.report.failed = job.report.failed || status != CT_OK;
    }
    paging_end(&job.page);
    return reporting_end(&job.report);
}

const cli_syntax command_analyze = {
    .operands = "FILE...",
    .tables = {reporting_options, paging_options, input_reading_options, input_pair_options},
    .details_en =
        "FILE is a recording of a call with the agent on one channel and the customer on the other. A FILE of "
        "- is standard input and needs --raw. A file that cannot be analysed is told of and the others still "
        "are; the exit code then is 3.",
    .details_zh = "FILE 为通话录音，座席与客户各占一个声道；FILE 写作 - 时读取标准输入，须同时给出 --raw。"
                  "某个文件无法分析时会说明原因并继续分析其余文件，此时退出码为 3。",
    .run = run_analyze,
};
