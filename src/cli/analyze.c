/* calltone analyze: calls in, a report each. */
#include "cli/facts.h"
#include "cli/reporting.h"

static int run_analyze(const cli_args *args)
{
    const char *path = cli_value(args, "output");
    cli_input input;
    reporting job;
    int exit_code = input_start(args, &input);
    if (exit_code == EXIT_FINE && path && input_reads_file(&input, path))
        exit_code = cli_complain(args, "--output %s is one of the recordings", "--output %s 正是要分析的录音", path);
    if (exit_code == EXIT_FINE)
        exit_code = reporting_start(args, &job);
    if (exit_code != EXIT_FINE)
        return exit_code;
    ct_status status = CT_OK;
    for (size_t i = 0; i < input.n_calls && status != CT_ERR_WRITE; i++) {
        status = facts_visit_recording(&input, i, reporting_write, &job);
        job.failed = job.failed || status != CT_OK;
    }
    return reporting_end(&job);
}

const cli_syntax command_analyze = {
    .operands = "FILE...",
    .tables = {reporting_options, input_reading_options, input_pair_options},
    .details_en =
        "FILE is a recording of a call with the agent on one channel and the customer on the other. A FILE of "
        "- is standard input and needs --raw. A file that cannot be analysed is told of and the others still "
        "are; the exit code then is 3.",
    .details_zh = "FILE 为通话录音，座席与客户各占一个声道；FILE 写作 - 时读取标准输入，须同时给出 --raw。"
                  "某个文件无法分析时会说明原因并继续分析其余文件，此时退出码为 3。",
    .run = run_analyze,
};
