/**
 * Reports kept: facts written once, read again without the audio.
 *
 * Part of libcalltone-store, which links jansson. A report read back is the report that was written: judged under the
 * same standard it gives the same verdicts, byte for byte.
 */
#ifndef CALLTONE_STORE_H
#define CALLTONE_STORE_H

#include <stdio.h>

#include "calltone/report.h"
#include "calltone/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A report and what it says of its call. All of it is the stored report's own, and lives as long as it does. */
typedef struct ct_stored {
    ct_report *report;
    ct_call call;
} ct_stored;

/**
 * Read the next report (JSON, schema calltone.report/1, as ct_report_write_json() writes it) from a stream. Reports may
 * follow each other, on a line each or not. Verdicts in it are passed over: they come from a standard.
 *
 * @param in       a stream at the start of a report, or at its end
 * @param name     stands in messages
 * @param out      free it with ct_stored_free(); NULL at the end of the stream. Untouched on failure
 * @param message  name, place and what is wrong
 * @return CT_OK, CT_ERR_ARGUMENT, CT_ERR_READ, CT_ERR_FORMAT or CT_ERR_MEMORY
 */
CT_API ct_status ct_stored_read(FILE *in, const char *name, ct_stored **out, ct_message *message);

/** NULL is fine. */
CT_API void ct_stored_free(ct_stored *stored);

#ifdef __cplusplus
}
#endif
#endif
