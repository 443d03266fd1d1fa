/* Standards and what calls were judged by them. A verdict takes a byte and its value: enough for statistics over years;
 * limits, clauses and seconds come from judging the facts again. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "store/judgements.h"
#include "store/packed.h"

#define VALUE_DECIMALS  5 /* the most that any unit has */
#define POINTS_DECIMALS 2

/* The byte of a verdict: outcome, and above it ... */
enum { TOO_LOW = 1u << 3, TOO_HIGH = 1u << 4, HAS_VALUE = 1u << 5, HAS_POINTS = 1u << 6, NO_OCCASION = 1u << 7 };
#define OUTCOME_BITS 7u

static void pack_verdict(const ct_verdict *verdict, packed *out)
{
    bool has_value = verdict->has_value && isfinite(verdict->value);
    packed_put(out, (unsigned)verdict->outcome | (verdict->direction < 0 ? TOO_LOW : 0u) |
                        (verdict->direction > 0 ? TOO_HIGH : 0u) | (has_value ? HAS_VALUE : 0u) |
                        (verdict->points != 0 ? HAS_POINTS : 0u) |
                        (verdict->outcome == CT_PASS && verdict->reason ? NO_OCCASION : 0u));
    if (has_value)
        packed_put_figure(out, verdict->value, VALUE_DECIMALS);
    if (verdict->points != 0)
        packed_put_figure(out, verdict->points, POINTS_DECIMALS);
}

static ct_kept_verdict unpack_verdict(unpacking *from)
{
    unsigned about = (unsigned)packed_take_below(from, 255);
    ct_kept_verdict verdict = {.outcome = (ct_outcome)(about & OUTCOME_BITS),
                               .direction = about & TOO_LOW    ? -1
                                            : about & TOO_HIGH ? 1
                                                               : 0,
                               .occasion = !(about & NO_OCCASION),
                               .value = NAN};
    if (about & HAS_VALUE)
        verdict.value = packed_take_figure(from, VALUE_DECIMALS);
    if (about & HAS_POINTS)
        verdict.points = packed_take_figure(from, POINTS_DECIMALS);
    return verdict;
}

ct_status ct_store_put_standard(ct_store *store, const ct_standard *standard, ct_message *message)
{
    static const char insert[] = "INSERT INTO standards (name, version, hash, file, text, put)"
                                 " VALUES (?, ?, ?, ?, ?, (SELECT coalesce(max(put), 0) + 1 FROM standards))"
                                 " ON CONFLICT (hash) DO UPDATE SET put = excluded.put"
                                 " WHERE put < (SELECT max(put) FROM standards)";
    if (!store || !standard || !message)
        return CT_ERR_ARGUMENT;
    sqlite3_stmt *statement = sql_of(store, insert);
    sql_put_text(statement, 1, standard->name);
    sql_put_text(statement, 2, standard->version);
    sql_put_text(statement, 3, standard->hash);
    sql_put_text(statement, 4, standard->file);
    sqlite3_bind_blob64(statement, 5, standard->text, standard->text_size, SQLITE_STATIC);
    return sql_run(store, statement, message);
}

/* The standard of the row at which the statement stands. */
static ct_status load_row(ct_store *store, sqlite3_stmt *statement, ct_standard **out, ct_message *message)
{
    const char *text = sqlite3_column_blob(statement, 2);
    ct_standard *standard = NULL;
    ct_status status = ct_standard_load_text(sql_text(statement, 1), text ? text : "",
                                             (size_t)sqlite3_column_bytes(statement, 2), &standard, message);
    if (status != CT_OK)
        return status;
    if (strcmp(standard->hash, sql_text(statement, 0)) != 0) {
        message_say(message,
                    "%.200s: the standard %.60s extends a shipped one that has changed since; rescore with --standard",
                    "%.200s：标准 %.60s 所扩展的内置标准已有变化，请用 rescore --standard 重新评判", store->path,
                    standard->name);
        ct_standard_free(standard);
        return CT_ERR_FORMAT;
    }
    *out = standard;
    return CT_OK;
}

ct_status ct_store_load_standard(ct_store *store, const char *name, ct_standard **out, ct_message *message)
{
    static const char find[] = "SELECT hash, file, text FROM standards WHERE ?1 IS NULL OR name = ?1"
                               " ORDER BY put DESC LIMIT 1";
    bool row = false;
    if (!store || !out || !message)
        return CT_ERR_ARGUMENT;
    sqlite3_stmt *statement = sql_of(store, find);
    sql_put_text(statement, 1, name);
    ct_status status = sql_next(store, statement, &row, message);
    if (status != CT_OK)
        return status;
    if (row) {
        status = load_row(store, statement, out, message);
    } else {
        status = CT_ERR_OPEN;
        message_say(message, "%.200s: no call in it was judged by %.60s; run rescore with that standard",
                    "%.200s：其中没有按 %.60s 评判过的通话，请先用 rescore 评判", store->path,
                    name ? name : "any standard");
    }
    sqlite3_reset(statement);
    return status;
}

