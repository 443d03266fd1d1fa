/* Which details an event of each kind has, wherever events are written out. */
#ifndef CT_REPORT_EVENT_DETAIL_H
#define CT_REPORT_EVENT_DETAIL_H

#include <stdbool.h>

#include "calltone/report.h"

enum {
    DETAIL_SYLLABLES = 1u << 0,
    DETAIL_SPEECH = 1u << 1,
    DETAIL_LEVEL = 1u << 2,
    DETAIL_YIELDED = 1u << 3,
    DETAIL_HOLD = 1u << 4, /* cause, announced, reply_heard, agent_returned, without_contact_s */
    DETAIL_OPEN = 1u << 5,
};

/* The bits of a kind. */
unsigned event_details(ct_event_kind kind);

/* Answers to questions that may not arise: a reply to no announcement, a return from a hold that is not over. */
typedef enum event_answer { EVENT_NO, EVENT_YES, EVENT_UNASKED } event_answer;

event_answer event_announced(const ct_event *hold);
event_answer event_reply_heard(const ct_event *hold);
event_answer event_agent_returned(const ct_event *hold);

#endif
