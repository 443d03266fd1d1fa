"""Noises, as many samples at 8 kHz as asked for, from a seed. White to street are computed; babble is four streams of
running talk from Debian's prompts, of the talkers of its part (apart.py), summed at equal power; recorded-car and the
like come from the data folder (recorded_noise.py)."""

from pathlib import Path

import numpy as np
from scipy.signal import lfilter

import apart
import audio
import prompts
import recorded_noise

BABBLE_STREAMS = 4
HUM_HZ = 50.0
RECORDED = "recorded-"


def recipe():
    """What a noise depends on, for the cache."""
    return (Path(__file__), Path(prompts.__file__), recorded_noise.fingerprint())


def coloured(n_samples, seed, exponent):
    """Gaussian noise whose power falls with frequency to that exponent, flat under 20 Hz."""
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(n_samples))
    frequency = np.maximum(np.fft.rfftfreq(n_samples, 1 / audio.RATE_HZ), 20.0)
    return np.fft.irfft(spectrum * frequency ** (-exponent / 2), n_samples)


def hum(n_samples, seed):
    """Mains: a buzz of 50 Hz with harmonics that fall 6 dB an octave, phases drawn, and a little hiss."""
    dice = np.random.default_rng(seed)
    time = np.arange(n_samples) / audio.RATE_HZ
    partials = (np.sin(2 * np.pi * HUM_HZ * k * time + dice.uniform(0, 2 * np.pi)) / k for k in range(1, 40))
    return sum(partials) + 0.003 * dice.standard_normal(n_samples)


def gusts(n_samples, seed):
    """A street: pink noise whose level wanders by some 10 dB a second or two, as cars pass and wind blows."""
    wander = np.random.default_rng(seed + 1).standard_normal(n_samples)
    pole = np.exp(-2 * np.pi * 0.5 / audio.RATE_HZ)
    wander = lfilter([1 - pole], [1, -pole], wander)
    return coloured(n_samples, seed, 1) * 10 ** (5 * wander / wander.std() / 20)


def babble(n_samples, seed, is_apart):
    """Several people talking at once."""
    languages = apart.PROMPT_LANGUAGES[is_apart]
    return sum(prompts.running_talk(languages[i % len(languages)], n_samples, seed + i) for i in range(BABBLE_STREAMS))


def made(kind, n_samples, seed, is_apart):
    """Noise of that kind."""
    if kind.startswith(RECORDED):
        return recorded_noise.made(kind.removeprefix(RECORDED), n_samples, seed, is_apart)
    kinds = {
        "white": lambda: np.random.default_rng(seed).standard_normal(n_samples),
        "pink": lambda: coloured(n_samples, seed, 1),
        "brown": lambda: coloured(n_samples, seed, 2),
        "hum": lambda: hum(n_samples, seed),
        "street": lambda: gusts(n_samples, seed),
        "babble": lambda: babble(n_samples, seed, is_apart),
    }
    return kinds[kind]()
