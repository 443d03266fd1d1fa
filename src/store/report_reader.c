/* A JSON report, read again. It takes apart what report/json.c writes, key by key; the schema is report-1.schema.json.
 * Texts are borrowed from the parsed JSON, which the stored report keeps. */
#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/message.h"
#include "calltone/store.h"
#include "store/word_list.h"

#define SCHEMA    "calltone.report/1"
#define MOST_ROWS (1u << 24) /* of readings or events; an engine keeps fewer */

typedef struct stored {
    ct_stored open; /* first: what callers see */
    json_t *json;
    const char **notes, **notes_zh;
} stored;

/* What is being read, and the first thing found wrong. */
typedef struct reading_job {
    const char *name;
    const char *place; /* "readings", "events" ... */
    size_t row;
    ct_message *message;
    ct_status status;
} reading_job;

/* Only the first complaint is kept. */
MESSAGE_FORMAT(2, 4) static void complain(reading_job *job, const char *en, const char *zh, ...)
{
    va_list values;
    if (job->status != CT_OK)
        return;
    job->status = CT_ERR_FORMAT;
    va_start(values, zh);
    message_say_values(job->message, en, zh, values);
    va_end(values);
    message_before(job->message, "%.200s: %s[%zu]: ", "%.200s：%s[%zu]：", job->name, job->place, job->row);
}

/* ---- single values; what is missing or of another type is complained of and reads as nothing ---- */

static const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key)); /* null and nothing alike */
}

static double number_of(reading_job *job, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_number(value))
        complain(job, "%s is no number", "%s 不是数", key);
    return json_number_value(value);
}

