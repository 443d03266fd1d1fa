/* What must be there, and must not contradict itself, before a standard is used. */
#include <math.h>
#include <string.h>

#include "standards/loader.h"
#include "standards/values.h"

static bool is_written(ct_band band)
{
    return !isnan(band.low);
}

/* Shares are written 0 to 1. 35..65 is the likeliest slip. */
static bool is_share(ct_band band)
{
    return (isinf(band.low) || fabs(band.low) <= 1) && (isinf(band.high) || fabs(band.high) <= 1);
}

static const char *fault_of_measured(ct_rule *rule)
{
    const ct_measure_info *info = rule->measure;
    if (!is_written(rule->good))
        return "no good = band";
    if (!is_written(rule->warn))
        rule->warn = rule->good;
    if (!band_within(rule->good, rule->warn))
        return "the bands contradict each other: warn must hold all of good";
    if (info->unit == CT_UNIT_RATIO && (!is_share(rule->good) || !is_share(rule->warn)))
        return "a share is written 0..1 (35 % is 0.35)";
    if (info->scope == CT_SCOPE_CALL && rule->side != CT_SIDE_CALL)
        return "the measure belongs to the call: side = call";
    if (info->scope == CT_SCOPE_SIDE && rule->side == CT_SIDE_CALL)
        return "the measure belongs to a side: side = agent or customer";
    if (info->proxy && rule->kind == CT_RULE_VERDICT)
        return "the measure is a proxy, which must not fail anyone: kind = advisory";
    return NULL;
}

static const char *fault_of_events(ct_rule *rule)
{
    if (isnan(rule->limit_warn_s) && isnan(rule->limit_fail_s))
        return "a rule on events needs limit_warn_s or limit_fail_s";
    if (isnan(rule->limit_warn_s))
        rule->limit_warn_s = rule->limit_fail_s;
    if (isnan(rule->limit_fail_s))
        rule->limit_fail_s = INFINITY;
    return rule->limit_warn_s > rule->limit_fail_s ? "limit_warn_s is past limit_fail_s" : NULL;
}

static const char *fault_of_rule(const ct_standard *standard, ct_rule *rule)
{
    bool has_dimension = !*rule->dimension;
    for (size_t i = 0; i < standard->n_dimensions; i++)
        has_dimension = has_dimension || strcmp(standard->dimensions[i].name, rule->dimension) == 0;
    if (!has_dimension)
        return "its dimension has no [dimension NAME]";
    if (!*rule->title_en || !*rule->title_zh)
        return "title_zh and title_en are needed";
    if (isnan(rule->warn_points))
        rule->warn_points = rule->points / 2;
    if (rule->warn_points > rule->points)
        return "warn_points is more than points";
    if (rule->measure && rule->on_events)
        return "either measure or event";
    if (rule->kind == CT_RULE_LISTENER)
        return rule->measure || rule->on_events || rule->has_occasion
                   ? "what a listener hears has neither measure nor event nor occasion"
                   : NULL;
    if (rule->on_events)
        return fault_of_events(rule);
    if (rule->measure)
        return fault_of_measured(rule);
    return rule->kind == CT_RULE_VERDICT ? "a verdict needs measure or event" : NULL;
}

ct_status standard_complete(ct_standard *standard, const char *file, ct_message *message)
{
    if (!*standard->name || !*standard->version)
        return standard_complain(message, file, 1, "[standard] needs name and version");
    for (size_t i = 0; i < standard->n_dimensions; i++)
        if (isnan(standard->dimensions[i].weight))
            return standard_complain(message, standard->dimensions[i].file, standard->dimensions[i].line,
                                     "dimension %.60s: no weight", standard->dimensions[i].name);
    for (size_t i = 0; i < standard->n_rules; i++) {
        ct_rule *rule = &standard->rules[i];
        const char *fault = fault_of_rule(standard, rule);
        if (fault)
            return standard_complain(message, rule->file, rule->line, "rule %.60s: %s", rule->id, fault);
    }
    if (standard->n_rules == 0)
        return standard_complain(message, file, 1, "no rules");
    return CT_OK;
}
