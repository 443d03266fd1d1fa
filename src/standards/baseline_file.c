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

static bool refuse(loading *job, unsigned line, const char *what)
{
    job->refused = true;
    standard_complain(job->message, job->file, line, "%s", what);
    return false;
}

static bool begin_baseline(loading *job, unsigned line)
{
    if (job->seen_baseline)
        return refuse(job, line, "[baseline] stands here twice");
    job->seen_baseline = true;
    job->keys = &baseline_keys;
    job->place = job->baseline;
    return true;
}

static bool begin_usual(loading *job, const char *name, unsigned line)
{
    ct_baseline *baseline = job->baseline;
    suggestion search;
    char text[200];
    suggest_start(&search, name);
    for (size_t i = 0; ct_measure_at(i); i++)
        suggest_try(&search, ct_measure_at(i)->name);
    key_say_unknown(text, sizeof text, "measure", name, search.nearest);
    if (!ct_measure_find(name))
        return refuse(job, line, text);
    if (baseline->n_usuals == MOST_USUALS)
        return refuse(job, line, "more than 512 usual values");
    ct_usual *usual = &baseline->usuals[baseline->n_usuals++];
    *usual = (ct_usual){.measure = ct_measure_find(name), .side = CT_SIDE_CALL};
    job->keys = &usual_keys;
    job->place = usual;
    return true;
}

static bool take_item(void *context, const ini_item *item)
{
    loading *job = context;
    key_wrong wrong;
    if (item->key && !job->keys)
        return refuse(job, item->line, "a key before the first section");
    if (item->key)
        return key_take(job->keys, item, job->place, &job->written, &wrong) || refuse(job, item->line, wrong.text);
    job->written = 0;
    const char *name = ini_name_after(item->section, "usual");
    if (strcmp(item->section, "baseline") == 0)
        return begin_baseline(job, item->line);
    return name ? begin_usual(job, name, item->line)
                : refuse(job, item->line, "a baseline has [baseline] and [usual MEASURE]");
}

static ct_status read_text(loading *job, char *text, size_t size)
{
    ini_problem problem;
    if (size > TEXT_FILE_LARGEST)
        return standard_complain(job->message, job->file, 1, "too large: over 1 MB");
    if (!ini_read(text, size, take_item, job, &problem))
        return job->refused ? CT_ERR_FORMAT
                            : standard_complain(job->message, job->file, problem.line, "%s", problem.what);
    if (!job->seen_baseline)
        return standard_complain(job->message, job->file, 1, "no [baseline]: is this a baseline?");
    return CT_OK;
}

ct_status ct_baseline_load_text(const char *file, const char *text, size_t size, ct_baseline **out, ct_message *message)
{
    if (!file || !text || !out || !message)
        return CT_ERR_ARGUMENT;
    message->text[0] = '\0';
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
        snprintf(message->text, sizeof message->text, "%.200s: %s", file, ct_status_text(status));
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
        snprintf(message->text, sizeof message->text, "baseline \"%.200s\": %s", path, ct_status_text(status));
    free(text);
    return status;
}
