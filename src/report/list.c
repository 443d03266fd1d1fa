#include "report/list.h"

#include <string.h>

void list_start(word_list *list, FILE *out, size_t used, size_t indent, size_t columns, const char *mark)
{
    width_start_lines(&list->lines, out, used, indent, columns);
    list->mark = mark;
    list->any = list->after_space = false;
}

static void write_waiting(word_list *list, const char *mark)
{
    char piece[sizeof list->waiting + 8];
    size_t mark_bytes = strcspn(mark, " ");
    snprintf(piece, sizeof piece, "%s%s%.*s", list->after_space ? " " : "", list->waiting, (int)mark_bytes, mark);
    width_add_to_lines(&list->lines, piece);
    list->after_space = mark[mark_bytes] == ' ';
}

void list_add(word_list *list, const char *item)
{
    if (list->any)
        write_waiting(list, list->mark);
    snprintf(list->waiting, sizeof list->waiting, "%s", item);
    list->any = true;
}

void list_end(word_list *list)
{
    if (list->any)
        write_waiting(list, "");
    fputc('\n', list->lines.out);
}
