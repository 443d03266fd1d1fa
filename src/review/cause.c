#include "review/cause.h"

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "review/days.h"

/* A way to divide calls besides by agent. */
typedef struct factor {
    cause_kind kind;
    size_t n_groups;  /* group 0 is the unknown */
    size_t *order;    /* calls by group, then agent */
    size_t *group_of; /* of each call */
} factor;

/* One group under one rule, on trial. */
typedef struct trial {
    cause found;
    double chance;
    bool large; /* enough to speak of */
} trial;

typedef struct trials {
    trial *list;
    size_t n;
} trials;

typedef struct work {
    const review_rows *rows;
    const int *hired;
    causes *out;
    factor line, hour;
    unsigned char *aside; /* [calls x rules]: explained by a line or an hour */
    counted *agents;      /* of the rule in hand, by agent */
    size_t *team_of;      /* of each agent, the last one */
    bool *new_agent;      /* hired less than half a year before the last day */
    trials lines, hours, people;
} work;

/* -1, not known, becomes 0. */
static size_t hour_group(const review_call *call)
{
    return (size_t)call->hour + 1;
}

static size_t line_group(const review_call *call)
{
    return call->line;
}

static bool is_aside(const work *w, size_t call, size_t rule)
{
    return w->aside[call * w->rows->n_rules + rule];
}

static void count_cell(const review_cell *cell, counted *to)
{
    to->tested += cell->state != REVIEW_UNTESTED;
    to->found += cell->state == REVIEW_FOUND;
}

static counted less(counted all, counted part)
{
    return (counted){all.found - part.found, all.tested - part.tested};
}

static void add(counted *to, counted more)
{
    to->found += more.found;
    to->tested += more.tested;
}

static bool stands_out(counted here, counted elsewhere)
{
    double share = counted_share(here), other = counted_share(elsewhere);
    return share >= CAUSE_LEAST_RATIO * other && share >= other + CAUSE_LEAST_MORE;
}

/* Calls by group, then agent, by counting (a stable sort by agent, then one by group). */
static bool sort_by(const size_t *from, const size_t *key, size_t n, size_t n_keys, size_t *to)
{
    size_t *starts = calloc(n_keys + 1, sizeof *starts);
    if (!starts)
        return false;
    for (size_t i = 0; i < n; i++)
        starts[key[i] + 1]++;
    for (size_t i = 0; i < n_keys; i++)
        starts[i + 1] += starts[i];
    for (size_t i = 0; i < n; i++)
        to[starts[key[from[i]]]++] = from[i];
    free(starts);
    return true;
}

static bool make_factor(const review_rows *rows, cause_kind kind, groups_chooser group_of, size_t n_groups, factor *out)
{
    size_t n = rows->n_calls;
    size_t *agents = malloc((n + 1) * sizeof *agents), *by_call = malloc((n + 1) * sizeof *by_call),
           *by_agent = malloc((n + 1) * sizeof *by_agent);
    *out = (factor){.kind = kind, .n_groups = n_groups};
    out->order = malloc((n + 1) * sizeof *out->order);
    out->group_of = malloc((n + 1) * sizeof *out->group_of);
    bool well = agents && by_call && by_agent && out->order && out->group_of;
    for (size_t i = 0; well && i < n; i++) {
        by_call[i] = i;
        agents[i] = rows->calls[i].agent;
        out->group_of[i] = group_of(&rows->calls[i]);
    }
    well = well && sort_by(by_call, agents, n, names_count(&rows->agents), by_agent) &&
           sort_by(by_agent, out->group_of, n, n_groups, out->order);
    free(agents);
    free(by_call);
    free(by_agent);
    return well;
}

