/* Intonation: pitch that swings like a sine, whose spread is known. Drawn-out syllables: held by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/measure_run.h"

#define PI 3.14159265358979323846

/* `hops` of voiced speech around `hz`, swinging by `swing_st` up and down once a second. */
static void intone(measure_run *run, double hz, double swing_st, size_t hops)
{
    for (size_t i = 0; i < hops; i++) {
        double st = swing_st * sin(2.0 * PI * (double)i / 100.0);
        measure_run_own(run, hop_voice(-20.0f, (float)(hz * exp2(st / 12.0))), 1);
    }
}

static void spread_of_a_sine_is_its_swing_over_root_two(void **context)
{
    (void)context;
    measure_run run = measure_run_start("pitch_sd", CT_SIDE_AGENT);
    intone(&run, 200.0, 4.0, 6000);
    reads(&run, "pitch_median", 200.0, 1.0);
    reads(&run, "pitch_sd", 4.0 / sqrt(2.0), 0.05);              /* bins of 0.05 st */
    reads(&run, "pitch_range", 2.0 * 4.0 * sin(0.4 * PI), 0.15); /* arcsine law: P90 at sin(0.4 pi); bins of 0.1 st */
    reads(&run, "flat_share", 0.0, 0.0);
    reads(&run, "longest_flat", 0.0, 0.0);
    measure_run_end(&run);
}

static void voices_an_octave_apart_are_equally_lively(void **context)
{
    (void)context;
    for (double hz = 90.0; hz < 400.0; hz *= 2.0) {
        measure_run run = measure_run_start("pitch_sd", CT_SIDE_AGENT);
        intone(&run, hz, 3.0, 3000);
        reads(&run, "pitch_median", hz, 0.01 * hz);
        reads(&run, "pitch_sd", 3.0 / sqrt(2.0), 0.05);
        measure_run_end(&run);
    }
}

/* Drift over the call is no liveliness: each window is flat although the call is not. */
static void windows_are_judged_one_by_one(void **context)
{
    (void)context;
    measure_run run = measure_run_start("pitch_sd", CT_SIDE_AGENT);
    for (int i = 0; i < 6; i++)
        intone(&run, 120.0 * exp2(i / 12.0), 1.0, 1000);
    reads(&run, "pitch_sd", 1.0 / sqrt(2.0), 0.05);
    reads(&run, "flat_share", 1.0, 0.0);
    reads(&run, "longest_flat", 60.0, 0.0);
    measure_run_end(&run);
}

/* Flat for 20 s of speech, lively for 20 s, flat for 30 s of speech with 5 s of the other's turn inside. */
static void flat_stretch_is_told_in_time_of_the_call(void **context)
{
    (void)context;
    measure_run run = measure_run_start("pitch_sd", CT_SIDE_AGENT);
    intone(&run, 150.0, 1.0, 2000);
    intone(&run, 150.0, 5.0, 2000);
    intone(&run, 150.0, 1.0, 1500);
    measure_run_own(&run, hop_quiet(), 500);
    intone(&run, 150.0, 1.0, 1500);
    reads(&run, "flat_share", 5.0 / 7.0, 1e-9);
    reads(&run, "longest_flat", 35.0, 0.0);
    measure_run_end(&run);
}

static void last_window_counts_from_five_seconds_on(void **context)
{
    (void)context;
    measure_run run = measure_run_start("pitch_sd", CT_SIDE_AGENT);
    intone(&run, 150.0, 1.0, 3000);
    intone(&run, 150.0, 5.0, 499);
    reads(&run, "flat_share", 1.0, 0.0);
    intone(&run, 150.0, 5.0, 1);
    reads(&run, "flat_share", 0.75, 1e-9);
    measure_run_end(&run);
}

/* One hop in 25 an octave off, up or down, as trackers do. */
static void lone_octave_errors_do_not_count(void **context)
{
    (void)context;
    measure_run run = measure_run_start("pitch_sd", CT_SIDE_AGENT);
    for (int i = 0; i < 4000; i++) {
        double hz = 150.0 * exp2(2.0 * sin(2.0 * PI * i / 100.0) / 12.0);
        hz *= i % 50 == 10 ? 2.0 : i % 50 == 35 ? 0.5 : 1.0;
        measure_run_own(&run, hop_voice(-20.0f, (float)hz), 1);
    }
    reads(&run, "pitch_sd", 2.0 / sqrt(2.0), 0.06);
    measure_run_end(&run);
}

static void two_octaves_off_is_not_this_voice(void **context)
{
    (void)context;
    measure_run run = measure_run_start("pitch_sd", CT_SIDE_AGENT);
    for (int i = 0; i < 60; i++) {
        intone(&run, 110.0, 0.5, 90);
        measure_run_own(&run, hop_voice(-20.0f, 440.0f), 10); /* a beep that was taken for voice */
    }
    reads(&run, "pitch_sd", 0.5 / sqrt(2.0), 0.06);
    measure_run_end(&run);
}

static void little_speech_or_voice_has_no_intonation(void **context)
{
    (void)context;
    measure_run run = measure_run_start("pitch_sd", CT_SIDE_AGENT);
    intone(&run, 150.0, 3.0, 999);
    reads_as(&run, "pitch_median", CT_TOO_LITTLE_SPEECH);
    reads_as(&run, "pitch_sd", CT_TOO_LITTLE_SPEECH);
    intone(&run, 150.0, 3.0, 1);
    reads(&run, "pitch_sd", 3.0 / sqrt(2.0), 0.1);
    reads_as(&run, "flat_share", CT_TOO_LITTLE_SPEECH);
    measure_run_end(&run);

    run = measure_run_start("pitch_sd", CT_SIDE_AGENT);
    for (int i = 0; i < 60; i++) { /* a whisper: 2.4 s of 60 s are voiced */
        measure_run_own(&run, hop_voice(-20.0f, 0.0f), 96);
        measure_run_own(&run, hop_voice(-20.0f, 150.0f), 4);
    }
    reads_as(&run, "pitch_sd", CT_TOO_LITTLE_SPEECH);
    measure_run_end(&run);
}

