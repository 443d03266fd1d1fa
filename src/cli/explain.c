/* The examples are not written down anywhere: values beside the limits are judged as those of a call would be. */
#include "cli/explain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/width.h"
#include "report/words.h"

#define COLUMNS       80
#define LABEL_COLUMNS 14
#define LIMIT_COLUMNS 18
#define ENOUGH_S      3600 /* of speech, in the examples */
#define VALUE_SIZE    (NUMBER_SIZE + 16)

static void write_labelled(FILE *out, const char *label, const char *text)
{
    if (!*text)
        return;
    fputs("  ", out);
    width_write_left(out, label, LABEL_COLUMNS - 2);
    width_write_wrapped(out, text, LABEL_COLUMNS, LABEL_COLUMNS, COLUMNS);
}

/* A value with its unit; nothing for the open end of a band. */
static void value_text(char out[VALUE_SIZE], const ct_rule *rule, double value, ct_lang lang)
{
    char number[NUMBER_SIZE];
    const char *unit = words_unit(ct_rule_unit(rule), lang);
    *out = '\0';
    if (!isfinite(value))
        return;
    if (ct_rule_unit(rule) == CT_UNIT_SIDE) {
        snprintf(out, VALUE_SIZE, "%s", words_side((ct_side)value, lang));
        return;
    }
    number_short_text(number, value * (ct_rule_unit(rule) == CT_UNIT_RATIO ? 100 : 1), 3);
    bool close = !*unit || (lang == CT_LANG_ZH && strcmp(unit, "%") == 0);
    snprintf(out, VALUE_SIZE, "%s%s%s", number, close ? "" : " ", unit);
}

static void write_band(FILE *out, const char *label, const ct_rule *rule, ct_band band, ct_lang lang)
{
    char low[VALUE_SIZE], high[VALUE_SIZE], text[3 * VALUE_SIZE];
    value_text(low, rule, band.low, lang);
    value_text(high, rule, band.high, lang);
    if (band.low == band.high || (!*low && band.high == 0))
        snprintf(text, sizeof text, "%s", high);
    else if (!*low)
        snprintf(text, sizeof text, words_pick(lang, "up to %s", "不超过 %s"), high);
    else if (!*high)
        snprintf(text, sizeof text, words_pick(lang, "%s or more", "不低于 %s"), low);
    else
        snprintf(text, sizeof text, words_pick(lang, "%s to %s", "%s 至 %s"), low, high);
    write_labelled(out, label, text);
}

static void write_measured(const ct_rule *rule, ct_lang lang, FILE *out)
{
    const ct_measure_info *info = rule->measure;
    char text[256];
    snprintf(text, sizeof text, words_pick(lang, "%s (%s), %s", "%s（%s），%s"),
             words_pick(lang, info->title_en, info->title_zh), info->name, words_side(rule->side, lang));
    write_labelled(out, words_pick(lang, "measure", "指标"), text);
    write_labelled(out, words_pick(lang, "counted", "口径"),
                   words_pick(lang, info->definition_en, info->definition_zh));
    if (rule->against != CT_AGAINST_NOTHING)
        write_labelled(out, words_pick(lang, "held against", "对比"),
                       words_pick(lang, "the agent's own usual value (--baseline): the limits are the distance from it",
                                  "本人平时的数值（--baseline），以下为与平时的差距"));
    write_band(out, words_outcome(CT_PASS, lang), rule, rule->good, lang);
    if (rule->kind == CT_RULE_ADVISORY)
        return;
    bool has_warn = rule->warn.low != rule->good.low || rule->warn.high != rule->good.high;
    if (has_warn && !rule->never_fails)
        write_band(out, words_outcome(CT_WARN, lang), rule, rule->warn, lang);
    write_labelled(out, words_outcome(rule->never_fails ? CT_WARN : CT_FAIL, lang),
                   words_pick(lang, "everything else", "其余"));
}

static void write_on_events(const ct_rule *rule, ct_lang lang, FILE *out)
{
    write_labelled(out, words_pick(lang, "each", "逐次检查"), words_kind(rule->event, lang));
    write_band(out, words_outcome(CT_PASS, lang), rule, (ct_band){-INFINITY, rule->limit_warn_s}, lang);
    if (!isfinite(rule->limit_fail_s) || rule->never_fails)
        return;
    char limit[VALUE_SIZE], text[2 * VALUE_SIZE];
    if (rule->limit_fail_s > rule->limit_warn_s)
        write_band(out, words_outcome(CT_WARN, lang), rule, (ct_band){-INFINITY, rule->limit_fail_s}, lang);
    value_text(limit, rule, rule->limit_fail_s, lang);
    snprintf(text, sizeof text, words_pick(lang, "over %s", "超过 %s"), limit);
    write_labelled(out, words_outcome(CT_FAIL, lang), text);
}

