"""Syllables counted against texts: read and spoken Mandarin and English, as recorded and with noise, and made speech."""

from functools import partial

import apart
import audio
import cache
import conditions
import noises
import recorded_noise
import said
import scoring
import sets
from rows import Group, Row, Sound

GOALS, NOISY_GOALS = (7.5, 4.0), (9.0, 5.0)  # per file, summed
NOISES = ("babble", "street")
NOISE_DB = 15
MADE_SENTENCES = 24


def count(tool, wav, true, _offset_s):
    """One file."""
    return [scoring.syllable_counts(tool.nuclei(wav), true)]


def error_rows(goals):
    """Error per file, and of the sum."""
    return [
        Row("error per file", lambda counts: scoring.syllable_errors(counts)["each"], goals[0]),
        Row("error of the sum", lambda counts: scoring.syllable_errors(counts)["sum"], goals[1]),
    ]


def carried(wav, true, line, key):
    """A recording in that condition."""

    def make(path):
        samples, rate_hz = audio.read_wav(wav)
        audio.write_wav(path, *conditions.carried(samples[:, 0], rate_hz, line, wav.stem, apart.is_apart(key)))

    if not line:
        return wav, true
    return cache.kept("sounds", cache.key_of(wav, line, *conditions.recipe()), ".wav", make), true


def recorded(data, exclusions):
    """A group a set and noise."""
    out = []
    for folder in sets.folders(data):
        for name, rows in sets.syllable_sets(folder, exclusions).items():
            noisy = "15 dB" in name
            kinds = () if "dB" in name or "clean" in name else (*NOISES, *(noises.RECORDED + kind for kind in recorded_noise.kinds()))
            for kind in ("", *kinds):
                line = f"rate:{audio.RATE_HZ} {kind}:{NOISE_DB}" if kind else ""
                sounds = [Sound(wav.stem, apart.is_apart(key), partial(carried, wav, true, line, key)) for key, wav, true in rows
                          if apart.is_measured(apart.is_apart(key), key)]  # fmt: skip
                goals = NOISY_GOALS if noisy or line else (None, None) if "dB" in name else GOALS
                title = f"syllables/{name}" + (f", {kind.replace('-', ' ')} {NOISE_DB} dB" if kind else "")
                out.append(Group(title, f"{len(rows)} recordings with texts", "nuclei", sounds, count, error_rows(goals)))
    return out


def made():
    """A group a language of espeak-ng."""
    return [
        Group(f"syllables/made {language}", "espeak-ng, several voices and speeds", "nuclei",
              [Sound(f"{language} {apart.seed(number, part)}", part, partial(said.sentence, language, number, part))
               for part in (False, True) for number in range(MADE_SENTENCES)], count, error_rows((None, None)))
        for language in said.SENTENCES
    ]  # fmt: skip


def groups(data, exclusions):
    """All of syllables."""
    return (recorded(data, exclusions) if data else []) + made()
