/**
 * Cues: what a supervisor should know of a running call, now. One at a time, the most urgent.
 *
 * Cues listen to an engine's hops and read the section [live] of a standard (ct_live in standard.h). They know no clock
 * but the samples: a recording played faster gives the same cues at the same seconds.
 *
 * @code
 * ct_cues *cues;
 * ct_cue cue;
 * char words[CT_CUE_TEXT];
 * ct_cues_create(standard, 2, &cues);
 * ct_cues_attach(cues, engine);
 * while (... ct_engine_push(engine, frames, n) ...)
 *     if (ct_cues_current(cues, &cue) && cue.number != shown) {
 *         ct_cue_text(&cue, CT_LANG_EN, words);     // "Too fast: 352 syll/min (limit 320 syll/min)"
 *         shown = cue.number;
 *     }
 * ct_cues_destroy(cues);
 * @endcode
 *
 * A cue comes at most 0.5 s after its reason is complete in the sound: ct_engine_early_delay_s() for the engine, the
 * rest for a syllable that is certain only when it is over. What looks back, as hold music does, comes when it is
 * recognised, and its seconds count from where it began. A cue stays for 3 s at least, unless a more urgent one comes,
 * and after that until its reason is over; values have to come back by a margin, and one that has just gone does not
 * come again within 5 s unless it is something that happened (talking over, silence, hold, monologue).
 */
#ifndef CALLTONE_CUE_H
#define CALLTONE_CUE_H

#include <stdbool.h>
#include <stddef.h>

#include "calltone/calltone.h"
#include "calltone/standard.h"
#include "calltone/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ct_cues ct_cues;

typedef struct ct_cue_info {
    const char *name; /**< "too_fast", "hold" ... */
    const char *title_en, *title_zh;
    ct_side side;        /**< whose doing it is; CT_SIDE_CALL: nobody's alone */
    ct_unit unit;        /**< of value and limit */
    const char *rule_id; /**< the rule of a standard that says why */
} ct_cue_info;

/** Kind `index` of cue, or NULL past the last. Static. */
CT_API const ct_cue_info *ct_cue_kind_at(size_t index);

typedef struct ct_cue {
    const ct_cue_info *info;
    const ct_rule *rule;  /**< with the clause, or NULL where the standard has no such rule. Lives in the standard */
    unsigned long number; /**< of this appearance: differs from cue to cue */
    int urgency;          /**< 1 to 100; 50 and more: help now */
    int mark;             /**< of a hold: how many of its three marks are passed; else 0 */
    double since_s;       /**< since when the reason holds, counted back to where it began */
    double shown_s;       /**< when the cue came up; both in seconds of the call, as early hops tell them */
    double value, limit;  /**< now, or the last while the reason held; and what was passed */
    bool over;            /**< the reason is over: it stays only so that it can be read */
} ct_cue;

/**
 * @param standard  borrowed; outlives the cues
 * @param sides     1 or 2, as the engine's channels. With 1 there is nobody to talk over, and one channel with both
 *                  talkers is watched for silence and hold alone
 * @return CT_OK, CT_ERR_ARGUMENT or CT_ERR_MEMORY. Nothing is allocated afterwards
 */
CT_API ct_status ct_cues_create(const ct_standard *standard, unsigned sides, ct_cues **out);

/** NULL is fine. An engine that still tells these cues is destroyed, or told to observe something else, before. */
CT_API void ct_cues_destroy(ct_cues *cues);

/** Become both observers of an engine. Who needs the hops too observes for himself, and hands them on: */
CT_API void ct_cues_attach(ct_cues *cues, ct_engine *engine);
/** A hop of ct_engine_observe_early(); with two sides the agent's first. `cues` is a ct_cues. */
CT_API void ct_cues_hear_early(void *cues, const ct_track *hop);
/** A hop of ct_engine_observe(), which corrects what was thought early. `cues` is a ct_cues. */
CT_API void ct_cues_hear(void *cues, const ct_track *hop);

/** The cue to show now. False: none, and `out` untouched. */
CT_API bool ct_cues_current(const ct_cues *cues, ct_cue *out);

#define CT_CUE_TEXT 160
/** A line for people: "Customer on hold: 34 s (limit 30 s)". */
CT_API void ct_cue_text(const ct_cue *cue, ct_lang lang, char out[CT_CUE_TEXT]);

#ifdef __cplusplus
}
#endif
#endif
