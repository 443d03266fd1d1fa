/* The course of a call for charts, from hops and frames that are told directly. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "calltone/tracks.h"

static ct_tracks *make(unsigned channels, unsigned agent_channel)
{
    ct_options options;
    ct_tracks *tracks = NULL;
    ct_options_init(&options);
    options.channels = channels;
    options.agent_channel = agent_channel;
    assert_int_equal(ct_tracks_create(&options, &tracks), CT_OK);
    return tracks;
}

static void tell(ct_tracks *tracks, ct_side side, bool speech, double level_dbfs, double f0_hz, int n)
{
    const ct_track hop = {.side = side, .speech = speech, .level_dbfs = level_dbfs, .f0_hz = f0_hz};
    for (int i = 0; i < n; i++)
        ct_tracks_hop(tracks, &hop);
}

/* Two levels of speech: the mean of powers, not of decibels; what is no speech does not count. */
static void level_is_mean_power_over_speech(void **state)
{
    ct_tracks *tracks = make(1, 0);
    for (int i = 0; i < CT_TRACK_POINTS; i++)
        tell(tracks, CT_SIDE_MIXED, i % 4 < 2, i % 2 ? -20 : -26, 0, 1);
    assert_true(ct_tracks_step_s(tracks) == 0.01);
    assert_float_equal(ct_tracks_at(tracks, 0, 1).level_dbfs, -20, 1e-3);
    tell(tracks, CT_SIDE_MIXED, false, -60, 0, CT_TRACK_POINTS); /* twice merged: points of 2, then of 4 hops */
    tell(tracks, CT_SIDE_MIXED, false, -60, 0, 1);
    assert_float_equal(ct_tracks_step_s(tracks), 0.04, 1e-12);
    assert_int_equal(ct_tracks_count(tracks), CT_TRACK_POINTS / 2 + 1);
    double mean_dbfs = 10 * log10((pow(10, -2.0) + pow(10, -2.6)) / 2);
    assert_float_equal(ct_tracks_at(tracks, 0, 0).level_dbfs, mean_dbfs, 1e-3);
    assert_true(ct_tracks_at(tracks, 0, 0).speech);
    assert_false(ct_tracks_at(tracks, 0, CT_TRACK_POINTS / 2).speech);
    assert_float_equal(ct_tracks_at(tracks, 0, CT_TRACK_POINTS / 2).level_dbfs, -60, 1e-3);
    ct_tracks_destroy(tracks);
}

/* One wrong octave in a steady voice is no point of the line. */
static void pitch_is_the_one_that_is_measured(void **state)
{
    ct_tracks *tracks = make(2, 0);
    tell(tracks, CT_SIDE_AGENT, true, -20, 200, 100);
    tell(tracks, CT_SIDE_AGENT, true, -20, 400, 1);
    tell(tracks, CT_SIDE_AGENT, true, -20, 200, 100);
    assert_false(ct_tracks_at(tracks, 0, 0).voiced); /* no neighbour before it */
    for (size_t i = 1; i < 200; i++) {
        assert_true(ct_tracks_at(tracks, 0, i).voiced);
        assert_float_equal(ct_tracks_at(tracks, 0, i).f0_hz, 200, 0.1);
    }
    assert_false(ct_tracks_at(tracks, 1, 50).voiced);
    ct_tracks_destroy(tracks);
}

static void waveform_follows_the_agents_channel(void **state)
{
    ct_tracks *tracks = make(2, 1);
    float frames[2 * 3 * CT_HOP_SAMPLES] = {0};
    frames[2 * 85] = -0.5f;      /* left, second hop */
    frames[2 * 100 + 1] = 0.25f; /* right, second hop: the agent */
    ct_tracks_frames(tracks, frames, 1);
    ct_tracks_frames(tracks, frames + 2, 3 * CT_HOP_SAMPLES - 1);
    assert_int_equal(ct_tracks_count(tracks), 3);
    assert_true(ct_tracks_at(tracks, 0, 1).high == 0.25f && ct_tracks_at(tracks, 0, 1).low == 0.0f);
    assert_true(ct_tracks_at(tracks, 1, 1).low == -0.5f && ct_tracks_at(tracks, 1, 1).high == 0.0f);
    assert_true(ct_tracks_at(tracks, 0, 0).high == 0.0f && ct_tracks_at(tracks, 0, 2).high == 0.0f);
    ct_tracks_destroy(tracks);
}

/* 10 s of one tone, 10 s of a voice that moves by 6 semitones, 6 s of one tone again. */
static void flat_pieces_are_found(void **state)
{
    ct_tracks *tracks = make(2, 0);
    ct_span span;
    tell(tracks, CT_SIDE_AGENT, false, -60, 0, 200);
    tell(tracks, CT_SIDE_AGENT, true, -20, 200, 1000);
    for (int i = 0; i < 100; i++)
        tell(tracks, CT_SIDE_AGENT, true, -20, i % 2 ? 200 : 200 * exp2(0.5), 10);
    tell(tracks, CT_SIDE_AGENT, true, -20, 200, 450);
    assert_true(ct_tracks_flat(tracks, 0, 0, &span));
    assert_true(span.start_s == 2.0 && span.end_s == 12.0);
    assert_false(ct_tracks_flat(tracks, 0, 1, &span)); /* 4.5 s are too little to say */
    tell(tracks, CT_SIDE_AGENT, true, -20, 200, 150);
    assert_true(ct_tracks_flat(tracks, 0, 1, &span));
    assert_true(span.start_s == 22.0 && span.end_s == 28.0);
    assert_false(ct_tracks_flat(tracks, 0, 2, &span));
    assert_false(ct_tracks_flat(tracks, 1, 0, &span));
    ct_tracks_destroy(tracks);
}

static void wrong_options_make_nothing(void **state)
{
    ct_options options;
    ct_tracks *tracks = NULL;
    ct_options_init(&options);
    options.channels = 3;
    assert_int_equal(ct_tracks_create(&options, &tracks), CT_ERR_ARGUMENT);
    assert_int_equal(ct_tracks_create(NULL, &tracks), CT_ERR_ARGUMENT);
    assert_null(tracks);
    ct_tracks_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(level_is_mean_power_over_speech),     cmocka_unit_test(pitch_is_the_one_that_is_measured),
        cmocka_unit_test(waveform_follows_the_agents_channel), cmocka_unit_test(flat_pieces_are_found),
        cmocka_unit_test(wrong_options_make_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
