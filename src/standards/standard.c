/* Looking things up in a standard, and the words of its enums. */
#include "calltone/standard.h"

#include <string.h>

#include "standards/shipped.h"

static const embedded_file *shipped(size_t index)
{
    size_t i = 0;
    while (i < index && shipped_standards[i].name)
        i++;
    return &shipped_standards[i];
}

const char *ct_standard_shipped_name(size_t index)
{
    return shipped(index)->name;
}

const char *ct_standard_shipped_text(size_t index)
{
    return shipped(index)->text;
}

const ct_rule *ct_standard_find(const ct_standard *standard, const char *id)
{
    for (size_t i = 0; i < standard->n_rules; i++)
        if (strcmp(standard->rules[i].id, id) == 0)
            return &standard->rules[i];
    return NULL;
}

ct_unit ct_rule_unit(const ct_rule *rule)
{
    if (!rule->measure)
        return CT_UNIT_SECONDS;
    switch (rule->against) {
    case CT_AGAINST_SEMITONES:
        return CT_UNIT_SEMITONES;
    case CT_AGAINST_SPREADS:
        return CT_UNIT_SPREADS;
    case CT_AGAINST_DIFFERENCE:
        return rule->measure->unit == CT_UNIT_DBFS ? CT_UNIT_DB : rule->measure->unit;
    default:
        return rule->measure->unit;
    }
}

const char *ct_rule_kind_name(ct_rule_kind kind)
{
    static const char *const words[] = {"verdict", "advisory", "listener"};
    return (unsigned)kind < sizeof words / sizeof words[0] ? words[kind] : "unknown";
}

const char *ct_outcome_name(ct_outcome outcome)
{
    static const char *const words[] = {"pass", "warn", "fail", "not_measurable", "listener", "advisory"};
    return (unsigned)outcome < sizeof words / sizeof words[0] ? words[outcome] : "unknown";
}
