/* What was put on listening lists, so that a later list can turn to those who were not heard for long. It names
 * recordings and agents, not calls: a call that is analysed anew was heard all the same. */
#include "store/sql.h"

ct_status ct_store_put_heard(ct_store *store, const char *day, const char *list, const ct_heard *heard, size_t n,
                             ct_message *message)
{
    static const char clear[] = "DELETE FROM heard WHERE day = ? AND list = ?",
                      insert[] = "INSERT OR REPLACE INTO heard (day, list, path, agent) VALUES (?, ?, ?, ?)";
    bool own = false;
    if (!store || !day || !list || (!heard && n > 0) || !message)
        return CT_ERR_ARGUMENT;
    ct_status status = sql_begin(store, &own, message);
    if (status != CT_OK)
        return status;
    sqlite3_stmt *statement = sql_of(store, clear);
    sql_put_text(statement, 1, day);
    sql_put_text(statement, 2, list);
    status = sql_run(store, statement, message);
    for (size_t i = 0; i < n && status == CT_OK; i++) {
        statement = sql_of(store, insert);
        sql_put_text(statement, 1, day);
        sql_put_text(statement, 2, list);
        sql_put_text(statement, 3, heard[i].path);
        sql_put_text(statement, 4, heard[i].agent);
        status = sql_run(store, statement, message);
    }
    return sql_end(store, own, status, message);
}

ct_status ct_store_visit_heard(ct_store *store, const char *before,
                               ct_status (*visit)(void *context, const char *agent, const char *day), void *context,
                               ct_message *message)
{
    static const char find[] =
        "SELECT agent, max(day) FROM heard WHERE day < ? AND agent IS NOT NULL GROUP BY agent ORDER BY agent";
    bool row = true;
    ct_status status = CT_OK;
    if (!store || !before || !visit || !message)
        return CT_ERR_ARGUMENT;
    sqlite3_stmt *statement = sql_of(store, find);
    sql_put_text(statement, 1, before);
    while (status == CT_OK && row) {
        status = sql_next(store, statement, &row, message);
        if (status == CT_OK && row)
            status = visit(context, sql_text(statement, 0), sql_text(statement, 1));
    }
    if (statement)
        sqlite3_reset(statement);
    return status;
}
