/* Silence, holds, how the call opens and how it closes. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/measure_run.h"

static ct_hop voice(void)
{
    return hop_voice(-20.0f, 150.0f);
}

static ct_hop busy_tone(void)
{
    ct_hop hop = hop_voice(-20.0f, 0.0f);
    hop.flags = HOP_TONE;
    hop.tone = HOP_TONE_BUSY;
    return hop;
}

static void silences_are_summed_and_attributed(void **context)
{
    (void)context;
    measure_run run = measure_run_start("silence_total", CT_SIDE_CALL);
    measure_run_hops(&run, hop_quiet(), hop_quiet(), 10000);
    reads(&run, "silence_total", 0.0, 0.0);
    measure_run_span(&run, CT_EVENT_SILENCE, CT_SIDE_AGENT, 10.0, 14.0);
    measure_run_span(&run, CT_EVENT_SILENCE, CT_SIDE_CUSTOMER, 20.0, 29.0);
    measure_run_span(&run, CT_EVENT_SILENCE, CT_SIDE_AGENT, 40.0, 47.0);
    measure_run_span(&run, CT_EVENT_HOLD, CT_SIDE_CALL, 50.0, 80.0);
    reads(&run, "silence_total", 20.0, 1e-9);
    reads(&run, "silence_share", 0.2, 1e-9);
    reads(&run, "longest_silence", 9.0, 1e-9);
    reads(&run, "longest_silence_agent_owed", 7.0, 1e-9);
    measure_run_end(&run);
}

static void lost_audio_is_no_part_of_the_share(void **context)
{
    (void)context;
    measure_run run = measure_run_start("silence_share", CT_SIDE_CALL);
    measure_run_hops(&run, hop_quiet(), hop_quiet(), 5000);
    measure_run_hops(&run, hop_lost(), hop_lost(), 5000);
    measure_run_span(&run, CT_EVENT_SILENCE, CT_SIDE_AGENT, 10.0, 20.0);
    reads(&run, "silence_share", 0.2, 1e-9);
    measure_run_end(&run);
}

static void one_talker_alone_makes_no_silence(void **context)
{
    (void)context;
    measure_run run = measure_run_start("silence_total", CT_SIDE_CALL);
    run.alone = true;
    measure_run_hops(&run, hop_quiet(), hop_quiet(), 10000);
    measure_run_span(&run, CT_EVENT_SILENCE, CT_SIDE_CALL, 10.0, 60.0);
    reads_as(&run, "silence_total", CT_NOT_MEASURABLE);
    reads_as(&run, "longest_silence", CT_NOT_MEASURABLE);
    measure_run_end(&run);
}

static void holds_are_counted_and_summed(void **context)
{
    (void)context;
    measure_run run = measure_run_start("hold_total", CT_SIDE_CALL);
    measure_run_hops(&run, hop_quiet(), hop_quiet(), 30000);
    ct_event music = {.kind = CT_EVENT_HOLD,
                      .side = CT_SIDE_CALL,
                      .start_s = 10.0,
                      .end_s = 80.0,
                      .flags = CT_EVENT_UNANNOUNCED,
                      .without_contact_s = 25.0};
    ct_event quiet = {.kind = CT_EVENT_HOLD,
                      .side = CT_SIDE_CALL,
                      .start_s = 100.0,
                      .end_s = 130.0,
                      .flags = CT_EVENT_NO_REPLY,
                      .without_contact_s = 20.0};
    measure_run_event(&run, &music);
    measure_run_event(&run, &quiet);
    reads(&run, "hold_count", 2.0, 0.0);
    reads(&run, "hold_total", 100.0, 1e-9);
    reads(&run, "hold_longest", 70.0, 1e-9);
    reads(&run, "hold_unannounced", 1.0, 0.0);
    reads(&run, "wait_without_contact", 25.0, 1e-9);
    measure_run_span(&run, CT_EVENT_SILENCE, CT_SIDE_CUSTOMER, 150.0, 190.0); /* it was for the customer to speak */
    reads(&run, "wait_without_contact", 25.0, 1e-9);
    measure_run_span(&run, CT_EVENT_SILENCE, CT_SIDE_AGENT, 200.0, 228.0);
    reads(&run, "wait_without_contact", 28.0, 1e-9);
    measure_run_end(&run);
}

