#include "who/csv.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"

/* The first row has the heads of columns: the separator that it has most of, outside quotes. */
static char find_separator(const char *text)
{
    static const char candidates[] = ",;\t";
    size_t counts[sizeof candidates - 1] = {0}, best = 0;
    bool quoted = false;
    for (; *text && (quoted || (*text != '\n' && *text != '\r')); text++) {
        const char *which = strchr(candidates, *text);
        quoted = quoted != (*text == '"');
        if (which && !quoted)
            counts[which - candidates]++;
    }
    for (size_t i = 1; i < sizeof counts / sizeof counts[0]; i++)
        if (counts[i] > counts[best])
            best = i;
    return candidates[best];
}

void csv_start(csv_reader *csv, char *text)
{
    *csv = (csv_reader){.at = text, .separator = find_separator(text), .next_line = 1};
}

void csv_end(csv_reader *csv)
{
    free(csv->cells);
    csv->cells = NULL;
}

static bool add_cell(csv_reader *csv, char *cell)
{
    char **cells = grow_list(csv->cells, csv->n_cells, &csv->room, sizeof *cells);
    if (!cells)
        return false;
    csv->cells = cells;
    csv->cells[csv->n_cells++] = cell;
    return true;
}

/* Move a quoted cell's text to where its opening quote stood. `*end` is where the cell's zero belongs. */
static csv_step unquote(csv_reader *csv, char **end)
{
    char *from = csv->at + 1, *to = csv->at;
    unsigned line = csv->next_line;
    for (; *from && (*from != '"' || from[1] == '"'); from++) {
        if (*from == '"')
            from++;
        line += *from == '\n';
        *to++ = *from;
    }
    if (!*from) {
        csv->line = csv->next_line;
        return CSV_OPEN_QUOTE;
    }
    csv->next_line = line;
    csv->at = from + 1;
    *end = to;
    if (!*csv->at || strchr("\r\n", *csv->at) || *csv->at == csv->separator)
        return CSV_ROW;
    csv->line = line;
    return CSV_STRAY_TEXT;
}

/* Take what ends a cell; true when it ends the row, too. */
static bool take_end(csv_reader *csv)
{
    char c = *csv->at;
    if (!c)
        return true;
    csv->at++;
    if (c == '\r' && *csv->at == '\n')
        csv->at++;
    csv->next_line += c != csv->separator;
    return c != csv->separator;
}

static csv_step read_row(csv_reader *csv)
{
    const char ends[] = {csv->separator, '\r', '\n', '\0'};
    csv->n_cells = 0;
    csv->line = csv->next_line;
    for (bool ended = false; !ended;) {
        char *cell = csv->at, *end = NULL;
        if (*cell == '"') {
            csv_step step = unquote(csv, &end);
            if (step != CSV_ROW)
                return step;
        } else {
            end = csv->at += strcspn(csv->at, ends);
        }
        ended = take_end(csv); /* reads what the zero may stand on */
        *end = '\0';
        if (!add_cell(csv, cell))
            return CSV_NO_MEMORY;
    }
    return CSV_ROW;
}

static bool is_empty(const csv_reader *csv)
{
    for (size_t i = 0; i < csv->n_cells; i++)
        if (csv->cells[i][strspn(csv->cells[i], " ")])
            return false;
    return true;
}

csv_step csv_next(csv_reader *csv)
{
    while (*csv->at) {
        csv_step step = read_row(csv);
        if (step != CSV_ROW || !is_empty(csv))
            return step;
    }
    return CSV_END;
}
