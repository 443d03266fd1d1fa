/* calltone export: what a store holds, as a table for other programs. Verdicts come from judging the facts again, so
 * that they are those of analyze. */
#include <string.h>

#include "cli/export_rows.h"
#include "cli/output.h"
#include "cli/reporting.h"
#include "who/date.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

typedef struct exporting {
    ct_lang lang;
    cli_output out;
    table table;
    export_rows rows;
    ct_store_filter filter;
    char from[DATE_BYTES], until[DATE_BYTES];
    ct_standard *standard;
    bool complained;
} exporting;

static const cli_option export_options[] = {
    {"db", 0, "FILE", "the store that scan has written", "scan 生成的数据库"},
    {"csv", 0, NULL, "CSV for spreadsheets; the default", "输出 CSV（默认）"},
    {"jsonl", 0, NULL, "one JSON object a line", "每行一个 JSON 对象"},
    {"no-bom", 0, NULL, "no byte order mark before CSV; spreadsheets need it for Chinese",
     "CSV 不带 BOM（表格软件靠它识别中文）"},
    {"output", 'o', "FILE", "write there and not to standard output", "写入文件，而不是标准输出"},
    {"standard", 's', "NAME", "judge by this one; default: the one that judged last", "评判标准；默认为最近一次所用的"},
    {"from", 0, "DATE", "calls that began then or later", "该日期（含）以后的通话"},
    {"until", 0, "DATE", "calls that began before that", "该日期（不含）以前的通话"},
    {"agent", 0, "ID", "calls of this agent", "该座席的通话"},
    {"team", 0, "NAME", "calls of this team", "该班组的通话"},
    {0},
};

static bool take_date(const cli_args *args, const char *option, char date[DATE_BYTES], const char **out)
{
    const char *said = cli_value(args, option);
    if (!said)
        return true;
    *out = date;
    return date_read(said, date);
}

static int take_options(const cli_args *args, exporting *job)
{
    static const struct {
        const char *name;
        export_rows rows;
    } kinds[] = {{"calls", export_calls}, {"findings", export_findings}, {"events", export_events}};
    *job =
        (exporting){.lang = args->lang, .filter = {.agent = cli_value(args, "agent"), .team = cli_value(args, "team")}};
    if (args->n_operands != 1)
        return cli_complain(args, "what? calls, findings or events", "请指明 calls、findings 或 events 之一");
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(args->operands[0], kinds[i].name) == 0)
            job->rows = kinds[i].rows;
    if (!job->rows)
        return cli_complain(args, "\"%s\" is none of calls, findings and events", "“%s”不是 calls、findings 或 events",
                            args->operands[0]);
    if (!cli_value(args, "db"))
        return cli_complain(args, "--db FILE says which store", "请用 --db 指定数据库文件");
    if (cli_value(args, "csv") && cli_value(args, "jsonl"))
        return cli_complain(args, "either --csv or --jsonl", "--csv 与 --jsonl 只能选一个");
    if (!take_date(args, "from", job->from, &job->filter.from) ||
        !take_date(args, "until", job->until, &job->filter.until))
        return cli_complain(args, "--from and --until take a date as in 2026-11-24",
                            "--from 和 --until 应为日期，如 2026-11-24");
    job->filter.with_failed = job->rows == export_calls;
    return EXIT_FINE;
}

static ct_status write_call(void *context, const ct_kept *kept, const ct_report *report)
{
    exporting *job = context;
    ct_judgement *judgement = NULL;
    ct_status status = report ? ct_judge(report, job->standard, NULL, &judgement) : CT_OK;
    if (status == CT_OK) {
        const export_call call = {kept, report, judgement};
        job->rows(&job->table, &call);
        if (ferror(job->table.out)) { /* said at once, and not after the whole store */
            output_write(&job->out, "", 0);
            job->complained = true;
            status = CT_ERR_WRITE;
        }
    }
    ct_judgement_free(judgement);
    return status;
}

static void write_heading(exporting *job, bool with_mark)
{
    static const ct_kept no_call;
    const export_call call = {.kept = &no_call};
    if (with_mark)
        fputs(BYTE_ORDER_MARK, job->table.out);
    job->table.heading = true;
    job->rows(&job->table, &call);
    job->table.heading = false;
}

/* Of the store: the one of that name, or the one that was put last; else a shipped one or a file. */
static ct_status find_standard(ct_store *store, const char *name, ct_standard **out, ct_message *message)
{
    ct_status status = ct_store_load_standard(store, name, out, message);
    return status == CT_ERR_OPEN ? ct_standard_load(name ? name : DEFAULT_STANDARD, out, message) : status;
}

static int write_all(const cli_args *args, exporting *job, ct_store *store)
{
    ct_message message = {0};
    ct_status status = find_standard(store, cli_value(args, "standard"), &job->standard, &message);
    if (status != CT_OK) {
        cli_say(job->lang, "%s", "%s", ct_message_text(&message, job->lang));
        return EXIT_FAILED;
    }
    output_start(&job->out, cli_value(args, "output"), job->lang);
    FILE *out = output_file(&job->out);
    if (!out)
        return EXIT_FAILED;
    table_start(&job->table, out, cli_value(args, "jsonl"));
    if (!job->table.json)
        write_heading(job, !cli_value(args, "no-bom"));
    status = ct_store_visit(store, &job->filter, write_call, job, &message);
    if (status != CT_OK && !job->complained)
        cli_say(job->lang, "%s", "%s", *message.text ? ct_message_text(&message, job->lang) : ct_status_text(status));
    return output_end(&job->out) && status == CT_OK ? EXIT_FINE : EXIT_FAILED;
}

static int run_export(const cli_args *args)
{
    exporting job;
    ct_store *store = NULL;
    ct_message message;
    int exit_code = take_options(args, &job);
    if (exit_code != EXIT_FINE)
        return exit_code;
    if (ct_store_open(cli_value(args, "db"), CT_STORE_READ, &store, &message) != CT_OK) {
        cli_say(args->lang, "%s", "%s", ct_message_text(&message, args->lang));
        return EXIT_FAILED;
    }
    exit_code = write_all(args, &job, store);
    ct_standard_free(job.standard);
    ct_store_close(store);
    return exit_code;
}

const cli_syntax command_export = {
    .operands = "calls|findings|events",
    .tables = {export_options},
    .details_en =
        "calls: a row a call, also those that could not be analysed (see error), with every reading under "
        "SIDE.MEASURE. "
        "findings: a row for each warning, fail and hint, with its moments in seconds. events: a row for each turn, "
        "pause, interruption, hold and so on. What is not known is an empty cell or null. Each row begins with call, "
        "path, id, agent, team, line and started_at; names and order of columns stay, new ones come behind.",
    .details_zh = "calls：每通电话一行（无法分析的也在内，见 error），各项指标的列名为“侧.指标”。"
                  "findings：每项警告、不合格和提示一行，附时间点（秒）。events：话轮、停顿、打断、保持等每个事件一行。"
                  "未知的值为空单元格或 null。每行开头为 call、path、id、agent、team、line、started_at；"
                  "列名和顺序保持不变，新列只加在后面。",
    .run = run_export,
};