static void rings_are_counted_until_the_answer(void **context)
{
    (void)context;
    measure_run run = measure_run_start("rings_before_answer", CT_SIDE_CALL);
    measure_run_hops(&run, hop_quiet(), hop_quiet(), 700);
    reads_as(&run, "rings_before_answer", CT_NOT_OBSERVABLE);
    measure_run_span(&run, CT_EVENT_RING, CT_SIDE_CUSTOMER, 1.0, 2.0);
    measure_run_span(&run, CT_EVENT_RING, CT_SIDE_CUSTOMER, 6.0, 7.0);
    reads_as(&run, "answer_delay", CT_NOT_OBSERVABLE); /* nobody answered yet */
    measure_run_hops(&run, hop_quiet(), voice(), 100); /* the customer is heard first */
    measure_run_hops(&run, hop_quiet(), hop_quiet(), 50);
    measure_run_hops(&run, voice(), hop_quiet(), 300);
    reads(&run, "rings_before_answer", 2.0, 0.0);
    reads(&run, "answer_delay", 7.5, 1e-9);
    reads(&run, "first_words_delay", 1.5, 1e-9);
    measure_run_end(&run);
}

static void without_a_ring_the_recording_starts_connected(void **context)
{
    (void)context;
    measure_run run = measure_run_start("first_words_delay", CT_SIDE_CALL);
    measure_run_hops(&run, hop_quiet(), hop_quiet(), 120);
    reads_as(&run, "first_words_delay", CT_NOT_OBSERVABLE);
    measure_run_hops(&run, voice(), hop_quiet(), 300);
    ct_reading rings = measure_run_read(&run, "rings_before_answer");
    assert_int_equal(rings.state, CT_NOT_OBSERVABLE);
    assert_string_equal(rings.reason, "no_ring");
    reads(&run, "first_words_delay", 1.2, 1e-9);
    measure_run_end(&run);
}

static void lost_opening_has_no_first_words(void **context)
{
    (void)context;
    measure_run run = measure_run_start("first_words_delay", CT_SIDE_CALL);
    measure_run_hops(&run, hop_lost(), hop_lost(), 100);
    measure_run_hops(&run, hop_quiet(), hop_quiet(), 100);
    measure_run_hops(&run, voice(), hop_quiet(), 300);
    ct_reading words = measure_run_read(&run, "first_words_delay");
    assert_int_equal(words.state, CT_NOT_MEASURABLE);
    assert_string_equal(words.reason, "lost_audio");
    measure_run_end(&run);
}

/* --- the end --- */

/* A call with ordinary pauses until its last words. */
static measure_run call_until_goodbye(ct_hop agent_pause, ct_hop customer_pause)
{
    measure_run run = measure_run_start("tail", CT_SIDE_CALL);
    for (int i = 0; i < 5; i++) {
        measure_run_hops(&run, voice(), customer_pause, 300);
        measure_run_hops(&run, agent_pause, customer_pause, 50);
        measure_run_hops(&run, agent_pause, voice(), 300);
    }
    return run;
}

static void tail_is_what_follows_the_last_word(void **context)
{
    (void)context;
    measure_run run = call_until_goodbye(hop_quiet(), hop_quiet());
    reads(&run, "tail", 0.0, 0.0);
    measure_run_hops(&run, hop_quiet(), hop_quiet(), 250);
    measure_run_hops(&run, hop_lost(), hop_lost(), 100);
    measure_run_hops(&run, hop_quiet(), hop_zero(), 50);
    reads(&run, "tail", 3.0, 1e-9);
    measure_run_end(&run);
}

/* What is read after the two channels turn to digital silence for `agent` and `customer` hops at the end. */
static ct_reading leaver(ct_hop agent_pause, ct_hop customer_pause, size_t agent, size_t customer)
{
    measure_run run = call_until_goodbye(agent_pause, customer_pause);
    size_t longer = agent > customer ? agent : customer;
    measure_run_hops(&run, agent_pause, customer_pause, 60);
    for (size_t i = 0; i < longer; i++)
        measure_run_hops(&run, i >= longer - agent ? hop_zero() : hop_quiet(),
                         i >= longer - customer ? hop_zero() : hop_quiet(), 1);
    measure_run_finish(&run);
    ct_reading reading = measure_run_read(&run, "hung_up_first");
    measure_run_end(&run);
    return reading;
}

static void expect_leaver(ct_reading reading, ct_side side)
{
    assert_int_equal(reading.state, side == CT_SIDE_CALL ? CT_NOT_OBSERVABLE : CT_KNOWN);
    if (side == CT_SIDE_CALL)
        assert_string_equal(reading.reason, "no_hangup");
    else
        assert_int_equal((ct_side)reading.value, side);
}

