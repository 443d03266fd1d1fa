/* Silences, holds, rings and music. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdio.h>
#include <cmocka.h>

#include "support/hops.h"

#define AGENT    CT_SIDE_AGENT
#define CUSTOMER CT_SIDE_CUSTOMER
#define CALL     CT_SIDE_CALL
#define EXACT    1e-9

static void none(const told *t, ct_event_kind kind)
{
    assert_int_equal(told_count(t, kind), 0);
}

static const ct_event *hold_at(const told *t, double start_s, double end_s)
{
    return told_only(t, CT_EVENT_HOLD, CALL, start_s, end_s);
}

/* --- silences --- */

static void silence_lasts_three_seconds(void **state)
{
    told_only(hear("S2 -3 S2 -1", ""), CT_EVENT_SILENCE, CUSTOMER, 2, 5);
    none(hear("S2 -2.99 S2 -1", ""), CT_EVENT_SILENCE);
}

static void silence_is_whose_turn_it_was(void **state)
{
    told_only(hear("S2 -12 S2 -1", "-2.2 S2 -3"), CT_EVENT_SILENCE, AGENT, 4.2, 14);
    told_only(hear("S2 -9", "-6 S2 -3"), CT_EVENT_SILENCE, CUSTOMER, 2, 6);
    told_only(hear("S2 -5 S1", "S2 -6"), CT_EVENT_SILENCE, CALL, 2, 7);
    told_only(hear("-4 S2", ""), CT_EVENT_SILENCE, CALL, 0, 4);
}

static void what_follows_the_last_word_is_the_tail(void **state)
{
    const told *t = hear("S2 -60", "-2.5 S1 -5");
    none(t, CT_EVENT_SILENCE);
    none(t, CT_EVENT_HOLD);
    t = hear("S2 -30 X1 -30", "-60 X1");
    none(t, CT_EVENT_SILENCE);
    none(t, CT_EVENT_HOLD);
}

static void waiting_for_the_answer_is_no_silence(void **state)
{
    const told *t = hear("-2 R1 -4 R1 -4 R1 -2 S2 -1", "");
    none(t, CT_EVENT_SILENCE);
    none(t, CT_EVENT_HOLD);
    assert_int_equal(told_count(t, CT_EVENT_RING), 3);
    t = hear("-5 R1 -4 R1 -3.5 S2 -1", "");
    told_only(t, CT_EVENT_SILENCE, CALL, 11, 14.5);
    t = hear("M20 -1 S2 -1", ""); /* a colour ring, or the queue's music */
    none(t, CT_EVENT_SILENCE);
    none(t, CT_EVENT_HOLD);
    assert_int_equal(told_count(t, CT_EVENT_MUSIC), 1);
}

static void lost_audio_makes_no_silence(void **state)
{
    none(hear("S2 -2.9 X5 -2.9 S2 -1", "-4.9 X5"), CT_EVENT_SILENCE);
    none(hear("S2 X20 S2 -1", "-2 X20"), CT_EVENT_SILENCE);
    none(hear("S2 -4 S2", "-3 X2 -1"), CT_EVENT_SILENCE); /* what the customer did meanwhile is unknown */
    /* What was heard on both sides of the loss counts by itself. */
    const told *t = hear("S2 -3 X0.1 -4 S2 -1", "-5 X0.1");
    assert_int_equal(told_count(t, CT_EVENT_SILENCE), 2);
    assert_float_equal(told_nth(t, CT_EVENT_SILENCE, 0)->end_s, 5, EXACT);
    assert_float_equal(told_nth(t, CT_EVENT_SILENCE, 1)->start_s, 5.1, EXACT);
}

/* --- what a hold is made of --- */

