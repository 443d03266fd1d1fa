#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "cli/export_rows.h"

#define POINTS_DECIMALS 1

/* "12.3-15.2;40-41": the moments to hear. */
static void write_moments(table *t, const ct_verdict *verdict)
{
    char text[CT_MOST_SPANS * 2 * (NUMBER_SIZE + 1)] = "", start[NUMBER_SIZE], end[NUMBER_SIZE];
    for (size_t i = 0, n = 0; i < verdict->n_spans; i++) {
        number_short_text(start, verdict->spans[i].start_s, CT_TIME_DECIMALS);
        number_short_text(end, verdict->spans[i].end_s, CT_TIME_DECIMALS);
        n += (size_t)snprintf(text + n, sizeof text - n, "%s%s-%s", i > 0 ? ";" : "", start, end);
    }
    bool any = verdict->n_spans > 0;
    table_number(t, "start_s", any ? verdict->spans[0].start_s : NAN, CT_TIME_DECIMALS);
    table_number(t, "end_s", any ? verdict->spans[0].end_s : NAN, CT_TIME_DECIMALS);
    table_number(t, "moments", (double)verdict->n_moments, 0);
    table_text(t, "evidence", text);
}

static void write_figure(table *t, const char *name, const ct_verdict *verdict, double value)
{
    bool known = verdict->has_value && isfinite(value);
    ct_unit unit = ct_rule_unit(verdict->rule);
    if (unit == CT_UNIT_SIDE)
        table_text(t, name, known ? ct_side_name((ct_side)value) : NULL);
    else
        table_number(t, name, known ? value : NAN, ct_unit_decimals(unit));
}

static void write_finding(table *t, const export_call *call, const ct_verdict *verdict)
{
    const ct_rule *rule = verdict->rule;
    const ct_usual *usual = verdict->usual;
    export_begin_row(t, call->kept);
    table_text(t, "standard", call->judgement ? call->judgement->standard->name : NULL);
    table_text(t, "standard_version", call->judgement ? call->judgement->standard->version : NULL);
    table_text(t, "rule", rule->id);
    table_text(t, "clause", *rule->clause ? rule->clause : NULL);
    table_text(t, "title_zh", rule->title_zh);
    table_text(t, "title_en", rule->title_en);
    table_text(t, "outcome", ct_outcome_name(verdict->outcome));
    table_text(t, "measure", rule->measure ? rule->measure->name : NULL);
    write_figure(t, "value", verdict, verdict->value);
    write_figure(t, "limit", verdict, verdict->limit);
    table_text(t, "unit", ct_unit_name(ct_rule_unit(rule)));
    table_number(t, "usual", usual ? usual->median : NAN, usual ? ct_unit_decimals(usual->measure->unit) : 0);
    table_number(t, "points", verdict->points, POINTS_DECIMALS);
    write_moments(t, verdict);
    table_text(t, "advice_zh", ct_verdict_advice(verdict, CT_LANG_ZH));
    table_text(t, "advice_en", ct_verdict_advice(verdict, CT_LANG_EN));
    table_end_row(t);
}

static bool is_finding(const ct_verdict *verdict)
{
    return verdict->outcome == CT_WARN || verdict->outcome == CT_FAIL || verdict->outcome == CT_ADVISORY;
}

void export_findings(table *t, const export_call *call)
{
    static const ct_rule no_rule = {.id = "", .clause = ""};
    static const ct_verdict no_verdict = {.rule = &no_rule};
    if (t->heading)
        write_finding(t, call, &no_verdict);
    for (size_t i = 0; call->judgement && i < call->judgement->n_verdicts; i++)
        if (is_finding(&call->judgement->verdicts[i]))
            write_finding(t, call, &call->judgement->verdicts[i]);
}
