/* Level, its range, balance and noise: constant levels are their own answer. Bursts: made 10 dB louder. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/measure_run.h"

static ct_hop raised(float level_dbfs)
{
    ct_hop hop = hop_voice(level_dbfs, 200.0f);
    hop.tilt_db_per_octave = -5.0f; /* 4 flatter than hop_voice() */
    return hop;
}

/* A sine of that level all the way: every sample is active, so method B gives the sine's own level. The tolerance is
 * the onset of the envelope, some 40 ms in 10 s. */
static void constant_level_is_its_own(void **context)
{
    (void)context;
    for (float level = -50.0f; level <= -4.0f; level += 5.0f) {
        measure_run run = measure_run_start("active_level", CT_SIDE_AGENT);
        measure_run_own(&run, hop_voice(level, 150.0f), 1000);
        reads(&run, "active_level", (double)level, 0.1);
        reads(&run, "level_range", 0.0, 0.25);
        measure_run_end(&run);
    }
}

/* Gaps between utterances are not counted at all. */
static void pauses_do_not_lower_the_level(void **context)
{
    (void)context;
    measure_run run = measure_run_start("active_level", CT_SIDE_AGENT);
    for (int i = 0; i < 20; i++) {
        measure_run_own(&run, hop_voice(-22.0f, 150.0f), 100);
        measure_run_own(&run, hop_quiet(), 400);
        measure_run_own(&run, hop_lost(), 30);
    }
    reads(&run, "active_level", -22.0, 0.3);
    reads(&run, "snr", 48.0, 0.6); /* noise of -70 dBFS */
    measure_run_end(&run);
}

/* Half of the speech hops are 30 dB down in stretches of 1 s: inactive but for 0.2 s of hangover and the decay of the
 * envelope (30 ms, twice) to 15.9 dB below, some 0.11 s. Active: 1.31 of 2 s, all of the energy. */
static void quiet_stretches_within_speech_are_inactive(void **context)
{
    (void)context;
    measure_run run = measure_run_start("active_level", CT_SIDE_AGENT);
    for (int i = 0; i < 30; i++) {
        measure_run_own(&run, hop_voice(-20.0f, 150.0f), 100);
        measure_run_own(&run, hop_voice(-50.0f, 150.0f), 100);
    }
    reads(&run, "active_level", -20.0 + 10.0 * log10(1.0 / 1.31), 0.2);
    measure_run_end(&run);
}

static void range_is_of_the_levels_in_speech(void **context)
{
    (void)context;
    measure_run run = measure_run_start("level_range", CT_SIDE_AGENT);
    for (int i = 0; i < 100; i++) { /* an even ramp of 20 dB: 10th to 90th percentile are 16 dB */
        for (int k = 0; k < 100; k++)
            measure_run_own(&run, hop_voice(-40.0f + 0.2f * (float)k, 150.0f), 1);
        measure_run_own(&run, hop_quiet(), 50);
    }
    reads(&run, "level_range", 16.0, 0.8); /* smoothing takes the ends of the ramp */
    measure_run_end(&run);
}

static void little_speech_has_no_level(void **context)
{
    (void)context;
    measure_run run = measure_run_start("active_level", CT_SIDE_AGENT);
    measure_run_own(&run, hop_voice(-20.0f, 150.0f), 299);
    reads_as(&run, "active_level", CT_TOO_LITTLE_SPEECH);
    measure_run_own(&run, hop_voice(-20.0f, 150.0f), 1);
    reads(&run, "active_level", -20.0, 0.5);
    reads_as(&run, "level_range", CT_TOO_LITTLE_SPEECH);
    reads_as(&run, "snr", CT_NOT_OBSERVABLE); /* no pause to hear the noise in */
    measure_run_end(&run);
}

static void music_is_neither_level_nor_noise(void **context)
{
    (void)context;
    measure_run run = measure_run_start("active_level", CT_SIDE_AGENT);
    ct_hop music = hop_voice(-10.0f, 0.0f);
    music.flags = HOP_MUSIC | HOP_SPECTRUM;
    music.noise_dbfs = -30.0f;
    measure_run_own(&run, music, 3000);
    measure_run_own(&run, hop_quiet(), 200);
    measure_run_own(&run, hop_voice(-25.0f, 150.0f), 1000);
    reads(&run, "active_level", -25.0, 0.3);
    reads(&run, "snr", 45.0, 0.6);
    measure_run_end(&run);
}

static void balance_is_agent_less_customer(void **context)
{
    (void)context;
    measure_run run = measure_run_start("level_balance", CT_SIDE_CALL);
    measure_run_hops(&run, hop_voice(-20.0f, 150.0f), hop_quiet(), 1000);
    reads_as(&run, "level_balance", CT_TOO_LITTLE_SPEECH);
    measure_run_hops(&run, hop_quiet(), hop_voice(-29.0f, 150.0f), 500);
    reads(&run, "level_balance", 9.0, 0.3);
    measure_run_end(&run);
}

