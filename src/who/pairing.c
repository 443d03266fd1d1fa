#include "who/pairing.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct mark {
    const char *agent, *customer;
} mark;

static const mark marks[] = {{"out", "in"}, {"tx", "rx"}, {"agent", "customer"}};
#define N_MARKS (sizeof marks / sizeof marks[0])

/* A name with a mark: what is before it, with the - or _, and the ending behind it. */
typedef struct half {
    size_t index, mark;
    who_part part;
    const char *name, *ending;
    size_t stem_bytes;
} half;

/* Does the name have `word` before its ending? */
static bool has_word(half *h, const char *word)
{
    size_t n = strlen(word), before = (size_t)(h->ending - h->name);
    if (before < n + 2) /* nothing before the mark: "in.wav" is a name */
        return false;
    const char *at = h->ending - n;
    if ((at[-1] != '-' && at[-1] != '_') || strncasecmp(at, word, n) != 0)
        return false;
    h->stem_bytes = before - n;
    return true;
}

static bool find_mark(half *h)
{
    const char *dot = strrchr(h->name, '.');
    h->ending = dot ? dot : h->name + strlen(h->name);
    for (h->mark = 0; h->mark < N_MARKS; h->mark++) {
        h->part = has_word(h, marks[h->mark].agent) ? WHO_AGENT_SIDE : WHO_CUSTOMER_SIDE;
        if (h->part == WHO_AGENT_SIDE || has_word(h, marks[h->mark].customer))
            return true;
    }
    return false;
}

/* Are they of one call? The ending's letters may differ in case. */
static int compare_calls(const half *a, const half *b)
{
    if (a->mark != b->mark)
        return a->mark < b->mark ? -1 : 1;
    size_t common = a->stem_bytes < b->stem_bytes ? a->stem_bytes : b->stem_bytes;
    int order = memcmp(a->name, b->name, common);
    if (order == 0)
        order = (a->stem_bytes > common) - (b->stem_bytes > common);
    return order ? order : strcasecmp(a->ending, b->ending);
}

static int compare_halves(const void *a, const void *b)
{
    const half *one = a, *other = b;
    int order = compare_calls(one, other);
    return order ? order : (one->index > other->index) - (one->index < other->index);
}

/* `halves` are all of one call. */
static void pair_group(const half *halves, size_t n, who_pairing *out)
{
    if (n != 2 || halves[0].part == halves[1].part)
        return;
    for (size_t i = 0; i < 2; i++)
        out[halves[i].index] = (who_pairing){halves[i].part, halves[1 - i].index};
}

ct_status who_pair(const char *const *names, size_t n, who_pairing *out)
{
    half *halves = malloc((n + 1) * sizeof *halves);
    size_t n_halves = 0;
    if (!halves)
        return CT_ERR_MEMORY;
    for (size_t i = 0; i < n; i++) {
        out[i] = (who_pairing){.part = WHO_WHOLE};
        halves[n_halves] = (half){.index = i, .name = names[i]};
        n_halves += find_mark(&halves[n_halves]);
    }
    qsort(halves, n_halves, sizeof *halves, compare_halves);
    for (size_t start = 0, end; start < n_halves; start = end) {
        end = start + 1;
        while (end < n_halves && compare_calls(&halves[start], &halves[end]) == 0)
            end++;
        pair_group(&halves[start], end - start, out);
    }
    free(halves);
    return CT_OK;
}
