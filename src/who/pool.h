/* Texts kept together and freed at once. */
#ifndef CT_WHO_POOL_H
#define CT_WHO_POOL_H

/* Zero it to start. */
typedef struct pool {
    struct pool_piece *newest;
} pool;

/* A copy of `text` that lives as long as the pool; NULL without memory. */
const char *pool_keep(pool *p, const char *text);
void pool_free(pool *p);

#endif