static void music_of_three_seconds_is_a_hold(void **state)
{
    const ct_event *e = hold_at(hear("S2 -1 M20 -1 S2 -1", ""), 3, 23);
    assert_int_equal(e->cause, CT_HOLD_MUSIC);
    none(hear("S2 -1 M20 -1 S2 -1", ""), CT_EVENT_SILENCE);
    hold_at(hear("S2 -30", "-3 M20 -1 S2 -4"), 3, 23); /* on the customer's line too */
    hold_at(hear("S2 -1 M3 -1 S2 -1", ""), 3, 6);
    none(hear("S2 -1 M2.99 -1 S2 -1", ""), CT_EVENT_HOLD);
    /* and such a snatch of music does not cut the silence */
    told_only(hear("S2 -1 M2.99 -1 S2 -1", ""), CT_EVENT_SILENCE, CUSTOMER, 2, 6.99);
    /* 2 s of it are a piece of one */
    hold_at(hear("S2 -1 M2 -1 M10 -1 S2 -1", ""), 3, 16);
    hold_at(hear("S2 -1 M1.99 -1 M10 -1 S2 -1", ""), 5.99, 15.99);
}

static void ten_seconds_of_silence_after_the_agent_spoke_are_a_hold(void **state)
{
    const told *t = hear("S2 -10 S2 -1", "");
    assert_int_equal(hold_at(t, 2, 12)->cause, CT_HOLD_SILENCE);
    none(t, CT_EVENT_SILENCE);
    t = hear("S2 -9.99 S2 -1", "");
    none(t, CT_EVENT_HOLD);
    told_only(t, CT_EVENT_SILENCE, CUSTOMER, 2, 11.99);
    none(hear("S2 -20 S2 -1", "-2.5 S1 -3"), CT_EVENT_HOLD); /* the agent owed the turn */
}

static void tones_in_the_talk_are_a_hold(void **state)
{
    const told *t = hear("S2 -1 R1 -4 R1 -4 R1 -1 S2 -1", "");
    assert_int_equal(hold_at(t, 3, 14)->cause, CT_HOLD_TONE);
    none(t, CT_EVENT_RING);
    hold_at(hear("S2 -1 B0.35 -0.35 B0.35 -0.35 B0.35 -0.35 B0.35 -0.35 B0.35 -1 S2 -1", ""), 3, 6.15);
    hold_at(hear("S2 -1 D3 -1 S2 -1", ""), 3, 6);
    none(hear("S2 -1 O2.99 -1 S2 -1", ""), CT_EVENT_HOLD);
    none(hear("S2 -1 F4 -1 S2 -1", ""), CT_EVENT_HOLD); /* keys pressed are no waiting */
}

static void a_muted_agent_is_a_hold(void **state)
{
    const told *t = hear("-3 S2 -3 Z4 -0.5 S2 -1", "-5.5 S1 -3");
    assert_int_equal(hold_at(t, 8, 12)->cause, CT_HOLD_MUTED);
    none(hear("-3 S2 -3 Z2.99 -0.5 S2 -1", "-5.5 S1 -3"), CT_EVENT_HOLD);
    none(hear("Z3 S2 Z3 -8 Z4 -0.5 S2 -1", "-5.5 S1 -3"), CT_EVENT_HOLD); /* silence suppression */
}

static void a_line_is_learnt_before_muting_is_seen(void **state)
{
    const char *customer = "-5.5 S1 -3";
    hold_at(hear("-3 S2 -2 Z4 -0.5 S2 -1", customer), 7, 11);
    none(hear("-3 S2 -1.99 Z4 -0.5 S2 -1", customer), CT_EVENT_HOLD); /* not yet known for 5 s */
    /* less than a fifth of digital silence before */
    hold_at(hear("-1 Z0.99 -1.01 S2 -2 Z4 -0.5 S2 -1", customer), 7, 11);
    none(hear("-1 Z1 -1 S2 -2 Z4 -0.5 S2 -1", customer), CT_EVENT_HOLD);
    /* 3 s and more are muting, not learnt from; less is */
    hold_at(hear("-6 S2 Z3 -0.1 S2 -0.1 Z4 -0.5 S2", "-8 S0.5 -9"), 8, 17.2);
    none(hear("-6 S2 Z2.99 -0.1 S2 -0.1 Z4 -0.5 S2", "-8 S0.5 -9"), CT_EVENT_HOLD);
}

