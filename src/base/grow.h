/* Lists that grow by doubling. */
#ifndef CT_BASE_GROW_H
#define CT_BASE_GROW_H

#include <stddef.h>

/* Room for one more than `n` pieces of `size` bytes in a list that has room for `*room`, NULL and 0 at first.
 *
 * Comes back with the list, which may have moved, and with its new `*room`; or with NULL where there is no memory: then
 * the old list stays as it was, and is still the caller's. */
void *grow_list(void *list, size_t n, size_t *room, size_t size);

#endif
