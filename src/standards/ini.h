/* Sections and keys: the plain form that standards are written in.
 *
 * Read here and not by libinih: Debian's is built with lines of at most 200 bytes, cuts longer ones without a word, and
 * tells neither line numbers nor empty sections. A Chinese sentence of advice is longer than that. */
#ifndef CT_STANDARDS_INI_H
#define CT_STANDARDS_INI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/message.h"

#define INI_LONGEST_LINE 8192 /* bytes; a longer one is no standard */

typedef struct ini_item {
    const char *section; /* "rule PACE-1", or "" before the first */
    const char *key;     /* NULL where a section begins */
    const char *value;   /* with spaces at both ends and the comment taken off */
    unsigned line;       /* from 1 */
} ini_item;

/* Called for every section and key; false stops. */
typedef bool (*ini_listener)(void *context, const ini_item *item);

/* What is wrong with the form of a text. */
typedef struct ini_problem {
    unsigned line;
    message_words what;
} ini_problem;

/* Read a text, which is cut into strings in place: `text[size]` is writable. False when the listener stopped it or the
 * form is wrong. */
bool ini_read(char *text, size_t size, ini_listener listener, void *context, ini_problem *problem);

/* "rule PACE-1" after "rule": the name behind the word, or NULL when the section is another. */
const char *ini_name_after(const char *section, const char *word);

#endif
