#include "report/event_detail.h"

unsigned event_details(ct_event_kind kind)
{
    static const unsigned details[CT_EVENT_KINDS] = {
        [CT_EVENT_UTTERANCE] = DETAIL_SYLLABLES | DETAIL_SPEECH | DETAIL_LEVEL | DETAIL_OPEN,
        [CT_EVENT_TURN] = DETAIL_SYLLABLES | DETAIL_SPEECH | DETAIL_LEVEL | DETAIL_OPEN,
        [CT_EVENT_OVERLAP] = DETAIL_SPEECH,
        [CT_EVENT_INTERRUPTION] = DETAIL_SYLLABLES | DETAIL_YIELDED,
        [CT_EVENT_BACKCHANNEL] = DETAIL_SYLLABLES,
        [CT_EVENT_SILENCE] = DETAIL_OPEN,
        [CT_EVENT_HOLD] = DETAIL_HOLD | DETAIL_OPEN,
        [CT_EVENT_MUSIC] = DETAIL_OPEN,
        [CT_EVENT_SHOUT] = DETAIL_LEVEL,
    };
    return details[kind];
}

event_answer event_announced(const ct_event *hold)
{
    return hold->flags & CT_EVENT_UNANNOUNCED ? EVENT_NO : EVENT_YES;
}

event_answer event_reply_heard(const ct_event *hold)
{
    if (hold->flags & CT_EVENT_UNANNOUNCED)
        return EVENT_UNASKED;
    return hold->flags & CT_EVENT_NO_REPLY ? EVENT_NO : EVENT_YES;
}

event_answer event_agent_returned(const ct_event *hold)
{
    if (hold->flags & CT_EVENT_OPEN)
        return EVENT_UNASKED;
    return hold->flags & CT_EVENT_NO_RETURN ? EVENT_NO : EVENT_YES;
}
