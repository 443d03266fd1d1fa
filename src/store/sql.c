#include "store/sql.h"

#include <math.h>

#include "base/message.h"

/* Codes that a person can do something about; the others speak for themselves. */
static const struct {
    int code;
    ct_status status;
    message_words words;
} causes[] = {
    {SQLITE_BUSY,
     CT_ERR_WRITE,
     {"another program is writing to it; try again when that has ended", "另一程序正在写入，请等它结束后再试"}},
    {SQLITE_LOCKED,
     CT_ERR_WRITE,
     {"another program is writing to it; try again when that has ended", "另一程序正在写入，请等它结束后再试"}},
    {SQLITE_READONLY,
     CT_ERR_WRITE,
     {"it can only be read; give it or its folder the right to be written", "只读，请开放该文件及其文件夹的写权限"}},
    {SQLITE_FULL,
     CT_ERR_WRITE,
     {"the disk is full; what was stored before is safe. Make room and run it again",
      "磁盘已满；此前的结果都在。请腾出空间后再运行"}},
    {SQLITE_CORRUPT, CT_ERR_FORMAT, {"it is damaged; put it aside and scan again", "文件已损坏，请移开后重新扫描"}},
    {SQLITE_NOTADB,
     CT_ERR_FORMAT,
     {"it is no database of calltone; name another file", "不是 calltone 的数据库，请另给文件名"}},
    {SQLITE_CANTOPEN,
     CT_ERR_OPEN,
     {"it cannot be opened; is the folder there, and may it be written?", "无法打开，请确认文件夹存在且可写"}},
    {SQLITE_NOMEM, CT_ERR_MEMORY, {"out of memory", "内存不足"}},
};

ct_status sql_failed(const ct_store *store, ct_message *message)
{
    int code = sqlite3_errcode(store->db) & 0xff;
    ct_status status = CT_ERR_READ;
    const char *own = sqlite3_errmsg(store->db);
    message_words words = {own, own};
    for (size_t i = 0; i < sizeof causes / sizeof causes[0]; i++)
        if (causes[i].code == code) {
            status = causes[i].status;
            words = causes[i].words;
        }
    message_put(message, words);
    message_before(message, "%.200s: ", "%.200s：", store->path);
    return status;
}

sqlite3_stmt *sql_of(ct_store *store, const char *text)
{
    for (size_t i = 0; i < store->n_prepared; i++)
        if (store->prepared[i].text == text) {
            sqlite3_reset(store->prepared[i].statement);
            sqlite3_clear_bindings(store->prepared[i].statement);
            return store->prepared[i].statement;
        }
    sqlite3_stmt *statement = NULL;
    if (store->n_prepared == SQL_MOST ||
        sqlite3_prepare_v3(store->db, text, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
        return NULL;
    store->prepared[store->n_prepared++] = (sql_prepared){text, statement};
    return statement;
}

ct_status sql_next(ct_store *store, sqlite3_stmt *statement, bool *row, ct_message *message)
{
    int code = statement ? sqlite3_step(statement) : SQLITE_ERROR;
    *row = code == SQLITE_ROW;
    if (code == SQLITE_ROW || code == SQLITE_DONE)
        return CT_OK;
    ct_status status = sql_failed(store, message);
    sqlite3_reset(statement);
    return status;
}

ct_status sql_run(ct_store *store, sqlite3_stmt *statement, ct_message *message)
{
    bool row = false;
    ct_status status = sql_next(store, statement, &row, message);
    if (status == CT_OK)
        sqlite3_reset(statement);
    return status;
}

ct_status sql_begin(ct_store *store, bool *own, ct_message *message)
{
    *own = sqlite3_get_autocommit(store->db);
    return *own ? ct_store_begin(store, message) : CT_OK;
}

ct_status sql_end(ct_store *store, bool own, ct_status status, ct_message *message)
{
    if (own && status == CT_OK)
        return ct_store_commit(store, message);
    if (own)
        ct_store_rollback(store);
    return status;
}

void sql_put_text(sqlite3_stmt *statement, int index, const char *text)
{
    sqlite3_bind_text(statement, index, text, -1, SQLITE_STATIC); /* NULL binds NULL */
}

void sql_put_number(sqlite3_stmt *statement, int index, double value)
{
    if (isfinite(value))
        sqlite3_bind_double(statement, index, value);
    else
        sqlite3_bind_null(statement, index);
}

double sql_number(sqlite3_stmt *statement, int column)
{
    return sqlite3_column_type(statement, column) == SQLITE_NULL ? NAN : sqlite3_column_double(statement, column);
}

const char *sql_text(sqlite3_stmt *statement, int column)
{
    return (const char *)sqlite3_column_text(statement, column);
}
