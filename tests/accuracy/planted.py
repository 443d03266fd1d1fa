"""Calls in which every talk event is planted: espeak-ng voices placed so that each event is what its definition asks.

A call is a shuffled row of scenes: turns with 0.2 to 1.2 s between them, signs of listening laid into long lines,
interruptions of 1.2 to 2.5 s, lines cut off 0.35 to 0.85 s after the other came in, a silence, and two holds of
different cause (music, a tone, muting, silence) after the agent asked to wait. Truth follows from the placements by
tests/fixtures/truth.py. Odd calls are Mandarin; every third goes through A-law.
"""

import sys
from pathlib import Path

import numpy as np

import apart
import audio
import cache
import said

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "fixtures"))
import line_sounds  # noqa: E402  (its folder is known only now)
import speaking  # noqa: E402
import truth  # noqa: E402

SIDES = ("agent", "customer")
LEVELS_DBFS = {"agent": -22.0, "customer": -25.0}
NOISE_DBFS = (-66.0, -54.0)
SCENES = ("turn",) * 8 + ("backchannel",) * 4 + ("interruption",) * 4 + ("cut_off",) * 4 + ("silence",) + ("hold",) * 2
CAUSES = ("music", "tone", "muted", "silence")
SIGNS = {"Mandarin": ("嗯", "好的", "对", "是的", "嗯嗯"), "English": ("yes", "I see", "okay", "right", "uh huh")}
WAIT = {"Mandarin": "请您稍等，我马上帮您核实一下。", "English": "Let me look that up for you, it will only take a moment."}
TONE_S = (0.5, 1.5)  # on, off
BRIEF_S = 0.9  # a sign of listening is shorter


def recipe():
    """What a planted call depends on, for the cache."""
    modules = (said, line_sounds, speaking, truth)
    return (Path(__file__), *(Path(module.__file__) for module in modules), speaking.espeak_version())


