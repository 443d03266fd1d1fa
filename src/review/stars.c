#include "review/stars.h"

#include <math.h>
#include <stdlib.h>

#include "base/csv_cell.h"
#include "review/days.h"
#include "review/figure.h"

#define MOST_SHOWN 20

int stars_from(int month)
{
    return days_month(days_month(month) - 1);
}

static int by_mean(const void *a, const void *b)
{
    double x = ((const star *)a)->now.mean, y = ((const star *)b)->now.mean;
    return x != y ? (x < y) - (x > y) : (((const star *)a)->agent > ((const star *)b)->agent) * 2 - 1;
}

static void compare(stars *of)
{
    for (size_t i = 0; i < of->n; i++) {
        star *one = &of->list[i];
        one->level = i == 0 || statistics_welch(&one->now, &of->list[0].now).p > STARS_LEVEL_P;
        one->gain = (difference){NAN, {NAN, NAN}, 1};
        if (one->before.n < STARS_LEAST_CALLS)
            continue;
        one->gain = statistics_welch(&one->before, &one->now);
        of->n_compared++;
    }
    for (size_t i = 0; i < of->n; i++) {
        star *one = &of->list[i];
        one->sure = one->gain.p * (double)of->n_compared <= 0.05;
        if (one->sure && one->gain.value > 0 && (!of->progress || one->gain.value > of->progress->gain.value))
            of->progress = one;
    }
}

static bool collect(const groups *before, const groups *now, stars *of)
{
    of->list = calloc(now->n_groups, sizeof *of->list);
    if (!of->list)
        return false;
    for (size_t agent = 1; agent < now->n_groups; agent++) {
        if (now->totals[agent].n >= STARS_LEAST_CALLS)
            of->list[of->n++] = (star){.agent = agent, .now = now->totals[agent], .before = before->totals[agent]};
        else
            of->n_few += now->n_calls[agent] > 0;
    }
    qsort(of->list, of->n, sizeof *of->list, by_mean);
    return true;
}

bool stars_make(const review_rows *rows, int month, stars *out)
{
    groups before = {0}, now = {0};
    *out = (stars){.rows = rows, .from = days_month(month), .until = days_next_month(month)};
    size_t n_agents = names_count(&rows->agents);
    bool well = groups_count(rows, stars_from(month), out->from, groups_agent, n_agents, &before) &&
                groups_count(rows, out->from, out->until, groups_agent, n_agents, &now) &&
                collect(&before, &now, out) && shifts_find(rows, &before, &now, true, &out->better);
    if (well)
        compare(out);
    groups_free(&before);
    groups_free(&now);
    return well;
}

void stars_free(stars *of)
{
    free(of->list);
    free(of->better.list);
    *of = (stars){0};
}

static const char *name_of(const stars *of, const star *one)
{
    return names_text(&of->rows->agents, one->agent);
}

static void write_star(const stars *of, handout *to)
{
    char mean[FIGURE_SIZE], sure[FIGURE_SIZE];
    handout_part(to, "Star of the month", "服务明星");
    if (of->n == 0) {
        handout_say(to, "Nobody has the %d calls that a month's figure needs.", "没有人达到评比所需的 %d 通。",
                    STARS_LEAST_CALLS);
        return;
    }
    const star *first = &of->list[0];
    handout_item(to, "%s: mean score %s (95 %%: %s) over %zu calls", "%s：平均得分 %s（%s），共 %zu 通",
                 name_of(of, first), figure_number(mean, first->now.mean),
                 figure_interval(sure, moments_interval(&first->now), to->lang), first->now.n);
    for (size_t i = 1; i < of->n && i < MOST_SHOWN; i++)
        if (of->list[i].level)
            handout_item(to, "%s is level within chance: %s", "%s 与之不相上下（差别在偶然波动之内）：%s",
                         name_of(of, &of->list[i]), figure_number(mean, of->list[i].now.mean));
}

