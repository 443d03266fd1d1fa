/* A rule of a standard, explained to a person: what it asks, what is counted, the limits and an example. */
#ifndef CT_CLI_EXPLAIN_H
#define CT_CLI_EXPLAIN_H

#include <stdio.h>

#include "calltone/standard.h"

void explain_write(const ct_rule *rule, ct_lang lang, FILE *out);

/* The limits of cues on a running call. */
void explain_write_live(const ct_live *live, ct_lang lang, FILE *out);

#endif
