/* The table of words: read when a store is opened, added to as facts are packed. */
#ifndef CT_STORE_NUMBERING_H
#define CT_STORE_NUMBERING_H

#include "store/sql.h"

/* Learn the words that came since. */
ct_status numbering_read(ct_store *store, ct_message *message);

/* The number of a word, given now where it has none. 0 when that fails: then the message says why. */
size_t numbering_give(ct_store *store, const char *text, ct_message *message);

#endif
