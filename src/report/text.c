/* A report as one page for a person. This file has the head, the health of the recording and the order of the parts. */
#include <math.h>
#include <stdio.h>

#include "calltone/report.h"
#include "report/figures.h"
#include "base/number.h"
#include "report/page.h"
#include "base/width.h"
#include "report/words.h"

#define LABEL_COLUMNS 14

const char *page_title(const report_page *page, const ct_measure_info *info)
{
    return words_pick(page->lang, info->title_en, info->title_zh);
}

size_t page_next_measure(const report_page *page, size_t first)
{
    const ct_report *report = page->report;
    size_t next = first + 1;
    while (next < report->n_readings && report->readings[next].info == report->readings[first].info)
        next++;
    return next;
}

static void write_label(const report_page *page, const char *en, const char *zh)
{
    fputs("  ", page->out);
    width_write_left(page->out, words_pick(page->lang, en, zh), LABEL_COLUMNS - 2);
}

static void write_line(const report_page *page, const char *en, const char *zh, const char *value)
{
    char shown[4 * PAGE_COLUMNS];
    if (!value || !*value)
        return;
    width_fit(shown, sizeof shown, value, PAGE_COLUMNS - LABEL_COLUMNS);
    write_label(page, en, zh);
    fprintf(page->out, "%s\n", shown);
}

static void write_length(const report_page *page)
{
    double length_s = page->report->duration_s;
    char seconds[NUMBER_SIZE];
    write_label(page, "Length", "时长");
    if (length_s < 60) {
        number_text(seconds, length_s, 1);
        fprintf(page->out, words_pick(page->lang, "%s s\n", "%s 秒\n"), seconds);
        return;
    }
    long whole = lround(length_s), hours = whole / 3600;
    if (hours > 0)
        fprintf(page->out, words_pick(page->lang, "%ld h ", "%ld 小时 "), hours);
    fprintf(page->out, words_pick(page->lang, "%ld min %ld s\n", "%ld 分 %ld 秒\n"), whole / 60 % 60, whole % 60);
}

void page_audio_text(const ct_report *report, const ct_call *call, ct_lang lang, char *out, size_t size)
{
    char encoding[128], rate[NUMBER_SIZE];
    words_encoding(encoding, sizeof encoding, call->encoding, lang);
    number_text(rate, call->sample_rate_hz, 0);
    const char *channels =
        report->channels == 2 ? words_pick(lang, "2 channels", "双声道") : words_pick(lang, "1 channel", "单声道");
    int used = snprintf(out, size, "%s%s%s", channels, *encoding ? words_pick(lang, ", ", "，") : "", encoding);
    if (call->sample_rate_hz > 0 && used > 0 && (size_t)used < size)
        snprintf(out + used, size - (size_t)used, words_pick(lang, ", %s Hz", "，%s Hz"), rate);
}

static void write_audio(const report_page *page)
{
    char text[256];
    page_audio_text(page->report, page->call, page->lang, text, sizeof text);
    write_line(page, "Audio", "录音", text);
}

static void write_head(const report_page *page)
{
    const ct_call *call = page->call;
    fprintf(page->out, "%s\n",
            words_pick(page->lang, "Call report", page->judgement ? "通话质检报告" : "通话测量报告"));
    write_line(page, "File", "文件", call->path);
    write_line(page, "Call", "通话编号", call->id);
    write_line(page, "Date", "日期", call->started_at);
    write_length(page);
    write_audio(page);
    write_line(page, "Agent", "座席", call->agent);
    write_line(page, "Team", "班组", call->team);
    if (call->agent_channel && page->report->channels == 2)
        write_line(page, "Agent on", "座席声道", words_channel(call->agent_channel, page->lang));
    if (!page->report->finished)
        write_line(page, "State", "状态",
                   words_pick(page->lang, "the call still runs: figures so far", "通话进行中，以下为截至目前的数据"));
}

