#include "review/rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "review/chance.h"
#include "review/days.h"

typedef struct reading {
    review_rows *rows;
    ct_message *message;
} reading;

static bool make_room(review_rows *rows)
{
    if (rows->n_calls < rows->room)
        return true;
    size_t room = rows->room ? 2 * rows->room : 1024;
    review_call *calls = realloc(rows->calls, room * sizeof *calls);
    if (calls)
        rows->calls = calls;
    review_cell *cells = realloc(rows->cells, room * (rows->n_rules + 1) * sizeof *cells);
    if (cells)
        rows->cells = cells;
    if (!calls || !cells)
        return false;
    rows->room = room;
    return true;
}

static review_cell cell_of(const ct_kept_verdict *verdict)
{
    review_cell cell = {.value = (float)verdict->value, .direction = verdict->direction};
    double points = verdict->outcome == CT_ADVISORY ? REVIEW_HINT_POINTS : verdict->points;
    switch (verdict->outcome) {
    case CT_PASS:
        cell.state = verdict->occasion ? REVIEW_KEPT : REVIEW_UNTESTED;
        break;
    case CT_WARN:
    case CT_FAIL:
    case CT_ADVISORY:
        cell.state = REVIEW_FOUND;
        cell.hundredths = (uint16_t)lround(100 * fmin(points, 600));
        break;
    case CT_UNMEASURED:
    case CT_LISTENER:
        cell.state = REVIEW_UNTESTED;
    }
    return cell;
}

static bool number_names(review_rows *rows, const ct_judged *judged, review_call *call)
{
    size_t agent = 0, team = 0, line = 0;
    bool well = names_number(&rows->agents, judged->agent, &agent) && names_number(&rows->teams, judged->team, &team) &&
                names_number(&rows->lines, judged->line, &line);
    call->agent = (uint32_t)agent;
    call->team = (uint32_t)team;
    call->line = (uint32_t)line;
    return well;
}

static ct_status take(void *context, const ct_judged *judged)
{
    reading *job = context;
    review_rows *rows = job->rows;
    int day = days_read(judged->started_at);
    if (day == DAYS_NONE) {
        rows->n_undated++;
        return CT_OK;
    }
    bool scored = judged->judgement.covered >= REVIEW_LEAST_COVERED;
    review_call call = {.number = judged->number,
                        .name = chance_key(0, judged->path),
                        .day = day,
                        .hour = days_read_hour(judged->started_at),
                        .total = scored ? (float)judged->judgement.total : NAN};
    if (!make_room(rows) || !number_names(rows, judged, &call)) {
        ct_message_set(job->message, CT_ERR_MEMORY);
        return CT_ERR_MEMORY;
    }
    review_cell *cells = rows->cells + rows->n_calls * rows->n_rules;
    for (size_t i = 0; i < rows->n_rules; i++) {
        size_t place = (size_t)(rows->rules[i] - rows->standard->rules);
        static const ct_kept_verdict none = {.outcome = CT_UNMEASURED, .value = NAN};
        cells[i] = cell_of(place < judged->judgement.n_verdicts ? &judged->judgement.verdicts[place] : &none);
    }
    rows->calls[rows->n_calls++] = call;
    return CT_OK;
}

static bool choose_rules(review_rows *rows)
{
    const ct_standard *standard = rows->standard;
    rows->rules = malloc((standard->n_rules + 1) * sizeof(const ct_rule *));
    for (size_t i = 0; rows->rules && i < standard->n_rules; i++)
        if (standard->rules[i].kind != CT_RULE_LISTENER)
            rows->rules[rows->n_rules++] = &standard->rules[i];
    return rows->rules != NULL;
}

typedef struct placed {
    review_call call;
    size_t place;
} placed;

static int by_day(const void *a, const void *b)
{
    const review_call *x = &((const placed *)a)->call, *y = &((const placed *)b)->call;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return (x->name > y->name) - (x->name < y->name);
}

/* Calls and their cells, by day and name: reports do not depend on the order in which calls were scanned. */
static bool sort_calls(review_rows *rows)
{
    size_t n = rows->n_calls, width = rows->n_rules;
    placed *order = malloc((n + 1) * sizeof *order);
    review_cell *cells = malloc((n * width + 1) * sizeof *cells);
    if (order && cells) {
        for (size_t i = 0; i < n; i++)
            order[i] = (placed){rows->calls[i], i};
        qsort(order, n, sizeof *order, by_day);
        for (size_t i = 0; i < n; i++) {
            rows->calls[i] = order[i].call;
            memcpy(cells + i * width, rows->cells + order[i].place * width, width * sizeof *cells);
        }
        review_cell *old = rows->cells;
        rows->cells = cells;
        cells = old;
    }
    bool well = order && cells;
    free(order);
    free(cells);
    return well || n == 0;
}

/* Names by their order and not by that of scanning, so that what ties is told apart the same way. */
static bool sort_names(review_rows *rows)
{
    size_t *agents = malloc(names_count(&rows->agents) * sizeof *agents),
           *teams = malloc(names_count(&rows->teams) * sizeof *teams),
           *lines = malloc(names_count(&rows->lines) * sizeof *lines);
    bool well = agents && teams && lines && names_sort(&rows->agents, agents) && names_sort(&rows->teams, teams) &&
                names_sort(&rows->lines, lines);
    for (size_t i = 0; well && i < rows->n_calls; i++) {
        review_call *call = &rows->calls[i];
        call->agent = (uint32_t)agents[call->agent];
        call->team = (uint32_t)teams[call->team];
        call->line = (uint32_t)lines[call->line];
    }
    free(agents);
    free(teams);
    free(lines);
    return well;
}

static ct_status count(void *context, const ct_judged *judged)
{
    ++*(size_t *)context;
    return CT_OK;
}

ct_status rows_read(ct_store *store, const ct_standard *standard, rows_filter which, review_rows *out,
                    ct_message *message)
{
    *out = (review_rows){.standard = standard};
    char first[DAYS_TEXT_SIZE], end[DAYS_TEXT_SIZE];
    days_write(first, which.from);
    days_write(end, which.until);
    ct_store_filter filter = {.team = which.team, .agent = which.agent, .from = first, .until = end};
    reading job = {out, message};
    ct_status status = choose_rules(out) ? CT_OK : CT_ERR_MEMORY;
    if (status == CT_OK)
        status = ct_store_visit_judged(store, standard, &filter, take, &job, message);
    filter = (ct_store_filter){.team = which.team, .agent = which.agent, .undated = true};
    if (status == CT_OK)
        status = ct_store_visit_judged(store, standard, &filter, count, &out->n_undated, message);
    if (status == CT_OK && (!sort_calls(out) || !sort_names(out)))
        status = CT_ERR_MEMORY;
    if (status == CT_ERR_MEMORY)
        ct_message_set(message, status);
    return status;
}

void rows_free(review_rows *rows)
{
    free(rows->rules);
    free(rows->calls);
    free(rows->cells);
    names_free(&rows->agents);
    names_free(&rows->teams);
    names_free(&rows->lines);
    *rows = (review_rows){0};
}

void rows_tally(const review_rows *rows, size_t call, tally *to)
{
    const review_cell *cells = rows_cells(rows, call);
    for (size_t i = 0; i < rows->n_rules; i++) {
        to[i].count.tested += cells[i].state != REVIEW_UNTESTED;
        to[i].count.found += cells[i].state == REVIEW_FOUND;
        to[i].points += cells[i].hundredths / 100.0;
    }
}

size_t rows_first(const review_rows *rows, int day)
{
    size_t low = 0, high = rows->n_calls;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows->calls[middle].day < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
