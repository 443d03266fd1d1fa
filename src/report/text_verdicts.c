/* What a standard says of the call. Praise comes first and one thing to practise last, as people who coach have it. */
#include <math.h>
#include <string.h>

#include "report/list.h"
#include "report/page.h"
#include "report/verdict_words.h"
#include "base/width.h"
#include "report/words.h"

#define INDENT     4
#define BOX        "\xE2\x96\xA1\xC2\xA0" /* an empty square, and a space that no line breaks at */
#define MOST_TIMES 6                      /* of a finding; the JSON report has more */

static const char *pick(const report_page *page, const char *en, const char *zh)
{
    return words_pick(page->lang, en, zh);
}

static void write_part(const report_page *page, const char *en, const char *zh)
{
    fprintf(page->out, "  %s\n", pick(page, en, zh));
}

static void write_score(const report_page *page)
{
    char text[256];
    verdict_score_text(page->judgement, page->lang, text, sizeof text);
    fprintf(page->out, "  %s\n", text);
}

/* A paragraph behind a label, at the indent of findings. */
static void write_labelled(const report_page *page, const char *en, const char *zh, const char *text)
{
    width_lines lines;
    if (!*text)
        return;
    fprintf(page->out, "%*s", INDENT + 2, "");
    width_start_lines(&lines, page->out, INDENT + 2, INDENT + 2, PAGE_COLUMNS);
    width_add_to_lines(&lines, pick(page, en, zh));
    width_add_to_lines(&lines, text);
    fputc('\n', page->out);
}

/* The titles of rules that were kept, hints apart: those that the call put to the test, or those that it did not. */
static void write_kept(const report_page *page, bool tested, const char *en, const char *zh)
{
    word_list list;
    bool any = false;
    for (size_t i = 0; i < page->judgement->n_verdicts; i++) {
        const ct_verdict *verdict = &page->judgement->verdicts[i];
        if (verdict->outcome != CT_PASS || verdict->rule->kind != CT_RULE_VERDICT || tested != !verdict->reason)
            continue;
        if (!any) {
            write_part(page, en, zh);
            fprintf(page->out, "%*s", INDENT, "");
            list_start(&list, page->out, INDENT, INDENT, PAGE_COLUMNS, pick(page, "; ", "；"));
        }
        any = true;
        list_add(&list, verdict_title(verdict->rule, page->lang));
    }
    if (any)
        list_end(&list);
}

/* It is nowhere in particular. */
static bool is_whole_call(const report_page *page, const ct_span *span)
{
    return span->start_s <= 0 && span->end_s >= page->report->duration_s;
}

static void write_times(const report_page *page, const ct_verdict *verdict)
{
    char text[MOST_TIMES * 56 + 64] = "";
    size_t n = verdict->n_spans < MOST_TIMES ? verdict->n_spans : MOST_TIMES, used = 0;
    for (size_t i = 0; i < n; i++) {
        char span[50];
        page_span_text(span, sizeof span, verdict->spans[i].start_s, verdict->spans[i].end_s);
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", i > 0 ? pick(page, ", ", "，") : "", span);
    }
    if (n == 1 && is_whole_call(page, &verdict->spans[0]))
        snprintf(text, sizeof text, "%s", pick(page, "the whole call", "全程"));
    if (verdict->n_moments > n)
        snprintf(text + used, sizeof text - used, pick(page, " and %zu more", "，另有 %zu 处"), verdict->n_moments - n);
    write_labelled(page, "Hear: ", "回听：", text);
}

static void write_clause(const report_page *page, const ct_rule *rule)
{
    char text[2048];
    verdict_clause_text(rule, page->lang, text, sizeof text);
    write_labelled(page, "The standard: ", "标准原文：", text);
}

