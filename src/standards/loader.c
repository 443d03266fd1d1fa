/* Reads a standard in two passes: the first looks for `extend`, so that what is extended is there when the second
 * changes it. Strings of a standard point into copies of the files, which it keeps. */
#include "standards/loader.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "base/text_file.h"
#include "standards/ini.h"
#include "standards/keys.h"
#include "standards/live.h"

typedef struct loading {
    standard_store *store;
    const char *file;
    const char *extend;    /* found by the first pass */
    const key_table *keys; /* of the section at hand */
    void *place;           /* which it fills */
    uint32_t written;      /* bits of the keys that stand in this section */
    bool seen_standard;
    ct_message *message;
    ct_status status;
} loading;

ct_status standard_place(ct_message *message, const char *file, unsigned line)
{
    message_before(message, "%.100s:%u: ", "%.100s:%u：", file, line);
    return CT_ERR_FORMAT;
}

ct_status standard_complain(ct_message *message, const char *file, unsigned line, const char *en, const char *zh, ...)
{
    va_list values;
    va_start(values, zh);
    message_say_values(message, en, zh, values);
    va_end(values);
    return standard_place(message, file, line);
}

/* For a listener: what the message says is the reason to stop. */
static bool stop(loading *job, unsigned line)
{
    job->status = standard_place(job->message, job->file, line);
    return false;
}

MESSAGE_FORMAT(3, 5) static bool refuse(loading *job, unsigned line, const char *en, const char *zh, ...)
{
    va_list values;
    va_start(values, zh);
    message_say_values(job->message, en, zh, values);
    va_end(values);
    return stop(job, line);
}

static bool begin_standard(loading *job, unsigned line)
{
    if (job->seen_standard)
        return refuse(job, line, "[standard] stands here twice", "[standard] 出现了两次");
    job->seen_standard = true;
    job->keys = &standard_keys;
    job->place = &job->store->open;
    return true;
}

/* Room for one more in an array of pieces of `size`: grown by doubling. */
static bool grow(void **array, size_t n, size_t size)
{
    if (n & (n - 1)) /* there is room up to the next power of two */
        return true;
    void *larger = realloc(*array, (n ? 2 * n : 1) * size);
    if (larger)
        *array = larger;
    return larger != NULL;
}

static bool begin_again(loading *job, message_words what, const char *name, const char **file, unsigned *old,
                        unsigned line)
{
    if (*file == job->file) {
        message_say(job->message, " \"%.60s\" is written already in line %u", "“%.60s”在第 %u 行已经写过", name, *old);
        message_before_words(job->message, what);
        return stop(job, line);
    }
    *file = job->file;
    *old = line;
    return true;
}

static bool begin_dimension(loading *job, const char *name, unsigned line)
{
    ct_standard *standard = &job->store->open;
    job->keys = &dimension_keys;
    for (size_t i = 0; i < standard->n_dimensions; i++)
        if (strcmp(standard->dimensions[i].name, name) == 0) {
            ct_dimension *known = job->place = &standard->dimensions[i];
            return begin_again(job, (message_words){"dimension", "维度"}, name, &known->file, &known->line, line);
        }
    if (standard->n_dimensions == MOST_DIMENSIONS)
        return refuse(job, line, "more than 16 dimensions", "维度超过 16 个");
    if (!grow((void **)&standard->dimensions, standard->n_dimensions, sizeof(ct_dimension))) {
        job->status = CT_ERR_MEMORY;
        return false;
    }
    ct_dimension *fresh = job->place = &standard->dimensions[standard->n_dimensions++];
    *fresh =
        (ct_dimension){.name = name, .title_en = "", .title_zh = "", .weight = NAN, .file = job->file, .line = line};
    return true;
}

/* Not a number stands for what is not written yet. */
static ct_rule fresh_rule(const char *id, const char *file, unsigned line)
{
    return (ct_rule){.id = id,
                     .title_en = "",
                     .title_zh = "",
                     .document = "",
                     .clause = "",
                     .meaning_en = "",
                     .source = "",
                     .source_zh = "",
                     .side = CT_SIDE_CALL,
                     .good = {NAN, NAN},
                     .warn = {NAN, NAN},
                     .limit_warn_s = NAN,
                     .limit_fail_s = NAN,
                     .dimension = "",
                     .warn_points = NAN,
                     .advice_low_en = "",
                     .advice_low_zh = "",
                     .advice_high_en = "",
                     .advice_high_zh = "",
                     .file = file,
                     .line = line};
}

