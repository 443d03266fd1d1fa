#!/usr/bin/env python3
"""What callgrind_annotate prints is read as it is meant."""

import unittest

import instructions

TREE = """
1,000 (100.0%)  PROGRAM TOTALS

  300 (30.00%)  < ???:look (2,000x) [/place/calltone]
  100 (10.00%)  < src/a.c:listen (5x) [/place/calltone]
  400 (40.00%)  *  ???:fft_forward [/place/calltone]

  200 (20.00%)  < ???:run (7x) [/place/calltone]
  200 (20.00%)  *  ???:level_push.avx2 [/place/calltone]
"""


class Parsing(unittest.TestCase):
    """Counts and calls."""

    def test_calls_of_all_callers_are_added(self):
        self.assertEqual(instructions.parse(TREE)["fft_forward"], (400, 2005))

    def test_a_wide_build_is_the_function(self):
        self.assertEqual(instructions.parse(TREE)["level_push"], (200, 7))

    def test_growth_is_a_share(self):
        now, recorded = {"per_second_of_call": 106}, {"per_second_of_call": 100}
        self.assertAlmostEqual(instructions.growth(now, recorded), 0.06)


if __name__ == "__main__":
    unittest.main()
