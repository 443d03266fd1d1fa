#!/usr/bin/env python3
"""Makes a long two-sided call to measure speed on: make_hour.py OUT.wav [SECONDS] [SEED]

8 kHz, 16 bit, left = agent, right = customer. The agent speaks prompts of Debian's asterisk-core-sounds-en-wav, the
customer what the customers of fixtures/ say. Turns of about 2 to 10 s, gaps of 0.2 to 2.5 s, one turn in eight starts
before the other's ends, one in twelve after a long silence; every 20 minutes 75 s of hold music on the agent's line.
A good third of the time each side speaks. White noise at -65 dBFS. The same seed gives the same bytes.
"""

import json
import random
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "accuracy"))
import audio  # noqa: E402  (its folder is known only now)

PROMPTS = Path("/usr/share/asterisk/sounds/en_US_f_Allison")
MUSIC = Path("/usr/share/asterisk/moh")
RATE_HZ = audio.RATE_HZ
PIECE_S = (0.8, 15.0)  # prompts shorter or longer than this are no turn's piece
TURN_S = (2.0, 9.0)  # a turn takes pieces until it is at least as long as drawn from here
HOLD_EVERY_S, HOLD_AT_S, HOLD_S = 1200.0, 190.0, 75.0
NOISE_DBFS = -65.0
AGENT_DBFS, CUSTOMER_DBFS, MUSIC_DBFS = -22.0, -25.0, -24.0


def at_level(samples, level_dbfs):
    """The same sound at that mean power."""
    return samples * 10 ** (level_dbfs / 20) / np.sqrt(np.mean(samples**2))


def trimmed(samples):
    """Without the quiet ends: what is under a hundredth of the peak."""
    loud = np.flatnonzero(np.abs(samples) >= 0.01 * np.max(np.abs(samples)))
    return samples[loud[0] : loud[-1] + 1]


def prompts():
    """What the agent may say."""
    pieces = []
    for path in sorted(PROMPTS.glob("*.wav")):
        samples, rate_hz = audio.read_wav(path)
        if rate_hz == RATE_HZ and PIECE_S[0] <= len(samples) / RATE_HZ <= PIECE_S[1] and np.any(samples):
            pieces.append(at_level(trimmed(samples[:, 0]), AGENT_DBFS))
    return pieces


def replies():
    """What the customer may say: the customers' utterances of the fixtures."""
    pieces = []
    for path in sorted((ROOT / "fixtures").glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        customer = audio.decoded(path.with_suffix(".flac"))[:, 1]
        for one in truth["utterances"]:
            if one["party"] == "customer":
                span = slice(int(one["start"] * RATE_HZ), int(one["end"] * RATE_HZ))
                pieces.append(at_level(trimmed(customer[span]), CUSTOMER_DBFS))
    return pieces


def music():
    """A stretch of hold music."""
    path = sorted(MUSIC.glob("*.wav"))[0]
    return at_level(audio.decoded(path)[: int(HOLD_S * RATE_HZ), 0], MUSIC_DBFS)


def gap_s(dice):
    """Seconds from one turn's end to the next turn's start."""
    chance = dice.random()
    if chance < 1 / 8:
        return -dice.uniform(0.3, 1.0)
    if chance < 1 / 8 + 1 / 12:
        return dice.uniform(4.0, 12.0)
    return dice.uniform(0.2, 2.5)


def turn(dice, pieces):
    """Some pieces with short pauses between them."""
    wanted_s = dice.uniform(*TURN_S)
    out = dice.choice(pieces)
    while len(out) < wanted_s * RATE_HZ:
        out = np.concatenate([out, np.zeros(int(dice.uniform(0.1, 0.6) * RATE_HZ)), dice.choice(pieces)])
    return out


def next_hold(at_s):
    """When the next hold starts."""
    return HOLD_AT_S + HOLD_EVERY_S * np.ceil(max(0.0, at_s - HOLD_AT_S) / HOLD_EVERY_S)


def make_call(seconds, seed):
    """The call, 16 bit samples, one row a frame."""
    dice = random.Random(seed)
    noise = np.random.default_rng(seed)
    said = (prompts(), replies())
    on_hold = music()
    call = np.zeros((int(seconds * RATE_HZ), 2), dtype=np.float32)
    at_s, side = 1.0, 0
    hold_s = next_hold(at_s)
    while at_s < seconds:
        if at_s >= hold_s:
            place(call, 0, at_s + 1.0, on_hold)
            at_s, side = at_s + HOLD_S + 2.0, 0
            hold_s = next_hold(at_s)
        piece = turn(dice, said[side])
        place(call, side, at_s, piece)
        at_s += len(piece) / RATE_HZ
        at_s += gap_s(dice)
        side = 1 - side
    call += noise.standard_normal(call.shape, dtype=np.float32) * np.float32(10 ** (NOISE_DBFS / 20))
    return np.rint(np.clip(call, -1, 32767 / 32768) * 32768).astype(np.int16)


def place(call, side, at_s, piece):
    """Lay a piece on a side; what runs past the end is cut."""
    first = int(at_s * RATE_HZ)
    room = call[first : first + len(piece), side]
    room += piece[: len(room)]


def main():
    """Write the call."""
    if len(sys.argv) not in (2, 3, 4):
        print(__doc__, file=sys.stderr)
        return 2
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 3600.0
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    audio.write_steps(sys.argv[1], make_call(seconds, seed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
