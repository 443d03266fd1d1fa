/* A table that people keep in a spreadsheet: a CSV file with heads of columns, in any order, some or all of those that
 * are known. Each complaint names file, line and column. */
#ifndef CT_WHO_SHEET_H
#define CT_WHO_SHEET_H

#include <stdbool.h>

#include "base/message.h"
#include "calltone/status.h"
#include "who/csv.h"

/* The heads under which a column is known, whatever the case of their letters. */
typedef struct sheet_column {
    const char *name, *zh, *other_zh; /* the latter two may be NULL */
} sheet_column;

#define SHEET_MOST_COLUMNS 16

typedef struct sheet {
    const char *path;            /* for messages */
    char *text;                  /* whole, UTF-8 */
    const char *encoding;        /* what it was before */
    const sheet_column *columns; /* those that are known, the needed one first */
    size_t n_columns;
    size_t place[SHEET_MOST_COLUMNS]; /* of each column in a row, from 1; 0: not in this sheet */
    csv_reader csv;
} sheet;

/* Read a file up to its first row. `columns[0]` must be in it, those that are not known must not. On failure there is
 * nothing to end. CT_ERR_OPEN, CT_ERR_READ, CT_ERR_FORMAT, CT_ERR_MEMORY */
ct_status sheet_start(sheet *s, const char *path, const sheet_column *columns, size_t n_columns, ct_message *message);
/* The next row: `*row` says whether there is one. */
ct_status sheet_next(sheet *s, bool *row, ct_message *message);
/* The row's text in a column; "" where it has none. */
const char *sheet_cell(const sheet *s, size_t column);
/* Complain of the row's text in a column. Comes back with CT_ERR_FORMAT. */
ct_status sheet_refuse(const sheet *s, size_t column, message_words expected, ct_message *message);
/* Complain that two rows are about the same thing. Comes back with CT_ERR_FORMAT. */
ct_status sheet_refuse_twice(const char *path, const char *thing, unsigned line, unsigned other, ct_message *message);
void sheet_end(sheet *s);

#endif
