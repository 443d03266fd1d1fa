/* The way of a frame: push -> hop of 80 samples -> ear (one a side) -> decided hops -> talk and measures -> events. */
#include "engine/engine.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dsp/lanes.h"

#define ALIGN        16
#define SAMPLE_LIMIT 16.0f
#define MAX_EVENTS   (1u << 24)

static size_t align(size_t bytes)
{
    return (bytes + ALIGN - 1) & ~(size_t)(ALIGN - 1);
}

int engine_sides(const ct_engine *e)
{
    return (int)e->options.channels;
}

static int copies(const ct_measure *measure)
{
    return measure->scope == CT_SCOPE_SIDE ? 2 : 1;
}

void *engine_state(const ct_engine *e, size_t index, int side)
{
    unsigned char *at = e->states;
    for (size_t i = 0; i < index; i++)
        at += align(ct_measures[i]->state_size) * (size_t)copies(ct_measures[i]);
    return at + align(ct_measures[index]->state_size) * (size_t)side;
}

static size_t states_bytes(void)
{
    size_t bytes = 0;
    for (size_t i = 0; i < ct_n_measures; i++)
        bytes += align(ct_measures[i]->state_size) * (size_t)copies(ct_measures[i]);
    return bytes;
}

/* Events of talk and of measures: into the list, and to every measure that listens. */
static void keep_event(void *context, const ct_event *event)
{
    ct_engine *e = context;
    if (e->n_events < e->options.max_events)
        e->events[e->n_events++] = *event;
    else
        e->events_dropped++;
}

static void tell_event(void *context, const ct_event *event)
{
    ct_engine *e = context;
    keep_event(e, event);
    for (size_t i = 0; i < ct_n_measures; i++)
        for (int side = 0; ct_measures[i]->push_event != NULL && side < copies(ct_measures[i]); side++)
            ct_measures[i]->push_event(engine_state(e, i, side), event);
}

static void tell_change(void *context, const talk_change *change)
{
    ct_engine *e = context;
    for (size_t i = 0; i < ct_n_measures; i++)
        for (int side = 0; ct_measures[i]->push_change != NULL && side < copies(ct_measures[i]); side++)
            ct_measures[i]->push_change(engine_state(e, i, side), change);
}

static talk_listener talk_to(ct_engine *e)
{
    return (talk_listener){tell_event, tell_change, e};
}

static talk_listener found_by_measures(ct_engine *e)
{
    return (talk_listener){keep_event, NULL, e};
}

static void list_listeners(ct_engine *e)
{
    e->n_listeners = 0;
    for (size_t i = 0; i < ct_n_measures; i++)
        for (int side = 0; side < copies(ct_measures[i]) && side < engine_sides(e); side++)
            if (ct_measures[i]->push_hop != NULL)
                e->listeners[e->n_listeners++] =
                    (hop_listener){ct_measures[i]->push_hop, engine_state(e, i, side), side};
}

/* Lay the parts out behind the struct; with e NULL only count. */
static size_t lay_out(ct_engine *e, const ct_options *options)
{
    size_t plans = align(sizeof(ct_engine)), talk = plans + align(ear_plans_bytes());
    size_t states = talk + align(talk_state_size()), events = states + states_bytes();
    if (e != NULL) {
        unsigned char *block = (unsigned char *)e;
        e->talk = (ct_talk *)(void *)(block + talk);
        e->states = block + states;
        e->events = (ct_event *)(void *)(block + events);
        list_listeners(e);
    }
    return events + options->max_events * sizeof(ct_event);
}

void ct_options_init(ct_options *options)
{
    *options = (ct_options){.channels = 2, .agent_channel = 0, .mono = CT_MONO_MIXED, .max_events = 65536};
}

static bool options_fit(const ct_options *o)
{
    return (o->channels == 1 || o->channels == 2) && o->agent_channel <= 1 && o->mono >= CT_MONO_MIXED &&
           o->mono <= CT_MONO_CUSTOMER && o->max_events <= MAX_EVENTS;
}

ct_status ct_engine_create(const ct_options *options, ct_engine **out)
{
    ct_options defaults;
    ct_options_init(&defaults);
    if (options == NULL)
        options = &defaults;
    if (out == NULL || !options_fit(options))
        return CT_ERR_ARGUMENT;
    size_t bytes = lay_out(NULL, options);
    ct_engine *e = malloc(bytes);
    if (e == NULL)
        return CT_ERR_MEMORY;
    memset(e, 0, bytes - options->max_events * sizeof(ct_event)); /* room for events stays untouched until it is used */
    e->options = *options;
    e->bytes = bytes;
    lay_out(e, options);
    ear_tables_start(&e->tables, (unsigned char *)e + align(sizeof *e));
    for (int side = 0; side < engine_sides(e); side++)
        ear_start(&e->ears[side], &e->tables);
    health_start(&e->health);
    talk_listener listener = talk_to(e);
    talk_start(e->talk, &listener, options->channels == 2);
    for (size_t i = 0; i < ct_n_measures; i++)
        for (int side = 0; ct_measures[i]->start != NULL && side < copies(ct_measures[i]); side++)
            ct_measures[i]->start(engine_state(e, i, side),
                                  ct_measures[i]->scope == CT_SCOPE_SIDE ? (ct_side)side : CT_SIDE_CALL);
    *out = e;
    return CT_OK;
}

