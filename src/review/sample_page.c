/* The listening list in words. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/csv_cell.h"
#include "review/days.h"
#include "review/figure.h"
#include "review/sample.h"

#define MOST_NAMED 4 /* rules after one another in a line */

static const review_call *call_of(const sample *of, const sample_row *row)
{
    return &of->rows->calls[row->call];
}

static const char *order_words(sample_order order, ct_lang lang)
{
    switch (order) {
    case SAMPLE_WORST:
        return words_pick(lang, "lowest score first", "得分低的先听");
    case SAMPLE_NEW_FAULTS:
        return words_pick(lang, "new faults first", "新问题先听");
    case SAMPLE_LEAST_HEARD:
        return words_pick(lang, "least recently heard first", "最久没听的先听");
    case SAMPLE_RANDOM:
        break;
    }
    return words_pick(lang, "at random", "随机");
}

static void write_news(const sample *of, const sample_row *row, sample_news news, const char *en, const char *zh,
                       handout *to)
{
    char text[HANDOUT_TEXT_SIZE / 2] = "";
    size_t n = 0;
    for (size_t rule = 0; rule < of->rows->n_rules; rule++) {
        if (sample_news_of(of, row->call, rule) != news)
            continue;
        size_t used = strlen(text);
        if (n++ < MOST_NAMED)
            snprintf(text + used, sizeof text - used, "%s%s", used > 0 ? words_pick(to->lang, "; ", "；") : "",
                     figure_title(of->rows->rules[rule], to->lang));
    }
    if (n > 0)
        handout_more(to, "%s: %s%s", "%s：%s%s", words_pick(to->lang, en, zh), text, n > MOST_NAMED ? " ..." : "");
}

static void write_row(const sample *of, const sample_row *row, handout *to)
{
    char total[FIGURE_SIZE], moment[FIGURE_SIZE];
    const review_call *call = call_of(of, row);
    const char *clock = strlen(row->hear.started_at) >= 16 ? row->hear.started_at + 11 : "";
    handout_item(to, "%s, %.5s, score %s", "%s，%.5s，得分 %s",
                 figure_name(names_text(&of->rows->agents, call->agent), to->lang), clock,
                 figure_number(total, call->total));
    handout_more(to, "%s", "%s", row->hear.path ? row->hear.path : "-");
    if (row->hear.rule && isnan(row->hear.start_s))
        handout_more(to, "Hear all of it: %s", "从头听：%s", figure_title(row->hear.rule, to->lang));
    else if (row->hear.rule)
        handout_more(to, "Hear it %s: %s", "先听 %s：%s", figure_moment(moment, &row->hear, to->lang),
                     figure_title(row->hear.rule, to->lang));
    else
        handout_more(to, "No finding: hear it from the start, for what only a listener can judge.",
                     "没有发现问题：从头听，重点听需要人耳判断的项目。");
    write_news(of, row, SAMPLE_BETTER, "Better than usual", "有进步", to);
    write_news(of, row, SAMPLE_STANDS, "Standing fault", "老问题", to);
    write_news(of, row, SAMPLE_NEW, "New fault", "新问题", to);
}

void sample_write(const sample *of, handout *to)
{
    char day[FIGURE_SIZE];
    handout_title(to, "To hear: calls of %s", "待听录音：%s的通话", figure_day(day, of->day, to->lang));
    handout_say(to, "%zu calls, %s, over all agents in turn (seed %" PRIu64 ").",
                "%zu 通，%s，各座席轮流（种子 %" PRIu64 "）。", of->n, order_words(of->order, to->lang), of->seed);
    if (of->n > 0)
        handout_part(to, "The list", "清单");
    for (size_t i = 0; i < of->n; i++)
        write_row(of, &of->list[i], to);
    handout_part(to, "What the words mean", "说明");
    handout_say(
        to,
        "Against the agent's own calls of the %d days before, at least %d of them: new is a fault found in under "
        "%d %% of those, standing in more; better is what was kept now though missed in %d %% or more.",
        "与本人此前 %d 天的通话相比（至少 %d 通）：“新问题”此前不到 %d%%，“老问题”此前更多；"
        "“有进步”是此前 %d%% 以上没做到、这次做到了。",
        SAMPLE_BEFORE_DAYS, SAMPLE_LEAST_CALLS, (int)(100 * SAMPLE_STANDING), (int)(100 * SAMPLE_OFTEN));
    handout_end(to);
}

static void write_ids(const sample *of, const sample_row *row, sample_news news, FILE *out)
{
    const char *mark = "";
    fputc(',', out);
    for (size_t rule = 0; rule < of->rows->n_rules; rule++)
        if (sample_news_of(of, row->call, rule) == news) {
            fprintf(out, "%s%s", mark, of->rows->rules[rule]->id);
            mark = ";";
        }
}

void sample_write_csv(const sample *of, bool with_header, FILE *out)
{
    char day[DAYS_TEXT_SIZE];
    days_write(day, of->day);
    if (with_header)
        fputs("day,order,agent,path,started_at,score,listen_from_s,listen_until_s,rule,improved,standing,new\r\n", out);
    for (size_t i = 0; i < of->n; i++) {
        const sample_row *row = &of->list[i];
        const review_call *call = call_of(of, row);
        fprintf(out, "%s,%zu,", day, i + 1);
        csv_write_cell(out, names_text(&of->rows->agents, call->agent));
        fputc(',', out);
        csv_write_cell(out, row->hear.path);
        fputc(',', out);
        csv_write_cell(out, row->hear.started_at);
        fputc(',', out);
        csv_write_number(out, call->total, 2);
        fputc(',', out);
        csv_write_number(out, isnan(row->hear.start_s) ? 0 : fmax(0, row->hear.start_s - SAMPLE_LEAD_S), 3);
        fputc(',', out);
        csv_write_number(out, row->hear.end_s, 3);
        fputc(',', out);
        csv_write_cell(out, row->hear.rule ? row->hear.rule->id : NULL);
        write_ids(of, row, SAMPLE_BETTER, out);
        write_ids(of, row, SAMPLE_STANDS, out);
        write_ids(of, row, SAMPLE_NEW, out);
        fputs("\r\n", out);
    }
}
