/**
 * The catalogue of what calltone measures: one entry a reading, in the order of reports.
 *
 * A reading has one name, the same in C, standards, reports and on the command line.
 */
#ifndef CALLTONE_MEASURE_H
#define CALLTONE_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

#include "calltone/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Whose figure or event it is. The first two are also the indices of a call's sides. */
typedef enum ct_side {
    CT_SIDE_AGENT,
    CT_SIDE_CUSTOMER,
    CT_SIDE_CALL, /**< the call as a whole */
    CT_SIDE_MIXED /**< both talkers on one channel: a mono or dual-mono recording */
} ct_side;

/** "agent", "customer", "call", "mixed". */
CT_API const char *ct_side_name(ct_side side);

typedef enum ct_unit {
    CT_UNIT_SECONDS,
    CT_UNIT_RATIO, /**< 0 to 1; rate_change may be negative */
    CT_UNIT_COUNT,
    CT_UNIT_SYLLABLES_PER_MINUTE, /**< shown as characters a minute for Mandarin: one syllable is about one character */
    CT_UNIT_PER_MINUTE,
    CT_UNIT_HZ,
    CT_UNIT_SEMITONES,
    CT_UNIT_DBFS,
    CT_UNIT_DB,
    CT_UNIT_DB_PER_OCTAVE,
    CT_UNIT_INDEX,
    CT_UNIT_SPREADS, /**< multiples of one's own usual spread */
    CT_UNIT_SIDE     /**< the value is a ct_side */
} ct_unit;

/** "s", "ratio", "count", "syll/min", "1/min", "Hz", "st", "dBFS", "dB", "dB/oct", "index", "spreads", "side". */
CT_API const char *ct_unit_name(ct_unit unit);
/** Decimals that a value of that unit is worth, 0 to 5. A report's values are rounded to them, so that what is judged,
 * shown and stored is one number. */
CT_API int ct_unit_decimals(ct_unit unit);

typedef enum ct_scope {
    CT_SCOPE_SIDE, /**< one reading for the agent, one for the customer */
    CT_SCOPE_CALL  /**< one reading for the call */
} ct_scope;

typedef struct ct_measure_info {
    const char *name;
    const char *title_en, *title_zh;
    ct_unit unit;
    ct_scope scope;
    bool proxy;                                /**< hints only: must not fail an agent alone */
    unsigned spoiled_by;                       /**< bits 1u << ct_fault: with such a fault it is not measurable */
    const char *definition_en, *definition_zh; /**< what exactly is counted, with its limits */
    const char *source;                        /**< where the definition comes from */
} ct_measure_info;

/** How many readings the catalogue has. */
CT_API size_t ct_measure_count(void);
/** Entry `index` of the catalogue, or NULL past its end. Static. */
CT_API const ct_measure_info *ct_measure_at(size_t index);
/** The entry of that name, or NULL. */
CT_API const ct_measure_info *ct_measure_find(const char *name);

#ifdef __cplusplus
}
#endif
#endif
