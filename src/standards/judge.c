/* Facts against a standard. A value inside its band is kept; nothing that was not heard ever is. */
#include <math.h>
#include <stdlib.h>

#include "base/units.h"
#include "calltone/standard.h"
#include "standards/evidence.h"
#include "standards/score.h"
#include "standards/usual.h"
#include "standards/values.h"

static void leave_open(ct_verdict *verdict, const char *reason)
{
    verdict->outcome = CT_UNMEASURED;
    verdict->reason = reason;
}

/* A reading that can be judged; else the verdict says why not. */
static bool is_heard(ct_verdict *verdict, const ct_reading *reading)
{
    if (!reading || (reading->state == CT_KNOWN && !isfinite(reading->value)))
        leave_open(verdict, "not_measurable");
    else if (reading->state != CT_KNOWN)
        leave_open(verdict, reading->reason ? reading->reason : ct_state_name(reading->state));
    else if (reading->evidence_s < verdict->rule->min_evidence_s)
        leave_open(verdict, "too_little_speech");
    else
        return true;
    return false;
}

/* The hard outcome of a value past a limit, as the rule's kind has it. */
static ct_outcome outcome_past(const ct_rule *rule, bool past_warn)
{
    if (rule->kind == CT_RULE_ADVISORY)
        return CT_ADVISORY;
    return past_warn && !rule->never_fails ? CT_FAIL : CT_WARN;
}

static void judge_value(ct_verdict *verdict, double value)
{
    const ct_rule *rule = verdict->rule;
    verdict->has_value = true;
    verdict->value = value;
    if (band_holds(rule->good, value))
        return;
    bool past_warn = !band_holds(rule->warn, value);
    verdict->outcome = outcome_past(rule, past_warn);
    verdict->direction = value < rule->good.low ? -1 : 1;
    ct_band passed = verdict->outcome == CT_FAIL ? rule->warn : rule->good;
    verdict->limit = verdict->direction < 0 ? passed.low : passed.high;
}

/* A reading held against the agent's own usual one. */
static void judge_against(const ct_baseline *baseline, ct_verdict *verdict)
{
    const ct_rule *rule = verdict->rule;
    const ct_usual *usual = ct_baseline_find(baseline, rule->measure, rule->side);
    if (!usual || usual->n_calls < CT_BASELINE_LEAST_CALLS) {
        leave_open(verdict, "no_baseline");
        return;
    }
    double distance = usual_distance(usual, rule->against, verdict->reading->value);
    verdict->usual = usual;
    if (isfinite(distance))
        judge_value(verdict, rounded(distance, ct_unit_decimals(ct_rule_unit(rule))));
    else
        leave_open(verdict, "not_measurable");
}

/* No measure: the sound does not show it. */
static void judge_reading(const ct_report *report, const ct_baseline *baseline, ct_verdict *verdict)
{
    const ct_rule *rule = verdict->rule;
    if (!rule->measure) {
        leave_open(verdict, "no_measure");
        return;
    }
    verdict->reading = ct_report_find(report, rule->measure->name, rule->side);
    if (!is_heard(verdict, verdict->reading))
        return;
    if (rule->against == CT_AGAINST_NOTHING)
        judge_value(verdict, verdict->reading->value);
    else
        judge_against(baseline, verdict);
}

static void judge_events(const ct_report *report, ct_verdict *verdict)
{
    const ct_rule *rule = verdict->rule;
    double longest_s = 0;
    if (!is_heard(verdict, evidence_witness(report, rule)))
        return;
    for (size_t i = 0; i < report->n_events; i++)
        if (evidence_is_meant(rule, &report->events[i]))
            longest_s = fmax(longest_s, report->events[i].end_s - report->events[i].start_s);
    verdict->has_value = true;
    verdict->value = longest_s;
    if (longest_s > rule->limit_warn_s) {
        verdict->outcome = outcome_past(rule, longest_s > rule->limit_fail_s);
        verdict->direction = 1;
        verdict->limit = verdict->outcome == CT_FAIL ? rule->limit_fail_s : rule->limit_warn_s;
    } else if (report->events_dropped > 0) { /* the long one may be among them */
        leave_open(verdict, "events_dropped");
    }
}

/* Nothing happened that the rule is about. Of events that found no room nobody can say so. */
static bool lacks_occasion(const ct_report *report, const ct_rule *rule)
{
    if (!rule->has_occasion || report->events_dropped > 0)
        return false;
    for (size_t i = 0; i < report->n_events; i++)
        if (report->events[i].kind == rule->occasion)
            return false;
    return true;
}

static ct_verdict judge_rule(const ct_report *report, const ct_rule *rule, const ct_baseline *baseline)
{
    ct_verdict verdict = {.rule = rule, .outcome = CT_PASS, .limit = NAN};
    if (rule->kind == CT_RULE_LISTENER)
        verdict.outcome = CT_LISTENER;
    else if (rule->on_events)
        judge_events(report, &verdict);
    else
        judge_reading(report, baseline, &verdict);
    if (verdict.outcome == CT_PASS && lacks_occasion(report, rule))
        verdict.reason = "no_occasion";
    evidence_find(report, &verdict);
    return verdict;
}

ct_status ct_judge(const ct_report *report, const ct_standard *standard, const ct_baseline *baseline,
                   ct_judgement **out)
{
    if (!report || !standard || !out)
        return CT_ERR_ARGUMENT;
    ct_judgement *judgement = calloc(1, sizeof *judgement);
    ct_verdict *verdicts = calloc(standard->n_rules + 1, sizeof *verdicts);
    ct_dimension_score *dimensions = calloc(standard->n_dimensions + 1, sizeof *dimensions);
    if (!judgement || !verdicts || !dimensions) {
        free(judgement);
        free(verdicts);
        free(dimensions);
        return CT_ERR_MEMORY;
    }
    for (size_t i = 0; i < standard->n_rules; i++)
        verdicts[i] = judge_rule(report, &standard->rules[i], baseline);
    for (size_t i = 0; i < standard->n_dimensions; i++)
        dimensions[i].dimension = &standard->dimensions[i];
    *judgement = (ct_judgement){.standard = standard,
                                .verdicts = verdicts,
                                .n_verdicts = standard->n_rules,
                                .dimensions = dimensions,
                                .n_dimensions = standard->n_dimensions};
    score_fill(judgement);
    *out = judgement;
    return CT_OK;
}

void ct_judgement_free(ct_judgement *judgement)
{
    if (!judgement)
        return;
    free(judgement->verdicts);
    free(judgement->dimensions);
    free(judgement);
}

const char *ct_verdict_advice(const ct_verdict *verdict, ct_lang lang)
{
    const ct_rule *rule = verdict->rule;
    if (verdict->direction < 0)
        return lang == CT_LANG_ZH ? rule->advice_low_zh : rule->advice_low_en;
    if (verdict->direction > 0)
        return lang == CT_LANG_ZH ? rule->advice_high_zh : rule->advice_high_en;
    return "";
}

ct_outcome ct_judgement_worst(const ct_judgement *judgement)
{
    ct_outcome worst = CT_PASS;
    for (size_t i = 0; i < judgement->n_verdicts; i++) {
        ct_outcome outcome = judgement->verdicts[i].outcome;
        if (outcome == CT_FAIL || (outcome == CT_WARN && worst == CT_PASS))
            worst = outcome;
    }
    return worst;
}
