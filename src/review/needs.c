#include "review/needs.h"

#include <stdlib.h>

static int by_weight(const void *a, const void *b)
{
    const need *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight < y->weight ? 1 : -1;
    return x->rule < y->rule ? -1 : 1;
}

static double spread_of(const groups *agents, size_t rule)
{
    size_t with = 0, judged = 0;
    for (size_t agent = 1; agent < agents->n_groups; agent++) {
        counted own = groups_tally(agents, agent, rule)->count;
        judged += own.tested >= CAUSE_LEAST_CALLS;
        with += own.tested >= CAUSE_LEAST_CALLS && counted_share(own) > NEEDS_SPREAD_SHARE;
    }
    return judged > 0 ? (double)with / (double)judged : 0;
}

static void weigh(needs *of)
{
    for (size_t rule = 0; rule < of->rows->n_rules; rule++) {
        need one = {.rule = rule, .all = groups_sum(&of->agents, rule)};
        if (one.all.count.found == 0)
            continue;
        one.frequency = counted_share(one.all.count);
        one.severity = one.all.points / (double)one.all.count.found;
        one.spread = spread_of(&of->agents, rule);
        one.weight = one.frequency * one.severity * one.spread;
        while (one.first_cause < of->why.n && of->why.list[one.first_cause].rule != rule)
            one.first_cause++;
        while (one.first_cause + one.n_causes < of->why.n && of->why.list[one.first_cause + one.n_causes].rule == rule)
            one.n_causes++;
        of->list[of->n++] = one;
    }
    qsort(of->list, of->n, sizeof *of->list, by_weight);
}

bool needs_make(const review_rows *rows, int from, int until, const int *hired, needs *out)
{
    *out = (needs){.rows = rows, .from = from, .until = until};
    out->list = malloc((rows->n_rules + 1) * sizeof *out->list);
    bool well = out->list && causes_find(rows, hired, &out->why) &&
                groups_count(rows, from, until, groups_agent, names_count(&rows->agents), &out->agents);
    if (well)
        weigh(out);
    return well;
}

void needs_free(needs *of)
{
    causes_free(&of->why);
    groups_free(&of->agents);
    free(of->list);
    *of = (needs){0};
}
