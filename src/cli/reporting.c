#include "cli/reporting.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

const cli_option reporting_options[] = {
    {"json", 0, NULL, "one JSON object a call, one line each (schema calltone.report/1)",
     "输出 JSON，每通电话一行（格式 calltone.report/1）"},
    {"csv", 0, NULL, "one CSV line a reading", "输出 CSV，每项指标一行"},
    {"html", 0, "FILE", "one page a call, for a browser: to read, see, hear and print; written into FILE",
     "写成一个网页文件（一通电话一个）：可读、可看、可听、可打印"},
    {"no-bom", 0, NULL, "no byte order mark before CSV; spreadsheets need it for Chinese",
     "CSV 不带 BOM（表格软件靠它识别中文）"},
    {"standard", 's', "NAME", "a shipped standard, a file of your own, or none; default service-zh",
     "所用标准：内置名称或文件；none 只输出测量值；默认 service-zh"},
    {"baseline", 0, "FILE", "what is usual for the agent, as calltone baseline writes it",
     "座席本人的基线（由 calltone baseline 生成）"},
    {"fail-on", 0, "warn|fail", "exit code 1 when a finding is as bad as that", "有达到该级别的发现时退出码为 1"},
    {"output", 'o', "FILE", "write there and not to standard output", "写入文件，而不是标准输出"},
    {0},
};

static int take_baseline(const cli_args *args, reporting *out)
{
    const char *path = cli_value(args, "baseline");
    ct_message message;
    if (!path || ct_baseline_load(path, &out->baseline, &message) == CT_OK)
        return EXIT_FINE;
    cli_say(args->lang, "%s", "%s", ct_message_text(&message, args->lang));
    return EXIT_USAGE;
}

static int take_standard(const cli_args *args, reporting *out)
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

int reporting_start(const cli_args *args, reporting *out)
{
    bool json = cli_value(args, "json"), csv = cli_value(args, "csv");
    const char *html = cli_value(args, "html"), *path = cli_value(args, "output");
    *out = (reporting){.lang = args->lang, .form = html ? FORM_HTML : json ? FORM_JSON : csv ? FORM_CSV : FORM_TEXT};
    out->with_mark = !cli_value(args, "no-bom");
    if (json && csv)
        return cli_complain(args, "either --json or --csv", "--json 与 --csv 只能选一个");
    if (html && (json || csv || path))
        return cli_complain(args, "--html does not go with --json, --csv or --output",
                            "--html 不能与 --json、--csv 或 --output 同时使用");
    output_start(&out->out, html ? html : path, args->lang);
    int exit_code = take_baseline(args, out);
    if (exit_code == EXIT_FINE)
        exit_code = take_standard(args, out);
    if (exit_code != EXIT_FINE)
        ct_baseline_free(out->baseline);
    return exit_code;
}

static ct_status write_form(const reporting *job, const ct_report *report, const ct_call *call,
                            const ct_judgement *judgement, FILE *out)
{
    bool first = job->n_written == 0;
    if (job->form == FORM_HTML) {
        ct_page_call page = job->page;
        page.report = report;
        page.call = call;
        page.judgement = judgement;
        return ct_page_write_review(&page, job->lang, out);
    }
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

/* Straight to where it goes: the report of a long call is not held in memory beside the call. */
static ct_status write_out(reporting *job, const ct_report *report, const ct_call *call, const ct_judgement *judgement)
{
    if (job->form == FORM_HTML && job->n_written > 0) {
        cli_say(job->lang, "--html takes one call: the others are left out", "--html 一次只能处理一通电话，其余未写出");
        return CT_ERR_WRITE;
    }
    FILE *out = output_file(&job->out);
    if (!out)
        return CT_ERR_WRITE;
    ct_status status = write_form(job, report, call, judgement, out);
    job->n_written++;
    if (status == CT_ERR_MEMORY)
        cli_say_status(job->lang, status);
    return output_write(&job->out, "", 0) ? status : CT_ERR_WRITE; /* which also tells of what write_form() met */
}

ct_status reporting_write(void *context, const ct_report *report, const ct_call *call)
{
    reporting *job = context;
    ct_judgement *judgement = NULL;
    ct_status status = job->standard ? ct_judge(report, job->standard, job->baseline, &judgement) : CT_OK;
    if (status != CT_OK)
        cli_say_status(job->lang, status);
    else
        status = write_out(job, report, call, judgement);
    if (status == CT_OK && judgement && job->fail_on != CT_PASS)
        job->found = job->found || ct_judgement_worst(judgement) >= job->fail_on;
    ct_judgement_free(judgement);
    return status;
}

int reporting_end(reporting *job)
{
    ct_standard_free(job->standard);
    ct_baseline_free(job->baseline);
    job->standard = NULL;
    job->baseline = NULL;
    if (!output_end(&job->out) || job->failed)
        return EXIT_FAILED;
    return job->found ? EXIT_FINDINGS : EXIT_FINE;
}