/* A number that may stand there. */
static double number_if_any(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

static bool is_false(const json_t *object, const char *key)
{
    return json_is_false(json_object_get(object, key));
}

static bool is_true(const json_t *object, const char *key)
{
    return json_is_true(json_object_get(object, key));
}

/* ---- words ---- */

static const char *side_word(int i)
{
    return ct_side_name((ct_side)i);
}

static const char *state_word(int i)
{
    return ct_state_name((ct_state)i);
}

/* Number of the word under `key` among the first `n` of a list; 0 after a complaint. */
static int word_of(reading_job *job, const json_t *object, const char *key, const char *(*word)(int), int n)
{
    const char *text = text_of(object, key);
    for (int i = 0; text && i < n; i++)
        if (word(i) && strcmp(word(i), text) == 0)
            return i;
    if (text)
        complain(job, "%s: unknown word \"%.60s\"; it may come from another version of calltone",
                 "%s：无法识别“%.60s”，可能来自另一版本的 calltone", key, text);
    else
        complain(job, "no %s", "缺少 %s", key);
    return 0;
}

static ct_side side_of(reading_job *job, const json_t *object)
{
    return (ct_side)word_of(job, object, "side", side_word, CT_SIDE_MIXED + 1);
}

/* ---- rows ---- */

/* The list under `key`, and room for its rows of `size`, one more than needed. NULL where there is none. */
static void *start_rows(reading_job *job, const json_t *object, const char *key, size_t size, const json_t **rows)
{
    *rows = json_object_get(object, key);
    job->place = key;
    job->row = 0;
    if (!json_is_array(*rows) || json_array_size(*rows) > MOST_ROWS) {
        complain(job, "not a list", "不是列表");
        return NULL;
    }
    void *room = calloc(json_array_size(*rows) + 1, size);
    if (!room)
        job->status = CT_ERR_MEMORY;
    return room;
}

/* Row by row, until something is wrong. */
static bool next_row(reading_job *job, const json_t *rows, size_t i)
{
    job->row = i;
    return job->status == CT_OK && i < json_array_size(rows);
}

static void read_health(reading_job *job, const json_t *call, ct_report *report)
{
    const json_t *rows;
    report->health = start_rows(job, call, "health", sizeof(ct_health), &rows);
    for (size_t i = 0; next_row(job, rows, i); i++) {
        const json_t *row = json_array_get(rows, i);
        report->health[report->n_health++] =
            (ct_health){.fault = (ct_fault)word_of(job, row, "fault", word_list_fault, CT_FAULTS),
                        .side = side_of(job, row),
                        .value = number_if_any(row, "value")};
    }
}

/* The value of a side is its word; what is not known has none. */
static double value_of(reading_job *job, const json_t *row, const ct_reading *reading)
{
    if (reading->state != CT_KNOWN)
        return 0;
    if (reading->info && reading->info->unit == CT_UNIT_SIDE)
        return word_of(job, row, "value", side_word, CT_SIDE_MIXED + 1);
    return number_of(job, row, "value");
}

static void read_readings(reading_job *job, const json_t *json, ct_report *report)
{
    const json_t *rows;
    report->readings = start_rows(job, json, "readings", sizeof(ct_reading), &rows);
    for (size_t i = 0; next_row(job, rows, i); i++) {
        const json_t *row = json_array_get(rows, i);
        const char *name = text_of(row, "name");
        ct_reading *reading = &report->readings[report->n_readings];
        *reading = (ct_reading){.info = name ? ct_measure_find(name) : NULL,
                                .side = side_of(job, row),
                                .state = (ct_state)word_of(job, row, "state", state_word, CT_NOT_OBSERVABLE + 1),
                                .evidence_s = number_of(job, row, "evidence_s"),
                                .reason = text_of(row, "reason")};
        if (!reading->info)
            complain(job, "unknown measure \"%.60s\"; it may come from another version of calltone",
                     "无法识别指标“%.60s”，可能来自另一版本的 calltone", name ? name : "");
        reading->value = value_of(job, row, reading);
        report->n_readings += job->status == CT_OK;
    }
}

static unsigned flags_of(const json_t *row, const json_t *detail)
{
    const char *severity = text_of(row, "severity");
    unsigned flags = 0;
    flags |= severity && strcmp(severity, "severe") == 0 ? CT_EVENT_SEVERE : 0u;
    flags |= is_true(detail, "yielded") ? CT_EVENT_YIELDED : 0u;
    flags |= is_false(detail, "announced") ? CT_EVENT_UNANNOUNCED : 0u;
    flags |= is_false(detail, "reply_heard") ? CT_EVENT_NO_REPLY : 0u;
    flags |= is_false(detail, "agent_returned") ? CT_EVENT_NO_RETURN : 0u;
    flags |= is_true(detail, "open") ? CT_EVENT_OPEN : 0u;
    return flags;
}

static void read_events(reading_job *job, const json_t *json, ct_report *report)
{
    const json_t *rows;
    report->events = start_rows(job, json, "events", sizeof(ct_event), &rows);
    for (size_t i = 0; next_row(job, rows, i); i++) {
        const json_t *row = json_array_get(rows, i), *detail = json_object_get(row, "detail");
        bool has_cause = text_of(detail, "cause") != NULL;
        report->events[report->n_events++] = (ct_event){
            .kind = (ct_event_kind)word_of(job, row, "kind", word_list_kind, CT_EVENT_KINDS),
            .side = side_of(job, row),
            .start_s = number_of(job, row, "start_s"),
            .end_s = number_of(job, row, "end_s"),
            .flags = flags_of(row, detail),
            .syllables = (int)fmin(fmax(number_if_any(detail, "syllables"), 0), 1e9),
            .speech_s = number_if_any(detail, "speech_s"),
            .level_dbfs = number_if_any(detail, "level_dbfs"),
            .cause = has_cause ? (ct_hold_cause)word_of(job, detail, "cause", word_list_cause, CT_HOLD_SILENCE + 1)
                               : CT_HOLD_NONE,
            .without_contact_s = number_if_any(detail, "without_contact_s")};
    }
    report->events_dropped = (unsigned long)fmin(fmax(number_if_any(json, "events_dropped"), 0), 1e15);
}

/* A list of texts, ended by NULL; NULL where there is none. */
static const char **read_notes(reading_job *job, const json_t *call, const char *key)
{
    const json_t *rows;
    if (!json_object_get(call, key))
        return NULL;
    const char **notes = start_rows(job, call, key, sizeof *notes, &rows);
    size_t n = 0;
    for (size_t i = 0; next_row(job, rows, i); i++)
        if (json_is_string(json_array_get(rows, i)))
            notes[n++] = json_string_value(json_array_get(rows, i));
    return notes;
}

static void read_call(reading_job *job, stored *to)
{
    const json_t *call = json_object_get(to->json, "call");
    ct_report *report = to->open.report;
    job->place = "call";
    job->row = 0;
    report->duration_s = number_of(job, call, "duration_s");
    report->channels = number_of(job, call, "channels") == 2 ? 2 : 1;
    report->mixed = json_object_get(json_object_get(to->json, "sides"), "mixed");
    report->finished = is_true(call, "finished");
    to->notes = read_notes(job, call, "notes");
    to->notes_zh = read_notes(job, call, "notes_zh");
    read_health(job, call, report);
    to->open.call = (ct_call){.path = text_of(call, "path"),
                              .id = text_of(call, "id"),
                              .agent = text_of(call, "agent"),
                              .team = text_of(call, "team"),
                              .started_at = text_of(call, "started_at"),
                              .encoding = text_of(call, "encoding"),
                              .sample_rate_hz = number_if_any(call, "sample_rate_hz"),
                              .agent_channel = text_of(call, "agent_channel"),
                              .notes = to->notes,
                              .notes_zh = to->notes_zh};
}

static void read_report(reading_job *job, stored *to)
{
    const char *schema = text_of(to->json, "schema");
    if (!schema || strcmp(schema, SCHEMA) != 0) {
        job->status = CT_ERR_FORMAT;
        message_say(job->message, "%.200s: no report of calltone (schema \"" SCHEMA "\" is needed)",
                    "%.200s：不是 calltone 的报告（应为 schema \"" SCHEMA "\"）", job->name);
        return;
    }
    to->open.report = calloc(1, sizeof *to->open.report);
    if (!to->open.report) {
        job->status = CT_ERR_MEMORY;
        return;
    }
    read_call(job, to);
    read_readings(job, to->json, to->open.report);
    read_events(job, to->json, to->open.report);
}

/* True at the end of a stream, but for white space. */
static bool at_end(FILE *in)
{
    int c;
    do
        c = getc(in);
    while (c != EOF && isspace(c));
    return c == EOF || ungetc(c, in) == EOF;
}

static ct_status say(ct_message *message, ct_status status, const char *name)
{
    ct_message_set(message, status);
    message_before(message, "%.200s: ", "%.200s：", name);
    return status;
}

ct_status ct_stored_read(FILE *in, const char *name, ct_stored **out, ct_message *message)
{
    if (!in || !name || !out || !message)
        return CT_ERR_ARGUMENT;
    *message = (ct_message){0};
    if (at_end(in)) {
        if (ferror(in))
            return say(message, CT_ERR_READ, name);
        *out = NULL;
        return CT_OK;
    }
    json_error_t wrong;
    stored *to = calloc(1, sizeof *to);
    if (!to)
        return say(message, CT_ERR_MEMORY, name);
    to->json = json_loadf(in, JSON_DISABLE_EOF_CHECK | JSON_REJECT_DUPLICATES, &wrong);
    if (!to->json) {
        free(to);
        if (ferror(in))
            return say(message, CT_ERR_READ, name);
        message_say(message, "%.200s: no JSON: line %d, column %d: %.160s",
                    "%.200s：不是 JSON：第 %d 行第 %d 列：%.160s", name, wrong.line, wrong.column, wrong.text);
        return CT_ERR_FORMAT;
    }
    reading_job job = {.name = name, .message = message};
    read_report(&job, to);
    if (job.status == CT_OK) {
        *out = &to->open;
        return CT_OK;
    }
    ct_stored_free(&to->open);
    return job.status == CT_ERR_FORMAT ? job.status : say(message, job.status, name);
}

void ct_stored_free(ct_stored *open)
{
    stored *whole = (stored *)open; /* its first field */
    if (!whole)
        return;
    ct_report_free(open->report);
    free(whole->notes);
    free(whole->notes_zh);
    json_decref(whole->json);
    free(whole);
}
