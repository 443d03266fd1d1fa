/**
 * What a call holds, as measured: readings, events and the health of the recording.
 *
 * A report is plain data. ct_engine_report() makes one; writers, stores and judges read it. It holds facts only:
 * verdicts come from a standard and are not part of it.
 *
 * A report states its facts as finely as they are worth and no finer: values to ct_unit_decimals() of their unit, times
 * to a millisecond, levels to a hundredth of a dB. So what is written as text or JSON and read again is the same
 * report.
 *
 * Times are seconds from the start of the audio. Levels are dB relative to a full-scale square wave (dBFS: a sample
 * of +-1 all the way is 0 dBFS, a full-scale sine -3.01 dBFS).
 */
#ifndef CALLTONE_REPORT_H
#define CALLTONE_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "calltone/measure.h"
#include "calltone/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Whether a reading has a value, and if not, why. */
typedef enum ct_state {
    CT_KNOWN,
    CT_TOO_LITTLE_SPEECH, /**< heard, but too little to rest a figure on */
    CT_NOT_MEASURABLE,    /**< a fault of the recording makes it untrue (mono, crosstalk ...); see reason */
    CT_NOT_OBSERVABLE     /**< nothing of the kind is in the recording (no ring, no hang-up ...) */
} ct_state;

/** One figure. `value` counts only when `state` is CT_KNOWN. */
typedef struct ct_reading {
    const ct_measure_info *info; /**< name, unit, definition; static */
    ct_side side;
    ct_state state;
    double value;
    double evidence_s;  /**< seconds of speech, or of time, the value rests on */
    const char *reason; /**< a short code such as "mono" or "no_ring" when not known, else NULL; static */
} ct_reading;

typedef enum ct_event_kind {
    CT_EVENT_UTTERANCE,    /**< speech of one side with inner gaps under 0.5 s */
    CT_EVENT_TURN,         /**< a side's utterances until the other side takes the floor */
    CT_EVENT_PAUSE,        /**< 0.25 to 2 s of own silence inside a turn */
    CT_EVENT_OVERLAP,      /**< both speak; side: who began later, the call if both at once */
    CT_EVENT_INTERRUPTION, /**< side: who interrupts; from its start to the end of the overlap */
    CT_EVENT_CUT_OFF,      /**< side: who cut the other off; from its start to the other's last word */
    CT_EVENT_BACKCHANNEL,  /**< a short sign of listening inside the other's turn; is an utterance too */
    CT_EVENT_SILENCE,      /**< neither speaks for 3 s or more, no hold; side: who owed the turn */
    CT_EVENT_HOLD,         /**< the customer waits: music, tone, muted agent or silence of 10 s after the agent spoke */
    CT_EVENT_RING,         /**< one ringback burst before the answer; side: the channel that carries it */
    CT_EVENT_MUSIC,        /**< music on the line; side: the channel that carries it */
    CT_EVENT_CLIP,         /**< a stretch of clipped samples */
    CT_EVENT_POP,          /**< a plosive burst on the microphone */
    CT_EVENT_SHOUT,        /**< one second or more far over the own usual level */
    CT_EVENT_DRAWL,        /**< a drawn-out nucleus */
    CT_EVENT_KINDS
} ct_event_kind;

/** Set bits add to what a kind says. */
enum {
    CT_EVENT_SEVERE = 1u << 0,      /**< interruption: 2 s of overlap, or the other gave way */
    CT_EVENT_YIELDED = 1u << 1,     /**< interruption: the other stopped first */
    CT_EVENT_UNANNOUNCED = 1u << 2, /**< hold: no agent utterance of 1 s in the 8 s before it */
    CT_EVENT_NO_REPLY = 1u << 3,    /**< hold: announced, but no customer sound before it began */
    CT_EVENT_NO_RETURN = 1u << 4,   /**< hold: the agent was not the first to speak within 3 s of its end */
    CT_EVENT_OPEN = 1u << 5,        /**< not over yet when the report was made, or cut by the recording's end */
};

typedef enum ct_hold_cause { CT_HOLD_NONE, CT_HOLD_MUSIC, CT_HOLD_TONE, CT_HOLD_MUTED, CT_HOLD_SILENCE } ct_hold_cause;

typedef struct ct_event {
    ct_event_kind kind;
    ct_side side; /**< CT_SIDE_CALL where no side is meant */
    double start_s, end_s;
    unsigned flags;           /**< CT_EVENT_* bits */
    int syllables;            /**< utterance, turn, interruption, backchannel: nuclei inside; else 0 */
    double speech_s;          /**< utterance, turn: speech inside, without gaps of 0.25 s and more and lost audio;
                                   overlap: both speaking, without any gap; else 0 */
    double level_dbfs;        /**< utterance, turn, shout: mean power over speech; else 0 */
    ct_hold_cause cause;      /**< hold: music if there is any, else what showed it first; else CT_HOLD_NONE */
    double without_contact_s; /**< hold: longest stretch inside it without an agent utterance; else 0 */
} ct_event;

