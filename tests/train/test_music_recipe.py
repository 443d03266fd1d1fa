#!/usr/bin/env python3
"""The weights in the tree are those that the recipe in the tree makes, and the recipe labels what it says."""

import re
import unittest
from pathlib import Path

import numpy as np

import music
import music_sounds as sounds

WEIGHTS = Path(__file__).resolve().parents[2] / "src" / "speech" / "music_weights.inc"


class Recipe(unittest.TestCase):
    """What ./dev train wrote last, and with what."""

    def test_weights_name_this_recipe(self):
        named = re.search(r"recipe ([0-9a-f]{16})", WEIGHTS.read_text(encoding="utf-8")).group(1)
        self.assertEqual(named, music.recipe_hash(), "run ./dev train music after a change of the recipe")

    def test_talk_over_music_is_no_music(self):
        kinds = np.full(1000, sounds.MUSIC, dtype=np.uint8)
        kinds[500:600] = sounds.TALK_OVER_MUSIC
        told = np.ones((200, 1 + music.INPUTS), dtype=np.float32)
        _, is_music, _ = music.examples(told, kinds)
        np.testing.assert_array_equal(np.flatnonzero(is_music == 0), np.arange(97, 123))  # 485 to 614 in fives

    def test_network_learns_a_ring(self):
        rng = np.random.default_rng(5)
        inputs = rng.standard_normal((20000, music.INPUTS)).astype(np.float32)
        inside = (np.hypot(inputs[:, 3], inputs[:, 7]) < 1).astype(np.float32)
        into, bias, out, out_bias = music.train(inputs, inside, np.ones(len(inside), dtype=np.float32))
        found = np.maximum(inputs @ into + bias, 0) @ out + out_bias > 0
        self.assertGreater(np.mean(found == inside), 0.9)  # no straight line does better than 0.63


if __name__ == "__main__":
    unittest.main()
