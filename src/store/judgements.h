/* A judgement as it stands in its row. */
#ifndef CT_STORE_JUDGEMENTS_H
#define CT_STORE_JUDGEMENTS_H

#include "store/sql.h"

#define JUDGEMENT_COLUMNS                                                                                              \
    "judgements.worst, judgements.total, judgements.weighted, judgements.covered, judgements.outcomes"

/* Read those columns, the first of them at `column`, into the store's one list of verdicts. */
ct_status judgement_read(ct_store *store, sqlite3_stmt *statement, int column, ct_kept_judgement *out,
                         ct_message *message);

#endif