/* The agent's line has noise of `noise_dbfs`, and falls to `level_dbfs` for 4 s. Is that a muting? */
static bool seen_as_muted(float noise_dbfs, float level_dbfs)
{
    static hops call;
    static told t;
    hops_write(&call, "-4 S2 -2 -4 -0.5 S2 -1", "-6.5 S1 -3");
    for (size_t k = 0; k < call.n; k++) {
        ct_hop *hop = &call.pair[k][0];
        hop->noise_dbfs = noise_dbfs;
        if (!(hop->flags & HOP_SPEECH))
            hop->level_dbfs = k >= 800 && k < 1200 ? level_dbfs : noise_dbfs;
    }
    hops_play(&call, true, &t);
    return told_count(&t, CT_EVENT_HOLD) > 0;
}

static void muting_need_not_be_exact_zero(void **state)
{
    assert_true(seen_as_muted(-61, -81.5F)); /* 20 dB below the noise */
    assert_false(seen_as_muted(-61, -80.5F));
    assert_true(seen_as_muted(-50, -80.5F)); /* and below -80 dBFS */
    assert_false(seen_as_muted(-50, -79.5F));
    assert_true(seen_as_muted(-74.5F, LEVEL_FLOOR_DBFS)); /* on a line with noise above -75 dBFS */
    assert_false(seen_as_muted(-75.5F, LEVEL_FLOOR_DBFS));
}

static void muting_is_known_again_after_a_long_one(void **state)
{
    const told *t = hear("-3 S2 -3 Z60 -0.5 S2 -1 Z5 -0.5 S2 -1", "-5.5 S1 -65 S1 -3");
    assert_int_equal(told_count(t, CT_EVENT_HOLD), 2);
}

static void a_muted_agent_who_listens_is_no_hold(void **state)
{
    none(hear("-3 S2 -3 Z20 -0.5 S2 -1", "-8 S20 -1"), CT_EVENT_HOLD);
    /* but the customer's waiting words do not end it */
    hold_at(hear("-3 S2 -3 Z20 -0.5 S2 -1", "-12 S0.9 -20"), 8, 28);
    /* what is left of the muting after he spoke lasts 3 s by itself */
    hold_at(hear("-5 S2 Z6 -0.5 S2 -1", "-7 S3 -4"), 10, 13);
    none(hear("-5 S2 Z5.99 -0.5 S2 -1", "-7 S3 -4"), CT_EVENT_HOLD);
    /* shorter, it is no piece of the next hold either, and lost audio does not make it longer */
    hold_at(hear("-5 S2 Z6 -2 M10 -0.5 S2 -1", "-7 S3 -4"), 10, 25);
    hold_at(hear("-5 S2 Z5.99 -2 M10 -0.5 S2 -1", "-7 S3 -4"), 14.99, 24.99);
    hold_at(hear("-5 S2 Z5 X1 Z0.99 -2 M10 -0.5 S2 -1", "-7 S3 -4"), 15.99, 25.99);
}

/* --- pieces that join, and those that do not --- */

static void pieces_at_most_five_seconds_apart_are_one_hold(void **state)
{
    const told *t = hear("S2 -1 M10 -5 M10 -1 S2 -1", "");
    hold_at(t, 3, 28);
    none(t, CT_EVENT_SILENCE); /* the 5 s between are the hold's */
    t = hear("S2 -1 M10 -5.01 M10 -1 S2 -1", "");
    assert_int_equal(told_count(t, CT_EVENT_HOLD), 2);
    told_only(t, CT_EVENT_SILENCE, AGENT, 13, 18.01);
}

static void a_check_in_keeps_one_hold(void **state)
{
    const told *t = hear("S2 -1 M10 -1 S2 -1 M20 -1 S2 -1", "");
    const ct_event *e = hold_at(t, 3, 37);
    assert_float_equal(e->without_contact_s, 21, EXACT);
    /* also where the music is on the other line and goes on meanwhile */
    e = hold_at(hear("S2 -8 S5 -20 S1 -1", "-3 M30 -1"), 3, 33);
    assert_float_equal(e->without_contact_s, 18, EXACT);
}

