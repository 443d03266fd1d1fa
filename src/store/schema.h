/* The tables of a store, and how an older store becomes one of today. */
#ifndef CT_STORE_SCHEMA_H
#define CT_STORE_SCHEMA_H

#include "store/sql.h"

/* Look whose file it is and of which version, and where it is to be written, bring it up to date in one transaction. */
ct_status schema_check(ct_store *store, ct_store_use use, ct_message *message);

#endif
