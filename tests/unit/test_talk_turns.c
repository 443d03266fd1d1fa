/* Utterances, turns, pauses, backchannels and overlaps. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <math.h>
#include <stdio.h>
#include <cmocka.h>

#include "support/hops.h"

#define AGENT    CT_SIDE_AGENT
#define CUSTOMER CT_SIDE_CUSTOMER
#define EXACT    1e-9
#define LEVEL_DB 1e-4 /* hop levels are single precision */

/* The nth event of a kind lies there. */
static void at(const told *t, ct_event_kind kind, size_t nth, ct_side side, double start_s, double end_s)
{
    const ct_event *e = told_nth(t, kind, nth);
    assert_int_equal(e->side, side);
    assert_float_equal(e->start_s, start_s, EXACT);
    assert_float_equal(e->end_s, end_s, EXACT);
}

static void change_at(const told *t, size_t nth, ct_side to, double end_s, double start_s)
{
    assert_true(nth < t->n_changes);
    assert_int_equal(t->changes[nth].to, to);
    assert_float_equal(t->changes[nth].end_s, end_s, EXACT);
    assert_float_equal(t->changes[nth].start_s, start_s, EXACT);
}

/* --- utterances --- */

static void utterance_joins_gaps_below_half_a_second(void **state)
{
    const told *t = hear("-1 S1 -0.49 S1 -2", "");
    told_only(t, CT_EVENT_UTTERANCE, AGENT, 1, 3.49);
    t = hear("-1 S1 -0.5 S1 -2", "");
    assert_int_equal(told_count(t, CT_EVENT_UTTERANCE), 2);
    at(t, CT_EVENT_UTTERANCE, 0, AGENT, 1, 2);
    at(t, CT_EVENT_UTTERANCE, 1, AGENT, 2.5, 3.5);
}

static void utterance_says_what_was_in_it(void **state)
{
    const told *t = hear("", "S1:3 -0.24 S1:2 -0.25 S0.5:1 -2");
    const ct_event *e = told_only(t, CT_EVENT_UTTERANCE, CUSTOMER, 0, 2.99);
    assert_int_equal(e->syllables, 6);
    assert_float_equal(e->speech_s, 2.74, EXACT); /* all but the 0.25 s */
    assert_float_equal(e->level_dbfs, HOPS_SPEECH_DBFS, LEVEL_DB);
    assert_int_equal(e->flags, 0);
}

static void utterance_level_is_mean_power(void **state)
{
    static hops call;
    static told t;
    hops_write(&call, "S2 -1", "");
    for (int k = 100; k < 200; k++)
        call.pair[k][0].level_dbfs = HOPS_SPEECH_DBFS - 10;
    hops_play(&call, true, &t);
    /* (1 + 0.1) / 2 of the power */
    assert_float_equal(told_nth(&t, CT_EVENT_UTTERANCE, 0)->level_dbfs, HOPS_SPEECH_DBFS + 10 * log10(0.55), LEVEL_DB);
}

static void utterance_cut_by_the_end_is_open(void **state)
{
    assert_int_equal(told_nth(hear("-1 S1 -0.1", ""), CT_EVENT_UTTERANCE, 0)->flags, CT_EVENT_OPEN);
    assert_int_equal(told_nth(hear("-1 S1 -0.11", ""), CT_EVENT_UTTERANCE, 0)->flags, 0);
    told_only(hear("-1 S1", ""), CT_EVENT_UTTERANCE, AGENT, 1, 2);
}

static void loss_inside_an_utterance_freezes_it(void **state)
{
    /* 0.4 s of silence is not 0.5 s, however much was lost within it; lost time is no speech. */
    const told *t = hear("S1 -0.2 X2 -0.2 S1 -2", "");
    const ct_event *e = told_only(t, CT_EVENT_UTTERANCE, AGENT, 0, 4.4);
    assert_float_equal(e->speech_s, 2, EXACT);
    assert_int_equal(told_count(t, CT_EVENT_PAUSE), 0);
    t = hear("S1 X0.5 S1 -2", "");
    e = told_only(t, CT_EVENT_UTTERANCE, AGENT, 0, 2.5);
    assert_float_equal(e->speech_s, 2, EXACT);
}

