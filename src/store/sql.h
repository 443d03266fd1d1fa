/* SQLite, as the store uses it: statements prepared once, results into statuses, failures into words for people. */
#ifndef CT_STORE_SQL_H
#define CT_STORE_SQL_H

#include <stdbool.h>
#include <stdint.h>

#include <sqlite3.h>

#include "calltone/store.h"
#include "store/word_list.h"

#define SQL_MOST 32 /* statements of one store */

/* A statement of the program, by the address of its text. */
typedef struct sql_prepared {
    const char *text;
    sqlite3_stmt *statement;
} sql_prepared;

struct ct_store {
    sqlite3 *db;
    char *path; /* for messages */
    word_list words;
    size_t words_before; /* numbers known when the transaction began */
    sql_prepared prepared[SQL_MOST];
    size_t n_prepared;
    ct_kept_verdict *verdicts; /* of the judgement read last */
};

/* What the last call of SQLite failed in, as a status and a message with the way out. */
ct_status sql_failed(const ct_store *store, ct_message *message);

/* The statement of a text that lives as long as the program: reset, nothing bound. NULL when it cannot be prepared. */
sqlite3_stmt *sql_of(ct_store *store, const char *text);

/* Run a statement that gives no rows. */
ct_status sql_run(ct_store *store, sqlite3_stmt *statement, ct_message *message);
/* Step to the next row: `*row` says whether there is one. */
ct_status sql_next(ct_store *store, sqlite3_stmt *statement, bool *row, ct_message *message);

/* Own transaction of a step that has several, unless one is open: sql_begin() says in `own` which. sql_end() keeps the
 * step where `status` is CT_OK, and undoes it otherwise; it comes back with the status of the whole. */
ct_status sql_begin(ct_store *store, bool *own, ct_message *message);
ct_status sql_end(ct_store *store, bool own, ct_status status, ct_message *message);

/* NULL and not-a-number become NULL. Texts must stay until the statement has run. */
void sql_put_text(sqlite3_stmt *statement, int index, const char *text);
void sql_put_number(sqlite3_stmt *statement, int index, double value);
/* NaN for NULL. */
double sql_number(sqlite3_stmt *statement, int column);
/* NULL for NULL; valid until the statement's next step. */
const char *sql_text(sqlite3_stmt *statement, int column);

#endif
