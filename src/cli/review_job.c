#include "cli/review_job.h"

#include "cli/period.h"
#include "review/days.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

const cli_option review_options[] = {
    {"db", 0, "FILE", "the store that calltone scan writes", "calltone scan 生成的数据库"},
    {"standard", 's', "NAME", "as judged by this one; default the one used last", "按哪个标准的评判；默认最近使用的"},
    {"date", 0, "DAY", "the day it is about, as 2026-11-23; default the last day with calls before today",
     "哪一天，写成 2026-11-23；默认今天之前最近有通话的一天"},
    {"from", 0, "DAY", "first day of the calls", "通话从哪一天起"},
    {"until", 0, "DAY", "last day of the calls", "到哪一天为止（含当天）"},
    {"team", 0, "TEAM", "this team alone", "只看这个班组"},
    {"csv", 0, NULL, "figures as CSV", "输出 CSV 数据"},
    {"no-bom", 0, NULL, "no byte order mark before CSV; spreadsheets need it for Chinese",
     "CSV 不带 BOM（表格软件靠它识别中文）"},
    {"html", 0, "FILE", "write one page for a browser there", "写成一个网页文件"},
    {"output", 'o', "FILE", "write there and not to standard output", "写入文件，而不是标准输出"},
    {0},
};

static int take_days(review_job *job)
{
    int last = DAYS_NONE, exit_code = period_option(job->args, "date", &job->day);
    if (exit_code == EXIT_FINE)
        exit_code = period_option(job->args, "from", &job->from);
    if (exit_code == EXIT_FINE)
        exit_code = period_option(job->args, "until", &last);
    if (exit_code == EXIT_FINE && last != DAYS_NONE)
        job->until = last + 1;
    return exit_code;
}

static int open_store(review_job *job, ct_store_use use)
{
    ct_status status = ct_store_open(cli_value(job->args, "db"), use, &job->store, &job->message);
    if (status == CT_OK)
        status = ct_store_load_standard(job->store, cli_value(job->args, "standard"), &job->standard, &job->message);
    if (status != CT_OK) {
        cli_say(job->args->lang, "%s", "%s", ct_message_text(&job->message, job->args->lang));
        return EXIT_FAILED;
    }
    return job->day == DAYS_NONE ? period_last_day(job->args, job->store, &job->day) : EXIT_FINE;
}

int review_job_start(const cli_args *args, ct_store_use use, review_job *out)
{
    *out = (review_job){.args = args, .day = DAYS_NONE, .from = DAYS_NONE, .until = DAYS_NONE};
    if (!cli_value(args, "db"))
        return cli_complain(args, "which store? --db FILE", "请用 --db 给出数据库文件");
    if (cli_value(args, "csv") && cli_value(args, "html"))
        return cli_complain(args, "either --csv or --html", "--csv 与 --html 只能选一个");
    out->csv = cli_value(args, "csv");
    int exit_code = take_days(out);
    return exit_code == EXIT_FINE ? open_store(out, use) : exit_code;
}

int review_job_write(review_job *job, ct_status (*write)(review_job *job))
{
    const char *html = cli_value(job->args, "html");
    output_start(&job->out, html ? html : cli_value(job->args, "output"), job->args->lang);
    job->page =
        (handout){.out = output_file(&job->out), .lang = job->args->lang, .form = html ? HANDOUT_HTML : HANDOUT_TEXT};
    if (!job->page.out)
        return EXIT_FAILED;
    if (job->csv && !cli_value(job->args, "no-bom"))
        fputs(BYTE_ORDER_MARK, job->page.out);
    ct_status status = write(job);
    if (status != CT_OK)
        cli_say(job->args->lang, "%s", "%s", ct_message_text(&job->message, job->args->lang));
    bool whole = output_write(&job->out, "", 0);
    return output_end(&job->out) && whole && status == CT_OK ? EXIT_FINE : EXIT_FAILED;
}

void review_job_end(review_job *job)
{
    rows_free(&job->rows);
    ct_standard_free(job->standard);
    ct_store_close(job->store);
}

ct_status review_job_read(review_job *job, int from, int until, const char *agent)
{
    rows_filter which = {.from = from, .until = until, .team = cli_value(job->args, "team"), .agent = agent};
    return rows_read(job->store, job->standard, which, &job->rows, &job->message);
}

ct_status review_job_no_memory(review_job *job)
{
    ct_message_set(&job->message, CT_ERR_MEMORY);
    return CT_ERR_MEMORY;
}
