/* A report in a few kilobytes, and back again without loss: what is unpacked writes the same JSON, byte for byte.
 *
 * Sides, states and flags go in as the numbers that the public headers give them, everything else that has a name as
 * the number of its word (word_list.h). Events stand in the order of time, so their starts are steps from the one
 * before.
 */
#ifndef CT_STORE_FACTS_H
#define CT_STORE_FACTS_H

#include "calltone/report.h"
#include "store/packed.h"
#include "store/word_list.h"

/* The number of a word, newly given where it has none; 0 when that fails. */
typedef size_t (*facts_numberer)(void *context, const char *word);

/* Pack a report and the notes of its call. What the numberer fails in, its owner knows of. */
void facts_pack(const ct_report *report, const ct_call *call, facts_numberer number_of, void *context, packed *out);

/* What was packed. Its reasons are texts of `words`, its notes its own. */
typedef struct facts {
    ct_report *report;
    const char **notes, **notes_zh; /* ended by NULL */
    char *texts;                    /* the notes' bytes */
} facts;

/* CT_OK, CT_ERR_MEMORY, or CT_ERR_FORMAT where the bytes are damaged or speak of what this version does not know. */
ct_status facts_unpack(const void *bytes, size_t size, const word_list *w, facts *out);
void facts_free(facts *f);

#endif
