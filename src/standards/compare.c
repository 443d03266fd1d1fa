/* Differences are found with the rules of a standard, as a rule knows how much of a measure is much, how heavy it is,
 * what to do about it and what to hear. Rules on events, hints and rules on the distance from one's own usual say
 * nothing of a difference between two calls and are passed over. */
#include "calltone/compare.h"

#include <math.h>
#include <string.h>

#include "standards/evidence.h"

#define LEAST_STEPS 0.5 /* what is less is not worth a name; half the way from good to not kept */

static bool is_comparable(const ct_rule *rule)
{
    return rule->kind == CT_RULE_VERDICT && rule->measure && !rule->on_events && rule->points > 0 &&
           rule->against == CT_AGAINST_NOTHING && rule->measure->unit != CT_UNIT_SIDE;
}

/* Width of a step: of a rule with two ends the narrower one. */
static double step_of(const ct_rule *rule)
{
    double step = INFINITY, limit = INFINITY;
    const double ends[2][2] = {{rule->good.low, rule->warn.low}, {rule->good.high, rule->warn.high}};
    for (int i = 0; i < 2; i++) {
        if (!isfinite(ends[i][0]))
            continue;
        limit = fmin(limit, fabs(ends[i][0]));
        if (isfinite(ends[i][1]) && ends[i][1] != ends[i][0])
            step = fmin(step, fabs(ends[i][1] - ends[i][0]));
    }
    if (!isfinite(step))
        step = limit > 0 && isfinite(limit) ? limit : 1; /* of what must not be at all, one is a step */
    return step;
}

static const ct_reading *known(const ct_report *report, const ct_rule *rule)
{
    const ct_reading *reading = ct_report_find(report, rule->measure->name, rule->side);
    bool can_be_used = reading && reading->state == CT_KNOWN && isfinite(reading->value) &&
                       reading->evidence_s >= rule->min_evidence_s;
    return can_be_used ? reading : NULL;
}

static ct_verdict hear(const ct_report *report, const ct_rule *rule, const ct_reading *reading, int direction)
{
    ct_verdict verdict = {.rule = rule,
                          .outcome = CT_ADVISORY,
                          .reading = reading,
                          .has_value = true,
                          .value = reading->value,
                          .limit = NAN,
                          .direction = direction};
    evidence_find(report, &verdict);
    if (verdict.n_spans == 1 && verdict.spans[0].start_s <= 0 && verdict.spans[0].end_s >= report->duration_s)
        verdict.n_spans = 0; /* the whole call: nowhere in particular */
    return verdict;
}

static double weight(const ct_difference *difference)
{
    return difference->steps * difference->rule->points;
}

/* Into the list by weight; of one dimension only the heaviest stays. */
static void keep(const ct_difference *found, ct_difference out[CT_MOST_DIFFERENCES], size_t *n)
{
    for (size_t i = 0; i < *n; i++)
        if (*found->rule->dimension && strcmp(out[i].rule->dimension, found->rule->dimension) == 0) {
            if (weight(found) <= weight(&out[i]))
                return;
            memmove(&out[i], &out[i + 1], (*n - i - 1) * sizeof out[0]);
            --*n;
        }
    size_t at = *n;
    while (at > 0 && weight(&out[at - 1]) < weight(found))
        at--;
    if (at == CT_MOST_DIFFERENCES)
        return;
    size_t behind = (*n < CT_MOST_DIFFERENCES ? *n : CT_MOST_DIFFERENCES - 1) - at;
    memmove(&out[at + 1], &out[at], behind * sizeof out[0]);
    out[at] = *found;
    *n = at + behind + 1;
}

ct_status ct_compare(const ct_report *mine, const ct_report *exemplar, const ct_standard *standard,
                     ct_difference out[CT_MOST_DIFFERENCES], size_t *n, size_t *n_compared)
{
    size_t compared = 0;
    if (!mine || !exemplar || !standard || !out || !n)
        return CT_ERR_ARGUMENT;
    *n = 0;
    for (size_t i = 0; i < standard->n_rules; i++) {
        const ct_rule *rule = &standard->rules[i];
        const ct_reading *here = is_comparable(rule) ? known(mine, rule) : NULL;
        const ct_reading *there = here ? known(exemplar, rule) : NULL;
        if (!there)
            continue;
        compared++;
        ct_difference found = {.rule = rule, .mine = here->value, .exemplar = there->value};
        found.steps = fabs(found.mine - found.exemplar) / step_of(rule);
        if (found.steps < LEAST_STEPS)
            continue;
        int direction = found.mine < found.exemplar ? -1 : 1;
        found.hear_mine = hear(mine, rule, here, direction);
        found.hear_exemplar = hear(exemplar, rule, there, -direction);
        keep(&found, out, n);
    }
    if (n_compared)
        *n_compared = compared;
    return CT_OK;
}

const char *ct_difference_advice(const ct_difference *difference, ct_lang lang)
{
    return ct_verdict_advice(&difference->hear_mine, lang);
}
