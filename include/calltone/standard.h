/**
 * Standards: what a centre asks of a call, as data; and what a report says against one, as verdicts.
 *
 * A standard is a UTF-8 text file of sections and keys. Several come with the library. Its own sections:
 *
 *     [standard]             name, version, title_zh, title_en, language;
 *                            extend = NAME takes all of a shipped standard first: what follows changes single keys
 *     [dimension NAME]       weight, title_zh, title_en
 *     [rule ID]              title_zh, title_en, document, clause, meaning_en, kind (verdict, advisory, listener),
 *                            source, source_zh (where its numbers come from), dimension, points, warn_points
 *       of a reading:        measure, side, good, warn, never_fails, min_evidence_s;
 *                            against_own: the bands are about the distance from the agent's own usual value (see
 *                            baseline.h), as a difference, in semitones or in spreads of one's own
 *       of each event:       event, event_side, limit_warn_s, limit_fail_s
 *       of either:           occasion = EVENT: without such an event in the call there is nothing to praise
 *       for a listener:      hear (opening, closing, hold, interruption, all)
 *       what to do about it: advice_low_zh, advice_low_en, advice_high_zh, advice_high_en
 *
 *     [live]                 limits of cues on a running call, see ct_live: too_fast, too_slow, flat, too_loud,
 * too_soft, shouting, talk_over, silence, hold_first, hold_second, hold_last, customer_louder, monologue (a number, or
 * off); source, source_zh
 *
 * A band is written 180..260, or open at one end: ..1.5, 4..; its ends belong to it. Comments begin with ; or #, and
 * inside a line with a space and ;.
 */
#ifndef CALLTONE_STANDARD_H
#define CALLTONE_STANDARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "calltone/baseline.h"
#include "calltone/report.h"
#include "calltone/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ct_rule_kind {
    CT_RULE_VERDICT,  /**< judged, and counts */
    CT_RULE_ADVISORY, /**< a hint: never counts */
    CT_RULE_LISTENER  /**< words and manners: a person has to hear */
} ct_rule_kind;

/** Where a listener finds what a rule is about. */
typedef enum ct_hear { CT_HEAR_ALL, CT_HEAR_OPENING, CT_HEAR_CLOSING, CT_HEAR_HOLD, CT_HEAR_INTERRUPTION } ct_hear;

/** What a value is held against. */
typedef enum ct_against {
    CT_AGAINST_NOTHING,    /**< the value itself is judged */
    CT_AGAINST_DIFFERENCE, /**< value less the agent's own median: in the measure's unit, of levels in dB */
    CT_AGAINST_SEMITONES,  /**< 12 log2(value / own median) */
    CT_AGAINST_SPREADS     /**< (value - own median) / own spread */
} ct_against;

/** Values from low to high, both included; an open end is infinite. */
typedef struct ct_band {
    double low, high;
} ct_band;

/** Texts that a standard does not give are "". */
typedef struct ct_rule {
    const char *id, *title_en, *title_zh;
    const char *document, *clause, *meaning_en; /**< the sentence, word for word, and where it stands */
    const char *source, *source_zh;             /**< where the numbers come from; the Chinese stands behind the other */
    ct_rule_kind kind;
    const ct_measure_info *measure; /**< NULL: a rule on events, or nothing that is measured */
    ct_against against;             /**< the agent's own usual value, or nothing */
    ct_side side;                   /**< whose reading, or whose events; CT_SIDE_CALL with events: anyone's */
    ct_band good, warn;             /**< inside good: kept; inside warn: nearly */
    bool never_fails;               /**< past warn it is still a warning */
    double min_evidence_s;          /**< less than this under the value: not measurable */
    bool on_events;                 /**< each event of a kind, by its length */
    ct_event_kind event;
    double limit_warn_s, limit_fail_s; /**< longer is a finding; limit_fail_s may be infinite */
    bool has_occasion;                 /**< only a call with such an event puts the rule to the test */
    ct_event_kind occasion;
    ct_hear hear;
    const char *dimension;      /**< name of its dimension, or "" */
    double points, warn_points; /**< taken off for a fail, and for a warning */
    const char *advice_low_en, *advice_low_zh, *advice_high_en, *advice_high_zh;
    const char *file; /**< where it is written, for messages */
    unsigned line;
} ct_rule;

