/* CSV read row by row, in place: RFC 4180, and what spreadsheets make of it: semicolons or tabs for commas, any line
 * end, rows of separators alone. Needs a whole text in memory, which it writes into. */
#ifndef CT_WHO_CSV_H
#define CT_WHO_CSV_H

#include <stddef.h>

typedef enum csv_step {
    CSV_ROW,
    CSV_END,
    CSV_OPEN_QUOTE, /* a quote that never ends */
    CSV_STRAY_TEXT, /* text behind a closing quote */
    CSV_NO_MEMORY
} csv_step;

typedef struct csv_reader {
    char *at;
    char separator;     /* the one of , ; and tab that the first row has most of */
    unsigned next_line; /* of what stands at `at`, from 1 */
    unsigned line;      /* on which the row begins, or on which the fault is */
    char **cells;       /* of the row, zero-ended; valid until the next step */
    size_t n_cells, room;
} csv_reader;

/* `text` is zero-ended and belongs to the reader until csv_end(). */
void csv_start(csv_reader *csv, char *text);
/* The next row that is not empty. */
csv_step csv_next(csv_reader *csv);
void csv_end(csv_reader *csv);

#endif