void ct_engine_destroy(ct_engine *engine)
{
    free(engine);
}

void ct_engine_observe(ct_engine *engine, ct_observer observer, void *context)
{
    if (engine == NULL)
        return;
    engine->observer = observer;
    engine->observer_context = context;
}

void ct_engine_observe_early(ct_engine *engine, ct_observer observer, void *context)
{
    if (engine == NULL)
        return;
    engine->early_observer = observer;
    engine->early_context = context;
}

static ct_side track_side(const ct_engine *e, int side)
{
    static const ct_side alone[] = {CT_SIDE_MIXED, CT_SIDE_AGENT, CT_SIDE_CUSTOMER};
    return e->options.channels == 1 ? alone[e->options.mono] : (ct_side)side;
}

static ct_track track_of(const ct_engine *e, int side, uint64_t index, const ct_hop *hop)
{
    return (ct_track){.time_s = ((double)index + 0.5) * HOP_S,
                      .side = track_side(e, side),
                      .speech = (hop->flags & HOP_SPEECH) != 0,
                      .syllable = (hop->flags & HOP_NUCLEUS) != 0,
                      .music = (hop->flags & HOP_MUSIC) != 0,
                      .tone = (hop->flags & HOP_TONE) != 0,
                      .lost = (hop->flags & HOP_GAP) != 0,
                      .level_dbfs = hop->level_dbfs,
                      .f0_hz = hop->f0_hz};
}

static void observe(const ct_engine *e, int side, const ct_hop *hop)
{
    ct_track track = track_of(e, side, e->hops, hop);
    e->observer(e->observer_context, &track);
}

static void tell_measures(ct_engine *e, const ct_hop *pair)
{
    talk_listener found = found_by_measures(e);
    for (int i = 0; i < e->n_listeners; i++) {
        const hop_listener *l = &e->listeners[i];
        l->push(l->state, &pair[l->side], &pair[1 - l->side], e->hops, &found);
    }
}

/* One decided hop of both sides goes to everyone who listens. */
static void tell_hop(ct_engine *e, const ct_hop pair[2])
{
    bool speech = false, lost = false;
    for (int side = 0; side < engine_sides(e); side++) {
        e->lost_side[side] += (pair[side].flags & HOP_GAP) != 0;
        speech |= (pair[side].flags & HOP_SPEECH) != 0;
        lost |= (pair[side].flags & HOP_GAP) != 0;
        health_push_hop(&e->health, side, &pair[side]);
        if (e->observer != NULL)
            observe(e, side, &pair[side]);
    }
    tell_measures(e, pair);
    talk_push(e->talk, pair);
    e->hops++;
    e->lost_hops += lost;
    if (speech)
        e->last_speech = e->hops;
}

/* Hops of both sides as known EARLY_DELAY_HOPS after the sound, to who asked for them. */
static void take_early_hops(ct_engine *e)
{
    ct_hop hop[2];
    while (e->early_observer != NULL && ear_take_early(&e->ears[0], &hop[0])) {
        if (engine_sides(e) == 2)
            ear_take_early(&e->ears[1], &hop[1]);
        for (int side = 0; side < engine_sides(e); side++) {
            ct_track track = track_of(e, side, (uint64_t)e->ears[0].told_early - 1, &hop[side]);
            e->early_observer(e->early_context, &track);
        }
    }
}

static void take_hops(ct_engine *e)
{
    ct_hop pair[2] = {{.level_dbfs = LEVEL_FLOOR_DBFS},
                      {.level_dbfs = LEVEL_FLOOR_DBFS, .noise_dbfs = LEVEL_FLOOR_DBFS}};
    while (ear_take(&e->ears[0], &pair[0])) { /* both ears wait alike: what one has ready, the other has too */
        if (engine_sides(e) == 2)
            ear_take(&e->ears[1], &pair[1]);
        tell_hop(e, pair);
    }
}

static void push_hop(ct_engine *e)
{
    bool lost = e->pending_lost[0] || e->pending_lost[1];
    if (!lost)
        health_push_samples(&e->health, e->pending[0], engine_sides(e) == 2 ? e->pending[1] : NULL);
    for (int side = 0; side < engine_sides(e); side++)
        ear_push(&e->ears[side], e->pending[side], e->pending_lost[side]);
    e->n_pending = 0;
    e->pending_lost[0] = e->pending_lost[1] = false;
    take_early_hops(e);
    take_hops(e);
}

WIDE_LANES static bool all_finite(const float *x, size_t n)
{
    lanes_mask bad_lanes = {0};
    size_t i = 0;
    for (; i + LANES <= n; i += LANES)
        bad_lanes |= ~(lanes_abs(lanes_load(x + i)) <= FLT_MAX); /* also true of NaN */
    bool bad = lanes_any(bad_lanes);
    for (; i < n; i++)
        bad |= !(fabsf(x[i]) <= FLT_MAX);
    return !bad;
}

