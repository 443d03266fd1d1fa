/* Rows of named values, written as CSV or as JSON Lines: the names stand once, beside the values. A value that is not
 * known is an empty cell, or null. */
#ifndef CT_CLI_TABLE_H
#define CT_CLI_TABLE_H

#include <stdbool.h>
#include <stdio.h>

#include "report/json_writer.h"

typedef struct table {
    FILE *out;
    bool json;
    bool heading; /* CSV: write the names of the values, and not the values */
    bool within;  /* a value stands in the row */
    json_writer writer;
} table;

void table_start(table *t, FILE *out, bool json);
void table_begin_row(table *t);
void table_text(table *t, const char *name, const char *text);
/* NaN is not known. */
void table_number(table *t, const char *name, double value, int decimals);
/* A negative value is not known. */
void table_flag(table *t, const char *name, int value);
void table_end_row(table *t);

#endif
