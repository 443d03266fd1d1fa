/* A standard in memory, with the texts that its strings point into. */
#ifndef CT_STANDARDS_STORE_H
#define CT_STANDARDS_STORE_H

#include "calltone/standard.h"

#define MOST_FILES      4 /* of which one extends the other */
#define MOST_RULES      256
#define MOST_DIMENSIONS 16

typedef struct standard_store {
    ct_standard open;            /* first: what callers see */
    char *texts[MOST_FILES + 1]; /* a file's name, then its text, cut into strings; last the first of them, whole */
    size_t n_texts;
    uint64_t hash;
} standard_store;

#endif
