/* What tells one state of a recording from another: ct_version of the files it lies in. */
#ifndef CT_CLI_SCAN_VERSION_H
#define CT_CLI_SCAN_VERSION_H

#include <sys/stat.h>

#include "calltone/store.h"

/* Size and time alone of a file, as the system tells them. */
ct_version version_of(const struct stat *about);
/* Of a call in two files: another one when either is changed, also to a time before the other's. */
ct_version version_of_two(ct_version agent, ct_version customer);

/* The same, looked up. `second_path` may be NULL. CT_ERR_OPEN when a file is not there any more. */
ct_status version_glance(const char *path, const char *second_path, ct_version *out);

/* Fill in the content: reads the files. CT_ERR_OPEN or CT_ERR_READ. */
ct_status version_hash(const char *path, const char *second_path, ct_version *version);

/* Is it as it was, by size and time? */
bool version_same(const ct_version *a, const ct_version *b);

#endif
