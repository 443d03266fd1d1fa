/* Before and after in words. */
#include <math.h>

#include "base/csv_cell.h"
#include "review/change.h"
#include "review/days.h"
#include "review/figure.h"

static void write_head(const change_report *of, handout *to)
{
    char day[DAYS_TEXT_SIZE];
    days_write(day, of->day);
    handout_title(to, "Before and after %s", "%s 前后对比", day);
    handout_say(to,
                "%d days before against %d days from that day on; %s; %zu agents with %d scored calls on each side.",
                "之前 %d 天与当天起 %d 天相比；%s；纳入 %zu 位座席（前后各至少 %d 通有得分）。", of->days, of->days,
                of->team ? of->team : words_pick(to->lang, "everyone", "全员"), of->n_trained, CHANGE_LEAST_CALLS);
}

static void write_all(const change_report *of, handout *to)
{
    char change[FIGURE_SIZE], sure[FIGURE_SIZE];
    handout_part(to, "Taken together", "总体");
    if (of->n_trained < CHANGE_LEAST_PAIRS) {
        handout_say(to, "Not enough agents to tell a change from chance: %zu, at least %d are needed.",
                    "座席太少，无法与偶然波动区分：现有 %zu 位，至少需要 %d 位。", of->n_trained, CHANGE_LEAST_PAIRS);
        return;
    }
    bool more = of->all.p <= 0.05;
    handout_say(to, "Score: %s points an agent on average (95 %%: %s). %s", "得分：平均每人 %s 分（%s）。%s",
                figure_change(change, of->all.value), figure_interval(sure, of->all.sure, to->lang),
                more ? words_pick(to->lang, "That is more than chance.", "超出偶然波动。")
                     : words_pick(to->lang, "That may be chance.", "可能只是偶然波动。"));
    if (!isnan(of->beyond.value))
        handout_say(to, "Against the others in the same weeks: %s points (95 %%: %s). %s",
                    "与同期其他班组相比：%s 分（%s）。%s", figure_change(change, of->beyond.value),
                    figure_interval(sure, of->beyond.sure, to->lang),
                    of->beyond.p <= 0.05
                        ? words_pick(to->lang, "The training did more than time alone.", "不只是时间带来的变化。")
                        : words_pick(to->lang, "Time alone may have done it.", "也可能只是时间带来的变化。"));
}

static void write_agents(const change_report *of, handout *to, bool better)
{
    char change[FIGURE_SIZE], sure[FIGURE_SIZE], before[FIGURE_SIZE], after[FIGURE_SIZE];
    const shifts *in = better ? &of->better : &of->worse;
    size_t n = in->n;
    for (size_t i = 0; i < in->n; i++)
        handout_item(
            to, "%s: %s. Not kept in %s of the calls before, in %s after.", "%s：%s。未做到的通话，之前 %s，之后 %s。",
            names_text(&of->rows->agents, in->list[i].group), figure_title(of->rows->rules[in->list[i].rule], to->lang),
            figure_counted(before, in->list[i].before, to->lang), figure_counted(after, in->list[i].now, to->lang));
    for (size_t i = 0; i < of->n_agents; i++) {
        const change_agent *one = &of->agents[i];
        if (!one->sure || !one->trained || (one->change.value > 0) != better)
            continue;
        n++;
        handout_item(to, "%s: score %s points (95 %%: %s)", "%s：得分 %s 分（%s）",
                     names_text(&of->rows->agents, one->agent), figure_change(change, one->change.value),
                     figure_interval(sure, one->change.sure, to->lang));
    }
    if (n == 0)
        handout_say(to, "Nobody, beyond chance.", "没有超出偶然波动的。");
}

