/* The proxies: stress, clarity, colour, pops, clipping. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/measure_run.h"

#define PI 3.14159265358979323846

/* One syllable of `hops`, its nucleus on the first. */
static void syllable(measure_run *run, float level_dbfs, float f0_hz, size_t hops)
{
    ct_hop hop = hop_voice(level_dbfs, f0_hz);
    measure_run_own(run, hop, hops - 1); /* coda of the one before */
    hop.flags |= HOP_NUCLEUS;
    measure_run_own(run, hop, 1);
    hop.flags &= (uint8_t)~HOP_NUCLEUS;
}

/* Even syllables of 0.2 s, each tenth changed: its level, its pitch, and the way to the next nucleus. */
static double stress_of(float louder_db, float higher_st, size_t longer_hops)
{
    measure_run run = measure_run_start("stress_rate", CT_SIDE_AGENT);
    size_t hops = 0;
    for (int i = 0; i < 300; i++) {
        bool odd = i % 10 == 9;
        ct_hop hop = hop_voice(-20.0f + (odd ? louder_db : 0.0f), 150.0f * exp2f(odd ? higher_st / 12.0f : 0.0f));
        size_t length = 20 + (odd ? longer_hops : 0);
        hop.flags |= HOP_NUCLEUS;
        measure_run_own(&run, hop, 1);
        hop.flags &= (uint8_t)~HOP_NUCLEUS;
        measure_run_own(&run, hop, length - 1);
        hops += length;
    }
    measure_run_finish(&run);
    ct_reading reading = measure_run_read(&run, "stress_rate");
    assert_int_equal(reading.state, CT_KNOWN);
    measure_run_end(&run);
    return reading.value * (double)hops / 6000.0; /* as a count */
}

static void two_of_three_make_a_stress(void **context)
{
    (void)context;
    assert_true(fabs(stress_of(5.0f, 4.0f, 0) - 30.0) < 1e-6);
    assert_true(fabs(stress_of(5.0f, 0.0f, 10) - 29.0) < 1.01); /* the last one has no next nucleus */
    assert_true(fabs(stress_of(0.0f, 4.0f, 10) - 29.0) < 1.01);
    assert_true(stress_of(0.0f, 0.0f, 0) == 0.0);
}

static void one_of_three_is_none(void **context)
{
    (void)context;
    assert_true(stress_of(5.0f, 0.0f, 0) == 0.0);
    assert_true(stress_of(0.0f, 4.0f, 0) == 0.0);
    assert_true(stress_of(0.0f, 0.0f, 10) == 0.0);
    assert_true(stress_of(3.0f, 2.5f, 5) == 0.0);
}

static void stress_needs_speech_and_ignores_losses(void **context)
{
    (void)context;
    measure_run run = measure_run_start("stress_rate", CT_SIDE_AGENT);
    for (int i = 0; i < 95; i++) {
        syllable(&run, -20.0f, 150.0f, 20);
        if (i % 10 == 0)
            measure_run_own(&run, hop_lost(), 300);
    }
    reads_as(&run, "stress_rate", CT_TOO_LITTLE_SPEECH);
    for (int i = 0; i < 95; i++)
        syllable(&run, -20.0f, 150.0f, 20);
    reads(&run, "stress_rate", 0.0, 0.0);
    measure_run_end(&run);
}

/* Speech whose magnitude is 1 + depth sin(2 pi hz t). */
static measure_run modulated(double depth, double hz, double gain, size_t hops)
{
    measure_run run = measure_run_start("clarity", CT_SIDE_AGENT);
    for (size_t i = 0; i < hops; i++) {
        ct_hop hop = hop_voice(-20.0f, 150.0f);
        hop.mean_abs = (float)(0.1 * gain * (1.0 + depth * sin(2.0 * PI * hz * (double)i / 100.0)));
        measure_run_own(&run, hop, 1);
    }
    return run;
}

/* The filter passes 4.9 Hz whole, its edges 3 and 8 Hz at -3 dB (factor 0.707), 20 Hz with 0.055, 0.5 Hz with 0.011. */
static void clarity_is_the_modulation_index(void **context)
{
    (void)context;
    static const struct {
        double depth, hz, index;
    } cases[] = {{0.8, 4.9, 0.8},    {0.4, 4.9, 0.4},    {0.0, 4.9, 0.0},  {0.8, 3.0, 0.5657},
                 {0.8, 8.0, 0.5657}, {0.8, 20.0, 0.044}, {0.8, 0.5, 0.009}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        measure_run run = modulated(cases[i].depth, cases[i].hz, 1.0, 4000);
        reads(&run, "clarity", cases[i].index, 0.02);
        measure_run_end(&run);
    }
}

static void gain_does_not_change_clarity(void **context)
{
    (void)context;
    measure_run loud = modulated(0.6, 5.0, 1.0, 2000), soft = modulated(0.6, 5.0, 0.01, 2000);
    double expected = measure_run_read(&loud, "clarity").value;
    reads(&soft, "clarity", expected, 1e-4);
    measure_run_end(&loud);
    measure_run_end(&soft);
    measure_run little = modulated(0.6, 5.0, 1.0, 1100);
    reads_as(&little, "clarity", CT_TOO_LITTLE_SPEECH);
    measure_run_end(&little);
}

