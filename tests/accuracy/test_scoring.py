#!/usr/bin/env python3
"""The judge is judged: scoring against cases worked out by hand."""

import unittest

import numpy as np

import apart
import audio
import conditions
import scoring


class Pitch(unittest.TestCase):
    """References every 15 ms against hops centred at 5, 15, 25 ms ..."""

    def errors(self, found, reference, step_s, *first_s):
        counts = scoring.pitch_counts((0.005, np.array(found, dtype=float)), np.array(reference, dtype=float), step_s, *first_s)
        return scoring.pitch_errors(counts)

    def test_perfect_track_has_no_error(self):
        f0_hz = np.array([0, 0, 200.0, 200, 200, 200, 0, 0, 0, 0])
        at_hops = [0, 1, 2, 4, 5, 7, 8]  # nearest to 0, 15, 30, 45, 60, 75, 90 ms; the earlier of two
        errors = self.errors(f0_hz, f0_hz[at_hops], 0.015)
        self.assertEqual((errors["gross"], errors["voicing"], errors["cents"]), (0, 0, 0))

    def test_octave_is_gross_and_voicing_is_not(self):
        # i = 0..4 at 0..40 ms fall between hops: 0, 0, 1, 2, 3 -> 200, 200, 100, 0, 0
        errors = self.errors([200, 100, 0, 0, 100], [100, 100, 100, 0, 0], 0.01)
        self.assertAlmostEqual(errors["gross"], 100 * 2 / 3)
        self.assertEqual((errors["voicing"], errors["either"]), (0, 40))

    def test_either_is_of_all_frames_and_gross_of_those_voiced_in_both(self):
        errors = self.errors([200, 100, 0, 100], [100, 100, 100, 0], 0.01, 0.005)
        self.assertEqual((errors["gross"], errors["voicing"], errors["either"]), (50, 50, 75))
        self.assertEqual((errors["missed"], errors["false"]), (25, 25))

    def test_twenty_percent_is_the_border(self):
        self.assertAlmostEqual(self.errors([119, 121], [100, 100, 100], 0.01)["gross"], 100 / 3)

    def test_track_moved_in_time_is_read_where_it_lies(self):
        reference = np.array([0, 100.0, 0, 0])
        late = scoring.pitch_counts((0.015, reference), reference, 0.01, 0.015)
        self.assertEqual(scoring.pitch_errors(late)["either"], 0)

    def test_spread_counts_each_voice_by_itself(self):
        low, high = np.array([100.0, 200, 0]), np.array([200.0, 400, 0])  # an octave: SD of 6 st
        half = np.array([200.0, 200 * 2**0.5, 0])  # 3 st
        counts = scoring.pitch_counts((0.005, low), low, 0.01, 0.005) + scoring.pitch_counts((0.005, half), high, 0.01, 0.005)
        errors = scoring.pitch_errors(counts)
        self.assertAlmostEqual(errors["low_spread"], 0)
        self.assertAlmostEqual(errors["high_spread"], 50)
        self.assertAlmostEqual(errors["sd_error_st"], 1.5)


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

    def test_only_short_inner_gaps_are_bridged(self):
        flags = np.zeros(100, dtype=bool)
        flags[[10, 30, 60]] = True  # gaps of 19 and 29 hops
        self.assertEqual(np.flatnonzero(scoring.bridged(flags, 0.2)).tolist(), [*range(10, 31), 60])

    def test_f1_of_half_found(self):
        self.assertAlmostEqual(scoring.f1((50, 0, 50))[0], 100 * 2 / 3)


