#include "review/handout.h"

#include <stdarg.h>
#include <string.h>

#include "base/width.h"
#include "report/html.h"

#define BULLET "- "

static const char *const styles[] = {"base.css", "review.css", NULL};

__attribute__((format(printf, 3, 0), format(printf, 4, 0))) static void
format_text(char text[HANDOUT_TEXT_SIZE], const handout *to, const char *en, const char *zh, va_list values)
{
    vsnprintf(text, HANDOUT_TEXT_SIZE, words_pick(to->lang, en, zh), values);
}

static void write_indented(const handout *to, const char *mark, size_t indent, const char *text)
{
    fprintf(to->out, "%*s%s", (int)(indent - strlen(mark)), "", mark);
    width_write_wrapped(to->out, text, indent, indent, HANDOUT_COLUMNS);
}

static void close_list(handout *to)
{
    if (to->in_list)
        fputs("</li></ul>\n", to->out);
    to->in_list = false;
}

static html_page page_of(const handout *to, const char *title)
{
    return (html_page){.lang = to->lang, .title = title, .styles = styles};
}

void handout_title(handout *to, const char *en, const char *zh, ...)
{
    char text[HANDOUT_TEXT_SIZE];
    va_list values;
    va_start(values, zh);
    format_text(text, to, en, zh, values);
    va_end(values);
    if (to->form == HANDOUT_TEXT) {
        write_indented(to, "", 0, text);
        return;
    }
    html_page page = page_of(to, text);
    html_begin(to->out, &page);
    html_put(to->out, "<main class=\"handout\"><h1>%s</h1>\n", text);
}

void handout_part(handout *to, const char *en, const char *zh, ...)
{
    char text[HANDOUT_TEXT_SIZE];
    va_list values;
    va_start(values, zh);
    format_text(text, to, en, zh, values);
    va_end(values);
    if (to->form == HANDOUT_TEXT) {
        fputc('\n', to->out);
        write_indented(to, "", 0, text);
        return;
    }
    close_list(to);
    html_put(to->out, "<h2>%s</h2>\n", text);
}

void handout_say(handout *to, const char *en, const char *zh, ...)
{
    char text[HANDOUT_TEXT_SIZE];
    va_list values;
    va_start(values, zh);
    format_text(text, to, en, zh, values);
    va_end(values);
    if (to->form == HANDOUT_TEXT) {
        write_indented(to, "", 2, text);
        return;
    }
    close_list(to);
    html_put(to->out, "<p>%s</p>\n", text);
}

void handout_item(handout *to, const char *en, const char *zh, ...)
{
    char text[HANDOUT_TEXT_SIZE];
    va_list values;
    va_start(values, zh);
    format_text(text, to, en, zh, values);
    va_end(values);
    if (to->form == HANDOUT_TEXT) {
        write_indented(to, BULLET, 4, text);
        return;
    }
    fputs(to->in_list ? "</li>\n<li>" : "<ul>\n<li>", to->out);
    to->in_list = true;
    html_text(to->out, text);
}

void handout_more(handout *to, const char *en, const char *zh, ...)
{
    char text[HANDOUT_TEXT_SIZE];
    va_list values;
    va_start(values, zh);
    format_text(text, to, en, zh, values);
    va_end(values);
    if (to->form == HANDOUT_TEXT)
        write_indented(to, "", 4, text);
    else
        html_put(to->out, "<br>%s", text);
}

static void write_text_cell(handout *to, const char *text)
{
    const handout_column *column = &to->columns[to->at];
    char shown[4 * HANDOUT_COLUMNS];
    bool last = to->at + 1 == to->n_columns;
    width_fit(shown, sizeof shown, text, (size_t)column->width);
    fputs("  ", to->out);
    if (column->numbers)
        width_write_right(to->out, shown, (size_t)column->width);
    else if (last)
        fputs(shown, to->out);
    else
        width_write_left(to->out, shown, (size_t)column->width);
    if (last)
        fputc('\n', to->out);
}

static void write_cell(handout *to, const char *text, const char *tag)
{
    bool first = to->at == 0, last = to->at + 1 == to->n_columns;
    if (to->form == HANDOUT_TEXT) {
        write_text_cell(to, text);
    } else {
        fprintf(to->out, "%s<%s%s>", first ? "<tr>" : "", tag, to->columns[to->at].numbers ? " class=\"number\"" : "");
        html_text(to->out, text);
        fprintf(to->out, "</%s>%s", tag, last ? "</tr>\n" : "");
    }
    to->at = last ? 0 : to->at + 1;
}

void handout_table(handout *to, const handout_column *columns, size_t n)
{
    to->columns = columns;
    to->n_columns = n;
    to->at = 0;
    if (to->form == HANDOUT_HTML) {
        close_list(to);
        fputs("<table><thead>", to->out);
    }
    for (size_t i = 0; i < n; i++)
        write_cell(to, words_pick(to->lang, columns[i].en, columns[i].zh), "th");
    if (to->form == HANDOUT_HTML)
        fputs("</thead><tbody>\n", to->out);
}

void handout_cell(handout *to, const char *en, const char *zh, ...)
{
    char text[HANDOUT_TEXT_SIZE];
    va_list values;
    va_start(values, zh);
    format_text(text, to, en, zh, values);
    va_end(values);
    write_cell(to, text, "td");
}

void handout_end_table(handout *to)
{
    if (to->form == HANDOUT_HTML)
        fputs("</tbody></table>\n", to->out);
    to->columns = NULL;
}

void handout_end(handout *to)
{
    if (to->form == HANDOUT_TEXT)
        return;
    html_page page = page_of(to, "");
    close_list(to);
    fputs("</main>\n", to->out);
    html_end(to->out, &page);
}
