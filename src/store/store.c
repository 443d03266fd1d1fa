/* A store opened and closed, its transactions, and the words it has numbered. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/message.h"
#include "store/numbering.h"
#include "store/schema.h"

#define BUSY_MS 5000 /* how long another program may hold it before that is a failure */

static ct_status refuse_missing(const char *path, ct_message *message)
{
    message_say(message, "%.200s: there is no such file; scan writes one", "%.200s：没有这个文件，请先扫描生成", path);
    return CT_ERR_OPEN;
}

/* SQLite takes "" and ":memory:" for databases that end with the program, and "file:..." for an address. */
static char *name_file(const char *path)
{
    const char *before = *path == ':' || strncmp(path, "file:", 5) == 0 ? "./" : "";
    size_t size = strlen(before) + strlen(path) + 1;
    char *name = malloc(size);
    if (name)
        snprintf(name, size, "%s%s", before, path);
    return name;
}

static ct_status refuse_nameless(ct_message *message)
{
    message_put(message, (message_words){"the name of the store is empty", "数据库文件名为空"});
    return CT_ERR_OPEN;
}

static ct_status open_database(ct_store *store, ct_store_use use, ct_message *message)
{
    int flags = use == CT_STORE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    if (sqlite3_open_v2(store->path, &store->db, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        return sql_failed(store, message);
    sqlite3_extended_result_codes(store->db, 1);
    sqlite3_busy_timeout(store->db, BUSY_MS);
    ct_status status = schema_check(store, use, message);
    /* A transaction survives kill -9 at any moment; the last ones may be lost when the power goes, and are scanned
     * again. */
    static const char set_up[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON";
    if (status == CT_OK && use == CT_STORE_WRITE && sqlite3_exec(store->db, set_up, NULL, NULL, NULL) != SQLITE_OK)
        status = sql_failed(store, message);
    return status == CT_OK ? numbering_read(store, message) : status;
}

ct_status ct_store_open(const char *path, ct_store_use use, ct_store **out, ct_message *message)
{
    if (!path || !out || !message)
        return CT_ERR_ARGUMENT;
    *message = (ct_message){0};
    if (!*path)
        return refuse_nameless(message);
    ct_store *store = calloc(1, sizeof *store);
    char *copy = name_file(path);
    if (!store || !copy) {
        free(store);
        free(copy);
        ct_message_set(message, CT_ERR_MEMORY);
        return CT_ERR_MEMORY;
    }
    store->path = copy;
    bool missing = use == CT_STORE_READ && access(path, F_OK) != 0;
    ct_status status = missing ? refuse_missing(path, message) : open_database(store, use, message);
    if (status == CT_OK)
        *out = store;
    else
        ct_store_close(store);
    return status;
}

void ct_store_close(ct_store *store)
{
    if (!store)
        return;
    for (size_t i = 0; i < store->n_prepared; i++)
        sqlite3_finalize(store->prepared[i].statement);
    sqlite3_close(store->db);
    free(store->verdicts);
    word_list_forget(&store->words, 0);
    free(store->path);
    free(store);
}

ct_status ct_store_begin(ct_store *store, ct_message *message)
{
    static const char begin[] = "BEGIN IMMEDIATE";
    store->words_before = store->words.n;
    return sql_run(store, sql_of(store, begin), message);
}

/* A database goes on without its name: what is written then goes with the program. */
static ct_status check_still_there(ct_store *store, ct_message *message)
{
    int moved = 0;
    if (sqlite3_file_control(store->db, NULL, SQLITE_FCNTL_HAS_MOVED, &moved) != SQLITE_OK || !moved)
        return CT_OK;
    message_say(message, "%.200s: it was moved or deleted while it was written; run it again",
                "%.200s：写入期间该文件被移动或删除，请重新运行", store->path);
    return CT_ERR_WRITE;
}

ct_status ct_store_commit(ct_store *store, ct_message *message)
{
    static const char commit[] = "COMMIT";
    ct_status status = check_still_there(store, message);
    if (status == CT_OK)
        status = sql_run(store, sql_of(store, commit), message);
    if (status != CT_OK)
        ct_store_rollback(store);
    return status;
}

void ct_store_rollback(ct_store *store)
{
    static const char rollback[] = "ROLLBACK";
    ct_message unheard;
    if (!sqlite3_get_autocommit(store->db))
        sql_run(store, sql_of(store, rollback), &unheard);
    word_list_forget(&store->words, store->words_before);
}
