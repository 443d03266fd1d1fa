/* What the sides do to each other, from hops and from events of the talk floor. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/measure_run.h"

static ct_hop voice(void)
{
    return hop_voice(-20.0f, 150.0f);
}

static void share_is_own_speech_of_both(void **context)
{
    (void)context;
    measure_run run = measure_run_start("talk_share", CT_SIDE_CUSTOMER);
    measure_run_hops(&run, voice(), hop_quiet(), 600);
    reads(&run, "speech_time", 6.0, 0.0);
    reads_as(&run, "talk_share", CT_TOO_LITTLE_SPEECH); /* the other was not heard yet */
    measure_run_hops(&run, hop_quiet(), voice(), 1700);
    measure_run_hops(&run, voice(), voice(), 100);
    measure_run_hops(&run, hop_lost(), hop_lost(), 1000);
    reads(&run, "speech_time", 7.0, 0.0);
    reads(&run, "talk_share", 7.0 / 25.0, 1e-9);
    measure_run_end(&run);
}

static void turns_are_those_of_the_side(void **context)
{
    (void)context;
    measure_run run = measure_run_start("turns", CT_SIDE_CUSTOMER);
    measure_run_hops(&run, hop_quiet(), hop_quiet(), 1000);
    measure_run_span(&run, CT_EVENT_TURN, CT_SIDE_CUSTOMER, 0.0, 2.0);
    measure_run_span(&run, CT_EVENT_TURN, CT_SIDE_AGENT, 2.0, 4.0);
    measure_run_span(&run, CT_EVENT_TURN, CT_SIDE_CUSTOMER, 4.0, 6.0);
    measure_run_span(&run, CT_EVENT_UTTERANCE, CT_SIDE_CUSTOMER, 4.0, 6.0);
    reads(&run, "turns", 2.0, 0.0);
    measure_run_end(&run);
}

/* The other speaks for a second first, so that it is known to be heard. */
static measure_run monologue_start(void)
{
    measure_run run = measure_run_start("longest_monologue", CT_SIDE_AGENT);
    measure_run_hops(&run, hop_quiet(), voice(), 100);
    return run;
}

static void any_sound_of_the_other_ends_a_monologue(void **context)
{
    (void)context;
    measure_run run = monologue_start();
    measure_run_own(&run, voice(), 900);
    measure_run_hops(&run, hop_quiet(), voice(), 30);
    measure_run_own(&run, voice(), 500);
    reads(&run, "longest_monologue", 9.0, 1e-9);
    measure_run_hops(&run, voice(), voice(), 30); /* a backchannel under own speech */
    measure_run_own(&run, voice(), 700);
    reads(&run, "longest_monologue", 9.0, 1e-9);
    measure_run_end(&run);
}

static void silence_over_two_seconds_ends_a_monologue(void **context)
{
    (void)context;
    measure_run run = monologue_start();
    measure_run_own(&run, voice(), 500);
    measure_run_own(&run, hop_quiet(), 200);
    measure_run_own(&run, voice(), 500);
    reads(&run, "longest_monologue", 12.0, 1e-9);
    measure_run_own(&run, hop_quiet(), 201);
    measure_run_own(&run, voice(), 700);
    reads(&run, "longest_monologue", 12.0, 1e-9);
    measure_run_own(&run, hop_lost(), 500);
    measure_run_own(&run, voice(), 600); /* a long loss joins nothing */
    reads(&run, "longest_monologue", 12.0, 1e-9);
    measure_run_end(&run);
}

static void monologue_needs_the_other_heard(void **context)
{
    (void)context;
    measure_run run = measure_run_start("longest_monologue", CT_SIDE_AGENT);
    measure_run_own(&run, voice(), 5000);
    reads_as(&run, "longest_monologue", CT_TOO_LITTLE_SPEECH);
    measure_run_end(&run);
}

static void pauses_are_per_minute_of_own_utterances(void **context)
{
    (void)context;
    measure_run run = measure_run_start("pause_rate", CT_SIDE_AGENT);
    for (int i = 0; i < 6; i++) {
        measure_run_span(&run, CT_EVENT_UTTERANCE, CT_SIDE_AGENT, 10.0 * i, 10.0 * i + 5.0);
        measure_run_span(&run, CT_EVENT_UTTERANCE, CT_SIDE_CUSTOMER, 10.0 * i + 5.0, 10.0 * i + 10.0);
        measure_run_span(&run, CT_EVENT_PAUSE, CT_SIDE_AGENT, 10.0 * i + 1.0, 10.0 * i + 1.5);
        measure_run_span(&run, CT_EVENT_PAUSE, CT_SIDE_CUSTOMER, 10.0 * i + 6.0, 10.0 * i + 7.0);
    }
    reads(&run, "pause_rate", 12.0, 1e-9);
    measure_run_end(&run);

    run = measure_run_start("pause_rate", CT_SIDE_AGENT);
    measure_run_span(&run, CT_EVENT_UTTERANCE, CT_SIDE_AGENT, 0.0, 9.9);
    reads_as(&run, "pause_rate", CT_TOO_LITTLE_SPEECH);
    measure_run_end(&run);
}

