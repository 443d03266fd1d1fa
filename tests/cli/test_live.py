#!/usr/bin/python3
"""calltone live from outside: a call heard while it runs ends in the report of its recording.

usage: test_live.py [CALLTONE [unittest options]]      (or CALLTONE in the environment)
"""
import json
import os
import random
import re
import signal
import socket
import struct
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


class Line:
    """calltone live --rtp in the background: its ports, and its report once the senders are done."""

    def __init__(self, *words):
        self.process = subprocess.Popen([CALLTONE, "live", "--rtp", "0,0", "--json", *words], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, env=ENVIRONMENT)
        told = self.process.stderr.readline().decode()
        self.ports = [int(word) for word in re.findall(r"\d+", told.split("ports")[1])]

    def report(self):
        out, err = self.process.communicate(timeout=TIMEOUT_S)
        assert self.process.returncode == FINE, err
        return out


def send(ports, payload_type, sides, drop=lambda side, index: False):
    """20 ms packets of both sides at their time."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        began = time.monotonic()
        for index in range(len(sides[0]) // 160):
            time.sleep(max(0, began + index * 0.02 - time.monotonic()))
            for side, port in enumerate(ports):
                head = struct.pack(">BBHII", 0x80, payload_type, index, index * 160, 77 + side)
                if not drop(side, index):
                    out.sendto(head + sides[side][index * 160:(index + 1) * 160], ("127.0.0.1", port))


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


class Told(Case):
    """en_hold.flac has 68 s of music from 28 s on."""

    CALL = os.path.join(FIXTURES, "en_hold.flac")

    def lines(self, speed):
        return self.succeed("live", "--replay", self.CALL, "--speed", speed, "--jsonl").decode().splitlines()

    def test_hold_is_told_at_its_marks(self):
        rows = [json.loads(line) for line in self.lines("max")]
        holds = [row for row in rows if row.get("cue") == "hold"]
        self.assertEqual([row["type"] for row in holds], ["cue"] * 4 + ["cue_over"])
        self.assertEqual([row["mark"] for row in holds[:4]], [0, 1, 2, 3])
        for row, after in zip(holds[1:4], (30, 50, 60)):
            self.assertAlmostEqual(row["time_s"] - row["since_s"], after, delta=0.5)
        self.assertLess(holds[4]["time_s"] - 96.3, 1)
        self.assertEqual([row["number"] for row in holds], [holds[0]["number"]] * 5)

    def test_state_comes_every_second(self):
        rows = [json.loads(line) for line in self.lines("max")]
        states = [row for row in rows if row.get("type") == "state"]
        self.assertAlmostEqual(len(states), rows[-1]["call"]["duration_s"], delta=4)
        during = [row["without_speech_s"] for row in states if 60 < row["time_s"] < 90]
        self.assertEqual(during, sorted(during))  # music is no speech

    def test_speed_changes_nothing_and_the_report_is_last(self):
        slow, fast = self.lines("40"), self.lines("max")
        self.assertEqual(slow, fast)
        self.assertEqual(fast[-1], self.succeed("analyze", "--json", self.CALL).decode().rstrip("\n"))

    def test_people_read_cues_in_their_language(self):
        for lang, words in (("en", "Customer on hold"), ("zh", "客户等待中")):
            result = run("live", "--replay", self.CALL, "--speed", "max", "--lang", lang)
            self.assertRegex(result.stderr.decode(), rf"(?m)^01:[23]\d  {words}")

    def test_without_a_standard_there_are_no_cues(self):
        rows = self.succeed("live", "--replay", self.CALL, "--speed", "max", "--jsonl", "--standard", "none").decode()
        self.assertNotIn('"cue"', rows)
        self.assertEqual(run("live", "--replay", self.CALL, "--jsonl", "--csv").returncode, USAGE)


class Pipe(Case):
    def test_pipe_is_the_file(self):
        samples = excerpt(self.path("call.wav"), 90)
        live = self.succeed("live", "--raw", "s16,8000,2", "--json", "-", data=samples)
        self.assertEqual(facts(live), facts(self.succeed("analyze", "--json", self.path("call.wav"))))


class Rtp(Case):
    """In real time: seconds of a call, not minutes. --window 1000, so that a busy machine loses nothing."""

    SECONDS = 8

    def sides(self, law):
        """The agent's and the customer's codes, and the call as a file of the same codes."""
        subprocess.run(["sox", HOLD, "-e", law, self.path("call.wav"), "trim", "20", str(self.SECONDS)], check=True)
        raw = [subprocess.run(["sox", self.path("call.wav"), "-t", "raw", "-", "remix", str(side)], check=True,
                              capture_output=True).stdout for side in (1, 2)]
        return raw

    def expected(self):
        return json.loads(self.succeed("analyze", "--json", self.path("call.wav")))

    def test_loss_free_rtp_is_the_file(self):
        for law, payload_type, words in (("mu-law", 0, ()), ("a-law", 8, ()), ("a-law", 97, ("--payload", "97=alaw"))):
            sides = self.sides(law)
            line = Line("--window", "1000", "--end-after", "2", *words)
            send(line.ports, payload_type, sides)
            self.assertEqual(facts(line.report()), facts(json.dumps(self.expected())), (law, payload_type))

    def test_losses_are_said_and_nothing_is_invented(self):
        sides = self.sides("mu-law")
        chance = random.Random(20)
        line = Line("--window", "1000", "--end-after", "2")
        send(line.ports, 0, sides, lambda side, index: 0 < index < 399 and chance.random() < 0.2)
        report = json.loads(line.report())
        self.assertEqual(len(report["call"]["notes"]), 2)
        for side, note in zip(("agent", "customer"), report["call"]["notes"]):
            self.assertRegex(note, rf"^{side}: [5-9]\d|1[01]\d of 400 packets never came, 0 came too late")
        self.assertAlmostEqual(report["call"]["duration_s"], self.SECONDS, places=2)
        kinds = [event["kind"] for event in report["events"]]
        self.assertEqual(kinds.count("hold") + kinds.count("silence"), 0)

    def test_signal_ends_the_call(self):
        sides = self.sides("mu-law")
        line = Line()
        send(line.ports, 0, [side[:16000] for side in sides])
        line.process.send_signal(signal.SIGINT)
        self.assertAlmostEqual(json.loads(line.report())["call"]["duration_s"], 2, places=1)

    def test_ffmpeg_is_understood(self):
        sides = self.sides("mu-law")
        line = Line("--window", "1000", "--end-after", "3")
        senders = []
        for side, port in enumerate(line.ports):
            path = self.write_side(side, sides[side])
            senders.append(subprocess.Popen(["ffmpeg", "-v", "error", "-re", "-i", path, "-c:a", "copy", "-f", "rtp",
                                             f"rtp://127.0.0.1:{port}?pkt_size=172"], stdout=subprocess.DEVNULL))
        for sender in senders:
            self.assertEqual(sender.wait(TIMEOUT_S), 0)
        report, expected = json.loads(line.report()), self.expected()
        self.assertEqual(report["call"]["notes"], [])
        self.assertAlmostEqual(report["call"]["duration_s"], self.SECONDS, delta=0.5)  # one starts after the other
        for side in ("agent", "customer"):
            self.assertAlmostEqual(report["sides"][side]["speech_s"], expected["sides"][side]["speech_s"], delta=0.05)

    def write_side(self, side, codes):
        path = self.path(f"side{side}.wav")
        subprocess.run(["sox", "-t", "raw", "-e", "mu-law", "-b", "8", "-r", "8000", "-c", "1", "-", path],
                       input=codes, check=True)
        return path

    def test_wrong_use_is_said(self):
        for words in (["--rtp", "1"], ["--rtp", "5000,5000"], ["--rtp", "1,70000"], ["--rtp", "0,0", "-"],
                      ["--rtp", "0,0", "--window", "5"], ["--rtp", "0,0", "--payload", "8=alaw"],
                      ["--rtp", "0,0", "--speed", "2"], ["--replay", HOLD, "--window", "100"]):
            self.assertEqual(run("live", *words).returncode, USAGE, words)
        self.assertEqual(run("live", "--rtp", "0,0", "--bind", "nowhere").returncode, FAILED)


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        CALLTONE = os.path.abspath(sys.argv.pop(1))
    unittest.main()
