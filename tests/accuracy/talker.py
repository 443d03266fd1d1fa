"""A made talker with exact pitch: glottal pulses through formant filters, in stretches of voice, hiss and silence.

Source: the derivative of A. E. Rosenberg's glottal pulse ("Effect of glottal pulse shape on the quality of natural
vowels", JASA 49, 1971, shape B) driven by the running phase, at 48 kHz. Filter: a cascade of second-order resonators
(D. H. Klatt, "Software for a cascade/parallel formant synthesizer", JASA 67, 1980). The truth of a hop is the phase's
own frequency at the hop's centre.
"""

from pathlib import Path

import numpy as np
from scipy.signal import butter, lfilter, sosfilt

import audio

RATE_HZ = 16000
INNER_HZ = 48000
LENGTH_S = 6.0
F0_HZ = (60.0, 400.0)
OPEN, CLOSING = 0.4, 0.16  # of a period: the glottis opens, closes
VOWELS = ((730, 1090, 2440), (270, 2290, 3010), (300, 870, 2240), (530, 1840, 2480), (570, 840, 2410), (490, 1350, 1690))
BANDWIDTHS_HZ = (70, 100, 150, 250, 300)
ASPIRATION_DB = (-45, -25)
FLOOR_DBFS = -70.0
KINDS = ("steady", "glide", "octave", "vibrato", "creak", "fall")


def recipe():
    """What the voices depend on, for the cache."""
    return (Path(__file__),)


def contour(kind, base_hz, n_samples, dice):
    """F0 a sample."""
    time = np.arange(n_samples) / INNER_HZ
    share = time / max(time[-1], 1e-3)
    if kind == "glide":
        return base_hz * 2 ** (dice.uniform(-7, 7) / 12 * share)
    if kind == "octave":  # an octave in 120 ms, about the middle
        return base_hz * 2 ** (dice.choice([-1, 1]) * np.clip((time - time[-1] / 2) / 0.12 + 0.5, 0, 1))
    if kind == "vibrato":
        return base_hz * 2 ** (dice.uniform(0.5, 1.5) / 12 * np.sin(2 * np.pi * dice.uniform(4, 7) * time))
    if kind == "fall":
        return base_hz * 2 ** (-dice.uniform(5, 12) / 12 * share**2)
    if kind == "creak":
        return np.full(n_samples, dice.uniform(60, 85))
    return base_hz * 2 ** (0.2 / 12 * np.sin(2 * np.pi * 1.5 * time))


def pulses(f0_hz, kind, dice):
    """The glottal flow's derivative for that F0; a creaking voice's periods and strengths are uneven."""
    phase = np.cumsum(f0_hz) / INNER_HZ
    period = phase.astype(int)
    unevenness = 0.08 if kind == "creak" else 0.01
    within = phase - period
    strength = 1 + unevenness * 3 * dice.standard_normal(period[-1] + 1)[period]
    within = np.clip(within * (1 + unevenness * dice.standard_normal(period[-1] + 1)[period]), 0, 1)
    rising = 3 * (within / OPEN) ** 2 - 2 * (within / OPEN) ** 3
    falling = 1 - ((within - OPEN) / CLOSING) ** 2
    flow = np.where(within < OPEN, rising, np.where(within < OPEN + CLOSING, falling, 0))
    return np.diff(strength * flow, prepend=0) * INNER_HZ / f0_hz


def resonated(source, formants_hz):
    """The source through a cascade of resonators of unit gain at 0 Hz."""
    out = source
    for formant_hz, bandwidth_hz in zip((*formants_hz, 3500, 4500), BANDWIDTHS_HZ):
        radius = np.exp(-np.pi * bandwidth_hz / INNER_HZ)
        b, c = 2 * radius * np.cos(2 * np.pi * formant_hz / INNER_HZ), -(radius**2)
        out = lfilter([1 - b - c], [1, -b, -c], out)
    return out


def voice(f0_hz, formants_hz, dice, kind="steady", aspiration_db=-35.0):
    """A voiced sound with soft edges, at a power of 1."""
    source = pulses(f0_hz, kind, dice)
    source += 10 ** (aspiration_db / 20) * source.std() * dice.standard_normal(len(source))
    sound = resonated(source, formants_hz)
    ramp = np.minimum(1, np.minimum(np.arange(len(sound)), np.arange(len(sound))[::-1]) / (0.012 * INNER_HZ))
    sound = sound * ramp
    return sound / sound.std()


def hiss(n_samples, dice):
    """A fricative."""
    low_hz = dice.uniform(1800, 4500)
    noise = sosfilt(butter(2, [low_hz, 7500], "bandpass", fs=INNER_HZ, output="sos"), dice.standard_normal(n_samples))
    return noise * np.hanning(n_samples) / noise.std()


def utterance(seed):
    """(F0 in Hz a hop, samples at RATE_HZ) of LENGTH_S seconds."""
    dice = np.random.default_rng(seed)
    base_hz = np.exp(dice.uniform(*np.log(F0_HZ)))
    tract = 1 + 0.15 * np.clip(np.log2(base_hz / 150), -1, 1)  # high voices have shorter tracts
    aspiration_db = dice.uniform(*ASPIRATION_DB)
    n_samples = int(LENGTH_S * INNER_HZ)
    sound, f0_hz = np.zeros(n_samples), np.zeros(n_samples)
    at = int(0.2 * INNER_HZ)
    while True:
        length = int(dice.uniform(0.15, 0.9) * INNER_HZ)
        if at + length > n_samples:
            break
        kind = KINDS[dice.integers(len(KINDS))]
        formants = np.array(VOWELS[dice.integers(len(VOWELS))]) * tract
        lowest = F0_HZ[0] * (2 if kind == "octave" else 1)
        pitch = np.clip(base_hz * 2 ** (dice.uniform(-4, 4) / 12), lowest, F0_HZ[1] / (lowest / F0_HZ[0]))
        f0_hz[at : at + length] = np.clip(contour(kind, pitch, length, dice), *F0_HZ)
        level = 10 ** (dice.uniform(-9, 0) / 20)
        sound[at : at + length] += level * voice(f0_hz[at : at + length], formants, dice, kind, aspiration_db)
        at += length + int(dice.choice([0.0, 0.05, 0.2, 0.4]) * INNER_HZ)
        if dice.random() < 0.4:
            length = int(dice.uniform(0.06, 0.15) * INNER_HZ)
            sound[at : at + length] += (0.15 * hiss(length, dice))[: max(0, n_samples - at)]
            at += length
    sound = audio.resampled(sound, INNER_HZ, RATE_HZ)
    sound *= 0.1 / np.sqrt(np.mean(sound**2))
    sound += 10 ** (FLOOR_DBFS / 20) * dice.standard_normal(len(sound))
    centres = (np.arange(int(LENGTH_S * 100)) * 0.01 + 0.005) * INNER_HZ
    return f0_hz[centres.astype(int)], sound
