/* From the states of measures to a report: readings per side, what faults spoil, events in order. */
#include <stdlib.h>
#include <string.h>

#include "base/units.h"
#include "engine/engine.h"

#define MOST_READINGS 16 /* of one measure */

static ct_moment moment_of(const ct_engine *e, bool finished)
{
    return (ct_moment){.now_s = (double)e->hops * HOP_S,
                       .lost_s = (double)e->lost_hops * HOP_S,
                       .last_speech_s = (double)e->last_speech * HOP_S,
                       .finished = finished,
                       .alone = e->options.channels == 1 && e->options.mono != CT_MONO_MIXED};
}

/* Whose figures those of the first slot are. */
static ct_side first_side(const ct_engine *e, bool dual)
{
    static const ct_side alone[] = {CT_SIDE_MIXED, CT_SIDE_AGENT, CT_SIDE_CUSTOMER};
    return dual ? CT_SIDE_MIXED : e->options.channels == 1 ? alone[e->options.mono] : CT_SIDE_AGENT;
}

/* Where reading k of a measure goes: the sides of one reading stand together. */
typedef struct rows {
    ct_reading *at;
    size_t n_readings, n_sides, side;
    ct_moment now;
} rows;

static void put(rows *to, const ct_reading *readings)
{
    for (size_t k = 0; k < to->n_readings; k++)
        to->at[k * to->n_sides + to->side] = readings[k];
    to->side++;
}

static void read_slot(const ct_engine *e, size_t index, int slot, ct_side side, rows *to)
{
    const ct_measure *m = ct_measures[index];
    ct_reading readings[MOST_READINGS];
    for (size_t k = 0; k < m->n_readings; k++)
        readings[k] = (ct_reading){.info = &m->readings[k], .side = side};
    m->read(engine_state(e, index, slot), &to->now, readings);
    put(to, readings);
}

static void put_absent(const ct_measure *m, ct_side side, ct_fault fault, rows *to)
{
    ct_reading readings[MOST_READINGS];
    for (size_t k = 0; k < m->n_readings; k++)
        readings[k] = (ct_reading){
            .info = &m->readings[k], .side = side, .state = CT_NOT_MEASURABLE, .reason = ct_fault_name(fault)};
    put(to, readings);
}

/* A measure's readings: for both sides, or, where there is one sound only, for that and the absence of the others. */
static void read_measure(const ct_engine *e, size_t index, ct_side first, bool dual, ct_report *report)
{
    const ct_measure *m = ct_measures[index];
    bool two = e->options.channels == 2 && !dual;
    size_t sides = m->scope == CT_SCOPE_CALL ? 1 : first == CT_SIDE_MIXED ? 3 : 2;
    rows to = {report->readings + report->n_readings, m->n_readings, sides, 0, moment_of(e, report->finished)};
    report->n_readings += m->n_readings * sides;
    if (m->scope == CT_SCOPE_CALL) {
        read_slot(e, index, 0, CT_SIDE_CALL, &to);
        return;
    }
    for (int side = 0; side < 2; side++) {
        if (two || first == (ct_side)side)
            read_slot(e, index, two ? side : 0, (ct_side)side, &to);
        else
            put_absent(m, (ct_side)side, dual ? CT_FAULT_DUAL_MONO : CT_FAULT_MONO, &to);
    }
    if (first == CT_SIDE_MIXED)
        read_slot(e, index, 0, first, &to);
}

static ct_fault lowest_bit(unsigned bits)
{
    int fault = 0;
    while (!(bits & 1u << fault))
        fault++;
    return (ct_fault)fault;
}

/* What a fault of its side or of the call makes untrue is not measured. */
static void spoil(ct_report *report, const unsigned faults[3])
{
    for (size_t i = 0; i < report->n_readings; i++) {
        ct_reading *r = &report->readings[i];
        unsigned here = faults[CT_SIDE_CALL];
        if (r->side == CT_SIDE_AGENT || r->side == CT_SIDE_CUSTOMER)
            here |= faults[r->side] |
                    ((faults[0] | faults[1]) &
                     (1u << CT_FAULT_CROSSTALK | 1u << CT_FAULT_SILENT_SIDE | 1u << CT_FAULT_SIDE_MISSING));
        else
            here |= faults[CT_SIDE_AGENT] | faults[CT_SIDE_CUSTOMER];
        here &= r->info->spoiled_by;
        if (here == 0)
            continue;
        r->state = CT_NOT_MEASURABLE;
        r->value = 0;
        r->reason = ct_fault_name(lowest_bit(here));
    }
}

