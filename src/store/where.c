#include "store/where.h"

#include <stdio.h>

/* The filter's values are ?11 and on, so that a statement may have its own before them. */
enum { AGENT = 11, TEAM, FROM, UNTIL, NUMBER, AFTER, MOST };

void where_write(char out[WHERE_SIZE], const ct_store_filter *filter)
{
    snprintf(out, WHERE_SIZE, " WHERE calls.number > ?16%s%s%s%s%s%s%s ORDER BY calls.number LIMIT ?17",
             filter->agent ? " AND calls.agent = ?11" : "", filter->team ? " AND calls.team = ?12" : "",
             filter->from ? " AND calls.started_at >= ?13" : "", filter->until ? " AND calls.started_at < ?14" : "",
             filter->number ? " AND calls.number = ?15" : "", filter->undated ? " AND calls.started_at IS NULL" : "",
             filter->with_failed ? "" : " AND calls.state = 'ok'");
}

void where_bind(sqlite3_stmt *statement, const ct_store_filter *filter)
{
    const char *const texts[] = {filter->agent, filter->team, filter->from, filter->until};
    for (int i = 0; i < 4; i++)
        if (texts[i])
            sql_put_text(statement, AGENT + i, texts[i]);
    if (filter->number)
        sqlite3_bind_int64(statement, NUMBER, filter->number);
    sqlite3_bind_int64(statement, AFTER, filter->after);
    sqlite3_bind_int64(statement, MOST, filter->most > 0 ? filter->most : -1);
}
