/* The words of a report for people, in both languages. */
#ifndef CT_REPORT_WORDS_H
#define CT_REPORT_WORDS_H

#include <stddef.h>

#include "base/unit_words.h"
#include "calltone/standard.h"

/* "agent", "both sides" ...; for columns and lists. */
const char *words_side(ct_side side, ct_lang lang);
const char *words_kind(ct_event_kind kind, ct_lang lang);
/* "kept", "nearly" ... as a page says of a rule. */
const char *words_outcome(ct_outcome outcome, ct_lang lang);
/* Where a listener finds what a rule is about. */
const char *words_hear(ct_hear hear, ct_lang lang);
/* What showed a hold; "" for CT_HOLD_NONE. */
const char *words_cause(ct_hold_cause cause, ct_lang lang);
/* Where the agent is, for the words of ct_call.agent_channel. An unknown one comes back as it is. */
const char *words_channel(const char *channel, ct_lang lang);

/* How the audio is coded, as the source names it, in the words of the language; "" for NULL. */
void words_encoding(char *out, size_t size, const char *encoding, ct_lang lang);

/* Where a measure comes from, as the catalogue names it, in the words of the language. */
void words_source(char *out, size_t size, const char *source, ct_lang lang);

/* Why a reading has no value. A reason that has no words here gets those of the state. */
const char *words_reason(const ct_reading *reading, ct_lang lang);

/* A fault in two or three words. */
const char *words_fault_name(ct_fault fault, ct_lang lang);

/* What a fault of the recording means, around its value. `after` is NULL where there is no value. */
typedef struct words_fault {
    const char *before, *after;
} words_fault;
words_fault words_of_fault(ct_fault fault, ct_lang lang);

#endif
