#include "cli/table.h"

#include "base/csv_cell.h"

void table_start(table *t, FILE *out, bool json)
{
    *t = (table){.out = out, .json = json};
}

void table_begin_row(table *t)
{
    t->within = false;
    if (!t->json)
        return;
    json_start(&t->writer, t->out);
    json_open(&t->writer, '{');
}

/* True when the value itself is to follow. */
static bool begin_value(table *t, const char *name)
{
    if (t->json) {
        json_key(&t->writer, name);
        return true;
    }
    if (t->within)
        fputc(',', t->out);
    t->within = true;
    if (t->heading)
        csv_write_cell(t->out, name);
    return !t->heading;
}

void table_text(table *t, const char *name, const char *text)
{
    if (!begin_value(t, name))
        return;
    if (t->json)
        json_string(&t->writer, text);
    else
        csv_write_cell(t->out, text);
}

void table_number(table *t, const char *name, double value, int decimals)
{
    if (!begin_value(t, name))
        return;
    if (t->json)
        json_number(&t->writer, value, decimals);
    else
        csv_write_number(t->out, value, decimals);
}

void table_flag(table *t, const char *name, int value)
{
    if (!begin_value(t, name))
        return;
    if (t->json && value < 0)
        json_null(&t->writer);
    else if (t->json)
        json_bool(&t->writer, value);
    else
        csv_write_cell(t->out, value < 0 ? NULL : value ? "true" : "false");
}

void table_end_row(table *t)
{
    if (t->json)
        json_close(&t->writer, '}');
    fputs(t->json ? "\n" : "\r\n", t->out);
}