static void write_finding(const report_page *page, const ct_verdict *verdict)
{
    char head[512], value[256], points[NUMBER_SIZE];
    number_short_text(points, verdict->points, 1);
    snprintf(head, sizeof head, pick(page, "%s %.200s: %s, %s points off", "%s %.200s：%s，扣 %s 分"),
             verdict->rule->id, verdict_title(verdict->rule, page->lang), words_outcome(verdict->outcome, page->lang),
             points);
    fprintf(page->out, "%*s", INDENT, "");
    width_write_wrapped(page->out, head, INDENT, INDENT + 2, PAGE_COLUMNS);
    verdict_value_text(verdict, page->lang, value, sizeof value);
    write_labelled(page, "", "", value);
    if (verdict->usual) {
        verdict_usual_text(verdict, page->lang, value, sizeof value);
        write_labelled(page, "", "", value);
    }
    write_clause(page, verdict->rule);
    write_times(page, verdict);
    write_labelled(page, "Advice: ", "建议：", ct_verdict_advice(verdict, page->lang));
}

static void write_findings(const report_page *page)
{
    const ct_verdict *found[VERDICT_MOST_FINDINGS] = {NULL};
    size_t n = verdict_find_findings(page->judgement, found);
    if (n == 0 && isnan(page->judgement->total))
        return;
    if (n == 0) {
        write_part(page, "No finding in what could be measured", "可测项目中没有发现问题");
        return;
    }
    write_part(page, "To work on, most points first", "需要改进（按扣分从多到少）");
    for (size_t i = 0; i < n; i++)
        write_finding(page, found[i]);
    const ct_verdict *next = verdict_to_practise(found, n, page->lang);
    if (!next)
        return;
    fprintf(page->out, pick(page, "  One thing to practise next: %s\n", "  下一步先练：%s\n"),
            verdict_title(next->rule, page->lang));
    fprintf(page->out, "%*s", INDENT, "");
    width_write_wrapped(page->out, ct_verdict_advice(next, page->lang), INDENT, INDENT, PAGE_COLUMNS);
}

/* A hint in short: it costs nothing, so it has no clause and no times (the JSON report has both). */
static void write_hint(const report_page *page, const ct_verdict *verdict)
{
    char value[256], text[512];
    verdict_value_text(verdict, page->lang, value, sizeof value);
    snprintf(text, sizeof text, pick(page, "%s %.200s: %s", "%s %.200s：%s"), verdict->rule->id,
             verdict_title(verdict->rule, page->lang), value);
    fprintf(page->out, "%*s", INDENT, "");
    width_write_wrapped(page->out, text, INDENT, INDENT + 2, PAGE_COLUMNS);
    write_labelled(page, "Advice: ", "建议：", ct_verdict_advice(verdict, page->lang));
}

static void write_hints(const report_page *page)
{
    bool any = false;
    for (size_t i = 0; i < page->judgement->n_verdicts; i++) {
        const ct_verdict *verdict = &page->judgement->verdicts[i];
        if (verdict->outcome != CT_ADVISORY)
            continue;
        if (!any)
            write_part(page, "Hints only, nothing taken off", "仅供参考（不扣分）");
        any = true;
        write_hint(page, verdict);
    }
}

static bool is_told(const report_page *page, size_t i, const char *reason)
{
    for (size_t k = 0; k < i; k++) {
        const char *earlier = verdict_reason(&page->judgement->verdicts[k], page->lang);
        if (earlier && strcmp(earlier, reason) == 0)
            return true;
    }
    return false;
}

static void write_unmeasured(const report_page *page)
{
    bool any = false;
    for (size_t i = 0; i < page->judgement->n_verdicts; i++) {
        const char *reason = verdict_reason(&page->judgement->verdicts[i], page->lang);
        if (!reason || is_told(page, i, reason))
            continue;
        if (!any)
            write_part(page, "Not judged, and why: neither for nor against", "未能评判的项目及原因（不加分也不扣分）");
        any = true;
        fprintf(page->out, "%*s", INDENT, "");
        width_write_wrapped(page->out, reason, INDENT, INDENT, PAGE_COLUMNS);
        word_list list;
        fprintf(page->out, "%*s", INDENT + 2, "");
        list_start(&list, page->out, INDENT + 2, INDENT + 2, PAGE_COLUMNS, pick(page, "; ", "；"));
        for (size_t k = i; k < page->judgement->n_verdicts; k++) {
            const char *own = verdict_reason(&page->judgement->verdicts[k], page->lang);
            if (own && strcmp(own, reason) == 0)
                list_add(&list, verdict_title(page->judgement->verdicts[k].rule, page->lang));
        }
        list_end(&list);
    }
}

