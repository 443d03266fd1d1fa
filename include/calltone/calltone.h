/**
 * calltone: listens to a two-sided telephone call and measures how the agent sounds and how the talk flows.
 *
 * The engine is a stream: create it, push audio as it comes, ask for a report at any time.
 *
 * Example: analyse a recording and print three readings. (Built with `pkg-config --cflags --libs calltone-io`.)
 *
 * @code
 * #include <calltone/calltone.h>
 * #include <calltone/source.h>
 * #include <stdio.h>
 *
 * int main(int argc, char **argv)
 * {
 *     static const char *const names[] = {"speech_rate", "active_level", "response_gap_median"};
 *     ct_source *source;
 *     ct_message message;
 *     if (argc != 2 || ct_source_open(argv[1], NULL, &source, &message) != CT_OK) {
 *         fprintf(stderr, "%s\n", argc == 2 ? message.text : "usage: example CALL.wav");
 *         return 1;
 *     }
 *
 *     ct_engine *engine;
 *     ct_options options;
 *     ct_options_init(&options);
 *     options.channels = ct_source_describe(source)->channels;
 *     if (ct_engine_create(&options, &engine) != CT_OK)
 *         return 1;
 *
 *     float frames[2 * 1024];
 *     size_t n;
 *     while (ct_source_read(source, frames, 1024, &n, &message) == CT_OK && n > 0)
 *         ct_engine_push(engine, frames, n);
 *     ct_engine_finish(engine);
 *
 *     ct_report *report;
 *     if (ct_engine_report(engine, &report) != CT_OK)
 *         return 1;
 *     for (int i = 0; i < 3; i++) {
 *         const ct_reading *r = ct_report_find(report, names[i], CT_SIDE_AGENT);
 *         if (r->state == CT_KNOWN)
 *             printf("%s: %.1f %s\n", names[i], r->value, ct_unit_name(r->info->unit));
 *         else
 *             printf("%s: %s (%s)\n", names[i], ct_state_name(r->state), r->reason);
 *     }
 *     ct_report_free(report);
 *     ct_engine_destroy(engine);
 *     ct_source_close(source);
 *     return 0;
 * }
 * @endcode
 *
 * Threads: an engine belongs to one thread at a time; any number of engines may run side by side.
 * The library never prints, exits or keeps global state.
 */
#ifndef CALLTONE_H
#define CALLTONE_H

#include <stdbool.h>
#include <stddef.h>

#include "calltone/measure.h"
#include "calltone/report.h"
#include "calltone/status.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CT_VERSION "0.1.0"

/** The one rate of the engine: the telephone band. Sources (source.h) resample to it. */
#define CT_RATE_HZ 8000
/** Samples of the 10 ms step in which everything is decided. */
#define CT_HOP_SAMPLES 80
/** Seconds of one hop. */
#define CT_HOP_S 0.01

typedef struct ct_engine ct_engine;

/** Who is heard on a recording with one channel. */
typedef enum ct_mono { CT_MONO_MIXED, CT_MONO_AGENT, CT_MONO_CUSTOMER } ct_mono;

typedef struct ct_options {
    unsigned channels;      /**< 1 or 2; default 2 */
    unsigned agent_channel; /**< 0 left, 1 right; default 0. Only with two channels */
    ct_mono mono;           /**< default CT_MONO_MIXED. Only with one channel */
    size_t max_events;      /**< room for events; default 65536, a day of talk */
} ct_options;

/** Fill with the defaults. */
CT_API void ct_options_init(ct_options *options);

/**
 * Make an engine, in one allocation: nothing is allocated again until a report is asked for.
 *
 * @param options  borrowed, not kept; NULL for the defaults
 * @param out      the engine; destroy it with ct_engine_destroy(). Untouched on failure
 * @return CT_OK, CT_ERR_ARGUMENT or CT_ERR_MEMORY
 */
CT_API ct_status ct_engine_create(const ct_options *options, ct_engine **out);

/** Free an engine. NULL is fine. */
CT_API void ct_engine_destroy(ct_engine *engine);

/**
 * Add audio to the call. Any number of frames; results do not depend on how the audio was cut.
 *
 * @param frames    interleaved float at CT_RATE_HZ, nominal -1..1 (held to +-16), [n_frames x channels]; read only, not
 * kept
 * @param n_frames  frames, not samples; 0 is fine
 * @return CT_OK; CT_ERR_FINISHED after ct_engine_finish(); CT_ERR_NOT_FINITE, and nothing taken, if a sample is
 *         NaN or infinite. Allocates nothing.
 */
CT_API ct_status ct_engine_push(ct_engine *engine, const float *frames, size_t n_frames);

/**
 * Tell of lost audio: `n_frames` that never arrived. They take time, but are neither silence nor speech.
 */
CT_API ct_status ct_engine_push_gap(ct_engine *engine, size_t n_frames);

/**
 * Add audio of which one channel never arrived: lost there, heard on the other.
 *
 * @param frames   as for ct_engine_push(); what stands in the missing channel is not looked at
 * @param missing  0 left, 1 right; a mono engine takes no such audio
 * @return as ct_engine_push(); CT_ERR_ARGUMENT for a channel that is not there
 */
CT_API ct_status ct_engine_push_half(ct_engine *engine, const float *frames, size_t n_frames, unsigned missing);

/** The call is over: what was held back for looking ahead is decided. Twice is fine. */
CT_API ct_status ct_engine_finish(ct_engine *engine);

/**
 * The report as it would be if the call ended now. At any time, as often as wanted; the engine is not changed.
 *
 * @param out  a new report; free it with ct_report_free(). Untouched on failure
 * @return CT_OK, CT_ERR_ARGUMENT or CT_ERR_MEMORY
 */
CT_API ct_status ct_engine_report(const ct_engine *engine, ct_report **out);

/** Seconds by which decisions lag behind the audio pushed. */
CT_API double ct_engine_delay_s(void);

/** One hop of one side, as decided. */
typedef struct ct_track {
    double time_s; /**< centre of the hop */
    ct_side side;
    bool speech;
    bool syllable;     /**< the nucleus of a syllable lies here */
    bool music, tone;  /**< line sounds, not talk */
    bool lost;         /**< told by ct_engine_push_gap() */
    double level_dbfs; /**< mean power of the hop, constant offset removed; -100 at the least */
    double f0_hz;      /**< 0 where unvoiced or no speech */
} ct_track;

/**
 * Be told of every hop, side by side, in the order of time. Called from inside push and finish.
 *
 * @param observer  NULL for none
 */
typedef void (*ct_observer)(void *context, const ct_track *hop);
CT_API void ct_engine_observe(ct_engine *engine, ct_observer observer, void *context);

/**
 * Be told of every hop early, for what cannot wait, such as cues (cue.h): ct_engine_early_delay_s() after its sound,
 * once 2 s of the call are heard. Both observers may be set; of one instant the early one is told first.
 *
 * Speech, pitch and level are close to what is decided later. `music` and `tone` are guesses from what was heard so
 * far, so the first seconds of music may come as speech; gaps inside words are not closed yet; `syllable` stands on the
 * hop on which a nucleus became certain, up to 0.18 s after it. Reports and the other observer are not changed by it.
 *
 * @param observer  NULL for none. Set in mid-call it is told of what comes from then on
 */
CT_API void ct_engine_observe_early(ct_engine *engine, ct_observer observer, void *context);
/** Seconds by which the early hops lag behind the audio pushed. */
CT_API double ct_engine_early_delay_s(void);

#ifdef __cplusplus
}
#endif
#endif
