/* The figures of the text report: groups of rows, a column each for agent, customer and the call as a whole. */
#include <math.h>
#include <string.h>

#include "report/figures.h"
#include "base/number.h"
#include "report/page.h"
#include "base/width.h"
#include "report/words.h"

#define TITLE_COLUMNS   33 /* and the unit after it */
#define UNIT_COLUMNS    12
#define VALUE_COLUMNS   11
#define HEADING_COLUMNS (2 + TITLE_COLUMNS + UNIT_COLUMNS)

/* Readings come in the order of the catalogue; a group begins at the reading named here. A measure that is added to
 * the catalogue falls into the group where it stands; proxies go into a group of their own, the last. */
static const struct group {
    const char *first, *en, *zh;
} groups[] = {
    {"speech_time", "Talk", "说话与发言"},
    {"speech_rate", "Pace", "语速"},
    {"response_gap_median", "Response", "应答速度"},
    {"pitch_median", "Intonation", "语调"},
    {"active_level", "Volume", "音量"},
    {"pause_rate", "Pauses", "停顿"},
    {"interruptions", "Interruptions", "抢话与倾听"},
    {"silence_total", "Silence and hold", "静音与等待"},
    {"rings_before_answer", "Opening and closing", "开头与结束"},
};

enum { COLUMN_FIRST, COLUMN_CUSTOMER, COLUMN_CALL, COLUMNS };

static size_t column_of(ct_side side)
{
    return side == CT_SIDE_CUSTOMER ? COLUMN_CUSTOMER : side == CT_SIDE_CALL ? COLUMN_CALL : COLUMN_FIRST;
}

static bool has_sign(const ct_measure_info *info)
{
    return strcmp(info->name, "rate_change") == 0 || strcmp(info->name, "level_balance") == 0;
}

/* How finely a value is shown: no finer than it is known. Pace is good to some per cent, levels to half a dB. */
static void find_step(const ct_measure_info *info, double value, double *step, int *decimals)
{
    *step = 0.1;
    *decimals = 1;
    switch (info->unit) {
    case CT_UNIT_COUNT:
    case CT_UNIT_SIDE:
        *step = 1;
        *decimals = 0;
        break;
    case CT_UNIT_SYLLABLES_PER_MINUTE:
        *step = 5;
        *decimals = 0;
        break;
    case CT_UNIT_RATIO: /* in per cent by now; a clipped share of 0.1 % matters, a change of pace of 0.5 % does not */
        *step = info->proxy && fabs(value) < 1 ? 0.01 : 1;
        *decimals = info->proxy && fabs(value) < 1 && value != 0 ? 2 : 0;
        break;
    case CT_UNIT_HZ:
        *step = value < 500 ? 1 : 10;
        *decimals = 0;
        break;
    case CT_UNIT_DBFS:
    case CT_UNIT_DB:
    case CT_UNIT_DB_PER_OCTAVE:
        *step = 0.5;
        break;
    case CT_UNIT_INDEX:
    case CT_UNIT_SPREADS:
        *step = 0.01;
        *decimals = 2;
        break;
    case CT_UNIT_SECONDS:
    case CT_UNIT_PER_MINUTE:
    case CT_UNIT_SEMITONES:
        break;
    }
}

void page_value_text(char out[NUMBER_SIZE + 1], const ct_measure_info *info, double value, ct_lang lang)
{
    if (info->unit == CT_UNIT_SIDE) {
        snprintf(out, NUMBER_SIZE, "%s", words_side((ct_side)value, lang));
        return;
    }
    double shown = value * (info->unit == CT_UNIT_RATIO ? 100 : 1), step = 1;
    int decimals = 0;
    find_step(info, shown, &step, &decimals);
    shown = round(shown / step) * step;
    out[0] = '+';
    number_text(out + (has_sign(info) && shown > 0), shown, decimals);
}

static void show_value(char out[NUMBER_SIZE + 1], const ct_reading *reading, ct_lang lang)
{
    if (figure_is_known(reading))
        page_value_text(out, reading->info, reading->value, lang);
    else
        strcpy(out, "-");
}

/* Part of the readings under one heading: [first, end) without the proxies, or only these. */
typedef struct group_rows {
    size_t first, end;
    bool proxies;
    bool shown[COLUMNS]; /* columns that hold anything; the others stay empty */
} group_rows;

static bool has_known(const report_page *page, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        if (figure_is_known(&page->report->readings[i]))
            return true;
    return false;
}

/* Find the columns; false when nothing at all is known. */
static bool find_columns(const report_page *page, group_rows *rows)
{
    bool any = false;
    for (size_t i = rows->first; i < rows->end; i++) {
        const ct_reading *reading = &page->report->readings[i];
        if (reading->info->proxy != rows->proxies || !figure_is_known(reading))
            continue;
        rows->shown[column_of(reading->side)] = true;
        any = true;
    }
    return any;
}