static void quarter_of_a_second_breaks_speech(void **context)
{
    (void)context;
    measure_run run = measure_run_start("longest_unbroken_speech", CT_SIDE_AGENT);
    measure_run_own(&run, voice(), 300);
    measure_run_own(&run, hop_quiet(), 24);
    measure_run_own(&run, voice(), 300);
    reads(&run, "longest_unbroken_speech", 6.24, 1e-9);
    measure_run_own(&run, hop_quiet(), 25);
    measure_run_own(&run, voice(), 400);
    measure_run_own(&run, hop_lost(), 5);
    measure_run_own(&run, voice(), 600);
    reads(&run, "longest_unbroken_speech", 6.24, 1e-9);
    measure_run_end(&run);
}

static void deeds_count_for_the_side_that_did_them(void **context)
{
    (void)context;
    for (ct_side side = CT_SIDE_AGENT; side <= CT_SIDE_CUSTOMER; side++) {
        measure_run run = measure_run_start("interruptions", side);
        measure_run_hops(&run, hop_quiet(), hop_quiet(), 6000);
        measure_run_span(&run, CT_EVENT_UTTERANCE, side == CT_SIDE_AGENT ? CT_SIDE_AGENT : CT_SIDE_CUSTOMER, 0.0, 9.0);
        reads_as(&run, "interruptions", CT_TOO_LITTLE_SPEECH); /* nobody to interrupt */
        measure_run_span(&run, CT_EVENT_UTTERANCE, CT_SIDE_AGENT, 10.0, 20.0);
        measure_run_span(&run, CT_EVENT_UTTERANCE, CT_SIDE_CUSTOMER, 15.0, 30.0);
        ct_event severe = {.kind = CT_EVENT_INTERRUPTION,
                           .side = CT_SIDE_AGENT,
                           .start_s = 20.0,
                           .end_s = 23.0,
                           .flags = CT_EVENT_SEVERE | CT_EVENT_YIELDED};
        measure_run_event(&run, &severe);
        measure_run_span(&run, CT_EVENT_INTERRUPTION, CT_SIDE_AGENT, 40.0, 41.5);
        measure_run_span(&run, CT_EVENT_CUT_OFF, CT_SIDE_CUSTOMER, 43.0, 43.5);
        measure_run_span(&run, CT_EVENT_BACKCHANNEL, CT_SIDE_AGENT, 50.0, 50.5);
        bool agent = side == CT_SIDE_AGENT;
        reads(&run, "interruptions", agent ? 2.0 : 0.0, 0.0);
        reads(&run, "severe_interruptions", agent ? 1.0 : 0.0, 0.0);
        reads(&run, "cut_offs", agent ? 0.0 : 1.0, 0.0);
        reads(&run, "backchannels", agent ? 1.0 : 0.0, 0.0);
        measure_run_end(&run);
    }
}

static void overlap_is_where_both_speak(void **context)
{
    (void)context;
    measure_run run = measure_run_start("overlap_time", CT_SIDE_CALL);
    measure_run_hops(&run, voice(), hop_quiet(), 500);
    reads_as(&run, "overlap_time", CT_TOO_LITTLE_SPEECH);
    measure_run_hops(&run, voice(), voice(), 123);
    measure_run_hops(&run, hop_lost(), hop_lost(), 100);
    measure_run_hops(&run, hop_quiet(), voice(), 500);
    reads(&run, "overlap_time", 1.23, 1e-9);
    measure_run_end(&run);
}

static void gaps_are_ranked(void **context)
{
    (void)context;
    static const double gaps[] = {0.20, 0.50, -0.21, -0.20, 1.50, 0.80, 4.00, 0.60, 0.30, 0.90};
    measure_run run = measure_run_start("response_gap_median", CT_SIDE_AGENT);
    measure_run_hops(&run, hop_quiet(), hop_quiet(), 10000);
    for (int i = 0; i < 2; i++) {
        measure_run_change(&run, CT_SIDE_AGENT, 10.0 * i, 10.0 * i + gaps[i]);
        measure_run_change(&run, CT_SIDE_CUSTOMER, 10.0 * i, 10.0 * i + 7.0);
    }
    reads_as(&run, "response_gap_median", CT_TOO_LITTLE_SPEECH);
    reads_as(&run, "early_start_share", CT_TOO_LITTLE_SPEECH);
    for (int i = 2; i < 10; i++)
        measure_run_change(&run, CT_SIDE_AGENT, 10.0 * i, 10.0 * i + gaps[i]);
    reads(&run, "response_gap_median", 0.55, 0.06); /* between 0.50 and 0.60 */
    reads(&run, "response_gap_p90", 1.5, 0.01);
    reads(&run, "early_start_share", 0.1, 1e-9); /* -0.20 is not early */
    measure_run_end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(share_is_own_speech_of_both),
        cmocka_unit_test(turns_are_those_of_the_side),
        cmocka_unit_test(any_sound_of_the_other_ends_a_monologue),
        cmocka_unit_test(silence_over_two_seconds_ends_a_monologue),
        cmocka_unit_test(monologue_needs_the_other_heard),
        cmocka_unit_test(pauses_are_per_minute_of_own_utterances),
        cmocka_unit_test(quarter_of_a_second_breaks_speech),
        cmocka_unit_test(deeds_count_for_the_side_that_did_them),
        cmocka_unit_test(overlap_is_where_both_speak),
        cmocka_unit_test(gaps_are_ranked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
