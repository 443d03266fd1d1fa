/* Which calls: a filter of the public header as the end of a SELECT. */
#ifndef CT_STORE_WHERE_H
#define CT_STORE_WHERE_H

#include "store/sql.h"

#define WHERE_SIZE 320

/* " WHERE ... ORDER BY calls.number". Columns are named with their table. */
void where_write(char out[WHERE_SIZE], const ct_store_filter *filter);
/* Give it its values; the filter's texts must stay until the statement has run. */
void where_bind(sqlite3_stmt *statement, const ct_store_filter *filter);

#endif
