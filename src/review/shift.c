#include "review/shift.h"

#include <math.h>
#include <stdlib.h>

static double size_of(const shift *of)
{
    return fabs(counted_share(of->now) - counted_share(of->before));
}

static int by_size(const void *a, const void *b)
{
    double x = size_of(a), y = size_of(b);
    return (x < y) - (x > y);
}

/* Could the findings of a pair, however they fell, be told from chance at all? Pairs that could not take no part: they
 * would only blunt the others. Gilbert, "A modified false discovery rate multiple-comparisons procedure for discrete
 * data, applied to human immunodeficiency virus genetics", JRSS C 2005. */
static bool can_tell(counted more, counted fewer)
{
    size_t k = more.found + fewer.found, most = k < more.tested ? k : more.tested;
    return counts_chance((counted){most, more.tested}, (counted){k - most, fewer.tested}) <= SHIFT_FALSE_SHARE;
}

/* Every pair with calls enough. */
static void collect(const review_rows *rows, const groups *before, const groups *now, bool better, shifts *out)
{
    for (size_t group = 1; group < now->n_groups; group++)
        for (size_t rule = 0; rule < rows->n_rules; rule++) {
            shift one = {.group = group,
                         .rule = rule,
                         .before = groups_tally(before, group, rule)->count,
                         .now = groups_tally(now, group, rule)->count};
            if (rows->rules[rule]->kind != CT_RULE_VERDICT || one.before.tested < SHIFT_LEAST_CALLS ||
                one.now.tested < SHIFT_LEAST_CALLS)
                continue;
            counted more = better ? one.before : one.now, fewer = better ? one.now : one.before;
            one.chance = counts_chance(more, fewer);
            if (can_tell(more, fewer))
                out->list[out->n++] = one;
        }
}

static double threshold_of(const shifts *all, double *chances)
{
    for (size_t i = 0; i < all->n; i++)
        chances[i] = all->list[i].chance;
    return counts_threshold(chances, all->n, SHIFT_FALSE_SHARE);
}

bool shifts_find(const review_rows *rows, const groups *before, const groups *now, bool better, shifts *out)
{
    size_t most = now->n_groups * rows->n_rules, kept = 0;
    *out = (shifts){.list = malloc((most + 1) * sizeof(shift))};
    double *chances = malloc((most + 1) * sizeof *chances);
    if (out->list && chances) {
        collect(rows, before, now, better, out);
        double limit = threshold_of(out, chances);
        for (size_t i = 0; i < out->n; i++)
            if (out->list[i].chance <= limit && size_of(&out->list[i]) >= SHIFT_LEAST)
                out->list[kept++] = out->list[i];
        out->n = kept;
        qsort(out->list, kept, sizeof *out->list, by_size);
    }
    bool well = out->list && chances;
    free(chances);
    return well;
}
