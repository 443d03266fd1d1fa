/* calltone report: what a store of calls tells a team in the morning, an agent, a trainer. */
#include <stdlib.h>
#include <string.h>

#include "cli/review_job.h"
#include "review/agent.h"
#include "review/brief.h"
#include "review/change.h"
#include "review/days.h"
#include "review/needs.h"
#include "review/stars.h"
#include "review/team.h"

static ct_status write_brief(review_job *job)
{
    brief made = {0};
    ct_status status = review_job_read(job, brief_from(job->day), job->day + 1, NULL);
    if (status == CT_OK)
        status = brief_make(job->store, &job->rows, job->day, &made, &job->message);
    if (status == CT_OK && job->csv)
        brief_write_csv(&made, job->page.out);
    else if (status == CT_OK)
        brief_write(&made, &job->page);
    brief_free(&made);
    return status;
}

static ct_status write_stars(review_job *job)
{
    stars made = {0};
    ct_status status = review_job_read(job, stars_from(job->day), days_next_month(job->day), NULL);
    if (status == CT_OK && !stars_make(&job->rows, job->day, &made))
        status = review_job_no_memory(job);
    if (status == CT_OK && job->csv)
        stars_write_csv(&made, job->page.out);
    else if (status == CT_OK)
        stars_write(&made, &job->page);
    stars_free(&made);
    return status;
}

/* All teams are read: those that were not trained show what time alone does. */
static ct_status write_change(review_job *job)
{
    change_report made = {0};
    rows_filter which = {.from = job->day - CHANGE_DAYS, .until = job->day + CHANGE_DAYS};
    ct_status status = rows_read(job->store, job->standard, which, &job->rows, &job->message);
    if (status == CT_OK && !change_make(&job->rows, job->day, CHANGE_DAYS, cli_value(job->args, "team"), &made))
        status = review_job_no_memory(job);
    if (status == CT_OK && job->csv)
        change_write_csv(&made, job->page.out);
    else if (status == CT_OK)
        change_write(&made, &job->page);
    change_free(&made);
    return status;
}

/* Days of hire by the numbers of agents. */
typedef struct roster {
    const review_rows *rows;
    int *hired;
} roster;

static ct_status take_hired(void *context, const ct_agent *agent)
{
    const roster *to = context;
    to->hired[names_find(&to->rows->agents, agent->agent)] = days_read(agent->hired);
    return CT_OK;
}

static ct_status read_hired(review_job *job, int **hired)
{
    size_t n = names_count(&job->rows.agents);
    roster all = {&job->rows, malloc(n * sizeof **hired)};
    *hired = all.hired;
    if (!all.hired)
        return review_job_no_memory(job);
    for (size_t i = 0; i < n; i++)
        all.hired[i] = DAYS_NONE;
    return ct_store_visit_agents(job->store, take_hired, &all, &job->message);
}

static ct_status write_needs(review_job *job)
{
    needs made = {0};
    int *hired = NULL, until = job->until == DAYS_NONE ? job->day + 1 : job->until;
    int from = job->from == DAYS_NONE ? until - NEEDS_DAYS : job->from;
    ct_status status = review_job_read(job, from, until, NULL);
    if (status == CT_OK)
        status = read_hired(job, &hired);
    if (status == CT_OK && !needs_make(&job->rows, from, until, hired, &made))
        status = review_job_no_memory(job);
    if (status == CT_OK && job->csv)
        needs_write_csv(&made, job->page.out);
    else if (status == CT_OK)
        needs_write(&made, &job->page);
    needs_free(&made);
    free(hired);
    return status;
}

static ct_status write_team(review_job *job)
{
    team_report made = {0};
    int until = job->until == DAYS_NONE ? job->day + 1 : job->until;
    int from = job->from == DAYS_NONE ? until - TEAM_DAYS : job->from;
    ct_status status = review_job_read(job, from, until, NULL);
    if (status == CT_OK && !team_make(&job->rows, from, until, &made))
        status = review_job_no_memory(job);
    if (status == CT_OK && job->csv)
        team_write_csv(&made, job->page.out);
    else if (status == CT_OK)
        team_write(&made, &job->page);
    team_free(&made);
    return status;
}

static ct_status write_agent(review_job *job)
{
    agent_report made = {0};
    const char *id = job->args->operands[1];
    ct_status status = review_job_read(job, agent_from(job->day), job->day + 1, id);
    if (status == CT_OK)
        status = agent_make(job->store, &job->rows, id, job->day, &made, &job->message);
    if (status == CT_OK && job->csv)
        agent_write_csv(&made, job->page.out);
    else if (status == CT_OK)
        agent_write(&made, &job->page);
    agent_free(&made);
    return status;
}

static const struct kind {
    const char *name;
    ct_status (*write)(review_job *job);
} kinds[] = {
    {"brief", write_brief}, {"agent", write_agent}, {"team", write_team},
    {"stars", write_stars}, {"needs", write_needs}, {"change", write_change},
};

static const struct kind *find_kind(const char *name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    return NULL;
}

static int run_report(const cli_args *args)
{
    const struct kind *kind = args->n_operands > 0 ? find_kind(args->operands[0]) : NULL;
    if (!kind)
        return cli_complain(args, "which report? brief, agent ID, team, stars, needs or change",
                            "请给出报告种类：brief、agent 工号、team、stars、needs 或 change");
    bool of_agent = kind->write == write_agent;
    if (args->n_operands != (of_agent ? 2 : 1))
        return of_agent ? cli_complain(args, "which agent? report agent ID", "请给出座席工号：report agent 工号")
                        : cli_complain(args, "one report at a time", "一次只能生成一种报告");
    if (kind->write == write_change && !cli_value(args, "date"))
        return cli_complain(args, "change to what? --date DAY of the training", "请用 --date 给出培训日期");
    review_job job;
    int exit_code = review_job_start(args, CT_STORE_READ, &job);
    if (exit_code == EXIT_FINE)
        exit_code = review_job_write(&job, kind->write);
    review_job_end(&job);
    return exit_code;
}

const cli_syntax command_report = {
    .operands = "KIND [ID]",
    .tables = {review_options},
    .details_en =
        "KIND is brief (what to tell the team in the morning: praise, common faults, whom to learn from), agent ID "
        "(one agent's trend and the one thing to practise), team (medians with intervals; a place only where it is "
        "sure), stars (star and progress star of the month of --date), needs (what to train, and where it comes from: "
        "one agent, a team, everyone, an hour, a line) or change (before and after a training on --date; --team: who "
        "was trained, the others for comparison). Every comparison says whether it is more than chance.",
    .details_zh = "KIND 可为：brief（晨会简报：先表扬，再讲共性问题和向谁学）、agent "
                  "工号（个人趋势和只练一件事）、team（班组中位数与区间，"
                  "确定才排名次）、stars（--date "
                  "所在月份的服务明星和进步明星）、needs（培训需求及来源：个人、班组、全员、时段或线路）、"
                  "change（--date 培训前后对比；--team 为参训班组，其余作对照）。每项比较都说明是否超出偶然波动。",
    .run = run_report,
};
