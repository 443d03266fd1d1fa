/* Calls of a store whose recordings are not where they were: a file that is new may be one of them. */
#ifndef CT_CLI_SCAN_GONE_H
#define CT_CLI_SCAN_GONE_H

#include "calltone/store.h"

typedef struct gone_calls {
    int64_t *sizes; /* sorted */
    size_t n, capacity;
    bool known;
} gone_calls;

/* Look which are gone, the first time; then find the call of a version that is one of them: 0 when there is none.
 * `version` gets its content when its size is that of a call that is gone. */
ct_status gone_find(gone_calls *gone, ct_store *store, const char *path, const char *second_path, ct_version *version,
                    int64_t *number, ct_message *message);

void gone_end(gone_calls *gone);

#endif
