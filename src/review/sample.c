#include "review/sample.h"

#include <math.h>
#include <stdlib.h>

#include "review/chance.h"
#include "review/days.h"

/* A call in line. Those of one agent are numbered from the first to be heard on; then all first ones come before all
 * second ones. */
typedef struct candidate {
    size_t call, agent, turn;
    double key; /* the least first */
    uint64_t draw;
} candidate;

const char *sample_order_name(int order)
{
    static const char *const words[] = {"random", "worst-first", "new-fault-first", "least-recently-heard"};
    return order >= 0 && order < 4 ? words[order] : NULL;
}

sample_news sample_news_of(const sample *of, size_t call, size_t rule)
{
    const review_cell *cell = rows_cells(of->rows, call) + rule;
    size_t agent = of->rows->calls[call].agent;
    counted before = groups_tally(&of->before, agent, rule)->count;
    if (agent == 0 || of->rows->rules[rule]->kind != CT_RULE_VERDICT || before.tested < SAMPLE_LEAST_CALLS)
        return SAMPLE_NOTHING;
    double usual = counted_share(before);
    if (cell->state == REVIEW_FOUND)
        return usual >= SAMPLE_STANDING ? SAMPLE_STANDS : SAMPLE_NEW;
    return cell->state == REVIEW_KEPT && usual >= SAMPLE_OFTEN ? SAMPLE_BETTER : SAMPLE_NOTHING;
}

static double new_points(const sample *of, size_t call)
{
    double sum = 0;
    for (size_t rule = 0; rule < of->rows->n_rules; rule++)
        if (sample_news_of(of, call, rule) == SAMPLE_NEW)
            sum += rows_cells(of->rows, call)[rule].hundredths / 100.0;
    return sum;
}

static double key_of(const sample *of, size_t call, const int *heard)
{
    const review_call *one = &of->rows->calls[call];
    switch (of->order) {
    case SAMPLE_WORST:
        return isnan(one->total) ? INFINITY : one->total;
    case SAMPLE_NEW_FAULTS:
        return -new_points(of, call);
    case SAMPLE_LEAST_HEARD:
        return heard ? heard[one->agent] : 0;
    case SAMPLE_RANDOM:
        break;
    }
    return 0;
}

static int by_key(const candidate *x, const candidate *y)
{
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->draw > y->draw) - (x->draw < y->draw);
}

static int by_agent(const void *a, const void *b)
{
    const candidate *x = a, *y = b;
    if (x->agent != y->agent)
        return x->agent < y->agent ? -1 : 1;
    return by_key(x, y);
}

static int by_turn(const void *a, const void *b)
{
    const candidate *x = a, *y = b;
    if (x->turn != y->turn)
        return x->turn < y->turn ? -1 : 1;
    return by_key(x, y);
}

/* The day's calls in the order in which they are heard. */
static candidate *line_up(const sample *of, const int *heard, size_t *n)
{
    size_t first = rows_first(of->rows, of->day), end = rows_first(of->rows, of->day + 1);
    candidate *all = malloc((end - first + 1) * sizeof *all);
    *n = 0;
    for (size_t call = first; all && call < end; call++) {
        chance draw = {of->seed + of->rows->calls[call].name}; /* a call's own: others come and go without a change */
        all[(*n)++] = (candidate){.call = call,
                                  .agent = of->rows->calls[call].agent,
                                  .key = key_of(of, call, heard),
                                  .draw = chance_next(&draw)};
    }
    if (!all || *n == 0)
        return all;
    qsort(all, *n, sizeof *all, by_agent);
    for (size_t i = 1; i < *n; i++)
        all[i].turn = all[i].agent == all[i - 1].agent ? all[i - 1].turn + 1 : 0;
    qsort(all, *n, sizeof *all, by_turn);
    return all;
}

ct_status sample_draw(ct_store *store, const review_rows *rows, int day, size_t n, sample_order order, uint64_t seed,
                      const int *heard, sample *out, ct_message *message)
{
    size_t n_calls = 0;
    *out = (sample){.rows = rows, .day = day, .order = order, .seed = seed};
    bool well =
        groups_count(rows, day - SAMPLE_BEFORE_DAYS, day, groups_agent, names_count(&rows->agents), &out->before);
    candidate *all = well ? line_up(out, heard, &n_calls) : NULL;
    out->list = calloc(n_calls + 1, sizeof *out->list);
    ct_status status = all && out->list ? CT_OK : CT_ERR_MEMORY;
    for (size_t i = 0; i < n_calls && i < n && status == CT_OK; i++) {
        sample_row *row = &out->list[out->n++];
        row->call = all[i].call;
        status = excerpt_find(store, rows->standard, rows->calls[row->call].number, NULL, &row->hear, message);
    }
    free(all);
    if (status == CT_ERR_MEMORY)
        ct_message_set(message, status);
    return status;
}

void sample_free(sample *of)
{
    for (size_t i = 0; i < of->n; i++)
        excerpt_free(&of->list[i].hear);
    free(of->list);
    groups_free(&of->before);
    *of = (sample){0};
}
