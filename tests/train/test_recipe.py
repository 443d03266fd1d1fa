#!/usr/bin/env python3
"""The weights in the tree were made by the recipe in the tree."""

import re
import unittest
from pathlib import Path

import numpy as np

import hard_talker
import train

HERE = Path(__file__).resolve().parent
WEIGHTS = HERE.parent.parent / "src/speech/judge_weights.inc"


class Recipe(unittest.TestCase):
    """What ./dev train would do again."""

    def test_weights_name_this_recipe_and_seed(self):
        """Whoever changes the recipe must train anew."""
        text = WEIGHTS.read_text(encoding="utf-8")
        self.assertEqual(re.search(r"recipe ([0-9a-f]{16})", text).group(1), train.recipe_hash(HERE))
        self.assertIn(f"seed {train.SEED},", text)

    def test_the_made_talker_has_the_pitch_it_claims(self):
        """The strongest autocorrelation of long vowels lies at the stated F0, most of the time."""
        right = total = 0
        for seed in range(4):
            sound, truth = hard_talker.talk(seed)
            for at in range(40, len(truth) - 40, 20):
                f0 = truth[at - 20 : at + 21]
                if f0.min() <= 0 or f0.max() / f0.min() > 1.05:
                    continue
                window = sound[at * 8 - 200 : at * 8 + 200] * np.hanning(400)
                lags = np.correlate(window, window, "full")[399:]
                lag = 8000 / truth[at]
                near = slice(int(lag * 0.93), int(lag * 1.07) + 2)
                total += 1
                right += lags[near].max() > 0.45 * lags[0]
        self.assertGreater(total, 200)
        self.assertGreater(right / total, 0.75)


if __name__ == "__main__":
    unittest.main()