static void talk_over_music_of_the_customers_room_is_no_check_in(void **state)
{
    const told *t = hear("S2 -5 S20 -10", "-3 M24 -1 S1 -3");
    assert_int_equal(told_count(t, CT_EVENT_HOLD), 1);
    assert_float_equal(told_nth(t, CT_EVENT_HOLD, 0)->end_s, 7, EXACT);
}

static void the_customers_brief_words_keep_one_hold(void **state)
{
    hold_at(hear("S2 -1 M20 -1 S2 -1", "-10 S1.99 -3"), 3, 23);
    /* 2 s of speech end it; it may go on afterwards */
    const told *t = hear("S2 -1 M20 -1 S2 -1", "-10 S2 -3");
    assert_int_equal(told_count(t, CT_EVENT_HOLD), 2);
    assert_float_equal(told_nth(t, CT_EVENT_HOLD, 0)->end_s, 10, EXACT);
    assert_float_equal(told_nth(t, CT_EVENT_HOLD, 1)->start_s, 12, EXACT);
    hold_at(hear("S2 -1 M10 -3 M10 -1 S2 -1", "-13.5 S1.99 -3"), 3, 26);
    assert_int_equal(told_count(hear("S2 -1 M10 -3 M10 -1 S2 -1", "-13.5 S2 -3"), CT_EVENT_HOLD), 2);
    /* what is left of the music lasts 2 s to be a piece of the next */
    hold_at(hear("S2 -1 M5 -2 M10 -1 S2 -1", "-3 S3 -3"), 6, 20);
    hold_at(hear("S2 -1 M4.99 -2 M10 -1 S2 -1", "-3 S3 -3"), 9.99, 19.99);
    /* between pieces that are not both music, 1 s */
    hold_at(hear("S2 -1 M10 -3 D5 -1 S2 -1", "-14 S0.99 -3"), 3, 21);
    assert_int_equal(told_count(hear("S2 -1 M10 -3 D5 -1 S2 -1", "-14 S1 -3"), CT_EVENT_HOLD), 2);
}

static void silence_and_music_make_one_hold(void **state)
{
    const told *t = hear("S2 -12 M10 -1 S2 -1", "");
    assert_int_equal(hold_at(t, 2, 24)->cause, CT_HOLD_MUSIC);
    t = hear("S2 -1 M10 -11 S2 -1", "");
    hold_at(t, 3, 24);
    none(t, CT_EVENT_SILENCE);
    t = hear("S2 -12 D5 -1 S2 -1", "");
    assert_int_equal(hold_at(t, 2, 19)->cause, CT_HOLD_SILENCE);
}

static void short_silence_beside_music_stays_a_silence(void **state)
{
    const told *t = hear("S2 -9 M10 -4 S2 -1", "");
    hold_at(t, 11, 21);
    assert_int_equal(told_count(t, CT_EVENT_SILENCE), 2);
    assert_int_equal(told_nth(t, CT_EVENT_SILENCE, 0)->side, CUSTOMER);
    assert_float_equal(told_nth(t, CT_EVENT_SILENCE, 0)->end_s, 11, EXACT);
    assert_int_equal(told_nth(t, CT_EVENT_SILENCE, 1)->side, AGENT); /* who put the customer on hold comes back */
    assert_float_equal(told_nth(t, CT_EVENT_SILENCE, 1)->start_s, 21, EXACT);
    none(hear("S2 -2.9 M10 -2.9 S2 -1", ""), CT_EVENT_SILENCE);
}

/* --- the end of the call --- */

static void music_to_the_end_is_an_open_hold(void **state)
{
    const ct_event *e = hold_at(hear("S2 -1 M20", ""), 3, 23);
    assert_int_equal(e->flags & (CT_EVENT_OPEN | CT_EVENT_NO_RETURN), CT_EVENT_OPEN);
    e = hold_at(hear("S2 -1 M20 -60", ""), 3, 23); /* the tail that follows is not the hold's */
    assert_int_equal(e->flags & (CT_EVENT_OPEN | CT_EVENT_NO_RETURN), CT_EVENT_NO_RETURN);
    hold_at(hear("S2 -1 R1 -4 R1 -4 R1", ""), 3, 14); /* put through, and nobody answered yet */
}

