/* Calls kept: put, found again, moved, named. The table is in schema.c. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "calltone/calltone.h"
#include "store/facts.h"
#include "store/numbering.h"

/* A numberer's context. */
typedef struct word_giver {
    ct_store *store;
    ct_message *message;
    bool failed;
} word_giver;

static size_t give_word(void *context, const char *text)
{
    word_giver *giver = context;
    size_t number = giver->failed ? 0 : numbering_give(giver->store, text, giver->message);
    giver->failed = giver->failed || number == 0;
    return number;
}

static ct_status put_facts(ct_store *store, const ct_kept *kept, const ct_report *report, ct_message *message)
{
    static const char insert[] = "INSERT INTO facts (call, bytes) VALUES (?, ?)";
    word_giver giver = {.store = store, .message = message};
    packed bytes = {0};
    facts_pack(report, &kept->call, give_word, &giver, &bytes);
    ct_status status = giver.failed ? CT_ERR_WRITE : CT_OK;
    if (bytes.failed) {
        status = CT_ERR_MEMORY;
        ct_message_set(message, status);
    }
    if (status == CT_OK) {
        sqlite3_stmt *statement = sql_of(store, insert);
        sqlite3_bind_int64(statement, 1, kept->number);
        sqlite3_bind_blob64(statement, 2, bytes.bytes, bytes.size, SQLITE_STATIC);
        status = sql_run(store, statement, message);
        sqlite3_clear_bindings(statement);
    }
    free(bytes.bytes);
    return status;
}

/* What was known under these paths, also as one side of a call, goes, and all that hangs on it. The number of what
 * stood at the first path stays. */
static ct_status clear_place(ct_store *store, ct_kept *kept, ct_message *message)
{
    static const char find[] = "SELECT number FROM calls WHERE path = ?",
                      clear[] = "DELETE FROM calls WHERE path IN (?1, ?2) OR second_path IN (?1, ?2)";
    sqlite3_stmt *statement = sql_of(store, find);
    bool row = false;
    sql_put_text(statement, 1, kept->path);
    ct_status status = sql_next(store, statement, &row, message);
    if (status != CT_OK)
        return status;
    kept->number = row ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_reset(statement);
    statement = sql_of(store, clear);
    sql_put_text(statement, 1, kept->path);
    sql_put_text(statement, 2, kept->second_path);
    return sql_run(store, statement, message);
}

static ct_status put_row(ct_store *store, ct_kept *kept, ct_message *message)
{
    static const char insert[] =
        "INSERT INTO calls (number, path, second_path, size_bytes, mtime_ns, content, state, error, error_zh, id, "
        "agent,"
        " team, started_at, direction, agent_channel, ring_s, hangup_by, holds, duration_s, encoding, sample_rate_hz,"
        " line, tool_version, scanned_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " '" CT_VERSION "', strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))";
    sqlite3_stmt *statement = sql_of(store, insert);
    if (kept->number > 0)
        sqlite3_bind_int64(statement, 1, kept->number);
    sqlite3_bind_int64(statement, 4, kept->version.size_bytes);
    sqlite3_bind_int64(statement, 5, kept->version.mtime_ns);
    sqlite3_bind_int64(statement, 6, (sqlite3_int64)kept->version.content);
    const struct {
        int index;
        const char *text;
    } texts[] = {
        {2, kept->path},
        {3, kept->second_path},
        {7, kept->failed ? "failed" : "ok"},
        {8, kept->failed ? kept->failed->text : NULL},
        {9, kept->failed ? kept->failed->text_zh : NULL},
        {10, kept->call.id},
        {11, kept->call.agent},
        {12, kept->call.team},
        {13, kept->call.started_at},
        {14, kept->direction},
        {15, kept->call.agent_channel},
        {17, kept->hangup_by},
        {18, kept->holds},
        {20, kept->call.encoding},
        {22, kept->line},
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        sql_put_text(statement, texts[i].index, texts[i].text);
    sql_put_number(statement, 16, kept->ring_s);
    sql_put_number(statement, 19, kept->duration_s);
    sql_put_number(statement, 21, kept->call.sample_rate_hz > 0 ? kept->call.sample_rate_hz : NAN);
    ct_status status = sql_run(store, statement, message);
    if (status == CT_OK)
        kept->number = sqlite3_last_insert_rowid(store->db);
    return status;
}

ct_status ct_store_put_call(ct_store *store, ct_kept *kept, const ct_report *report, const ct_judgement *judgement,
                            ct_message *message)
{
    bool own = false;
    if (!store || !kept || !kept->path || !message || (!report && !kept->failed))
        return CT_ERR_ARGUMENT;
    ct_status status = sql_begin(store, &own, message);
    if (status == CT_OK)
        status = clear_place(store, kept, message);
    if (status == CT_OK)
        status = put_row(store, kept, message);
    if (status == CT_OK && report)
        status = put_facts(store, kept, report, message);
    if (status == CT_OK && judgement)
        status = ct_store_put_judgement(store, kept->number, judgement, message);
    return sql_end(store, own, status, message);
}