static float hold(float x)
{
    return x > SAMPLE_LIMIT ? SAMPLE_LIMIT : x < -SAMPLE_LIMIT ? -SAMPLE_LIMIT : x;
}

WIDE_LANES static void split(const float *frames, size_t n, float *left, float *right)
{
    for (size_t i = 0; i < n; i++) {
        left[i] = hold(frames[2 * i]);
        right[i] = hold(frames[2 * i + 1]);
    }
}

/* At most as many frames as fill the hop. */
static void take_frames(ct_engine *e, const float *frames, size_t n)
{
    size_t agent = e->options.agent_channel;
    if (e->options.channels == 2)
        split(frames, n, e->pending[agent] + e->n_pending, e->pending[1 - agent] + e->n_pending);
    else
        for (size_t i = 0; i < n; i++)
            e->pending[0][e->n_pending + i] = hold(frames[i]);
    e->n_pending += n;
    if (e->n_pending == HOP_SAMPLES)
        push_hop(e);
}

/* `missing` is the side that is lost in these frames, or negative. */
static ct_status push_frames(ct_engine *e, const float *frames, size_t n_frames, int missing)
{
    if (e == NULL || (frames == NULL && n_frames > 0))
        return CT_ERR_ARGUMENT;
    if (e->finished)
        return CT_ERR_FINISHED;
    size_t channels = e->options.channels;
    if (!all_finite(frames, n_frames * channels))
        return CT_ERR_NOT_FINITE;
    for (size_t done = 0; done < n_frames;) {
        size_t room = HOP_SAMPLES - e->n_pending, n = n_frames - done < room ? n_frames - done : room;
        if (missing >= 0)
            e->pending_lost[missing] = true;
        take_frames(e, frames + done * channels, n);
        done += n;
    }
    e->frames += n_frames;
    return CT_OK;
}

ct_status ct_engine_push(ct_engine *e, const float *frames, size_t n_frames)
{
    return push_frames(e, frames, n_frames, -1);
}

ct_status ct_engine_push_half(ct_engine *e, const float *frames, size_t n_frames, unsigned missing)
{
    if (e == NULL || e->options.channels != 2 || missing > 1)
        return CT_ERR_ARGUMENT;
    return push_frames(e, frames, n_frames, missing != e->options.agent_channel);
}

ct_status ct_engine_push_gap(ct_engine *e, size_t n_frames)
{
    if (e == NULL)
        return CT_ERR_ARGUMENT;
    if (e->finished)
        return CT_ERR_FINISHED;
    for (size_t i = 0; i < n_frames; i++) {
        e->pending_lost[0] = e->pending_lost[1] = true; /* a hop with a hole is a hole */
        e->pending[0][e->n_pending] = e->pending[1][e->n_pending] = 0;
        if (++e->n_pending == HOP_SAMPLES)
            push_hop(e);
    }
    e->frames += n_frames;
    return CT_OK;
}

static void finish_measures(ct_engine *e)
{
    talk_listener found = found_by_measures(e);
    for (size_t i = 0; i < ct_n_measures; i++)
        for (int side = 0; ct_measures[i]->finish != NULL && side < copies(ct_measures[i]); side++)
            ct_measures[i]->finish(engine_state(e, i, side), e->hops, &found);
}

ct_status ct_engine_finish(ct_engine *e)
{
    if (e == NULL)
        return CT_ERR_ARGUMENT;
    if (e->finished)
        return CT_OK;
    for (int side = 0; side < engine_sides(e); side++)
        ear_finish(&e->ears[side]);
    take_early_hops(e);
    take_hops(e);
    talk_finish(e->talk);
    finish_measures(e);
    e->finished = true;
    return CT_OK;
}

double ct_engine_delay_s(void)
{
    return EAR_DELAY_HOPS * HOP_S;
}

double ct_engine_early_delay_s(void)
{
    return EARLY_DELAY_HOPS * HOP_S;
}

/* A copy of a running engine. Its ears go on using the original's tables, which it does not outlive. */
static ct_engine *copy(const ct_engine *e)
{
    ct_engine *twin = malloc(e->bytes);
    if (twin == NULL)
        return NULL;
    memcpy(twin, e, (size_t)((const char *)e->events - (const char *)e) + e->n_events * sizeof *e->events);
    lay_out(twin, &twin->options);
    twin->observer = twin->early_observer = NULL;
    talk_listener listener = talk_to(twin);
    talk_set_listener(twin->talk, &listener);
    return twin;
}

ct_status ct_engine_report(const ct_engine *engine, ct_report **out)
{
    if (engine == NULL || out == NULL)
        return CT_ERR_ARGUMENT;
    if (engine->finished)
        return engine_assemble(engine, true, out);
    ct_engine *twin = copy(engine);
    if (twin == NULL)
        return CT_ERR_MEMORY;
    ct_engine_finish(twin);
    ct_status status = engine_assemble(twin, false, out);
    ct_engine_destroy(twin);
    return status;
}
