#include "review/excerpt.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct search {
    const ct_standard *standard;
    const ct_rule *rule;
    excerpt *out;
    ct_message *message;
} search;

static bool is_finding(const ct_verdict *verdict)
{
    return verdict->outcome == CT_WARN || verdict->outcome == CT_FAIL || verdict->outcome == CT_ADVISORY;
}

/* The finding that is asked for, or the one with most points; hints, which have none, last. */
static const ct_verdict *find_verdict(const search *job, const ct_judgement *judgement)
{
    const ct_verdict *found = NULL;
    for (size_t i = 0; i < judgement->n_verdicts; i++) {
        const ct_verdict *verdict = &judgement->verdicts[i];
        if (!is_finding(verdict) || (job->rule && strcmp(verdict->rule->id, job->rule->id) != 0))
            continue;
        if (!found || verdict->points > found->points)
            found = verdict;
    }
    return found;
}

static void take_moment(excerpt *out, const ct_verdict *verdict, double duration_s)
{
    const ct_span *longest = NULL;
    for (size_t i = 0; i < verdict->n_spans; i++) {
        const ct_span *span = &verdict->spans[i];
        if (!longest || span->end_s - span->start_s > longest->end_s - longest->start_s)
            longest = span;
    }
    if (longest && !(longest->start_s <= 0 && longest->end_s >= duration_s)) {
        out->start_s = longest->start_s;
        out->end_s = longest->end_s;
    }
    out->value = verdict->has_value ? verdict->value : NAN;
}

static ct_status look(void *context, const ct_kept *kept, const ct_report *report)
{
    search *job = context;
    ct_judgement *judgement = NULL;
    snprintf(job->out->started_at, sizeof job->out->started_at, "%s",
             kept->call.started_at ? kept->call.started_at : "");
    job->out->path = strdup(kept->call.path);
    ct_status status = job->out->path ? CT_OK : CT_ERR_MEMORY;
    if (status == CT_OK && report)
        status = ct_judge(report, job->standard, NULL, &judgement);
    const ct_verdict *verdict = judgement ? find_verdict(job, judgement) : NULL;
    if (verdict) {
        job->out->rule = ct_standard_find(job->standard, verdict->rule->id);
        take_moment(job->out, verdict, report->duration_s);
    }
    ct_judgement_free(judgement);
    if (status != CT_OK)
        ct_message_set(job->message, status);
    return status;
}

ct_status excerpt_find(ct_store *store, const ct_standard *standard, int64_t number, const ct_rule *rule, excerpt *out,
                       ct_message *message)
{
    *out = (excerpt){.start_s = NAN, .end_s = NAN, .value = NAN};
    search job = {standard, rule, out, message};
    return ct_store_visit(store, &(ct_store_filter){.number = number}, look, &job, message);
}

void excerpt_free(excerpt *of)
{
    free(of->path);
    *of = (excerpt){0};
}
