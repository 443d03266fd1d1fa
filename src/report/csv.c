/* A report as CSV: one line a reading. */
#include <math.h>

#include "calltone/report.h"
#include "report/figures.h"
#include "base/csv_cell.h"

static const char *const columns[] = {"path", "id",    "agent", "team",  "started_at", "measure",
                                      "side", "value", "unit",  "state", "reason",     "evidence_s"};

static void write_value(FILE *out, const ct_reading *reading)
{
    if (!figure_is_known(reading))
        return;
    if (reading->info->unit == CT_UNIT_SIDE) {
        csv_write_cell(out, ct_side_name((ct_side)reading->value));
        return;
    }
    csv_write_number(out, reading->value, ct_unit_decimals(reading->info->unit));
}

static void write_reading(FILE *out, const ct_call *call, const ct_reading *reading)
{
    const char *const about[] = {call->path, call->id, call->agent, call->team, call->started_at, reading->info->name};
    for (size_t i = 0; i < sizeof about / sizeof about[0]; i++) {
        csv_write_cell(out, about[i]);
        fputc(',', out);
    }
    fprintf(out, "%s,", ct_side_name(reading->side));
    write_value(out, reading);
    fprintf(out, ",%s,%s,", ct_unit_name(reading->info->unit), ct_state_name(figure_state(reading)));
    csv_write_cell(out, figure_is_known(reading) ? NULL : figure_reason(reading));
    fputc(',', out);
    csv_write_number(out, isfinite(reading->evidence_s) ? reading->evidence_s : 0, CT_TIME_DECIMALS);
    fputs("\r\n", out);
}

static void write_header(FILE *out)
{
    size_t n_columns = sizeof columns / sizeof columns[0];
    for (size_t i = 0; i < n_columns; i++)
        fprintf(out, "%s%s", columns[i], i + 1 < n_columns ? "," : "\r\n");
}

ct_status ct_report_write_csv(const ct_report *report, const ct_call *call, bool with_header, FILE *out)
{
    static const ct_call unknown_call;
    if (!report || !out)
        return CT_ERR_ARGUMENT;
    if (with_header)
        write_header(out);
    for (size_t i = 0; i < report->n_readings; i++)
        write_reading(out, call ? call : &unknown_call, &report->readings[i]);
    return fflush(out) == 0 && !ferror(out) ? CT_OK : CT_ERR_WRITE;
}
