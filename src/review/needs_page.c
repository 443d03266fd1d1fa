/* Training needs in words: what, how often, where it comes from, and what therefore to do. */
#include <stdio.h>

#include "base/csv_cell.h"
#include "review/days.h"
#include "review/figure.h"
#include "review/needs.h"

static const char *const kind_names[CAUSE_KINDS] = {"line",      "hour",  "everyone",     "team",
                                                    "newcomers", "agent", "agent_or_line"};

/* Name of the group; an hour as a clock has it. */
static const char *group_text(const needs *of, const cause *why, char text[FIGURE_SIZE])
{
    switch (why->kind) {
    case CAUSE_LINE:
        return names_text(&of->rows->lines, why->group);
    case CAUSE_TEAM:
        return names_text(&of->rows->teams, why->group);
    case CAUSE_AGENT:
    case CAUSE_AGENT_OR_LINE:
        return names_text(&of->rows->agents, why->group);
    case CAUSE_HOUR:
        snprintf(text, FIGURE_SIZE, "%02zu:00-%02zu:59", why->group - 1, why->group - 1);
        return text;
    case CAUSE_EVERYONE:
    case CAUSE_NEWCOMERS:
    case CAUSE_KINDS:
        break;
    }
    return "";
}

static void write_cause(const needs *of, const cause *why, handout *to)
{
    char text[FIGURE_SIZE], here[FIGURE_SIZE], elsewhere[FIGURE_SIZE];
    const char *name = group_text(of, why, text);
    figure_counted(here, why->here, to->lang);
    figure_share(elsewhere, counted_share(why->elsewhere), to->lang);
    switch (why->kind) {
    case CAUSE_LINE:
        handout_more(to, "Line %s: %s, elsewhere %s, whoever works on it. Equipment: check headset and line first.",
                     "线路 %s：%s，其他线路 %s，谁坐都一样。多半是设备问题，先查耳麦和线路。", name, here, elsewhere);
        break;
    case CAUSE_HOUR:
        handout_more(to, "At %s: %s, at other hours %s, for the same agents. System or staffing at that hour.",
                     "%s：%s，其他时段 %s，同一批座席也是如此。先看该时段的系统和排班。", name, here, elsewhere);
        break;
    case CAUSE_EVERYONE:
        handout_more(to, "Nearly everyone: look at process, tools and wording first, then train all.",
                     "几乎人人如此：先看流程、工具和话术，再考虑全员培训。");
        break;
    case CAUSE_TEAM:
        handout_more(to, "Team %s as a whole: %s, the others %s. Its process, tools or habits; a class for the team.",
                     "%s 班组整体：%s，其他班组 %s。先看该班组的流程、工具和习惯，再安排班组培训。", name, here,
                     elsewhere);
        break;
    case CAUSE_NEWCOMERS:
        handout_more(to, "Newcomers (under half a year): %s, the others %s. Part of their first training.",
                     "新人（上线不足半年）：%s，其他人 %s。列入岗前和带教内容。", here, elsewhere);
        break;
    case CAUSE_AGENT:
        handout_more(to, "%s: %s, the others %s. A coach, one to one.", "%s：%s，其他人 %s。安排一对一辅导。", name,
                     here, elsewhere);
        break;
    case CAUSE_AGENT_OR_LINE:
        handout_more(to, "%s: %s, the others %s, always on a line that nobody else uses. Change the seat, then judge.",
                     "%s：%s，其他人 %s；该座席一直独用一条线路，请先换座位再判断。", name, here, elsewhere);
        break;
    case CAUSE_KINDS:
        break;
    }
}

static void write_need(const needs *of, const need *one, handout *to)
{
    char count[FIGURE_SIZE], severity[FIGURE_SIZE];
    const ct_rule *rule = of->rows->rules[one->rule];
    handout_item(
        to, "%s%s: not kept in %s of the calls; %s off the score each time; %zu of %zu agents have it as a habit.",
        "%s%s：%s的通话没有做到，每次约扣 %s 分；%zu 位座席已成习惯（共 %zu 位）。", figure_title(rule, to->lang),
        rule->kind == CT_RULE_ADVISORY ? words_pick(to->lang, " (a hint)", "（参考项）") : "",
        figure_counted(count, one->all.count, to->lang), figure_number(severity, one->severity),
        of->why.n_habits[one->rule], of->why.n_judged[one->rule]);
    for (size_t i = 0; i < one->n_causes; i++)
        write_cause(of, &of->why.list[one->first_cause + i], to);
    if (one->n_causes == 0 && of->why.n_habits[one->rule] > 0)
        handout_more(to, "Not surely more than among the others yet: look again in some weeks.",
                     "与其他人的差别还不能确定，过几周再看。");
    else if (one->n_causes == 0)
        handout_more(to, "Nothing stands out: it comes now and then, to many.", "没有突出的来源，零散出现。");
}

