/* The brief in words: as one reads it to a team in a quarter of an hour. */
#include <math.h>

#include "base/csv_cell.h"
#include "review/brief.h"
#include "review/days.h"
#include "review/figure.h"

static const char *agent_of(const brief *of, size_t agent)
{
    return names_text(&of->rows->agents, agent);
}

static void write_head(const brief *of, handout *to)
{
    char day[FIGURE_SIZE], median[FIGURE_SIZE];
    const ct_standard *standard = of->rows->standard;
    handout_title(to, "Morning brief on the calls of %s", "晨会简报：%s的通话", figure_day(day, of->day, to->lang));
    if (of->n_calls == 0)
        handout_say(to, "There are no calls of that day.", "当天没有通话。");
    else
        handout_say(to, "%zu calls, %zu agents; median score %s. Judged by: %s.",
                    "共 %zu 通电话，%zu 位座席；得分中位数 %s。评判标准：%s。", of->n_calls, of->n_agents,
                    figure_number(median, of->median), words_pick(to->lang, standard->title_en, standard->title_zh));
}

static void write_shift(const brief *of, const shift *one, handout *to)
{
    char before[FIGURE_SIZE], now[FIGURE_SIZE];
    handout_item(to, "%s: %s. Not kept in %s of the calls before, in %s of late.",
                 "%s：%s。未做到的通话，此前 %s，近 7 天 %s。", agent_of(of, one->group),
                 figure_title(of->rows->rules[one->rule], to->lang), figure_counted(before, one->before, to->lang),
                 figure_counted(now, one->now, to->lang));
}

static void write_praise(const brief *of, handout *to)
{
    char total[FIGURE_SIZE];
    handout_part(to, "What went well", "先说做得好的");
    for (size_t i = 0; i < of->better.n && i < BRIEF_MOST_SHIFTS; i++) {
        if (i == 0)
            handout_say(to, "Better than before:", "有进步的：");
        write_shift(of, &of->better.list[i], to);
    }
    if (of->better.n > BRIEF_MOST_SHIFTS)
        handout_more(to, "... and %zu more.", "……另有 %zu 项进步。", of->better.n - BRIEF_MOST_SHIFTS);
    if (of->better.n == 0)
        handout_say(to, "No change of the last 7 days is more than chance yet; that takes more calls of an agent.",
                    "近 7 天还没有哪位的进步超出偶然波动，通话多一些才看得出来。");
    if (of->best_agent > 0 && of->best.path) {
        handout_say(to, "The best call of the day is worth hearing:", "当天最值得一听的通话：");
        handout_item(to, "%s, score %s", "%s，得分 %s", agent_of(of, of->best_agent),
                     figure_number(total, of->best_total));
        handout_more(to, "%s", "%s", of->best.path);
    }
}

static void write_model(const brief *of, const brief_model *model, handout *to)
{
    if (model->agent == 0)
        return;
    handout_more(to, "Learn it from %s: kept in %zu of %zu calls of the last four weeks.%s%s",
                 "请向 %s 学：近四周做到 %zu 通，共 %zu 通。%s%s", agent_of(of, model->agent),
                 model->count.tested - model->count.found, model->count.tested,
                 model->hear.path ? words_pick(to->lang, " Hear ", "听：") : "",
                 model->hear.path ? model->hear.path : "");
}

static void write_fault(const brief *of, const brief_fault *fault, handout *to)
{
    char count[FIGURE_SIZE], moment[FIGURE_SIZE];
    const ct_rule *rule = of->rows->rules[fault->rule];
    const char *advice = figure_advice(rule, fault->direction, to->lang);
    handout_item(to, "%s: not kept in %s of the calls, by %zu agents.", "%s：%s的通话没有做到，涉及 %zu 位座席。",
                 figure_title(rule, to->lang), figure_counted(count, fault->all.count, to->lang), fault->n_agents);
    if (*advice)
        handout_more(to, "What helps: %s", "怎么改：%s", advice);
    if (fault->hear.path)
        handout_more(to, "An example (%s): %s", "例子（%s）：%s", figure_moment(moment, &fault->hear, to->lang),
                     fault->hear.path);
    write_model(of, &fault->model, to);
}

static void write_faults(const brief *of, handout *to)
{
    handout_part(to, "What many met", "共性的问题");
    for (size_t i = 0; i < of->n_faults; i++)
        write_fault(of, &of->faults[i], to);
    if (of->n_faults == 0)
        handout_say(to, "No fault was shared by two agents or more.", "没有两位以上座席共有的问题。");
}

static void write_private(const brief *of, handout *to)
{
    if (of->worse.n == 0)
        return;
    handout_part(to, "For a talk in private, not for the meeting", "会后单独聊，不在会上点名");
    for (size_t i = 0; i < of->worse.n && i < BRIEF_MOST_SHIFTS; i++)
        write_shift(of, &of->worse.list[i], to);
}

static void write_notes(const brief *of, handout *to)
{
    handout_part(to, "How it was counted", "统计口径");
    handout_say(
        to,
        "Progress and decline: an agent's last 7 days against the 28 days before, at least %d calls each, a change "
        "of at least %d points of 100; of those named, 5 %% at most are expected to be chance (Fisher's exact test, "
        "Benjamini and Hochberg over all agents and rules).",
        "进步与退步：同一座席近 7 天与此前 28 天相比，各至少 %d 通，相差至少 %d 个百分点；"
        "所列各项中偶然所致的预计不超过 5%%（Fisher 精确检验，全部座席与规则一起按 Benjamini-Hochberg 校正）。",
        SHIFT_LEAST_CALLS, (int)lround(100 * SHIFT_LEAST));
    if (of->rows->n_undated > 0)
        handout_say(to, "%zu calls have no date and are left out.", "另有 %zu 通没有日期，未计入。",
                    of->rows->n_undated);
}

void brief_write(const brief *of, handout *to)
{
    write_head(of, to);
    if (of->n_calls > 0) {
        write_praise(of, to);
        write_faults(of, to);
        write_private(of, to);
    }
    write_notes(of, to);
    handout_end(to);
}

void brief_write_csv(const brief *of, FILE *out)
{
    char day[DAYS_TEXT_SIZE];
    days_write(day, of->day);
    fputs("day,rule,title_en,title_zh,tested,found,share,points,agents\r\n", out);
    for (size_t i = 0; i < of->day_counts.n_rules; i++) {
        const ct_rule *rule = of->rows->rules[i];
        tally sum = groups_sum(&of->day_counts, i);
        size_t n_agents = 0;
        for (size_t k = 0; k < of->day_counts.n_groups; k++)
            n_agents += groups_tally(&of->day_counts, k, i)->count.found > 0;
        fprintf(out, "%s,", day);
        csv_write_cell(out, rule->id);
        fputc(',', out);
        csv_write_cell(out, rule->title_en);
        fputc(',', out);
        csv_write_cell(out, rule->title_zh);
        fprintf(out, ",%zu,%zu,", sum.count.tested, sum.count.found);
        csv_write_number(out, sum.count.tested > 0 ? counted_share(sum.count) : NAN, 4);
        fputc(',', out);
        csv_write_number(out, sum.points, 2);
        fprintf(out, ",%zu\r\n", n_agents);
    }
}
