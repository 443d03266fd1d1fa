/* From facts to a report in the form that was asked for: what the commands that print reports share. */
#ifndef CT_CLI_REPORTING_H
#define CT_CLI_REPORTING_H

#include "calltone/page.h"
#include "calltone/standard.h"
#include "cli/output.h"

#define DEFAULT_STANDARD "service-zh"

/* --json, --csv, --html, --no-bom, --standard, --baseline, --fail-on, --output. */
extern const cli_option reporting_options[];

typedef enum reporting_form { FORM_TEXT, FORM_JSON, FORM_CSV, FORM_HTML } reporting_form;

typedef struct reporting {
    ct_lang lang;
    reporting_form form;
    bool with_mark;        /* CSV: byte order mark first */
    ct_standard *standard; /* NULL: facts alone */
    ct_baseline *baseline; /* what is usual for the agent, or NULL */
    ct_outcome fail_on;    /* CT_PASS: never */
    bool found;            /* something as bad as that */
    bool failed;           /* a report is missing, and why has been said */
    ct_page_call page;     /* HTML: what is shown beside the report; all NULL at the start */
    cli_output out;
    size_t n_written;
} reporting;

/* Comes back with EXIT_FINE, or EXIT_USAGE when it has complained; then there is nothing to end. */
int reporting_start(const cli_args *args, reporting *out);

/* Judge a report and write it, whole or not at all: a facts_visitor, whose `context` is a reporting. What goes wrong
 * has been said; after CT_ERR_WRITE nothing more can be written. */
ct_status reporting_write(void *context, const ct_report *report, const ct_call *call);

/* Comes back with the exit code. */
int reporting_end(reporting *job);

#endif
