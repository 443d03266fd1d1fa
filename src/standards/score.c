/* Two scores of one call: 100 less the points taken off, item by item, as quality sheets have it; and the mean of the
 * dimensions by weight. What was not measured counts for neither: in a dimension the points kept are set against the
 * points that could be measured, and dimensions without any are left out of the mean. */
#include "standards/score.h"

#include <math.h>
#include <string.h>

static bool counts(const ct_verdict *verdict)
{
    return verdict->outcome == CT_PASS || verdict->outcome == CT_WARN || verdict->outcome == CT_FAIL;
}

static void score_dimension(const ct_judgement *judgement, ct_dimension_score *score)
{
    double possible = 0, measured = 0, lost = 0;
    for (size_t i = 0; i < judgement->n_verdicts; i++) {
        const ct_verdict *verdict = &judgement->verdicts[i];
        const ct_rule *rule = verdict->rule;
        if (rule->kind != CT_RULE_VERDICT || strcmp(rule->dimension, score->dimension->name) != 0)
            continue;
        possible += rule->points;
        measured += counts(verdict) ? rule->points : 0;
        lost += verdict->points;
    }
    score->covered = possible > 0 ? measured / possible : 0;
    score->score = measured > 0 ? 100 * (1 - lost / measured) : NAN;
}

void score_fill(ct_judgement *judgement)
{
    double weight = 0, covered = 0, known = 0, sum = 0, lost = 0;
    bool any = false;
    for (size_t i = 0; i < judgement->n_verdicts; i++) {
        ct_verdict *verdict = &judgement->verdicts[i];
        bool judged = counts(verdict) && verdict->rule->kind == CT_RULE_VERDICT;
        any = any || judged;
        verdict->points = !judged                       ? 0
                          : verdict->outcome == CT_FAIL ? verdict->rule->points
                          : verdict->outcome == CT_WARN ? verdict->rule->warn_points
                                                        : 0;
        lost += verdict->points;
    }
    for (size_t i = 0; i < judgement->n_dimensions; i++) {
        ct_dimension_score *score = &judgement->dimensions[i];
        score_dimension(judgement, score);
        weight += score->dimension->weight;
        covered += score->dimension->weight * score->covered;
        if (isnan(score->score))
            continue;
        known += score->dimension->weight;
        sum += score->dimension->weight * score->score;
    }
    judgement->total = any ? fmax(0, 100 - lost) : NAN;
    judgement->weighted = known > 0 ? sum / known : NAN;
    judgement->covered_weight = weight > 0 ? covered / weight : 0;
}