/* What the rule says of a call with that value, of which all else is known and good enough to judge. */
static ct_outcome judge_alone(const ct_rule *rule, double value, double *points)
{
    size_t n = 0;
    ct_outcome outcome = CT_UNMEASURED;
    ct_judgement *judgement = NULL;
    ct_rule alone = *rule;
    alone.against = CT_AGAINST_NOTHING; /* the value is the distance already */
    ct_standard standard = {.rules = &alone, .n_rules = 1};
    ct_event event = {.kind = rule->event, .side = rule->side == CT_SIDE_CALL ? CT_SIDE_AGENT : rule->side};
    event.end_s = rule->on_events ? value : 0;
    ct_reading *readings = calloc(2 * ct_measure_count(), sizeof *readings);
    for (size_t i = 0; readings && i < ct_measure_count(); i++)
        for (ct_side side = CT_SIDE_AGENT; side <= CT_SIDE_CUSTOMER; side++) {
            const ct_measure_info *info = ct_measure_at(i);
            bool of_call = info->scope == CT_SCOPE_CALL;
            readings[n++] =
                (ct_reading){info, of_call ? CT_SIDE_CALL : side, CT_KNOWN, rule->on_events ? 0 : value, ENOUGH_S, ""};
        }
    ct_report report = {.duration_s = ENOUGH_S, .channels = 2, .finished = true, .readings = readings, .n_readings = n};
    report.events = &event;
    report.n_events = 1;
    if (readings && ct_judge(&report, &standard, NULL, &judgement) == CT_OK) {
        outcome = judgement->verdicts[0].outcome;
        *points = judgement->verdicts[0].points;
    }
    ct_judgement_free(judgement);
    free(readings);
    return outcome;
}

/* Values to show: the limit itself, one between the two limits, one past both. `beyond` is -1 or 1. */
static size_t pick_values(const ct_rule *rule, double good, double warn, double beyond, double out[3])
{
    bool whole = ct_rule_unit(rule) == CT_UNIT_COUNT;
    double step = whole ? 1 : fmax(fabs(good), 0.1) / 10;
    size_t n = 0;
    out[n++] = good;
    if (isfinite(warn) && warn != good)
        out[n++] = whole ? good + beyond : (good + warn) / 2;
    out[n++] = (isfinite(warn) ? warn : good) + beyond * step;
    return n;
}

static size_t find_values(const ct_rule *rule, double out[3])
{
    if (rule->on_events)
        return pick_values(rule, rule->limit_warn_s, rule->limit_fail_s, 1, out);
    if (ct_rule_unit(rule) == CT_UNIT_SIDE) {
        out[0] = CT_SIDE_CUSTOMER;
        out[1] = CT_SIDE_AGENT;
        return 2;
    }
    if (isfinite(rule->good.high))
        return pick_values(rule, rule->good.high, rule->warn.high, 1, out);
    return pick_values(rule, rule->good.low, rule->warn.low, -1, out);
}

static void write_example(const ct_rule *rule, ct_lang lang, FILE *out)
{
    double values[3];
    size_t n = find_values(rule, values);
    for (size_t i = 0; i < n; i++) {
        char value[VALUE_SIZE], off[NUMBER_SIZE], text[3 * VALUE_SIZE];
        double points = 0;
        ct_outcome outcome = judge_alone(rule, values[i], &points);
        value_text(value, rule, values[i], lang);
        number_short_text(off, points, 2);
        if (points > 0)
            snprintf(text, sizeof text, words_pick(lang, "%s: %s, %s points off", "%s：%s，扣 %s 分"), value,
                     words_outcome(outcome, lang), off);
        else
            snprintf(text, sizeof text, words_pick(lang, "%s: %s", "%s：%s"), value, words_outcome(outcome, lang));
        write_labelled(out, i == 0 ? words_pick(lang, "example", "举例") : "", text);
    }
}