static void what_a_finished_call_leaves_is_no_hold(void **state)
{
    none(hear("-3 S2 -3 Z20", "-5.5 S1 -3"), CT_EVENT_HOLD);
    none(hear("S2 -1 D20", ""), CT_EVENT_HOLD);
    none(hear("S2 -3 D20 -60", "-2.5 S1 -3"), CT_EVENT_HOLD);
    none(hear("S2 -1 D20 X3 -20 X1", "-23 X3 -20 X1"), CT_EVENT_HOLD);
    hold_at(hear("S2 -3 D20 -60 S1", "-2.5 S1 -3"), 5, 25); /* somebody speaks again: it was one */
    none(hear("S2 -1 B0.35 -0.35 B0.35 -0.35 B0.35 -0.35 B0.35 -0.35 B0.35 -0.35 B0.35", ""), CT_EVENT_HOLD);
    hold_at(hear("S2 -1 M20 -2 D20", ""), 3, 23); /* the hold ends where the music ended */
}

/* --- announced, replied, returned --- */

static unsigned flags_of(const char *agent, const char *customer)
{
    const told *t = hear(agent, customer);
    assert_int_equal(told_count(t, CT_EVENT_HOLD), 1);
    return told_nth(t, CT_EVENT_HOLD, 0)->flags;
}

static void a_hold_is_announced_by_a_second_of_speech_in_the_eight_before(void **state)
{
    const char *customer = "-2.5 S0.5 -2";
    assert_int_equal(flags_of("S2 -8 M10 -1 S2 -1", customer), 0);
    assert_int_equal(flags_of("S2 -8.01 M10 -1 S2 -1", customer), CT_EVENT_UNANNOUNCED);
    assert_int_equal(flags_of("S1 -3 M10 -1 S2 -1", customer), 0);
    assert_int_equal(flags_of("S0.99 -3 M10 -1 S2 -1", customer), CT_EVENT_UNANNOUNCED);
    assert_int_equal(flags_of("S2 -2 S0.3 -3 M10 -1 S2 -1", customer), 0); /* a last "ok" hides nothing */
}

static void an_announcement_asks_for_a_reply(void **state)
{
    assert_int_equal(flags_of("S2 -2 M10 -1 S2 -1", ""), CT_EVENT_NO_REPLY);
    assert_int_equal(flags_of("S2 -2 M10 -1 S2 -1", "-3 S0.3 -2"), 0);
    assert_int_equal(flags_of("-2 S2 -2 M10 -1 S2 -1", "S1 -3"), CT_EVENT_NO_REPLY); /* spoken before it */
    assert_int_equal(flags_of("-2 S2 -2 M10 -1 S2 -1", "-2.5 S0.3 -3"), 0);          /* during it */
    assert_int_equal(flags_of("S2 -2 M10 -1 S2 -1", "-4.99 S0.3 -2"), 0);            /* just inside the hold */
    assert_int_equal(flags_of("S2 -2 M10 -1 S2 -1", "-5 S0.3 -2"), CT_EVENT_NO_REPLY);
    assert_int_equal(flags_of("S10 -3 M10 -1 S2 -1", "-4.69 S0.3 -2"), CT_EVENT_NO_REPLY); /* over 8 s ago */
    assert_int_equal(flags_of("S10 -3 M10 -1 S2 -1", "-4.71 S0.3 -2"), 0);
    assert_int_equal(flags_of("S2 -1 S1 -2 M10 -1 S2 -1", "-2.2 S0.3 -2"), 0); /* to the first of two */
}

