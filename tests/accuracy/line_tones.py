"""Sounds of the line and of the waiting loop: ringback, busy, dial tone, DTMF, and songs made here with a singing voice.

Tones: ITU-T E.180 supplement 2 (China 450 Hz; United States and Canada 350, 440, 480 and 620 Hz; Europe 425 Hz). DTMF:
ITU-T Q.23. Songs: a formant voice (talker.py) holds notes with vibrato over chords of tests/fixtures/line_sounds.py.
"""

import sys
from pathlib import Path

import numpy as np

import audio
import talker

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "fixtures"))
import line_sounds  # noqa: E402  (its folder is known only now)

TONES = {  # name: frequencies in Hz, seconds on, seconds off
    "ringback China": ((450,), 1.0, 4.0), "ringback US": ((440, 480), 2.0, 4.0), "ringback Europe": ((425,), 1.0, 4.0),
    "busy China": ((450,), 0.35, 0.35), "busy US": ((480, 620), 0.5, 0.5), "busy Europe": ((425,), 0.5, 0.5),
    "dial tone China": ((450,), 60.0, 0.0), "dial tone US": ((350, 440), 60.0, 0.0), "dial tone Europe": ((425,), 60.0, 0.0),
}  # fmt: skip
ROWS_HZ, COLUMNS_HZ = (697, 770, 852, 941), (1209, 1336, 1477)
KEYS = "123456789*0#"
NOISE_DBFS = -60.0
SCALE = (0, 2, 4, 5, 7, 9, 11)
BEAT_S = 0.55


def recipe():
    """What these sounds depend on, for the cache."""
    return (Path(__file__), Path(line_sounds.__file__), *talker.recipe())


def on_line(sound, dice):
    """The sound with the line's noise."""
    return sound + 10 ** (NOISE_DBFS / 20) * dice.standard_normal(len(sound))


def tone(name, seconds, seed):
    """A signal tone at a drawn level, its cadence begun at a drawn place."""
    dice = np.random.default_rng(seed)
    frequencies, on_s, off_s = TONES[name]
    time = np.arange(int(seconds * audio.RATE_HZ)) / audio.RATE_HZ
    on = (time + dice.uniform(0, on_s + off_s)) % (on_s + off_s) < on_s
    sound = sum(np.sin(2 * np.pi * f * time + dice.uniform(0, 6)) for f in frequencies) / len(frequencies)
    return on_line(on * sound * 10 ** (dice.uniform(-22, -10) / 20), dice)


def dialled(seconds, seed):
    """Keys pressed: DTMF of 60 to 200 ms with gaps of 60 to 400 ms, the high tone 0 to 3 dB up."""
    dice = np.random.default_rng(seed)
    sound = np.zeros(int(seconds * audio.RATE_HZ))
    at = audio.RATE_HZ
    level = 10 ** (dice.uniform(-22, -12) / 20)
    while at < len(sound) - audio.RATE_HZ:
        key, length = dice.integers(len(KEYS)), int(dice.uniform(0.06, 0.2) * audio.RATE_HZ)
        time = np.arange(length) / audio.RATE_HZ
        low, high = np.sin(2 * np.pi * ROWS_HZ[key // 3] * time), np.sin(2 * np.pi * COLUMNS_HZ[key % 3] * time)
        sound[at : at + length] += level * (low + 10 ** (dice.uniform(0, 3) / 20) * high) / 2
        at += length + int(dice.uniform(0.06, 0.4) * audio.RATE_HZ)
    return on_line(sound, dice)


def song(seconds, seed):
    """A voice that sings held notes over chords and a bass, 0 to 6 dB above them; a bar in four is played alone."""
    dice = np.random.default_rng(seed)
    band, sung = np.zeros(int(seconds * audio.RATE_HZ)), np.zeros(int(seconds * audio.RATE_HZ))
    root, voice_root = dice.integers(45, 57), dice.integers(50, 65)
    tract = 1 + 0.15 * dice.uniform(-0.5, 1)
    at_s, degree, bar = 0.3, 0, 0
    while at_s < seconds - 4 * BEAT_S:
        degree = (degree + dice.choice([3, 4, 5])) % 7
        for third in (0, 2, 4):
            midi = root + SCALE[(degree + third) % 7] + 12 * ((degree + third) // 7)
            line_sounds.add(band, 0.2 * line_sounds.note(midi, 4 * BEAT_S, (1, 0.5, 0.3, 0.2), 0.4, 0.1), at_s)
        for beat in range(4):
            line_sounds.add(band, 0.5 * line_sounds.note(root - 12 + SCALE[degree], BEAT_S, (1, 0.8, 0.5), 3.0), at_s + beat * BEAT_S)
        beat = 0.0
        while beat < 4 and bar % 4 != 3:
            beats = min(dice.choice([0.5, 1.0, 2.0]), 4 - beat)
            line_sounds.add(sung, sung_note(voice_root + SCALE[dice.integers(7)], 0.95 * beats * BEAT_S, tract, dice), at_s + beat * BEAT_S)
            beat += beats
        at_s, bar = at_s + 4 * BEAT_S, bar + 1
    sung *= 10 ** (dice.uniform(0, 6) / 20) * np.sqrt(np.mean(band**2) / np.mean(sung**2))
    mixed = band + sung
    return on_line(mixed * 10 ** (-22 / 20) / np.sqrt(np.mean(mixed**2)), dice)


def sung_note(midi, seconds, tract, dice):
    """One note on one vowel, with a vibrato of half a semitone at 5 to 6 Hz that sets in."""
    time = np.arange(int(seconds * talker.INNER_HZ)) / talker.INNER_HZ
    depth = 0.5 / 12 * np.minimum(1, time / 0.3)
    f0_hz = 440 * 2 ** ((midi - 69) / 12 + depth * np.sin(2 * np.pi * dice.uniform(5, 6) * time))
    formants = np.array(talker.VOWELS[dice.integers(len(talker.VOWELS))]) * tract
    return audio.resampled(talker.voice(f0_hz, formants, dice), talker.INNER_HZ)
