/* What has no value in a report, gathered by reason. */
#include <string.h>

#include "report/figures.h"
#include "report/list.h"
#include "report/page.h"
#include "base/width.h"
#include "report/words.h"

/* NULL where nothing is missing. */
static const char *reason_of(const report_page *page, size_t i)
{
    const ct_reading *reading = &page->report->readings[i];
    bool missing = page->has_side[reading->side] && !figure_is_known(reading);
    return missing ? words_reason(reading, page->lang) : NULL;
}

static bool has_reason(const report_page *page, size_t i, const char *reason)
{
    const char *own = reason_of(page, i);
    return own && strcmp(own, reason) == 0;
}

static bool is_told(const report_page *page, size_t i, const char *reason)
{
    for (size_t k = 0; k < i; k++)
        if (has_reason(page, k, reason))
            return true;
    return false;
}

/* The measure at readings [first, end): its title, and whose where it is not so for every side. */
static bool name_measure(const report_page *page, size_t first, size_t end, const char *reason, char *out, size_t size)
{
    size_t n_sides = 0, n_missing = 0, missing = first;
    for (size_t i = first; i < end; i++) {
        n_sides += page->has_side[page->report->readings[i].side];
        if (has_reason(page, i, reason)) {
            n_missing++;
            missing = i;
        }
    }
    const ct_reading *reading = &page->report->readings[missing];
    const char *title = page_title(page, reading->info);
    if (n_missing < n_sides)
        snprintf(out, size, words_pick(page->lang, "%s (%s)", "%s（%s）"), title,
                 words_side(reading->side, page->lang));
    else
        snprintf(out, size, "%s", title);
    return n_missing > 0;
}

static void write_reason(const report_page *page, size_t first, const char *reason)
{
    char name[256];
    word_list names;
    fputs("  ", page->out);
    width_write_wrapped(page->out, reason, 2, 2, PAGE_COLUMNS);
    fputs("    ", page->out);
    list_start(&names, page->out, 4, 4, PAGE_COLUMNS, words_pick(page->lang, "; ", "；"));
    for (size_t i = first, next; i < page->report->n_readings; i = next) {
        next = page_next_measure(page, i);
        if (name_measure(page, i, next, reason, name, sizeof name))
            list_add(&names, name);
    }
    list_end(&names);
}

void page_write_missing(const report_page *page)
{
    bool any = false;
    for (size_t i = 0; i < page->report->n_readings; i++) {
        const char *reason = reason_of(page, i);
        if (!reason || is_told(page, i, reason))
            continue;
        if (!any)
            fprintf(page->out, "\n%s\n", words_pick(page->lang, "Not measured, and why", "未能测量的项目及原因"));
        any = true;
        size_t first = i;
        while (first > 0 && page->report->readings[first - 1].info == page->report->readings[i].info)
            first--;
        write_reason(page, first, reason);
    }
}
