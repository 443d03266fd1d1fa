/* The points of a call. Each is a sum that two neighbours can be merged into, so that memory does not grow. */
#include "calltone/tracks.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/units.h"
#include "measures/pitch_line.h"
#include "speech/hop.h"

#define MOST_FLAT 4096 /* pieces of 10 s of speech: 11 hours of them; later ones are not shown */

/* Everything of a stretch of one side. */
typedef struct point {
    float low, high;
    double power, speech_power; /* sums of mean squares, by hops */
    double st;                  /* sum of the pitch, semitones above PITCH_REFERENCE_HZ */
    uint32_t hops, speech_hops, voiced_hops;
} point;

typedef struct track_lane {
    ct_side side;
    point points[CT_TRACK_POINTS];
    uint64_t hops; /* told */
    pitch_line pitch;
    ct_span flat[MOST_FLAT];
    size_t n_flat;
} track_lane;

struct ct_tracks {
    size_t n_lanes;
    unsigned agent_channel;
    uint64_t frames;       /* told */
    uint64_t hops_a_point; /* a power of 2 */
    size_t n_points;
    track_lane lanes[2];
};

ct_status ct_tracks_create(const ct_options *options, ct_tracks **out)
{
    if (!options || !out || options->channels < 1 || options->channels > 2 || options->agent_channel > 1)
        return CT_ERR_ARGUMENT;
    ct_tracks *tracks = calloc(1, sizeof *tracks);
    if (!tracks)
        return CT_ERR_MEMORY;
    tracks->n_lanes = options->channels;
    tracks->agent_channel = options->channels == 2 ? options->agent_channel : 0;
    tracks->hops_a_point = 1;
    tracks->lanes[1].side = CT_SIDE_CUSTOMER;
    *out = tracks;
    return CT_OK;
}

void ct_tracks_destroy(ct_tracks *tracks)
{
    free(tracks);
}

static void merge(point *into, const point *other)
{
    into->low = fminf(into->low, other->low);
    into->high = fmaxf(into->high, other->high);
    into->power += other->power;
    into->speech_power += other->speech_power;
    into->st += other->st;
    into->hops += other->hops;
    into->speech_hops += other->speech_hops;
    into->voiced_hops += other->voiced_hops;
}

static void coarsen(ct_tracks *tracks)
{
    for (size_t k = 0; k < tracks->n_lanes; k++) {
        point *points = tracks->lanes[k].points;
        for (size_t i = 0; i < CT_TRACK_POINTS / 2; i++) {
            point pair = points[2 * i];
            merge(&pair, &points[2 * i + 1]);
            points[i] = pair;
        }
        for (size_t i = CT_TRACK_POINTS / 2; i < CT_TRACK_POINTS; i++)
            points[i] = (point){0};
    }
    tracks->hops_a_point *= 2;
    tracks->n_points = (tracks->n_points + 1) / 2;
}

/* The point that hop `index` of the call belongs to. */
static point *point_of(ct_tracks *tracks, track_lane *side, uint64_t index)
{
    while (index / tracks->hops_a_point >= CT_TRACK_POINTS)
        coarsen(tracks);
    size_t at = (size_t)(index / tracks->hops_a_point);
    if (at >= tracks->n_points)
        tracks->n_points = at + 1;
    return &side->points[at];
}

static bool is_flat(const pitch_window *window)
{
    double sd_st = pitch_window_sd(window);
    return sd_st >= 0 && sd_st < PITCH_FLAT_SD_ST;
}

static ct_span span_of(const pitch_window *window)
{
    return (ct_span){(double)window->start * HOP_S, (double)window->end * HOP_S};
}

void ct_tracks_hop(void *context, const ct_track *hop)
{
    ct_tracks *tracks = context;
    track_lane *side = &tracks->lanes[tracks->n_lanes == 2 && hop->side == CT_SIDE_CUSTOMER];
    uint64_t index = side->hops++;
    side->side = hop->side;
    if (!hop->lost) {
        point *here = point_of(tracks, side, index);
        double power = pow(10.0, hop->level_dbfs / 10.0);
        here->hops++;
        here->power += power;
        here->speech_hops += hop->speech;
        here->speech_power += hop->speech ? power : 0;
    }
    pitch_step step = pitch_line_push(&side->pitch, hop->speech, (float)hop->f0_hz, index);
    if (step.voiced) {
        point *before = point_of(tracks, side, index - 1);
        before->voiced_hops++;
        before->st += (double)step.st;
    }
    if (step.full && is_flat(&step.done) && side->n_flat < MOST_FLAT)
        side->flat[side->n_flat++] = span_of(&step.done);
}

void ct_tracks_frames(ct_tracks *tracks, const float *frames, size_t n_frames)
{
    for (size_t i = 0; i < n_frames; i++, tracks->frames++)
        for (size_t k = 0; k < tracks->n_lanes; k++) {
            size_t channel = tracks->n_lanes == 2 ? k ^ tracks->agent_channel : 0;
            float sample = frames[i * tracks->n_lanes + channel];
            point *here = point_of(tracks, &tracks->lanes[k], tracks->frames / HOP_SAMPLES);
            here->low = fminf(here->low, sample);
            here->high = fmaxf(here->high, sample);
        }
}

double ct_tracks_step_s(const ct_tracks *tracks)
{
    return (double)tracks->hops_a_point * HOP_S;
}

size_t ct_tracks_count(const ct_tracks *tracks)
{
    return tracks->n_points;
}

size_t ct_tracks_sides(const ct_tracks *tracks)
{
    return tracks->n_lanes;
}

ct_side ct_tracks_side(const ct_tracks *tracks, size_t lane)
{
    return tracks->lanes[lane].side;
}

ct_track_point ct_tracks_at(const ct_tracks *tracks, size_t lane, size_t index)
{
    const point *from = &tracks->lanes[lane].points[index];
    ct_track_point out = {.low = from->low, .high = from->high, .speech = from->speech_hops > 0};
    double power = out.speech ? from->speech_power / from->speech_hops : from->hops > 0 ? from->power / from->hops : 0;
    out.level_dbfs = db_of_power(power);
    out.voiced = from->voiced_hops > 0;
    out.f0_hz = out.voiced ? hz_of_st(from->st / from->voiced_hops) : 0;
    return out;
}

/* The window that still fills counts from 5 s on, as in the measure. */
bool ct_tracks_flat(const ct_tracks *tracks, size_t lane, size_t index, ct_span *out)
{
    const track_lane *side = &tracks->lanes[lane];
    const pitch_window *last = &side->pitch.window;
    if (index > side->n_flat || (index == side->n_flat && (last->speech_hops < PITCH_LAST_HOPS || !is_flat(last))))
        return false;
    *out = index < side->n_flat ? side->flat[index] : span_of(last);
    return true;
}
