#include "review/agent.h"

#include <math.h>
#include <stdlib.h>

#include "base/csv_cell.h"
#include "review/days.h"
#include "review/figure.h"

#define SELF 1 /* the agent's number among rows that have no other */

int agent_from(int day)
{
    return day + 1 - AGENT_RECENT_DAYS - AGENT_BASELINE_DAYS;
}

static const tally *of_late(const agent_report *of, size_t rule)
{
    return groups_tally(&of->now, SELF, rule);
}

/* Kept in most calls of late; the rules that weigh most first. */
static void choose_strengths(agent_report *of)
{
    for (size_t rule = 0; rule < of->rows->n_rules; rule++) {
        const ct_rule *one = of->rows->rules[rule];
        counted count = of_late(of, rule)->count;
        if (one->kind != CT_RULE_VERDICT || count.tested < AGENT_LEAST_CALLS || counted_share(count) > 0.10)
            continue;
        size_t place = of->n_strengths;
        while (place > 0 && of->rows->rules[of->strengths[place - 1]]->points < one->points)
            place--;
        if (place == AGENT_MOST_STRENGTHS)
            continue;
        of->n_strengths += of->n_strengths < AGENT_MOST_STRENGTHS;
        for (size_t i = of->n_strengths - 1; i > place; i--)
            of->strengths[i] = of->strengths[i - 1];
        of->strengths[place] = rule;
    }
}

/* Where a call loses most points on average. */
static void choose_weakest(agent_report *of)
{
    double most = 0;
    for (size_t rule = 0; rule < of->rows->n_rules; rule++) {
        const tally *one = of_late(of, rule);
        double loss = one->count.tested > 0 ? one->points / (double)one->count.tested : 0;
        if (of->rows->rules[rule]->kind != CT_RULE_VERDICT || one->count.tested < SHIFT_LEAST_CALLS || loss <= most)
            continue;
        most = loss;
        of->weakest = rule;
        of->has_weakest = true;
    }
}

static void count_weeks(agent_report *of)
{
    int end = of->until - 1, monday = end - days_weekday(end) - 7 * (AGENT_MOST_WEEKS - 1);
    for (size_t i = 0; i < of->rows->n_calls; i++) {
        const review_call *call = &of->rows->calls[i];
        if (call->day < monday)
            continue;
        int own = call->day - days_weekday(call->day);
        if (of->n_weeks == 0 || of->weeks[of->n_weeks - 1].monday != own)
            of->weeks[of->n_weeks++] = (agent_week){.monday = own};
        agent_week *week = &of->weeks[of->n_weeks - 1];
        const review_cell *cell = rows_cells(of->rows, i) + of->weakest;
        week->n_calls++;
        if (!isnan(call->total))
            moments_add(&week->total, call->total);
        week->weakest.tested += cell->state != REVIEW_UNTESTED;
        week->weakest.found += cell->state == REVIEW_FOUND;
    }
}

/* A call that missed the weakest rule. */
typedef struct miss {
    size_t call;
    review_cell cell;
} miss;

static int by_points(const void *a, const void *b)
{
    const miss *x = a, *y = b;
    if (x->cell.hundredths != y->cell.hundredths)
        return x->cell.hundredths < y->cell.hundredths ? 1 : -1;
    return (x->call < y->call) - (x->call > y->call); /* the later call first */
}

/* The calls of late that missed the weakest rule by most. */
static ct_status find_examples(ct_store *store, agent_report *of, ct_message *message)
{
    const review_rows *rows = of->rows;
    miss *all = malloc((rows->n_calls + 1) * sizeof *all);
    size_t n = 0;
    int balance = 0;
    ct_status status = all ? CT_OK : CT_ERR_MEMORY;
    for (size_t i = rows_first(rows, of->recent); all && i < rows->n_calls; i++) {
        review_cell cell = rows_cells(rows, i)[of->weakest];
        if (cell.state == REVIEW_FOUND) {
            all[n++] = (miss){i, cell};
            balance += cell.direction;
        }
    }
    of->direction = balance < 0 ? -1 : 1;
    if (n > 0)
        qsort(all, n, sizeof *all, by_points);
    for (size_t i = 0; i < n && i < AGENT_MOST_EXAMPLES && status == CT_OK; i++)
        status = excerpt_find(store, rows->standard, rows->calls[all[i].call].number, rows->rules[of->weakest],
                              &of->examples[of->n_examples++], message);
    free(all);
    return status;
}

