/* A report as JSON, schema calltone.report/1: the form is written down in report-1.schema.json beside this file. */
#include "calltone/calltone.h"
#include "calltone/report.h"
#include "report/event_detail.h"
#include "report/figures.h"
#include "report/json_verdicts.h"
#include "report/json_writer.h"

static void write_time(json_writer *json, const char *key, double seconds)
{
    json_key(json, key);
    json_number(json, seconds, CT_TIME_DECIMALS);
}

static void write_flag(json_writer *json, const char *key, bool value)
{
    json_key(json, key);
    json_bool(json, value);
}

static void write_named(json_writer *json, const char *key, const char *text)
{
    json_key(json, key);
    json_string(json, text);
}

static void write_health(json_writer *json, const ct_report *report)
{
    json_key(json, "health");
    json_open(json, '[');
    for (size_t i = 0; i < report->n_health; i++) {
        const ct_health *health = &report->health[i];
        const char *unit = figure_fault_unit(health->fault);
        json_open(json, '{');
        write_named(json, "fault", ct_fault_name(health->fault));
        write_named(json, "side", ct_side_name(health->side));
        json_key(json, "value");
        if (unit)
            json_number(json, health->value, CT_FAULT_DECIMALS);
        else
            json_null(json);
        write_named(json, "unit", unit);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_notes(json_writer *json, const char *key, const char *const *notes)
{
    json_key(json, key);
    json_open(json, '[');
    for (const char *const *note = notes; note && *note; note++)
        json_string(json, *note);
    json_close(json, ']');
}

static void write_call(json_writer *json, const ct_report *report, const ct_call *call)
{
    json_key(json, "call");
    json_open(json, '{');
    write_named(json, "path", call->path);
    write_named(json, "id", call->id);
    write_named(json, "agent", call->agent);
    write_named(json, "team", call->team);
    write_named(json, "started_at", call->started_at);
    write_time(json, "duration_s", report->duration_s);
    json_key(json, "sample_rate_hz");
    if (call->sample_rate_hz > 0)
        json_number(json, call->sample_rate_hz, 0);
    else
        json_null(json);
    json_key(json, "channels");
    json_count(json, report->channels);
    write_named(json, "encoding", call->encoding);
    write_named(json, "agent_channel", call->agent_channel);
    write_flag(json, "finished", report->finished);
    write_notes(json, "notes", call->notes);
    write_notes(json, "notes_zh", call->notes_zh);
    write_health(json, report);
    json_close(json, '}');
}

static void write_figure(json_writer *json, const ct_reading *reading)
{
    if (!reading || !figure_is_known(reading))
        json_null(json);
    else if (reading->info->unit == CT_UNIT_SIDE)
        json_string(json, ct_side_name((ct_side)reading->value));
    else
        json_number(json, reading->value, ct_unit_decimals(reading->info->unit));
}

static void write_side(json_writer *json, const ct_report *report, ct_side side)
{
    json_key(json, ct_side_name(side));
    json_open(json, '{');
    json_key(json, "speech_s");
    write_figure(json, ct_report_find(report, "speech_time", side));
    json_key(json, "level_dbfs");
    write_figure(json, ct_report_find(report, "active_level", side));
    json_close(json, '}');
}

static void write_sides(json_writer *json, const ct_report *report)
{
    json_key(json, "sides");
    json_open(json, '{');
    if (report->mixed) {
        write_side(json, report, CT_SIDE_MIXED);
    } else {
        write_side(json, report, CT_SIDE_AGENT);
        write_side(json, report, CT_SIDE_CUSTOMER);
    }
    json_close(json, '}');
}

static void write_readings(json_writer *json, const ct_report *report)
{
    json_key(json, "readings");
    json_open(json, '[');
    for (size_t i = 0; i < report->n_readings; i++) {
        const ct_reading *reading = &report->readings[i];
        json_open(json, '{');
        write_named(json, "name", reading->info->name);
        write_named(json, "side", ct_side_name(reading->side));
        json_key(json, "value");
        write_figure(json, reading);
        write_named(json, "unit", ct_unit_name(reading->info->unit));
        write_named(json, "state", ct_state_name(figure_state(reading)));
        write_named(json, "reason", figure_is_known(reading) ? NULL : figure_reason(reading));
        write_time(json, "evidence_s", reading->evidence_s);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_answer(json_writer *json, const char *key, event_answer answer)
{
    json_key(json, key);
    if (answer == EVENT_UNASKED)
        json_null(json);
    else
        json_bool(json, answer == EVENT_YES);
}

/* What the agent did about a hold. */
static void write_hold(json_writer *json, const ct_event *event)
{
    write_named(json, "cause", ct_hold_cause_name(event->cause));
    write_answer(json, "announced", event_announced(event));
    write_answer(json, "reply_heard", event_reply_heard(event));
    write_answer(json, "agent_returned", event_agent_returned(event));
    write_time(json, "without_contact_s", event->without_contact_s);
}

static void write_detail(json_writer *json, const ct_event *event)
{
    unsigned detail = event_details(event->kind);
    json_key(json, "detail");
    json_open(json, '{');
    if (detail & DETAIL_SYLLABLES) {
        json_key(json, "syllables");
        json_number(json, event->syllables, 0);
    }
    if (detail & DETAIL_SPEECH)
        write_time(json, "speech_s", event->speech_s);
    if (detail & DETAIL_LEVEL) {
        json_key(json, "level_dbfs");
        json_number(json, event->level_dbfs, CT_LEVEL_DECIMALS);
    }
    if (detail & DETAIL_YIELDED)
        write_flag(json, "yielded", event->flags & CT_EVENT_YIELDED);
    if (detail & DETAIL_HOLD)
        write_hold(json, event);
    if (detail & DETAIL_OPEN)
        write_flag(json, "open", event->flags & CT_EVENT_OPEN);
    json_close(json, '}');
}

static void write_events(json_writer *json, const ct_report *report)
{
    json_key(json, "events");
    json_open(json, '[');
    for (size_t i = 0; i < report->n_events; i++) {
        const ct_event *event = &report->events[i];
        json_open(json, '{');
        write_named(json, "kind", ct_event_kind_name(event->kind));
        write_named(json, "side", ct_side_name(event->side));
        write_time(json, "start_s", event->start_s);
        write_time(json, "end_s", event->end_s);
        write_named(json, "severity", event->flags & CT_EVENT_SEVERE ? "severe" : "normal");
        write_detail(json, event);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_key(json, "events_dropped");
    json_count(json, report->events_dropped);
}

ct_status ct_report_write_json(const ct_report *report, const ct_call *call, const struct ct_judgement *judgement,
                               FILE *out)
{
    static const ct_call unknown_call;
    json_writer json;
    if (!report || !out)
        return CT_ERR_ARGUMENT;
    json_start(&json, out);
    json_open(&json, '{');
    write_named(&json, "schema", "calltone.report/1");
    json_key(&json, "tool");
    json_open(&json, '{');
    write_named(&json, "name", "calltone");
    write_named(&json, "version", CT_VERSION);
    json_close(&json, '}');
    json_write_standard(&json, judgement);
    write_call(&json, report, call ? call : &unknown_call);
    write_sides(&json, report);
    write_readings(&json, report);
    write_events(&json, report);
    json_write_verdicts(&json, judgement);
    json_write_score(&json, judgement);
    json_close(&json, '}');
    fputc('\n', out);
    return fflush(out) == 0 && !ferror(out) ? CT_OK : CT_ERR_WRITE;
}