static void the_agent_comes_back_first_within_three_seconds(void **state)
{
    const char *reply = "-2.5 S0.3 -2";
    assert_int_equal(flags_of("S2 -2 M10 -2.99 S2 -1", reply), 0);
    assert_int_equal(flags_of("S2 -2 M10 -3 S2 -1", reply), CT_EVENT_NO_RETURN);
    assert_int_equal(flags_of("S2 -2 M10 -2 S2 -1", "-2.5 S0.3 -12 S0.3 -2"), CT_EVENT_NO_RETURN);
    /* who talks over the last of the music has not come first */
    assert_int_equal(flags_of("S2 -2 M10 -1.5 S2 -1", "-2.5 S0.3 -10.9 S0.8 -2"), 0);
    /* who came first is remembered when a last silence is not the hold's after all */
    assert_int_equal(flags_of("S2 -2 M10 -2 S2 -12 X1", "-2.5 S0.3 -12 S0.3 -15 X1"), CT_EVENT_NO_RETURN);
    assert_int_equal(flags_of("S2 -2 M10 -2", reply), 0); /* the recording ends too soon to know */
}

/* --- lost audio --- */

static void lost_audio_makes_no_hold(void **state)
{
    none(hear("S2 X30 S2 -1", "-2 X30"), CT_EVENT_HOLD);
    none(hear("S2 -6 X1 -6 S2 -1", "-8 X1"), CT_EVENT_HOLD);
    none(hear("S2 -1 M1.5 X1.9 M0.4 -2 S2", "-4.5 X1.9"), CT_EVENT_HOLD);
    none(hear("S2 -1 M1.5 X1.9 M1.49 -2 S2", "-4.5 X1.9"), CT_EVENT_HOLD);
    none(hear("S2 -1 D2 X1.9 -1 S2", "-5 X1.9"), CT_EVENT_HOLD);
}

static void lost_audio_does_not_lengthen_a_hold(void **state)
{
    hold_at(hear("S2 -1 M10 X4 S2 -1", "-13 X4"), 3, 13);
    hold_at(hear("S2 X4 M10 -1 S2 -1", "-2 X4"), 6, 16);
    /* a short loss in the middle of music does not cut it in two, a long one does */
    hold_at(hear("S2 -1 M10 X2 M10 -1 S2 -1", "-13 X2"), 3, 25);
    assert_int_equal(told_count(hear("S2 -1 M10 X2.01 M10 -1 S2 -1", "-13 X2.01"), CT_EVENT_HOLD), 2);
}

static void music_goes_on_while_the_other_line_is_lost(void **state)
{
    told_only(hear("S2 -5 X5 -8 S2", "-3 M15 -1"), CT_EVENT_MUSIC, CUSTOMER, 3, 18);
    hold_at(hear("S2 -5 X5 -8 S2", "-3 M15 -1"), 3, 18);
    told_only(hear("-9 S1", "R0.4 X0.6 R0.4"), CT_EVENT_RING, CUSTOMER, 0, 1.4); /* a loss inside a ring */
}

/* --- rings and music --- */

static void rings_are_counted_until_the_agent_speaks(void **state)
{
    const told *t = hear("R1 -4 R1 -4 R0.5 S2 -3 R1 -4 R1 -2 S1", "");
    assert_int_equal(told_count(t, CT_EVENT_RING), 3);
    assert_float_equal(told_nth(t, CT_EVENT_RING, 2)->end_s, 10.5, EXACT);
}

static void the_double_burst_of_britain_is_one_ring(void **state)
{
    const told *t = hear("R0.4 -0.2 R0.4 -2 R0.4 -0.2 R0.4 -2 S1", "");
    assert_int_equal(told_count(t, CT_EVENT_RING), 2);
    assert_int_equal(told_count(hear("R0.4 -0.49 R0.4 -2 S1", ""), CT_EVENT_RING), 1);
    assert_int_equal(told_count(hear("R0.4 -0.5 R0.4 -2 S1", ""), CT_EVENT_RING), 2);
    assert_int_equal(told_count(hear("R0.3 -2 S1", ""), CT_EVENT_RING), 1);
    none(hear("R0.29 -2 S1", ""), CT_EVENT_RING);
}