static void write_rules(const change_report *of, handout *to)
{
    static const handout_column columns[] = {
        {"Rule", "规则", 34, false}, {"Not kept before", "之前未做到", 15, true},
        {"After", "之后", 8, true},  {"Change", "变化", 8, true},
        {"Sure", "确定", 5, true},
    };
    char text[3][FIGURE_SIZE];
    handout_part(to, "By rule, largest change first", "各项规则（变化大的在前）");
    if (of->n_rules == 0) {
        handout_say(to, "No rule was tested often enough in %d agents or more.",
                    "没有规则在至少 %d 位座席那里测到足够多次。", CHANGE_LEAST_PAIRS);
        return;
    }
    handout_table(to, columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < of->n_rules; i++) {
        const change_rule *one = &of->rules[i];
        handout_cell(to, "%s", "%s", figure_title(of->rows->rules[one->rule], to->lang));
        handout_cell(to, "%s", "%s", figure_share(text[0], one->before, to->lang));
        handout_cell(to, "%s", "%s", figure_share(text[1], one->after, to->lang));
        handout_cell(to, "%s", "%s", figure_change(text[2], 100 * one->change.value));
        handout_cell(to, "%s", "%s", one->sure ? words_pick(to->lang, "yes", "是") : "-");
    }
    handout_end_table(to);
}

void change_write(const change_report *of, handout *to)
{
    write_head(of, to);
    write_all(of, to);
    handout_part(to, "Who got better", "有进步的座席");
    write_agents(of, to, true);
    handout_part(to, "Who needs another look", "还需要关注的座席");
    write_agents(of, to, false);
    write_rules(of, to);
    handout_part(to, "How it was counted", "统计口径");
    handout_say(
        to,
        "Each agent against the own past. Single agents: findings by Fisher's exact test, Benjamini and Hochberg over "
        "all agents and rules; scores by Welch's test, Bonferroni over all agents. Rules and the "
        "whole: the agents' changes with their signs turned (Fisher); rules together by Benjamini and Hochberg, "
        "5 %%. Shares are means over agents.",
        "每位座席与本人之前相比。个人：各规则用 Fisher 精确检验（Benjamini-Hochberg 校正），得分用 Welch "
        "检验（Bonferroni 校正）。总体与各规则：座席变化量的符号随机化检验（Fisher），"
        "各规则一起按 Benjamini-Hochberg 校正（5%%）。比例为座席间的平均。");
    handout_end(to);
}

static void write_line(FILE *out, const char *kind, const char *name, const char *rule, const double *values, size_t n,
                       bool sure)
{
    fprintf(out, "%s,", kind);
    csv_write_cell(out, name);
    fputc(',', out);
    csv_write_cell(out, rule);
    for (size_t i = 0; i < n; i++) {
        fputc(',', out);
        csv_write_number(out, values[i], 4);
    }
    fprintf(out, ",%d\r\n", sure);
}

static void write_shifts(const change_report *of, const shifts *in, const char *kind, FILE *out)
{
    for (size_t i = 0; i < in->n; i++) {
        const shift *one = &in->list[i];
        double before = counted_share(one->before), after = counted_share(one->now);
        const double values[] = {
            (double)(one->before.tested + one->now.tested), before, after, after - before, NAN, NAN, one->chance};
        write_line(out, kind, names_text(&of->rows->agents, one->group), of->rows->rules[one->rule]->id, values, 7,
                   true);
    }
}

void change_write_csv(const change_report *of, FILE *out)
{
    fputs("kind,agent,rule,n,before,after,change,low,high,p,sure\r\n", out);
    for (size_t i = 0; i < of->n_agents; i++) {
        const change_agent *one = &of->agents[i];
        const double values[] = {(double)(one->before.n + one->after.n),
                                 one->before.mean,
                                 one->after.mean,
                                 one->change.value,
                                 one->change.sure.low,
                                 one->change.sure.high,
                                 one->change.p};
        write_line(out, one->trained ? "agent" : "other", names_text(&of->rows->agents, one->agent), NULL, values, 7,
                   one->sure);
    }
    for (size_t i = 0; i < of->n_rules; i++) {
        const change_rule *one = &of->rules[i];
        const double values[] = {(double)one->n_agents, one->before,           one->after,   one->change.value,
                                 one->change.sure.low,  one->change.sure.high, one->change.p};
        write_line(out, "rule", NULL, of->rows->rules[one->rule]->id, values, 7, one->sure);
    }
    const double all[] = {(double)of->n_trained, NAN,      NAN, of->all.value, of->all.sure.low,
                          of->all.sure.high,     of->all.p};
    write_shifts(of, &of->better, "better", out);
    write_shifts(of, &of->worse, "worse", out);
    write_line(out, "all", NULL, NULL, all, 7, of->n_trained >= CHANGE_LEAST_PAIRS && of->all.p <= 0.05);
}
