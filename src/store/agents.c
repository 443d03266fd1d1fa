/* The people who answer calls, as a roster tells of them. The table is in schema.c. */
#include "store/sql.h"

ct_status ct_store_put_agent(ct_store *store, const ct_agent *agent, ct_message *message)
{
    static const char insert[] = "INSERT OR REPLACE INTO agents (agent, team, hired, name) VALUES (?, ?, ?, ?)";
    if (!store || !agent || !agent->agent || !message)
        return CT_ERR_ARGUMENT;
    sqlite3_stmt *statement = sql_of(store, insert);
    sql_put_text(statement, 1, agent->agent);
    sql_put_text(statement, 2, agent->team);
    sql_put_text(statement, 3, agent->hired);
    sql_put_text(statement, 4, agent->name);
    return sql_run(store, statement, message);
}

ct_status ct_store_visit_agents(ct_store *store, ct_store_agent_visitor visit, void *context, ct_message *message)
{
    static const char find[] = "SELECT agent, team, hired, name FROM agents ORDER BY agent";
    if (!store || !visit || !message)
        return CT_ERR_ARGUMENT;
    sqlite3_stmt *statement = sql_of(store, find);
    bool row = true;
    ct_status status = CT_OK;
    while (status == CT_OK && (status = sql_next(store, statement, &row, message)) == CT_OK && row) {
        const ct_agent agent = {.agent = sql_text(statement, 0),
                                .team = sql_text(statement, 1),
                                .hired = sql_text(statement, 2),
                                .name = sql_text(statement, 3)};
        status = visit(context, &agent);
    }
    sqlite3_reset(statement);
    return status;
}
