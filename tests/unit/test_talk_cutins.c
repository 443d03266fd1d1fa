/* Interruptions and cut-offs: each limit just under and just reached. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdio.h>
#include <cmocka.h>

#include "support/hops.h"

#define AGENT    CT_SIDE_AGENT
#define CUSTOMER CT_SIDE_CUSTOMER

static size_t interruptions(const char *agent, const char *customer)
{
    return told_count(hear(agent, customer), CT_EVENT_INTERRUPTION);
}

static size_t cut_offs(const char *agent, const char *customer)
{
    return told_count(hear(agent, customer), CT_EVENT_CUT_OFF);
}

static void no_cutins(const char *agent, const char *customer)
{
    assert_int_equal(interruptions(agent, customer), 0);
    assert_int_equal(cut_offs(agent, customer), 0);
}

static void interruption_needs_a_second_of_overlap(void **state)
{
    const ct_event *e = told_only(hear("-2 S2 -4", "S3 -4"), CT_EVENT_INTERRUPTION, AGENT, 2, 3);
    assert_int_equal(e->flags, CT_EVENT_YIELDED | CT_EVENT_SEVERE);
    assert_int_equal(interruptions("-2.01 S2 -4", "S3 -4"), 0);
    /* The same when who came in stops first. */
    e = told_only(hear("-2 S1 -4", "S6 -4"), CT_EVENT_INTERRUPTION, AGENT, 2, 3);
    assert_int_equal(e->flags, 0);
    no_cutins("-2 S0.99 -4", "S6 -4");
}

static void interruption_comes_after_half_a_second_of_the_others_speech(void **state)
{
    assert_int_equal(interruptions("-0.5 S2 -4", "S3 -4"), 1);
    assert_int_equal(interruptions("-0.49 S2 -4", "S3 -4"), 0);
    no_cutins("S3", "S3");
}

static void interruption_has_four_syllables(void **state)
{
    assert_int_equal(interruptions("-2 S2:4 -4", "S6 -4"), 1);
    assert_int_equal(interruptions("-2 S2:3 -4", "S6 -4"), 0);
    /* It may get them after the other has given way; those inside the overlap are told. */
    const told *t = hear("-2 S1.2:1 S2:5 -4", "S3 -4");
    assert_int_equal(told_only(t, CT_EVENT_INTERRUPTION, AGENT, 2, 3)->syllables, 1);
    assert_int_equal(interruptions("-2 S1.2:1 S2:2 -4", "S3 -4"), 0);
}

static void interruption_is_severe_from_two_seconds_or_when_the_other_yields(void **state)
{
    const told *t = hear("S8 -4", "-2 S2 -4");
    assert_int_equal(told_only(t, CT_EVENT_INTERRUPTION, CUSTOMER, 2, 4)->flags, CT_EVENT_SEVERE);
    t = hear("S8 -4", "-2 S1.99 -4");
    assert_int_equal(told_only(t, CT_EVENT_INTERRUPTION, CUSTOMER, 2, 3.99)->flags, 0);
    t = hear("S5 -4", "-2 S5 -4");
    assert_int_equal(told_only(t, CT_EVENT_INTERRUPTION, CUSTOMER, 2, 5)->flags, CT_EVENT_SEVERE | CT_EVENT_YIELDED);
}

static void stopping_together_is_not_yielding(void **state)
{
    const told *t = hear("S4 -4", "-2.5 S1.5 -4");
    assert_int_equal(told_only(t, CT_EVENT_INTERRUPTION, CUSTOMER, 2.5, 4)->flags, 0);
    no_cutins("S4 -4", "-3.2 S0.8 -4");
}

static void gaps_below_half_a_second_belong_to_the_overlap(void **state)
{
    assert_int_equal(interruptions("S2.1 -0.4 S2 -4", "-2 S1:5 -4"), 1);
    assert_int_equal(interruptions("S2.1 -0.5 S2 -4", "-2 S1:5 -4"), 0);
}

static void lost_audio_does_not_lengthen_an_overlap(void **state)
{
    assert_int_equal(interruptions("S4 -4", "-2 S0.4 X0.3 S0.6 -4"), 1);
    assert_int_equal(interruptions("S4 -4", "-2 S0.4 X0.3 S0.59 -4"), 0);
}

static void interruption_cut_by_the_end_is_open(void **state)
{
    const told *t = hear("S6", "-3 S3");
    assert_int_equal(told_only(t, CT_EVENT_INTERRUPTION, CUSTOMER, 3, 6)->flags, CT_EVENT_SEVERE | CT_EVENT_OPEN);
}

