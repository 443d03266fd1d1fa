/* What calltone export writes: rows about one call of a store. Columns keep their names and order from version to
 * version; new ones come behind. */
#ifndef CT_CLI_EXPORT_ROWS_H
#define CT_CLI_EXPORT_ROWS_H

#include "calltone/standard.h"
#include "calltone/store.h"
#include "cli/table.h"

/* One call: `report` and `judgement` are NULL where it could not be analysed. */
typedef struct export_call {
    const ct_kept *kept;
    const ct_report *report;
    const ct_judgement *judgement;
} export_call;

/* Write the rows of a call; of a table that writes its heading one row, whatever there is to the call. */
typedef void (*export_rows)(table *t, const export_call *call);

/* One row a call: who and when, how it came off, what is wrong with the recording, and every reading as SIDE.NAME. */
void export_calls(table *t, const export_call *call);
/* One row for each warning, fail or hint. */
void export_findings(table *t, const export_call *call);
/* One row an event. */
void export_events(table *t, const export_call *call);

/* The columns that all begin with: call, path, id, agent, team, line, started_at. */
void export_begin_row(table *t, const ct_kept *kept);

#endif
