#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/measure_run.h"

static size_t position(const ct_measure *measure, const char *name)
{
    size_t i = 0;
    while (i < measure->n_readings && strcmp(measure->readings[i].name, name) != 0)
        i++;
    return i;
}

measure_run measure_run_start(const char *name, ct_side side)
{
    measure_run run = {.side = side};
    for (size_t m = 0; m < ct_n_measures; m++)
        if (position(ct_measures[m], name) < ct_measures[m]->n_readings)
            run.measure = ct_measures[m];
    if (!run.measure)
        fail_msg("no measure gives %s", name);
    run.state = calloc(1, run.measure->state_size);
    assert_non_null(run.state);
    if (run.measure->start)
        run.measure->start(run.state, side);
    return run;
}

void measure_run_end(measure_run *run)
{
    free(run->state);
    run->state = NULL;
}

static void keep_found(void *context, const ct_event *event)
{
    measure_run *run = context;
    assert_true(event->start_s >= 0.0 && event->start_s < event->end_s);
    assert_int_equal(event->side, run->side);
    run->found[event->kind]++;
    run->last_found = *event;
}

void measure_run_hops(measure_run *run, ct_hop own, ct_hop other, size_t n)
{
    talk_listener found = {.event = keep_found, .context = run};
    for (size_t i = 0; i < n; i++) {
        if (run->measure->push_hop)
            run->measure->push_hop(run->state, &own, &other, run->index, &found);
        run->index++;
        run->lost += (own.flags & HOP_GAP) != 0;
        if ((own.flags | other.flags) & HOP_SPEECH)
            run->last_speech = run->index;
    }
}

void measure_run_own(measure_run *run, ct_hop own, size_t n)
{
    measure_run_hops(run, own, own.flags & HOP_GAP ? hop_lost() : hop_quiet(), n);
}

void measure_run_event(measure_run *run, const ct_event *event)
{
    if (run->measure->push_event)
        run->measure->push_event(run->state, event);
}

void measure_run_span(measure_run *run, ct_event_kind kind, ct_side side, double start_s, double end_s)
{
    ct_event event = {.kind = kind, .side = side, .start_s = start_s, .end_s = end_s};
    measure_run_event(run, &event);
}

void measure_run_change(measure_run *run, ct_side to, double end_s, double start_s)
{
    talk_change change = {.to = to, .end_s = end_s, .start_s = start_s};
    if (run->measure->push_change)
        run->measure->push_change(run->state, &change);
}

void measure_run_finish(measure_run *run)
{
    talk_listener found = {.event = keep_found, .context = run};
    if (run->measure->finish)
        run->measure->finish(run->state, run->index, &found);
    run->finished = true;
}

/* The state in another place; the old place is spoilt before it is given back. */
static void move_state(measure_run *run)
{
    void *moved = malloc(run->measure->state_size);
    assert_non_null(moved);
    memcpy(moved, run->state, run->measure->state_size);
    memset(run->state, 0xa5, run->measure->state_size);
    free(run->state);
    run->state = moved;
}

ct_reading measure_run_read(measure_run *run, const char *name)
{
    const ct_measure *measure = run->measure;
    ct_moment moment = {.now_s = (double)run->index * HOP_S,
                        .lost_s = (double)run->lost * HOP_S,
                        .last_speech_s = (double)run->last_speech * HOP_S,
                        .finished = run->finished,
                        .alone = run->alone};
    ct_reading *out = calloc(measure->n_readings, sizeof *out);
    void *before = malloc(measure->state_size);
    assert_true(out && before);
    for (size_t i = 0; i < measure->n_readings; i++)
        out[i] = (ct_reading){.info = &measure->readings[i], .side = run->side};

    move_state(run);
    memcpy(before, run->state, measure->state_size);
    measure->read(run->state, &moment, out);
    assert_memory_equal(before, run->state, measure->state_size);

    size_t at = position(measure, name);
    assert_true(at < measure->n_readings);
    ct_reading reading = out[at];
    free(before);
    free(out);
    assert_true(isfinite(reading.value) && isfinite(reading.evidence_s));
    assert_true(reading.state == CT_KNOWN || reading.reason);
    return reading;
}

void reads(measure_run *run, const char *name, double value, double tolerance)
{
    ct_reading reading = measure_run_read(run, name);
    if (reading.state != CT_KNOWN)
        fail_msg("%s is %s (%s), not %g", name, ct_state_name(reading.state), reading.reason, value);
    if (!(fabs(reading.value - value) <= tolerance + 1e-9))
        fail_msg("%s is %.6g, not %.6g within %g", name, reading.value, value, tolerance);
}

void reads_as(measure_run *run, const char *name, ct_state state)
{
    ct_reading reading = measure_run_read(run, name);
    if (reading.state != state)
        fail_msg("%s is %s (%g), not %s", name, ct_state_name(reading.state), reading.value, ct_state_name(state));
}

ct_hop hop_quiet(void)
{
    return (ct_hop){.level_dbfs = -70.0f, .noise_dbfs = -70.0f, .low_dbfs = -80.0f, .mean_abs = 2.8e-4f};
}

ct_hop hop_voice(float level_dbfs, float f0_hz)
{
    /* A sine of that level: its mean magnitude is 2 sqrt(2) / pi of its RMS. */
    float rms = powf(10.0f, level_dbfs / 20.0f);
    return (ct_hop){.level_dbfs = level_dbfs,
                    .noise_dbfs = -70.0f,
                    .f0_hz = f0_hz,
                    .low_dbfs = level_dbfs - 15.0f,
                    .centroid_hz = 900.0f,
                    .tilt_db_per_octave = -9.0f,
                    .mean_abs = 0.9003163f * rms,
                    .flags = HOP_SPEECH | HOP_SPECTRUM};
}

ct_hop hop_lost(void)
{
    return (ct_hop){.flags = HOP_GAP};
}

ct_hop hop_zero(void)
{
    return (ct_hop){
        .level_dbfs = LEVEL_FLOOR_DBFS, .noise_dbfs = -70.0f, .low_dbfs = LEVEL_FLOOR_DBFS, .flags = HOP_ZERO};
}
