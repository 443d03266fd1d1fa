/* Files made calls: most lie in one file, some in two. */
#ifndef CT_CLI_SCAN_LISTING_H
#define CT_CLI_SCAN_LISTING_H

#include "cli/scan/pass.h"
#include "cli/scan/walk.h"

/* Pair the files of each folder. `out` is new memory for at most files->n_files recordings, whose texts belong to
 * `files`. CT_OK or CT_ERR_MEMORY. */
ct_status listing_make(const walk *files, recording **out, size_t *n);

#endif