ct_status ct_store_find_call(ct_store *store, const char *path, ct_found *out, ct_message *message)
{
    static const char find[] = "SELECT number, size_bytes, mtime_ns, content, state = 'failed', agent_channel IS "
                               "'left', agent_channel IS 'right',"
                               " second_path IS NOT NULL FROM calls WHERE path = ?";
    sqlite3_stmt *statement = sql_of(store, find);
    bool row = false;
    sql_put_text(statement, 1, path);
    ct_status status = sql_next(store, statement, &row, message);
    if (status != CT_OK)
        return status;
    *out = (ct_found){0};
    if (row)
        *out = (ct_found){.number = sqlite3_column_int64(statement, 0),
                          .version = {.size_bytes = sqlite3_column_int64(statement, 1),
                                      .mtime_ns = sqlite3_column_int64(statement, 2),
                                      .content = (uint64_t)sqlite3_column_int64(statement, 3)},
                          .failed = sqlite3_column_int(statement, 4),
                          .agent_left = sqlite3_column_int(statement, 5),
                          .agent_right = sqlite3_column_int(statement, 6),
                          .pair = sqlite3_column_int(statement, 7)};
    sqlite3_reset(statement);
    return CT_OK;
}

ct_status ct_store_find_moved(ct_store *store, const ct_version *version,
                              bool (*is_gone)(void *context, const char *path), void *context, int64_t *number,
                              ct_message *message)
{
    static const char find[] =
        "SELECT number, path FROM calls WHERE content = ? AND size_bytes = ? AND state = 'ok' ORDER BY number";
    sqlite3_stmt *statement = sql_of(store, find);
    bool row = true;
    ct_status status = CT_OK;
    sqlite3_bind_int64(statement, 1, (sqlite3_int64)version->content);
    sqlite3_bind_int64(statement, 2, version->size_bytes);
    *number = 0;
    while (*number == 0 && status == CT_OK && row) {
        status = sql_next(store, statement, &row, message);
        if (status == CT_OK && row && is_gone(context, sql_text(statement, 1)))
            *number = sqlite3_column_int64(statement, 0);
    }
    sqlite3_reset(statement);
    return status;
}

ct_status ct_store_move_call(ct_store *store, int64_t number, const ct_kept *kept, ct_message *message)
{
    static const char clear[] =
        "DELETE FROM calls WHERE (path IN (?1, ?2) OR second_path IN (?1, ?2)) AND number <> ?3",
                      move[] = "UPDATE calls SET path = ?, second_path = ?, size_bytes = ?, mtime_ns = ?, content = ?"
                               " WHERE number = ?";
    bool own = false;
    ct_status status = sql_begin(store, &own, message);
    if (status != CT_OK)
        return status;
    sqlite3_stmt *statement = sql_of(store, clear);
    sql_put_text(statement, 1, kept->path);
    sql_put_text(statement, 2, kept->second_path);
    sqlite3_bind_int64(statement, 3, number);
    status = sql_run(store, statement, message);
    if (status == CT_OK) {
        statement = sql_of(store, move);
        sql_put_text(statement, 1, kept->path);
        sql_put_text(statement, 2, kept->second_path);
        sqlite3_bind_int64(statement, 3, kept->version.size_bytes);
        sqlite3_bind_int64(statement, 4, kept->version.mtime_ns);
        sqlite3_bind_int64(statement, 5, (sqlite3_int64)kept->version.content);
        sqlite3_bind_int64(statement, 6, number);
        status = sql_run(store, statement, message);
    }
    return sql_end(store, own, status, message);
}

ct_status ct_store_name_call(ct_store *store, int64_t number, const ct_kept *kept, ct_message *message)
{
    static const char name[] =
        "UPDATE calls SET id = coalesce(?1, id), agent = coalesce(?2, agent), team = coalesce(?3, team),"
        " started_at = coalesce(?4, started_at), direction = coalesce(?5, direction),"
        " hangup_by = coalesce(?6, hangup_by), holds = coalesce(?7, holds), line = coalesce(?8, line),"
        " ring_s = coalesce(?9, ring_s) WHERE number = ?10 AND (coalesce(?1, id) IS NOT id OR coalesce(?2, agent) IS "
        "NOT agent"
        " OR coalesce(?3, team) IS NOT team OR coalesce(?4, started_at) IS NOT started_at"
        " OR coalesce(?5, direction) IS NOT direction OR coalesce(?6, hangup_by) IS NOT hangup_by"
        " OR coalesce(?7, holds) IS NOT holds OR coalesce(?8, line) IS NOT line"
        " OR coalesce(?9, ring_s) IS NOT ring_s)";
    const char *const texts[] = {kept->call.id,   kept->call.agent, kept->call.team, kept->call.started_at,
                                 kept->direction, kept->hangup_by,  kept->holds,     kept->line};
    sqlite3_stmt *statement = sql_of(store, name);
    for (int i = 0; i < (int)(sizeof texts / sizeof texts[0]); i++)
        sql_put_text(statement, i + 1, texts[i]);
    sql_put_number(statement, 9, kept->ring_s);
    sqlite3_bind_int64(statement, 10, number);
    return sql_run(store, statement, message);
}
