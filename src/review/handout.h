/* A report for people, written piece by piece: the same pieces become a page of text (80 columns) or one of HTML. */
#ifndef CT_REVIEW_HANDOUT_H
#define CT_REVIEW_HANDOUT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/unit_words.h"

#define HANDOUT_COLUMNS      80
#define HANDOUT_MOST_COLUMNS 12
#define HANDOUT_TEXT_SIZE    1024

typedef enum handout_form { HANDOUT_TEXT, HANDOUT_HTML } handout_form;

typedef struct handout_column {
    const char *en, *zh;
    int width;    /* on a page of text, the gap before it not counted */
    bool numbers; /* to the right */
} handout_column;

typedef struct handout {
    FILE *out;
    ct_lang lang;
    handout_form form;
    const handout_column *columns; /* of the table that is open */
    size_t n_columns, at;          /* the next cell's place */
    bool in_list;
} handout;

#define HANDOUT_FORMAT __attribute__((format(printf, 2, 4), format(printf, 3, 4)))

/* The formats of both languages take the same values in the same order. */
HANDOUT_FORMAT void handout_title(handout *to, const char *en, const char *zh, ...);
HANDOUT_FORMAT void handout_part(handout *to, const char *en, const char *zh, ...);
/* A paragraph under the part. */
HANDOUT_FORMAT void handout_say(handout *to, const char *en, const char *zh, ...);
/* A point of a list; what follows it by handout_more() belongs to it. */
HANDOUT_FORMAT void handout_item(handout *to, const char *en, const char *zh, ...);
HANDOUT_FORMAT void handout_more(handout *to, const char *en, const char *zh, ...);

/* A table, cell by cell in the order of reading; handout_end_table() closes it. */
void handout_table(handout *to, const handout_column *columns, size_t n);
HANDOUT_FORMAT void handout_cell(handout *to, const char *en, const char *zh, ...);
void handout_end_table(handout *to);

/* What belongs after the last piece. */
void handout_end(handout *to);

#endif
