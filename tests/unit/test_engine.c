/* The engine as a caller sees it: create, push, report. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "calltone/calltone.h"
#include "support/signal.h"

#define CALL_S 70
#define FRAMES ((size_t)CALL_S * SIGNAL_RATE)

/* A call: the agent speaks in the odd tens of seconds, the customer in the even ones, music from 50 to 60 s. */
static float *make_call(void)
{
    float *side[2], *frames = calloc(2 * FRAMES, sizeof *frames);
    for (int s = 0; s < 2; s++) {
        side[s] = calloc(FRAMES, sizeof **side);
        signal_noise(side[s], 0, FRAMES, 0.001, 3 + (uint64_t)s);
    }
    for (size_t ten = 0; ten < 5; ten++)
        signal_voice(side[ten % 2], (ten * 10 + 1) * SIGNAL_RATE, 8 * SIGNAL_RATE, ten % 2 ? 120 : 200, 4, 0.15);
    signal_music(side[0], 50 * SIGNAL_RATE, 10 * SIGNAL_RATE, 0.1);
    signal_voice(side[0], 62 * SIGNAL_RATE, 6 * SIGNAL_RATE, 200, 4, 0.15);
    for (size_t i = 0; i < FRAMES; i++)
        for (int s = 0; s < 2; s++)
            frames[2 * i + (size_t)s] = side[s][i];
    free(side[0]);
    free(side[1]);
    return frames;
}

static ct_engine *engine_for(unsigned channels)
{
    ct_options options;
    ct_engine *engine = NULL;
    ct_options_init(&options);
    options.channels = channels;
    assert_int_equal(ct_engine_create(&options, &engine), CT_OK);
    return engine;
}

static ct_report *report_of(const ct_engine *engine)
{
    ct_report *report = NULL;
    assert_int_equal(ct_engine_report(engine, &report), CT_OK);
    return report;
}

static ct_report *analyse(const float *frames, size_t n, size_t chunk)
{
    ct_engine *engine = engine_for(2);
    for (size_t at = 0; at < n; at += chunk)
        assert_int_equal(ct_engine_push(engine, frames + 2 * at, n - at < chunk ? n - at : chunk), CT_OK);
    assert_int_equal(ct_engine_finish(engine), CT_OK);
    ct_report *report = report_of(engine);
    ct_engine_destroy(engine);
    return report;
}

static void assert_same(const ct_report *a, const ct_report *b)
{
    assert_int_equal(a->n_readings, b->n_readings);
    assert_int_equal(a->n_events, b->n_events);
    assert_int_equal(a->n_health, b->n_health);
    for (size_t i = 0; i < a->n_readings; i++) {
        assert_int_equal(a->readings[i].state, b->readings[i].state);
        assert_true(a->readings[i].value == b->readings[i].value);
        assert_true(a->readings[i].evidence_s == b->readings[i].evidence_s);
    }
    for (size_t i = 0; i < a->n_events; i++) {
        assert_int_equal(a->events[i].kind, b->events[i].kind);
        assert_true(a->events[i].start_s == b->events[i].start_s && a->events[i].end_s == b->events[i].end_s);
        assert_int_equal(a->events[i].flags, b->events[i].flags);
    }
}

static double value_of(const ct_report *report, const char *name, ct_side side)
{
    const ct_reading *r = ct_report_find(report, name, side);
    assert_non_null(r);
    assert_int_equal(r->state, CT_KNOWN);
    return r->value;
}

static void a_call_is_measured(void **state)
{
    float *frames = make_call();
    ct_report *report = analyse(frames, FRAMES, 4000);
    assert_true(fabs(report->duration_s - CALL_S) < 1e-9);
    assert_true(fabs(value_of(report, "speech_time", CT_SIDE_AGENT) - 30) < 1.5);
    assert_true(fabs(value_of(report, "speech_time", CT_SIDE_CUSTOMER) - 16) < 1.0);
    assert_true(fabs(value_of(report, "speech_rate", CT_SIDE_AGENT) - 240) < 15);
    assert_true(fabs(value_of(report, "pitch_median", CT_SIDE_CUSTOMER) - 120) < 8);
    assert_true(fabs(value_of(report, "hold_total", CT_SIDE_CALL) - 10) < 1.0);
    assert_true(value_of(report, "turns", CT_SIDE_AGENT) >= 3);
    ct_report_free(report);
    free(frames);
}

