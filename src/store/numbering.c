#include "store/numbering.h"

ct_status numbering_read(ct_store *store, ct_message *message)
{
    static const char text[] = "SELECT number, text FROM words WHERE number >= ? ORDER BY number";
    sqlite3_stmt *statement = sql_of(store, text);
    bool row = false;
    ct_status status = CT_OK;
    sqlite3_bind_int64(statement, 1, (sqlite3_int64)store->words.n);
    while (status == CT_OK && (status = sql_next(store, statement, &row, message)) == CT_OK && row) {
        sqlite3_int64 number = sqlite3_column_int64(statement, 0);
        status = word_list_learn(&store->words, number > 0 ? (size_t)number : 0, sql_text(statement, 1));
        if (status != CT_OK)
            ct_message_set(message, status);
    }
    sqlite3_reset(statement);
    return status;
}

size_t numbering_give(ct_store *store, const char *text, ct_message *message)
{
    static const char insert[] = "INSERT OR IGNORE INTO words (text) VALUES (?)";
    size_t number = word_list_find(&store->words, text);
    if (number > 0)
        return number;
    sqlite3_stmt *statement = sql_of(store, insert);
    sql_put_text(statement, 1, text);
    if (sql_run(store, statement, message) != CT_OK || numbering_read(store, message) != CT_OK)
        return 0;
    return word_list_find(&store->words, text);
}