typedef struct ct_dimension {
    const char *name, *title_en, *title_zh;
    double weight;
    const char *file;
    unsigned line;
} ct_dimension;

/** Limits of cues on a running call (cue.h); NaN: no such cue. A standard that does not write one has its usual value:
 * ct_live_limit_at() says which, and what each is about. */
typedef struct ct_live {
    double too_fast, too_slow;                 /**< syllables a minute */
    double flat;                               /**< semitones */
    double too_loud, too_soft;                 /**< dBFS */
    double shouting;                           /**< dB over the own usual level */
    double talk_over, silence;                 /**< s */
    double hold_first, hold_second, hold_last; /**< s; they rise */
    double customer_louder;                    /**< dB over the own usual level */
    double monologue;                          /**< s */
    const char *source, *source_zh;            /**< where the numbers come from */
    const char *file;                          /**< where it is written, or NULL: nowhere */
    unsigned line;
} ct_live;

/** What a limit of [live] is about. */
typedef struct ct_live_limit {
    const char *name; /**< its key */
    ct_unit unit;
    double usual;           /**< where a standard does not write it */
    double lowest, highest; /**< what it may be */
    const char *meaning_en, *meaning_zh;
} ct_live_limit;

typedef struct ct_standard {
    const char *name, *version, *title_en, *title_zh;
    const char *language;    /**< of the speech */
    const char *extend;      /**< the shipped standard it began with, or "" */
    char hash[17];           /**< of everything it is made from: equal hashes judge equally */
    const char *file, *text; /**< what it was loaded from; the text as it was, without what it extends */
    size_t text_size;
    ct_dimension *dimensions;
    size_t n_dimensions;
    ct_rule *rules; /**< in the order of the file */
    size_t n_rules;
    ct_live live;
} ct_standard;

/** Name and text of shipped standard `index`, or NULL past the last. Static. */
CT_API const char *ct_standard_shipped_name(size_t index);
CT_API const char *ct_standard_shipped_text(size_t index);

/**
 * Load a shipped standard by its name, or any other from its file.
 *
 * @param name_or_path  a shipped name is never looked for among files; ./NAME is a file
 * @param out           free it with ct_standard_free(). Untouched on failure
 * @param message       FILE:LINE: what is wrong, and the nearest word that would do
 * @return CT_OK, CT_ERR_ARGUMENT, CT_ERR_OPEN, CT_ERR_READ, CT_ERR_FORMAT or CT_ERR_MEMORY
 */
CT_API ct_status ct_standard_load(const char *name_or_path, ct_standard **out, ct_message *message);

/** The same from memory; `file` stands in messages. */
CT_API ct_status ct_standard_load_text(const char *file, const char *text, size_t size, ct_standard **out,
                                       ct_message *message);

/** NULL is fine. */
CT_API void ct_standard_free(ct_standard *standard);

/** The rule of that id, or NULL. */
CT_API const ct_rule *ct_standard_find(const ct_standard *standard, const char *id);

/** Limit `index` of [live], or NULL past the last; and its value in a standard. */
CT_API const ct_live_limit *ct_live_limit_at(size_t index);
CT_API double ct_live_value(const ct_live *live, size_t index);

/** The unit of a rule's bands and of its verdict's value; seconds for a rule on events. */
CT_API ct_unit ct_rule_unit(const ct_rule *rule);

/** "verdict", "advisory", "listener". */
CT_API const char *ct_rule_kind_name(ct_rule_kind kind);

/** What a reader of a standard should know though it can be used: a line each, naming file and line. */
typedef void (*ct_lint_listener)(void *context, const ct_message *doubt);
/** Look for doubtful things: targets that clash, weights that do not add up to 1, numbers without a source.
 * @return how many there are */
CT_API size_t ct_standard_lint(const ct_standard *standard, ct_lint_listener listener, void *context);

/** Fewer exemplary calls than this make no limits. */
#define CT_CALIBRATION_LEAST_CALLS 8

/** Limits of one's own: a shipped standard, and what is usual in a centre's exemplary calls. Nothing is kept. */
typedef struct ct_calibration {
    const ct_standard *base;  /**< a shipped one, unchanged */
    const ct_baseline *usual; /**< of at least CT_CALIBRATION_LEAST_CALLS calls */
    const char *name;         /**< of the new standard */
} ct_calibration;

