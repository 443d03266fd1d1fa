#include "review/groups.h"

#include <math.h>
#include <stdlib.h>

size_t groups_agent(const review_call *call)
{
    return call->agent;
}

size_t groups_team(const review_call *call)
{
    return call->team;
}

bool groups_count(const review_rows *rows, int from, int until, groups_chooser group_of, size_t n_groups, groups *out)
{
    *out = (groups){.n_groups = n_groups, .n_rules = rows->n_rules};
    out->tallies = calloc(n_groups * rows->n_rules + 1, sizeof *out->tallies);
    out->n_calls = calloc(n_groups + 1, sizeof *out->n_calls);
    out->totals = calloc(n_groups + 1, sizeof *out->totals);
    if (!out->tallies || !out->n_calls || !out->totals) {
        groups_free(out);
        return false;
    }
    size_t end = rows_first(rows, until);
    for (size_t i = rows_first(rows, from); i < end; i++) {
        size_t group = group_of(&rows->calls[i]);
        out->n_calls[group]++;
        if (!isnan(rows->calls[i].total))
            moments_add(&out->totals[group], rows->calls[i].total);
        rows_tally(rows, i, &out->tallies[group * rows->n_rules]);
    }
    return true;
}

void groups_free(groups *of)
{
    free(of->tallies);
    free(of->n_calls);
    free(of->totals);
    *of = (groups){0};
}

tally groups_sum(const groups *of, size_t rule)
{
    tally sum = {{0, 0}, 0};
    for (size_t i = 0; i < of->n_groups; i++) {
        const tally *one = groups_tally(of, i, rule);
        sum.count.found += one->count.found;
        sum.count.tested += one->count.tested;
        sum.points += one->points;
    }
    return sum;
}

counted groups_others(const groups *of, size_t group, size_t rule)
{
    counted all = groups_sum(of, rule).count, own = groups_tally(of, group, rule)->count;
    return (counted){all.found - own.found, all.tested - own.tested};
}
