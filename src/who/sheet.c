#include "who/sheet.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/errno_words.h"
#include "base/suggest.h"
#include "who/charset.h"

#define LARGEST_BYTES ((size_t)256 << 20) /* two million rows */

static ct_status say_errno(const char *path, int cause, ct_status status, ct_message *message)
{
    char en[ERRNO_WORDS_SIZE], zh[ERRNO_WORDS_SIZE];
    message_put(message, (message_words){errno_words(cause, CT_LANG_EN, en), errno_words(cause, CT_LANG_ZH, zh)});
    message_before(message, "%.200s: ", "%.200s：", path);
    return status;
}

static ct_status refuse_file(const char *path, message_words words, ct_message *message)
{
    message_put(message, words);
    message_before(message, "%.200s: ", "%.200s：", path);
    return CT_ERR_FORMAT;
}

static ct_status out_of_memory(ct_message *message)
{
    ct_message_set(message, CT_ERR_MEMORY);
    return CT_ERR_MEMORY;
}

/* All that a stream has, zero-ended: in doubling pieces, for a pipe has no size. */
static ct_status read_stream(FILE *in, const char *path, char **text, size_t *size, ct_message *message)
{
    char *bytes = NULL;
    size_t room = 0, n = 0;
    do {
        room = room ? 2 * room : 65536;
        char *more = realloc(bytes, room + 1);
        if (!more) {
            free(bytes);
            return out_of_memory(message);
        }
        bytes = more;
        n += fread(bytes + n, 1, room - n, in);
    } while (n == room && room <= LARGEST_BYTES);
    if (ferror(in) || n > LARGEST_BYTES) {
        int cause = errno;
        free(bytes);
        return n > LARGEST_BYTES ? refuse_file(path, (message_words){"it is too large", "文件过大"}, message)
                                 : say_errno(path, cause, CT_ERR_READ, message);
    }
    bytes[n] = '\0';
    *text = bytes;
    *size = n;
    return CT_OK;
}

static ct_status read_text(sheet *s, ct_message *message)
{
    size_t size = 0;
    FILE *in = fopen(s->path, "rb");
    if (!in)
        return say_errno(s->path, errno, CT_ERR_OPEN, message);
    ct_status status = read_stream(in, s->path, &s->text, &size, message);
    fclose(in);
    if (status != CT_OK)
        return status;
    status = charset_of_file(&s->text, &size, &s->encoding);
    if (status == CT_ERR_MEMORY)
        return out_of_memory(message);
    return status == CT_OK ? CT_OK
                           : refuse_file(s->path,
                                         (message_words){"it is no text; save it as CSV UTF-8",
                                                         "不是文本文件，请另存为“CSV UTF-8”格式"},
                                         message);
}

static bool is_head(const char *head, const char *name)
{
    return name && strcasecmp(head, name) == 0;
}

/* The column of a head, or n_columns. */
static size_t find_column(const sheet *s, const char *head)
{
    size_t i = 0;
    while (i < s->n_columns && !is_head(head, s->columns[i].name) && !is_head(head, s->columns[i].zh) &&
           !is_head(head, s->columns[i].other_zh))
        i++;
    return i;
}

static ct_status refuse_head(const sheet *s, const char *head, ct_message *message)
{
    suggestion search;
    suggest_start(&search, head);
    for (size_t i = 0; i < s->n_columns; i++)
        suggest_try(&search, s->columns[i].name);
    if (search.nearest)
        message_say(message, "%.200s:%u: unknown column \"%.60s\" (did you mean %s?)",
                    "%.200s:%u：未知的列“%.60s”（是否指 %s？）", s->path, s->csv.line, head, search.nearest);
    else
        message_say(message, "%.200s:%u: unknown column \"%.60s\"", "%.200s:%u：未知的列“%.60s”", s->path, s->csv.line,
                    head);
    return CT_ERR_FORMAT;
}

static ct_status read_head(sheet *s, size_t place, ct_message *message)
{
    char *head = s->csv.cells[place];
    head += strspn(head, " ");
    size_t n = strlen(head);
    while (n > 0 && head[n - 1] == ' ')
        head[--n] = '\0';
    if (n == 0)
        return CT_OK; /* a spreadsheet's empty column */
    size_t column = find_column(s, head);
    if (column == s->n_columns)
        return refuse_head(s, head, message);
    if (s->place[column] > 0) {
        message_say(message, "%.200s:%u: column %s stands there twice", "%.200s:%u：%s 列重复", s->path, s->csv.line,
                    s->columns[column].name);
        return CT_ERR_FORMAT;
    }
    s->place[column] = place + 1;
    return CT_OK;
}

static ct_status read_heads(sheet *s, ct_message *message)
{
    bool row = false;
    ct_status status = sheet_next(s, &row, message);
    if (status == CT_OK && !row)
        status = refuse_file(s->path, (message_words){"it is empty", "文件是空的"}, message);
    for (size_t i = 0; status == CT_OK && i < s->csv.n_cells; i++)
        status = read_head(s, i, message);
    if (status == CT_OK && s->place[0] == 0) {
        message_say(message, "%.200s:%u: there is no column %s", "%.200s:%u：缺少 %s 列", s->path, s->csv.line,
                    s->columns[0].name);
        status = CT_ERR_FORMAT;
    }
    return status;
}

ct_status sheet_start(sheet *s, const char *path, const sheet_column *columns, size_t n_columns, ct_message *message)
{
    *s = (sheet){.path = path, .columns = columns, .n_columns = n_columns};
    ct_status status = read_text(s, message);
    if (status != CT_OK) {
        free(s->text);
        return status;
    }
    csv_start(&s->csv, s->text);
    status = read_heads(s, message);
    if (status != CT_OK)
        sheet_end(s);
    return status;
}

ct_status sheet_next(sheet *s, bool *row, ct_message *message)
{
    csv_step step = csv_next(&s->csv);
    *row = step == CSV_ROW;
    switch (step) {
    case CSV_OPEN_QUOTE:
        message_say(message, "%.200s:%u: a quote opens there and never closes", "%.200s:%u：引号没有闭合", s->path,
                    s->csv.line);
        return CT_ERR_FORMAT;
    case CSV_STRAY_TEXT:
        message_say(message, "%.200s:%u: text behind a closing quote; a quote inside is written twice",
                    "%.200s:%u：右引号后还有文字；单元格内的引号要写两个", s->path, s->csv.line);
        return CT_ERR_FORMAT;
    case CSV_NO_MEMORY:
        return out_of_memory(message);
    default:
        return CT_OK;
    }
}

const char *sheet_cell(const sheet *s, size_t column)
{
    size_t place = s->place[column];
    return place > 0 && place <= s->csv.n_cells ? s->csv.cells[place - 1] : "";
}

ct_status sheet_refuse(const sheet *s, size_t column, message_words expected, ct_message *message)
{
    message_put(message, expected);
    message_before(message, "%.200s:%u: column %s: \"%.60s\" ", "%.200s:%u：%s 列：“%.60s”", s->path, s->csv.line,
                   s->columns[column].name, sheet_cell(s, column));
    return CT_ERR_FORMAT;
}

ct_status sheet_refuse_twice(const char *path, const char *thing, unsigned line, unsigned other, ct_message *message)
{
    message_say(message, "%.200s: %.120s stands on line %u and again on line %u; leave one",
                "%.200s：%.120s 在第 %u 行和第 %u 行重复，请只留一行", path, thing, line, other);
    return CT_ERR_FORMAT;
}

void sheet_end(sheet *s)
{
    csv_end(&s->csv);
    free(s->text);
    s->text = NULL;
}