ct_status ct_store_put_judgement(ct_store *store, int64_t number, const ct_judgement *judgement, ct_message *message)
{
    static const char insert[] =
        "INSERT OR REPLACE INTO judgements (call, standard, worst, total, weighted, covered, outcomes, judged_at)"
        " VALUES (?, (SELECT number FROM standards WHERE hash = ?), ?, ?, ?, ?, ?,"
        " strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))";
    packed bytes = {0};
    if (!store || !judgement || !message)
        return CT_ERR_ARGUMENT;
    for (size_t i = 0; i < judgement->n_verdicts; i++)
        pack_verdict(&judgement->verdicts[i], &bytes);
    if (bytes.failed) {
        free(bytes.bytes);
        ct_message_set(message, CT_ERR_MEMORY);
        return CT_ERR_MEMORY;
    }
    sqlite3_stmt *statement = sql_of(store, insert);
    sqlite3_bind_int64(statement, 1, number);
    sql_put_text(statement, 2, judgement->standard->hash);
    sql_put_text(statement, 3, ct_outcome_name(ct_judgement_worst(judgement)));
    sql_put_number(statement, 4, judgement->total);
    sql_put_number(statement, 5, judgement->weighted);
    sql_put_number(statement, 6, judgement->covered_weight);
    sqlite3_bind_blob64(statement, 7, bytes.bytes ? bytes.bytes : (const void *)"", bytes.size, SQLITE_STATIC);
    ct_status status = sql_run(store, statement, message);
    sqlite3_clear_bindings(statement);
    free(bytes.bytes);
    return status;
}

static ct_outcome outcome_of(const char *word)
{
    int i = CT_PASS;
    while (word && i < CT_ADVISORY && strcmp(ct_outcome_name((ct_outcome)i), word) != 0)
        i++;
    return (ct_outcome)i;
}

/* Every verdict takes a byte or more. */
static ct_status unpack_verdicts(ct_store *store, unpacking from, ct_kept_judgement *out, ct_message *message)
{
    size_t n = 0;
    ct_kept_verdict *verdicts = realloc(store->verdicts, ((size_t)(from.end - from.at) + 1) * sizeof *verdicts);
    if (!verdicts) {
        ct_message_set(message, CT_ERR_MEMORY);
        return CT_ERR_MEMORY;
    }
    store->verdicts = verdicts;
    while (from.at < from.end)
        verdicts[n++] = unpack_verdict(&from);
    out->verdicts = verdicts;
    out->n_verdicts = n;
    if (!from.failed)
        return CT_OK;
    message_say(message, "%.200s: a judgement in it is damaged; rescore it", "%.200s：其中的评判结果已损坏，请重新评判",
                store->path);
    return CT_ERR_FORMAT;
}

ct_status judgement_read(ct_store *store, sqlite3_stmt *statement, int column, ct_kept_judgement *out,
                         ct_message *message)
{
    *out = (ct_kept_judgement){.worst = outcome_of(sql_text(statement, column)),
                               .total = sql_number(statement, column + 1),
                               .weighted = sql_number(statement, column + 2),
                               .covered = sql_number(statement, column + 3)};
    const unsigned char *bytes = sqlite3_column_blob(statement, column + 4);
    unpacking from = {bytes, bytes + sqlite3_column_bytes(statement, column + 4), false};
    return unpack_verdicts(store, from, out, message);
}

ct_status ct_store_read_judgement(ct_store *store, int64_t number, const ct_standard *standard, bool *found,
                                  ct_kept_judgement *out, ct_message *message)
{
    static const char find[] = "SELECT " JUDGEMENT_COLUMNS " FROM judgements WHERE call = ?"
                               " AND standard = (SELECT number FROM standards WHERE hash = ?)";
    if (!store || !standard || !found || !out || !message)
        return CT_ERR_ARGUMENT;
    sqlite3_stmt *statement = sql_of(store, find);
    sqlite3_bind_int64(statement, 1, number);
    sql_put_text(statement, 2, standard->hash);
    ct_status status = sql_next(store, statement, found, message);
    if (status != CT_OK || !*found)
        return status;
    status = judgement_read(store, statement, 0, out, message);
    sqlite3_reset(statement);
    return status;
}

ct_status ct_store_read_last(ct_store *store, int64_t number, bool *found, ct_last_judgement *out, ct_message *message)
{
    static const char find[] = "SELECT worst, total FROM judgements JOIN standards ON standards.number = standard"
                               " WHERE call = ? ORDER BY judged_at DESC, put DESC LIMIT 1";
    if (!store || !found || !out || !message)
        return CT_ERR_ARGUMENT;
    sqlite3_stmt *statement = sql_of(store, find);
    sqlite3_bind_int64(statement, 1, number);
    ct_status status = sql_next(store, statement, found, message);
    if (status != CT_OK || !*found)
        return status;
    *out = (ct_last_judgement){.worst = outcome_of(sql_text(statement, 0)), .total = sql_number(statement, 1)};
    sqlite3_reset(statement);
    return CT_OK;
}
