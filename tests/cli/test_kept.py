#!/usr/bin/python3
"""Stored reports from outside: rescore, baseline and calibrate.

usage: test_kept.py      (the program in the environment's CALLTONE)
"""
import json
import pathlib
import subprocess
import tempfile
import unittest
import os

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
CALLTONE = os.environ.get("CALLTONE", "calltone")
CALLS = ("zh_exemplary", "zh_rushed", "zh_flat", "en_hold", "en_exemplary")
FINE, FINDINGS, USAGE, FAILED = 0, 1, 2, 3


def run(*words, data=b""):
    """Bytes in, bytes out, in plain English."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("LC_")}
    environment["LANG"] = "C.UTF-8"
    return subprocess.run([CALLTONE, *map(str, words)], input=data, capture_output=True, env=environment, timeout=120,
                          check=False)


class Kept(unittest.TestCase):
    """Five calls, analysed once."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        for call in CALLS:
            (cls.folder / f"{call}.json").write_bytes(run("analyze", "--json", FIXTURES / f"{call}.flac").stdout)

    def stored(self, call):
        """The report of a call, as analyze wrote it."""
        return self.folder / f"{call}.json"

    def test_rescoring_equals_analysing_again_byte_for_byte(self):
        for call in CALLS:
            for words in (("--json",), ("--json", "-s", "complaint-zh"), ("--json", "-s", "none"), ("--csv",),
                          ("--lang", "zh"), ("--lang", "en", "-s", "newcomer-zh")):
                again = run("analyze", *words, FIXTURES / f"{call}.flac").stdout
                self.assertEqual(run("rescore", *words, self.stored(call)).stdout, again, (call, words))

    def test_reports_may_be_many_and_come_by_pipe(self):
        lines = b"".join(self.stored(call).read_bytes() for call in CALLS)
        done = run("rescore", "--json", "-s", "service-en", "-", data=lines)
        self.assertEqual(done.returncode, FINE)
        reports = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([pathlib.Path(report["call"]["path"]).stem for report in reports], list(CALLS))
        self.assertEqual({report["standard"]["name"] for report in reports}, {"service-en"})

    def test_one_bad_report_does_not_stop_the_others(self):
        bad = self.folder / "bad.json"
        bad.write_text("{}\n")
        done = run("rescore", "--json", bad, self.stored("zh_flat"), self.folder / "missing.json")
        self.assertEqual(done.returncode, FAILED)
        self.assertEqual(len(done.stdout.splitlines()), 1)
        self.assertIn(b"bad.json: no report of calltone", done.stderr)
        self.assertIn(b"missing.json: No such file", done.stderr)

    def test_rescore_never_writes_over_what_it_reads(self):
        before = self.stored("zh_flat").read_bytes()
        self.assertEqual(run("rescore", "-o", self.stored("zh_flat"), self.stored("zh_flat")).returncode, USAGE)
        self.assertEqual(self.stored("zh_flat").read_bytes(), before)

    def test_fail_on_counts_in_stored_reports(self):
        self.assertEqual(run("rescore", "--fail-on", "fail", self.stored("zh_rushed")).returncode, FINDINGS)
        self.assertEqual(run("rescore", "--fail-on", "fail", self.stored("zh_exemplary")).returncode, FINE)

    def baseline(self, pitch_factor=1.0):
        """A baseline of six calls of the exemplary agent, some of them a little higher or lower."""
        paths = []
        for i in range(6):
            report = json.loads(self.stored("zh_exemplary").read_text())
            for reading in report["readings"]:
                if reading["name"] == "pitch_median" and reading["value"]:
                    reading["value"] *= pitch_factor * (1 + 0.01 * (i - 2.5))
            paths.append(self.folder / f"own{i}.json")
            paths[-1].write_text(json.dumps(report, indent=1))
        out = self.folder / "own.ini"
        self.assertEqual(run("baseline", "--name", "8012", "-o", out, *paths).returncode, FINE)
        return out

    def pitch_verdict(self, *words):
        report = json.loads(run("analyze", "--json", *words, FIXTURES / "zh_exemplary.flac").stdout)
        return next(verdict for verdict in report["verdicts"] if verdict["rule"] == "PITCH-4")

    def test_pitch_is_judged_against_ones_own(self):
        self.assertEqual(self.pitch_verdict()["reason"], "no_baseline")
        own = self.pitch_verdict("--baseline", self.baseline())
        self.assertEqual((own["outcome"], own["unit"]), ("pass", "st"))
        self.assertLess(abs(own["value"]), 0.2)
        high = self.pitch_verdict("--baseline", self.baseline(pitch_factor=2 ** (-4 / 12)))  # usually 4 st lower
        self.assertEqual(high["outcome"], "warn")
        self.assertAlmostEqual(high["value"], 4, delta=0.1)
        self.assertEqual(self.pitch_verdict("--baseline", self.baseline(pitch_factor=0.5))["outcome"], "fail")

    def test_a_baseline_needs_five_calls(self):
        done = run("baseline", *[self.stored(call) for call in CALLS[:4]])
        self.assertEqual((done.returncode, done.stdout), (FAILED, b""))
        self.assertIn(b"at least 5 calls; these are 4", done.stderr)

    def test_a_broken_baseline_is_refused_with_its_line(self):
        broken = self.folder / "broken.ini"
        broken.write_text("[baseline]\n[usual speach_rate]\n")
        done = run("analyze", "--baseline", broken, FIXTURES / "zh_flat.flac")
        self.assertEqual((done.returncode, done.stdout), (USAGE, b""))
        self.assertIn(b"broken.ini:2: unknown measure \"speach_rate\" (did you mean speech_rate?)", done.stderr)

    def test_calibrated_standard_passes_what_it_was_made_from(self):
        own = self.folder / "ours.ini"
        calls = [self.stored("zh_exemplary")] * 7 + [FIXTURES / "zh_exemplary.flac"]
        self.assertEqual(run("calibrate", "--name", "ours", "-o", own, *calls).returncode, FINE)
        self.assertEqual(run("standards", "check", own).returncode, FINE)
        report = json.loads(run("rescore", "--json", "-s", own, self.stored("zh_exemplary")).stdout)
        self.assertEqual(report["standard"]["name"], "ours")
        self.assertEqual({verdict["outcome"] for verdict in report["verdicts"]} & {"warn", "fail", "advisory"}, set())
        slow = json.loads(run("rescore", "--json", "-s", own, self.stored("zh_rushed")).stdout)
        outcomes = {verdict["rule"]: verdict["outcome"] for verdict in slow["verdicts"]}
        self.assertEqual(outcomes["PACE-1"], "fail")
        self.assertIn("; As in service-zh:", own.read_text())

    def test_calibration_says_how_many_calls_it_needs(self):
        done = run("calibrate", self.stored("zh_exemplary"))
        self.assertEqual((done.returncode, done.stdout), (FAILED, b""))
        self.assertIn(b"at least 8 calls; these are 1", done.stderr)
        self.assertEqual(run("calibrate", "--standard", "mine.ini", self.stored("zh_flat")).returncode, USAGE)
        self.assertEqual(run("calibrate", "--name", "a\n[rule X]", self.stored("zh_flat")).returncode, USAGE)

    def test_a_call_that_cannot_be_read_ends_a_calibration(self):
        done = run("calibrate", *[self.stored("zh_flat")] * 8, self.folder / "missing.wav")
        self.assertEqual((done.returncode, done.stdout), (FAILED, b""))
        self.assertIn(b"nothing was written", done.stderr)


if __name__ == "__main__":
    unittest.main()
