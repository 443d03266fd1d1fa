/* calltone analyze: calls in, a report each. A report is made in memory and written whole, or not at all. */
#include <stdlib.h>
#include <string.h>

#include "calltone/standard.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/pump.h"

#define BYTE_ORDER_MARK  "\xEF\xBB\xBF"
#define DEFAULT_STANDARD "service-zh"

static const cli_option own_options[] = {
    {"json", 0, NULL, "one JSON object a call, one line each (schema calltone.report/1)",
     "输出 JSON，每通电话一行（格式 calltone.report/1）"},
    {"csv", 0, NULL, "one CSV line a reading", "输出 CSV，每项指标一行"},
    {"no-bom", 0, NULL, "no byte order mark before CSV; spreadsheets need it for Chinese",
     "CSV 不带 BOM（表格软件靠它识别中文）"},
    {"standard", 's', "NAME", "a shipped standard, a file of your own, or none; default service-zh",
     "所用标准：内置名称或文件；none 只输出测量值；默认 service-zh"},
    {"fail-on", 0, "warn|fail", "exit code 1 when a finding is as bad as that", "有达到该级别的发现时退出码为 1"},
    {"output", 'o', "FILE", "write there and not to standard output", "写入文件，而不是标准输出"},
    {0},
};

typedef enum form { FORM_TEXT, FORM_JSON, FORM_CSV } form;

typedef struct analysis {
    ct_lang lang;
    form form;
    bool with_mark;        /* CSV: byte order mark first */
    ct_standard *standard; /* NULL: facts alone */
    ct_outcome fail_on;    /* CT_PASS: never */
    bool found;            /* something as bad as that */
    cli_output out;
    size_t n_written;
    bool failed; /* at least one call */
} analysis;

static int take_standard(const cli_args *args, analysis *out)
{
    const char *name = cli_value(args, "standard"), *fail_on = cli_value(args, "fail-on");
    ct_message message;
    if (fail_on)
        out->fail_on = strcmp(fail_on, "warn") == 0 ? CT_WARN : CT_FAIL;
    if (name && strcmp(name, "none") == 0)
        return fail_on ? cli_complain(args, "--fail-on needs a standard", "--fail-on 需要有标准") : EXIT_FINE;
    ct_status status = ct_standard_load(name ? name : DEFAULT_STANDARD, &out->standard, &message);
    if (status == CT_OK)
        return EXIT_FINE;
    cli_say(args->lang, "%s", "%s", ct_message_text(&message, args->lang));
    return EXIT_USAGE;
}

static int start_job(const cli_args *args, const cli_input *input, analysis *out)
{
    const char *path = cli_value(args, "output");
    bool json = cli_value(args, "json"), csv = cli_value(args, "csv");
    *out = (analysis){.lang = args->lang, .form = json ? FORM_JSON : csv ? FORM_CSV : FORM_TEXT};
    out->with_mark = !cli_value(args, "no-bom");
    if (json && csv)
        return cli_complain(args, "either --json or --csv", "--json 与 --csv 只能选一个");
    if (path && input_reads_file(input, path))
        return cli_complain(args, "--output %s is one of the recordings", "--output %s 正是要分析的录音", path);
    output_start(&out->out, path, args->lang);
    return take_standard(args, out);
}

static ct_status write_report(const analysis *job, const ct_report *report, const ct_call *call,
                              const ct_judgement *judgement, FILE *out)
{
    bool first = job->n_written == 0;
    if (job->form == FORM_JSON)
        return ct_report_write_json(report, call, judgement, out);
    if (job->form == FORM_CSV) {
        if (first && job->with_mark)
            fputs(BYTE_ORDER_MARK, out);
        return ct_report_write_csv(report, call, first, out);
    }
    if (!first)
        fputs("\n\n", out);
    return ct_report_write_text(report, call, judgement, job->lang, out);
}

/* The report of a call that was heard to its end, as bytes; free `text`. */
static ct_status make_report(analysis *job, cli_call *call, char **text, size_t *size)
{
    ct_report *report = NULL;
    ct_judgement *judgement = NULL;
    ct_status status = ct_engine_report(call->engine, &report);
    if (status == CT_OK && job->standard)
        status = ct_judge(report, job->standard, &judgement);
    if (status == CT_OK) {
        input_describe_call(call);
        FILE *memory = open_memstream(text, size);
        status = memory ? write_report(job, report, &call->about, judgement, memory) : CT_ERR_MEMORY;
        if (memory && fclose(memory) != 0)
            status = CT_ERR_MEMORY;
    }
    if (judgement && job->fail_on != CT_PASS)
        job->found = job->found || ct_judgement_worst(judgement) >= job->fail_on;
    ct_judgement_free(judgement);
    ct_report_free(report);
    return status;
}

/* False when nothing more can be written. A call that cannot be analysed is told of and left behind. */
static bool analyze_call(analysis *job, const cli_input *input, size_t index)
{
    cli_call call = {0};
    ct_message message = {0};
    char *text = NULL;
    size_t size = 0;
    ct_status status = input_open_call(input, index, &call, &message);
    if (status == CT_OK)
        status = pump_run(call.source, call.engine, NULL, NULL, &message);
    if (status == CT_OK) {
        status = make_report(job, &call, &text, &size);
        ct_message_set(&message, status);
    }
    bool can_go_on = true;
    if (status == CT_OK) {
        can_go_on = output_write(&job->out, text, size);
        job->n_written++;
    } else {
        cli_say(job->lang, "%s", "%s", ct_message_text(&message, job->lang));
        job->failed = true;
    }
    free(text);
    input_close_call(&call);
    return can_go_on;
}

static int run_analyze(const cli_args *args)
{
    cli_input input;
    analysis job;
    int status = input_start(args, &input);
    if (status == EXIT_FINE)
        status = start_job(args, &input, &job);
    if (status != EXIT_FINE)
        return status;
    bool can_go_on = true;
    for (size_t i = 0; i < input.n_calls && can_go_on; i++)
        can_go_on = analyze_call(&job, &input, i);
    bool whole = output_end(&job.out);
    ct_standard_free(job.standard);
    if (!can_go_on || !whole || job.failed)
        return EXIT_FAILED;
    return job.found ? EXIT_FINDINGS : EXIT_FINE;
}

const cli_syntax command_analyze = {
    .operands = "FILE...",
    .tables = {own_options, input_options},
    .details_en =
        "FILE is a recording of a call with the agent on one channel and the customer on the other. A FILE of "
        "- is standard input and needs --raw. A file that cannot be analysed is told of and the others still "
        "are; the exit code then is 3.",
    .details_zh = "FILE 为通话录音，座席与客户各占一个声道；FILE 写作 - 时读取标准输入，须同时给出 --raw。"
                  "某个文件无法分析时会说明原因并继续分析其余文件，此时退出码为 3。",
    .run = run_analyze,
};
