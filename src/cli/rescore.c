/* calltone rescore: stored facts judged again, without the audio. What analyze --json wrote goes in; out comes what
 * analyze would print under the other standard. With --db a whole store is judged, and keeps what comes out. */
#include <unistd.h>

#include "cli/facts.h"
#include "cli/reporting.h"
#include "cli/rescore_store.h"

static const cli_option rescore_options[] = {
    {"db", 0, "FILE", "judge all calls of the store that scan has written", "重新评判 scan 数据库中的全部通话"},
    {0},
};

/* A store takes no files, and writes no reports. */
static int run_on_store(const cli_args *args, const char *path)
{
    static const char *const others[] = {"json", "csv", "no-bom", "baseline", "fail-on", "output"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (cli_value(args, others[i]))
            return cli_complain(args, "--%s goes with reports, not with --db; see calltone export",
                                "--%s 用于报告文件，不能与 --db 同用；参见 calltone export", others[i]);
    if (args->n_operands > 0)
        return cli_complain(args, "either reports or --db", "报告文件与 --db 只能选一种");
    if (access(path, F_OK) != 0) { /* opened for writing, it would be made */
        cli_say(args->lang, "%s: there is no such file; scan writes one", "%s：没有这个文件，请先扫描生成", path);
        return EXIT_FAILED;
    }
    return rescore_store(args, path, cli_value(args, "standard"));
}

static int run_rescore(const cli_args *args)
{
    const char *html = cli_value(args, "html"), *path = html ? html : cli_value(args, "output");
    reporting job;
    if (cli_value(args, "db"))
        return run_on_store(args, cli_value(args, "db"));
    if (args->n_operands == 0)
        return cli_complain(args, "which report?", "请给出报告文件");
    for (int i = 0; i < args->n_operands; i++)
        if (path && input_same_file(path, args->operands[i]))
            return cli_complain(args, "--%s %s is one of the reports", "--%s %s 正是要读取的报告",
                                html ? "html" : "output", path);
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
    .tables = {reporting_options, rescore_options},
    .details_en =
        "REPORT is what analyze --json wrote, one report or many; - is standard input. The facts are judged "
        "anew, under another standard or a changed one; the audio is not needed. The verdicts are the same "
        "as if the recording were analysed again. With --db and no REPORT every call of a store is judged; what it "
        "was judged before stays beside it, and how many came off differently is told.",
    .details_zh = "REPORT 为 analyze --json 输出的文件，可含多份报告；写作 - 时读取标准输入。"
                  "只用其中的测量值按另一标准（或修改后的标准）重新评判，不需要录音，结果与重新分析录音相同。"
                  "用 --db 代替报告文件时，评判数据库中的全部通话，保留以前的评判，并给出结果变化的通话数。",
    .run = run_rescore,
};
