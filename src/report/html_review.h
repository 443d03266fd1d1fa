/* The page on which a call is reviewed, part by part. */
#ifndef CT_REPORT_HTML_REVIEW_H
#define CT_REPORT_HTML_REVIEW_H

#include "calltone/page.h"
#include "report/html.h"

typedef struct html_review {
    const ct_page_call *call;
    const ct_call *about; /* never NULL */
    const char *who;      /* said of a call beside another; or NULL */
    ct_lang lang;
    FILE *out;
} html_review;

/* The name of the call: its file without folders, or what else there is. */
const char *html_call_name(const html_review *review);

/* Is there anything to hear? */
bool html_can_listen(const html_review *review);

/* A button that plays, or without audio shows, a piece of call `index` of the page. */
void html_write_listen(const html_review *review, size_t index, const ct_span *span);

/* The player and the charts of call `index`, and the data they draw. CT_ERR_MEMORY when there is none. */
ct_status html_write_charts(const html_review *review, size_t index);

/* The judgement: score, what was kept, one thing to practise, findings, hints, what was not judged. */
void html_write_score(const html_review *review);
void html_write_strengths(const html_review *review);
void html_write_findings(const html_review *review);
void html_write_unjudged(const html_review *review);

/* What a listener has to hear: boxes to tick, notes, and a button that saves them. */
void html_write_check_list(const html_review *review);

/* The recording's health, and every figure that is known. */
void html_write_health(const html_review *review);
void html_write_figures(const html_review *review);

#endif
