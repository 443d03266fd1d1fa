/* calltone compare: one's own call beside an exemplary one. The second call is visited inside the visit of the first,
 * so that both reports are there. */
#include "calltone/compare.h"

#include "cli/facts.h"
#include "cli/output.h"
#include "cli/paging.h"

#define DEFAULT_STANDARD "service-zh"

static const cli_option own_options[] = {
    {"html", 0, "FILE", "a page for a browser, to see and hear both; written into FILE",
     "写成一个网页文件，可同时看、听两通电话"},
    {"standard", 's', "NAME", "the standard whose steps and points say what is a large difference; default service-zh",
     "用哪个标准衡量差别大小；默认 service-zh"},
    {0},
};

typedef struct comparing {
    const cli_args *args;
    cli_input input;
    ct_standard *standard;
    bool html;
    paging pages[2];
    ct_page_call calls[2];
    ct_judgement *judgements[2]; /* what the charts know of bands */
    cli_output out;
} comparing;

static ct_status visit(comparing *job, size_t index, facts_visitor visitor)
{
    facts_listener listener = paging_listener(&job->pages[index]);
    if (job->html)
        return facts_visit_recording(&job->input, index, &listener, visitor, job);
    return facts_visit(&job->input, index, visitor, job);
}

static ct_status take(comparing *job, size_t index, const ct_report *report, const ct_call *call)
{
    job->calls[index].report = report;
    job->calls[index].call = call;
    if (!job->html)
        return CT_OK;
    ct_status status = ct_judge(report, job->standard, NULL, &job->judgements[index]);
    if (status == CT_OK)
        status = paging_show(&job->pages[index], &job->calls[index]);
    if (status != CT_OK)
        cli_say_status(job->args->lang, status);
    job->calls[index].judgement = job->judgements[index];
    return status;
}

static ct_status write_comparison(comparing *job)
{
    ct_difference differences[CT_MOST_DIFFERENCES];
    ct_comparison comparison = {
        .mine = &job->calls[0], .exemplar = &job->calls[1], .standard = job->standard, .differences = differences};
    ct_status status = ct_compare(job->calls[0].report, job->calls[1].report, job->standard, differences,
                                  &comparison.n_differences, &comparison.n_compared);
    FILE *file = output_file(&job->out);
    if (status != CT_OK || !file)
        return CT_ERR_WRITE;
    status = job->html ? ct_comparison_write_page(&comparison, job->args->lang, file)
                       : ct_comparison_write_text(&comparison, job->args->lang, file);
    if (status == CT_ERR_MEMORY)
        cli_say_status(job->args->lang, status);
    return output_write(&job->out, "", 0) ? status : CT_ERR_WRITE;
}

static ct_status visit_exemplar(void *context, const ct_report *report, const ct_call *call)
{
    comparing *job = context;
    ct_status status = take(job, 1, report, call);
    return status == CT_OK ? write_comparison(job) : status;
}

static ct_status visit_mine(void *context, const ct_report *report, const ct_call *call)
{
    comparing *job = context;
    ct_status status = take(job, 0, report, call);
    return status == CT_OK ? visit(job, 1, visit_exemplar) : status;
}

static int start(const cli_args *args, comparing *job)
{
    ct_message message;
    const char *html = cli_value(args, "html"), *name = cli_value(args, "standard");
    *job = (comparing){.args = args, .html = html != NULL};
    int exit_code = input_start(args, &job->input);
    if (exit_code == EXIT_FINE && job->input.n_calls != 2)
        exit_code = cli_complain(args, "two calls: mine, and the exemplary one", "请给出两通电话：本通与标杆");
    if (exit_code == EXIT_FINE && html && input_reads_file(&job->input, html))
        exit_code = cli_complain(args, "--html %s is one of the recordings", "--html %s 正是要分析的录音", html);
    for (size_t i = 0; i < 2 && exit_code == EXIT_FINE; i++)
        exit_code = paging_start(args, &job->input, 2, &job->pages[i]);
    if (exit_code != EXIT_FINE)
        return exit_code;
    if (ct_standard_load(name ? name : DEFAULT_STANDARD, &job->standard, &message) != CT_OK) {
        cli_say(args->lang, "%s", "%s", ct_message_text(&message, args->lang));
        return EXIT_USAGE;
    }
    output_start(&job->out, html, args->lang);
    return EXIT_FINE;
}

static int run_compare(const cli_args *args)
{
    comparing job;
    int exit_code = start(args, &job);
    if (exit_code != EXIT_FINE)
        return exit_code;
    ct_status status = visit(&job, 0, visit_mine);
    bool whole = output_end(&job.out);
    for (size_t i = 0; i < 2; i++) {
        paging_end(&job.pages[i]);
        ct_judgement_free(job.judgements[i]);
    }
    ct_standard_free(job.standard);
    return status == CT_OK && whole ? EXIT_FINE : EXIT_FAILED;
}

const cli_syntax command_compare = {
    .operands = "MINE EXEMPLAR",
    .tables = {own_options, paging_options, input_reading_options, input_pair_options},
    .details_en =
        "Names the three largest differences of the agent's speech, each with the moments to hear in both calls. "
        "With --html both calls can be seen and heard, lane under lane, the pitch of each around its own median: a "
        "man's voice and a woman's compare. Without it either may also be a report of analyze --json.",
    .details_zh = "列出座席在两通电话中的三处最大差别，并给出两边可回听的片段。加 --html 可上下对照地看、听两通电话，"
                  "音高都以各自的中位数为准，男声女声也可比较；不加时也可以用 analyze --json 的报告。",
    .run = run_compare,
};
