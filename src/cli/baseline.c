/* calltone baseline: what is usual for one agent, from earlier calls. */
#include "calltone/baseline.h"
#include "cli/collecting.h"
#include "cli/input.h"

static const cli_option own_options[] = {
    {"name", 0, "AGENT", "whose calls they are", "座席姓名或工号"},
    {"output", 'o', "FILE", "write there and not to standard output", "写入文件，而不是标准输出"},
    {0},
};

static ct_status write_file(const void *baseline, FILE *out)
{
    return ct_baseline_write(baseline, out);
}

static int run_baseline(const cli_args *args)
{
    ct_baseline *baseline = NULL;
    int exit_code = collecting_run(args, CT_BASELINE_LEAST_CALLS, cli_value(args, "name"), &baseline);
    if (exit_code == EXIT_FINE)
        exit_code = collecting_write(args, write_file, baseline);
    ct_baseline_free(baseline);
    return exit_code;
}

const cli_syntax command_baseline = {
    .operands = "CALL...",
    .tables = {own_options, input_reading_options, input_pair_options},
    .details_en =
        "CALL is a recording, or a report that analyze --json wrote. The median and spread of each reading over "
        "an agent's earlier calls (5 at the least) become a file for analyze --baseline, which then judges "
        "pitch, level and clarity against what is usual for the agent and never by absolute figures.",
    .details_zh = "CALL 为录音，或 analyze --json 输出的报告。由座席本人以往的通话（至少 5 通）算出各项指标的中位数与"
                  "波动，存成基线文件，供 analyze --baseline 使用：音高、音量、清晰度只和本人平时比，不用绝对数值。",
    .run = run_baseline,
};