/* The value of a fault as people read it. */
static void fault_value(char out[NUMBER_SIZE], const ct_health *health)
{
    double value = isfinite(health->value) ? health->value : 0;
    switch (health->fault) {
    case CT_FAULT_DC:
    case CT_FAULT_CLIPPING:
        number_text(out, 100 * fabs(value), 1);
        break;
    case CT_FAULT_LOST_AUDIO:
    case CT_FAULT_SIDE_MISSING:
    case CT_FAULT_SHORT:
        number_text(out, value, 1);
        break;
    default:
        number_text(out, value, 0);
    }
}

void page_fault_text(const ct_health *health, ct_lang lang, char *out, size_t size)
{
    words_fault words = words_of_fault(health->fault, lang);
    bool one_side = health->side == CT_SIDE_AGENT || health->side == CT_SIDE_CUSTOMER;
    char value[NUMBER_SIZE] = "";
    if (words.after)
        fault_value(value, health);
    snprintf(out, size, "%s%s%s%s%s", one_side ? words_side(health->side, lang) : "",
             one_side ? words_pick(lang, ": ", "：") : "", words.before, value, words.after ? words.after : "");
    if (out[0] >= 'a' && out[0] <= 'z')
        out[0] = (char)(out[0] - 'a' + 'A');
}

static void write_fault(const report_page *page, const ct_health *health)
{
    char text[512];
    page_fault_text(health, page->lang, text, sizeof text);
    fputs("  - ", page->out);
    width_write_wrapped(page->out, text, 4, 4, PAGE_COLUMNS);
}

static void write_health(const report_page *page)
{
    const ct_report *report = page->report;
    fputc('\n', page->out);
    if (report->n_health == 0)
        fprintf(page->out, "%s\n", words_pick(page->lang, "Recording: good", "录音质量：良好"));
    else
        fprintf(page->out, words_pick(page->lang, "Recording: faults found (%zu)\n", "录音质量：发现 %zu 个问题\n"),
                report->n_health);
    for (size_t i = 0; i < report->n_health; i++)
        write_fault(page, &report->health[i]);
    const char *const *note =
        page->lang == CT_LANG_ZH && page->call->notes_zh ? page->call->notes_zh : page->call->notes;
    for (; note && *note; note++) {
        const char *label = words_pick(page->lang, "  - Note: ", "  - 备注：");
        fputs(label, page->out);
        width_write_wrapped(page->out, *note, width_of_text(label), 4, PAGE_COLUMNS);
    }
}

/* Two channels have both sides, whatever is known of them. One channel has those of which anything is known. */
static void find_sides(report_page *page)
{
    const ct_report *report = page->report;
    bool both = report->channels == 2 && !report->mixed;
    page->has_side[CT_SIDE_AGENT] = page->has_side[CT_SIDE_CUSTOMER] = both;
    page->has_side[CT_SIDE_CALL] = true;
    page->has_side[CT_SIDE_MIXED] = report->mixed;
    for (size_t i = 0; i < report->n_readings; i++)
        if (figure_is_known(&report->readings[i]))
            page->has_side[report->readings[i].side] = true;
}

ct_status ct_report_write_text(const ct_report *report, const ct_call *call, const struct ct_judgement *judgement,
                               ct_lang lang, FILE *out)
{
    static const ct_call unknown_call;
    if (!report || !out)
        return CT_ERR_ARGUMENT;
    report_page page = {
        .report = report, .call = call ? call : &unknown_call, .judgement = judgement, .lang = lang, .out = out};
    find_sides(&page);
    write_head(&page);
    write_health(&page);
    page_write_verdicts(&page);
    if (judgement)
        fprintf(out, "\n%s\n", words_pick(lang, "Appendix: what was measured", "附：测量数据"));
    page_write_figures(&page);
    page_write_moments(&page);
    page_write_missing(&page);
    return fflush(out) == 0 && !ferror(out) ? CT_OK : CT_ERR_WRITE;
}
