#include "review/names.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "review/chance.h"

#define FIRST_SLOTS 256

static size_t *slot_of(const names *all, const char *text)
{
    size_t place = (size_t)chance_key(0, text) & (all->n_slots - 1);
    while (all->slots[place] > 0 && strcmp(all->texts[all->slots[place]], text) != 0)
        place = (place + 1) & (all->n_slots - 1);
    return &all->slots[place];
}

static bool grow_slots(names *all)
{
    names grown = {.texts = all->texts, .n = all->n, .n_slots = all->n_slots ? 2 * all->n_slots : FIRST_SLOTS};
    grown.slots = calloc(grown.n_slots, sizeof *grown.slots);
    if (!grown.slots)
        return false;
    for (size_t i = 1; i < all->n; i++)
        *slot_of(&grown, all->texts[i]) = i;
    free(all->slots);
    all->slots = grown.slots;
    all->n_slots = grown.n_slots;
    return true;
}

static bool add_text(names *all, const char *text)
{
    char **texts = grow_list(all->texts, all->n, &all->room, sizeof *texts);
    if (!texts)
        return false;
    all->texts = texts;
    char *copy = strdup(text);
    if (copy)
        all->texts[all->n++] = copy;
    return copy != NULL;
}

bool names_number(names *all, const char *text, size_t *number)
{
    *number = 0;
    if (!text || !*text)
        return true;
    if (all->n == 0 && !add_text(all, ""))
        return false;
    if (2 * all->n >= all->n_slots && !grow_slots(all))
        return false;
    size_t *slot = slot_of(all, text);
    if (*slot == 0) {
        if (!add_text(all, text))
            return false;
        *slot = all->n - 1;
    }
    *number = *slot;
    return true;
}

size_t names_find(const names *all, const char *text)
{
    return all->n_slots > 0 && text && *text ? *slot_of(all, text) : 0;
}

const char *names_text(const names *all, size_t number)
{
    return number < all->n ? all->texts[number] : "";
}

size_t names_count(const names *all)
{
    return all->n > 0 ? all->n : 1;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

bool names_sort(names *all, size_t *moved)
{
    moved[0] = 0;
    if (all->n < 2)
        return true;
    char **old = malloc(all->n * sizeof *old);
    if (!old)
        return false;
    memcpy(old, all->texts, all->n * sizeof *old);
    qsort(all->texts + 1, all->n - 1, sizeof *all->texts, by_text);
    memset(all->slots, 0, all->n_slots * sizeof *all->slots);
    for (size_t i = 1; i < all->n; i++)
        *slot_of(all, all->texts[i]) = i;
    for (size_t i = 1; i < all->n; i++)
        moved[i] = names_find(all, old[i]);
    free(old);
    return true;
}

void names_free(names *all)
{
    for (size_t i = 0; i < all->n; i++)
        free(all->texts[i]);
    free(all->texts);
    free(all->slots);
    *all = (names){0};
}