static void colour_is_the_median_over_voiced_speech(void **context)
{
    (void)context;
    measure_run run = measure_run_start("brightness", CT_SIDE_AGENT);
    ct_hop hop = hop_voice(-20.0f, 150.0f);
    measure_run_own(&run, hop, 499);
    reads_as(&run, "brightness", CT_TOO_LITTLE_SPEECH);
    measure_run_own(&run, hop, 501);
    hop.centroid_hz = 2000.0f;
    hop.tilt_db_per_octave = 0.0f;
    measure_run_own(&run, hop, 400);
    hop.f0_hz = 0.0f; /* hiss: no voice */
    measure_run_own(&run, hop, 2000);
    hop = hop_voice(-20.0f, 150.0f);
    hop.centroid_hz = 3000.0f;
    hop.flags &= (uint8_t)~HOP_SPECTRUM; /* nothing to be trusted */
    measure_run_own(&run, hop, 2000);
    measure_run_own(&run, hop_lost(), 2000);
    reads(&run, "brightness", 900.0, 10.0); /* half a bin */
    reads(&run, "spectral_tilt", -9.0, 0.05);
    measure_run_end(&run);
}

/* A burst of the low band of `hops` each 2 s, for a minute. */
static double pops_of(float low_dbfs, float f0_hz, size_t hops, unsigned *events)
{
    measure_run run = measure_run_start("pops_rate", CT_SIDE_AGENT);
    ct_hop burst = hop_voice(-20.0f, f0_hz);
    burst.low_dbfs = low_dbfs;
    for (int i = 0; i < 30; i++) {
        measure_run_own(&run, hop_voice(-20.0f, 150.0f), 200 - hops); /* low band at -35 dBFS */
        measure_run_own(&run, burst, hops);
    }
    measure_run_own(&run, hop_quiet(), 10);
    ct_reading reading = measure_run_read(&run, "pops_rate");
    assert_int_equal(reading.state, CT_KNOWN);
    *events = run.found[CT_EVENT_POP];
    measure_run_end(&run);
    return reading.value;
}

static void short_low_bursts_are_pops(void **context)
{
    (void)context;
    unsigned events;
    assert_true(fabs(pops_of(-21.0f, 0.0f, 5, &events) - 30.0) < 1e-6);
    assert_int_equal(events, 30);
    assert_true(fabs(pops_of(-21.0f, 0.0f, 11, &events) - 30.0) < 1e-6);
    assert_true(pops_of(-21.0f, 0.0f, 12, &events) == 0.0);  /* 120 ms: a low voice, a rumble */
    assert_true(pops_of(-27.0f, 0.0f, 5, &events) == 0.0);   /* 8 dB only */
    assert_true(pops_of(-21.0f, 120.0f, 5, &events) == 0.0); /* a deep voice */
    assert_int_equal(events, 0);
}

static void narrow_lines_show_no_pops(void **context)
{
    (void)context;
    measure_run run = measure_run_start("pops_rate", CT_SIDE_AGENT);
    ct_hop hop = hop_voice(-20.0f, 150.0f);
    hop.low_dbfs = -55.0f;
    measure_run_own(&run, hop, 3000);
    ct_reading reading = measure_run_read(&run, "pops_rate");
    assert_int_equal(reading.state, CT_NOT_OBSERVABLE);
    assert_string_equal(reading.reason, "narrow_band");
    measure_run_end(&run);
}

static void clipping_is_a_share_of_samples(void **context)
{
    (void)context;
    measure_run run = measure_run_start("clipping_share", CT_SIDE_AGENT);
    ct_hop clipped = hop_voice(-6.0f, 150.0f);
    clipped.clipped = 4;
    measure_run_own(&run, hop_voice(-6.0f, 150.0f), 400);
    reads_as(&run, "clipping_share", CT_TOO_LITTLE_SPEECH);
    for (int i = 0; i < 10; i++) { /* 0.1 s apart: one stretch */
        measure_run_own(&run, clipped, 1);
        measure_run_own(&run, hop_voice(-6.0f, 150.0f), 9);
    }
    measure_run_own(&run, hop_voice(-6.0f, 150.0f), 490);
    measure_run_own(&run, clipped, 10);
    measure_run_own(&run, hop_lost(), 500);
    reads(&run, "clipping_share", 20.0 * 4.0 / (1000.0 * 80.0), 1e-12);
    measure_run_finish(&run);
    assert_int_equal(run.found[CT_EVENT_CLIP], 2);
    assert_true(fabs(run.last_found.start_s - 9.9) < 1e-9 && fabs(run.last_found.end_s - 10.0) < 1e-9);
    measure_run_end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_of_three_make_a_stress),
        cmocka_unit_test(one_of_three_is_none),
        cmocka_unit_test(stress_needs_speech_and_ignores_losses),
        cmocka_unit_test(clarity_is_the_modulation_index),
        cmocka_unit_test(gain_does_not_change_clarity),
        cmocka_unit_test(colour_is_the_median_over_voiced_speech),
        cmocka_unit_test(short_low_bursts_are_pops),
        cmocka_unit_test(narrow_lines_show_no_pops),
        cmocka_unit_test(clipping_is_a_share_of_samples),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
