"""The telephone prompts and hold tunes that Debian packages, as samples at 8 kHz with what they hold.

asterisk-core-sounds-*: en, es, fr and ru are women, it a man, each recorded by one talker. A hop of a clean prompt is
speech when its power is within SPEECH_DB of the prompt's loudest hop.
"""

import functools
from pathlib import Path

import numpy as np

import audio
import cache

SOUNDS = Path("/usr/share/asterisk/sounds")
TUNES = Path("/usr/share/asterisk/moh")
FOLDERS = {"en": "en_US_f_Allison", "es": "es_MX_f_Allison", "fr": "fr_CA_f_June", "it": "it_IT_m_Carlo",
           "ru": "ru_RU_f_IvrvoiceRU"}
LENGTH_S = (0.8, 15.0)  # shorter or longer prompts are no turn's piece
NOT_SPEECH = ("silence", "tone", "beep", "ring", "music", "hiss", "ascending", "descending", "monkeys", "weasels")
SPEECH_DB = 40.0
HOP = audio.RATE_HZ // 100


def available(*languages):
    """Are the prompts of these languages installed?"""
    return all((SOUNDS / FOLDERS[language]).is_dir() for language in languages)


def is_talk(path):
    """Whether a prompt is speech, by its name: not a sound, not silence."""
    return not any(word in path.as_posix().split("/", 5)[-1] for word in NOT_SPEECH)


@functools.cache
def prompts(language):
    """[(name, samples)] of a language's talker."""
    folder = SOUNDS / FOLDERS[language]
    return cache.value("prompts", cache.key_of(language, Path(__file__)), lambda: read_all(folder))


def read_all(folder):
    """The talk of a folder, trimmed to its sound."""
    out = []
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".wav", ".gsm") or not is_talk(path):
            continue
        samples = audio.decoded(path)[:, 0].astype(np.float32)
        if LENGTH_S[0] <= len(samples) / audio.RATE_HZ <= LENGTH_S[1] and np.any(samples):
            out.append((path.relative_to(folder).with_suffix("").as_posix(), samples))
    return out


def speech_hops(samples):
    """A flag a hop: within SPEECH_DB of the loudest."""
    hops = samples[: len(samples) // HOP * HOP].reshape(-1, HOP)
    power = np.mean(hops**2, axis=1)
    return power > power.max() * 10 ** (-SPEECH_DB / 10)


def tunes(apart):
    """The hold tunes of that part."""
    return sorted(TUNES.glob("*.wav"))[1 if apart else 0 :: 2]


@functools.cache
def tune(path):
    """A tune's samples."""
    return audio.decoded(path)[:, 0]


def running_talk(language, n_samples, seed):
    """Prompts of one talker in a drawn order, one straight after the other, each at the same power."""
    dice = np.random.default_rng(seed)
    pieces, total = [], 0
    talk = prompts(language)
    while total < n_samples:
        _, samples = talk[dice.integers(len(talk))]
        pieces.append(samples / np.sqrt(np.mean(samples**2)))
        total += len(samples)
    return np.concatenate(pieces)[:n_samples]
