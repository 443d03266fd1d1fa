/* Reports, wherever they come from: recordings are analysed, stored reports (JSON) are read. */
#ifndef CT_CLI_FACTS_H
#define CT_CLI_FACTS_H

#include <stdio.h>

#include "cli/input.h"
#include "cli/pump.h"

/* Takes one report. Anything but CT_OK ends the visit; it has been said. */
typedef ct_status (*facts_visitor)(void *context, const ct_report *report, const ct_call *call);

/* Who wants more of a recording than its report: told of the engine before the first sample, then of every piece. */
typedef struct facts_listener {
    ct_status (*start)(void *context, const cli_call *call);
    pump_watcher watch;
    void *context;
} facts_listener;

/* Pump an opened call, hand its report on and close it; `listener` may be NULL. What goes wrong has been said. */
ct_status facts_visit_call(ct_lang lang, cli_call *call, const facts_listener *listener, facts_visitor visit,
                           void *context);

/* Analyse call `index` and hand its report on; `listener` may be NULL. What goes wrong has been said. */
ct_status facts_visit_recording(const cli_input *input, size_t index, const facts_listener *listener,
                                facts_visitor visit, void *context);

/* Hand on every report of a file; "-" is standard input. What goes wrong has been said. */
ct_status facts_visit_stored(ct_lang lang, const char *path, facts_visitor visit, void *context);

/* Either, by what the file of operand `index` begins with. */
ct_status facts_visit(const cli_input *input, size_t index, facts_visitor visit, void *context);

#endif
