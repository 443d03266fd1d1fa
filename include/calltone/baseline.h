/**
 * What is usual: the median and the spread of each reading over many calls.
 *
 * Of one agent's earlier calls it is the agent's own baseline, against which pitch, level and clarity are judged (never
 * in Hz, which would judge sex and age). Of a centre's exemplary calls it gives the limits of a standard of its own.
 */
#ifndef CALLTONE_BASELINE_H
#define CALLTONE_BASELINE_H

#include <stddef.h>
#include <stdio.h>

#include "calltone/report.h"
#include "calltone/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Fewer calls than this make nothing usual. */
#define CT_BASELINE_LEAST_CALLS 5

typedef struct ct_usual {
    const ct_measure_info *measure;
    ct_side side;   /**< agent, customer or call */
    double median;  /**< in the measure's unit */
    double spread;  /**< 1.4826 times the median distance from the median: a standard deviation where values are
                         normally distributed, and deaf to single odd calls */
    size_t n_calls; /**< that had the reading */
} ct_usual;

typedef struct ct_baseline {
    const char *agent; /**< whose, or "" */
    size_t n_calls;
    ct_usual *usuals; /**< in the order of the catalogue, then agent, customer, call */
    size_t n_usuals;
} ct_baseline;

/** Collects readings call by call. */
typedef struct ct_collector ct_collector;

/** @return CT_OK, CT_ERR_ARGUMENT or CT_ERR_MEMORY */
CT_API ct_status ct_collector_create(ct_collector **out);
/** Take in the known readings of one call; nothing of the report is kept. Memory grows by some hundred numbers a call.
 * @return CT_OK, CT_ERR_ARGUMENT or CT_ERR_MEMORY */
CT_API ct_status ct_collector_add(ct_collector *collector, const ct_report *report);
/** How many calls were taken in. */
CT_API size_t ct_collector_calls(const ct_collector *collector);
/**
 * What is usual in the calls so far. Readings that no call had are left out.
 *
 * @param agent  whose calls, or NULL; copied
 * @param out    free it with ct_baseline_free(). Untouched on failure
 */
CT_API ct_status ct_collector_read(const ct_collector *collector, const char *agent, ct_baseline **out);
/** NULL is fine. */
CT_API void ct_collector_destroy(ct_collector *collector);

/** What is usual of that name and side, or NULL. */
CT_API const ct_usual *ct_baseline_find(const ct_baseline *baseline, const ct_measure_info *measure, ct_side side);

/** Write the agent's and the call's usual values as a file of sections and keys, which ct_baseline_load() reads.
 * CT_ERR_WRITE if `out` fails. */
CT_API ct_status ct_baseline_write(const ct_baseline *baseline, FILE *out);

/**
 * Read such a file.
 *
 * @param message  FILE:LINE: what is wrong, and the nearest word that would do
 * @return CT_OK, CT_ERR_ARGUMENT, CT_ERR_OPEN, CT_ERR_READ, CT_ERR_FORMAT or CT_ERR_MEMORY
 */
CT_API ct_status ct_baseline_load(const char *path, ct_baseline **out, ct_message *message);
/** The same from memory; `file` stands in messages. */
CT_API ct_status ct_baseline_load_text(const char *file, const char *text, size_t size, ct_baseline **out,
                                       ct_message *message);

/** NULL is fine. */
CT_API void ct_baseline_free(ct_baseline *baseline);

#ifdef __cplusplus
}
#endif
#endif
