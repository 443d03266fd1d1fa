/* What is said of a difference between two calls, in the terminal and on the page. */
#ifndef CT_REPORT_COMPARISON_WORDS_H
#define CT_REPORT_COMPARISON_WORDS_H

#include "calltone/compare.h"

/* "The largest differences ..." or "No difference ...", of how many measures; a call in which little was heard differs
 * in little. */
void comparison_heading_text(const ct_comparison *comparison, ct_lang lang, char *out, size_t size);

/* "1.1 semitones here, 2.9 semitones in the exemplary call". */
void comparison_values_text(const ct_difference *difference, ct_lang lang, char *out, size_t size);

/* What to do, or that there is nothing to do; never empty. */
const char *comparison_advice(const ct_difference *difference, ct_lang lang);

#endif
