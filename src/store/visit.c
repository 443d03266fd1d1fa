/* Calls read again, one after the other, with their reports. */
#include <stdio.h>
#include <stdlib.h>

#include "base/message.h"
#include "store/facts.h"
#include "store/numbering.h"
#include "store/where.h"

#define COLUMNS                                                                                                        \
    "number, path, second_path, size_bytes, mtime_ns, content, state = 'failed', error, error_zh, id, agent, team,"    \
    " started_at, direction, agent_channel, ring_s, hangup_by, holds, duration_s, encoding, sample_rate_hz,"           \
    " tool_version, scanned_at, line"
#define FACTS_COLUMN 24

/* One call at a time. */
typedef struct visiting {
    ct_store *store;
    sqlite3_stmt *statement;
    ct_store_visitor visit;
    void *context;
    ct_message *message;
    ct_message failed; /* the words of a failed call */
    char *name;        /* of a call in two files */
    ct_kept kept;
    facts facts;
} visiting;

static ct_status prepare(visiting *job, const ct_store_filter *filter)
{
    char text[1024], where[WHERE_SIZE];
    where_write(where, filter);
    snprintf(text, sizeof text, "SELECT " COLUMNS "%s FROM calls%s%s", filter->without_facts ? "" : ", facts.bytes",
             filter->without_facts ? "" : " LEFT JOIN facts ON facts.call = calls.number", where);
    if (sqlite3_prepare_v2(job->store->db, text, -1, &job->statement, NULL) != SQLITE_OK)
        return sql_failed(job->store, job->message);
    where_bind(job->statement, filter);
    return CT_OK;
}

/* "path + second_path" of two files. */
static ct_status name_pair(visiting *job)
{
    free(job->name);
    size_t size = (size_t)sqlite3_column_bytes(job->statement, 1) + (size_t)sqlite3_column_bytes(job->statement, 2) + 4;
    job->name = malloc(size);
    if (!job->name) {
        ct_message_set(job->message, CT_ERR_MEMORY);
        return CT_ERR_MEMORY;
    }
    snprintf(job->name, size, "%s + %s", job->kept.path, job->kept.second_path);
    job->kept.call.path = job->name;
    return CT_OK;
}

static ct_status read_row(visiting *job)
{
    sqlite3_stmt *s = job->statement;
    job->kept = (ct_kept){
        .number = sqlite3_column_int64(s, 0),
        .path = sql_text(s, 1),
        .second_path = sql_text(s, 2),
        .version = {sqlite3_column_int64(s, 3), sqlite3_column_int64(s, 4), (uint64_t)sqlite3_column_int64(s, 5)},
        .failed = sqlite3_column_int(s, 6) ? &job->failed : NULL,
        .call = {.path = sql_text(s, 1),
                 .id = sql_text(s, 9),
                 .agent = sql_text(s, 10),
                 .team = sql_text(s, 11),
                 .started_at = sql_text(s, 12),
                 .encoding = sql_text(s, 19),
                 .sample_rate_hz = sqlite3_column_double(s, 20),
                 .agent_channel = sql_text(s, 14)},
        .direction = sql_text(s, 13),
        .ring_s = sql_number(s, 15),
        .hangup_by = sql_text(s, 16),
        .holds = sql_text(s, 17),
        .duration_s = sql_number(s, 18),
        .tool_version = sql_text(s, 21),
        .scanned_at = sql_text(s, 22),
        .line = sql_text(s, 23),
    };
    if (job->kept.failed) {
        const char *error = sql_text(s, 7), *error_zh = sql_text(s, 8);
        message_put(&job->failed, (message_words){error ? error : "", error_zh ? error_zh : ""});
    }
    return job->kept.second_path ? name_pair(job) : CT_OK;
}

static ct_status read_facts(visiting *job)
{
    const void *bytes = sqlite3_column_blob(job->statement, FACTS_COLUMN);
    size_t size = (size_t)sqlite3_column_bytes(job->statement, FACTS_COLUMN);
    ct_status status = facts_unpack(bytes, size, &job->store->words, &job->facts);
    if (status == CT_ERR_FORMAT) { /* another program may have added words since */
        status = numbering_read(job->store, job->message);
        if (status == CT_OK)
            status = facts_unpack(bytes, size, &job->store->words, &job->facts);
    }
    if (status == CT_ERR_FORMAT)
        message_say(job->message,
                    "%.200s: the facts of call %lld (%.120s) are damaged or of another version; scan it again",
                    "%.200s：第 %lld 通（%.120s）的数据已损坏或来自其他版本，请重新扫描", job->store->path,
                    (long long)job->kept.number, job->kept.path);
    else if (status != CT_OK)
        ct_message_set(job->message, status);
    job->kept.call.notes = job->facts.notes;
    job->kept.call.notes_zh = job->facts.notes_zh;
    return status;
}

static ct_status visit_row(visiting *job, bool with_facts)
{
    ct_status status = read_row(job);
    if (status == CT_OK && with_facts && !job->kept.failed)
        status = read_facts(job);
    if (status == CT_OK)
        status = job->visit(job->context, &job->kept, job->facts.report);
    facts_free(&job->facts);
    return status;
}

ct_status ct_store_visit(ct_store *store, const ct_store_filter *filter, ct_store_visitor visit, void *context,
                         ct_message *message)
{
    static const ct_store_filter all;
    if (!store || !visit || !message)
        return CT_ERR_ARGUMENT;
    if (!filter)
        filter = &all;
    visiting job = {.store = store, .visit = visit, .context = context, .message = message};
    *message = (ct_message){0};
    bool row = true;
    ct_status status = prepare(&job, filter);
    while (status == CT_OK && row) {
        status = sql_next(store, job.statement, &row, message);
        if (status == CT_OK && row)
            status = visit_row(&job, !filter->without_facts);
    }
    sqlite3_finalize(job.statement);
    free(job.name);
    return status;
}
