/* Where to listen: a call's facts are judged once more, for the seconds that a stored judgement does not keep. */
#ifndef CT_REVIEW_EXCERPT_H
#define CT_REVIEW_EXCERPT_H

#include "calltone/store.h"

typedef struct excerpt {
    char *path; /* of the recording; NULL: the call is gone */
    char started_at[32];
    const ct_rule *rule;   /* of the finding, or NULL where there is none */
    double start_s, end_s; /* of its longest moment; NaN where it is nowhere in particular */
    double value;          /* NaN where there is none */
} excerpt;

/* Find the finding of a rule in a call; of the heaviest one where `rule` is NULL.
 * @param out  give it to excerpt_free() */
ct_status excerpt_find(ct_store *store, const ct_standard *standard, int64_t number, const ct_rule *rule, excerpt *out,
                       ct_message *message);
void excerpt_free(excerpt *of);

#endif
