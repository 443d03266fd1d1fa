/* calltone sample: the day's listening list. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/review_job.h"
#include "review/days.h"
#include "review/sample.h"

#define MOST_A_DAY 100000

static const cli_option own_options[] = {
    {"per-day", 0, "N", "so many calls a day; default 5", "每天几通；默认 5"},
    {"order", 0, "random|worst-first|new-fault-first|least-recently-heard",
     "which of an agent's calls and which agents come first; default random", "先听哪些；默认随机"},
    {"seed", 0, "N", "another draw; the same seed gives the same list; default 1",
     "换一组；种子相同则清单相同；默认 1"},
    {"dry-run", 0, NULL, "do not note in the store what is on the list", "不把清单记入数据库"},
    {0},
};

/* Last days on a list by the numbers of agents. */
typedef struct memory {
    const review_rows *rows;
    int *heard;
} memory;

static ct_status take_heard(void *context, const char *agent, const char *day)
{
    const memory *to = context;
    to->heard[names_find(&to->rows->agents, agent)] = days_read(day);
    return CT_OK;
}

static ct_status read_heard(review_job *job, int day, int *heard)
{
    char before[DAYS_TEXT_SIZE];
    memory all = {&job->rows, heard};
    days_write(before, day);
    for (size_t i = 0; i < names_count(&job->rows.agents); i++)
        heard[i] = DAYS_NONE;
    return ct_store_visit_heard(job->store, before, take_heard, &all, &job->message);
}

static ct_status note_heard(review_job *job, const sample *drawn)
{
    const char *team = cli_value(job->args, "team");
    char day[DAYS_TEXT_SIZE];
    size_t n = 0;
    ct_heard *list = malloc((drawn->n + 1) * sizeof *list);
    if (!list)
        return review_job_no_memory(job);
    days_write(day, drawn->day);
    for (size_t i = 0; i < drawn->n; i++)
        if (drawn->list[i].hear.path)
            list[n++] = (ct_heard){drawn->list[i].hear.path,
                                   names_text(&drawn->rows->agents, drawn->rows->calls[drawn->list[i].call].agent)};
    ct_status status = ct_store_put_heard(job->store, day, team ? team : "", list, n, &job->message);
    free(list);
    return status;
}

/* A number of the command line, checked before. */
static unsigned long number_of(const review_job *job, const char *name, unsigned long otherwise)
{
    const char *text = cli_value(job->args, name);
    return text ? strtoul(text, NULL, 10) : otherwise;
}

static sample_order order_of(const review_job *job)
{
    const char *text = cli_value(job->args, "order");
    int order = SAMPLE_RANDOM;
    while (text && strcmp(sample_order_name(order), text) != 0) /* one of them: the options saw to that */
        order++;
    return (sample_order)order;
}

static ct_status write_day(review_job *job, int day, int *heard, bool first)
{
    sample drawn = {0};
    ct_status status = read_heard(job, day, heard);
    if (status == CT_OK)
        status = sample_draw(job->store, &job->rows, day, number_of(job, "per-day", 5), order_of(job),
                             number_of(job, "seed", 1), heard, &drawn, &job->message);
    if (status == CT_OK && !cli_value(job->args, "dry-run"))
        status = note_heard(job, &drawn);
    if (status == CT_OK && job->csv)
        sample_write_csv(&drawn, first, job->page.out);
    else if (status == CT_OK)
        sample_write(&drawn, &job->page);
    sample_free(&drawn);
    return status;
}

static ct_status write_days(review_job *job)
{
    int from = job->from == DAYS_NONE ? job->day : job->from, until = job->until == DAYS_NONE ? from + 1 : job->until;
    ct_status status = review_job_read(job, from - SAMPLE_BEFORE_DAYS, until, NULL);
    int *heard = malloc(names_count(&job->rows.agents) * sizeof *heard);
    if (status == CT_OK && !heard)
        status = review_job_no_memory(job);
    for (int day = from; day < until && status == CT_OK; day++) {
        if (day > from && !job->csv)
            fputc('\n', job->page.out);
        status = write_day(job, day, heard, day == from);
    }
    free(heard);
    return status;
}

static bool is_number(const char *text)
{
    char *end = NULL;
    errno = 0;
    return !text || (*text >= '0' && *text <= '9' && (strtoul(text, &end, 10), errno == 0) && *end == '\0');
}

static int run_sample(const cli_args *args)
{
    const char *per_day = cli_value(args, "per-day"), *seed = cli_value(args, "seed");
    if (args->n_operands > 0)
        return cli_complain(args, "%s: sample takes no operand", "%s：sample 不带参数", args->operands[0]);
    if (!is_number(per_day) || (per_day && (strtoul(per_day, NULL, 10) < 1 || strtoul(per_day, NULL, 10) > MOST_A_DAY)))
        return cli_complain(args, "--per-day %s: a number from 1 on", "--per-day %s：应为不小于 1 的整数", per_day);
    if (!is_number(seed))
        return cli_complain(args, "--seed %s: a whole number", "--seed %s：应为整数", seed);
    if (cli_value(args, "html") && cli_value(args, "from"))
        return cli_complain(args, "--html is for one day: --date", "--html 一次只写一天，请用 --date");
    review_job job;
    int exit_code = review_job_start(args, cli_value(args, "dry-run") ? CT_STORE_READ : CT_STORE_WRITE, &job);
    if (exit_code == EXIT_FINE)
        exit_code = review_job_write(&job, write_days);
    review_job_end(&job);
    return exit_code;
}

const cli_syntax command_sample = {
    .operands = "",
    .tables = {own_options, review_options},
    .details_en =
        "Calls of a day (or of each day --from --until) to be heard by a person: one of each agent in turn, then a "
        "second one of each. Each comes with the seconds to start at, and with what is better, standing or new "
        "against the agent's own four weeks before. The same store, day, order and seed give the same list; what was "
        "on "
        "a list is noted in the store, for least-recently-heard on later days.",
    .details_zh =
        "某一天（或 --from 至 --until 每一天）需要人工听的录音：各座席先轮流各取一通，再取第二通。每通给出从哪里听起，"
        "以及与本人此前四周相比的进步、老问题和新问题。数据库、日期、顺序、种子都相同时清单相同；"
        "列过的录音会记入数据库，供以后按“最久没听”抽取。",
    .run = run_sample,
};
