#!/usr/bin/env python3
"""The whole program on the fixture calls, against their truth; and on the same call as other recorders leave it."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
CALLS = ["zh_exemplary", "en_exemplary", "zh_rushed", "zh_flat", "zh_hold", "en_hold"]
CALLTONE = os.environ["CALLTONE"]


def analyse(*arguments, audio=None):
    """The JSON report."""
    run = subprocess.run([CALLTONE, "analyze", "--json", *map(str, arguments)], input=audio, capture_output=True)
    assert run.returncode == 0, run.stderr.decode()
    return json.loads(run.stdout)


def reading(report, name, side):
    return next(r for r in report["readings"] if r["name"] == name and r["side"] == side)


def value(report, name, side="call"):
    row = reading(report, name, side)
    assert row["state"] == "known", row
    return row["value"]


def events(report, kind):
    return [e for e in report["events"] if e["kind"] == kind]


class FixtureCalls(unittest.TestCase):
    """Every planted thing is found, and nothing else."""

    @classmethod
    def setUpClass(cls):
        cls.truth = {n: json.loads((FIXTURES / f"{n}.json").read_text(encoding="utf-8")) for n in CALLS}
        cls.report = {n: analyse(FIXTURES / f"{n}.flac") for n in CALLS}

    def each_side(self):
        for name in CALLS:
            for side in ("agent", "customer"):
                with self.subTest(call=name, side=side):
                    yield self.truth[name], self.report[name], side

    def test_talk_time_and_level(self):
        for truth, report, side in self.each_side():
            known = truth["sides"][side]
            self.assertAlmostEqual(value(report, "speech_time", side) / known["speech_s"], 1, delta=0.05)
            self.assertAlmostEqual(value(report, "active_level", side), known["active_level_dbfs"], delta=1.2)

    def test_speech_rate(self):
        for truth, report, side in self.each_side():  # counting errs by some 7 % on human voices
            self.assertAlmostEqual(value(report, "speech_rate", side) / truth["sides"][side]["speech_rate"], 1, delta=0.1)

    def test_counts(self):
        for truth, report, side in self.each_side():
            for kind in ("interruptions", "cut_offs", "backchannels"):
                known = sum(e["party"] == side for e in truth[kind])
                self.assertEqual(value(report, kind, side), known, kind)

    def test_holds_and_silences(self):
        for name in CALLS:
            for kind, planted in (("hold", self.truth[name]["holds"]), ("silence", self.truth[name]["silences"])):
                found = events(self.report[name], kind)
                self.assertEqual(len(found), len(planted), f"{name} {kind}")
                for here, there in zip(found, planted):
                    self.assertAlmostEqual(here["start_s"], there["start"], delta=0.2)
                    self.assertAlmostEqual(here["end_s"], there["end"], delta=0.2)

    def test_rings_and_hang_up(self):
        for name in CALLS:
            rings = reading(self.report[name], "rings_before_answer", "call")
            self.assertEqual(rings["value"] or 0, len(self.truth[name]["rings"]), name)
            hung_up = self.truth[name]["hung_up_first"]
            found = reading(self.report[name], "hung_up_first", "call")
            self.assertEqual(found["value"], None if hung_up == "unknown" else hung_up, name)

    def test_the_flat_call_is_the_flattest(self):
        spread = {n: value(self.report[n], "pitch_sd", "agent") for n in CALLS}
        self.assertEqual(min(spread, key=spread.get), "zh_flat")
        self.assertLess(spread["zh_flat"], 1.5)


class OtherRecorders(unittest.TestCase):
    """zh_exemplary as mono, dual mono, swapped, A-law, 16 kHz, raw."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.place = pathlib.Path(cls.folder.name)
        script = ROOT / "tests" / "fixtures" / "make_fixtures.py"
        subprocess.run([sys.executable, "-B", script, "--variants", cls.place], check=True, capture_output=True)
        cls.plain = analyse(FIXTURES / "zh_exemplary.flac")
        cls.file = {p.stem.replace("zh_exemplary_", ""): p for p in cls.place.iterdir()}

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def variant(self, word):
        return next(path for name, path in self.file.items() if word in name)

    def assert_near(self, report):
        for side in ("agent", "customer"):
            for name, delta in (("speech_time", 0.6), ("speech_rate", 8), ("pitch_median", 3), ("active_level", 0.3)):
                self.assertAlmostEqual(value(report, name, side), value(self.plain, name, side), delta=delta, msg=name)
            for name in ("turns", "interruptions", "backchannels"):
                self.assertEqual(value(report, name, side), value(self.plain, name, side), name)

    def test_a_law(self):
        self.assert_near(analyse(self.variant("alaw")))

    def test_16_khz(self):
        self.assert_near(analyse(self.variant("16k")))

    def test_swapped_channels(self):
        report = analyse("--agent-channel", "right", self.variant("swap"))
        self.assertEqual(report["readings"], self.plain["readings"])
        self.assertEqual(report["events"], self.plain["events"])

    def test_standard_input(self):
        raw = subprocess.run(["sox", FIXTURES / "zh_exemplary.flac", "-t", "raw", "-e", "signed", "-b", "16", "-"],
                             capture_output=True, check=True).stdout
        report = analyse("--raw", "s16,8000,2", "-", audio=raw)
        self.assertEqual(report["readings"], self.plain["readings"])
        self.assertEqual(report["events"], self.plain["events"])

    def test_one_sound(self):
        for word, fault in (("_mono", "mono"), ("dual", "dual_mono")):
            path = self.variant("dual") if word == "dual" else next(
                p for n, p in self.file.items() if "mono" in n and "dual" not in n)
            report = analyse(path)
            self.assertIn(fault, [h["fault"] for h in report["call"]["health"]])
            for name in ("interruptions", "response_gap_median", "talk_share", "backchannels"):
                row = reading(report, name, "agent")
                self.assertEqual((row["value"], row["state"], row["reason"]), (None, "not_measurable", fault))
            both = value(self.plain, "speech_time", "agent") + value(self.plain, "speech_time", "customer")
            self.assertAlmostEqual(value(report, "speech_time", "mixed") / both, 1, delta=0.06)
            self.assertFalse(events(report, "interruption") + events(report, "overlap"))


if __name__ == "__main__":
    unittest.main()
