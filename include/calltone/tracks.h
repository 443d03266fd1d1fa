/**
 * The course of a call, as a chart shows it: waveform, level and pitch of each side, and where intonation was flat.
 *
 * However long the call: there are at most CT_TRACK_POINTS points; when they are used up, neighbours are merged and
 * every point lasts twice as long.
 *
 *     ct_tracks_create(&options, &tracks);
 *     ct_engine_observe(engine, ct_tracks_hop, tracks);
 *     ... ct_engine_push(engine, frames, n), ct_tracks_frames(tracks, frames, n), until ct_engine_finish()
 */
#ifndef CALLTONE_TRACKS_H
#define CALLTONE_TRACKS_H

#include <stdbool.h>
#include <stddef.h>

#include "calltone/calltone.h"
#include "calltone/measure.h"
#include "calltone/standard.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CT_TRACK_POINTS 32768 /**< 5.4 min of 10 ms; an hour in points of 0.16 s */

typedef struct ct_tracks ct_tracks;

/** One point of a side. */
typedef struct ct_track_point {
    float low, high;   /**< the least and the greatest sample, full scale 1 */
    bool speech;       /**< the side speaks somewhere in it; the level is that of speech */
    double level_dbfs; /**< mean power over speech, or over everything where there is none */
    bool voiced;
    double f0_hz; /**< geometric mean of the pitch that intonation is measured by; see pitch_sd */
} ct_track_point;

/**
 * @param options  of the engine that is observed; channels set
 * @param out      destroy it with ct_tracks_destroy(). Untouched on failure
 * @return CT_OK, CT_ERR_ARGUMENT or CT_ERR_MEMORY
 */
CT_API ct_status ct_tracks_create(const ct_options *options, ct_tracks **out);
/** NULL is fine. */
CT_API void ct_tracks_destroy(ct_tracks *tracks);

/** A ct_observer, whose context is a ct_tracks. */
CT_API void ct_tracks_hop(void *tracks, const ct_track *hop);
/** The audio itself, as it is pushed into the engine. */
CT_API void ct_tracks_frames(ct_tracks *tracks, const float *frames, size_t n_frames);

/** Seconds of one point, and how many there are. */
CT_API double ct_tracks_step_s(const ct_tracks *tracks);
CT_API size_t ct_tracks_count(const ct_tracks *tracks);
/** How many sides, 1 or 2, and which. */
CT_API size_t ct_tracks_sides(const ct_tracks *tracks);
CT_API ct_side ct_tracks_side(const ct_tracks *tracks, size_t lane);
/** Point `index` of side `lane`. */
CT_API ct_track_point ct_tracks_at(const ct_tracks *tracks, size_t lane, size_t index);
/** Flat piece `index` of side `lane`, in the order of time: 10 s of its speech (see flat_share). False past the last.
 */
CT_API bool ct_tracks_flat(const ct_tracks *tracks, size_t lane, size_t index, ct_span *out);

#ifdef __cplusplus
}
#endif
#endif