static void chunk_size_never_changes_the_report(void **state)
{
    static const size_t chunks[] = {1, 7, 160};
    float *frames = make_call();
    ct_report *whole = analyse(frames, FRAMES, FRAMES);
    for (int i = 0; i < 3; i++) {
        ct_report *report = analyse(frames, FRAMES, chunks[i]);
        assert_same(whole, report);
        ct_report_free(report);
    }
    ct_report_free(whole);
    free(frames);
}

static void a_report_in_mid_call_changes_nothing_and_is_that_of_the_cut_call(void **state)
{
    float *frames = make_call();
    ct_report *whole = analyse(frames, FRAMES, 4000), *cut = analyse(frames, FRAMES / 2, 4000);
    ct_engine *engine = engine_for(2);
    ct_engine_push(engine, frames, FRAMES / 2);
    ct_report *mid = report_of(engine);
    assert_false(mid->finished);
    assert_same(cut, mid);
    ct_engine_push(engine, frames + 2 * (FRAMES / 2), FRAMES - FRAMES / 2);
    ct_engine_finish(engine);
    ct_report *end = report_of(engine);
    assert_true(end->finished);
    assert_same(whole, end);
    ct_report_free(mid);
    ct_report_free(end);
    ct_report_free(cut);
    ct_report_free(whole);
    ct_engine_destroy(engine);
    free(frames);
}

static void count_hop(void *context, const ct_track *hop)
{
    *(size_t *)context += hop->side == CT_SIDE_AGENT;
}

static void no_hop_waits_longer_than_the_delay(void **state)
{
    float *frames = make_call();
    size_t told = 0, worst = 0;
    ct_engine *engine = engine_for(2);
    ct_engine_observe(engine, count_hop, &told);
    for (size_t hop = 0; hop < FRAMES / CT_HOP_SAMPLES; hop++) {
        ct_engine_push(engine, frames + 2 * hop * CT_HOP_SAMPLES, CT_HOP_SAMPLES);
        worst = hop + 1 - told > worst ? hop + 1 - told : worst;
    }
    assert_true(worst * CT_HOP_S <= ct_engine_delay_s() + 1e-9);
    assert_true(worst * CT_HOP_S > ct_engine_delay_s() - 0.02); /* and the delay is not overstated */
    ct_engine_destroy(engine);
    free(frames);
}

static void two_engines_side_by_side_do_not_meet(void **state)
{
    float *frames = make_call();
    ct_report *alone = analyse(frames, FRAMES, 800);
    ct_engine *a = engine_for(2), *b = engine_for(2);
    for (size_t at = 0; at < FRAMES; at += 800) {
        ct_engine_push(a, frames + 2 * at, 800);
        ct_engine_push(b, frames + 2 * (FRAMES - 800 - at), 800); /* another call */
    }
    ct_engine_finish(b);
    ct_engine_finish(a);
    ct_report *report = report_of(a);
    assert_same(alone, report);
    ct_report_free(report);
    ct_report_free(alone);
    ct_engine_destroy(a);
    ct_engine_destroy(b);
    free(frames);
}

static void the_agent_may_be_on_the_right(void **state)
{
    float *frames = make_call();
    ct_options options;
    ct_engine *engine;
    ct_options_init(&options);
    options.agent_channel = 1;
    ct_engine_create(&options, &engine);
    ct_engine_push(engine, frames, FRAMES);
    ct_engine_finish(engine);
    ct_report *swapped = report_of(engine), *straight = analyse(frames, FRAMES, 4000);
    assert_true(value_of(swapped, "speech_time", CT_SIDE_CUSTOMER) == value_of(straight, "speech_time", CT_SIDE_AGENT));
    assert_true(value_of(swapped, "pitch_median", CT_SIDE_AGENT) ==
                value_of(straight, "pitch_median", CT_SIDE_CUSTOMER));
    ct_report_free(swapped);
    ct_report_free(straight);
    ct_engine_destroy(engine);
    free(frames);
}

