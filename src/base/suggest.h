/* "Did you mean": the nearest of the words that would have done. */
#ifndef CT_BASE_SUGGEST_H
#define CT_BASE_SUGGEST_H

#include <stddef.h>

/* A search for the word nearest to `wrong`. */
typedef struct suggestion {
    const char *wrong;
    const char *nearest; /* NULL while nothing is near enough */
    size_t distance;
} suggestion;

/* Words are near when a third of their letters, rounded up, is wrong, missing or swapped with a neighbour, or fewer. */
void suggest_start(suggestion *search, const char *wrong);
void suggest_try(suggestion *search, const char *word);

#endif