static void write_judging(const ct_rule *rule, ct_lang lang, FILE *out)
{
    if (rule->measure)
        write_measured(rule, lang, out);
    else if (rule->on_events)
        write_on_events(rule, lang, out);
    if (rule->kind == CT_RULE_VERDICT) {
        char points[NUMBER_SIZE], half[NUMBER_SIZE], text[128];
        number_short_text(points, rule->points, 2);
        number_short_text(half, rule->warn_points, 2);
        if (rule->never_fails)
            snprintf(text, sizeof text, words_pick(lang, "%s off if missed", "没有做到扣 %s 分"), half);
        else
            snprintf(text, sizeof text,
                     words_pick(lang, "%s off if not kept, %s if nearly", "未达标扣 %s 分，待改进扣 %s 分"), points,
                     half);
        write_labelled(out, words_pick(lang, "points", "扣分"), text);
    }
    write_labelled(out, words_pick(lang, "numbers", "数值依据"),
                   words_pick(lang, rule->source, *rule->source_zh ? rule->source_zh : rule->source));
    if (rule->measure || rule->on_events)
        write_example(rule, lang, out);
    const char *low = words_pick(lang, rule->advice_low_en, rule->advice_low_zh);
    const char *high = words_pick(lang, rule->advice_high_en, rule->advice_high_zh);
    if (strcmp(low, high) == 0) {
        write_labelled(out, words_pick(lang, "advice", "建议"), high);
        return;
    }
    write_labelled(out, words_pick(lang, "if too low", "偏低时"), low);
    write_labelled(out, words_pick(lang, "if too high", "偏高时"), high);
}

void explain_write(const ct_rule *rule, ct_lang lang, FILE *out)
{
    static const char *const kinds_zh[] = {"评判", "仅供参考", "需人工听音核对"};
    fprintf(out, "%s%s%s\n", rule->id, words_pick(lang, ": ", "："), words_pick(lang, rule->title_en, rule->title_zh));
    write_labelled(out, words_pick(lang, "clause", "标准原文"), rule->clause);
    if (lang == CT_LANG_EN)
        write_labelled(out, "meaning", rule->meaning_en);
    write_labelled(out, words_pick(lang, "document", "出处"), rule->document);
    write_labelled(out, words_pick(lang, "kind", "类型"),
                   words_pick(lang, ct_rule_kind_name(rule->kind), kinds_zh[rule->kind]));
    if (rule->kind != CT_RULE_LISTENER) {
        write_judging(rule, lang, out);
        return;
    }
    write_labelled(out, words_pick(lang, "where", "听哪里"), words_hear(rule->hear, lang));
    write_labelled(out, words_pick(lang, "what", "听什么"),
                   words_pick(lang, rule->advice_high_en, rule->advice_high_zh));
}

static void write_limit(const ct_live_limit *limit, double value, ct_lang lang, FILE *out)
{
    char number[NUMBER_SIZE], text[256];
    number_short_text(number, value, 2);
    const char *unit = words_unit(limit->unit, lang), *meaning = words_pick(lang, limit->meaning_en, limit->meaning_zh);
    if (isnan(value))
        snprintf(text, sizeof text, words_pick(lang, "off: %s", "关闭：%s"), meaning);
    else
        snprintf(text, sizeof text, words_pick(lang, "%s %s: %s", "%s %s：%s"), number, unit, meaning);
    fputs("  ", out);
    width_write_left(out, limit->name, LIMIT_COLUMNS - 2);
    width_write_wrapped(out, text, LIMIT_COLUMNS, LIMIT_COLUMNS, COLUMNS);
}

void explain_write_live(const ct_live *live, ct_lang lang, FILE *out)
{
    const ct_live_limit *limit;
    fprintf(out, "live%s%s\n", words_pick(lang, ": ", "："),
            words_pick(lang, "cues on a running call", "通话进行中的提示"));
    for (size_t i = 0; (limit = ct_live_limit_at(i)) != NULL; i++)
        write_limit(limit, ct_live_value(live, i), lang, out);
    if (!live->file)
        write_labelled(out, words_pick(lang, "numbers", "数值依据"),
                       words_pick(lang, "the standard has no [live]: calltone's own defaults",
                                  "标准中没有 [live]，采用 calltone 默认值"));
    else
        write_labelled(out, words_pick(lang, "numbers", "数值依据"),
                       words_pick(lang, live->source, *live->source_zh ? live->source_zh : live->source));
}
