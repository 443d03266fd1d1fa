/* Names by small numbers: each text once, 0 for none. So a call of many is a few bytes. */
#ifndef CT_REVIEW_NAMES_H
#define CT_REVIEW_NAMES_H

#include <stdbool.h>
#include <stddef.h>

/* Zero it to start. */
typedef struct names {
    char **texts; /* by number; texts[0] is "" */
    size_t n, room;
    size_t *slots; /* numbers by hash, 0 where none; a power of two of them, at most half full */
    size_t n_slots;
} names;

/* The number of a text, newly given where it has none: 0 for NULL and "". False when there is no memory. */
bool names_number(names *all, const char *text, size_t *number);
/* The same without giving one: 0 when it is not known. */
size_t names_find(const names *all, const char *text);
const char *names_text(const names *all, size_t number);
/* How many numbers there are, 0 counted: arrays by name have so many places. */
size_t names_count(const names *all);
/* Number the texts anew, in the order of their bytes: `moved[i]` is what number i has become; names_count() places.
 * False without memory; then nothing has changed. */
bool names_sort(names *all, size_t *moved);
void names_free(names *all);

#endif
