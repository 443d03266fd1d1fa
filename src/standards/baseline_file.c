/* A baseline as a file: [baseline] agent, calls; then a [usual MEASURE] each, with side, median, spread, calls. */
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/suggest.h"
#include "base/text_file.h"
#include "calltone/calltone.h"
#include "standards/ini.h"
#include "standards/keys.h"
#include "standards/loader.h"
#include "standards/usual.h"

#define MOST_USUALS 512

/* ---- out ---- */

static void write_number(FILE *out, const char *key, double value, int decimals)
{
    char text[NUMBER_SIZE];
    number_short_text(text, value, decimals);
    fprintf(out, "%s = %s\n", key, text);
}

/* A name on one line that reads back as itself. */
static void write_name(FILE *out, const char *name)
{
    for (; *name; name++)
        fputc(*name == '\n' || *name == '\r' || *name == ';' ? ' ' : *name, out);
}

static void write_usual(FILE *out, const ct_usual *usual)
{
    int decimals = ct_unit_decimals(usual->measure->unit);
    fprintf(out, "\n[usual %s]\nside = %s\n", usual->measure->name, ct_side_name(usual->side));
    write_number(out, "median", usual->median, decimals);
    write_number(out, "spread", usual->spread, decimals + 1);
    fprintf(out, "calls = %zu\n", usual->n_calls);
}

ct_status ct_baseline_write(const ct_baseline *baseline, FILE *out)
{
    if (!baseline || !out)
        return CT_ERR_ARGUMENT;
    fputs(
        "; What is usual for one agent: median and spread of each reading, made by calltone " CT_VERSION ".\n"
        "; spread = 1.4826 x median distance from the median. Made from calls, for: calltone analyze --baseline FILE\n"
        "[baseline]\n",
        out);
    if (*baseline->agent) {
        fputs("agent = ", out);
        write_name(out, baseline->agent);
        fputc('\n', out);
    }
    fprintf(out, "calls = %zu\n", baseline->n_calls);
    for (size_t i = 0; i < baseline->n_usuals; i++)
        if (baseline->usuals[i].side != CT_SIDE_CUSTOMER)
            write_usual(out, &baseline->usuals[i]);
    return fflush(out) == 0 && !ferror(out) ? CT_OK : CT_ERR_WRITE;
}

/* ---- in ---- */

typedef struct loading {
    ct_baseline *baseline;
    bool seen_baseline;
    const key_table *keys; /* of the section at hand */
    void *place;           /* which it fills */
    uint32_t written;      /* bits of the keys that stand in this section */
    const char *file;
    ct_message *message;
    bool refused;
} loading;

/* What the message says is the reason to stop. */
static bool stop(loading *job, unsigned line)
{
    job->refused = true;
    standard_place(job->message, job->file, line);
    return false;
}

static bool refuse(loading *job, unsigned line, const char *en, const char *zh)
{
    message_put(job->message, (message_words){en, zh});
    return stop(job, line);
}

static bool begin_baseline(loading *job, unsigned line)
{
    if (job->seen_baseline)
        return refuse(job, line, "[baseline] stands here twice", "[baseline] 写了两次");
    job->seen_baseline = true;
    job->keys = &baseline_keys;
    job->place = job->baseline;
    return true;
}

static bool begin_usual(loading *job, const char *name, unsigned line)
{
    ct_baseline *baseline = job->baseline;
    suggestion search;
    suggest_start(&search, name);
    for (size_t i = 0; ct_measure_at(i); i++)
        suggest_try(&search, ct_measure_at(i)->name);
    if (!ct_measure_find(name)) {
        key_say_unknown(job->message, (message_words){"measure", "指标"}, name, search.nearest);
        return stop(job, line);
    }
    if (baseline->n_usuals == MOST_USUALS)
        return refuse(job, line, "more than 512 usual values", "平时值超过 512 项");
    ct_usual *usual = &baseline->usuals[baseline->n_usuals++];
    *usual = (ct_usual){.measure = ct_measure_find(name), .side = CT_SIDE_CALL};
    job->keys = &usual_keys;
    job->place = usual;
    return true;
}

static bool take_item(void *context, const ini_item *item)
{
    loading *job = context;
    if (item->key && !job->keys)
        return refuse(job, item->line, "a key before the first section", "第一个小节之前不能有键");
    if (item->key)
        return key_take(job->keys, item, job->place, &job->written, job->message) || stop(job, item->line);
    job->written = 0;
    const char *name = ini_name_after(item->section, "usual");
    if (strcmp(item->section, "baseline") == 0)
        return begin_baseline(job, item->line);
    return name ? begin_usual(job, name, item->line)
                : refuse(job, item->line, "a baseline has [baseline] and [usual MEASURE]",
                         "基线文件只有 [baseline] 与 [usual 指标] 两种小节");
}

static ct_status read_text(loading *job, char *text, size_t size)
{
    ini_problem problem;
    if (size > TEXT_FILE_LARGEST)
        return standard_complain(job->message, job->file, 1, "too large: over 1 MB", "文件太大（超过 1 MB）");
    if (!ini_read(text, size, take_item, job, &problem)) {
        if (job->refused)
            return CT_ERR_FORMAT;
        message_put(job->message, problem.what);
        return standard_place(job->message, job->file, problem.line);
    }
    if (!job->seen_baseline)
        return standard_complain(job->message, job->file, 1, "no [baseline]: is this a baseline?",
                                 "没有 [baseline]：这是基线文件吗？");
    return CT_OK;
}

ct_status ct_baseline_load_text(const char *file, const char *text, size_t size, ct_baseline **out, ct_message *message)
{
    if (!file || !text || !out || !message)
        return CT_ERR_ARGUMENT;
    *message = (ct_message){0};
    char *copy = malloc(size + 1);
    ct_baseline *read = usual_create("", MOST_USUALS), *kept = NULL;
    ct_status status = copy && read ? CT_OK : CT_ERR_MEMORY;
    if (status == CT_OK) {
        loading job = {.baseline = read, .file = file, .message = message};
        memcpy(copy, text, size);
        status = read_text(&job, copy, size);
    }
    if (status == CT_OK && !(kept = usual_create(read->agent, read->n_usuals)))
        status = CT_ERR_MEMORY;
    if (kept) { /* the name that was read stands in the copy */
        kept->n_calls = read->n_calls;
        kept->n_usuals = read->n_usuals;
        memcpy(kept->usuals, read->usuals, read->n_usuals * sizeof *read->usuals);
        *out = kept;
    }
    if (status == CT_ERR_MEMORY)
        standard_say_status(message, file, status);
    ct_baseline_free(read);
    free(copy);
    return status;
}

ct_status ct_baseline_load(const char *path, ct_baseline **out, ct_message *message)
{
    char *text = NULL;
    size_t size = 0;
    if (!path || !out || !message)
        return CT_ERR_ARGUMENT;
    ct_status status = text_file_read(path, &text, &size);
    if (status == CT_OK)
        status = ct_baseline_load_text(path, text, size, out, message);
    else
        standard_say_status(message, path, status);
    free(text);
    return status;
}
