#include <math.h>

#include "cli/export_rows.h"
#include "report/event_detail.h"

static void write_answer(table *t, const char *name, bool asked, event_answer answer)
{
    table_flag(t, name, !asked || answer == EVENT_UNASKED ? -1 : answer == EVENT_YES);
}

static void write_event(table *t, const ct_kept *kept, const ct_event *event)
{
    unsigned details = event_details(event->kind);
    bool hold = details & DETAIL_HOLD;
    export_begin_row(t, kept);
    table_text(t, "kind", ct_event_kind_name(event->kind));
    table_text(t, "side", ct_side_name(event->side));
    table_number(t, "start_s", event->start_s, CT_TIME_DECIMALS);
    table_number(t, "end_s", event->end_s, CT_TIME_DECIMALS);
    table_text(t, "severity", event->flags & CT_EVENT_SEVERE ? "severe" : "normal");
    table_number(t, "syllables", details & DETAIL_SYLLABLES ? event->syllables : NAN, 0);
    table_number(t, "speech_s", details & DETAIL_SPEECH ? event->speech_s : NAN, CT_TIME_DECIMALS);
    table_number(t, "level_dbfs", details & DETAIL_LEVEL ? event->level_dbfs : NAN, CT_LEVEL_DECIMALS);
    table_flag(t, "yielded", details & DETAIL_YIELDED ? (event->flags & CT_EVENT_YIELDED) != 0 : -1);
    table_text(t, "cause", hold ? ct_hold_cause_name(event->cause) : NULL);
    write_answer(t, "announced", hold, event_announced(event));
    write_answer(t, "reply_heard", hold, event_reply_heard(event));
    write_answer(t, "agent_returned", hold, event_agent_returned(event));
    table_number(t, "without_contact_s", hold ? event->without_contact_s : NAN, CT_TIME_DECIMALS);
    table_flag(t, "open", details & DETAIL_OPEN ? (event->flags & CT_EVENT_OPEN) != 0 : -1);
    table_end_row(t);
}

void export_events(table *t, const export_call *call)
{
    static const ct_event no_event;
    if (t->heading)
        write_event(t, call->kept, &no_event);
    for (size_t i = 0; call->report && i < call->report->n_events; i++)
        write_event(t, call->kept, &call->report->events[i]);
}
