#include "cli/rescore_store.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "calltone/store.h"
#include "cli/output.h"
#include "cli/reporting.h"

#define CALLS_AT_ONCE 2000 /* a transaction's: some tenths of a second, so that a scan at work waits no longer */

/* What a call came off with before, and now. */
enum { NEVER, PASS, WARN, FAIL, GRADES };

typedef struct rescoring {
    ct_lang lang;
    ct_store *store;
    ct_standard *standard;
    size_t counts[GRADES][GRADES]; /* from, to */
    size_t n, n_piece;
    int64_t last; /* number of the call judged last */
    ct_message message;
} rescoring;

static size_t grade_of(ct_outcome worst)
{
    return worst == CT_FAIL ? FAIL : worst == CT_WARN ? WARN : PASS;
}

static ct_status judge_call(void *context, const ct_kept *kept, const ct_report *report)
{
    rescoring *job = context;
    ct_judgement *judgement = NULL;
    ct_last_judgement before;
    bool found = false;
    ct_status status = ct_store_read_last(job->store, kept->number, &found, &before, &job->message);
    if (status == CT_OK && (status = ct_judge(report, job->standard, NULL, &judgement)) != CT_OK)
        ct_message_set(&job->message, status);
    if (status == CT_OK)
        status = ct_store_put_judgement(job->store, kept->number, judgement, &job->message);
    if (status == CT_OK) {
        job->counts[found ? grade_of(before.worst) : NEVER][grade_of(ct_judgement_worst(judgement))]++;
        job->last = kept->number;
        job->n_piece++;
    }
    ct_judgement_free(judgement);
    return status;
}

/* The next calls, in a transaction of their own. */
static ct_status judge_piece(rescoring *job)
{
    const ct_store_filter filter = {.after = job->last, .most = CALLS_AT_ONCE};
    ct_message visit = {0};
    job->n_piece = 0;
    ct_status status = ct_store_begin(job->store, &job->message);
    if (status != CT_OK)
        return status;
    status = ct_store_visit(job->store, &filter, judge_call, job, &visit);
    if (*visit.text)
        job->message = visit;
    if (status == CT_OK)
        return ct_store_commit(job->store, &job->message);
    ct_store_rollback(job->store);
    return status;
}

static ct_status judge_all(rescoring *job)
{
    bool shown = isatty(STDERR_FILENO);
    ct_status status = ct_store_put_standard(job->store, job->standard, &job->message);
    do {
        if (status == CT_OK)
            status = judge_piece(job);
        job->n += status == CT_OK ? job->n_piece : 0;
        if (shown)
            fprintf(stderr, job->lang == CT_LANG_ZH ? "\r已评判 %zu 通" : "\r%zu calls judged", job->n);
    } while (status == CT_OK && job->n_piece == CALLS_AT_ONCE);
    if (shown)
        fputs("\r\033[K", stderr);
    return status;
}

static void write_changes(const rescoring *job, FILE *out)
{
    static const char *const names_zh[GRADES] = {"未评判", "合格", "警告", "不合格"};
    static const char *const names_en[GRADES] = {"not judged", "pass", "warn", "fail"};
    bool zh = job->lang == CT_LANG_ZH;
    const char *const *names = zh ? names_zh : names_en;
    size_t same = 0;
    fprintf(out, zh ? "已按 %s（版本 %s）评判，共 %zu 通\n" : "%s, version %s: %zu calls judged\n", job->standard->name,
            job->standard->version, job->n);
    for (size_t from = 0; from < GRADES; from++)
        for (size_t to = 0; to < GRADES; to++) {
            if (from == to)
                same += job->counts[from][to];
            else if (job->counts[from][to] > 0)
                fprintf(out, "%8zu  %s -> %s\n", job->counts[from][to], names[from], names[to]);
        }
    fprintf(out, "%8zu  %s\n", same, zh ? "结果不变" : "as before");
}

/* A shipped one or a file; else one that the store has. */
static ct_status find_standard(rescoring *job, const char *name)
{
    ct_message message;
    ct_status status = ct_standard_load(name ? name : DEFAULT_STANDARD, &job->standard, &job->message);
    if (status == CT_ERR_OPEN && ct_store_load_standard(job->store, name, &job->standard, &message) == CT_OK)
        status = CT_OK;
    return status;
}

int rescore_store(const cli_args *args, const char *path, const char *name)
{
    rescoring job = {.lang = args->lang};
    cli_output out;
    bool told = true;
    ct_status status = ct_store_open(path, CT_STORE_WRITE, &job.store, &job.message);
    if (status == CT_OK)
        status = find_standard(&job, name);
    if (status == CT_OK)
        status = judge_all(&job);
    if (status == CT_OK) {
        output_start(&out, NULL, args->lang);
        if (output_file(&out))
            write_changes(&job, out.file);
        told = output_write(&out, "", 0);
        told = output_end(&out) && told;
    } else {
        cli_say(args->lang, "%s", "%s", ct_message_text(&job.message, args->lang));
    }
    ct_standard_free(job.standard);
    ct_store_close(job.store);
    return status == CT_OK && told ? EXIT_FINE : EXIT_FAILED;
}
