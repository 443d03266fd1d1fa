#!/usr/bin/env python3
"""The judge is judged: scoring against cases worked out by hand."""

import unittest

import numpy as np

import audio
import scoring


class Pitch(unittest.TestCase):
    """References every 15 ms against hops centred at 5, 15, 25 ms ..."""

    def test_perfect_track_has_no_error(self):
        f0_hz = np.array([0, 0, 200.0, 200, 200, 200, 0, 0, 0, 0])
        at_hops = [0, 1, 2, 4, 5, 7, 8]  # nearest to 0, 15, 30, 45, 60, 75, 90 ms; the earlier of two
        errors = scoring.pitch_errors([scoring.pitch_counts(f0_hz, f0_hz[at_hops], 0.015)])
        self.assertEqual((errors["gross"], errors["voicing"], errors["cents"]), (0, 0, 0))

    def test_octave_is_gross_and_voicing_is_not(self):
        reference = np.array([100.0, 100, 100, 0, 0])
        found = np.array([200.0, 100, 0, 0, 100])
        errors = scoring.pitch_errors([scoring.pitch_counts(found, reference, 0.01)])
        # i = 0..4 at 0..40 ms fall between hops: 0, 0, 1, 2, 3 -> 200, 200, 100, 0, 0
        self.assertAlmostEqual(errors["gross"], 100 * 2 / 3)
        self.assertEqual((errors["voicing"], errors["either"]), (0, 40))

    def test_twenty_percent_is_the_border(self):
        counts = scoring.pitch_counts(np.array([119.0, 121.0]), np.array([100.0, 100, 100]), 0.01)
        self.assertEqual((counts["both"], counts["gross"]), (3, 1))


class Speech(unittest.TestCase):
    """Spans of truth against flags."""

    def test_counts_hops(self):
        speech = np.array([0, 1, 1, 1, 0, 0])
        self.assertEqual(scoring.speech_counts(speech, [(0.02, 0.05)]).tolist(), [2, 1, 1])

    def test_collar_forgives_edges(self):
        speech = scoring.hops_of([(0.97, 2.04)], 300)
        self.assertEqual(scoring.speech_counts(speech, [(1.0, 2.0)], 0.05).tolist(), [90, 0, 0])

    def test_left_out_is_not_counted(self):
        speech = np.ones(300)
        self.assertEqual(scoring.speech_counts(speech, [(0.0, 1.0)], 0, [(1.0, 3.0)]).tolist(), [100, 0, 0])

    def test_f1_of_half_found(self):
        self.assertAlmostEqual(scoring.f1((50, 0, 50))[0], 100 * 2 / 3)


class Talk(unittest.TestCase):
    """What utterances imply by the definitions."""

    def test_gap_under_half_a_second_is_bridged(self):
        self.assertEqual(scoring.joined([(0, 1, 3), (1.49, 2, 4), (2.5, 3, 1)]), [(0, 2, 7), (2.5, 3, 1)])

    def test_interruption_needs_half_a_second_and_one_of_overlap(self):
        other = [(0.0, 5.0, 20)]
        self.assertEqual(scoring.crossings([(0.5, 1.5, 5)], other), (1, 0))
        self.assertEqual(scoring.crossings([(0.4, 3.0, 9)], other), (0, 0))
        self.assertEqual(scoring.crossings([(4.1, 7.0, 9)], other), (0, 0))

    def test_short_sign_inside_is_a_backchannel(self):
        self.assertEqual(scoring.crossings([(1.0, 1.9, 3)], [(0.0, 5.0, 20)]), (0, 1))
        self.assertEqual(scoring.crossings([(1.0, 1.9, 4)], [(0.0, 5.0, 20)]), (0, 0))

    def test_total_counts_overlapping_spans_once(self):
        self.assertAlmostEqual(scoring.total_s([(0, 2), (1, 3), (5, 6)]), 4)


class Sound(unittest.TestCase):
    """Line conditions and the level meter."""

    def test_a_law_steps_are_those_of_the_standard(self):
        # G.711 table 1a: the decoder's outputs are the middles of the intervals, of 4096: 1, 1056, 4032
        decoded = audio.through_a_law(np.array([0.0001, 0.9999, -0.9999, 0.25]))
        np.testing.assert_allclose(decoded, np.array([1, 4032, -4032, 1056]) / 4096)

    def test_active_level_ignores_silence(self):
        noise = 0.1 * np.random.default_rng(1).standard_normal(8 * audio.RATE_HZ)
        half = np.concatenate([noise, np.zeros(8 * audio.RATE_HZ)])
        whole_db, half_db = audio.active_level_db(noise), audio.active_level_db(half)
        self.assertAlmostEqual(whole_db, -20, delta=0.1)
        self.assertAlmostEqual(half_db, whole_db, delta=0.3)  # 0.2 s of hangover in 8 s

    def test_noise_lies_at_the_wanted_ratio(self):
        speech = 0.1 * np.random.default_rng(2).standard_normal(4 * audio.RATE_HZ)
        noise = audio.with_white_noise(speech, 10, seed=3) - speech
        self.assertAlmostEqual(10 * np.log10(np.mean(speech**2) / np.mean(noise**2)), 10, delta=0.1)


if __name__ == "__main__":
    unittest.main()