/* --- bursts --- */

/* Ten seconds of usual speech, `hops` of `burst`, two more seconds of usual speech. */
static measure_run burst_of(ct_hop burst, size_t hops)
{
    measure_run run = measure_run_start("loud_bursts", CT_SIDE_AGENT);
    measure_run_own(&run, hop_voice(-25.0f, 150.0f), 1000);
    measure_run_own(&run, burst, hops);
    measure_run_own(&run, hop_voice(-25.0f, 150.0f), 200);
    return run;
}

static void raised_voice_is_a_burst(void **context)
{
    (void)context;
    measure_run run = burst_of(raised(-13.0f), 200);
    reads(&run, "loud_bursts", 1.0, 0.0);
    assert_int_equal(run.found[CT_EVENT_SHOUT], 1);
    /* The level is that of 0.3 s, so the edges come late by a part of that. */
    assert_true(fabs(run.last_found.start_s - 10.0) < 0.3 && fabs(run.last_found.end_s - 12.0) < 0.3);
    assert_true(fabs(run.last_found.level_dbfs - -13.0) < 1.0);
    measure_run_end(&run);
}

static void gain_alone_is_no_burst(void **context)
{
    (void)context;
    measure_run run = burst_of(hop_voice(-13.0f, 150.0f), 200);
    reads(&run, "loud_bursts", 0.0, 0.0);
    assert_int_equal(run.found[CT_EVENT_SHOUT], 0);
    measure_run_end(&run);
    run = burst_of(hop_voice(-13.0f, 150.0f * 1.25f), 200); /* 3.9 st higher */
    reads(&run, "loud_bursts", 1.0, 0.0);
    measure_run_end(&run);
}

static void short_or_small_rise_is_no_burst(void **context)
{
    (void)context;
    measure_run run = burst_of(raised(-13.0f), 80);
    reads(&run, "loud_bursts", 0.0, 0.0);
    measure_run_end(&run);
    run = burst_of(raised(-18.0f), 300); /* 7 dB */
    reads(&run, "loud_bursts", 0.0, 0.0);
    measure_run_end(&run);
}

static void dip_does_not_split_a_burst(void **context)
{
    (void)context;
    measure_run run = measure_run_start("loud_bursts", CT_SIDE_AGENT);
    measure_run_own(&run, hop_voice(-25.0f, 150.0f), 1000);
    measure_run_own(&run, raised(-13.0f), 80);
    measure_run_own(&run, hop_quiet(), 25);
    measure_run_own(&run, raised(-13.0f), 80);
    measure_run_own(&run, hop_quiet(), 35);
    reads(&run, "loud_bursts", 1.0, 0.0);
    measure_run_end(&run);
}

static void burst_at_the_end_is_told(void **context)
{
    (void)context;
    measure_run run = measure_run_start("loud_bursts", CT_SIDE_CUSTOMER);
    measure_run_own(&run, hop_voice(-25.0f, 150.0f), 1000);
    measure_run_own(&run, raised(-13.0f), 200);
    reads(&run, "loud_bursts", 1.0, 0.0);
    assert_int_equal(run.found[CT_EVENT_SHOUT], 0);
    measure_run_finish(&run);
    reads(&run, "loud_bursts", 1.0, 0.0);
    assert_int_equal(run.found[CT_EVENT_SHOUT], 1);
    measure_run_end(&run);
}

static void nothing_is_loud_before_usual_is_known(void **context)
{
    (void)context;
    measure_run run = measure_run_start("loud_bursts", CT_SIDE_AGENT);
    measure_run_own(&run, hop_voice(-35.0f, 150.0f), 250);
    measure_run_own(&run, raised(-13.0f), 200); /* within the first 5 s */
    measure_run_own(&run, hop_voice(-35.0f, 150.0f), 300);
    reads_as(&run, "loud_bursts", CT_TOO_LITTLE_SPEECH);
    measure_run_own(&run, hop_voice(-35.0f, 150.0f), 300);
    reads(&run, "loud_bursts", 0.0, 0.0);
    measure_run_end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(constant_level_is_its_own),
        cmocka_unit_test(pauses_do_not_lower_the_level),
        cmocka_unit_test(quiet_stretches_within_speech_are_inactive),
        cmocka_unit_test(range_is_of_the_levels_in_speech),
        cmocka_unit_test(little_speech_has_no_level),
        cmocka_unit_test(music_is_neither_level_nor_noise),
        cmocka_unit_test(balance_is_agent_less_customer),
        cmocka_unit_test(raised_voice_is_a_burst),
        cmocka_unit_test(gain_alone_is_no_burst),
        cmocka_unit_test(short_or_small_rise_is_no_burst),
        cmocka_unit_test(dip_does_not_split_a_burst),
        cmocka_unit_test(burst_at_the_end_is_told),
        cmocka_unit_test(nothing_is_loud_before_usual_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