/* Findings of each agent under a rule, calls put aside left out. */
static counted count_agents(work *w, size_t rule)
{
    counted all = {0, 0};
    memset(w->agents, 0, names_count(&w->rows->agents) * sizeof *w->agents);
    for (size_t i = 0; i < w->rows->n_calls; i++)
        if (!is_aside(w, i, rule))
            count_cell(rows_cells(w->rows, i) + rule, &w->agents[w->rows->calls[i].agent]);
    for (size_t i = 0; i < names_count(&w->rows->agents); i++)
        add(&all, w->agents[i]);
    return all;
}

/* One group of a factor: its calls from `start` to `end` of the order, agent by agent, each against the same agent's
 * other calls. */
static trial try_group(const work *w, const factor *by, size_t rule, counted all, size_t start, size_t end)
{
    paired_counts pairs = {0};
    counted here = {0, 0};
    for (size_t i = start; i < end;) {
        size_t agent = w->rows->calls[by->order[i]].agent;
        counted own = {0, 0};
        for (; i < end && w->rows->calls[by->order[i]].agent == agent; i++)
            count_cell(rows_cells(w->rows, by->order[i]) + rule, &own);
        if (agent > 0)
            counts_pair(&pairs, own, less(w->agents[agent], own));
        add(&here, own);
    }
    cause found = {.rule = rule, .kind = by->kind, .here = here, .elsewhere = less(all, here)};
    found.group = by->group_of[by->order[start]];
    bool many = pairs.n_pairs >= 2 && 2 * pairs.n_more > pairs.n_pairs;
    return (trial){found, counts_paired_chance(&pairs), many && stands_out(here, found.elsewhere)};
}

static void try_factor(const work *w, const factor *by, size_t rule, counted all, trials *to)
{
    for (size_t start = 0, end; start < w->rows->n_calls; start = end) {
        size_t group = by->group_of[by->order[start]];
        for (end = start; end < w->rows->n_calls && by->group_of[by->order[end]] == group; end++)
            continue;
        if (group > 0)
            to->list[to->n++] = try_group(w, by, rule, all, start, end);
    }
}

static bool add_cause(causes *to, cause one)
{
    cause *list = grow_list(to->list, to->n, &to->room, sizeof *list);
    if (!list)
        return false;
    to->list = list;
    to->list[to->n++] = one;
    return true;
}

/* The largest chance that may count among these, BH; -1 where none may or there is no memory. */
static double limit_of(const trials *of)
{
    double *chances = malloc((of->n + 1) * sizeof *chances);
    for (size_t i = 0; chances && i < of->n; i++)
        chances[i] = of->list[i].chance;
    double limit = chances ? counts_threshold(chances, of->n, CAUSE_FALSE_SHARE) : -1;
    free(chances);
    return limit;
}

/* Keep what stands, and put aside the calls that it explains. */
static bool keep_factor(work *w, const factor *by, const trials *of)
{
    double limit = limit_of(of);
    bool well = true;
    for (size_t i = 0; i < of->n && well; i++) {
        const trial *one = &of->list[i];
        if (one->chance > limit || !one->large)
            continue;
        well = add_cause(w->out, one->found);
        for (size_t k = 0; k < w->rows->n_calls; k++)
            if (by->group_of[k] == one->found.group)
                w->aside[k * w->rows->n_rules + one->found.rule] = 1;
    }
    return well;
}

static bool has_habit(counted own)
{
    return own.tested >= CAUSE_LEAST_CALLS && counted_share(own) >= CAUSE_HABIT &&
           statistics_share(own.found, own.tested).low >= CAUSE_SURE_HABIT;
}

/* How many agents of a group there are with calls enough, and how many with the habit. */
typedef struct habit_count {
    size_t with, judged;
} habit_count;

static void count_habit(counted own, habit_count *to)
{
    to->judged += own.tested >= CAUSE_LEAST_CALLS;
    to->with += has_habit(own);
}

static bool is_most(habit_count of)
{
    return of.judged >= CAUSE_LEAST_AGENTS && (double)of.with >= CAUSE_MOST * (double)of.judged;
}

static bool is_few(habit_count of)
{
    return (double)of.with < CAUSE_FEW * (double)of.judged;
}

