/* Pace: syllables placed by hand, so that every rate is known. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/measure_run.h"

static ct_hop nucleus(void)
{
    ct_hop hop = hop_voice(-20.0f, 150.0f);
    hop.flags |= HOP_NUCLEUS;
    return hop;
}

/* `n` syllables of `hops` each, the nucleus in the middle. */
static void say(measure_run *run, int n, size_t hops)
{
    for (int i = 0; i < n; i++) {
        measure_run_own(run, hop_voice(-20.0f, 150.0f), hops / 2);
        measure_run_own(run, nucleus(), 1);
        measure_run_own(run, hop_voice(-20.0f, 150.0f), hops - hops / 2 - 1);
    }
}

static void even_speech_has_its_own_rate(void **context)
{
    (void)context;
    measure_run run = measure_run_start("speech_rate", CT_SIDE_AGENT);
    for (int i = 0; i < 10; i++) {
        say(&run, 20, 20); /* 5 syllables a second: 300 a minute */
        measure_run_own(&run, hop_quiet(), 100);
    }
    reads(&run, "speech_rate", 300.0, 0.0);
    reads(&run, "articulation_rate", 300.0, 0.0);
    reads(&run, "speech_rate_fastest_10s", 300.0, 0.0);
    assert_true(fabs(measure_run_read(&run, "speech_rate").evidence_s - 40.0) < 1e-9);
    measure_run_end(&run);
}

/* 2 s of speech with 8 syllables, 0.4 s pause, 2 s with 8: 16 in 4.4 s, and in 4.0 s without the pause. */
static void pauses_count_for_speech_rate_only(void **context)
{
    (void)context;
    measure_run run = measure_run_start("speech_rate", CT_SIDE_AGENT);
    for (int i = 0; i < 5; i++) {
        say(&run, 8, 25);
        measure_run_own(&run, hop_quiet(), 40);
        say(&run, 8, 25);
        measure_run_own(&run, hop_quiet(), 300);
    }
    reads(&run, "speech_rate", 16.0 * 60.0 / 4.4, 1e-9);
    reads(&run, "articulation_rate", 240.0, 1e-9);
    measure_run_end(&run);
}

/* A gap of 0.24 s is no pause, one of 0.25 s is; one of 0.49 s is inside an utterance, one of 0.5 s ends it. */
static void borders_of_pauses_and_utterances(void **context)
{
    (void)context;
    static const struct {
        size_t gap_hops;
        double utterances_s, spoken_s;
    } cases[] = {{24, 20.24, 20.24}, {25, 20.25, 20.0}, {49, 20.49, 20.0}, {50, 20.0, 20.0}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        measure_run run = measure_run_start("speech_rate", CT_SIDE_AGENT);
        say(&run, 40, 25);
        measure_run_own(&run, hop_quiet(), cases[i].gap_hops);
        say(&run, 40, 25);
        reads(&run, "speech_rate", 80.0 * 60.0 / cases[i].utterances_s, 1e-9);
        reads(&run, "articulation_rate", 80.0 * 60.0 / cases[i].spoken_s, 1e-9);
        measure_run_end(&run);
    }
}

static void utterances_under_four_syllables_are_skipped(void **context)
{
    (void)context;
    measure_run run = measure_run_start("speech_rate", CT_SIDE_AGENT);
    say(&run, 50, 25);
    for (int i = 0; i < 30; i++) {
        measure_run_own(&run, hop_quiet(), 60);
        say(&run, 3, 50);
    }
    reads(&run, "speech_rate", 240.0, 1e-9);
    measure_run_own(&run, hop_quiet(), 60);
    say(&run, 4, 50); /* counts, from its first hop: 54 syllables in 12.5 + 2 s */
    reads(&run, "speech_rate", 54.0 * 60.0 / 14.5, 1e-9);
    measure_run_end(&run);
}

static void fastest_window_finds_a_rush(void **context)
{
    (void)context;
    measure_run run = measure_run_start("speech_rate", CT_SIDE_AGENT);
    say(&run, 100, 25); /* 240 a minute for 25 s */
    say(&run, 80, 15);  /* 400 for 12 s */
    say(&run, 100, 25);
    reads(&run, "speech_rate_fastest_10s", 400.0, 6.0); /* one syllable more or less in the window */
    measure_run_end(&run);
}

