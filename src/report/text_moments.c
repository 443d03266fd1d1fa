/* Where to listen: moments of the call that a person should hear, with times rounded outwards to whole seconds. */
#include <math.h>

#include "report/list.h"
#include "base/number.h"
#include "report/page.h"
#include "base/width.h"
#include "report/words.h"

#define MOST_PER_KIND 12
#define KIND_COLUMNS  16
#define TIME_COLUMNS  16
#define LEAST_SHOWN_S 0.05 /* would read 0.0 */
#define REMARK_COLUMN (KIND_COLUMNS + TIME_COLUMNS)

static const ct_event_kind kinds[] = {CT_EVENT_HOLD,  CT_EVENT_SILENCE, CT_EVENT_INTERRUPTION, CT_EVENT_CUT_OFF,
                                      CT_EVENT_SHOUT, CT_EVENT_DRAWL,   CT_EVENT_CLIP};

/* Severe before normal, long before short. */
static bool matters_more(const ct_event *a, const ct_event *b)
{
    unsigned severe_a = a->flags & CT_EVENT_SEVERE, severe_b = b->flags & CT_EVENT_SEVERE;
    return severe_a != severe_b ? severe_a > severe_b : a->end_s - a->start_s > b->end_s - b->start_s;
}

/* The MOST_PER_KIND events of a kind that matter most, in the order of time; `n_all` is how many there are. */
static size_t pick_events(const ct_report *report, ct_event_kind kind, const ct_event *picked[], size_t *n_all)
{
    size_t n = 0;
    *n_all = 0;
    for (size_t i = 0; i < report->n_events; i++) {
        const ct_event *event = &report->events[i];
        if (event->kind != kind)
            continue;
        ++*n_all;
        if (n == MOST_PER_KIND) { /* room for one more: the least of those kept goes, unless this one is less */
            size_t least = 0;
            for (size_t k = 1; k < n; k++)
                if (!matters_more(picked[k], picked[least])) /* of equals the last */
                    least = k;
            if (!matters_more(event, picked[least]))
                continue;
            for (n--; least < n; least++)
                picked[least] = picked[least + 1];
        }
        picked[n++] = event;
    }
    return n;
}

