/* Things named one after the other, with a mark between them that never begins a line. */
#ifndef CT_REPORT_LIST_H
#define CT_REPORT_LIST_H

#include <stdbool.h>

#include "base/width.h"

typedef struct word_list {
    width_lines lines;
    const char *mark;  /* ", " or "，" */
    bool any;          /* something stands in `waiting` */
    bool after_space;  /* the mark before it ended in a space */
    char waiting[256]; /* the last item: whether a mark follows is known with the next one */
} word_list;

/* `used` and `indent` as for width_start_lines(). `mark` is static; a space at its end is where lines may break. */
void list_start(word_list *list, FILE *out, size_t used, size_t indent, size_t columns, const char *mark);
void list_add(word_list *list, const char *item);
/* Write the last item and a newline. */
void list_end(word_list *list);

#endif