static void longer_loss_ends_an_utterance_where_it_was_last_heard(void **state)
{
    const told *t = hear("S1 -0.1 X2.01 S1 -2", "");
    at(t, CT_EVENT_UTTERANCE, 0, AGENT, 0, 1);
    at(t, CT_EVENT_UTTERANCE, 1, AGENT, 3.11, 4.11);
    t = hear("S1 X3", "");
    told_only(t, CT_EVENT_UTTERANCE, AGENT, 0, 1);
}

static void loss_on_one_side_does_not_touch_the_other(void **state)
{
    const told *t = hear("S1 X4 S1 -1", "-1.2 S3 -2");
    at(t, CT_EVENT_UTTERANCE, 0, AGENT, 0, 1);
    at(t, CT_EVENT_UTTERANCE, 1, CUSTOMER, 1.2, 4.2);
    at(t, CT_EVENT_UTTERANCE, 2, AGENT, 5, 6);
}

static void a_call_without_speech_has_no_events(void **state)
{
    assert_int_equal(hear("", "")->n, 0);
    assert_int_equal(hear("-60", "")->n, 0);
    assert_int_equal(hear("X60", "X60")->n, 0);
    assert_int_equal(hear("Z30", "-60")->n, 0);
}

/* --- turns and changes --- */

static void turns_follow_one_another(void **state)
{
    const told *t = hear("S2 -3 S2 -2", "-2.4 S2 -5");
    assert_int_equal(told_count(t, CT_EVENT_TURN), 3);
    at(t, CT_EVENT_TURN, 0, AGENT, 0, 2);
    at(t, CT_EVENT_TURN, 1, CUSTOMER, 2.4, 4.4);
    at(t, CT_EVENT_TURN, 2, AGENT, 5, 7);
    assert_int_equal(t->n_changes, 2);
    change_at(t, 0, CUSTOMER, 2, 2.4);
    change_at(t, 1, AGENT, 4.4, 5);
}

static void a_turn_adds_its_utterances_up(void **state)
{
    const told *t = hear("S2:8 -1 S1:3 -2", "");
    const ct_event *e = told_only(t, CT_EVENT_TURN, AGENT, 0, 4);
    assert_int_equal(e->syllables, 11);
    assert_float_equal(e->speech_s, 3, EXACT);
    assert_float_equal(e->level_dbfs, HOPS_SPEECH_DBFS, LEVEL_DB);
    assert_int_equal(t->n_changes, 0);
}

static void an_early_start_takes_the_floor_from_its_start(void **state)
{
    const told *t = hear("S3 -5", "-2.5 S2 -3");
    at(t, CT_EVENT_TURN, 0, AGENT, 0, 3);
    at(t, CT_EVENT_TURN, 1, CUSTOMER, 2.5, 4.5);
    assert_int_equal(t->n_changes, 1);
    change_at(t, 0, CUSTOMER, 3, 2.5);
}

static void an_utterance_inside_the_others_takes_no_floor(void **state)
{
    const told *t = hear("S6 -2", "-2 S2 -4");
    told_only(t, CT_EVENT_TURN, AGENT, 0, 6);
    assert_int_equal(t->n_changes, 0);
    assert_int_equal(told_count(t, CT_EVENT_BACKCHANNEL), 0);
    assert_int_equal(told_count(t, CT_EVENT_UTTERANCE), 2);
}

static void after_a_simultaneous_start_who_speaks_on_has_the_floor(void **state)
{
    const told *t = hear("S2 -4", "S4 -2");
    at(t, CT_EVENT_TURN, 0, AGENT, 0, 2);
    at(t, CT_EVENT_TURN, 1, CUSTOMER, 0, 4);
    assert_int_equal(t->n_changes, 1);
    change_at(t, 0, CUSTOMER, 2, 0);
    assert_int_equal(told_count(t, CT_EVENT_INTERRUPTION), 0);
    assert_int_equal(told_only(t, CT_EVENT_OVERLAP, CT_SIDE_CALL, 0, 2)->flags, 0);
}

