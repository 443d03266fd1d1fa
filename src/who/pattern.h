/* What a recording's path says of its call, by regular expressions (PCRE2) with named groups.
 *
 * Groups: the fields of a call (field.h), or year, month, day, hour, minute, second for the time it began; customer may
 * be named and is not kept, for it is most often a telephone number. Each pattern is tried on the whole path; of those
 * that match, the first that has a group gives its field. */
#ifndef CT_WHO_PATTERN_H
#define CT_WHO_PATTERN_H

#include <stddef.h>

#include "who/who.h"

typedef struct who_patterns who_patterns;

/* Of `n` patterns, in the order in which they are tried; of none, those that come with calltone.
 * CT_ERR_FORMAT: the message names pattern and column; CT_ERR_MEMORY. */
ct_status who_patterns_create(const char *const *patterns, size_t n, who_patterns **out, ct_message *message);
/* NULL is fine. */
void who_patterns_destroy(who_patterns *patterns);

/* Add what the path says, by WHO_NAME. False when it says nothing. What a group holds and cannot be its field (month
 * 13) is left out. Any number of threads may ask at once. */
bool who_patterns_read(const who_patterns *patterns, const char *path, who_call *into);

#endif
