/* The words that stand for the public enums, as they are written in JSON, CSV and messages. */
#include "calltone/measure.h"
#include "calltone/report.h"
#include "calltone/status.h"

#include <stddef.h>

/* The word at `index`, or `otherwise` for a number that is none of the enum's. */
static const char *word(const char *const *words, size_t n_words, unsigned index, const char *otherwise)
{
    return index < n_words && words[index] ? words[index] : otherwise;
}

#define WORD(words, index, otherwise) word((words), sizeof(words) / sizeof(words)[0], (unsigned)(index), (otherwise))

const char *ct_status_text(ct_status status)
{
    static const char *const words[] = {
        [CT_OK] = "all well",
        [CT_ERR_ARGUMENT] = "an argument is missing or out of range",
        [CT_ERR_MEMORY] = "out of memory",
        [CT_ERR_FINISHED] = "the call is already finished",
        [CT_ERR_NOT_FINITE] = "a sample is not a finite number",
        [CT_ERR_OPEN] = "cannot be opened",
        [CT_ERR_FORMAT] = "not audio that can be analysed",
        [CT_ERR_READ] = "reading stopped midway",
        [CT_ERR_WRITE] = "cannot be written",
    };
    return WORD(words, status, "unknown status");
}

const char *ct_side_name(ct_side side)
{
    static const char *const words[] = {
        [CT_SIDE_AGENT] = "agent",
        [CT_SIDE_CUSTOMER] = "customer",
        [CT_SIDE_CALL] = "call",
        [CT_SIDE_MIXED] = "mixed",
    };
    return WORD(words, side, "unknown");
}

const char *ct_unit_name(ct_unit unit)
{
    static const char *const words[] = {
        [CT_UNIT_SECONDS] = "s",
        [CT_UNIT_RATIO] = "ratio",
        [CT_UNIT_COUNT] = "count",
        [CT_UNIT_SYLLABLES_PER_MINUTE] = "syll/min",
        [CT_UNIT_PER_MINUTE] = "1/min",
        [CT_UNIT_HZ] = "Hz",
        [CT_UNIT_SEMITONES] = "st",
        [CT_UNIT_DBFS] = "dBFS",
        [CT_UNIT_DB] = "dB",
        [CT_UNIT_DB_PER_OCTAVE] = "dB/oct",
        [CT_UNIT_INDEX] = "index",
        [CT_UNIT_SPREADS] = "spreads",
        [CT_UNIT_SIDE] = "side",
    };
    return WORD(words, unit, "unknown");
}

/* Times have the grid of 10 ms hops, or finer by interpolation; levels and pitch are not known to a hundredth. */
int ct_unit_decimals(ct_unit unit)
{
    switch (unit) {
    case CT_UNIT_SECONDS:
    case CT_UNIT_INDEX:
        return 3;
    case CT_UNIT_RATIO:
        return 5; /* shares of clipped samples are small */
    case CT_UNIT_COUNT:
    case CT_UNIT_SIDE:
        return 0;
    case CT_UNIT_SYLLABLES_PER_MINUTE:
    case CT_UNIT_HZ:
        return 1;
    case CT_UNIT_PER_MINUTE:
    case CT_UNIT_SEMITONES:
    case CT_UNIT_DBFS:
    case CT_UNIT_DB:
    case CT_UNIT_DB_PER_OCTAVE:
    case CT_UNIT_SPREADS:
        return 2;
    }
    return 3;
}

const char *ct_event_kind_name(ct_event_kind kind)
{
    static const char *const words[] = {
        [CT_EVENT_UTTERANCE] = "utterance",
        [CT_EVENT_TURN] = "turn",
        [CT_EVENT_PAUSE] = "pause",
        [CT_EVENT_OVERLAP] = "overlap",
        [CT_EVENT_INTERRUPTION] = "interruption",
        [CT_EVENT_CUT_OFF] = "cut_off",
        [CT_EVENT_BACKCHANNEL] = "backchannel",
        [CT_EVENT_SILENCE] = "silence",
        [CT_EVENT_HOLD] = "hold",
        [CT_EVENT_RING] = "ring",
        [CT_EVENT_MUSIC] = "music",
        [CT_EVENT_CLIP] = "clip",
        [CT_EVENT_POP] = "pop",
        [CT_EVENT_SHOUT] = "shout",
        [CT_EVENT_DRAWL] = "drawl",
    };
    return WORD(words, kind, "unknown");
}

const char *ct_fault_name(ct_fault fault)
{
    static const char *const words[] = {
        [CT_FAULT_MONO] = "mono",
        [CT_FAULT_DUAL_MONO] = "dual_mono",
        [CT_FAULT_SILENT_SIDE] = "silent_side",
        [CT_FAULT_CROSSTALK] = "crosstalk",
        [CT_FAULT_DC] = "dc",
        [CT_FAULT_CLIPPING] = "clipping",
        [CT_FAULT_DROPOUTS] = "dropouts",
        [CT_FAULT_LOST_AUDIO] = "lost_audio",
        [CT_FAULT_SIDE_MISSING] = "side_missing",
        [CT_FAULT_LOW_LEVEL] = "low_level",
        [CT_FAULT_NOISE] = "noise",
        [CT_FAULT_SHORT] = "short",
    };
    return WORD(words, fault, "unknown");
}

const char *ct_state_name(ct_state state)
{
    static const char *const words[] = {
        [CT_KNOWN] = "known",
        [CT_TOO_LITTLE_SPEECH] = "too_little_speech",
        [CT_NOT_MEASURABLE] = "not_measurable",
        [CT_NOT_OBSERVABLE] = "not_observable",
    };
    return WORD(words, state, "unknown");
}

const char *ct_hold_cause_name(ct_hold_cause cause)
{
    static const char *const words[] = {
        [CT_HOLD_NONE] = NULL,     [CT_HOLD_MUSIC] = "music",     [CT_HOLD_TONE] = "tone",
        [CT_HOLD_MUTED] = "muted", [CT_HOLD_SILENCE] = "silence",
    };
    return WORD(words, cause, NULL);
}
