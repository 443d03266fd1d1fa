#!/usr/bin/python3
"""Two calls compared: what is named, in which order, and what is heard of it.

usage: test_compare.py      (the program in the environment's CALLTONE)
"""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
CALLTONE = os.environ.get("CALLTONE", "calltone")
FINE, USAGE, FAILED = 0, 2, 3


def run(*words):
    """Run in English; text back."""
    return subprocess.run([CALLTONE, *map(str, words)], capture_output=True, text=True, timeout=120, check=False,
                          env={**os.environ, "LC_ALL": "C.UTF-8"})


def compare(mine, exemplar, *words):
    """What a comparison of two fixtures says."""
    done = run("compare", FIXTURES / f"{mine}.flac", FIXTURES / f"{exemplar}.flac", *words)
    assert done.returncode == FINE, done.stderr
    return done.stdout


def titles(text):
    """What is named, in order."""
    return re.findall(r"^  \d\. (.*)$", text, re.MULTILINE)


class Compare(unittest.TestCase):
    """The fixtures, by twos."""

    def test_a_call_and_itself_do_not_differ(self):
        for call in ("zh_flat", "en_hold"):
            text = compare(call, call)
            self.assertEqual(titles(text), [])
            self.assertIn("No difference that is worth a name", text)
            self.assertGreater(int(re.search(r"measures compared: (\d+)", text)[1]), 15)
        self.assertIn("没有值得一提的差别", compare("zh_flat", "zh_flat", "--lang", "zh"))

    def test_of_a_flat_voice_intonation_is_named_first(self):
        text = compare("zh_flat", "zh_exemplary")
        self.assertEqual(titles(text)[0], "Lively intonation")
        self.assertEqual(len(titles(text)), 3)
        self.assertIn("Let the voice move", text)
        self.assertRegex(text, r"Hear yours: +\d\d:\d\d-\d\d:\d\d, .*\n +Hear the exemplar: +\d\d:\d\d-\d\d:\d\d")
        self.assertLessEqual(max(map(len, text.splitlines())), 80)

    def test_of_a_hurried_agent_pace_is_named_first(self):
        self.assertEqual(titles(compare("zh_rushed", "zh_exemplary"))[0], "Standard pace")

    def test_advice_is_for_the_one_who_has_something_to_learn(self):
        """The other way round the exemplary voice has nothing to learn from the flat one."""
        text = compare("zh_exemplary", "zh_flat")
        self.assertEqual(titles(text)[0], "Lively intonation")
        self.assertNotIn("Let the voice move", text)
        self.assertIn("Nothing to change here", text.replace("\n     ", " "))

    def test_stored_reports_compare_as_their_recordings(self):
        with tempfile.TemporaryDirectory() as folder:
            stored = []
            for call in ("zh_flat", "zh_exemplary"):
                path = pathlib.Path(folder) / f"{call}.json"
                path.write_text(run("analyze", "--json", FIXTURES / f"{call}.flac").stdout, encoding="utf-8")
                stored.append(path)
            again = run("compare", *stored)
            self.assertEqual(again.returncode, FINE, again.stderr)
            self.assertEqual(again.stdout, compare("zh_flat", "zh_exemplary"))

    def test_what_cannot_be_compared_is_said(self):
        with tempfile.TemporaryDirectory() as folder:
            short, mono = pathlib.Path(folder) / "short.wav", pathlib.Path(folder) / "mono.wav"
            subprocess.run(["sox", FIXTURES / "zh_flat.flac", short, "trim", "0", "4"], check=True, capture_output=True)
            subprocess.run(["sox", FIXTURES / "zh_flat.flac", mono, "remix", "1,2"], check=True, capture_output=True)
            done = run("compare", short, FIXTURES / "zh_exemplary.flac")
            self.assertEqual((done.returncode, titles(done.stdout)), (FINE, []))
            self.assertLess(int(re.search(r"measures compared: (\d+)", done.stdout)[1]), 8)
            done = run("compare", mono, FIXTURES / "zh_exemplary.flac")  # whose voice, one channel does not say
            self.assertEqual((done.returncode, titles(done.stdout)), (FINE, ["Little silence"]))

    def test_wrong_use_is_told(self):
        one = FIXTURES / "zh_flat.flac"
        for words in ((one,), (one, one, one), (), (one, one, "--audio", "none"), (one, one, "--html", one)):
            self.assertEqual(run("compare", *words).returncode, USAGE, words)
        self.assertEqual(run("compare", one, FIXTURES / "nothing.wav").returncode, FAILED)


if __name__ == "__main__":
    unittest.main()
