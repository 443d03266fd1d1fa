/* The keys of sections, of standards and of baselines, and what each one's value becomes. */
#ifndef CT_STANDARDS_KEYS_H
#define CT_STANDARDS_KEYS_H

#include <stddef.h>

#include "calltone/baseline.h"
#include "calltone/standard.h"
#include "standards/ini.h"

typedef struct key_wrong {
    char text[320]; /* what is wrong with a key or its value; "" where nothing is */
} key_wrong;

/* Read a value into its place in a ct_standard, ct_rule ... */
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
extern const key_table baseline_keys, usual_keys; /* [baseline] and [usual MEASURE] */

/* Read a key into its place. `written` has a bit for each key of the table that stands in this section already.
 * False when something is wrong with it. */
bool key_take(const key_table *keys, const ini_item *item, void *place, uint32_t *written, key_wrong *wrong);

/* Write `"wrong" (did you mean nearest?)` or without the question. */
void key_say_unknown(char *out, size_t size, const char *what, const char *wrong, const char *nearest);

#endif