static void both_sides_may_interrupt_in_one_call(void **state)
{
    const told *t = hear("S5 -5 S3 -8", "-3 S4 -1 S6 -4");
    assert_int_equal(told_count(t, CT_EVENT_INTERRUPTION), 2);
    assert_int_equal(told_nth(t, CT_EVENT_INTERRUPTION, 0)->side, CUSTOMER);
    assert_int_equal(told_nth(t, CT_EVENT_INTERRUPTION, 1)->side, AGENT);
}

static void a_backchannel_is_no_interruption(void **state)
{
    no_cutins("S8 -4", "-2 S0.4:1 -1 S0.6:2 -1 S0.9:3 -4");
}

static void cut_off_is_stopping_within_a_second_and_staying_silent(void **state)
{
    const told *t = hear("-2 S3 -4", "S2.99 -8");
    told_only(t, CT_EVENT_CUT_OFF, AGENT, 2, 2.99);
    assert_int_equal(told_count(t, CT_EVENT_INTERRUPTION), 0);
    /* From 1.0 s on it is an interruption instead. */
    assert_int_equal(cut_offs("-2 S3 -4", "S3 -8"), 0);
}

static void an_ordinary_change_of_turns_is_no_cut_off(void **state)
{
    told_only(hear("-2 S3 -4", "S2.2 -8"), CT_EVENT_CUT_OFF, AGENT, 2, 2.2);
    assert_int_equal(cut_offs("-2 S3 -4", "S2.19 -8"), 0);
}

static void cut_off_leaves_the_other_silent_for_one_and_a_half_seconds(void **state)
{
    assert_int_equal(cut_offs("-2 S3 -4", "S2.5 -1.5 S2 -4"), 1);
    assert_int_equal(cut_offs("-2 S3 -4", "S2.5 -1.49 S2 -4"), 0);
    /* Who cuts off may pause meanwhile. */
    assert_int_equal(cut_offs("-2 S1 -0.6 S1 -4", "S2.5 -6"), 1);
}

static void cut_off_has_four_syllables_and_half_a_second_before_it(void **state)
{
    assert_int_equal(cut_offs("-2 S3:4 -4", "S2.5 -8"), 1);
    assert_int_equal(cut_offs("-2 S3:3 -4", "S2.5 -8"), 0);
    assert_int_equal(cut_offs("-2 S1:3 -0.6 S1:5 -4", "S2.5 -6"), 0); /* the next utterance is another */
    assert_int_equal(cut_offs("-0.5 S3 -4", "S1 -8"), 1);
    assert_int_equal(cut_offs("-0.49 S3 -4", "S1 -8"), 0);
}

static void silence_that_was_not_heard_makes_no_cut_off(void **state)
{
    assert_int_equal(cut_offs("-2 S2 -6", "S2.5 -1 X0.5 -0.5 S2 -4"), 1);
    assert_int_equal(cut_offs("-2 S2 -6", "S2.5 -1 X0.5 -0.49 S2 -4"), 0);
    assert_int_equal(cut_offs("-2 S2", "S2.51 -1.49"), 0); /* the recording ends too soon */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(interruption_needs_a_second_of_overlap),
        cmocka_unit_test(interruption_comes_after_half_a_second_of_the_others_speech),
        cmocka_unit_test(interruption_has_four_syllables),
        cmocka_unit_test(interruption_is_severe_from_two_seconds_or_when_the_other_yields),
        cmocka_unit_test(stopping_together_is_not_yielding),
        cmocka_unit_test(gaps_below_half_a_second_belong_to_the_overlap),
        cmocka_unit_test(lost_audio_does_not_lengthen_an_overlap),
        cmocka_unit_test(interruption_cut_by_the_end_is_open),
        cmocka_unit_test(both_sides_may_interrupt_in_one_call),
        cmocka_unit_test(a_backchannel_is_no_interruption),
        cmocka_unit_test(cut_off_is_stopping_within_a_second_and_staying_silent),
        cmocka_unit_test(an_ordinary_change_of_turns_is_no_cut_off),
        cmocka_unit_test(cut_off_leaves_the_other_silent_for_one_and_a_half_seconds),
        cmocka_unit_test(cut_off_has_four_syllables_and_half_a_second_before_it),
        cmocka_unit_test(silence_that_was_not_heard_makes_no_cut_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
