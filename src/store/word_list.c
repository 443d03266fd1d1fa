#include "store/word_list.h"

#include <stdlib.h>
#include <string.h>

const char *word_list_kind(int i)
{
    return ct_event_kind_name((ct_event_kind)i);
}

const char *word_list_fault(int i)
{
    return ct_fault_name((ct_fault)i);
}

const char *word_list_cause(int i)
{
    return ct_hold_cause_name((ct_hold_cause)i);
}

/* Place of `text` among the first `n` words of a list, or -1. */
static int place_of(const char *text, const char *(*word)(int), int n)
{
    for (int i = 0; i < n; i++)
        if (word(i) && strcmp(word(i), text) == 0)
            return i;
    return -1;
}

static ct_status make_room(word_list *w, size_t number)
{
    size_t n = number + 1;
    if (n <= w->n)
        return CT_OK;
    word_entry *list = realloc(w->list, n * sizeof *list);
    if (!list)
        return CT_ERR_MEMORY;
    memset(list + w->n, 0, (n - w->n) * sizeof *list);
    w->list = list;
    w->n = n;
    return CT_OK;
}

ct_status word_list_learn(word_list *w, size_t number, const char *text)
{
    if (!text || number == 0 || number >= WORDS_MOST)
        return CT_ERR_FORMAT;
    char *copy = strdup(text);
    ct_status status = copy ? make_room(w, number) : CT_ERR_MEMORY;
    if (status != CT_OK) {
        free(copy);
        return status;
    }
    free(w->list[number].text);
    w->list[number] = (word_entry){.text = copy,
                                   .measure = ct_measure_find(copy),
                                   .kind = place_of(copy, word_list_kind, CT_EVENT_KINDS),
                                   .fault = place_of(copy, word_list_fault, CT_FAULTS),
                                   .cause = place_of(copy, word_list_cause, CT_HOLD_SILENCE + 1)};
    return CT_OK;
}

size_t word_list_find(const word_list *w, const char *text)
{
    for (size_t i = 1; i < w->n; i++)
        if (w->list[i].text && strcmp(w->list[i].text, text) == 0)
            return i;
    return 0;
}

const word_entry *word_list_at(const word_list *w, size_t number)
{
    return number < w->n && w->list[number].text ? &w->list[number] : NULL;
}

void word_list_forget(word_list *w, size_t number)
{
    for (size_t i = number; i < w->n; i++) {
        free(w->list[i].text);
        w->list[i].text = NULL;
    }
    if (number < w->n)
        w->n = number;
    if (number == 0) {
        free(w->list);
        *w = (word_list){0};
    }
}
