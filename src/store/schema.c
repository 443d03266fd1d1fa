#include "store/schema.h"

#include <stdio.h>

#include "base/message.h"

#define OWNER 0x43546f6e /* application_id: "CTon" */

/* Step i makes version i + 1 out of version i. A step that has been in a release never changes: add one. */
static const char *const steps[] = {
    /* Texts of people and files stand as their bytes were. A failed call has an error and no facts. */
    "CREATE TABLE calls ("
    " number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, second_path TEXT, size_bytes INTEGER NOT NULL,"
    " mtime_ns INTEGER NOT NULL, content INTEGER NOT NULL, state TEXT NOT NULL CHECK (state IN ('ok', 'failed')),"
    " error TEXT, error_zh TEXT, id TEXT, agent TEXT, team TEXT, started_at TEXT, direction TEXT, agent_channel TEXT,"
    " ring_s REAL, hangup_by TEXT, holds TEXT, duration_s REAL, encoding TEXT, sample_rate_hz REAL,"
    " tool_version TEXT NOT NULL, scanned_at TEXT NOT NULL);"
    "CREATE INDEX calls_by_content ON calls (content);"
    "CREATE INDEX calls_by_agent ON calls (agent, started_at);"
    "CREATE INDEX calls_by_team ON calls (team, started_at);"
    "CREATE INDEX calls_by_start ON calls (started_at);"
    "CREATE TABLE words (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);"
    "CREATE TABLE facts (call INTEGER PRIMARY KEY REFERENCES calls ON DELETE CASCADE, bytes BLOB NOT NULL);"
    "CREATE TABLE standards ("
    " number INTEGER PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL, hash TEXT NOT NULL UNIQUE,"
    " file TEXT NOT NULL, text BLOB NOT NULL);"
    "CREATE TABLE judgements ("
    " call INTEGER NOT NULL REFERENCES calls ON DELETE CASCADE, standard INTEGER NOT NULL REFERENCES standards,"
    " worst TEXT NOT NULL, total REAL, weighted REAL, covered REAL, outcomes BLOB NOT NULL, judged_at TEXT NOT NULL,"
    " PRIMARY KEY (call, standard)) WITHOUT ROWID;",
    /* Lines, the people who answer, and which standard was put last: it may have been there before. */
    "ALTER TABLE calls ADD COLUMN line TEXT;"
    "CREATE TABLE agents (agent TEXT PRIMARY KEY, team TEXT, hired TEXT, name TEXT) WITHOUT ROWID;"
    "ALTER TABLE standards ADD COLUMN put INTEGER NOT NULL DEFAULT 0;"
    "UPDATE standards SET put = number;",
    /* What was put on listening lists. */
    "CREATE TABLE heard ("
    " day TEXT NOT NULL, list TEXT NOT NULL, path TEXT NOT NULL, agent TEXT, PRIMARY KEY (day, list, path))"
    " WITHOUT ROWID;",
    /* A file is of one call: who takes it for another finds the one it was a side of. */
    "CREATE INDEX calls_by_second ON calls (second_path) WHERE second_path IS NOT NULL;",
};
#define VERSION ((int)(sizeof steps / sizeof steps[0]))

static const char ask_version[] = "PRAGMA user_version", ask_owner[] = "PRAGMA application_id",
                  ask_tables[] = "SELECT count(*) FROM sqlite_schema";

static ct_status ask(ct_store *store, const char *text, int *value, ct_message *message)
{
    bool row = false;
    sqlite3_stmt *statement = sql_of(store, text);
    ct_status status = sql_next(store, statement, &row, message);
    if (status == CT_OK && row)
        *value = sqlite3_column_int(statement, 0);
    sqlite3_reset(statement);
    return status;
}

static ct_status refuse(const ct_store *store, ct_message *message, message_words words)
{
    message_put(message, words);
    message_before(message, "%.200s: ", "%.200s：", store->path);
    return CT_ERR_FORMAT;
}

/* All steps that are missing, or none. */
static ct_status upgrade(ct_store *store, ct_message *message)
{
    int version = 0;
    char stamp[96];
    if (sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
        return sql_failed(store, message);
    /* asked again: another program may have been faster */
    ct_status status = ask(store, ask_version, &version, message);
    bool well = status == CT_OK;
    for (int i = version; well && i < VERSION; i++)
        well = sqlite3_exec(store->db, steps[i], NULL, NULL, NULL) == SQLITE_OK;
    snprintf(stamp, sizeof stamp, "PRAGMA user_version = %d; PRAGMA application_id = %d; COMMIT", VERSION, OWNER);
    if (well && sqlite3_exec(store->db, stamp, NULL, NULL, NULL) == SQLITE_OK)
        return CT_OK;
    if (status == CT_OK)
        status = sql_failed(store, message);
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

ct_status schema_check(ct_store *store, ct_store_use use, ct_message *message)
{
    int version = 0, owner = 0, tables = 0;
    ct_status status = ask(store, ask_version, &version, message);
    if (status == CT_OK)
        status = ask(store, ask_owner, &owner, message);
    if (status == CT_OK)
        status = ask(store, ask_tables, &tables, message);
    if (status != CT_OK)
        return status;
    if (owner != OWNER && tables > 0)
        return refuse(store, message,
                      (message_words){"it is another program's database; name another file",
                                      "这是其他程序的数据库，请另给文件名"});
    if (version > VERSION)
        return refuse(store, message,
                      (message_words){"it was written by a newer calltone; use that one",
                                      "由更新版本的 calltone 写成，请使用新版本"});
    if (version < VERSION && use == CT_STORE_READ)
        return refuse(store, message,
                      tables == 0
                          ? (message_words){"there are no calls in it yet; scan first", "其中还没有通话，请先扫描"}
                          : (message_words){"it was written by an older calltone; scan once to renew it",
                                            "由旧版本的 calltone 写成，请先扫描一次以更新"});
    return version < VERSION ? upgrade(store, message) : CT_OK;
}
