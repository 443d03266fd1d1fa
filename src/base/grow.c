#include "base/grow.h"

#include <stdint.h>
#include <stdlib.h>

#define FIRST_ROOM 64

void *grow_list(void *list, size_t n, size_t *room, size_t size)
{
    if (n < *room)
        return list;
    if (*room > SIZE_MAX / 2 / size)
        return NULL;
    size_t more = *room ? 2 * *room : FIRST_ROOM;
    void *larger = realloc(list, more * size);
    if (larger)
        *room = more;
    return larger;
}
