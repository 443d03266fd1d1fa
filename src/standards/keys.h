/* The keys of a standard's sections, and what each one's value becomes. */
#ifndef CT_STANDARDS_KEYS_H
#define CT_STANDARDS_KEYS_H

#include <stddef.h>

#include "calltone/standard.h"

typedef struct key_wrong {
    char text[256]; /* what is wrong with a value; "" where nothing is */
} key_wrong;

/* Read a value into its place in a ct_standard, ct_dimension or ct_rule. */
typedef void (*key_reader)(const char *value, void *place, key_wrong *wrong);

typedef struct standard_key {
    const char *name;
    size_t offset; /* of its place */
    key_reader read;
} standard_key;

typedef struct key_table {
    const standard_key *keys;
    size_t n;
} key_table;

extern const key_table standard_keys, dimension_keys, rule_keys;

/* Write `"wrong" (did you mean nearest?)` or without the question. */
void key_say_unknown(char *out, size_t size, const char *what, const char *wrong, const char *nearest);

#endif
