#!/usr/bin/env python3
"""A call put together from human telephone prompts and hold music that Debian packages, with known placements.

Agent: asterisk-core-sounds-en-wav; music: asterisk-moh-opsound-wav. Without them: a skip (exit 77).
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import wave

import numpy as np

PROMPTS = pathlib.Path("/usr/share/asterisk/sounds/en_US_f_Allison")
MUSIC = pathlib.Path("/usr/share/asterisk/moh/manolo_camp-morning_coffee.wav")
RATE = 8000
AGENT = ["agent-user", "conf-getpin", "dir-instr", "vm-options", "vm-review", "agent-newlocation"]
CUSTOMER = ["conf-onlyperson", "demo-echotest", "vm-goodbye", "queue-thankyou", "privacy-prompt"]
HOLD = (40.0, 75.0)


def read(path):
    raw = subprocess.run(["sox", path, "-r", str(RATE), "-c", "1", "-e", "signed", "-b", "16", "-t", "raw", "-"],
                         capture_output=True, check=True).stdout
    return np.frombuffer(raw, "<i2").astype(float) / 32768


def sounding(x):
    """First and last 10 ms hop within 40 dB of the loudest, and the time between them without gaps of 0.25 s."""
    power = np.array([np.mean(x[i:i + 80] ** 2) for i in range(0, len(x) - 80, 80)])
    loud = np.flatnonzero(power > power.max() * 1e-4)
    gaps = np.diff(loud)
    return loud[0] / 100, (loud[-1] + 1) / 100, (loud[-1] + 1 - loud[0] - gaps[gaps > 25].sum()) / 100


def build():
    """Frames and truth: talk seconds per side."""
    rng = np.random.default_rng(1)
    frames = rng.standard_normal((RATE * 140, 2)) * 0.0008
    talk, at = [0.0, 0.0], 1.0
    lines = [(0, n) for n in AGENT] + [(1, n) for n in CUSTOMER]
    for side, name in sorted(lines, key=lambda line: (lines.index(line) % 6, line[0])):
        x = read(PROMPTS / f"{name}.wav") * (0.4 if side else 0.7)
        if at < HOLD[1] and at + len(x) / RATE > HOLD[0] - 1.5:
            at = HOLD[1] + 1.5
        start = int(at * RATE)
        frames[start:start + len(x), side] += x
        talk[side] += sounding(x)[2]
        at += len(x) / RATE + 0.6
    music = read(MUSIC)[5 * RATE:]  # a waiting loop is joined somewhere in its midst
    span = int((HOLD[1] - HOLD[0]) * RATE)
    frames[int(HOLD[0] * RATE):int(HOLD[0] * RATE) + span, 0] += np.tile(music, 9)[:span] * 0.5
    return frames[:int((at + 1) * RATE)], talk


class HumanCall(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        frames, cls.talk = build()
        with tempfile.NamedTemporaryFile(suffix=".wav") as place:
            with wave.open(place.name, "wb") as out:
                out.setnchannels(2)
                out.setsampwidth(2)
                out.setframerate(RATE)
                out.writeframes((np.clip(frames, -1, 0.9999) * 32768).astype("<i2").tobytes())
            run = subprocess.run([os.environ["CALLTONE"], "analyze", "--json", place.name], capture_output=True, check=True)
        cls.report = json.loads(run.stdout)

    def value(self, name, side):
        return next(r["value"] for r in self.report["readings"] if r["name"] == name and r["side"] == side)

    def test_talk_time(self):
        for side, known in zip(("agent", "customer"), self.talk):
            self.assertAlmostEqual(self.value("speech_time", side) / known, 1, delta=0.06)

    def test_the_hold_is_found_and_is_no_speech(self):
        holds = [e for e in self.report["events"] if e["kind"] == "hold"]
        self.assertEqual(len(holds), 1)
        self.assertAlmostEqual(holds[0]["start_s"], HOLD[0], delta=1.0)
        self.assertAlmostEqual(holds[0]["end_s"], HOLD[1], delta=1.0)
        inside = [e for e in self.report["events"] if e["kind"] == "utterance" and e["side"] == "agent"
                  and e["start_s"] < HOLD[1] - 1 and e["end_s"] > HOLD[0] + 1]
        self.assertFalse(inside)


if __name__ == "__main__":
    if not PROMPTS.exists() or not MUSIC.exists():
        print("SKIP: asterisk-core-sounds-en-wav and asterisk-moh-opsound-wav are not installed")
        sys.exit(77)
    unittest.main()