static void channel_that_dies_first_hung_up(void **context)
{
    (void)context;
    ct_hop quiet = hop_quiet();
    expect_leaver(leaver(quiet, quiet, 100, 0), CT_SIDE_AGENT);
    expect_leaver(leaver(quiet, quiet, 0, 100), CT_SIDE_CUSTOMER);
    expect_leaver(leaver(quiet, quiet, 50, 100), CT_SIDE_CUSTOMER);
    expect_leaver(leaver(quiet, quiet, 20, 0), CT_SIDE_CALL); /* 0.2 s, but the lead is short of 0.3 s */
    expect_leaver(leaver(quiet, quiet, 30, 0), CT_SIDE_AGENT);
    expect_leaver(leaver(quiet, quiet, 71, 100), CT_SIDE_CALL); /* 0.29 s apart */
    expect_leaver(leaver(quiet, quiet, 70, 100), CT_SIDE_CUSTOMER);
    expect_leaver(leaver(quiet, quiet, 0, 0), CT_SIDE_CALL);
}

static void digital_silence_in_pauses_says_nothing(void **context)
{
    (void)context;
    expect_leaver(leaver(hop_zero(), hop_quiet(), 100, 0), CT_SIDE_CALL);
    expect_leaver(leaver(hop_quiet(), hop_zero(), 0, 100), CT_SIDE_CALL);
    expect_leaver(leaver(hop_quiet(), hop_quiet(), 1001, 0), CT_SIDE_CALL); /* muted, perhaps */
}

/* An agent who never paused: whether the channel is digitally silent in pauses was not heard. */
static void without_pauses_nobody_hung_up(void **context)
{
    (void)context;
    measure_run run = measure_run_start("hung_up_first", CT_SIDE_CALL);
    measure_run_hops(&run, voice(), hop_quiet(), 3000);
    measure_run_hops(&run, hop_quiet(), hop_quiet(), 50);
    measure_run_hops(&run, hop_zero(), hop_quiet(), 200);
    measure_run_finish(&run);
    expect_leaver(measure_run_read(&run, "hung_up_first"), CT_SIDE_CALL);
    measure_run_end(&run);
}

static void busy_tone_tells_the_far_end_left(void **context)
{
    (void)context;
    measure_run run = call_until_goodbye(hop_zero(), hop_zero());
    for (int i = 0; i < 5; i++) {
        measure_run_hops(&run, hop_zero(), busy_tone(), 35);
        measure_run_hops(&run, hop_zero(), hop_zero(), 35);
    }
    expect_leaver(measure_run_read(&run, "hung_up_first"), CT_SIDE_CALL); /* the call still runs */
    measure_run_finish(&run);
    expect_leaver(measure_run_read(&run, "hung_up_first"), CT_SIDE_CUSTOMER);
    measure_run_end(&run);

    run = call_until_goodbye(hop_quiet(), hop_quiet());
    measure_run_hops(&run, busy_tone(), busy_tone(), 300); /* on both lines: leaked */
    measure_run_finish(&run);
    expect_leaver(measure_run_read(&run, "hung_up_first"), CT_SIDE_CALL);
    measure_run_end(&run);

    run = call_until_goodbye(hop_quiet(), hop_quiet());
    measure_run_hops(&run, hop_quiet(), busy_tone(), 300); /* a transfer that failed, then talk again */
    measure_run_hops(&run, hop_quiet(), voice(), 300);
    measure_run_finish(&run);
    expect_leaver(measure_run_read(&run, "hung_up_first"), CT_SIDE_CALL);
    measure_run_end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(silences_are_summed_and_attributed),
        cmocka_unit_test(lost_audio_is_no_part_of_the_share),
        cmocka_unit_test(one_talker_alone_makes_no_silence),
        cmocka_unit_test(holds_are_counted_and_summed),
        cmocka_unit_test(rings_are_counted_until_the_answer),
        cmocka_unit_test(without_a_ring_the_recording_starts_connected),
        cmocka_unit_test(lost_opening_has_no_first_words),
        cmocka_unit_test(tail_is_what_follows_the_last_word),
        cmocka_unit_test(channel_that_dies_first_hung_up),
        cmocka_unit_test(digital_silence_in_pauses_says_nothing),
        cmocka_unit_test(without_pauses_nobody_hung_up),
        cmocka_unit_test(busy_tone_tells_the_far_end_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
