/* The text report, part by part. */
#ifndef CT_REPORT_PAGE_H
#define CT_REPORT_PAGE_H

#include <stdbool.h>

#include "calltone/standard.h"
#include "base/number.h"

#define PAGE_COLUMNS 80

typedef struct report_page {
    const ct_report *report;
    const ct_call *call;
    const ct_judgement *judgement; /* or NULL */
    ct_lang lang;
    FILE *out;
    bool has_side[CT_SIDE_MIXED + 1]; /* a side that one channel does not give is neither on the page nor missed */
} report_page;

/* The figures in groups, agent and customer side by side. Rows without any known value are left to page_missing. */
void page_write_figures(const report_page *page);

/* Where to listen: the events worth a person's time, by kind. */
void page_write_moments(const report_page *page);

/* The judgement, if there is one: score, what was kept, findings, one thing to practise, what a listener has to hear.
 */
void page_write_verdicts(const report_page *page);

/* "03:12", "1:03:12" from an hour on; downwards to a whole second. */
void page_clock_text(char *out, size_t size, double seconds);

/* "03:12-03:15", outwards to whole seconds. */
void page_span_text(char *out, size_t size, double start_s, double end_s);

/* "2 channels, WAV, A-law, 8000 Hz". */
void page_audio_text(const ct_report *report, const ct_call *call, ct_lang lang, char *out, size_t size);

/* What is wrong with the recording, in a sentence. */
void page_fault_text(const ct_health *health, ct_lang lang, char *out, size_t size);

/* A value as the page shows it: as finely as it is known, shares in per cent. */
void page_value_text(char out[NUMBER_SIZE + 1], const ct_measure_info *info, double value, ct_lang lang);

/* What has no value, and why. */
void page_write_missing(const report_page *page);

/* "Title" of a measure in the language of the page. */
const char *page_title(const report_page *page, const ct_measure_info *info);

/* First reading after those that belong to the same measure as readings[first]. */
size_t page_next_measure(const report_page *page, size_t first);

#endif
