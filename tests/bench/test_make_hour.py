#!/usr/bin/env python3
"""The call that speed is measured on is the same each time, and full of talk."""

import sys
import unittest

import numpy as np

import make_hour


class Hour(unittest.TestCase):
    """Ten minutes of it."""

    @classmethod
    def setUpClass(cls):
        cls.call = make_hour.make_call(600, seed=1)

    def test_same_seed_same_bytes(self):
        self.assertTrue(np.array_equal(self.call[: 60 * 8000], make_hour.make_call(600, seed=1)[: 60 * 8000]))
        self.assertFalse(np.array_equal(self.call, make_hour.make_call(600, seed=2)))

    def test_each_side_speaks_about_a_third(self):
        agent, customer = self.active().mean(axis=0)
        hold = make_hour.HOLD_S / 600
        self.assertAlmostEqual((agent - hold) / (1 - hold), 0.35, delta=0.07)
        self.assertAlmostEqual(customer / (1 - hold), 0.35, delta=0.07)

    def test_both_speak_at_once_now_and_then(self):
        active = self.active()
        self.assertGreater(0.01 * (active[:, 0] & active[:, 1]).sum(), 1.0)

    def active(self):
        """Hops of each side over -50 dBFS: the noise is at -65."""
        hops = self.call[: len(self.call) // 80 * 80].astype(float).reshape(-1, 80, 2) / 32768
        return np.mean(hops**2, axis=1) > 1e-5


if __name__ == "__main__":
    if not make_hour.PROMPTS.is_dir():
        print("SKIP: no prompts; Debian's asterisk-core-sounds-en-wav has them")
        sys.exit(77)
    unittest.main()