static void read_health(const ct_engine *e, ct_side first, ct_report *report, unsigned faults[3])
{
    health_facts facts = {
        .channels = e->options.channels, .duration_s = report->duration_s, .lost_s = (double)e->lost_hops * HOP_S};
    uint64_t in_both = e->lost_side[0] + e->lost_side[1] - e->lost_hops; /* lost on both sides at once */
    for (int i = 0; i < 2; i++) {
        facts.missing_s[i] = e->options.channels == 2 ? (double)(e->lost_side[i] - in_both) * HOP_S : 0.0;
        ct_side side = first == CT_SIDE_AGENT && e->options.channels == 2 ? (ct_side)i : first;
        facts.level[i] = ct_report_find(report, "active_level", side);
        facts.snr[i] = ct_report_find(report, "snr", side);
    }
    report->n_health = health_read(&e->health, &facts, report->health, faults);
    if (first == CT_SIDE_AGENT)
        return;
    for (size_t i = 0; i < report->n_health; i++) /* what was said of the first slot holds for its side */
        if (report->health[i].side == CT_SIDE_AGENT)
            report->health[i].side = first;
    faults[CT_SIDE_CALL] |= faults[CT_SIDE_AGENT];
}

static bool needs_two(ct_event_kind kind)
{
    return kind == CT_EVENT_TURN || kind == CT_EVENT_OVERLAP || kind == CT_EVENT_INTERRUPTION ||
           kind == CT_EVENT_CUT_OFF || kind == CT_EVENT_BACKCHANNEL;
}

static int in_order(const void *a, const void *b)
{
    const ct_event *x = a, *y = b;
    if (x->start_s != y->start_s)
        return x->start_s < y->start_s ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return (int)x->side - (int)y->side;
}

static ct_event stated(ct_event event)
{
    double *const times_s[] = {&event.start_s, &event.end_s, &event.speech_s, &event.without_contact_s};
    for (size_t k = 0; k < sizeof times_s / sizeof times_s[0]; k++)
        *times_s[k] = rounded(*times_s[k], CT_TIME_DECIMALS);
    event.level_dbfs = rounded(event.level_dbfs, CT_LEVEL_DECIMALS);
    return event;
}

static void copy_events(const ct_engine *e, ct_side first, bool one_sound, ct_report *report)
{
    bool alone = e->options.channels == 1 && e->options.mono != CT_MONO_MIXED;
    for (size_t i = 0; i < e->n_events; i++) {
        ct_event event = stated(e->events[i]);
        if (alone && (event.kind == CT_EVENT_SILENCE || event.kind == CT_EVENT_HOLD))
            continue; /* only one talker is on the line: the other may have spoken */
        if (one_sound && (needs_two(event.kind) || event.side == CT_SIDE_CUSTOMER))
            continue;
        if (one_sound && event.side == CT_SIDE_AGENT)
            event.side = event.kind == CT_EVENT_SILENCE ? CT_SIDE_CALL : first;
        report->events[report->n_events++] = event;
    }
    qsort(report->events, report->n_events, sizeof *report->events, in_order);
    report->events_dropped = e->events_dropped;
}

/* Facts are stated as finely as they are worth: see report.h. */
static void state_figures(ct_report *report)
{
    report->duration_s = rounded(report->duration_s, CT_TIME_DECIMALS);
    for (size_t i = 0; i < report->n_health; i++)
        report->health[i].value = rounded(report->health[i].value, CT_FAULT_DECIMALS);
    for (size_t i = 0; i < report->n_readings; i++) {
        ct_reading *reading = &report->readings[i];
        reading->value = rounded(reading->value, ct_unit_decimals(reading->info->unit));
        reading->evidence_s = rounded(reading->evidence_s, CT_TIME_DECIMALS);
    }
}

static ct_report *make_room(const ct_engine *e)
{
    ct_report *report = calloc(1, sizeof *report);
    if (report == NULL)
        return NULL;
    report->health = calloc(2 * CT_FAULTS, sizeof *report->health);
    report->readings = calloc(3 * ct_measure_count(), sizeof *report->readings);
    report->events = calloc(e->n_events + 1, sizeof *report->events);
    if (report->health == NULL || report->readings == NULL || report->events == NULL) {
        ct_report_free(report);
        return NULL;
    }
    return report;
}

ct_status engine_assemble(const ct_engine *e, bool finished, ct_report **out)
{
    ct_report *report = make_room(e);
    if (report == NULL)
        return CT_ERR_MEMORY;
    bool dual = e->options.channels == 2 && health_is_dual_mono(&e->health);
    ct_side first = first_side(e, dual);
    report->duration_s = (double)e->frames / CT_RATE_HZ;
    report->channels = e->options.channels;
    report->mixed = first == CT_SIDE_MIXED;
    report->finished = finished;
    for (size_t i = 0; i < ct_n_measures; i++)
        read_measure(e, i, first, dual, report);
    unsigned faults[3];
    read_health(e, first, report, faults);
    spoil(report, faults);
    copy_events(e, first, dual || e->options.channels == 1, report);
    state_figures(report);
    *out = report;
    return CT_OK;
}

void ct_report_free(ct_report *report)
{
    if (report == NULL)
        return;
    free(report->health);
    free(report->readings);
    free(report->events);
    free(report);
}

const ct_reading *ct_report_find(const ct_report *report, const char *name, ct_side side)
{
    for (size_t i = 0; i < report->n_readings; i++)
        if (report->readings[i].side == side && strcmp(report->readings[i].info->name, name) == 0)
            return &report->readings[i];
    return NULL;
}
