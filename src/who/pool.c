#include "who/pool.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define PIECE_BYTES 65536

typedef struct pool_piece {
    struct pool_piece *before;
    size_t used, size;
    char bytes[];
} pool_piece;

static pool_piece *add_piece(pool *p, size_t least)
{
    size_t size = least > PIECE_BYTES ? least : PIECE_BYTES;
    pool_piece *piece = malloc(sizeof *piece + size);
    if (!piece)
        return NULL;
    piece->before = p->newest;
    piece->used = 0;
    piece->size = size;
    p->newest = piece;
    return piece;
}

const char *pool_keep(pool *p, const char *text)
{
    size_t n = strlen(text) + 1;
    pool_piece *piece = p->newest;
    if (!piece || piece->size - piece->used < n)
        piece = add_piece(p, n);
    if (!piece)
        return NULL;
    char *copy = memcpy(piece->bytes + piece->used, text, n);
    piece->used += n;
    return copy;
}

void pool_free(pool *p)
{
    for (pool_piece *piece = p->newest, *before; piece; piece = before) {
        before = piece->before;
        free(piece);
    }
    p->newest = NULL;
}
