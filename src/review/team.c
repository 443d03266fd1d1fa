#include "review/team.h"

#include <math.h>
#include <stdlib.h>

#include "base/csv_cell.h"
#include "review/days.h"
#include "review/figure.h"

#define DRAWS 1000
#define SEED  1

static interval sure_median(const review_rows *rows, size_t team, clustered *values)
{
    size_t n = 0;
    for (size_t i = 0; i < rows->n_calls; i++)
        if (rows->calls[i].team == team && !isnan(rows->calls[i].total))
            values[n++] = (clustered){rows->calls[i].total, rows->calls[i].agent};
    /* agents by numbers from 0 on, so that only those of the team are drawn */
    size_t n_agents = names_count(&rows->agents), used = 0, *place = calloc(n_agents, sizeof *place);
    if (!place)
        return (interval){NAN, NAN};
    for (size_t i = 0; i < n; i++) {
        if (place[values[i].cluster] == 0)
            place[values[i].cluster] = ++used;
        values[i].cluster = place[values[i].cluster] - 1;
    }
    free(place);
    return statistics_bootstrap(values, n, used, DRAWS, SEED);
}

static double median_of(const review_rows *rows, size_t team, double *values)
{
    size_t n = 0;
    for (size_t i = 0; i < rows->n_calls; i++)
        if (rows->calls[i].team == team && !isnan(rows->calls[i].total))
            values[n++] = rows->calls[i].total;
    return statistics_median(values, n);
}

/* Mean score of each agent who has calls in the team. */
static void add_agents(const review_rows *rows, team_line *line, moments *agents)
{
    size_t n = names_count(&rows->agents);
    for (size_t i = 0; i < n; i++)
        agents[i] = (moments){0};
    for (size_t i = 0; i < rows->n_calls; i++)
        if (rows->calls[i].team == line->team && !isnan(rows->calls[i].total))
            moments_add(&agents[rows->calls[i].agent], rows->calls[i].total);
    for (size_t i = 1; i < n; i++)
        if (agents[i].n > 0)
            moments_add(&line->agents, agents[i].mean);
    line->n_agents = line->agents.n;
}

static void add_faults(const team_report *of, team_line *line)
{
    for (size_t rule = 0; rule < of->rows->n_rules; rule++) {
        double points = groups_tally(&of->counts, line->team, rule)->points;
        if (of->rows->rules[rule]->kind != CT_RULE_VERDICT || points <= 0)
            continue;
        size_t place = line->n_faults;
        while (place > 0 && groups_tally(&of->counts, line->team, line->faults[place - 1])->points < points)
            place--;
        if (place == TEAM_MOST_FAULTS)
            continue;
        line->n_faults += line->n_faults < TEAM_MOST_FAULTS;
        for (size_t i = line->n_faults - 1; i > place; i--)
            line->faults[i] = line->faults[i - 1];
        line->faults[place] = rule;
    }
}

static bool may_rank(const team_line *line)
{
    return line->n_scored >= TEAM_LEAST_CALLS && line->n_agents >= TEAM_LEAST_AGENTS;
}

/* A place below another only where it is sure at 5 % with all pairs looked at together (Welch, Bonferroni). */
static void rank(team_report *of)
{
    size_t n_ranked = 0;
    for (size_t i = 0; i < of->n; i++)
        n_ranked += may_rank(&of->list[i]);
    double pairs = (double)n_ranked * (double)(n_ranked - 1) / 2;
    for (size_t i = 0; i < of->n; i++) {
        team_line *line = &of->list[i];
        line->place = may_rank(line);
        for (size_t k = 0; k < of->n && line->place > 0; k++) {
            difference more = statistics_welch(&line->agents, &of->list[k].agents);
            line->place += k != i && may_rank(&of->list[k]) && more.value > 0 && more.p * pairs <= 0.05;
        }
    }
}

static int by_place(const void *a, const void *b)
{
    const team_line *x = a, *y = b;
    if ((x->place > 0) != (y->place > 0))
        return x->place > 0 ? -1 : 1;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    if (x->median != y->median)
        return x->median > y->median ? -1 : 1;
    return (x->team > y->team) - (x->team < y->team);
}

bool team_make(const review_rows *rows, int from, int until, team_report *out)
{
    size_t n_teams = names_count(&rows->teams);
    *out = (team_report){.rows = rows, .from = from, .until = until};
    out->list = calloc(n_teams, sizeof *out->list);
    clustered *values = malloc((rows->n_calls + 1) * sizeof *values);
    double *totals = malloc((rows->n_calls + 1) * sizeof *totals);
    moments *agents = malloc(names_count(&rows->agents) * sizeof *agents);
    bool well =
        out->list && values && totals && agents && groups_count(rows, from, until, groups_team, n_teams, &out->counts);
    for (size_t team = 1; team < n_teams && well; team++) {
        team_line *line = &out->list[out->n++];
        *line = (team_line){.team = team, .n_calls = out->counts.n_calls[team], .n_scored = out->counts.totals[team].n};
        line->median = median_of(rows, team, totals);
        line->sure = sure_median(rows, team, values);
        add_agents(rows, line, agents);
        add_faults(out, line);
    }
    if (well) {
        rank(out);
        qsort(out->list, out->n, sizeof *out->list, by_place);
    }
    free(values);
    free(totals);
    free(agents);
    return well;
}

