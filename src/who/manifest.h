/* The manifest: a CSV file that says of each recording who is on it, as the telephone system exports it.
 *
 * Columns: file, and any of the fields of a call (field.h), under their English or Chinese heads. A file is named by
 * its path as seen from the manifest's folder, or where no file is at that path (the manifest came from another
 * machine, or names files alone) by the last part of it, as long as no other row has the same. */
#ifndef CT_WHO_MANIFEST_H
#define CT_WHO_MANIFEST_H

#include "who/who.h"

typedef struct who_manifest who_manifest;

/* CT_ERR_OPEN, CT_ERR_READ, CT_ERR_FORMAT or CT_ERR_MEMORY, and a message with file, line and column. */
ct_status who_manifest_load(const char *path, who_manifest **out, ct_message *message);
/* NULL is fine. */
void who_manifest_free(who_manifest *manifest);

/* How many files it speaks of, and how it was written: "UTF-8", "UTF-16", "GB18030". */
size_t who_manifest_count(const who_manifest *manifest);
const char *who_manifest_encoding(const who_manifest *manifest);

/* Add what the manifest says of a recording, by WHO_MANIFEST. False when it says nothing of it. Any number of threads
 * may ask at once. */
bool who_manifest_find(const who_manifest *manifest, const char *path, who_call *into);

#endif