static const ct_health *fault_at(const ct_report *report, ct_fault fault, ct_side side)
{
    for (size_t i = 0; i < report->n_health; i++)
        if (report->health[i].fault == fault && report->health[i].side == side)
            return &report->health[i];
    return NULL;
}

static const ct_health *fault_of(const ct_report *report, ct_fault fault)
{
    for (size_t i = 0; i < report->n_health; i++)
        if (report->health[i].fault == fault)
            return &report->health[i];
    return NULL;
}

static void assert_not_measurable(const ct_report *report, const char *name, ct_side side, const char *reason)
{
    const ct_reading *r = ct_report_find(report, name, side);
    assert_non_null(r);
    assert_int_equal(r->state, CT_NOT_MEASURABLE);
    assert_string_equal(r->reason, reason);
}

static void one_sound_on_two_channels_is_seen(void **state)
{
    float *frames = make_call();
    for (size_t i = 0; i < FRAMES; i++)
        frames[2 * i] = frames[2 * i + 1] = frames[2 * i] + frames[2 * i + 1];
    ct_report *report = analyse(frames, FRAMES, 4000);
    assert_non_null(fault_of(report, CT_FAULT_DUAL_MONO));
    assert_true(report->mixed);
    assert_not_measurable(report, "interruptions", CT_SIDE_AGENT, "dual_mono");
    assert_not_measurable(report, "talk_share", CT_SIDE_CUSTOMER, "dual_mono");
    assert_true(fabs(value_of(report, "speech_time", CT_SIDE_MIXED) - 46) < 2);
    ct_report_free(report);
    free(frames);
}

static void one_channel_is_measured_as_far_as_it_can_be(void **state)
{
    float *frames = make_call();
    for (size_t i = 0; i < FRAMES; i++)
        frames[i] = frames[2 * i] + frames[2 * i + 1];
    ct_engine *engine = engine_for(1);
    ct_engine_push(engine, frames, FRAMES);
    ct_engine_finish(engine);
    ct_report *report = report_of(engine);
    assert_non_null(fault_of(report, CT_FAULT_MONO));
    assert_not_measurable(report, "interruptions", CT_SIDE_AGENT, "mono");
    assert_not_measurable(report, "response_gap_median", CT_SIDE_AGENT, "mono");
    assert_true(fabs(value_of(report, "speech_time", CT_SIDE_MIXED) - 46) < 2);
    ct_report_free(report);
    ct_engine_destroy(engine);
    free(frames);
}

static void a_silent_side_is_seen(void **state)
{
    float *frames = make_call();
    for (size_t i = 0; i < FRAMES; i++)
        frames[2 * i + 1] = 0;
    ct_report *report = analyse(frames, FRAMES, 4000);
    assert_non_null(fault_of(report, CT_FAULT_SILENT_SIDE));
    assert_int_equal(fault_of(report, CT_FAULT_SILENT_SIDE)->side, CT_SIDE_CUSTOMER);
    assert_not_measurable(report, "talk_share", CT_SIDE_AGENT, "silent_side");
    value_of(report, "speech_rate", CT_SIDE_AGENT);
    ct_report_free(report);
    free(frames);
}

static void crosstalk_is_seen_with_its_leak(void **state)
{
    float *frames = make_call();
    for (size_t i = 0; i < FRAMES; i++)
        frames[2 * i + 1] += 0.1f * frames[2 * i];
    ct_report *report = analyse(frames, FRAMES, 4000);
    const ct_health *leak = fault_of(report, CT_FAULT_CROSSTALK);
    assert_non_null(leak);
    assert_int_equal(leak->side, CT_SIDE_CUSTOMER);
    assert_true(fabs(leak->value + 20) < 1);
    assert_not_measurable(report, "interruptions", CT_SIDE_CUSTOMER, "crosstalk");
    ct_report_free(report);
    free(frames);
}