static bool begin_rule(loading *job, const char *id, unsigned line)
{
    ct_standard *standard = &job->store->open;
    job->keys = &rule_keys;
    for (size_t i = 0; i < standard->n_rules; i++)
        if (strcmp(standard->rules[i].id, id) == 0) {
            ct_rule *known = job->place = &standard->rules[i];
            return begin_again(job, (message_words){"rule", "规则"}, id, &known->file, &known->line, line);
        }
    if (standard->n_rules == MOST_RULES)
        return refuse(job, line, "more than 256 rules", "规则超过 256 条");
    if (!grow((void **)&standard->rules, standard->n_rules, sizeof(ct_rule))) {
        job->status = CT_ERR_MEMORY;
        return false;
    }
    ct_rule *fresh = job->place = &standard->rules[standard->n_rules++];
    *fresh = fresh_rule(id, job->file, line);
    return true;
}

static bool begin_live(loading *job, unsigned line)
{
    ct_live *live = job->place = &job->store->open.live;
    job->keys = &live_keys;
    return begin_again(job, (message_words){"section", "小节"}, "live", &live->file, &live->line, line);
}

static bool begin_section(loading *job, const ini_item *item)
{
    static const char *const words[] = {"standard", "dimension", "rule", "live"};
    const char *dimension = ini_name_after(item->section, "dimension"), *rule = ini_name_after(item->section, "rule");
    job->written = 0;
    if (strcmp(item->section, "standard") == 0)
        return begin_standard(job, item->line);
    if (strcmp(item->section, "live") == 0)
        return begin_live(job, item->line);
    if (dimension)
        return begin_dimension(job, dimension, item->line);
    if (rule)
        return begin_rule(job, rule, item->line);
    suggestion search;
    char word[32];
    snprintf(word, sizeof word, "%.*s", (int)strcspn(item->section, " "), item->section);
    suggest_start(&search, word);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        suggest_try(&search, words[i]);
    if (search.distance == 0)
        return refuse(job, item->line, "a section that needs a name: [dimension NAME], [rule ID]",
                      "小节缺少名称，应写 [dimension 名称] 或 [rule 编号]");
    key_say_unknown(job->message, (message_words){"section", "小节"}, item->section, search.nearest);
    return stop(job, item->line);
}

static bool take_key(loading *job, const ini_item *item)
{
    if (!job->keys)
        return refuse(job, item->line, "a key before the first section", "第一个小节之前不能有键");
    return key_take(job->keys, item, job->place, &job->written, job->message) || stop(job, item->line);
}

static bool take_item(void *context, const ini_item *item)
{
    return item->key ? take_key(context, item) : begin_section(context, item);
}

static bool look_for_extend(void *context, const ini_item *item)
{
    loading *job = context;
    if (item->key && strcmp(item->section, "standard") == 0 && strcmp(item->key, "extend") == 0)
        job->extend = item->value;
    return true;
}

/* A copy that the standard keeps: the file's name, and behind it the text. */
static char *keep(standard_store *store, const char *file, const char *text, size_t size)
{
    size_t name_size = strlen(file) + 1;
    char *copy = malloc(name_size + size + 1);
    if (!copy)
        return NULL;
    memcpy(copy, file, name_size);
    memcpy(copy + name_size, text, size);
    copy[name_size + size] = 0;
    store->texts[store->n_texts++] = copy;
    return copy;
}

/* FNV-1a, 64 bit (Fowler, Noll, Vo 1991): tells versions of a standard apart; no protection against forgery. */
static void add_to_hash(standard_store *store, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        store->hash = (store->hash ^ (unsigned char)text[i]) * 0x100000001b3u;
}

static ct_status read_pass(loading *job, char *text, size_t size, ini_listener listener)
{
    ini_problem problem;
    if (ini_read(text, size, listener, job, &problem))
        return CT_OK;
    if (job->status != CT_OK)
        return job->status;
    message_put(job->message, problem.what);
    return standard_place(job->message, job->file, problem.line);
}

static ct_status load_into(standard_store *store, const char *file, const char *text, size_t size, ct_message *message);

static ct_status load_extended(loading *job, const char *name)
{
    suggestion search;
    suggest_start(&search, name);
    for (size_t i = 0; ct_standard_shipped_name(i); i++) {
        const char *shipped = ct_standard_shipped_name(i), *source = ct_standard_shipped_text(i);
        suggest_try(&search, shipped);
        if (strcmp(shipped, name) == 0)
            return load_into(job->store, shipped, source, strlen(source), job->message);
    }
    key_say_unknown(job->message, (message_words){"standard to extend", "内置标准"}, name, search.nearest);
    return standard_place(job->message, job->file, 1);
}

