/* Cells of a CSV file as spreadsheets need them (RFC 4180). Every writer of CSV uses these. */
#ifndef CT_BASE_CSV_CELL_H
#define CT_BASE_CSV_CELL_H

#include <stdio.h>

/* Write a text: quoted where it must be, made harmless where a spreadsheet would take it for a formula, each byte that
 * is not UTF-8 as U+FFFD. NULL writes nothing. Numbers are written as they are, not by this. */
void csv_write_cell(FILE *out, const char *text);

/* Write a number with at most that many decimals; nothing for one that is not finite. */
void csv_write_number(FILE *out, double value, int decimals);

#endif
