#!/usr/bin/env python3
"""The shipped standards on the fixture calls: verdicts are what the making of each call implies."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
CALLTONE = os.environ["CALLTONE"]


def analyse(path, *arguments):
    """The JSON report and the exit code."""
    run = subprocess.run([CALLTONE, "analyze", "--json", *arguments, str(path)], capture_output=True, check=False)
    assert run.returncode in (0, 1), run.stderr.decode()
    return json.loads(run.stdout), run.returncode


def verdicts(report):
    return {verdict["rule"]: verdict for verdict in report["verdicts"]}


class Verdicts(unittest.TestCase):
    """By rule."""

    def outcomes(self, call, standard="service-zh"):
        report, _ = analyse(FIXTURES / f"{call}.flac", "--standard", standard)
        for verdict in report["verdicts"]:
            if verdict["outcome"] in ("warn", "fail", "advisory"):
                self.assertTrue(verdict["evidence"], verdict)
                self.assertIsNotNone(verdict["limit"], verdict)
                self.assertTrue(verdict["advice"], verdict)
            if verdict["outcome"] == "not_measurable":
                self.assertTrue(verdict["reason"], verdict)
        return {rule: verdict["outcome"] for rule, verdict in verdicts(report).items()}

    def test_exemplary_calls_have_no_fail(self):
        self.assertNotIn("fail", self.outcomes("zh_exemplary").values())
        self.assertNotIn("fail", self.outcomes("en_exemplary", "service-en").values())

    def test_rushed_call_fails_pace_and_interruptions(self):
        found = self.outcomes("zh_rushed")
        self.assertEqual((found["PACE-1"], found["INT-1"]), ("fail", "fail"))

    def test_flat_call_fails_intonation_and_drags(self):
        found = self.outcomes("zh_flat")
        self.assertEqual((found["PITCH-1"], found["PITCH-2"]), ("fail", "fail"))
        self.assertEqual((found["PACE-1"], found["PACE-3"]), ("fail", "warn"))  # too slow; drawls are only ever noted
        slow = verdicts(analyse(FIXTURES / "zh_flat.flac")[0])["PACE-1"]
        self.assertLess(slow["value"], slow["limit"])

    def test_bad_hold_fails_length_announcement_and_silence(self):
        report, _ = analyse(FIXTURES / "zh_hold.flac")
        truth = json.loads((FIXTURES / "zh_hold.json").read_text(encoding="utf-8"))
        found = verdicts(report)
        fails = {rule for rule, verdict in found.items() if verdict["outcome"] == "fail"}
        self.assertEqual(fails, {"HOLD-1", "HOLD-2", "SIL-1", "RESP-2"})  # the silence is the slowest answer too
        for rule, kind in (("HOLD-1", "holds"), ("HOLD-2", "holds"), ("SIL-1", "silences")):
            self.assertEqual(len(found[rule]["evidence"]), 1, rule)
            longest = max(truth[kind], key=lambda event: event["end"] - event["start"])
            for edge in ("start", "end"):
                self.assertAlmostEqual(found[rule]["evidence"][0][f"{edge}_s"], longest[edge], delta=0.3)
        self.assertEqual(found["SIL-2"]["outcome"], "warn")

    def test_what_had_no_occasion_is_no_strength(self):
        without = verdicts(analyse(FIXTURES / "zh_exemplary.flac")[0])
        for rule in ("HOLD-1", "HOLD-2", "SIL-2"):
            self.assertEqual((without[rule]["outcome"], without[rule]["reason"]), ("pass", "no_occasion"), rule)
        announced = verdicts(analyse(FIXTURES / "en_hold.flac", "--standard", "service-en")[0])["HOLD-2"]
        self.assertEqual((announced["outcome"], announced["reason"]), ("pass", None))

    def test_hold_over_a_minute_and_silence_fail(self):
        report, _ = analyse(FIXTURES / "en_hold.flac", "--standard", "service-en")
        hold, silence = verdicts(report)["HOLD-1"], verdicts(report)["SIL-1"]
        self.assertEqual((hold["outcome"], silence["outcome"]), ("fail", "fail"))
        self.assertGreater(hold["value"], 60)
        self.assertEqual(len(hold["evidence"]), 1)
        self.assertAlmostEqual(hold["evidence"][0]["end_s"] - hold["evidence"][0]["start_s"], hold["value"], delta=0.01)

    def test_mono_is_not_judged_on_what_needs_two_sides(self):
        with tempfile.TemporaryDirectory() as folder:
            mono = pathlib.Path(folder, "mono.wav")
            subprocess.run(["sox", FIXTURES / "zh_rushed.flac", mono, "remix", "1,2"], check=True)
            report, _ = analyse(mono)
        for rule in ("INT-1", "INT-2", "RESP-1", "LIST-1", "HOLD-1", "SIL-1", "PACE-1"):
            verdict = verdicts(report)[rule]
            self.assertEqual((verdict["outcome"], verdict["reason"]), ("not_measurable", "mono"), rule)
        self.assertNotIn("pass", {verdict["outcome"] for rule, verdict in verdicts(report).items() if "INT" in rule})

    def test_score_is_100_less_what_is_itemised(self):
        score = analyse(FIXTURES / "zh_rushed.flac")[0]["score"]
        self.assertAlmostEqual(score["total"], 100 - sum(item["points"] for item in score["deductions"]), places=6)

    def test_exit_code_follows_fail_on(self):
        for call, level, code in (("zh_rushed", "fail", 1), ("zh_rushed", "warn", 1), ("zh_exemplary", "warn", 0)):
            self.assertEqual(analyse(FIXTURES / f"{call}.flac", "--fail-on", level)[1], code, call)
        self.assertEqual(analyse(FIXTURES / "zh_rushed.flac")[1], 0)

    def test_facts_are_the_same_under_any_standard(self):
        judged, bare = (analyse(FIXTURES / "zh_flat.flac", "--standard", name)[0] for name in ("complaint-zh", "none"))
        self.assertEqual((bare["standard"], bare["verdicts"], bare["score"]), (None, [], None))
        for key in ("call", "sides", "readings", "events"):
            self.assertEqual(judged[key], bare[key])


if __name__ == "__main__":
    unittest.main()