class Call:
    """A call as it grows: clips on the time axis, and holds."""

    def __init__(self, language, dice, is_apart):
        self.language, self.dice = language, dice
        self.voices = {side: said.drawn_voice(language, dice, is_apart) for side in SIDES}
        while self.voices["customer"]["voice"] == self.voices["agent"]["voice"]:
            self.voices["customer"] = said.drawn_voice(language, dice, is_apart)
        self.placed, self.sounds, self.holds = [], [], []
        self.end_s = 1.0

    def spoken(self, side, text=None, pace=1.0):
        """A clip of a side at a share of its speed; without a text, of a drawn sentence."""
        voice = {**self.voices[side], "speed": int(pace * self.voices[side]["speed"])}
        clip = None
        while clip is None:
            texts = said.SENTENCES[self.language]
            clip = said.clip(self.language, text or texts[self.dice.integers(len(texts))], voice)
        return clip

    def lay(self, side, clip, start_s, length_s=None):
        """Put a clip at a time on the grid of hops; cut it off after a length."""
        start_s = round(start_s, 2)
        seconds, sound, syllables = clip.seconds, clip.sound, clip.syllables
        if length_s is not None and length_s < seconds:
            seconds = round(length_s, 2)
            sound = speaking.fade(sound[: int(round(seconds * audio.RATE_HZ))], 0.02)
            syllables = max(4, round(clip.syllables * seconds / clip.seconds))
        sound = sound * 10 ** (LEVELS_DBFS[side] / 20) / np.sqrt(np.mean(sound**2))
        gaps = [(start_s + a, start_s + b) for a, b in clip.gaps if b < seconds]
        self.placed.append({"party": side, "start": start_s, "end": start_s + seconds, "syllables": syllables, "text": "", "gaps": gaps})
        self.sounds.append((side, start_s, sound))
        self.end_s = max(self.end_s, start_s + seconds)

    def after(self, least_s=0.2, most_s=1.2):
        """A time after all that was laid."""
        return self.end_s + self.dice.uniform(least_s, most_s)

    def long_line(self, side, least_s=2.6):
        """A clip of a side that is long enough to be talked into; whoever speaks too fast for it slows down."""
        clip, pace = self.spoken(side), 1.0
        while clip.seconds < least_s:
            pace *= 0.95
            clip = self.spoken(side, pace=pace)
        return clip

    def turn(self, side, _other):
        """One line after the other's."""
        self.lay(side, self.spoken(side), self.after(0.6))

    def backchannel(self, side, other):
        """A sign of listening inside the other's line."""
        host = self.long_line(other, 3.0)
        sign = self.spoken(side, SIGNS[self.language][self.dice.integers(len(SIGNS[self.language]))])
        start_s = self.after(0.6)
        self.lay(other, host, start_s)
        if sign.seconds < BRIEF_S:
            self.lay(side, sign, start_s + self.dice.uniform(0.8, host.seconds - sign.seconds - 0.3))

    def interruption(self, side, other):
        """A line that starts into the other's, who goes on to the end."""
        host, own = self.long_line(other, 3.2), self.long_line(side, 2.8)
        start_s = self.after(0.6)
        self.lay(other, host, start_s)
        self.lay(side, own, start_s + host.seconds - self.dice.uniform(1.2, min(2.5, host.seconds - 0.8)))

    def cut_off(self, side, other):
        """A line that starts into the other's, who gives way."""
        host, own = self.long_line(other, 3.0), self.long_line(side, 2.8)
        start_s = self.after(0.6)
        into_s = self.dice.uniform(1.2, host.seconds - 1.2)
        self.lay(other, host, start_s, into_s + self.dice.uniform(0.35, 0.85))
        self.lay(side, own, start_s + into_s)

    def silence(self, side, _other):
        """Nobody speaks for a while."""
        self.lay(side, self.spoken(side), self.after(4.0, 7.0))

    def hold(self, cause):
        """The agent asks to wait, waits, and returns."""
        self.lay("agent", self.spoken("agent", WAIT[self.language]), self.after(0.6))
        lag_s = 0.0 if cause == "silence" else self.dice.uniform(0.3, 1.0)
        start_s = round(self.end_s + lag_s, 2)
        self.end_s = round(start_s + sum(TONE_S) * self.dice.integers(7, 15) + TONE_S[0], 2)  # with a burst of tone, if any
        held = {"start": start_s, "cause": cause, "side": "agent"}
        lag_s = 0.0 if cause == "silence" else self.dice.uniform(0.2, 0.8)
        self.holds.append({**held, "end": self.end_s})
        self.lay("agent", self.spoken("agent"), self.end_s + lag_s)

    def tracks(self):
        """Both sides' lines, samples."""
        n_samples = int((self.end_s + 2.0) * audio.RATE_HZ)
        lines = {side: line_sounds.room_noise(n_samples, self.dice.uniform(*NOISE_DBFS), int(self.dice.integers(1 << 30))) for side in SIDES}
        for held in self.holds:
            span = slice(int(held["start"] * audio.RATE_HZ), int(held["end"] * audio.RATE_HZ))
            seconds = held["end"] - held["start"]
            if held["cause"] != "silence":
                lines["agent"][span] = 0.0
            if held["cause"] == "music":
                line_sounds.add(lines["agent"], line_sounds.hold_music(seconds, -27.0, int(self.dice.integers(1000))), held["start"])
            if held["cause"] == "tone":
                line_sounds.add(lines["agent"], waiting_tone(seconds), held["start"])
        for side, start_s, sound in self.sounds:
            line_sounds.add(lines[side], sound, start_s)
        return np.stack([lines[side] for side in SIDES], axis=1)


def waiting_tone(seconds):
    """A tone of 425 Hz that comes and goes."""
    time = np.arange(int(seconds * audio.RATE_HZ)) / audio.RATE_HZ
    return 10 ** (-24 / 20) * np.sin(2 * np.pi * 425 * time) * (time % sum(TONE_S) < TONE_S[0])


def made(number, is_apart):
    """(samples, truth) of a call."""
    dice = np.random.default_rng(apart.seed(number, is_apart) + 500)
    call = Call("Mandarin" if number % 2 else "English", dice, is_apart)
    causes = [CAUSES[number % 4], CAUSES[(number // 4 + number + 1) % 4]]
    for index, scene in enumerate(dice.permutation(SCENES)):
        side, other = SIDES if dice.random() < 0.5 else SIDES[::-1]
        if index == 0 or scene == "turn":
            call.turn(side, other)
        if scene == "hold":
            call.hold(causes.pop())
        elif scene != "turn":
            getattr(call, scene)(side, other)
    facts = truth.describe(call.placed, call.holds)
    levels = {side: truth.totals(facts["utterances"], side) | {"active_level_dbfs": LEVELS_DBFS[side]} for side in SIDES}
    samples = call.tracks()
    return audio.through_a_law(samples) if number % 3 == 0 else samples, {**facts, "sides": levels}


def prepared(number, is_apart):
    """(path, truth) of a call, kept."""
    key = cache.key_of("planted", number, is_apart, apart.seed(number, is_apart), *recipe())
    samples, facts = cache.value("planted", key, lambda: made(number, is_apart))
    return cache.kept("planted", key, ".wav", lambda path: audio.write_wav(path, samples)), facts
