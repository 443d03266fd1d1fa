/* A report as CSV: one line a reading, RFC 4180 (CRLF, fields with commas, quotes or line ends quoted). */
#include <math.h>
#include <string.h>

#include "calltone/report.h"
#include "report/figures.h"
#include "base/number.h"
#include "base/utf8.h"

static const char *const columns[] = {"path", "id",    "agent", "team",  "started_at", "measure",
                                      "side", "value", "unit",  "state", "reason",     "evidence_s"};

/* A spreadsheet takes a cell that begins so for a formula; an apostrophe before it makes it text. */
static bool looks_like_formula(const char *text)
{
    return *text && strchr("=+-@\t\r", *text);
}

static void write_cell(FILE *out, const char *text)
{
    if (!text)
        return;
    bool guarded = looks_like_formula(text);
    bool quoted = strpbrk(text, ",\"\r\n");
    if (quoted)
        fputc('"', out);
    if (guarded)
        fputc('\'', out);
    uint32_t code = 0;
    for (size_t taken; (taken = utf8_next(text, &code)) > 0; text += taken) {
        if (code == '"')
            fputc('"', out);
        if (code == UTF8_REPLACEMENT)
            fputs(UTF8_REPLACEMENT_TEXT, out);
        else
            fwrite(text, 1, taken, out);
    }
    if (quoted)
        fputc('"', out);
}

static void write_value(FILE *out, const ct_reading *reading)
{
    if (!figure_is_known(reading))
        return;
    if (reading->info->unit == CT_UNIT_SIDE) {
        write_cell(out, ct_side_name((ct_side)reading->value));
        return;
    }
    char text[NUMBER_SIZE];
    number_short_text(text, reading->value, ct_unit_decimals(reading->info->unit));
    fputs(text, out);
}

static void write_reading(FILE *out, const ct_call *call, const ct_reading *reading)
{
    const char *const about[] = {call->path, call->id, call->agent, call->team, call->started_at, reading->info->name};
    for (size_t i = 0; i < sizeof about / sizeof about[0]; i++) {
        write_cell(out, about[i]);
        fputc(',', out);
    }
    fprintf(out, "%s,", ct_side_name(reading->side));
    write_value(out, reading);
    char evidence[NUMBER_SIZE];
    number_short_text(evidence, isfinite(reading->evidence_s) ? reading->evidence_s : 0, 3);
    fprintf(out, ",%s,%s,", ct_unit_name(reading->info->unit), ct_state_name(figure_state(reading)));
    write_cell(out, figure_is_known(reading) ? NULL : figure_reason(reading));
    fprintf(out, ",%s\r\n", evidence);
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
