/* What tells one state of a recording from another: ct_version of the files it lies in. */
#ifndef CT_CLI_SCAN_VERSION_H
#define CT_CLI_SCAN_VERSION_H

#include "calltone/store.h"

/* Size and time alone. `second_path` may be NULL. CT_ERR_OPEN when a file is not there any more. */
ct_status version_glance(const char *path, const char *second_path, ct_version *out);

/* Fill in the content: reads the files. CT_ERR_OPEN or CT_ERR_READ. */
ct_status version_hash(const char *path, const char *second_path, ct_version *version);

/* Is it as it was, by size and time? */
bool version_same(const ct_version *a, const ct_version *b);

/* The time of a call in two files: another one when either is changed, also to a time before the other's. */
int64_t version_time(int64_t agent_ns, int64_t customer_ns);

#endif