/* What is worth a line: a cause, or a habit. */
static bool is_shown(const needs *of, const need *one)
{
    return one->n_causes > 0 || of->why.n_habits[one->rule] > 0;
}

void needs_write(const needs *of, handout *to)
{
    char from[DAYS_TEXT_SIZE], last[DAYS_TEXT_SIZE];
    size_t n = 0;
    days_write(from, of->from);
    days_write(last, of->until - 1);
    handout_title(to, "What to train: calls of %s to %s", "培训需求：%s 至 %s 的通话", from, last);
    handout_say(to, "%zu calls. By frequency x severity x spread, heaviest first.",
                "共 %zu 通。按“频率 × 严重程度 × 涉及面”从重到轻。", of->rows->n_calls);
    handout_part(to, "Where training or something else is needed", "需要培训或另行解决的问题");
    for (size_t i = 0; i < of->n && n < NEEDS_MOST_SHOWN; i++)
        if (is_shown(of, &of->list[i])) {
            write_need(of, &of->list[i], to);
            n++;
        }
    if (n == 0)
        handout_say(to, "No fault is a habit of anyone, and none gathers anywhere; or calls are too few to tell.",
                    "没有成习惯或集中出现的问题；也可能是通话还太少。");
    handout_part(to, "How it was counted", "统计口径");
    handout_say(
        to,
        "A habit: %d %% of an agent's calls or more, of at least %d. Lines and hours: each agent's calls there "
        "against the same agent's other calls (Mantel-Haenszel); what they explain is put aside before agents are "
        "compared (Fisher). What is named stands out by half as much again and 10 points; at most 1 %% of it is "
        "expected to be chance (Benjamini and Hochberg). Hints weigh one point.",
        "“习惯”指本人通话的 %d%% 以上（至少 %d 通）。线路和时段：同一座席在该处与在别处的通话相比（Mantel-Haenszel），"
        "由此得到解释的通话先剔除，再比较座席（Fisher）。点名的须高出一半以上且高 10 个百分点，偶然所致的预计不超过 "
        "1%%（Benjamini-Hochberg）。参考项按 1 分计。",
        (int)(100 * CAUSE_HABIT + 0.5), CAUSE_LEAST_CALLS);
    if (of->rows->n_undated > 0)
        handout_say(to, "%zu calls have no date and are left out.", "另有 %zu 通没有日期，未计入。",
                    of->rows->n_undated);
    handout_end(to);
}

static void write_numbers(FILE *out, counted of)
{
    fprintf(out, ",%zu,%zu,", of.tested, of.found);
    csv_write_number(out, counted_share(of), 4);
}

void needs_write_csv(const needs *of, FILE *out)
{
    char text[FIGURE_SIZE];
    fputs("place,rule,title_en,title_zh,frequency,severity,spread,weight,cause,group,tested,found,share,other_tested,"
          "other_found,other_share\r\n",
          out);
    for (size_t i = 0; i < of->n; i++) {
        const need *one = &of->list[i];
        const ct_rule *rule = of->rows->rules[one->rule];
        for (size_t k = 0; k < (one->n_causes > 0 ? one->n_causes : 1); k++) {
            const cause *why = one->n_causes > 0 ? &of->why.list[one->first_cause + k] : NULL;
            const double figures[] = {one->frequency, one->severity, one->spread, one->weight};
            fprintf(out, "%zu,", i + 1);
            csv_write_cell(out, rule->id);
            fputc(',', out);
            csv_write_cell(out, rule->title_en);
            fputc(',', out);
            csv_write_cell(out, rule->title_zh);
            for (size_t f = 0; f < 4; f++) {
                fputc(',', out);
                csv_write_number(out, figures[f], 5);
            }
            fprintf(out, ",%s,", why ? kind_names[why->kind] : "");
            csv_write_cell(out, why ? group_text(of, why, text) : "");
            write_numbers(out, why ? why->here : one->all.count);
            write_numbers(out, why ? why->elsewhere : (counted){0, 0});
            fputs("\r\n", out);
        }
    }
}
