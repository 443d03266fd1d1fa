#include "who/roster.h"

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "who/field.h"
#include "who/pool.h"
#include "who/sheet.h"

enum { AGENT, TEAM, HIRED, NAME, COLUMNS };

typedef struct roster_row {
    ct_agent agent;
    unsigned line;
} roster_row;

struct who_roster {
    roster_row *rows; /* while it is read */
    size_t n, room;
    ct_agent *agents; /* by agent */
    pool texts;
};

static ct_status out_of_memory(ct_message *message)
{
    ct_message_set(message, CT_ERR_MEMORY);
    return CT_ERR_MEMORY;
}

/* The text of a column in the form that is kept; NULL where it is empty. */
static ct_status read_cell(who_roster *r, const sheet *s, size_t column, const char **out, ct_message *message)
{
    static const message_words a_day = {"must be a date as in 2026-11-24", "应为日期，如 2026-11-24"};
    static const who_field like[COLUMNS] = {WHO_AGENT, WHO_TEAM, WHO_STARTED_AT, WHO_AGENT};
    char text[WHO_TEXT_BYTES];
    message_words expected;
    if (!field_read(like[column], sheet_cell(s, column), text, &expected))
        return sheet_refuse(s, column, column == HIRED ? a_day : expected, message);
    if (column == HIRED)
        text[strcspn(text, "T")] = '\0';
    if (!*text)
        return CT_OK;
    *out = pool_keep(&r->texts, text);
    return *out ? CT_OK : out_of_memory(message);
}

static ct_status add_row(who_roster *r, const sheet *s, ct_message *message)
{
    static const message_words an_agent = {"must say who it is", "应填写座席"};
    roster_row *rows = grow_list(r->rows, r->n, &r->room, sizeof *rows);
    if (!rows)
        return out_of_memory(message);
    r->rows = rows;
    roster_row *row = &r->rows[r->n];
    *row = (roster_row){.line = s->csv.line};
    const char **const cells[COLUMNS] = {&row->agent.agent, &row->agent.team, &row->agent.hired, &row->agent.name};
    ct_status status = CT_OK;
    for (size_t i = 0; status == CT_OK && i < COLUMNS; i++)
        status = read_cell(r, s, i, cells[i], message);
    if (status == CT_OK && !row->agent.agent)
        status = sheet_refuse(s, AGENT, an_agent, message);
    r->n += status == CT_OK;
    return status;
}

static int compare_rows(const void *a, const void *b)
{
    const roster_row *one = a, *other = b;
    int order = strcmp(one->agent.agent, other->agent.agent);
    return order ? order : (one->line > other->line) - (one->line < other->line);
}

static ct_status sort_rows(who_roster *r, const char *path, ct_message *message)
{
    if (r->n > 0)
        qsort(r->rows, r->n, sizeof *r->rows, compare_rows);
    r->agents = malloc((r->n + 1) * sizeof *r->agents);
    if (!r->agents)
        return out_of_memory(message);
    for (size_t i = 0; i < r->n; i++) {
        if (i > 0 && strcmp(r->rows[i - 1].agent.agent, r->rows[i].agent.agent) == 0)
            return sheet_refuse_twice(path, r->rows[i].agent.agent, r->rows[i - 1].line, r->rows[i].line, message);
        r->agents[i] = r->rows[i].agent;
    }
    return CT_OK;
}

ct_status who_roster_load(const char *path, who_roster **out, ct_message *message)
{
    static const sheet_column columns[COLUMNS] = {
        {"agent", "座席", "坐席"}, {"team", "班组", "团队"}, {"hired", "入职日期", "入职时间"}, {"name", "姓名", NULL}};
    sheet s;
    *message = (ct_message){0};
    who_roster *r = calloc(1, sizeof *r);
    if (!r)
        return out_of_memory(message);
    ct_status status = sheet_start(&s, path, columns, COLUMNS, message);
    if (status == CT_OK) {
        bool row = true;
        while (status == CT_OK && (status = sheet_next(&s, &row, message)) == CT_OK && row)
            status = add_row(r, &s, message);
        sheet_end(&s);
    }
    if (status == CT_OK)
        status = sort_rows(r, path, message);
    if (status == CT_OK)
        *out = r;
    else
        who_roster_free(r);
    return status;
}

void who_roster_free(who_roster *roster)
{
    if (!roster)
        return;
    free(roster->rows);
    free(roster->agents);
    pool_free(&roster->texts);
    free(roster);
}

const ct_agent *who_roster_agents(const who_roster *roster, size_t *n)
{
    *n = roster->n;
    return roster->agents;
}

static int compare_agents(const void *a, const void *b)
{
    const ct_agent *one = a, *other = b;
    return strcmp(one->agent, other->agent);
}

bool who_roster_find(const who_roster *roster, who_call *call)
{
    const ct_agent wanted = {.agent = call->text[WHO_AGENT]};
    const ct_agent *agent = bsearch(&wanted, roster->agents, roster->n, sizeof wanted, compare_agents);
    if (!agent)
        return false;
    who_put(call, WHO_TEAM, WHO_ROSTER, agent->team ? agent->team : "");
    return true;
}
