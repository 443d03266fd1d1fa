/* Distance: optimal string alignment (Damerau 1964, Levenshtein 1966; without edits of what was already swapped). */
#include "base/suggest.h"

#include <string.h>

#define LONGEST_WORD 31

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t distance(const char *a, const char *b)
{
    size_t rows[3][LONGEST_WORD + 1]; /* of the table: two before, one before, this */
    size_t n_a = strlen(a), n_b = strlen(b);
    if (n_a > LONGEST_WORD || n_b > LONGEST_WORD)
        return LONGEST_WORD + 1;
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= n_b; j++)
        last[j] = j;
    for (size_t i = 1; i <= n_a; i++) {
        now[0] = i;
        for (size_t j = 1; j <= n_b; j++) {
            now[j] = least(least(last[j], now[j - 1]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], before[j - 2] + 1);
        }
        size_t *oldest = before;
        before = last;
        last = now;
        now = oldest;
    }
    return last[n_b];
}

void suggest_start(suggestion *search, const char *wrong)
{
    *search = (suggestion){.wrong = wrong, .distance = (strlen(wrong) + 2) / 3 + 1};
}

void suggest_try(suggestion *search, const char *word)
{
    size_t far = distance(search->wrong, word);
    if (far < search->distance) {
        search->distance = far;
        search->nearest = word;
    }
}