static void a_simultaneous_start_of_two_short_words_is_no_backchannel(void **state)
{
    const told *t = hear("S0.5:2 -9", "S4 -3");
    assert_int_equal(told_count(t, CT_EVENT_BACKCHANNEL), 0);
    t = hear("S0.5 -3", "S0.5 -3");
    assert_int_equal(told_count(t, CT_EVENT_BACKCHANNEL), 0);
    assert_int_equal(told_count(t, CT_EVENT_UTTERANCE), 2);
}

static void a_turn_cut_by_the_end_is_open(void **state)
{
    const told *t = hear("S2 -0.5", "-2.2 S0.3");
    assert_int_equal(told_nth(t, CT_EVENT_TURN, 0)->flags, 0);
    assert_int_equal(told_nth(t, CT_EVENT_TURN, 1)->flags, CT_EVENT_OPEN);
}

static void one_silent_side_leaves_one_turn(void **state)
{
    const told *t = hear("", "S3 -1 S2 -6 S4 -1");
    told_only(t, CT_EVENT_TURN, CUSTOMER, 0, 16);
    assert_int_equal(told_count(t, CT_EVENT_UTTERANCE), 3);
    assert_int_equal(told_count(t, CT_EVENT_OVERLAP), 0);
    assert_int_equal(t->n_changes, 0);
}

/* --- backchannels --- */

static void a_short_word_inside_the_others_speech_is_a_backchannel(void **state)
{
    const told *t = hear("S6 -3", "-2 S0.4:2 -6");
    const ct_event *e = told_only(t, CT_EVENT_BACKCHANNEL, CUSTOMER, 2, 2.4);
    assert_int_equal(e->syllables, 2);
    assert_int_equal(told_count(t, CT_EVENT_UTTERANCE), 2);
    told_only(t, CT_EVENT_TURN, AGENT, 0, 6);
}

static void a_backchannel_has_under_a_second_and_under_four_syllables(void **state)
{
    assert_int_equal(told_count(hear("S6 -3", "-2 S0.99:3 -6"), CT_EVENT_BACKCHANNEL), 1);
    assert_int_equal(told_count(hear("S6 -3", "-2 S1:3 -6"), CT_EVENT_BACKCHANNEL), 0);
    assert_int_equal(told_count(hear("S6 -3", "-2 S0.9:4 -6"), CT_EVENT_BACKCHANNEL), 0);
}

static void a_backchannel_may_fall_into_a_gap_of_the_others_utterance(void **state)
{
    const told *t = hear("S2 -0.49 S2 -3", "-2.1 S0.3:1 -6");
    told_only(t, CT_EVENT_BACKCHANNEL, CUSTOMER, 2.1, 2.4);
    assert_int_equal(t->n_changes, 0);
}

static void a_short_answer_in_the_others_silence_takes_the_floor(void **state)
{
    const told *t = hear("S2 -1 S2 -3", "-2.1 S0.3:1 -6");
    assert_int_equal(told_count(t, CT_EVENT_BACKCHANNEL), 0);
    assert_int_equal(t->n_changes, 2);
    change_at(t, 0, CUSTOMER, 2, 2.1);
    change_at(t, 1, AGENT, 2.4, 3);
}

static void a_short_word_over_the_others_end_depends_on_who_goes_on(void **state)
{
    /* The agent goes on within 2 s: a sign of listening. */
    const told *t = hear("S2 -2.2 S2 -3", "-1.8 S0.4:2 -8");
    told_only(t, CT_EVENT_BACKCHANNEL, CUSTOMER, 1.8, 2.2);
    told_only(t, CT_EVENT_TURN, AGENT, 0, 6.2);
    /* Later than that it was an answer. */
    t = hear("S2 -2.21 S2 -3", "-1.8 S0.4:2 -8");
    assert_int_equal(told_count(t, CT_EVENT_BACKCHANNEL), 0);
    at(t, CT_EVENT_TURN, 1, CUSTOMER, 1.8, 2.2);
    assert_int_equal(t->n_changes, 2);
    /* So it was if the customer goes on first, or both at once. */
    t = hear("S2 -2 S2 -3", "-1.8 S0.4:2 -0.8 S3 -3");
    assert_int_equal(told_count(t, CT_EVENT_BACKCHANNEL), 0);
    change_at(t, 0, CUSTOMER, 2, 1.8);
    t = hear("S2 -1.2 S2 -3", "-1.8 S0.4:2 -1 S1 -3");
    assert_int_equal(told_count(t, CT_EVENT_BACKCHANNEL), 0);
}

