/* calltone analyze: calls in, a report each. A report is made in memory and written whole, or not at all. */
#include <stdlib.h>
#include <string.h>

#include "cli/input.h"
#include "cli/output.h"
#include "cli/pump.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

static const cli_option own_options[] = {
    {"json", 0, NULL, "one JSON object a call, one line each (schema calltone.report/1)",
     "输出 JSON，每通电话一行（格式 calltone.report/1）"},
    {"csv", 0, NULL, "one CSV line a reading", "输出 CSV，每项指标一行"},
    {"no-bom", 0, NULL, "no byte order mark before CSV; spreadsheets need it for Chinese",
     "CSV 不带 BOM（表格软件靠它识别中文）"},
    {"output", 'o', "FILE", "write there and not to standard output", "写入文件，而不是标准输出"},
    {0},
};

typedef enum form { FORM_TEXT, FORM_JSON, FORM_CSV } form;

typedef struct analysis {
    ct_lang lang;
    form form;
    bool with_mark; /* CSV: byte order mark first */
    cli_output out;
    size_t n_written;
    bool failed; /* at least one call */
} analysis;

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
    return EXIT_FINE;
}

static ct_status write_report(const analysis *job, const ct_report *report, const ct_call *call, FILE *out)
{
    bool first = job->n_written == 0;
    if (job->form == FORM_JSON)
        return ct_report_write_json(report, call, out);
    if (job->form == FORM_CSV) {
        if (first && job->with_mark)
            fputs(BYTE_ORDER_MARK, out);
        return ct_report_write_csv(report, call, first, out);
    }
    if (!first)
        fputs("\n\n", out);
    return ct_report_write_text(report, call, job->lang, out);
}

/* The report of a call that was heard to its end, as bytes; free `text`. */
static ct_status make_report(const analysis *job, cli_call *call, char **text, size_t *size)
{
    ct_report *report = NULL;
    ct_status status = ct_engine_report(call->engine, &report);
    if (status != CT_OK)
        return status;
    input_describe_call(call);
    FILE *memory = open_memstream(text, size);
    status = memory ? write_report(job, report, &call->about, memory) : CT_ERR_MEMORY;
    if (memory && fclose(memory) != 0)
        status = CT_ERR_MEMORY;
    ct_report_free(report);
    return status;
}

/* False when nothing more can be written. A call that cannot be analysed is told of and left behind. */
static bool analyze_call(analysis *job, const cli_input *input, size_t index)
{
    cli_call call = {0};
    ct_message message = {""};
    char *text = NULL;
    size_t size = 0;
    ct_status status = input_open_call(input, index, &call, &message);
    if (status == CT_OK)
        status = pump_run(call.source, call.engine, NULL, NULL, &message);
    if (status == CT_OK) {
        status = make_report(job, &call, &text, &size);
        snprintf(message.text, sizeof message.text, "%s", ct_status_text(status));
    }
    bool can_go_on = true;
    if (status == CT_OK) {
        can_go_on = output_write(&job->out, text, size);
        job->n_written++;
    } else {
        cli_say(job->lang, "%s", "%s", message.text);
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
    return can_go_on && whole && !job.failed ? EXIT_FINE : EXIT_FAILED;
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