ct_status agent_make(ct_store *store, const review_rows *rows, const char *id, int day, agent_report *out,
                     ct_message *message)
{
    *out = (agent_report){
        .rows = rows, .id = id, .from = agent_from(day), .recent = day + 1 - AGENT_RECENT_DAYS, .until = day + 1};
    bool well = groups_count(rows, out->from, out->recent, groups_agent, SELF + 1, &out->before) &&
                groups_count(rows, out->recent, out->until, groups_agent, SELF + 1, &out->now) &&
                shifts_find(rows, &out->before, &out->now, true, &out->better) &&
                shifts_find(rows, &out->before, &out->now, false, &out->worse);
    ct_status status = well ? CT_OK : CT_ERR_MEMORY;
    if (well && rows->n_calls > 0) {
        out->gain = statistics_welch(&out->before.totals[SELF], &out->now.totals[SELF]);
        choose_strengths(out);
        choose_weakest(out);
        count_weeks(out);
        if (out->has_weakest)
            status = find_examples(store, out, message);
    }
    if (status == CT_ERR_MEMORY)
        ct_message_set(message, status);
    return status;
}

void agent_free(agent_report *of)
{
    for (size_t i = 0; i < of->n_examples; i++)
        excerpt_free(&of->examples[i]);
    groups_free(&of->before);
    groups_free(&of->now);
    free(of->better.list);
    free(of->worse.list);
    *of = (agent_report){0};
}

static const char *title(const agent_report *of, size_t rule, const handout *to)
{
    return figure_title(of->rows->rules[rule], to->lang);
}

static void write_strengths(const agent_report *of, handout *to)
{
    char before[FIGURE_SIZE], now[FIGURE_SIZE];
    handout_part(to, "What goes well", "做得好的");
    for (size_t i = 0; i < of->better.n; i++)
        handout_item(to, "Better than before: %s. Not kept in %s of the calls before, in %s of late.",
                     "比以前有进步：%s。未做到的通话由 %s 降到 %s。", title(of, of->better.list[i].rule, to),
                     figure_counted(before, of->better.list[i].before, to->lang),
                     figure_counted(now, of->better.list[i].now, to->lang));
    for (size_t i = 0; i < of->n_strengths; i++) {
        counted count = of_late(of, of->strengths[i])->count;
        handout_item(to, "%s: kept in %zu of %zu calls of the last four weeks.", "%s：近四周做到 %zu 通，共 %zu 通。",
                     title(of, of->strengths[i], to), count.tested - count.found, count.tested);
    }
    if (of->better.n + of->n_strengths == 0)
        handout_say(to, "Fewer than %d calls of late: too few to name a strength.", "近来不足 %d 通，还看不出长处。",
                    AGENT_LEAST_CALLS);
}

static void write_weakest(const agent_report *of, handout *to)
{
    char count[FIGURE_SIZE], moment[FIGURE_SIZE];
    handout_part(to, "One thing to practise", "只练一件事");
    if (!of->has_weakest) {
        handout_say(to, "Nothing lost points in the last four weeks.", "近四周没有扣分的项目，保持就好。");
        return;
    }
    const ct_rule *rule = of->rows->rules[of->weakest];
    const char *advice = figure_advice(rule, of->direction, to->lang);
    handout_item(to, "%s: not kept in %s of the calls of the last four weeks.", "%s：近四周 %s的通话没有做到。",
                 figure_title(rule, to->lang), figure_counted(count, of_late(of, of->weakest)->count, to->lang));
    if (*advice)
        handout_more(to, "What helps: %s", "怎么练：%s", advice);
    for (size_t i = 0; i < of->n_examples; i++)
        if (of->examples[i].path)
            handout_more(to, "Hear (%s): %s", "听（%s）：%s", figure_moment(moment, &of->examples[i], to->lang),
                         of->examples[i].path);
}