static void a_ring_on_both_lines_counts_once(void **state)
{
    told_only(hear("R1 -4 S1", "R1"), CT_EVENT_RING, AGENT, 0, 1);
    told_only(hear("-0.1 R1 -4 S1", "R1"), CT_EVENT_RING, CUSTOMER, 0, 1.1);
    told_only(hear("-6 S1", "-1 R1"), CT_EVENT_RING, CUSTOMER, 1, 2);
}

static void music_is_told_for_each_line(void **state)
{
    const told *t = hear("S2 M5 -0.99 M5 -1 M0.99 -1 M1", "-30 M2 -10");
    assert_int_equal(told_count(t, CT_EVENT_MUSIC), 3);
    assert_float_equal(told_nth(t, CT_EVENT_MUSIC, 0)->end_s, 12.99, EXACT);
    assert_int_equal(told_nth(t, CT_EVENT_MUSIC, 2)->side, CUSTOMER);
    assert_int_equal(told_nth(hear("S2 M5", ""), CT_EVENT_MUSIC, 0)->flags, CT_EVENT_OPEN);
    none(hear("M0.5 X1 M0.49 -2", ""), CT_EVENT_MUSIC); /* lost music is none */
}

static void mono_holds_are_music_and_tones_without_parties(void **state)
{
    const told *t = hear_mono("-6 S2 -20 S2 -1 M20 -1 S2 -2 D4 -1 S2 Z10 S2");
    assert_int_equal(told_count(t, CT_EVENT_HOLD), 1);
    const ct_event *e = hold_at(t, 31, 60); /* neither 20 s of silence nor muting */
    assert_int_equal(e->flags, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(silence_lasts_three_seconds),
        cmocka_unit_test(silence_is_whose_turn_it_was),
        cmocka_unit_test(what_follows_the_last_word_is_the_tail),
        cmocka_unit_test(waiting_for_the_answer_is_no_silence),
        cmocka_unit_test(lost_audio_makes_no_silence),
        cmocka_unit_test(music_of_three_seconds_is_a_hold),
        cmocka_unit_test(ten_seconds_of_silence_after_the_agent_spoke_are_a_hold),
        cmocka_unit_test(tones_in_the_talk_are_a_hold),
        cmocka_unit_test(a_muted_agent_is_a_hold),
        cmocka_unit_test(a_line_is_learnt_before_muting_is_seen),
        cmocka_unit_test(muting_need_not_be_exact_zero),
        cmocka_unit_test(muting_is_known_again_after_a_long_one),
        cmocka_unit_test(a_muted_agent_who_listens_is_no_hold),
        cmocka_unit_test(pieces_at_most_five_seconds_apart_are_one_hold),
        cmocka_unit_test(a_check_in_keeps_one_hold),
        cmocka_unit_test(talk_over_music_of_the_customers_room_is_no_check_in),
        cmocka_unit_test(the_customers_brief_words_keep_one_hold),
        cmocka_unit_test(silence_and_music_make_one_hold),
        cmocka_unit_test(short_silence_beside_music_stays_a_silence),
        cmocka_unit_test(music_to_the_end_is_an_open_hold),
        cmocka_unit_test(what_a_finished_call_leaves_is_no_hold),
        cmocka_unit_test(a_hold_is_announced_by_a_second_of_speech_in_the_eight_before),
        cmocka_unit_test(an_announcement_asks_for_a_reply),
        cmocka_unit_test(the_agent_comes_back_first_within_three_seconds),
        cmocka_unit_test(lost_audio_makes_no_hold),
        cmocka_unit_test(lost_audio_does_not_lengthen_a_hold),
        cmocka_unit_test(music_goes_on_while_the_other_line_is_lost),
        cmocka_unit_test(rings_are_counted_until_the_agent_speaks),
        cmocka_unit_test(the_double_burst_of_britain_is_one_ring),
        cmocka_unit_test(a_ring_on_both_lines_counts_once),
        cmocka_unit_test(music_is_told_for_each_line),
        cmocka_unit_test(mono_holds_are_music_and_tones_without_parties),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