static void offset_and_clipping_are_seen(void **state)
{
    float *frames = make_call();
    for (size_t i = 0; i < FRAMES; i++) {
        frames[2 * i] = fmaxf(-1, fminf(1, frames[2 * i] * 20));
        frames[2 * i + 1] += 0.05f;
    }
    ct_report *report = analyse(frames, FRAMES, 4000);
    assert_non_null(fault_of(report, CT_FAULT_CLIPPING));
    assert_int_equal(fault_of(report, CT_FAULT_CLIPPING)->side, CT_SIDE_AGENT);
    assert_non_null(fault_at(report, CT_FAULT_DC, CT_SIDE_CUSTOMER));
    assert_true(fabs(fault_at(report, CT_FAULT_DC, CT_SIDE_CUSTOMER)->value - 0.05) < 0.002);
    ct_report_free(report);
    free(frames);
}

static void dropouts_are_seen(void **state)
{
    float *frames = make_call();
    for (size_t drop = 0; drop < 8; drop++) /* 30 ms of nothing in mid-word */
        for (size_t i = 0; i < 240; i++)
            frames[2 * (SIGNAL_RATE * (2 + drop / 2) + drop % 2 * 3000 + i + 200)] = 0;
    ct_report *report = analyse(frames, FRAMES, 4000);
    assert_non_null(fault_of(report, CT_FAULT_DROPOUTS));
    ct_report_free(report);
    free(frames);
}

/* Packets are multiples of 10 ms, so that all losses of a call begin at the same place of our hops. */
static void dropouts_are_seen_wherever_they_begin(void **state)
{
    float *call = make_call(), *frames = malloc(2 * FRAMES * sizeof *frames);
    for (size_t phase = 0; phase < 80; phase += phase < 68 ? 17 : 1) {
        memcpy(frames, call, 2 * FRAMES * sizeof *frames);
        for (size_t drop = 0; drop < 8; drop++) {
            float *at = frames + 2 * (80 * (220 + 40 * drop) + phase);
            at[-2] = at[2 * 160] = 0.2f;
            for (size_t i = 0; i < 160; i++)
                at[2 * i] = 0;
        }
        ct_report *report = analyse(frames, 12 * SIGNAL_RATE, 4000);
        assert_non_null(fault_of(report, CT_FAULT_DROPOUTS));
        assert_true(fault_of(report, CT_FAULT_DROPOUTS)->value == 8);
        ct_report_free(report);
    }
    free(frames);
    free(call);
}

static void a_side_that_ends_early_is_missing_not_silent(void **state)
{
    float *frames = make_call();
    ct_engine *engine = engine_for(2);
    assert_int_equal(ct_engine_push(engine, frames, 20 * SIGNAL_RATE), CT_OK);
    assert_int_equal(ct_engine_push_half(engine, frames + 2 * 20 * SIGNAL_RATE, 50 * SIGNAL_RATE, 0), CT_OK);
    assert_int_equal(ct_engine_push_half(engine, frames, 80, 2), CT_ERR_ARGUMENT);
    ct_engine_finish(engine);
    ct_report *report = report_of(engine);
    assert_non_null(fault_at(report, CT_FAULT_SIDE_MISSING, CT_SIDE_AGENT));
    assert_true(fabs(fault_at(report, CT_FAULT_SIDE_MISSING, CT_SIDE_AGENT)->value - 50) < 0.1);
    assert_not_measurable(report, "hold_total", CT_SIDE_CALL, "side_missing");
    assert_not_measurable(report, "talk_share", CT_SIDE_AGENT, "side_missing");
    assert_true(fabs(value_of(report, "speech_time", CT_SIDE_CUSTOMER) - 16) < 1.0);
    for (size_t i = 0; i < report->n_events; i++)
        assert_true(report->events[i].kind != CT_EVENT_SILENCE && report->events[i].kind != CT_EVENT_HOLD);
    ct_report_free(report);
    ct_engine_destroy(engine);
    free(frames);
}

static void a_short_recording_says_so(void **state)
{
    float *frames = make_call();
    ct_report *report = analyse(frames, 4 * SIGNAL_RATE, 4000);
    assert_non_null(fault_of(report, CT_FAULT_SHORT));
    ct_report_free(report);
    report = analyse(frames, 0, 4000);
    assert_true(report->duration_s == 0);
    ct_report_free(report);
    free(frames);
}