class Talk(unittest.TestCase):
    """What utterances imply by the definitions."""

    def test_gap_under_half_a_second_is_bridged(self):
        self.assertEqual(scoring.joined([(0, 1, 3), (1.49, 2, 4), (2.5, 3, 1)]), [(0, 2, 7), (2.5, 3, 1)])

    def test_interruption_needs_half_a_second_and_one_of_overlap(self):
        other = [(0.0, 5.0, 20)]
        self.assertEqual(scoring.crossings([(0.5, 1.5, 5)], other), ([0.5], []))
        self.assertEqual(scoring.crossings([(0.4, 3.0, 9)], other), ([], []))
        self.assertEqual(scoring.crossings([(4.1, 7.0, 9)], other), ([], []))

    def test_short_sign_inside_is_a_backchannel(self):
        self.assertEqual(scoring.crossings([(1.0, 1.9, 3)], [(0.0, 5.0, 20)]), ([], [1.0]))
        self.assertEqual(scoring.crossings([(1.0, 1.9, 4)], [(0.0, 5.0, 20)]), ([], []))

    def test_total_counts_overlapping_spans_once(self):
        self.assertAlmostEqual(scoring.total_s([(0, 2), (1, 3), (5, 6)]), 4)


    def test_an_event_is_matched_once_and_near(self):
        self.assertEqual(scoring.matched([1.0, 1.2, 9.0], [1.1, 5.0]).tolist(), [1, 2, 1])


class Syllables(unittest.TestCase):
    """Counts a file and summed."""

    def test_errors_of_files_do_not_cancel_and_those_of_the_sum_do(self):
        counts = scoring.syllable_counts(12, 10) + scoring.syllable_counts(8, 10)
        errors = scoring.syllable_errors(counts)
        self.assertAlmostEqual(errors["each"], 20)
        self.assertAlmostEqual(errors["sum"], 0)


class Intervals(unittest.TestCase):
    """Paired resampling of units."""

    def test_same_answers_differ_by_nothing(self):
        counts = np.random.default_rng(1).integers(0, 9, size=(20, 3)).astype(float)
        low, high = scoring.resampled_difference(counts, counts, lambda total: scoring.f1(total)[0])
        self.assertEqual((low, high), (0, 0))

    def test_interval_covers_the_mean_difference_by_its_standard_error(self):
        dice = np.random.default_rng(2)
        own, other = np.ones((400, 2)), np.ones((400, 2))
        own[:, 0] = dice.normal(0.0, 1.0, 400)
        other[:, 0] = own[:, 0] + dice.normal(0.5, 0.2, 400)  # paired: only the 0.2 counts
        low, high = scoring.resampled_difference(own, other, lambda total: total[..., 0] / total[..., 1])
        self.assertAlmostEqual((low + high) / 2, -0.5, delta=0.02)
        self.assertAlmostEqual(high - low, 2 * 1.96 * 0.2 / 20, delta=0.005)


class Parts(unittest.TestCase):
    """Which recordings are kept apart."""

    def test_rule_is_the_parity_of_crc_32(self):
        # CRC-32 of "123456789" is the well-known check value 0xCBF43926: even
        self.assertFalse(apart.is_apart("123456789"))
        self.assertTrue(apart.is_apart("a"))  # 0xE8B7BE43

    def test_what_is_sealed_is_a_quarter_of_what_is_kept_apart(self):
        keys = [f"key {number}" for number in range(4000)]
        kept = [key for key in keys if apart.is_apart(key)]
        sealed = [key for key in keys if apart.is_sealed(key)]
        self.assertTrue(set(sealed) < set(kept))
        self.assertAlmostEqual(len(sealed) / len(kept), 0.25, delta=0.03)
        self.assertEqual([key for key in kept if not apart.is_measured(True, key)], sealed)
        self.assertTrue(all(apart.is_measured(False, key) for key in keys))

    def test_voices_of_the_parts_are_others(self):
        self.assertFalse(set(apart.TUNED_VOICES) & set(apart.APART_VOICES))


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
        noise = conditions.with_noise(speech, "white", 10, 3, False) - speech
        self.assertAlmostEqual(10 * np.log10(np.mean(speech**2) / np.mean(noise**2)), 10, delta=0.1)


if __name__ == "__main__":
    unittest.main()
