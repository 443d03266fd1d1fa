/* What is said of verdicts, the same in the text report and on pages. All texts are cut where they do not fit. */
#ifndef CT_REPORT_VERDICT_WORDS_H
#define CT_REPORT_VERDICT_WORDS_H

#include <stddef.h>

#include "calltone/standard.h"

#define VERDICT_MOST_FINDINGS 256 /* as many as a standard may have rules */

const char *verdict_title(const ct_rule *rule, ct_lang lang);

/* "Score: 87 of 100; by weight 84, over the 90 % that could be measured", or why there is none. */
void verdict_score_text(const ct_judgement *judgement, ct_lang lang, char *out, size_t size);
/* False where too little could be measured for a score to be one of the call. */
bool verdict_has_score(const ct_judgement *judgement);

/* "310 syll/min, asked for at most 280 syll/min". */
void verdict_value_text(const ct_verdict *verdict, ct_lang lang, char *out, size_t size);
/* What a distance from the usual is a distance between; the verdict has a usual value. */
void verdict_usual_text(const ct_verdict *verdict, ct_lang lang, char *out, size_t size);
/* The sentence of the standard, or "". */
void verdict_clause_text(const ct_rule *rule, ct_lang lang, char *out, size_t size);
/* Why a rule was not judged, or NULL where it was. Static. */
const char *verdict_reason(const ct_verdict *verdict, ct_lang lang);

/* Warnings and fails: more points first, then fails before warnings, then the order of the standard. Returns how many.
 */
size_t verdict_find_findings(const ct_judgement *judgement, const ct_verdict *found[VERDICT_MOST_FINDINGS]);
/* The first of them that has an advice, or NULL. */
const ct_verdict *verdict_to_practise(const ct_verdict *const found[], size_t n, ct_lang lang);

#endif