static bool is_heard_at(const ct_verdict *verdict, ct_hear hear)
{
    return verdict->outcome == CT_LISTENER && verdict->rule->hear == hear;
}

/* "Opening  00:00-00:15": what a listener hears for every rule of that place. */
static void write_place(const report_page *page, const ct_verdict *verdict)
{
    char span[50];
    word_list times;
    const char *place = words_hear(verdict->rule->hear, page->lang);
    size_t n = verdict->n_spans < MOST_TIMES ? verdict->n_spans : MOST_TIMES;
    fprintf(page->out, "%*s%s", INDENT, "", place);
    fputs(n > 0 ? "  " : "\n", page->out);
    if (n == 0)
        return;
    list_start(&times, page->out, INDENT + width_of_text(place) + 2, INDENT + 2, PAGE_COLUMNS, pick(page, ", ", "，"));
    for (size_t i = 0; i < n; i++) {
        page_span_text(span, sizeof span, verdict->spans[i].start_s, verdict->spans[i].end_s);
        list_add(&times, span);
    }
    list_end(&times);
}

/* The boxes of one place. What is to be heard at holds needs none where there is no hold. */
static void write_boxes(const report_page *page, ct_hear hear, bool *any)
{
    char text[256];
    bool begun = false;
    word_list boxes;
    for (size_t i = 0; i < page->judgement->n_verdicts; i++) {
        const ct_verdict *verdict = &page->judgement->verdicts[i];
        if (!is_heard_at(verdict, hear) || (hear != CT_HEAR_ALL && verdict->n_spans == 0))
            continue;
        if (!*any)
            write_part(page, "For the listener: words and manners", "需人工听音核对（用语与态度）");
        if (!begun) {
            write_place(page, verdict);
            fprintf(page->out, "%*s", INDENT + 2, "");
            list_start(&boxes, page->out, INDENT + 2, INDENT + 2, PAGE_COLUMNS, "  ");
        }
        *any = begun = true;
        snprintf(text, sizeof text, BOX "%.200s", verdict_title(verdict->rule, page->lang));
        list_add(&boxes, text);
    }
    if (begun)
        list_end(&boxes);
}

static void write_check_list(const report_page *page)
{
    static const ct_hear in_order[] = {CT_HEAR_OPENING, CT_HEAR_INTERRUPTION, CT_HEAR_HOLD, CT_HEAR_CLOSING,
                                       CT_HEAR_ALL};
    bool any = false;
    for (size_t i = 0; i < sizeof in_order / sizeof in_order[0]; i++)
        write_boxes(page, in_order[i], &any);
}

void page_write_verdicts(const report_page *page)
{
    if (!page->judgement)
        return;
    const ct_standard *standard = page->judgement->standard;
    char text[512];
    snprintf(text, sizeof text,
             pick(page, "Against the standard: %.160s (%.60s %.20s)", "对照标准：%.160s（%.60s %.20s）"),
             pick(page, standard->title_en, standard->title_zh), standard->name, standard->version);
    fputc('\n', page->out);
    width_write_wrapped(page->out, text, 0, 2, PAGE_COLUMNS);
    write_score(page);
    write_kept(page, true, "Done well", "做得好的地方");
    write_findings(page);
    write_hints(page);
    write_kept(page, false, "Had no occasion in this call: kept, but no strength",
               "本通没有遇到的情形（不扣分，也不算优点）");
    write_unmeasured(page);
    write_check_list(page);
}