void team_free(team_report *of)
{
    groups_free(&of->counts);
    free(of->list);
    *of = (team_report){0};
}

static const char *name_of(const team_report *of, const team_line *line)
{
    return names_text(&of->rows->teams, line->team);
}

static void write_table(const team_report *of, handout *to)
{
    static const handout_column columns[] = {
        {"Place", "名次", 5, true},
        {"Team", "班组", 18, false},
        {"Agents", "座席", 6, true},
        {"Calls", "通数", 7, true},
        {"Median score", "得分中位数", 12, true},
        {"95 % interval", "95% 区间", 16, true},
    };
    char place[FIGURE_SIZE], median[FIGURE_SIZE], sure[FIGURE_SIZE];
    handout_table(to, columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < of->n; i++) {
        const team_line *line = &of->list[i];
        snprintf(place, sizeof place, "%zu", line->place);
        handout_cell(to, "%s", "%s", line->place > 0 ? place : "-");
        handout_cell(to, "%s", "%s", name_of(of, line));
        handout_cell(to, "%zu", "%zu", line->n_agents);
        handout_cell(to, "%zu", "%zu", line->n_calls);
        handout_cell(to, "%s", "%s", figure_number(median, line->median));
        handout_cell(to, "%s", "%s", figure_interval(sure, line->sure, to->lang));
    }
    handout_end_table(to);
}

static void write_faults(const team_report *of, const team_line *line, handout *to)
{
    char count[FIGURE_SIZE];
    handout_item(to, "%s", "%s", name_of(of, line));
    for (size_t i = 0; i < line->n_faults; i++) {
        const tally *fault = groups_tally(&of->counts, line->team, line->faults[i]);
        handout_more(to, "%s: not kept in %s of the calls", "%s：%s的通话没有做到",
                     figure_title(of->rows->rules[line->faults[i]], to->lang),
                     figure_counted(count, fault->count, to->lang));
    }
    if (line->n_faults == 0)
        handout_more(to, "%s", "%s", words_pick(to->lang, "nothing to mend", "没有扣分项"));
}

void team_write(const team_report *of, handout *to)
{
    char from[DAYS_TEXT_SIZE], last[DAYS_TEXT_SIZE];
    days_write(from, of->from);
    days_write(last, of->until - 1);
    handout_title(to, "Teams: calls of %s to %s", "班组对比：%s 至 %s 的通话", from, last);
    handout_part(to, "Scores", "得分");
    if (of->n == 0)
        handout_say(to, "No call has a team.", "没有一通电话写明班组。");
    else
        write_table(of, to);
    handout_part(to, "Where each can gain most", "各班组最值得改进的");
    for (size_t i = 0; i < of->n; i++)
        write_faults(of, &of->list[i], to);
    handout_part(to, "How it was counted", "统计口径");
    handout_say(
        to,
        "A place needs %d scored calls and %d agents. A team stands below another only where its agents' mean scores "
        "are surely lower (Welch, Bonferroni, 5 %%); otherwise they share the place. Intervals of the median: %d "
        "draws of whole agents, for calls of one agent are alike; with few agents they are rather too narrow. The "
        "mix of calls is not allowed for.",
        "名次至少需要 %d 通有得分的通话和 %d 位座席。只有座席平均分确定更低（Welch 检验，Bonferroni "
        "校正，5%%）才排在后面，"
        "否则并列。中位数区间：按座席整体重抽 %d 次（同一座席的通话彼此相近）；座席少时区间偏窄。未按来电类型调整。",
        TEAM_LEAST_CALLS, TEAM_LEAST_AGENTS, DRAWS);
    handout_end(to);
}

static void write_rule_line(const team_report *of, const team_line *line, size_t rule, FILE *out)
{
    const tally *one = groups_tally(&of->counts, line->team, rule);
    csv_write_cell(out, name_of(of, line));
    fputc(',', out);
    csv_write_cell(out, of->rows->rules[rule]->id);
    fprintf(out, ",%zu,%zu,", one->count.tested, one->count.found);
    csv_write_number(out, one->count.tested > 0 ? counted_share(one->count) : NAN, 4);
    fputs(",,,,,\r\n", out);
}

void team_write_csv(const team_report *of, FILE *out)
{
    fputs("team,rule,tested,found,share,agents,place,median,low,high\r\n", out);
    for (size_t i = 0; i < of->n; i++) {
        const team_line *line = &of->list[i];
        csv_write_cell(out, name_of(of, line));
        fprintf(out, ",score,%zu,,,%zu,%zu,", line->n_scored, line->n_agents, line->place);
        csv_write_number(out, line->median, 2);
        fputc(',', out);
        csv_write_number(out, line->sure.low, 2);
        fputc(',', out);
        csv_write_number(out, line->sure.high, 2);
        fputs("\r\n", out);
        for (size_t rule = 0; rule < of->rows->n_rules; rule++)
            write_rule_line(of, line, rule, out);
    }
}