void page_clock_text(char *out, size_t size, double seconds)
{
    long whole = (long)fmax(0, seconds);
    if (whole >= 3600)
        snprintf(out, size, "%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60, whole % 60);
    else
        snprintf(out, size, "%02ld:%02ld", whole / 60, whole % 60);
}

void page_span_text(char *out, size_t size, double start_s, double end_s)
{
    char from[24], to[24];
    page_clock_text(from, sizeof from, floor(start_s));
    page_clock_text(to, sizeof to, ceil(end_s - 1e-6));
    snprintf(out, size, "%s-%s", from, to);
}

static void write_span(const report_page *page, const ct_event *event)
{
    char span[2 * 24 + 2];
    page_span_text(span, sizeof span, event->start_s, event->end_s);
    width_write_left(page->out, span, TIME_COLUMNS);
}

typedef struct remarks {
    word_list list;
    ct_lang lang;
} remarks;

static void remark(remarks *to, const char *text)
{
    list_add(&to->list, text);
}

static void remark_both(remarks *to, const char *en, const char *zh)
{
    remark(to, words_pick(to->lang, en, zh));
}

static void remark_seconds(remarks *to, double seconds, const char *en, const char *zh)
{
    char number[NUMBER_SIZE], text[128];
    number_text(number, seconds, seconds < 10 ? 1 : 0);
    snprintf(text, sizeof text, "%s%s", number, words_pick(to->lang, en, zh));
    remark(to, text);
}

static void remark_hold(remarks *to, const ct_event *event)
{
    if (event->cause != CT_HOLD_NONE)
        remark(to, words_cause(event->cause, to->lang));
    if (event->flags & CT_EVENT_UNANNOUNCED)
        remark_both(to, "not announced", "等待前未打招呼");
    else if (event->flags & CT_EVENT_NO_REPLY)
        remark_both(to, "no reply heard before it", "未听到客户回应");
    if (event->without_contact_s > 0 && event->without_contact_s < event->end_s - event->start_s - 1)
        remark_seconds(to, event->without_contact_s, " s without a word of the agent", " 秒无座席声音");
    if (event->flags & CT_EVENT_OPEN)
        remark_both(to, "not over at the end", "到录音结束仍未恢复");
    else if (event->flags & CT_EVENT_NO_RETURN)
        remark_both(to, "the agent was not the first to speak after it", "恢复后座席未先开口");
}

static void remark_silence(remarks *to, const ct_event *event)
{
    if (event->side == CT_SIDE_AGENT)
        remark_both(to, "the agent owed the answer", "轮到座席说话");
    else if (event->side == CT_SIDE_CUSTOMER)
        remark_both(to, "the customer owed the answer", "轮到客户说话");
}

static void remark_interruption(remarks *to, const ct_event *event)
{
    if (event->flags & CT_EVENT_SEVERE)
        remark_both(to, "severe", "严重");
    if (event->flags & CT_EVENT_YIELDED)
        remark_both(to, "the other gave way", "对方停下让话");
}

static void remark_side(remarks *to, const ct_event *event)
{
    bool by_someone = event->kind == CT_EVENT_INTERRUPTION || event->kind == CT_EVENT_CUT_OFF;
    char text[64];
    if (event->side != CT_SIDE_AGENT && event->side != CT_SIDE_CUSTOMER)
        return;
    snprintf(text, sizeof text, "%s%s", by_someone ? words_pick(to->lang, "by the ", "") : "",
             words_side(event->side, to->lang));
    remark(to, text);
}

static void write_remarks(const report_page *page, const ct_event *event)
{
    remarks to = {.lang = page->lang};
    list_start(&to.list, page->out, REMARK_COLUMN, REMARK_COLUMN, PAGE_COLUMNS, words_pick(page->lang, ", ", "，"));
    bool has_owner = event->kind != CT_EVENT_HOLD && event->kind != CT_EVENT_SILENCE;
    if (has_owner)
        remark_side(&to, event);
    double length_s = event->end_s - event->start_s;
    if (length_s >= LEAST_SHOWN_S)
        remark_seconds(&to, length_s, " s", " 秒");
    if (event->kind == CT_EVENT_HOLD)
        remark_hold(&to, event);
    else if (event->kind == CT_EVENT_SILENCE)
        remark_silence(&to, event);
    else if (event->kind == CT_EVENT_INTERRUPTION)
        remark_interruption(&to, event);
    list_end(&to.list);
}

static size_t write_kind(const report_page *page, ct_event_kind kind)
{
    const ct_event *picked[MOST_PER_KIND];
    size_t n_all = 0, n = pick_events(page->report, kind, picked, &n_all);
    for (size_t i = 0; i < n; i++) {
        fputs("  ", page->out);
        width_write_left(page->out, i == 0 ? words_kind(kind, page->lang) : "", KIND_COLUMNS - 2);
        write_span(page, picked[i]);
        write_remarks(page, picked[i]);
    }
    if (n_all > n) {
        width_write_left(page->out, "", KIND_COLUMNS);
        fprintf(page->out, words_pick(page->lang, "and %zu more, shorter\n", "另有 %zu 处较短的未列出\n"), n_all - n);
    }
    return n;
}

void page_write_moments(const report_page *page)
{
    size_t n = 0;
    fprintf(page->out, "\n%s\n", words_pick(page->lang, "Where to listen", "建议回听的片段"));
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        n += write_kind(page, kinds[i]);
    if (n == 0)
        fprintf(page->out, "  %s\n", words_pick(page->lang, "Nothing stands out.", "没有需要特别回听的片段。"));
    if (page->report->events_dropped > 0)
        fprintf(page->out,
                words_pick(page->lang, "  (%lu events found the list full; the figures above count them.)\n",
                           "  （另有 %lu 个事件因列表已满未保留，上面的数据已计入。）\n"),
                page->report->events_dropped);
}