/* Is the group, whoever is in it, what the habit belongs to? */
static bool judge_group(const work *w, const bool *inside, habit_count *in, habit_count *out)
{
    *in = *out = (habit_count){0, 0};
    for (size_t agent = 1; agent < names_count(&w->rows->agents); agent++)
        count_habit(w->agents[agent], inside[agent] ? in : out);
    return is_most(*in) && out->judged > 0 && is_few(*out);
}

static cause group_cause(const work *w, size_t rule, cause_kind kind, size_t group, const bool *inside)
{
    cause one = {.rule = rule, .kind = kind, .group = group};
    for (size_t agent = 0; agent < names_count(&w->rows->agents); agent++)
        add(agent > 0 && inside[agent] ? &one.here : &one.elsewhere, w->agents[agent]);
    return one;
}

/* A team or the newcomers as a whole; marks in `explained` whose habit is no longer theirs alone. */
static bool find_groups(work *w, size_t rule, bool *inside, bool *explained)
{
    habit_count in, out;
    size_t n = names_count(&w->rows->agents);
    bool well = true;
    for (size_t team = 0; team < names_count(&w->rows->teams) && well; team++) {
        for (size_t agent = 0; agent < n; agent++) /* 0 stands for the newcomers, who are no team */
            inside[agent] = team > 0 ? w->team_of[agent] == team : w->new_agent[agent];
        if (!judge_group(w, inside, &in, &out))
            continue;
        well = add_cause(w->out, group_cause(w, rule, team > 0 ? CAUSE_TEAM : CAUSE_NEWCOMERS, team, inside));
        for (size_t agent = 0; agent < n; agent++)
            explained[agent] = explained[agent] || inside[agent];
    }
    return well;
}

/* The agents who are left, each against all others. */
static void try_agents(work *w, size_t rule, counted all, const bool *explained)
{
    counted rest = all;
    for (size_t agent = 1; agent < names_count(&w->rows->agents); agent++)
        if (explained[agent])
            rest = less(rest, w->agents[agent]);
    for (size_t agent = 1; agent < names_count(&w->rows->agents); agent++) {
        counted own = w->agents[agent], others = less(rest, own);
        if (explained[agent] || own.tested < CAUSE_LEAST_CALLS)
            continue;
        cause found = {.rule = rule, .kind = CAUSE_AGENT, .group = agent, .here = own, .elsewhere = others};
        w->people.list[w->people.n++] =
            (trial){found, counts_chance(own, others), has_habit(own) && stands_out(own, others)};
    }
}

static bool find_people(work *w, size_t rule, bool *inside, bool *explained)
{
    size_t n = names_count(&w->rows->agents);
    counted all = count_agents(w, rule);
    habit_count everyone = {0, 0};
    memset(explained, 0, n * sizeof *explained);
    for (size_t agent = 1; agent < n; agent++)
        count_habit(w->agents[agent], &everyone);
    w->out->n_habits[rule] = everyone.with;
    w->out->n_judged[rule] = everyone.judged;
    if (is_most(everyone))
        return add_cause(w->out, (cause){.rule = rule, .kind = CAUSE_EVERYONE, .here = all});
    bool well = find_groups(w, rule, inside, explained);
    try_agents(w, rule, all, explained);
    return well;
}

/* The one line of an agent that nobody else works on, or 0. */
static size_t own_line(const review_rows *rows, size_t agent)
{
    size_t line = 0;
    for (size_t i = 0; i < rows->n_calls; i++) {
        if (rows->calls[i].agent != agent)
            continue;
        if (rows->calls[i].line == 0 || (line > 0 && rows->calls[i].line != line))
            return 0;
        line = rows->calls[i].line;
    }
    for (size_t i = 0; i < rows->n_calls; i++)
        if (rows->calls[i].line == line && rows->calls[i].agent != agent)
            return 0;
    return line;
}

