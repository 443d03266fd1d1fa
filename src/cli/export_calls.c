#include <math.h>
#include <stdio.h>

#include "cli/export_rows.h"
#include "report/figures.h"

#define SCORE_DECIMALS   1
#define COVERED_DECIMALS 3

void export_begin_row(table *t, const ct_kept *kept)
{
    table_begin_row(t);
    table_number(t, "call", (double)kept->number, 0);
    table_text(t, "path", kept->path);
    table_text(t, "id", kept->call.id);
    table_text(t, "agent", kept->call.agent);
    table_text(t, "team", kept->call.team);
    table_text(t, "line", kept->line);
    table_text(t, "started_at", kept->call.started_at);
}

static void write_recording(table *t, const ct_kept *kept)
{
    table_text(t, "second_path", kept->second_path);
    table_text(t, "direction", kept->direction);
    table_number(t, "ring_s", kept->ring_s, CT_TIME_DECIMALS);
    table_text(t, "hangup_by", kept->hangup_by);
    table_text(t, "holds", kept->holds);
    table_number(t, "duration_s", kept->duration_s, CT_TIME_DECIMALS);
    table_text(t, "agent_channel", kept->call.agent_channel);
    table_text(t, "encoding", kept->call.encoding);
    table_number(t, "sample_rate_hz", kept->call.sample_rate_hz > 0 ? kept->call.sample_rate_hz : NAN, 0);
    table_text(t, "tool_version", kept->tool_version);
    table_text(t, "scanned_at", kept->scanned_at);
    table_text(t, "error", kept->failed ? kept->failed->text : NULL);
}

/* "crosstalk agent;noise customer". */
static void write_health(table *t, const ct_report *report)
{
    char text[32 * CT_FAULTS * 4] = ""; /* a fault is told of a side once */
    size_t n = 0;
    for (size_t i = 0; report && i < report->n_health && n + 40 < sizeof text; i++) {
        const ct_health *health = &report->health[i];
        bool sided = health->side != CT_SIDE_CALL;
        n += (size_t)snprintf(text + n, sizeof text - n, "%s%s%s%s", n > 0 ? ";" : "", ct_fault_name(health->fault),
                              sided ? " " : "", sided ? ct_side_name(health->side) : "");
    }
    table_text(t, "health", report ? text : NULL);
}

static size_t count(const ct_judgement *judgement, ct_outcome outcome)
{
    size_t n = 0;
    for (size_t i = 0; i < judgement->n_verdicts; i++)
        n += judgement->verdicts[i].outcome == outcome;
    return n;
}

static void write_score(table *t, const ct_judgement *judgement)
{
    static const struct {
        const char *name;
        ct_outcome outcome;
    } counts[] = {{"n_pass", CT_PASS}, {"n_warn", CT_WARN}, {"n_fail", CT_FAIL}, {"n_not_measurable", CT_UNMEASURED}};
    table_text(t, "standard", judgement ? judgement->standard->name : NULL);
    table_text(t, "standard_version", judgement ? judgement->standard->version : NULL);
    table_text(t, "worst", judgement ? ct_outcome_name(ct_judgement_worst(judgement)) : NULL);
    table_number(t, "total", judgement ? judgement->total : NAN, SCORE_DECIMALS);
    table_number(t, "weighted", judgement ? judgement->weighted : NAN, SCORE_DECIMALS);
    table_number(t, "covered_weight", judgement ? judgement->covered_weight : NAN, COVERED_DECIMALS);
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
        table_number(t, counts[i].name, judgement ? (double)count(judgement, counts[i].outcome) : NAN, 0);
}

static void write_reading(table *t, const ct_report *report, const ct_measure_info *info, ct_side side)
{
    char name[96];
    const ct_reading *reading = report ? ct_report_find(report, info->name, side) : NULL;
    bool known = reading && figure_is_known(reading);
    snprintf(name, sizeof name, "%s.%s", ct_side_name(side), info->name);
    if (info->unit == CT_UNIT_SIDE)
        table_text(t, name, known ? ct_side_name((ct_side)reading->value) : NULL);
    else
        table_number(t, name, known ? reading->value : NAN, ct_unit_decimals(info->unit));
}

/* The agent's, then the customer's, then those of the call, then those of both on one channel. */
static void write_readings(table *t, const ct_report *report)
{
    static const ct_side sides[] = {CT_SIDE_AGENT, CT_SIDE_CUSTOMER, CT_SIDE_CALL, CT_SIDE_MIXED};
    for (size_t s = 0; s < sizeof sides / sizeof sides[0]; s++)
        for (size_t i = 0; i < ct_measure_count(); i++) {
            const ct_measure_info *info = ct_measure_at(i);
            if ((info->scope == CT_SCOPE_CALL) == (sides[s] == CT_SIDE_CALL))
                write_reading(t, report, info, sides[s]);
        }
}

void export_calls(table *t, const export_call *call)
{
    export_begin_row(t, call->kept);
    write_recording(t, call->kept);
    write_score(t, call->judgement);
    write_health(t, call->report);
    write_readings(t, call->report);
    table_end_row(t);
}
