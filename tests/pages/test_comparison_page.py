#!/usr/bin/python3
"""Two calls on one page in a real browser: what differs, the moments of each, lane under lane, one sound at a time.

usage: test_comparison_page.py      (the program in the environment's CALLTONE; PICTURES=DIR keeps what it looks like)
"""
import os
import pathlib
import subprocess
import tempfile
import unittest

import browser

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
CALLTONE = os.environ.get("CALLTONE", "calltone")
PICTURES = os.environ.get("PICTURES")


class ComparisonPage(unittest.TestCase):
    """The flat voice beside the exemplary one."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.browser = browser.Browser(cls.folder)
        cls.addClassCleanup(cls.browser.close)
        cls.page = cls.folder / "compared.html"
        subprocess.run([CALLTONE, "compare", FIXTURES / "zh_flat.flac", FIXTURES / "zh_exemplary.flac", "--html", cls.page,
                        "--lang", "zh"], check=True, timeout=120)

    def open(self, **how):
        """Open it; both calls must have charts."""
        self.browser.open(self.page, **how)
        self.assertTrue(self.browser.wait("return Player.all.length === 2 && Player.all[1].charts.graphs.length === 5"))

    def test_opens_wide_and_narrow_with_three_differences(self):
        for width in (1280, 390):
            self.open(width=width)
            rules = [item.get_attribute("data-rule") for item in self.browser.all("li.difference")]
            self.assertEqual(len(rules), 3)
            self.assertEqual(rules[0], "PITCH-1")
            self.assertLessEqual(self.browser.run("return document.documentElement.scrollWidth"), width)
            self.assertEqual((self.browser.complaints(), self.browser.requests()), ([], []))
            if PICTURES:
                self.browser.picture(pathlib.Path(PICTURES) / f"comparison-{width}.png")

    def test_a_lane_lies_under_the_same_lane_of_the_other(self):
        self.open()
        order = self.browser.run("""
            return [...document.querySelectorAll('figure.lane')]
              .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
              .map((lane) => lane.dataset.lane + lane.closest('.call').dataset.call);""")
        self.assertEqual(order, [name + call for name in ("talk", "wave", "pitch", "level", "pace") for call in "01"])

    def test_the_moments_of_each_call_play_in_it_and_alone(self):
        self.open()
        mine = self.browser.find('li.difference button.listen[data-call="0"]')
        theirs = self.browser.find('li.difference button.listen[data-call="1"]')
        playing = "return [...document.querySelectorAll('audio')].map((audio) => !audio.paused && audio.currentTime > 0)"
        mine.click()
        self.assertTrue(self.browser.wait(playing.replace("return", "const now =") + "; return now[0] && !now[1]"))
        theirs.click()
        self.assertTrue(self.browser.wait(playing.replace("return", "const now =") + "; return now[1] && !now[0]"))
        start = float(theirs.get_attribute("data-start"))
        heard = self.browser.run("return document.querySelectorAll('audio')[1].currentTime")
        self.assertTrue(start - 2.1 <= heard <= start + 10, (start, heard))


if __name__ == "__main__":
    browser.skip_unless_asked()
    unittest.main()
