#include "review/change.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SEED 1 /* of turned signs; any would do */

typedef struct sides {
    groups before, after;
} sides;

static bool is_trained(const review_rows *rows, const size_t *team_of, size_t agent, const char *team)
{
    return !team || strcmp(names_text(&rows->teams, team_of[agent]), team) == 0;
}

static void keep_trained(const change_report *of, shifts *list, const size_t *team_of)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->n; i++)
        if (is_trained(of->rows, team_of, list->list[i].group, of->team))
            list->list[kept++] = list->list[i];
    list->n = kept;
}

static void compare_agents(change_report *of, const sides *both, const size_t *team_of)
{
    for (size_t agent = 1; agent < both->before.n_groups; agent++) {
        change_agent one = {.agent = agent,
                            .trained = is_trained(of->rows, team_of, agent, of->team),
                            .before = both->before.totals[agent],
                            .after = both->after.totals[agent]};
        if (one.before.n < CHANGE_LEAST_CALLS || one.after.n < CHANGE_LEAST_CALLS) {
            of->n_few += one.trained && one.before.n + one.after.n > 0;
            continue;
        }
        one.change = statistics_welch(&one.before, &one.after);
        of->n_trained += one.trained;
        of->agents[of->n_agents++] = one;
    }
    for (size_t i = 0; i < of->n_agents; i++)
        of->agents[i].sure = of->agents[i].change.p * (double)of->n_agents <= 0.05;
}

/* The trained agents' changes as one, and beside those of the others. */
static void compare_all(change_report *of, double *changes)
{
    moments trained = {0}, others = {0};
    size_t n = 0;
    for (size_t i = 0; i < of->n_agents; i++) {
        double change = of->agents[i].change.value;
        moments_add(of->agents[i].trained ? &trained : &others, change);
        if (of->agents[i].trained)
            changes[n++] = change;
    }
    of->all = statistics_paired(changes, n, SEED);
    of->beyond = statistics_welch(&others, &trained);
}

static change_rule compare_rule(const change_report *of, const sides *both, size_t rule, double *changes)
{
    change_rule one = {.rule = rule};
    for (size_t i = 0; i < of->n_agents; i++) {
        counted before = groups_tally(&both->before, of->agents[i].agent, rule)->count;
        counted after = groups_tally(&both->after, of->agents[i].agent, rule)->count;
        if (!of->agents[i].trained || before.tested < SHIFT_LEAST_CALLS || after.tested < SHIFT_LEAST_CALLS)
            continue;
        changes[one.n_agents++] = counted_share(after) - counted_share(before);
        one.before += counted_share(before);
        one.after += counted_share(after);
    }
    one.before /= (double)one.n_agents;
    one.after /= (double)one.n_agents;
    one.change = statistics_paired(changes, one.n_agents, SEED);
    return one;
}

static int by_size(const void *a, const void *b)
{
    double x = fabs(((const change_rule *)a)->change.value), y = fabs(((const change_rule *)b)->change.value);
    return (x < y) - (x > y);
}

static void compare_rules(change_report *of, const sides *both, double *changes, double *chances)
{
    for (size_t rule = 0; rule < of->rows->n_rules; rule++) {
        change_rule one = compare_rule(of, both, rule, changes);
        if (of->rows->rules[rule]->kind != CT_RULE_VERDICT || one.n_agents < CHANGE_LEAST_PAIRS ||
            (one.before == 0 && one.after == 0))
            continue;
        chances[of->n_rules] = one.change.p;
        of->rules[of->n_rules++] = one;
    }
    double limit = counts_threshold(chances, of->n_rules, SHIFT_FALSE_SHARE);
    for (size_t i = 0; i < of->n_rules; i++)
        of->rules[i].sure = of->rules[i].change.p <= limit;
    qsort(of->rules, of->n_rules, sizeof *of->rules, by_size);
}

bool change_make(const review_rows *rows, int day, int days, const char *team, change_report *out)
{
    size_t n = names_count(&rows->agents);
    sides both = {0};
    *out = (change_report){.rows = rows, .day = day, .days = days, .team = team};
    out->agents = malloc(n * sizeof *out->agents);
    out->rules = malloc((rows->n_rules + 1) * sizeof *out->rules);
    double *changes = malloc(n * sizeof *changes), *chances = malloc((rows->n_rules + 1) * sizeof *chances);
    size_t *team_of = calloc(n, sizeof *team_of);
    bool well = out->agents && out->rules && changes && chances && team_of &&
                groups_count(rows, day - days, day, groups_agent, n, &both.before) &&
                groups_count(rows, day, day + days, groups_agent, n, &both.after);
    well = well && shifts_find(rows, &both.before, &both.after, true, &out->better) &&
           shifts_find(rows, &both.before, &both.after, false, &out->worse);
    if (well) {
        for (size_t i = 0; i < rows->n_calls; i++) /* the last team stays */
            team_of[rows->calls[i].agent] = rows->calls[i].team;
        keep_trained(out, &out->better, team_of);
        keep_trained(out, &out->worse, team_of);
        compare_agents(out, &both, team_of);
        compare_all(out, changes);
        compare_rules(out, &both, changes, chances);
    }
    groups_free(&both.before);
    groups_free(&both.after);
    free(changes);
    free(chances);
    free(team_of);
    return well;
}

void change_free(change_report *of)
{
    free(of->better.list);
    free(of->worse.list);
    free(of->agents);
    free(of->rules);
    *of = (change_report){0};
}
