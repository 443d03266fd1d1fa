#include "review/brief.h"

#include <math.h>
#include <stdlib.h>

#include "review/figure.h"

#define LEAST_MODEL_CALLS 10 /* of who is named as a model. Default */

int brief_from(int day)
{
    return day + 1 - BRIEF_RECENT_DAYS - BRIEF_BEFORE_DAYS;
}

static size_t agents_with(const groups *counts, size_t rule)
{
    size_t n = 0;
    for (size_t i = 0; i < counts->n_groups; i++)
        n += groups_tally(counts, i, rule)->count.found > 0;
    return n;
}

/* Where the most was lost, and by more than one: what a whole team can talk about. */
static void choose_faults(brief *of)
{
    const groups *day = &of->day_counts;
    for (size_t rule = 0; rule < day->n_rules; rule++) {
        brief_fault fault = {.rule = rule, .all = groups_sum(day, rule), .n_agents = agents_with(day, rule)};
        if (of->rows->rules[rule]->kind != CT_RULE_VERDICT || fault.all.points <= 0 || fault.n_agents < 2)
            continue;
        size_t place = of->n_faults;
        while (place > 0 && of->faults[place - 1].all.points < fault.all.points)
            place--;
        if (place == BRIEF_MOST_FAULTS)
            continue;
        of->n_faults += of->n_faults < BRIEF_MOST_FAULTS;
        for (size_t i = of->n_faults - 1; i > place; i--)
            of->faults[i] = of->faults[i - 1];
        of->faults[place] = fault;
    }
}

/* The day's call that missed a rule by most. */
static const review_call *clearest(const brief *of, size_t rule, int *direction)
{
    const review_call *found = NULL;
    double most = -1, farthest = -INFINITY;
    size_t end = rows_first(of->rows, of->day + 1);
    for (size_t i = rows_first(of->rows, of->day); i < end; i++) {
        const review_cell *cell = rows_cells(of->rows, i) + rule;
        double far = isnan(cell->value) ? 0 : (double)cell->value * (cell->direction < 0 ? -1 : 1);
        if (cell->state != REVIEW_FOUND || cell->hundredths < most || (cell->hundredths == most && far <= farthest))
            continue;
        found = &of->rows->calls[i];
        most = cell->hundredths;
        farthest = far;
        *direction = cell->direction;
    }
    return found;
}

/* The agent of whom it is surest that findings are rare, if they are rarer than among the others. */
static void choose_model(const groups *late, size_t rule, brief_model *out)
{
    double least = 1;
    for (size_t agent = 1; agent < late->n_groups; agent++) {
        counted own = groups_tally(late, agent, rule)->count;
        double at_most = statistics_share(own.found, own.tested).high;
        if (own.tested < LEAST_MODEL_CALLS || at_most >= least ||
            at_most >= counted_share(groups_others(late, agent, rule)))
            continue;
        least = at_most;
        out->agent = agent;
        out->count = own;
    }
}

/* The model's call to hear: kept the rule, of the latest day that has one, with the best score of that day. */
static const review_call *call_of_model(const brief *of, size_t rule, size_t agent)
{
    const review_call *found = NULL;
    for (size_t i = of->rows->n_calls; i-- > 0;) {
        const review_call *call = &of->rows->calls[i];
        if (call->agent != agent || rows_cells(of->rows, i)[rule].state != REVIEW_KEPT || isnan(call->total))
            continue;
        if (found && call->day < found->day)
            break;
        if (!found || call->total > found->total)
            found = call;
    }
    return found;
}

static ct_status hear(ct_store *store, const brief *of, const review_call *call, size_t rule, excerpt *out,
                      ct_message *message)
{
    const review_rows *rows = of->rows;
    return call ? excerpt_find(store, rows->standard, call->number, rows->rules[rule], out, message) : CT_OK;
}

static ct_status illustrate(ct_store *store, brief *of, const groups *late, ct_message *message)
{
    ct_status status = CT_OK;
    for (size_t i = 0; i < of->n_faults && status == CT_OK; i++) {
        brief_fault *fault = &of->faults[i];
        status = hear(store, of, clearest(of, fault->rule, &fault->direction), fault->rule, &fault->hear, message);
        choose_model(late, fault->rule, &fault->model);
        if (status == CT_OK && fault->model.agent > 0)
            status = hear(store, of, call_of_model(of, fault->rule, fault->model.agent), fault->rule,
                          &fault->model.hear, message);
    }
    return status;
}

static ct_status choose_best(ct_store *store, brief *of, ct_message *message)
{
    const review_call *best = NULL;
    size_t end = rows_first(of->rows, of->day + 1), n = 0;
    double *totals = malloc((end + 1) * sizeof *totals);
    if (!totals)
        return CT_ERR_MEMORY;
    for (size_t i = rows_first(of->rows, of->day); i < end; i++) {
        const review_call *call = &of->rows->calls[i];
        of->n_calls++;
        if (isnan(call->total))
            continue;
        totals[n++] = call->total;
        if (call->agent > 0 && (!best || call->total > best->total))
            best = call;
    }
    of->median = statistics_median(totals, n);
    free(totals);
    if (!best)
        return CT_OK;
    of->best_agent = best->agent;
    of->best_total = best->total;
    return excerpt_find(store, of->rows->standard, best->number, NULL, &of->best, message);
}

static size_t agents_of(const groups *counts)
{
    size_t n = 0;
    for (size_t i = 1; i < counts->n_groups; i++)
        n += counts->n_calls[i] > 0;
    return n;
}

ct_status brief_make(ct_store *store, const review_rows *rows, int day, brief *out, ct_message *message)
{
    size_t n_agents = names_count(&rows->agents);
    int recent = day + 1 - BRIEF_RECENT_DAYS;
    groups before = {0}, now = {0}, late = {0};
    *out = (brief){.rows = rows, .day = day};
    bool well = groups_count(rows, day, day + 1, groups_agent, n_agents, &out->day_counts) &&
                groups_count(rows, brief_from(day), recent, groups_agent, n_agents, &before) &&
                groups_count(rows, recent, day + 1, groups_agent, n_agents, &now) &&
                groups_count(rows, day + 1 - BRIEF_BEFORE_DAYS, day + 1, groups_agent, n_agents, &late) &&
                shifts_find(rows, &before, &now, true, &out->better) &&
                shifts_find(rows, &before, &now, false, &out->worse);
    ct_status status = well ? choose_best(store, out, message) : CT_ERR_MEMORY;
    if (status == CT_OK) {
        out->n_agents = agents_of(&out->day_counts);
        choose_faults(out);
        status = illustrate(store, out, &late, message);
    }
    if (status == CT_ERR_MEMORY)
        ct_message_set(message, status);
    groups_free(&before);
    groups_free(&now);
    groups_free(&late);
    return status;
}

void brief_free(brief *of)
{
    for (size_t i = 0; i < of->n_faults; i++) {
        excerpt_free(&of->faults[i].hear);
        excerpt_free(&of->faults[i].model.hear);
    }
    excerpt_free(&of->best);
    groups_free(&of->day_counts);
    free(of->better.list);
    free(of->worse.list);
    *of = (brief){0};
}
