"""What a worse line costs the count of syllables and the talk of a call: codecs, softer and louder, lost packets, rates.

A few sounds of each part, always the same, and calltone alone: the first recordings of each set with texts by name, the
first planted calls, and the constructed ones. The same sounds as they are stand first, to be compared with.
"""

from functools import partial

import numpy as np

import apart
import audio
import cache
import conditions
import rows_syllables
import rows_talk
import sets
from rows import Group, Row, Sound
from rows_speech import f1_row, off

LINES = {
    "": "as it is",
    "alaw": "8 kHz A-law",
    "gsm": "8 kHz GSM 06.10",
    "alaw gain:-30": "30 dB softer, A-law",
    "alaw gain:6": "6 dB louder, A-law",
    "alaw lost:1": "1 % of packets lost, A-law",
    "alaw lost:5": "5 % of packets lost, A-law",
    "rate:16000": "16 kHz",
    "rate:44100": "44.1 kHz",
}
RECORDINGS = 6  # of each part of each set
CALLS = 4  # of each part


def language_of(name):
    """The language of a set of syllables: the first word of its name."""
    return name.split(",")[0].split()[0]


def few_recordings(data, exclusions):
    """{language: [(key, wav, syllables)]}, of the sets without noise."""
    out = {}
    for folder in sets.folders(data):
        for name, rows in sets.syllable_sets(folder, exclusions).items():
            for part in (False, True) if "dB" not in name else ():
                belong = (row for row in sorted(rows) if apart.is_apart(row[0]) == part)
                measured = [row for row in belong if apart.is_measured(part, row[0])]
                out.setdefault(language_of(name), []).extend(measured[:RECORDINGS])
    return out


def syllables(data, exclusions):
    """A group a language and line."""
    return [
        Group(f"syllables by line/{language}, {words}", f"{len(rows)} of the recordings with texts", "nuclei",
              [Sound(wav.stem, apart.is_apart(key), partial(rows_syllables.carried, wav, true, line, key)) for key, wav, true in rows],
              rows_syllables.count, rows_syllables.error_rows((None, None)), quick=False, alone=True)
        for language, rows in few_recordings(data, exclusions).items() for line, words in LINES.items()
    ]  # fmt: skip


def carried(sound, line):
    """A call in that condition: path and truth."""
    wav, facts = sound.prepare()

    def make(path):
        audio.write_wav(path, *conditions.carried_call(*audio.read_wav(wav), line, sound.name, sound.apart))

    if not line:
        return wav, facts
    return cache.kept("sounds", cache.key_of(wav, line, *conditions.recipe()), ".wav", make), facts


def talk_counts(tool, wav, facts, offset_s):
    """Events, overlap and holds of every cause, side by side in one vector: a unit a side, a call, a hold."""
    pieces = [count(tool, wav, facts, offset_s) for count in (rows_talk.event_counts, rows_talk.overlap_counts)]
    pieces.append(rows_talk.hold_counts(tool, wav, facts, offset_s, None))
    widths = [len(units[0]) for units in pieces]
    firsts = np.cumsum([0, *widths[:-1]])
    return [np.pad(unit, (first, sum(widths) - first - len(unit))) for first, units in zip(firsts, pieces) for unit in units]


def talk_rows():
    """Rows of such a vector."""
    overlap = 3 * len(rows_talk.KINDS)
    hold = overlap + 2
    return [
        *(f1_row(f"{name.replace('_', '-')}, F1", 3 * i, None) for i, name in enumerate(rows_talk.KINDS)),
        Row("overlap time off", off(overlap, overlap + 1)),
        Row("holds found", rows_talk.mean(hold + 1, hold, 100), more_is_better=True),
        Row("start of holds off", rows_talk.mean(hold + 2, hold + 1), unit="s"),
        Row("end of holds off", rows_talk.mean(hold + 3, hold + 1), unit="s"),
    ]


def talk(data, exclusions):
    """A group a line."""
    made = rows_talk.planted_calls()
    few = [sound for part in (False, True) for sound in [one for one in made if one.apart == part][:CALLS]]
    few += rows_talk.constructed_calls(data, exclusions) if data else []
    return [
        Group(f"talk by line/{words}", f"{len(few)} calls with planted events and constructed ones", "report",
              [Sound(sound.name, sound.apart, partial(carried, sound, line)) for sound in few], talk_counts, talk_rows(),
              quick=False, alone=True)
        for line, words in LINES.items()
    ]  # fmt: skip


def groups(data, exclusions):
    """All lines."""
    return (syllables(data, exclusions) if data else []) + talk(data, exclusions)
