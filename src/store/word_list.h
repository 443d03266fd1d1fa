/* Words by number: names of measures, kinds of events, reasons. A store numbers each word once, in its table of words,
 * and facts hold numbers. So facts stay short, and they outlive a catalogue that changes its order. */
#ifndef CT_STORE_WORD_LIST_H
#define CT_STORE_WORD_LIST_H

#include <stddef.h>

#include "calltone/report.h"

#define WORDS_MOST 65536 /* far more than all catalogues that ever were */

/* The lists that a word may stand in, by plain numbers, so that one search serves them all. */
const char *word_list_kind(int i);
const char *word_list_fault(int i);
const char *word_list_cause(int i);

/* A word, and what it means in each list that it may stand in: -1 or NULL where it is none of that list. */
typedef struct word_entry {
    char *text; /* NULL: no such number */
    const ct_measure_info *measure;
    int kind, fault, cause;
} word_entry;

/* Zero it to start. */
typedef struct word_list {
    word_entry *list; /* by number */
    size_t n;         /* numbers in use are below it */
} word_list;

/* Learn that `number` is `text`. CT_ERR_MEMORY, or CT_ERR_FORMAT for a number that can be none. */
ct_status word_list_learn(word_list *w, size_t number, const char *text);
/* The number of a word, 0 when not learnt. */
size_t word_list_find(const word_list *w, const char *text);
/* The word of a number, or NULL. Its text stays where it is until word_list_forget(). */
const word_entry *word_list_at(const word_list *w, size_t number);
/* Forget words from `number` on; 0 for all. */
void word_list_forget(word_list *w, size_t number);

#endif