static void fastest_window_runs_across_utterances(void **context)
{
    (void)context;
    measure_run run = measure_run_start("speech_rate", CT_SIDE_AGENT);
    for (int i = 0; i < 8; i++) { /* 2 s each, never 10 s in one piece */
        say(&run, 10, 20);
        measure_run_own(&run, hop_quiet(), 500);
    }
    reads(&run, "speech_rate_fastest_10s", 300.0, 0.0);
    measure_run_end(&run);
}

static void little_speech_gives_no_rate(void **context)
{
    (void)context;
    measure_run run = measure_run_start("speech_rate", CT_SIDE_AGENT);
    say(&run, 39, 25); /* 9.75 s */
    reads_as(&run, "speech_rate", CT_TOO_LITTLE_SPEECH);
    reads_as(&run, "speech_rate_fastest_10s", CT_TOO_LITTLE_SPEECH);
    reads_as(&run, "articulation_rate", CT_TOO_LITTLE_SPEECH);
    say(&run, 1, 25);
    reads(&run, "speech_rate", 240.0, 1e-9);
    measure_run_end(&run);
}

/* A loss inside an utterance is no time in which nothing was said; one of 2 s ends the utterance. */
static void lost_audio_is_no_pause(void **context)
{
    (void)context;
    static const size_t losses[] = {10, 60, 199, 200, 5000};
    for (size_t i = 0; i < sizeof losses / sizeof losses[0]; i++) {
        measure_run run = measure_run_start("speech_rate", CT_SIDE_AGENT);
        for (int k = 0; k < 4; k++) {
            say(&run, 20, 25);
            measure_run_own(&run, hop_lost(), losses[i]);
        }
        reads(&run, "speech_rate", 240.0, 1e-9);
        reads(&run, "articulation_rate", 240.0, 1e-9);
        measure_run_end(&run);
    }
}

/* 200 a minute in the first third, 250 in the last, 225 between: up by 50 of the mean of all speech. */
static double change_over(int syllables_a_third)
{
    measure_run run = measure_run_start("rate_change", CT_SIDE_AGENT);
    say(&run, syllables_a_third, 30);           /* 200 a minute */
    say(&run, syllables_a_third * 30 / 24, 24); /* 250, the same time */
    say(&run, syllables_a_third * 30 / 24, 24);
    ct_reading reading = measure_run_read(&run, "rate_change");
    assert_int_equal(reading.state, CT_KNOWN);
    measure_run_end(&run);
    return reading.value;
}

static void change_compares_the_last_third_with_the_first(void **context)
{
    (void)context;
    double whole = (200.0 + 250.0 + 250.0) / 3.0;
    assert_true(fabs(change_over(48) - 50.0 / whole) < 0.03);    /* 43 s: a syllable at each border of a third */
    assert_true(fabs(change_over(400) - 50.0 / whole) < 0.01);   /* six minutes: stretches of 2 s */
    assert_true(fabs(change_over(20000) - 50.0 / whole) < 0.01); /* five hours */
}

static void change_needs_speech_in_both_thirds(void **context)
{
    (void)context;
    measure_run run = measure_run_start("rate_change", CT_SIDE_AGENT);
    say(&run, 100, 25);
    measure_run_own(&run, hop_quiet(), 5000);
    say(&run, 30, 25); /* 7.5 s in the last third */
    reads_as(&run, "rate_change", CT_TOO_LITTLE_SPEECH);
    measure_run_end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(even_speech_has_its_own_rate),
        cmocka_unit_test(pauses_count_for_speech_rate_only),
        cmocka_unit_test(borders_of_pauses_and_utterances),
        cmocka_unit_test(utterances_under_four_syllables_are_skipped),
        cmocka_unit_test(fastest_window_finds_a_rush),
        cmocka_unit_test(fastest_window_runs_across_utterances),
        cmocka_unit_test(little_speech_gives_no_rate),
        cmocka_unit_test(lost_audio_is_no_pause),
        cmocka_unit_test(change_compares_the_last_third_with_the_first),
        cmocka_unit_test(change_needs_speech_in_both_thirds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
