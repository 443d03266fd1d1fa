#include "report/verdict_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "report/page.h"
#include "report/words.h"

#define LEAST_COVERED 0.5 /* of the weight: a score of less would be one of something else */

const char *verdict_title(const ct_rule *rule, ct_lang lang)
{
    return words_pick(lang, rule->title_en, rule->title_zh);
}

bool verdict_has_score(const ct_judgement *judgement)
{
    return !isnan(judgement->total) && (judgement->n_dimensions == 0 || judgement->covered_weight >= LEAST_COVERED);
}

void verdict_score_text(const ct_judgement *judgement, ct_lang lang, char *out, size_t size)
{
    char total[NUMBER_SIZE], weighted[NUMBER_SIZE], covered[NUMBER_SIZE];
    if (isnan(judgement->total)) {
        snprintf(out, size, "%s", words_pick(lang, "No score: nothing could be measured", "无得分：没有可测的项目"));
        return;
    }
    number_short_text(total, judgement->total, 1);
    number_text(covered, 100 * judgement->covered_weight, 0);
    if (!verdict_has_score(judgement)) {
        snprintf(
            out, size,
            words_pick(lang, "No score: only %s %% of the weight could be measured", "不给总分：可测的权重只有 %s%%"),
            covered);
        return;
    }
    int used = snprintf(out, size, words_pick(lang, "Score: %s of 100", "得分：%s 分（满分 100）"), total);
    if (isnan(judgement->weighted) || used < 0 || (size_t)used >= size)
        return;
    number_text(weighted, judgement->weighted, 0);
    snprintf(out + used, size - (size_t)used,
             words_pick(lang, "; by weight %s, over the %s %% that could be measured",
                        "；加权得分 %s 分（按可测的 %s%% 权重计）"),
             weighted, covered);
}

/* A value or limit with its unit. `exact` where rounding would make the two look the same. */
static void value_with_unit(ct_lang lang, const ct_rule *rule, double value, bool exact, char *out, size_t size)
{
    char number[NUMBER_SIZE + 1];
    ct_unit kind = ct_rule_unit(rule);
    const char *unit = words_unit(kind, lang);
    bool is_reading = rule->measure && rule->against == CT_AGAINST_NOTHING;
    if (!is_reading || exact)
        number_short_text(number, kind == CT_UNIT_RATIO ? 100 * value : value, exact ? 3 : 1);
    else
        page_value_text(number, rule->measure, value, lang);
    bool close = lang == CT_LANG_ZH && strcmp(unit, "%") == 0;
    snprintf(out, size, "%s%s%s", number, *unit && !close ? " " : "", unit);
}

/* What is asked for: the near end of the good band, or the length of an event. */
static double asked_for(const ct_verdict *verdict)
{
    const ct_rule *rule = verdict->rule;
    if (rule->on_events)
        return rule->limit_warn_s;
    return verdict->direction < 0 ? rule->good.low : rule->good.high;
}

void verdict_value_text(const ct_verdict *verdict, ct_lang lang, char *out, size_t size)
{
    char value[96], asked[96], limit[96];
    const ct_rule *rule = verdict->rule;
    value_with_unit(lang, rule, verdict->value, false, value, sizeof value);
    value_with_unit(lang, rule, asked_for(verdict), false, asked, sizeof asked);
    value_with_unit(lang, rule, verdict->limit, false, limit, sizeof limit);
    if (strcmp(value, limit) == 0) {
        value_with_unit(lang, rule, verdict->value, true, value, sizeof value);
        value_with_unit(lang, rule, asked_for(verdict), true, asked, sizeof asked);
        value_with_unit(lang, rule, verdict->limit, true, limit, sizeof limit);
    }
    const char *form = verdict->direction < 0 ? words_pick(lang, "%s, asked for at least %s", "实测 %s，要求不低于 %s")
                                              : words_pick(lang, "%s, asked for at most %s", "实测 %s，要求不超过 %s");
    if (rule->measure && rule->measure->unit == CT_UNIT_SIDE)
        form = words_pick(lang, "%s, asked for %s", "实测为%s，要求为%s");
    else if (rule->on_events)
        form = words_pick(lang, "the longest %s, asked for at most %s", "最长 %s，要求不超过 %s");
    else if (verdict->direction > 0 && rule->good.high == 0)
        form = words_pick(lang, "%s, asked for none", "实测 %s，要求 0 次");
    int used = snprintf(out, size, form, value, asked);
    if (verdict->outcome != CT_FAIL || verdict->limit == asked_for(verdict) || used < 0 || (size_t)used >= size)
        return;
    form = verdict->direction < 0 ? words_pick(lang, "; under %s it is not kept", "（低于 %s即为未达标）")
                                  : words_pick(lang, "; over %s it is not kept", "（超过 %s即为未达标）");
    snprintf(out + used, size - (size_t)used, form, limit);
}

void verdict_usual_text(const ct_verdict *verdict, ct_lang lang, char *out, size_t size)
{
    char here[NUMBER_SIZE + 1], usually[NUMBER_SIZE + 1];
    const ct_measure_info *info = verdict->rule->measure;
    const char *unit = words_unit(info->unit, lang);
    page_value_text(here, info, verdict->reading->value, lang);
    page_value_text(usually, info, verdict->usual->median, lang);
    snprintf(out, size,
             words_pick(lang, "From the agent's own usual: here %s %s, usually %s %s",
                        "与本人平时相比：本通 %s %s，平时 %s %s"),
             here, unit, usually, unit);
}

void verdict_clause_text(const ct_rule *rule, ct_lang lang, char *out, size_t size)
{
    if (!*rule->clause)
        snprintf(out, size, "%s", "");
    else if (lang == CT_LANG_EN && *rule->meaning_en)
        snprintf(out, size, "%s (%s)", rule->meaning_en, rule->clause);
    else
        snprintf(out, size, words_pick(lang, "\"%s\"", "“%s”"), rule->clause);
}

const char *verdict_reason(const ct_verdict *verdict, ct_lang lang)
{
    ct_reading unknown = {.state = CT_NOT_MEASURABLE, .reason = verdict->reason};
    return verdict->outcome == CT_UNMEASURED ? words_reason(&unknown, lang) : NULL;
}

static int by_weight(const void *a, const void *b)
{
    const ct_verdict *x = *(const ct_verdict *const *)a, *y = *(const ct_verdict *const *)b;
    if (x->points != y->points)
        return x->points > y->points ? -1 : 1;
    if (x->outcome != y->outcome)
        return x->outcome > y->outcome ? -1 : 1;
    return x < y ? -1 : 1;
}

size_t verdict_find_findings(const ct_judgement *judgement, const ct_verdict *found[VERDICT_MOST_FINDINGS])
{
    size_t n = 0;
    for (size_t i = 0; i < judgement->n_verdicts && n < VERDICT_MOST_FINDINGS; i++) {
        const ct_verdict *verdict = &judgement->verdicts[i];
        if (verdict->outcome == CT_WARN || verdict->outcome == CT_FAIL)
            found[n++] = verdict;
    }
    qsort(found, n, sizeof(const ct_verdict *), by_weight);
    return n;
}

const ct_verdict *verdict_to_practise(const ct_verdict *const found[], size_t n, ct_lang lang)
{
    for (size_t i = 0; i < n; i++)
        if (*ct_verdict_advice(found[i], lang))
            return found[i];
    return NULL;
}
