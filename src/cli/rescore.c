/* calltone rescore: stored facts judged again, without the audio. What analyze --json wrote goes in; out comes what
 * analyze would print under the other standard. */
#include "cli/facts.h"
#include "cli/reporting.h"

static int run_rescore(const cli_args *args)
{
    const char *path = cli_value(args, "output");
    reporting job;
    if (args->n_operands == 0)
        return cli_complain(args, "which report?", "请给出报告文件");
    for (int i = 0; i < args->n_operands; i++)
        if (path && input_same_file(path, args->operands[i]))
            return cli_complain(args, "--output %s is one of the reports", "--output %s 正是要读取的报告", path);
    int exit_code = reporting_start(args, &job);
    if (exit_code != EXIT_FINE)
        return exit_code;
    ct_status status = CT_OK;
    for (int i = 0; i < args->n_operands && status != CT_ERR_WRITE; i++) {
        status = facts_visit_stored(args->lang, args->operands[i], reporting_write, &job);
        job.failed = job.failed || status != CT_OK;
    }
    return reporting_end(&job);
}

const cli_syntax command_rescore = {
    .operands = "REPORT...",
    .tables = {reporting_options},
    .details_en = "REPORT is what analyze --json wrote, one report or many; - is standard input. The facts are judged "
                  "anew, under another standard or a changed one; the audio is not needed. The verdicts are the same "
                  "as if the recording were analysed again.",
    .details_zh = "REPORT 为 analyze --json 输出的文件，可含多份报告；写作 - 时读取标准输入。"
                  "只用其中的测量值按另一标准（或修改后的标准）重新评判，不需要录音，结果与重新分析录音相同。",
    .run = run_rescore,
};
