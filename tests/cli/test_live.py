#!/usr/bin/python3
"""calltone live from outside: a call heard while it runs ends in the report of its recording.

usage: test_live.py [CALLTONE [unittest options]]      (or CALLTONE in the environment)
"""
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.join(os.path.dirname(os.path.dirname(HERE)), "fixtures")
HOLD = os.path.join(FIXTURES, "zh_hold.flac")

CALLTONE = os.environ.get("CALLTONE", "calltone")
ENVIRONMENT = {**{k: v for k, v in os.environ.items() if not k.startswith("LC_")}, "LANG": "C.UTF-8"}
FINE, USAGE, FAILED = 0, 2, 3
TIMEOUT_S = 120


def run(*words, data=None):
    """Run calltone; bytes in, bytes out."""
    return subprocess.run([CALLTONE, *words], input=data, stdin=subprocess.DEVNULL if data is None else None,
                          capture_output=True, env=ENVIRONMENT, timeout=TIMEOUT_S, check=False)


def excerpt(path, seconds):
    """The beginning of a fixture as a WAV file and as its samples."""
    subprocess.run(["sox", HOLD, path, "trim", "0", str(seconds)], check=True)
    return subprocess.run(["sox", path, "-t", "raw", "-"], check=True, capture_output=True).stdout


def facts(text):
    """A report without what names its source."""
    report = json.loads(text)
    for key in ("path", "encoding"):
        del report["call"][key]
    return report


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def succeed(self, *words, data=None):
        result = run(*words, data=data)
        self.assertEqual(result.returncode, FINE, result.stderr.decode(errors="replace"))
        return result.stdout


class Replay(Case):
    def test_report_is_that_of_the_recording(self):
        for form in (["--json"], ["--csv"], ["--lang", "zh"]):
            live = self.succeed("live", "--replay", HOLD, "--speed", "max", *form)
            self.assertEqual(live, self.succeed("analyze", HOLD, *form))

    def test_reading_options_count(self):
        options = ("--json", "--agent-channel", "right", "--standard", "none")
        live = self.succeed("live", "--replay", HOLD, "--speed", "max", *options)
        self.assertEqual(live, self.succeed("analyze", HOLD, *options))

    def test_speed_is_kept(self):
        excerpt(self.path("call.wav"), 20)
        began = time.monotonic()
        live = self.succeed("live", "--replay", self.path("call.wav"), "--speed", "10", "--json")
        took = time.monotonic() - began
        self.assertGreaterEqual(took, 1.98)
        self.assertLess(took, 20)  # a busy machine is late, but not ten times
        self.assertEqual(live, self.succeed("analyze", self.path("call.wav"), "--json"))

    def test_interrupted_call_is_reported_as_far_as_it_went(self):
        words = [CALLTONE, "live", "--replay", HOLD, "--json"]
        with subprocess.Popen(words, stdout=subprocess.PIPE, env=ENVIRONMENT) as process:
            time.sleep(1.5)
            process.send_signal(signal.SIGINT)
            report = json.loads(process.communicate(timeout=TIMEOUT_S)[0])
        self.assertEqual(process.returncode, FINE)
        self.assertTrue(report["call"]["finished"])
        self.assertGreater(report["call"]["duration_s"], 0)
        self.assertLess(report["call"]["duration_s"], 30)

    def test_wrong_use_is_said(self):
        for words in (["live"], ["live", "--replay", HOLD, "-"], ["live", HOLD], ["live", "-", "--speed", "2"],
                      ["live", "--replay", HOLD, "--speed", "fast"], ["live", "--replay", HOLD, "--speed", "-1"]):
            result = run(*words)
            self.assertEqual(result.returncode, USAGE, words)
            self.assertEqual(result.stdout, b"")
        self.assertEqual(run("live", "--replay", self.path("none.wav")).returncode, FAILED)


class Pipe(Case):
    def test_pipe_is_the_file(self):
        samples = excerpt(self.path("call.wav"), 90)
        live = self.succeed("live", "--raw", "s16,8000,2", "--json", "-", data=samples)
        self.assertEqual(facts(live), facts(self.succeed("analyze", "--json", self.path("call.wav"))))


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        CALLTONE = os.path.abspath(sys.argv.pop(1))
    unittest.main()
