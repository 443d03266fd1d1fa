/* Calls with what they were judged, many at a time: what statistics over years read. One statement joins both tables in
 * the order of their keys; facts stay where they are. */
#include <stdio.h>

#include "store/judgements.h"
#include "store/where.h"

#define COLUMNS   "calls.number, path, agent, team, line, started_at, "
#define JUDGED_AT 6 /* the column where the judgement begins */
#define FROM_BOTH " FROM calls JOIN judgements ON judgements.call = calls.number"
#define STANDARD  " AND judgements.standard = (SELECT number FROM standards WHERE hash = ?1)"

static ct_status visit_rows(ct_store *store, sqlite3_stmt *statement, ct_store_judged_visitor visit, void *context,
                            ct_message *message)
{
    bool row = true;
    ct_status status = CT_OK;
    while (status == CT_OK && row) {
        status = sql_next(store, statement, &row, message);
        if (status != CT_OK || !row)
            break;
        ct_judged judged = {.number = sqlite3_column_int64(statement, 0),
                            .path = sql_text(statement, 1),
                            .agent = sql_text(statement, 2),
                            .team = sql_text(statement, 3),
                            .line = sql_text(statement, 4),
                            .started_at = sql_text(statement, 5)};
        status = judgement_read(store, statement, JUDGED_AT, &judged.judgement, message);
        if (status == CT_OK)
            status = visit(context, &judged);
    }
    return status;
}

ct_status ct_store_visit_judged(ct_store *store, const ct_standard *standard, const ct_store_filter *filter,
                                ct_store_judged_visitor visit, void *context, ct_message *message)
{
    static const ct_store_filter all;
    char text[1024], where[WHERE_SIZE];
    sqlite3_stmt *statement = NULL;
    if (!store || !standard || !visit || !message)
        return CT_ERR_ARGUMENT;
    if (!filter)
        filter = &all;
    *message = (ct_message){0};
    where_write(where, filter);
    snprintf(text, sizeof text, "SELECT " COLUMNS JUDGEMENT_COLUMNS FROM_BOTH STANDARD "%s", where);
    if (sqlite3_prepare_v2(store->db, text, -1, &statement, NULL) != SQLITE_OK)
        return sql_failed(store, message);
    sql_put_text(statement, 1, standard->hash);
    where_bind(statement, filter);
    ct_status status = visit_rows(store, statement, visit, context, message);
    sqlite3_finalize(statement);
    return status;
}

ct_status ct_store_find_last_day(ct_store *store, const char *before, char day[11], ct_message *message)
{
    static const char find[] = "SELECT substr(max(started_at), 1, 10) FROM calls WHERE started_at < ? AND state = 'ok'";
    bool row = false;
    if (!store || !before || !day || !message)
        return CT_ERR_ARGUMENT;
    sqlite3_stmt *statement = sql_of(store, find);
    sql_put_text(statement, 1, before);
    ct_status status = sql_next(store, statement, &row, message);
    if (status != CT_OK)
        return status;
    const char *found = row ? sql_text(statement, 0) : NULL;
    snprintf(day, 11, "%s", found ? found : "");
    sqlite3_reset(statement);
    return CT_OK;
}
