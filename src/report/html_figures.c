/* The recording's health, and the figures: a row a measure, a column a side, the very values of the JSON report. */
#include "base/number.h"
#include "report/figures.h"
#include "report/html_review.h"
#include "report/page.h"
#include "report/words.h"

static const char *pick(const html_review *review, const char *en, const char *zh)
{
    return words_pick(review->lang, en, zh);
}

void html_write_health(const html_review *review)
{
    const ct_report *report = review->call->report;
    const ct_call *about = review->about;
    const char *const *note = review->lang == CT_LANG_ZH && about->notes_zh ? about->notes_zh : about->notes;
    char text[512];
    if (report->n_health == 0 && !(note && *note))
        return;
    html_put(review->out, "<section aria-labelledby=\"health\">\n<h2 id=\"health\">%s</h2>\n<ul>\n",
             pick(review, "The recording", "录音质量"));
    for (size_t i = 0; i < report->n_health; i++) {
        page_fault_text(&report->health[i], review->lang, text, sizeof text);
        html_put(review->out, "<li>%s</li>\n", text);
    }
    for (; note && *note; note++)
        html_put(review->out, "<li>%s</li>\n", *note);
    html_put(review->out, "</ul>\n</section>\n");
}

enum { COLUMN_FIRST, COLUMN_CUSTOMER, COLUMN_CALL, COLUMNS };

static size_t column_of(ct_side side)
{
    return side == CT_SIDE_CUSTOMER ? COLUMN_CUSTOMER : side == CT_SIDE_CALL ? COLUMN_CALL : COLUMN_FIRST;
}

static void write_row(const html_review *review, size_t first, size_t end)
{
    const ct_reading *readings = review->call->report->readings;
    char cells[COLUMNS][NUMBER_SIZE + 1] = {"", "", ""};
    bool any = false;
    for (size_t i = first; i < end; i++)
        if (figure_is_known(&readings[i])) {
            any = true;
            page_value_text(cells[column_of(readings[i].side)], readings[i].info, readings[i].value, review->lang);
        }
    if (!any)
        return;
    const ct_measure_info *info = readings[first].info;
    html_put(review->out, "<tr data-measure=\"%s\"><th scope=\"row\" title=\"%s\">%s</th><td class=\"soft\">%s</td>",
             info->name, pick(review, info->definition_en, info->definition_zh),
             pick(review, info->title_en, info->title_zh), words_unit(info->unit, review->lang));
    for (size_t i = 0; i < COLUMNS; i++)
        html_put(review->out, "<td class=\"number\">%s</td>", cells[i]);
    html_put(review->out, "</tr>\n");
}

void html_write_figures(const html_review *review)
{
    const ct_report *report = review->call->report;
    html_put(review->out,
             "<section>\n<details id=\"figures\"><summary><h2>%s</h2></summary>\n<div class=\"scroll\"><table>\n"
             "<thead><tr><th></th><th></th>",
             pick(review, "What was measured", "测量数据"));
    const ct_side sides[COLUMNS] = {report->mixed ? CT_SIDE_MIXED : CT_SIDE_AGENT, CT_SIDE_CUSTOMER, CT_SIDE_CALL};
    for (size_t i = 0; i < COLUMNS; i++)
        html_put(review->out, "<th scope=\"col\" class=\"number\">%s</th>", words_side(sides[i], review->lang));
    html_put(review->out, "</tr></thead>\n<tbody>\n");
    for (size_t first = 0, next; first < report->n_readings; first = next) {
        next = first + 1;
        while (next < report->n_readings && report->readings[next].info == report->readings[first].info)
            next++;
        write_row(review, first, next);
    }
    html_put(review->out, "</tbody>\n</table></div>\n</details>\n</section>\n");
}