static void lost_audio_changes_no_intonation(void **context)
{
    (void)context;
    measure_run run = measure_run_start("pitch_sd", CT_SIDE_AGENT);
    for (int i = 0; i < 30; i++) {
        intone(&run, 200.0, 4.0, 100);
        measure_run_own(&run, hop_lost(), 70);
    }
    reads(&run, "pitch_sd", 4.0 / sqrt(2.0), 0.07);
    reads(&run, "pitch_median", 200.0, 2.0);
    measure_run_end(&run);
}

/* --- drawn-out syllables --- */

static void syllable(measure_run *run, size_t hops, float hz, float hz_per_hop)
{
    for (size_t i = 0; i < hops; i++) {
        ct_hop hop = hop_voice(-20.0f, hz + hz_per_hop * (float)i);
        if (i == 5)
            hop.flags |= HOP_NUCLEUS;
        measure_run_own(run, hop, 1);
    }
    measure_run_own(run, hop_voice(-45.0f, 0.0f), 8);
}

static double drawls(size_t hops, float hz, float hz_per_hop, unsigned *events)
{
    measure_run run = measure_run_start("drawl_rate", CT_SIDE_AGENT);
    size_t speech = 0;
    for (int i = 0; i < 10; i++) {
        syllable(&run, hops, hz, hz_per_hop);
        speech += hops + 8;
    }
    measure_run_own(&run, hop_voice(-45.0f, 0.0f), 6000 - speech); /* a minute of speech in all */
    ct_reading reading = measure_run_read(&run, "drawl_rate");
    assert_int_equal(reading.state, CT_KNOWN);
    *events = run.found[CT_EVENT_DRAWL];
    measure_run_end(&run);
    return reading.value;
}

static void held_syllables_count_from_450_ms(void **context)
{
    (void)context;
    unsigned events;
    assert_true(drawls(44, 180.0f, 0.0f, &events) == 0.0);
    assert_int_equal(events, 0);
    assert_true(fabs(drawls(45, 180.0f, 0.0f, &events) - 10.0) < 1e-9);
    assert_int_equal(events, 10);
    assert_true(fabs(drawls(150, 180.0f, -0.1f, &events) - 10.0) < 1e-9); /* 1.5 s, sinking by 1.5 st */
    assert_int_equal(events, 10);
}

static void moving_pitch_is_a_tone_not_a_drawl(void **context)
{
    (void)context;
    unsigned events;
    assert_true(drawls(60, 180.0f, 1.5f, &events) == 0.0); /* up by 7 st in 0.6 s */
}

static void voiced_words_are_no_drawl(void **context)
{
    (void)context;
    measure_run run = measure_run_start("drawl_rate", CT_SIDE_AGENT);
    for (int i = 0; i < 6000; i++) { /* a monotone with a nucleus each 0.2 s */
        ct_hop hop = hop_voice(-20.0f, 150.0f);
        hop.flags |= i % 20 == 10 ? HOP_NUCLEUS : 0;
        measure_run_own(&run, hop, 1);
    }
    reads(&run, "drawl_rate", 0.0, 0.0);
    measure_run_end(&run);
}

static void drawl_is_told_with_its_edges(void **context)
{
    (void)context;
    measure_run run = measure_run_start("drawl_rate", CT_SIDE_CUSTOMER);
    measure_run_own(&run, hop_voice(-45.0f, 0.0f), 1000);
    syllable(&run, 80, 200.0f, 0.0f);
    assert_int_equal(run.found[CT_EVENT_DRAWL], 1);
    assert_true(fabs(run.last_found.start_s - 10.0) < 1e-9);
    assert_true(fabs(run.last_found.end_s - 10.8) < 1e-9);
    measure_run_own(&run, hop_voice(-20.0f, 200.0f), 60);
    measure_run_finish(&run); /* still held when the call ends */
    assert_int_equal(run.found[CT_EVENT_DRAWL], 2);
    measure_run_end(&run);
}

static void lost_audio_holds_no_syllable(void **context)
{
    (void)context;
    measure_run run = measure_run_start("drawl_rate", CT_SIDE_AGENT);
    for (int i = 0; i < 50; i++) {
        measure_run_own(&run, hop_voice(-20.0f, 150.0f), 30);
        measure_run_own(&run, hop_lost(), 30);
    }
    reads(&run, "drawl_rate", 0.0, 0.0);
    measure_run_end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spread_of_a_sine_is_its_swing_over_root_two),
        cmocka_unit_test(voices_an_octave_apart_are_equally_lively),
        cmocka_unit_test(windows_are_judged_one_by_one),
        cmocka_unit_test(flat_stretch_is_told_in_time_of_the_call),
        cmocka_unit_test(last_window_counts_from_five_seconds_on),
        cmocka_unit_test(lone_octave_errors_do_not_count),
        cmocka_unit_test(two_octaves_off_is_not_this_voice),
        cmocka_unit_test(little_speech_or_voice_has_no_intonation),
        cmocka_unit_test(lost_audio_changes_no_intonation),
        cmocka_unit_test(held_syllables_count_from_450_ms),
        cmocka_unit_test(moving_pitch_is_a_tone_not_a_drawl),
        cmocka_unit_test(voiced_words_are_no_drawl),
        cmocka_unit_test(drawl_is_told_with_its_edges),
        cmocka_unit_test(lost_audio_holds_no_syllable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