static void a_short_word_at_the_end_of_the_call_is_an_answer(void **state)
{
    const told *t = hear("S2 -0.6", "-1.8 S0.4:2 -0.4");
    assert_int_equal(told_count(t, CT_EVENT_BACKCHANNEL), 0);
    at(t, CT_EVENT_TURN, 1, CUSTOMER, 1.8, 2.2);
}

/* --- pauses --- */

static void pauses_last_a_quarter_to_two_seconds(void **state)
{
    told_only(hear("S1 -0.25 S1 -1", ""), CT_EVENT_PAUSE, AGENT, 1, 1.25);
    told_only(hear("S1 -2 S1 -1", ""), CT_EVENT_PAUSE, AGENT, 1, 3);
    assert_int_equal(told_count(hear("S1 -0.24 S1 -1", ""), CT_EVENT_PAUSE), 0);
    assert_int_equal(told_count(hear("S1 -2.01 S1 -1", ""), CT_EVENT_PAUSE), 0);
}

static void every_pause_of_a_turn_is_told_once(void **state)
{
    const told *t = hear("S2 -0.3 S1 -0.3 S1 -0.8 S1 -0.4 S1 -3", "-1.5 S0.3:1 -9");
    assert_int_equal(told_count(t, CT_EVENT_PAUSE), 4);
}

static void a_turn_of_the_other_between_makes_no_pause(void **state)
{
    const told *t = hear("S1 -1.5 S1 -3", "-1.1 S0.3:2 -6");
    assert_int_equal(told_count(t, CT_EVENT_PAUSE), 0);
    /* but a backchannel does not break it */
    t = hear("S1 -1.5 S1 -3", "-0.8 S0.3:2 -6");
    assert_int_equal(told_count(t, CT_EVENT_BACKCHANNEL), 1);
    told_only(t, CT_EVENT_PAUSE, AGENT, 1, 2.5);
}

static void pauses_of_who_has_no_floor_are_not_told(void **state)
{
    /* The customer speaks with a pause wholly inside the agent's utterance. */
    assert_int_equal(told_count(hear("S6 -2", "-1 S1 -0.3 S1 -4"), CT_EVENT_PAUSE), 0);
    /* It counts once the same utterance outlasts the agent's. */
    told_only(hear("S4 -4", "-1 S1 -0.3 S3 -4"), CT_EVENT_PAUSE, CUSTOMER, 2, 2.3);
}

static void a_pause_with_lost_audio_is_not_told(void **state)
{
    assert_int_equal(told_count(hear("S1 -0.5 X0.1 -0.5 S1 -1", ""), CT_EVENT_PAUSE), 0);
    assert_int_equal(told_count(hear("S1 -0.2 X0.1 -0.1 S1 -1", ""), CT_EVENT_PAUSE), 0);
}

/* --- overlaps --- */

static void overlaps_are_listed_with_their_exact_time(void **state)
{
    const told *t = hear("S4 -4", "-2 S0.5 -0.19 S0.5 -0.2 S2 -2");
    assert_int_equal(told_count(t, CT_EVENT_OVERLAP), 2);
    at(t, CT_EVENT_OVERLAP, 0, CUSTOMER, 2, 3.19);
    assert_float_equal(told_nth(t, CT_EVENT_OVERLAP, 0)->speech_s, 1, EXACT);
    at(t, CT_EVENT_OVERLAP, 1, CUSTOMER, 3.39, 4);
}

static void overlaps_below_a_tenth_are_not_listed(void **state)
{
    assert_int_equal(told_count(hear("S2 -2", "-1.91 S2"), CT_EVENT_OVERLAP), 0);
    assert_int_equal(told_count(hear("S2 -2", "-1.9 S2"), CT_EVENT_OVERLAP), 1);
}

static void overlaps_at_the_edges_of_the_call_are_heard(void **state)
{
    told_only(hear("S1 -3", "S1 -3"), CT_EVENT_OVERLAP, CT_SIDE_CALL, 0, 1);
    const ct_event *e = told_only(hear("S5", "-4 S1"), CT_EVENT_OVERLAP, CUSTOMER, 4, 5);
    assert_int_equal(e->flags, CT_EVENT_OPEN);
}