/** Write it as a standard that extends the shipped one, with how it was made: see calibrate.c for the limits it sets
 * and those it leaves. CT_ERR_WRITE if `out` fails. */
CT_API ct_status ct_calibration_write(const ct_calibration *calibration, FILE *out);
/** How many of the base's rules on what is measured get limits of their own, and how many such rules there are. */
CT_API size_t ct_calibration_count(const ct_calibration *calibration);
CT_API size_t ct_calibration_rules(const ct_calibration *calibration);

typedef enum ct_outcome {
    CT_PASS, /**< kept; reason "no_occasion" where nothing happened that could have broken it, which is no strength */
    CT_WARN,
    CT_FAIL,
    CT_UNMEASURED, /**< not measurable here, see reason; counts neither for nor against */
    CT_LISTENER,   /**< a person has to hear */
    CT_ADVISORY    /**< a hint that lies outside its band */
} ct_outcome;

/** "pass", "warn", "fail", "not_measurable", "listener", "advisory". */
CT_API const char *ct_outcome_name(ct_outcome outcome);

/** Seconds to hear. */
typedef struct ct_span {
    double start_s, end_s;
} ct_span;

#define CT_MOST_SPANS 12

typedef struct ct_verdict {
    const ct_rule *rule;
    ct_outcome outcome;
    const char *reason;        /**< CT_UNMEASURED: a short code such as "mono"; CT_PASS: "no_occasion"; else NULL */
    const ct_reading *reading; /**< what was judged, or NULL */
    bool has_value;
    double value;                 /**< in ct_rule_unit(); of events the length of the longest, s */
    const ct_usual *usual;        /**< the agent's own usual value that it was held against, or NULL */
    double limit;                 /**< the end of a band that was passed, NaN where none was */
    int direction;                /**< -1 too low, 1 too high, 0 neither */
    double points;                /**< taken off */
    ct_span spans[CT_MOST_SPANS]; /**< the moments to hear, in the order of time */
    size_t n_spans;
    size_t n_moments; /**< how many there are, those without room too */
} ct_verdict;

/**
 * A dimension's share of the weighted score. A rule kept for want of an occasion keeps its points: were they left out,
 * a call without a hold would lose more for the same silence than a call with a hold that was handled well.
 */
typedef struct ct_dimension_score {
    const ct_dimension *dimension;
    double score;   /**< 0 to 100; NaN where nothing was measured */
    double covered; /**< 0 to 1: share of its points that could be measured */
} ct_dimension_score;

typedef struct ct_judgement {
    const ct_standard *standard;
    ct_verdict *verdicts; /**< one a rule, in its order */
    size_t n_verdicts;
    ct_dimension_score *dimensions;
    size_t n_dimensions;
    double total;          /**< 100 less the points taken off, 0 at the least; NaN where nothing was measured */
    double weighted;       /**< mean of the dimensions that were measured, by weight; NaN where none was */
    double covered_weight; /**< 0 to 1: how much of the weight could be measured */
} ct_judgement;

/**
 * Judge a report. Facts in, verdicts out; nothing is changed.
 *
 * @param baseline  what is usual for the agent, or NULL: then rules with against_own are not measurable. Less than
 *                  CT_BASELINE_LEAST_CALLS calls are no baseline
 * @param out       free it with ct_judgement_free(); it borrows from the other three. Untouched on failure
 * @return CT_OK, CT_ERR_ARGUMENT or CT_ERR_MEMORY
 */
CT_API ct_status ct_judge(const ct_report *report, const ct_standard *standard, const ct_baseline *baseline,
                          ct_judgement **out);
/** NULL is fine. */
CT_API void ct_judgement_free(ct_judgement *judgement);
/** The advice for what was found, or "". */
CT_API const char *ct_verdict_advice(const ct_verdict *verdict, ct_lang lang);
/** The worst outcome among those that count: CT_PASS, CT_WARN or CT_FAIL. */
CT_API ct_outcome ct_judgement_worst(const ct_judgement *judgement);

#ifdef __cplusplus
}
#endif
#endif