static void write_progress(const stars *of, handout *to)
{
    char gain[FIGURE_SIZE], sure[FIGURE_SIZE], before[FIGURE_SIZE], now[FIGURE_SIZE];
    handout_part(to, "Star of progress", "进步明星");
    const star *one = of->progress;
    if (!one) {
        handout_say(to,
                    of->n_compared > 0 ? "Nobody's gain over the month before is more than chance."
                                       : "Nobody has %d calls in both months: not enough to speak of progress.",
                    of->n_compared > 0 ? "没有人比上月的进步超出偶然波动。"
                                       : "没有人两个月都有 %d 通，还谈不上进步与否。",
                    STARS_LEAST_CALLS);
        return;
    }
    handout_item(to, "%s: %s points over the month before (95 %%: %s)", "%s：比上月 %s 分（%s）", name_of(of, one),
                 figure_change(gain, one->gain.value), figure_interval(sure, one->gain.sure, to->lang));
    for (size_t i = 0; i < of->better.n; i++) {
        const shift *in = &of->better.list[i];
        if (in->group == one->agent)
            handout_more(to, "%s: not kept in %s before, in %s now", "%s：未做到的由 %s 降到 %s",
                         figure_title(of->rows->rules[in->rule], to->lang),
                         figure_counted(before, in->before, to->lang), figure_counted(now, in->now, to->lang));
    }
}

static void write_table(const stars *of, handout *to)
{
    static const handout_column columns[] = {
        {"Agent", "座席", 16, false}, {"Calls", "通数", 6, true},
        {"Mean", "平均分", 7, true},  {"95 % interval", "95% 区间", 14, true},
        {"Gain", "比上月", 7, true},  {"95 % interval", "95% 区间", 14, true},
    };
    char text[4][FIGURE_SIZE];
    handout_part(to, "All with %d calls and more", "全部（%d 通以上）", STARS_LEAST_CALLS);
    handout_table(to, columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < of->n; i++) {
        const star *one = &of->list[i];
        handout_cell(to, "%s", "%s", name_of(of, one));
        handout_cell(to, "%zu", "%zu", one->now.n);
        handout_cell(to, "%s", "%s", figure_number(text[0], one->now.mean));
        handout_cell(to, "%s", "%s", figure_interval(text[1], moments_interval(&one->now), to->lang));
        handout_cell(to, "%s", "%s", figure_change(text[2], one->gain.value));
        handout_cell(to, "%s", "%s", figure_interval(text[3], one->gain.sure, to->lang));
    }
    handout_end_table(to);
    if (of->n_few > 0)
        handout_say(to, "%zu agents have fewer calls and are not compared.", "另有 %zu 位通话太少，不参与比较。",
                    of->n_few);
    handout_say(
        to,
        "Level: not surely below the first (Welch's test). Progress: a gain over one's own month before that is "
        "more than chance at 5 %% with all agents looked at together (Welch, Bonferroni).",
        "“不相上下”指未能确定低于第一名（Welch 检验）。“进步”指比本人上月提高，且全部座席一起看仍超出偶然波动"
        "（Welch 检验，Bonferroni 校正，5%%）。");
}

void stars_write(const stars *of, handout *to)
{
    char from[DAYS_TEXT_SIZE];
    days_write(from, of->from);
    from[7] = '\0'; /* the month */
    handout_title(to, "Stars of %s", "%s 服务之星", from);
    write_star(of, to);
    write_progress(of, to);
    if (of->n > 0)
        write_table(of, to);
    handout_end(to);
}

static void write_numbers(FILE *out, const double *values, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        fputc(',', out);
        csv_write_number(out, values[i], 4);
    }
}

void stars_write_csv(const stars *of, FILE *out)
{
    char from[DAYS_TEXT_SIZE];
    days_write(from, of->from);
    from[7] = '\0';
    fputs("month,agent,calls,calls_before,mean,low,high,gain,gain_low,gain_high,gain_p,level,sure_gain,star,"
          "progress_star\r\n",
          out);
    for (size_t i = 0; i < of->n; i++) {
        const star *one = &of->list[i];
        interval mean = moments_interval(&one->now);
        const double values[] = {one->now.mean,       mean.low,   mean.high, one->gain.value, one->gain.sure.low,
                                 one->gain.sure.high, one->gain.p};
        fprintf(out, "%s,", from);
        csv_write_cell(out, name_of(of, one));
        fprintf(out, ",%zu,%zu", one->now.n, one->before.n);
        write_numbers(out, values, sizeof values / sizeof values[0]);
        fprintf(out, ",%d,%d,%d,%d\r\n", one->level, one->sure && one->gain.value > 0, i == 0, one == of->progress);
    }
}
