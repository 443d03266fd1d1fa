/* The seconds behind a verdict. */
#ifndef CT_STANDARDS_EVIDENCE_H
#define CT_STANDARDS_EVIDENCE_H

#include "calltone/standard.h"

/* True when the event is of the rule's kind and side. */
bool evidence_is_meant(const ct_rule *rule, const ct_event *event);

/* Fill in the spans of a verdict whose outcome, value and direction are known. */
void evidence_find(const ct_report *report, ct_verdict *verdict);

/* The reading that tells whether events of a kind can be heard in a recording, or NULL. */
const ct_reading *evidence_witness(const ct_report *report, const ct_rule *rule);

#endif
