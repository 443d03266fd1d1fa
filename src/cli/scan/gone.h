/* Calls of a store whose recordings are not where they were: a file that is new may be one of them. */
#ifndef CT_CLI_SCAN_GONE_H
#define CT_CLI_SCAN_GONE_H

#include "calltone/store.h"

typedef struct gone_calls {
    int64_t *sizes; /* sorted; of use to who asks often */
    size_t n, capacity;
    bool known;
    size_t n_asked;
} gone_calls;

/* Find the call of a version that is one of them: 0 when there is none. `version` may get its content.
 *
 * The first that are asked for are told by their content at once. Who asks on has a whole night: then the store is
 * looked through for what is gone, once, and only a recording of such a size is read. */
ct_status gone_find(gone_calls *gone, ct_store *store, const char *path, const char *second_path, ct_version *version,
                    int64_t *number, ct_message *message);

void gone_end(gone_calls *gone);

#endif