static void lost_audio_makes_no_silence_and_no_hold(void **state)
{
    float *frames = make_call();
    ct_engine *engine = engine_for(2);
    ct_engine_push(engine, frames, 15 * SIGNAL_RATE);
    ct_engine_push_gap(engine, 30 * SIGNAL_RATE);
    ct_engine_push(engine, frames + 2 * 15 * SIGNAL_RATE, 30 * SIGNAL_RATE);
    ct_engine_finish(engine);
    ct_report *report = report_of(engine);
    assert_true(fabs(fault_of(report, CT_FAULT_LOST_AUDIO)->value - 30) < 0.02);
    assert_true(fabs(report->duration_s - 75) < 1e-9);
    for (size_t i = 0; i < report->n_events; i++)
        assert_true(report->events[i].kind != CT_EVENT_SILENCE && report->events[i].kind != CT_EVENT_HOLD);
    ct_report_free(report);
    ct_engine_destroy(engine);
    free(frames);
}

static void bad_calls_are_refused_and_change_nothing(void **state)
{
    float bad[4] = {0, NAN, 0, INFINITY};
    ct_options options;
    ct_engine *engine = (ct_engine *)1;
    ct_options_init(&options);
    options.channels = 3;
    assert_int_equal(ct_engine_create(&options, &engine), CT_ERR_ARGUMENT);
    assert_ptr_equal(engine, (ct_engine *)1);
    engine = engine_for(2);
    assert_int_equal(ct_engine_push(engine, bad, 2), CT_ERR_NOT_FINITE);
    assert_int_equal(ct_engine_push(engine, NULL, 1), CT_ERR_ARGUMENT);
    assert_int_equal(ct_engine_push(engine, NULL, 0), CT_OK);
    ct_report *report = report_of(engine);
    assert_true(report->duration_s == 0);
    ct_report_free(report);
    assert_int_equal(ct_engine_finish(engine), CT_OK);
    assert_int_equal(ct_engine_finish(engine), CT_OK);
    assert_int_equal(ct_engine_push(engine, bad, 0), CT_ERR_FINISHED);
    assert_int_equal(ct_engine_push_gap(engine, 80), CT_ERR_FINISHED);
    ct_engine_destroy(engine);
    ct_engine_destroy(NULL);
    ct_report_free(NULL);
}

static void a_full_list_of_events_says_how_many_it_dropped(void **state)
{
    float *frames = make_call();
    ct_options options;
    ct_engine *engine;
    ct_options_init(&options);
    options.max_events = 3;
    ct_engine_create(&options, &engine);
    ct_engine_push(engine, frames, FRAMES);
    ct_engine_finish(engine);
    ct_report *report = report_of(engine), *whole = analyse(frames, FRAMES, 4000);
    assert_int_equal(report->n_events, 3);
    assert_int_equal(report->n_events + report->events_dropped, whole->n_events);
    assert_true(value_of(report, "turns", CT_SIDE_AGENT) == value_of(whole, "turns", CT_SIDE_AGENT));
    ct_report_free(report);
    ct_report_free(whole);
    ct_engine_destroy(engine);
    free(frames);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_call_is_measured),
        cmocka_unit_test(chunk_size_never_changes_the_report),
        cmocka_unit_test(a_report_in_mid_call_changes_nothing_and_is_that_of_the_cut_call),
        cmocka_unit_test(no_hop_waits_longer_than_the_delay),
        cmocka_unit_test(two_engines_side_by_side_do_not_meet),
        cmocka_unit_test(the_agent_may_be_on_the_right),
        cmocka_unit_test(one_sound_on_two_channels_is_seen),
        cmocka_unit_test(one_channel_is_measured_as_far_as_it_can_be),
        cmocka_unit_test(a_silent_side_is_seen),
        cmocka_unit_test(crosstalk_is_seen_with_its_leak),
        cmocka_unit_test(offset_and_clipping_are_seen),
        cmocka_unit_test(dropouts_are_seen),
        cmocka_unit_test(dropouts_are_seen_wherever_they_begin),
        cmocka_unit_test(a_side_that_ends_early_is_missing_not_silent),
        cmocka_unit_test(a_short_recording_says_so),
        cmocka_unit_test(lost_audio_makes_no_silence_and_no_hold),
        cmocka_unit_test(bad_calls_are_refused_and_change_nothing),
        cmocka_unit_test(a_full_list_of_events_says_how_many_it_dropped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