static void write_weeks(const agent_report *of, handout *to)
{
    static const handout_column columns[] = {
        {"Week from", "周（周一）", 12, false},
        {"Calls", "通数", 6, true},
        {"Mean score", "平均分", 10, true},
        {"95 % interval", "95% 区间", 16, true},
        {"Practice not kept", "练习项未做到", 22, true},
    };
    char text[4][FIGURE_SIZE];
    handout_part(to, "Week by week", "逐周");
    handout_table(to, columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < of->n_weeks; i++) {
        const agent_week *week = &of->weeks[i];
        interval sure = moments_interval(&week->total);
        sure.high = sure.high > 100 ? 100 : sure.high; /* no score is higher */
        days_write(text[0], week->monday);
        handout_cell(to, "%s", "%s", text[0]);
        handout_cell(to, "%zu", "%zu", week->n_calls);
        handout_cell(to, "%s", "%s", figure_number(text[1], week->total.n > 0 ? week->total.mean : NAN));
        handout_cell(to, "%s", "%s", figure_interval(text[2], sure, to->lang));
        handout_cell(to, "%s", "%s",
                     of->has_weakest && week->weakest.tested > 0 ? figure_counted(text[3], week->weakest, to->lang)
                                                                 : "-");
    }
    handout_end_table(to);
}

static void write_trend(const agent_report *of, handout *to)
{
    char change[FIGURE_SIZE], sure[FIGURE_SIZE], before[FIGURE_SIZE], now[FIGURE_SIZE];
    handout_part(to, "Against your own past", "与自己以前相比");
    if (of->before.totals[SELF].n < AGENT_LEAST_CALLS || of->now.totals[SELF].n < AGENT_LEAST_CALLS)
        handout_say(to, "Not enough calls on both sides: %zu before, %zu of late, %d needed.",
                    "前后通话不够：以前 %zu 通，近四周 %zu 通，各需 %d 通。", of->before.totals[SELF].n,
                    of->now.totals[SELF].n, AGENT_LEAST_CALLS);
    else
        handout_say(to, "Score of the last four weeks against the twelve before: %s (95 %%: %s). %s",
                    "近四周与此前十二周相比，得分 %s（%s）。%s", figure_change(change, of->gain.value),
                    figure_interval(sure, of->gain.sure, to->lang),
                    of->gain.p <= 0.05 ? words_pick(to->lang, "That is more than chance.", "超出偶然波动。")
                                       : words_pick(to->lang, "That is within chance.", "在偶然波动之内。"));
    for (size_t i = 0; i < of->worse.n; i++)
        handout_item(to, "Slipped: %s. Not kept in %s before, in %s of late.", "有所松懈：%s。未做到的由 %s 升到 %s。",
                     title(of, of->worse.list[i].rule, to), figure_counted(before, of->worse.list[i].before, to->lang),
                     figure_counted(now, of->worse.list[i].now, to->lang));
}

void agent_write(const agent_report *of, handout *to)
{
    char day[FIGURE_SIZE];
    handout_title(to, "%s, up to %s", "%s，截至%s", of->id, figure_day(day, of->until - 1, to->lang));
    if (of->rows->n_calls == 0) {
        handout_say(to, "There are no calls of that agent in these weeks.", "这段时间没有该座席的通话。");
    } else {
        write_strengths(of, to);
        write_weakest(of, to);
        write_trend(of, to);
        write_weeks(of, to);
    }
    handout_end(to);
}

void agent_write_csv(const agent_report *of, FILE *out)
{
    char monday[DAYS_TEXT_SIZE];
    groups week = {0};
    fputs("agent,week,rule,tested,found,share,points\r\n", out);
    for (size_t i = 0; i < of->n_weeks; i++) {
        int start = of->weeks[i].monday;
        if (!groups_count(of->rows, start, start + 7, groups_agent, SELF + 1, &week))
            return;
        days_write(monday, start);
        for (size_t rule = 0; rule < of->rows->n_rules; rule++) {
            const tally *one = groups_tally(&week, SELF, rule);
            csv_write_cell(out, of->id);
            fprintf(out, ",%s,", monday);
            csv_write_cell(out, of->rows->rules[rule]->id);
            fprintf(out, ",%zu,%zu,", one->count.tested, one->count.found);
            csv_write_number(out, one->count.tested > 0 ? counted_share(one->count) : NAN, 4);
            fputc(',', out);
            csv_write_number(out, one->points, 2);
            fputs("\r\n", out);
        }
        groups_free(&week);
    }
}