static bool keep_people(work *w)
{
    double limit = limit_of(&w->people);
    bool well = true;
    for (size_t i = 0; i < w->people.n && well; i++) {
        cause found = w->people.list[i].found;
        if (w->people.list[i].chance > limit || !w->people.list[i].large)
            continue;
        if (own_line(w->rows, found.group) > 0)
            found.kind = CAUSE_AGENT_OR_LINE;
        well = add_cause(w->out, found);
    }
    return well;
}

static int by_rule(const void *a, const void *b)
{
    const cause *x = a, *y = b;
    if (x->rule != y->rule)
        return x->rule < y->rule ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return (x->group > y->group) - (x->group < y->group);
}

static bool prepare(work *w)
{
    const review_rows *rows = w->rows;
    size_t n = names_count(&rows->agents), width = rows->n_rules + 1;
    int last = rows->n_calls > 0 ? rows->calls[rows->n_calls - 1].day : 0;
    w->aside = calloc(rows->n_calls * rows->n_rules + 1, 1);
    w->agents = calloc(n, sizeof *w->agents);
    w->team_of = calloc(n, sizeof *w->team_of);
    w->new_agent = calloc(n, sizeof *w->new_agent);
    w->lines.list = malloc(width * names_count(&rows->lines) * sizeof *w->lines.list);
    w->hours.list = malloc(width * 25 * sizeof *w->hours.list);
    w->people.list = malloc(width * n * sizeof *w->people.list);
    w->out->n_habits = calloc(width, sizeof *w->out->n_habits);
    w->out->n_judged = calloc(width, sizeof *w->out->n_judged);
    if (!w->aside || !w->agents || !w->team_of || !w->new_agent || !w->lines.list || !w->hours.list ||
        !w->people.list || !w->out->n_habits || !w->out->n_judged)
        return false;
    for (size_t i = 0; i < rows->n_calls; i++) /* the last team stays */
        w->team_of[rows->calls[i].agent] = rows->calls[i].team;
    for (size_t agent = 1; agent < n && w->hired; agent++)
        w->new_agent[agent] = w->hired[agent] != DAYS_NONE && w->hired[agent] + CAUSE_NEWCOMER_DAYS > last;
    return make_factor(rows, CAUSE_LINE, line_group, names_count(&rows->lines), &w->line) &&
           make_factor(rows, CAUSE_HOUR, hour_group, 25, &w->hour);
}

static bool find_all(work *w)
{
    size_t n = names_count(&w->rows->agents);
    bool *inside = calloc(n, sizeof *inside), *explained = calloc(n, sizeof *explained);
    bool well = inside && explained;
    for (size_t rule = 0; rule < w->rows->n_rules && well; rule++) {
        counted all = count_agents(w, rule);
        try_factor(w, &w->line, rule, all, &w->lines);
        try_factor(w, &w->hour, rule, all, &w->hours);
    }
    well = well && keep_factor(w, &w->line, &w->lines) && keep_factor(w, &w->hour, &w->hours);
    for (size_t rule = 0; rule < w->rows->n_rules && well; rule++)
        well = find_people(w, rule, inside, explained);
    free(inside);
    free(explained);
    return well && keep_people(w);
}

bool causes_find(const review_rows *rows, const int *hired, causes *out)
{
    work w = {.rows = rows, .hired = hired, .out = out};
    *out = (causes){0};
    bool well = prepare(&w) && find_all(&w);
    if (well && out->n > 0)
        qsort(out->list, out->n, sizeof *out->list, by_rule);
    void *const parts[] = {w.aside,      w.agents,        w.team_of,    w.new_agent,  w.line.order, w.line.group_of,
                           w.hour.order, w.hour.group_of, w.lines.list, w.hours.list, w.people.list};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        free(parts[i]);
    return well;
}

void causes_free(causes *of)
{
    free(of->list);
    free(of->n_habits);
    free(of->n_judged);
    *of = (causes){0};
}