/* Both passes cut the text, so the first has a copy of its own, which lasts as long as `extend` is needed. */
static ct_status load_base(loading *job, const char *text, size_t size)
{
    char *copy = malloc(size + 1);
    if (!copy)
        return CT_ERR_MEMORY;
    memcpy(copy, text, size);
    ct_status status = read_pass(job, copy, size, look_for_extend);
    if (status == CT_OK && job->extend)
        status = load_extended(job, job->extend);
    free(copy);
    return status;
}

static ct_status load_into(standard_store *store, const char *file, const char *text, size_t size, ct_message *message)
{
    loading job = {.store = store, .message = message};
    if (store->n_texts == MOST_FILES)
        return standard_complain(message, file, 1, "standards that extend each other without end",
                                 "标准之间循环引用（extend）");
    char *copy = keep(store, file, text, size);
    if (!copy)
        return CT_ERR_MEMORY;
    job.file = copy;
    ct_status status = size > TEXT_FILE_LARGEST
                           ? standard_complain(message, file, 1, "too large: over 1 MB", "文件太大（超过 1 MB）")
                           : load_base(&job, text, size);
    if (status != CT_OK)
        return status;
    add_to_hash(store, text, size);
    status = read_pass(&job, copy + strlen(copy) + 1, size, take_item);
    if (status == CT_OK && !job.seen_standard)
        status = standard_complain(message, file, 1, "no [standard]: is this a standard?",
                                   "没有 [standard] 小节，请确认这是标准文件");
    return status;
}

void standard_say_status(ct_message *message, const char *file, ct_status status)
{
    ct_message_set(message, status);
    message_before(message, "%.200s: ", "%.200s：", file);
}

static ct_status keep_source(standard_store *store, const char *file, const char *text, size_t size)
{
    char *copy = keep(store, file, text, size);
    if (!copy)
        return CT_ERR_MEMORY;
    store->open.file = copy;
    store->open.text = copy + strlen(copy) + 1;
    store->open.text_size = size;
    return CT_OK;
}

ct_status ct_standard_load_text(const char *file, const char *text, size_t size, ct_standard **out, ct_message *message)
{
    if (!file || !text || !out || !message)
        return CT_ERR_ARGUMENT;
    *message = (ct_message){0};
    standard_store *store = calloc(1, sizeof *store);
    if (!store)
        return CT_ERR_MEMORY;
    ct_standard *open = &store->open;
    open->name = open->version = open->title_en = open->title_zh = open->language = open->extend = "";
    live_set_defaults(&open->live);
    store->hash = 0xcbf29ce484222325u;
    ct_status status = load_into(store, file, text, size, message);
    if (status == CT_OK)
        status = standard_complete(open, file, message);
    if (status == CT_OK)
        status = keep_source(store, file, text, size);
    if (status != CT_OK) {
        if (!message->text[0])
            standard_say_status(message, file, status);
        ct_standard_free(open);
        return status;
    }
    snprintf(open->hash, sizeof open->hash, "%016llx", (unsigned long long)store->hash);
    *out = open;
    return CT_OK;
}

void ct_standard_free(ct_standard *standard)
{
    standard_store *store = (standard_store *)standard; /* its first field */
    if (!store)
        return;
    for (size_t i = 0; i < store->n_texts; i++)
        free(store->texts[i]);
    free(standard->rules);
    free(standard->dimensions);
    free(store);
}

ct_status ct_standard_load(const char *name_or_path, ct_standard **out, ct_message *message)
{
    suggestion search;
    char *text = NULL;
    size_t size = 0;
    if (!name_or_path || !out || !message)
        return CT_ERR_ARGUMENT;
    suggest_start(&search, name_or_path);
    for (size_t i = 0; ct_standard_shipped_name(i); i++) {
        const char *name = ct_standard_shipped_name(i), *shipped = ct_standard_shipped_text(i);
        suggest_try(&search, name);
        if (strcmp(name, name_or_path) == 0)
            return ct_standard_load_text(name, shipped, strlen(shipped), out, message);
    }
    ct_status status = text_file_read(name_or_path, &text, &size);
    if (status == CT_OK)
        status = ct_standard_load_text(name_or_path, text, size, out, message);
    else if (search.nearest)
        message_say(message, "no standard and no file \"%.200s\" (did you mean %s?)",
                    "既没有这个内置标准，也没有这个文件：“%.200s”（是否想写 %s？）", name_or_path, search.nearest);
    else
        standard_say_status(message, name_or_path, status);
    free(text);
    return status;
}
