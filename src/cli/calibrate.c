/* calltone calibrate: limits from a centre's own exemplary calls, as a standard that extends a shipped one. */
#include <string.h>

#include "calltone/standard.h"
#include "cli/collecting.h"
#include "cli/input.h"
#include "cli/reporting.h"

static const cli_option own_options[] = {
    {"standard", 's', "NAME", "the shipped standard to extend; default service-zh",
     "以哪个内置标准为基础；默认 service-zh"},
    {"name", 0, "NAME", "name of the new standard; default calibrated", "新标准的名称；默认 calibrated"},
    {"output", 'o', "FILE", "write there and not to standard output", "写入文件，而不是标准输出"},
    {0},
};

static ct_status write_file(const void *calibration, FILE *out)
{
    return ct_calibration_write(calibration, out);
}

static bool is_shipped(const char *name)
{
    for (size_t i = 0; ct_standard_shipped_name(i); i++)
        if (strcmp(ct_standard_shipped_name(i), name) == 0)
            return true;
    return false;
}

/* What is written can be read, and calls good what was exemplary: shown by the rules that moved. */
static int calibrate(const cli_args *args, const ct_standard *base, const ct_baseline *usual)
{
    const char *name = cli_value(args, "name");
    ct_calibration calibration = {.base = base, .usual = usual, .name = name ? name : "calibrated"};
    int exit_code = collecting_write(args, write_file, &calibration);
    if (exit_code == EXIT_FINE)
        cli_say(args->lang, "%zu of %zu limits follow from %zu calls; the file says which stayed and why",
                "%zu 条限值（共 %zu 条）已按 %zu 通电话校准；其余保持不变，原因见文件",
                ct_calibration_count(&calibration), ct_calibration_rules(&calibration), usual->n_calls);
    return exit_code;
}

static int run_calibrate(const cli_args *args)
{
    const char *name = cli_value(args, "standard"), *own_name = cli_value(args, "name");
    ct_standard *base = NULL;
    ct_baseline *usual = NULL;
    ct_message message;
    if (!name)
        name = DEFAULT_STANDARD;
    if (!is_shipped(name))
        return cli_complain(args, "--standard %s: only a shipped standard can be extended",
                            "--standard %s：只能以内置标准为基础", name);
    if (own_name && (!*own_name || strpbrk(own_name, "\r\n;#")))
        return cli_complain(args, "--name is one word or line, without ; and #", "--name 应为一行文字，不含 ; 和 #");
    ct_status status = ct_standard_load(name, &base, &message);
    if (status != CT_OK) {
        cli_say(args->lang, "%s", "%s", ct_message_text(&message, args->lang));
        return EXIT_FAILED;
    }
    int exit_code = collecting_run(args, CT_CALIBRATION_LEAST_CALLS, NULL, &usual);
    if (exit_code == EXIT_FINE)
        exit_code = calibrate(args, base, usual);
    ct_baseline_free(usual);
    ct_standard_free(base);
    return exit_code;
}

const cli_syntax command_calibrate = {
    .operands = "CALL...",
    .tables = {own_options, input_reading_options, input_pair_options},
    .details_en =
        "CALL is an exemplary call of the centre: a recording, or a report that analyze --json wrote; at least 8 "
        "of them. Limits on measured values become median -/+ 2 spreads (kept) and -/+ 3 spreads (nearly), where "
        "the standard has a limit in that direction. Limits that a document states, counts of events, and rules "
        "with too few calls stay as they are. The result is a standard file to read, change and use.",
    .details_zh = "CALL 为本中心的标杆通话（录音，或 analyze --json 输出的报告），至少 8 通。测量值的限值改为：中位数 "
                  "±2 倍波动为达标，±3 倍为接近达标（原标准在该方向有限值时）。文件明文规定的限值、次数类限值、"
                  "样本不足的规则保持不变。生成的标准文件可查看、修改、使用。",
    .run = run_calibrate,
};