/** What is wrong with a recording. The bits of measure.h's `spoiled_by` have these numbers. */
typedef enum ct_fault {
    CT_FAULT_MONO,         /**< one channel: both talkers, or only one, on it */
    CT_FAULT_DUAL_MONO,    /**< two channels with the same sound */
    CT_FAULT_SILENT_SIDE,  /**< no speech on one side throughout */
    CT_FAULT_CROSSTALK,    /**< one side leaks into the other; value: leak in dB */
    CT_FAULT_DC,           /**< constant offset; value: share of full scale */
    CT_FAULT_CLIPPING,     /**< value: share of the speech that is clipped */
    CT_FAULT_DROPOUTS,     /**< stretches of digital zero inside speech; value: how many */
    CT_FAULT_LOST_AUDIO,   /**< gaps told by ct_engine_push_gap(); value: seconds */
    CT_FAULT_LOW_LEVEL,    /**< value: active level in dBFS */
    CT_FAULT_NOISE,        /**< value: signal to noise in dB */
    CT_FAULT_SIDE_MISSING, /**< more than a twentieth of one side's audio is missing; value: seconds */
    CT_FAULT_SHORT,        /**< the recording is shorter than 5 s; value: seconds */
    CT_FAULTS
} ct_fault;

typedef struct ct_health {
    ct_fault fault;
    ct_side side; /**< CT_SIDE_CALL where it concerns the whole recording */
    double value; /**< as the fault says */
} ct_health;

typedef struct ct_report {
    double duration_s;
    unsigned channels; /**< 1 or 2, as pushed */
    bool mixed;        /**< the per-side figures stand under CT_SIDE_MIXED (mono, dual mono) */
    bool finished;     /**< false while the call still runs */

    ct_health *health;
    size_t n_health;
    ct_reading *readings; /**< in the order of the catalogue; per side: agent, customer, mixed */
    size_t n_readings;
    ct_event *events; /**< by start, then kind, then side */
    size_t n_events;
    unsigned long events_dropped; /**< events that found the list full; counts and times still include them */
} ct_report;

/** Give back what ct_engine_report() made. NULL is fine. */
CT_API void ct_report_free(ct_report *report);

/** The reading of that name and side, or NULL when there is none. */
CT_API const ct_reading *ct_report_find(const ct_report *report, const char *name, ct_side side);

/** "utterance", "cut_off" ... as written in JSON. */
CT_API const char *ct_event_kind_name(ct_event_kind kind);
/** "mono", "dual_mono" ... as written in JSON and used as a reading's reason. */
CT_API const char *ct_fault_name(ct_fault fault);
/** "known", "too_little_speech", "not_measurable", "not_observable". */
CT_API const char *ct_state_name(ct_state state);
/** "music", "tone", "muted", "silence"; NULL for CT_HOLD_NONE. */
CT_API const char *ct_hold_cause_name(ct_hold_cause cause);

/** What a report cannot know of itself: where the call came from. Any string may be NULL; nothing is kept. */
typedef struct ct_call {
    const char *path, *id, *agent, *team, *started_at;
    const char *encoding;        /**< as the source names it: "WAV, A-law" */
    double sample_rate_hz;       /**< of the recording, before resampling */
    const char *agent_channel;   /**< "left", "right", "file", "mono" */
    const char *const *notes;    /**< what the source had to mend, in plain words; NULL-terminated or NULL */
    const char *const *notes_zh; /**< the same notes in Chinese, or NULL where there are none */
} ct_call;

/** Decimals of times and spans, of levels, and of what a fault is measured by. */
enum { CT_TIME_DECIMALS = 3, CT_LEVEL_DECIMALS = 2, CT_FAULT_DECIMALS = 4 };

struct ct_judgement; /* standard.h */

/** One page for a person, UTF-8, at most 80 columns, wide characters counted as two. `judgement` is of this report, or
 * NULL for facts alone. CT_ERR_WRITE if `out` fails. */
CT_API ct_status ct_report_write_text(const ct_report *report, const ct_call *call,
                                      const struct ct_judgement *judgement, ct_lang lang, FILE *out);

/** One JSON object (schema calltone.report/1) and a newline. `judgement` as above. CT_ERR_WRITE if `out` fails. */
CT_API ct_status ct_report_write_json(const ct_report *report, const ct_call *call,
                                      const struct ct_judgement *judgement, FILE *out);

/** One CSV line per reading; `with_header` writes the column names first. RFC 4180, CRLF. */
CT_API ct_status ct_report_write_csv(const ct_report *report, const ct_call *call, bool with_header, FILE *out);

#ifdef __cplusplus
}
#endif
#endif
