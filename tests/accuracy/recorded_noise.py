"""Noises recorded in cars, streets and crowds, from a set that has the same sentences clean and with noise: one less the
other is the noise. Sentences that belong to a part lend it their noise, so that the parts share none of it, and the
crowd's talkers are none of Debian's prompts.

A noise as long as asked for is made of these pieces in drawn order, each from a drawn sample of its first half on, at
equal power, laid over each other by 50 ms with constant power.
"""

import functools
from pathlib import Path

import numpy as np

import apart
import audio
import cache
import sets

FADE_S = 0.05
_state = {"data": None}


def use(data):
    """Take noises from that data folder from now on; None for none."""
    _state["data"] = data


def kinds():
    """The kinds of noise there are, such as car and street."""
    return sorted(_found(_state["data"]))


def fingerprint():
    """What stands for the recordings in the key of a cached sound."""
    return _fingerprint(_state["data"])


@functools.cache
def _found(data):
    out = {}
    for folder in sets.folders(data) if data else ():
        out.update(sets.noisy_pairs(folder))
    return out


@functools.cache
def _fingerprint(data):
    wavs = [wav for rows in _found(data).values() for _, *pair in rows for wav in pair]
    return cache.key_of(Path(__file__), *wavs)


@functools.cache
def pieces(data, kind, is_apart, _unsealed):
    """The noise of each sentence of that part, at a power of one."""
    out = []
    for key, clean, noisy in _found(data)[kind]:
        if apart.is_apart(key) == is_apart and apart.is_measured(is_apart, key):
            (speech, rate_hz), (mixed, _) = audio.read_wav(clean), audio.read_wav(noisy)
            length = min(len(speech), len(mixed))
            noise = audio.resampled(mixed[:length, 0] - speech[:length, 0], rate_hz)
            out.append(noise / np.sqrt(np.mean(noise**2)))
    return out


def made(kind, n_samples, seed, is_apart):
    """Noise of that kind, of that part."""
    dice = np.random.default_rng(seed)
    choice = pieces(_state["data"], kind, is_apart, apart.is_unsealed())
    fade = int(FADE_S * audio.RATE_HZ)
    rise = np.sin(np.linspace(0, np.pi / 2, fade, endpoint=False))
    out, at = np.zeros(n_samples + fade), 0
    while at < n_samples:
        for index in dice.permutation(len(choice)):
            piece = choice[index][dice.integers(len(choice[index]) // 2) :].copy()
            piece[:fade] *= rise
            piece[-fade:] *= rise[::-1]
            room = out[at : at + len(piece)]
            room += piece[: len(room)]
            at += len(piece) - fade
    return out[fade:]
