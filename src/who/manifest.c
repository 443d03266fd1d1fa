#include "who/manifest.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/grow.h"
#include "who/field.h"
#include "who/path.h"
#include "who/pool.h"
#include "who/sheet.h"

/* Columns of the sheet: the file, then the fields in their order. */
enum { FILE_COLUMN, FIRST_FIELD, COLUMNS = FIRST_FIELD + WHO_FIELDS };

typedef struct manifest_row {
    const char *path; /* absolute */
    const char *base; /* its last part */
    const char *text[WHO_FIELDS];
    unsigned line;
} manifest_row;

struct who_manifest {
    manifest_row *rows; /* by base, then by path */
    size_t n_rows, room;
    pool texts;
    const char *encoding;
};

static ct_status out_of_memory(ct_message *message)
{
    ct_message_set(message, CT_ERR_MEMORY);
    return CT_ERR_MEMORY;
}

/* The folder that a file is in; free it. */
static char *folder_of(const char *path)
{
    size_t n = (size_t)(path_base(path) - path);
    char *folder = malloc(n + 2);
    if (folder) {
        memcpy(folder, n ? path : ".", n ? n : 1);
        folder[n ? n : 1] = '\0';
    }
    return folder;
}

/* A path of Windows has its slashes the other way. */
static void turn_slashes(char *path)
{
    if (!strchr(path, '/'))
        for (; *path; path++)
            if (*path == '\\')
                *path = '/';
}

static ct_status read_path(who_manifest *m, const sheet *s, const char *folder, manifest_row *row, ct_message *message)
{
    char *cell = s->csv.cells[s->place[FILE_COLUMN] - 1]; /* every row that has fewer cells was refused */
    turn_slashes(cell);
    char *path = path_absolute(folder, cell);
    row->path = path ? pool_keep(&m->texts, path) : NULL;
    free(path);
    if (!row->path)
        return out_of_memory(message);
    row->base = path_base(row->path);
    return CT_OK;
}

static ct_status read_fields(who_manifest *m, const sheet *s, manifest_row *row, ct_message *message)
{
    char text[WHO_TEXT_BYTES];
    message_words expected;
    for (size_t i = 0; i < WHO_FIELDS; i++) {
        if (!field_read((who_field)i, sheet_cell(s, FIRST_FIELD + i), text, &expected))
            return sheet_refuse(s, FIRST_FIELD + i, expected, message);
        row->text[i] = *text ? pool_keep(&m->texts, text) : "";
        if (!row->text[i])
            return out_of_memory(message);
    }
    return CT_OK;
}

static ct_status add_row(who_manifest *m, const sheet *s, const char *folder, ct_message *message)
{
    static const message_words a_file = {"must name a file", "应为文件名"};
    if (!*sheet_cell(s, FILE_COLUMN))
        return sheet_refuse(s, FILE_COLUMN, a_file, message);
    manifest_row *rows = grow_list(m->rows, m->n_rows, &m->room, sizeof *rows);
    if (!rows)
        return out_of_memory(message);
    m->rows = rows;
    manifest_row *row = &m->rows[m->n_rows];
    *row = (manifest_row){.line = s->csv.line};
    ct_status status = read_path(m, s, folder, row, message);
    if (status == CT_OK)
        status = read_fields(m, s, row, message);
    m->n_rows += status == CT_OK;
    return status;
}

static int compare_rows(const void *a, const void *b)
{
    const manifest_row *one = a, *other = b;
    int order = strcmp(one->base, other->base);
    if (order == 0)
        order = strcmp(one->path, other->path);
    return order ? order : (one->line > other->line) - (one->line < other->line);
}

static ct_status sort_rows(who_manifest *m, const char *path, ct_message *message)
{
    if (m->n_rows > 0)
        qsort(m->rows, m->n_rows, sizeof *m->rows, compare_rows);
    for (size_t i = 1; i < m->n_rows; i++)
        if (strcmp(m->rows[i - 1].path, m->rows[i].path) == 0)
            return sheet_refuse_twice(path, m->rows[i].base, m->rows[i - 1].line, m->rows[i].line, message);
    return CT_OK;
}

static ct_status read_rows(who_manifest *m, sheet *s, ct_message *message)
{
    char *folder = folder_of(s->path);
    if (!folder)
        return out_of_memory(message);
    bool row = true;
    ct_status status = CT_OK;
    while (status == CT_OK && (status = sheet_next(s, &row, message)) == CT_OK && row)
        status = add_row(m, s, folder, message);
    free(folder);
    return status == CT_OK ? sort_rows(m, s->path, message) : status;
}

ct_status who_manifest_load(const char *path, who_manifest **out, ct_message *message)
{
    sheet_column columns[COLUMNS] = {[FILE_COLUMN] = {"file", "文件", "录音文件"}};
    sheet s;
    for (size_t i = 0; i < WHO_FIELDS; i++)
        columns[FIRST_FIELD + i] =
            (sheet_column){field_name((who_field)i), field_name_zh((who_field)i), field_other_name_zh((who_field)i)};
    *message = (ct_message){0};
    who_manifest *m = calloc(1, sizeof *m);
    if (!m)
        return out_of_memory(message);
    ct_status status = sheet_start(&s, path, columns, COLUMNS, message);
    if (status == CT_OK) {
        m->encoding = s.encoding;
        status = read_rows(m, &s, message);
        sheet_end(&s);
    }
    if (status == CT_OK)
        *out = m;
    else
        who_manifest_free(m);
    return status;
}

void who_manifest_free(who_manifest *manifest)
{
    if (!manifest)
        return;
    free(manifest->rows);
    pool_free(&manifest->texts);
    free(manifest);
}

size_t who_manifest_count(const who_manifest *manifest)
{
    return manifest->n_rows;
}

const char *who_manifest_encoding(const who_manifest *manifest)
{
    return manifest->encoding;
}

/* The first row whose base is not before `base`. */
static size_t first_of(const who_manifest *m, const char *base)
{
    size_t low = 0, high = m->n_rows;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(m->rows[middle].base, base) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The row of that very path. Recordings may all be called alike, each in a folder of its own. */
static int compare_path(const void *wanted, const void *row)
{
    const manifest_row *one = wanted, *other = row;
    int order = strcmp(one->base, other->base);
    return order ? order : strcmp(one->path, other->path);
}

/* The row of an absolute path, or else the only one with its last part, unless that row's own path is a file. */
static const manifest_row *row_of(const who_manifest *m, const char *path)
{
    const manifest_row wanted = {.path = path, .base = path_base(path)};
    const manifest_row *same =
        m->n_rows > 0 ? bsearch(&wanted, m->rows, m->n_rows, sizeof *m->rows, compare_path) : NULL;
    if (same)
        return same;
    size_t first = first_of(m, wanted.base), n = 0;
    while (n < 2 && first + n < m->n_rows && strcmp(m->rows[first + n].base, wanted.base) == 0)
        n++;
    return n == 1 && access(m->rows[first].path, F_OK) != 0 ? &m->rows[first] : NULL;
}

bool who_manifest_find(const who_manifest *manifest, const char *path, who_call *into)
{
    char *absolute = path_absolute(NULL, path);
    const manifest_row *row = absolute ? row_of(manifest, absolute) : NULL;
    for (size_t i = 0; row && i < WHO_FIELDS; i++)
        who_put(into, (who_field)i, WHO_MANIFEST, row->text[i]);
    free(absolute);
    return row;
}