/* One line's cells, without spaces after the last that holds something. */
static void write_cells(const report_page *page, const char *const cells[COLUMNS])
{
    size_t n = COLUMNS;
    while (n > 0 && !*cells[n - 1])
        n--;
    for (size_t i = 0; i < n; i++)
        width_write_right(page->out, cells[i], VALUE_COLUMNS);
    fputc('\n', page->out);
}

static void write_row(const report_page *page, const group_rows *rows, size_t first, size_t end)
{
    const ct_measure_info *info = page->report->readings[first].info;
    char cells[COLUMNS][NUMBER_SIZE + 1] = {"", "", ""};
    for (size_t i = first; i < end; i++) {
        size_t column = column_of(page->report->readings[i].side);
        if (rows->shown[column] && page->has_side[page->report->readings[i].side])
            show_value(cells[column], &page->report->readings[i], page->lang);
    }
    const char *title = page_title(page, info);
    fputs("  ", page->out);
    if (width_of_text(title) > TITLE_COLUMNS) { /* a line of its own */
        width_write_wrapped(page->out, title, 2, 4, PAGE_COLUMNS);
        fputs("  ", page->out);
        title = "";
    }
    width_write_left(page->out, title, TITLE_COLUMNS);
    width_write_left(page->out, words_unit(info->unit, page->lang), UNIT_COLUMNS);
    write_cells(page, (const char *const[]){cells[0], cells[1], cells[2]});
}

static void write_heading(const report_page *page, const group_rows *rows, const char *heading)
{
    ct_side first = page->report->mixed ? CT_SIDE_MIXED : CT_SIDE_AGENT;
    const ct_side sides[COLUMNS] = {first, CT_SIDE_CUSTOMER, CT_SIDE_CALL};
    const char *labels[COLUMNS];
    for (size_t i = 0; i < COLUMNS; i++)
        labels[i] = rows->shown[i] ? words_side(sides[i], page->lang) : "";
    fputc('\n', page->out);
    if (width_of_text(heading) > HEADING_COLUMNS) {
        fprintf(page->out, "%s\n", heading);
        heading = "";
    }
    width_write_left(page->out, heading, HEADING_COLUMNS);
    write_cells(page, labels);
}

/* Two figures are called pace, so the page says what each one counts. */
static void write_definitions(const report_page *page, const group_rows *rows)
{
    for (size_t i = rows->first; i < rows->end; i = page_next_measure(page, i)) {
        const ct_measure_info *info = page->report->readings[i].info;
        if (strcmp(info->name, "speech_rate") != 0 && strcmp(info->name, "articulation_rate") != 0)
            continue;
        width_lines lines;
        fputs("    ", page->out);
        width_start_lines(&lines, page->out, 4, 4, PAGE_COLUMNS);
        width_add_to_lines(&lines, page_title(page, info));
        width_add_to_lines(&lines, words_pick(page->lang, ": ", "："));
        width_add_to_lines(&lines, words_pick(page->lang, info->definition_en, info->definition_zh));
        fputc('\n', page->out);
    }
}

static void write_group(const report_page *page, group_rows rows, const char *heading)
{
    if (!find_columns(page, &rows))
        return;
    write_heading(page, &rows, heading);
    for (size_t i = rows.first, next; i < rows.end; i = next) {
        next = page_next_measure(page, i);
        if (page->report->readings[i].info->proxy == rows.proxies && has_known(page, i, next))
            write_row(page, &rows, i, next);
    }
    if (!rows.proxies)
        write_definitions(page, &rows);
}

/* The heading that begins at this reading, or NULL. */
static const char *heading_at(const report_page *page, size_t at)
{
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
        if (strcmp(groups[i].first, page->report->readings[at].info->name) == 0)
            return words_pick(page->lang, groups[i].en, groups[i].zh);
    return NULL;
}

void page_write_figures(const report_page *page)
{
    const char *heading = words_pick(page->lang, "Figures", "数据");
    size_t first = 0, n = page->report->n_readings;
    for (size_t i = 0; i < n; i = page_next_measure(page, i)) {
        const char *next = heading_at(page, i);
        if (!next)
            continue;
        write_group(page, (group_rows){.first = first, .end = i}, heading);
        heading = next;
        first = i;
    }
    write_group(page, (group_rows){.first = first, .end = n}, heading);
    write_group(page, (group_rows){.end = n, .proxies = true},
                words_pick(page->lang, "Proxies: hints only, never a reason to mark down by themselves",
                           "参考指标（仅供参考，不能单独作为扣分依据）"));
}
