#include "report/json_verdicts.h"

#include <math.h>
#include <string.h>

#include "report/figures.h"

#define SCORE_DECIMALS 1

static void write_named(json_writer *json, const char *key, const char *text)
{
    json_key(json, key);
    json_string(json, text);
}

static void write_number(json_writer *json, const char *key, double value, int decimals)
{
    json_key(json, key);
    json_number(json, value, decimals);
}

/* A text that a standard does not give is null. */
static const char *given(const char *text)
{
    return *text ? text : NULL;
}

void json_write_standard(json_writer *json, const ct_judgement *judgement)
{
    json_key(json, "standard");
    if (!judgement) {
        json_null(json);
        return;
    }
    json_open(json, '{');
    write_named(json, "name", judgement->standard->name);
    write_named(json, "version", judgement->standard->version);
    write_named(json, "hash", judgement->standard->hash);
    json_close(json, '}');
}

static void write_figure(json_writer *json, const char *key, const ct_verdict *verdict, double value)
{
    json_key(json, key);
    if (!verdict->has_value || !isfinite(value))
        json_null(json);
    else if (ct_rule_unit(verdict->rule) == CT_UNIT_SIDE)
        json_string(json, ct_side_name((ct_side)value));
    else
        json_number(json, value, ct_unit_decimals(ct_rule_unit(verdict->rule)));
}

static void write_usual(json_writer *json, const ct_usual *usual)
{
    json_key(json, "usual");
    if (usual)
        json_number(json, usual->median, ct_unit_decimals(usual->measure->unit));
    else
        json_null(json);
}

static void write_evidence(json_writer *json, const ct_verdict *verdict)
{
    json_key(json, "evidence");
    json_open(json, '[');
    for (size_t i = 0; i < verdict->n_spans; i++) {
        json_open(json, '{');
        write_number(json, "start_s", verdict->spans[i].start_s, CT_TIME_DECIMALS);
        write_number(json, "end_s", verdict->spans[i].end_s, CT_TIME_DECIMALS);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_key(json, "moments");
    json_count(json, verdict->n_moments);
}

static void write_verdict(json_writer *json, const ct_verdict *verdict, ct_lang lang)
{
    const ct_rule *rule = verdict->rule;
    bool has_unit = rule->measure || rule->on_events;
    json_open(json, '{');
    write_named(json, "rule", rule->id);
    write_named(json, "clause", given(rule->clause));
    write_named(json, "outcome", ct_outcome_name(verdict->outcome));
    write_named(json, "reason", verdict->reason);
    write_figure(json, "value", verdict, verdict->value);
    write_named(json, "unit", has_unit ? ct_unit_name(ct_rule_unit(rule)) : NULL);
    write_usual(json, verdict->usual);
    write_figure(json, "limit", verdict, verdict->limit);
    write_named(json, "advice", given(ct_verdict_advice(verdict, lang)));
    write_evidence(json, verdict);
    json_close(json, '}');
}

void json_write_verdicts(json_writer *json, const ct_judgement *judgement)
{
    json_key(json, "verdicts");
    json_open(json, '[');
    for (size_t i = 0; judgement && i < judgement->n_verdicts; i++) {
        ct_lang lang = strcmp(judgement->standard->language, "zh") == 0 ? CT_LANG_ZH : CT_LANG_EN;
        write_verdict(json, &judgement->verdicts[i], lang);
    }
    json_close(json, ']');
}

static void write_deductions(json_writer *json, const ct_judgement *judgement)
{
    json_key(json, "deductions");
    json_open(json, '[');
    for (size_t i = 0; i < judgement->n_verdicts; i++) {
        const ct_verdict *verdict = &judgement->verdicts[i];
        if (verdict->points <= 0)
            continue;
        json_open(json, '{');
        write_named(json, "rule", verdict->rule->id);
        write_number(json, "points", verdict->points, SCORE_DECIMALS);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_dimensions(json_writer *json, const ct_judgement *judgement)
{
    json_key(json, "dimensions");
    json_open(json, '[');
    for (size_t i = 0; i < judgement->n_dimensions; i++) {
        const ct_dimension_score *score = &judgement->dimensions[i];
        json_open(json, '{');
        write_named(json, "name", score->dimension->name);
        write_number(json, "weight", score->dimension->weight, 4);
        write_number(json, "score", score->score, SCORE_DECIMALS);
        write_number(json, "covered", score->covered, 3);
        json_close(json, '}');
    }
    json_close(json, ']');
}

void json_write_score(json_writer *json, const ct_judgement *judgement)
{
    json_key(json, "score");
    if (!judgement) {
        json_null(json);
        return;
    }
    json_open(json, '{');
    write_number(json, "total", judgement->total, SCORE_DECIMALS);
    write_deductions(json, judgement);
    write_number(json, "covered_weight", judgement->covered_weight, 3);
    write_number(json, "weighted", judgement->weighted, SCORE_DECIMALS);
    write_dimensions(json, judgement);
    json_close(json, '}');
}
