/* The keys of sections, of standards and of baselines, and what each one's value becomes. */
#ifndef CT_STANDARDS_KEYS_H
#define CT_STANDARDS_KEYS_H

#include <stddef.h>

#include "base/message.h"
#include "calltone/baseline.h"
#include "calltone/standard.h"
#include "standards/ini.h"

/* Read a value into its place in a ct_standard, ct_dimension or ct_rule. `wrong` stays empty where nothing is. */
typedef void (*key_reader)(const char *value, void *place, ct_message *wrong);

typedef struct standard_key {
    const char *name;
    size_t offset; /* of its place */
    key_reader read;
} standard_key;

typedef struct key_table {
    const standard_key *keys;
    size_t n;
} key_table;

extern const key_table standard_keys, dimension_keys, rule_keys, live_keys;
extern const key_table baseline_keys, usual_keys; /* [baseline] and [usual MEASURE] */

/* Read a key into its place. `written` has a bit for each key of the table that stands in this section already.
 * False when something is wrong with it. */
bool key_take(const key_table *keys, const ini_item *item, void *place, uint32_t *written, ct_message *wrong);

/* Write `unknown what "wrong" (did you mean nearest?)` or without the question. */
void key_say_unknown(ct_message *out, message_words what, const char *wrong, const char *nearest);

#endif