static void the_later_utterance_began_the_overlap_even_in_a_gap(void **state)
{
    told_only(hear("S2 -0.4 S2 -2", "-2.2 S1.5 -3"), CT_EVENT_OVERLAP, CUSTOMER, 2.4, 3.7);
}

/* --- mono --- */

static void mono_has_utterances_and_pauses_but_no_parties(void **state)
{
    const told *t = hear_mono("-1 S2 -1 S2 -0.3 S1 -3 S1 -1");
    assert_int_equal(told_count(t, CT_EVENT_UTTERANCE), 3);
    assert_int_equal(told_count(t, CT_EVENT_PAUSE), 2);
    told_only(t, CT_EVENT_SILENCE, CT_SIDE_CALL, 7.3, 10.3);
    assert_int_equal(told_count(t, CT_EVENT_TURN), 0);
    assert_int_equal(t->n_changes, 0);
}

static void mono_does_not_look_at_the_second_hop(void **state)
{
    static hops call;
    static told t;
    hops_write(&call, "S2 -20 S2", "-1 S9 X1 M9 R4");
    hops_play(&call, false, &t);
    assert_int_equal(told_count(&t, CT_EVENT_UTTERANCE), 2);
    assert_int_equal(told_count(&t, CT_EVENT_HOLD), 0);
    told_only(&t, CT_EVENT_SILENCE, CT_SIDE_CALL, 2, 22);
    assert_int_equal(t.n, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utterance_joins_gaps_below_half_a_second),
        cmocka_unit_test(utterance_says_what_was_in_it),
        cmocka_unit_test(utterance_level_is_mean_power),
        cmocka_unit_test(utterance_cut_by_the_end_is_open),
        cmocka_unit_test(loss_inside_an_utterance_freezes_it),
        cmocka_unit_test(longer_loss_ends_an_utterance_where_it_was_last_heard),
        cmocka_unit_test(loss_on_one_side_does_not_touch_the_other),
        cmocka_unit_test(a_call_without_speech_has_no_events),
        cmocka_unit_test(turns_follow_one_another),
        cmocka_unit_test(a_turn_adds_its_utterances_up),
        cmocka_unit_test(an_early_start_takes_the_floor_from_its_start),
        cmocka_unit_test(an_utterance_inside_the_others_takes_no_floor),
        cmocka_unit_test(after_a_simultaneous_start_who_speaks_on_has_the_floor),
        cmocka_unit_test(a_simultaneous_start_of_two_short_words_is_no_backchannel),
        cmocka_unit_test(a_turn_cut_by_the_end_is_open),
        cmocka_unit_test(one_silent_side_leaves_one_turn),
        cmocka_unit_test(a_short_word_inside_the_others_speech_is_a_backchannel),
        cmocka_unit_test(a_backchannel_has_under_a_second_and_under_four_syllables),
        cmocka_unit_test(a_backchannel_may_fall_into_a_gap_of_the_others_utterance),
        cmocka_unit_test(a_short_answer_in_the_others_silence_takes_the_floor),
        cmocka_unit_test(a_short_word_over_the_others_end_depends_on_who_goes_on),
        cmocka_unit_test(a_short_word_at_the_end_of_the_call_is_an_answer),
        cmocka_unit_test(pauses_last_a_quarter_to_two_seconds),
        cmocka_unit_test(every_pause_of_a_turn_is_told_once),
        cmocka_unit_test(a_turn_of_the_other_between_makes_no_pause),
        cmocka_unit_test(pauses_of_who_has_no_floor_are_not_told),
        cmocka_unit_test(a_pause_with_lost_audio_is_not_told),
        cmocka_unit_test(overlaps_are_listed_with_their_exact_time),
        cmocka_unit_test(overlaps_below_a_tenth_are_not_listed),
        cmocka_unit_test(overlaps_at_the_edges_of_the_call_are_heard),
        cmocka_unit_test(the_later_utterance_began_the_overlap_even_in_a_gap),
        cmocka_unit_test(mono_has_utterances_and_pauses_but_no_parties),
        cmocka_unit_test(mono_does_not_look_at_the_second_hop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
