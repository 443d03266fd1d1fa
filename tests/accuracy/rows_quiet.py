"""What is no talk and called speech all the same: music, songs, noise, tones; and what of talk is kept under music."""

from functools import partial

import numpy as np

import apart
import audio
import cache
import line_tones
import long_calls
import noises
import prompts
import rows_speech
from rows import Group, Row, Sound

UNIT_HOPS = 1000
MUSIC_S, NOISE_S, TONE_S, BED_S = 120, 60, 30, 60
NOISES = ("white", "pink", "brown", "hum", "street")
NOISE_DBFS = (-50.0, -25.0)
SONGS = 3
UNDER = {10: 95.0, 5: 85.0}  # dB that the music is softer: goal


def called_speech(tool, wav, _truth, _offset_s):
    """(hops called speech, hops), ten seconds a unit."""
    speech = tool.speech(wav)[1]
    return [np.array([speech[at : at + UNIT_HOPS].sum(), len(speech[at : at + UNIT_HOPS])]) for at in range(0, len(speech), UNIT_HOPS)]


def kept_sound(make_samples, *key):
    """A made sound without truth."""
    return cache.kept("sounds", cache.key_of(*key), ".wav", lambda path: audio.write_wav(path, make_samples())), None


def noise(kind, part):
    """A minute of noise at a drawn level."""
    seed = apart.seed(2, part)

    def samples():
        level_dbfs = np.random.default_rng(seed).uniform(*NOISE_DBFS)
        one = noises.made(kind, NOISE_S * audio.RATE_HZ, seed, part)
        return np.clip(one * 10 ** (level_dbfs / 20) / one.std(), -1, 1)

    return kept_sound(samples, "noise alone", kind, seed, NOISE_S, NOISE_DBFS, *noises.recipe())


def tune(path):
    """The start of a hold tune."""
    return kept_sound(lambda: 0.5 * prompts.tune(path)[: MUSIC_S * audio.RATE_HZ], path, MUSIC_S)


def song(number, part):
    """A song made here."""
    seed = apart.seed(number, part)
    return kept_sound(lambda: line_tones.song(NOISE_S, seed), "song", seed, NOISE_S, *line_tones.recipe())


def tone(name, part):
    """A signal tone, or keys pressed."""
    seed = apart.seed(TONES.index(name), part)
    make = line_tones.dialled if name == "DTMF" else partial(line_tones.tone, name)
    return kept_sound(lambda: make(TONE_S, seed), name, seed, TONE_S, *line_tones.recipe())


TONES = (*line_tones.TONES, "DTMF")


def talk_under_music(language, path, softer_db, part):
    """A minute of prompts over a tune: truth by hop of the clean talk."""
    seed = apart.seed(3, part)
    key = cache.key_of("under", language, path, softer_db, seed, BED_S, *long_calls.recipe())

    def mixed():
        dice = np.random.default_rng(seed)
        pieces, flags = [np.zeros(audio.RATE_HZ)], [np.zeros(100, dtype=bool)]
        while sum(map(len, flags)) < 100 * BED_S:
            samples, speech = long_calls.turn(prompts.prompts(language), dice)
            gap = int(100 * dice.uniform(0.5, 2.0))
            pieces += [samples, np.zeros(gap * prompts.HOP)]
            flags += [speech, np.zeros(gap, dtype=bool)]
        talk, flags = np.concatenate(pieces)[: BED_S * audio.RATE_HZ], np.concatenate(flags)[: 100 * BED_S]
        talk = talk * 10 ** ((-22 - audio.active_level_db(talk)) / 20)
        bed = prompts.tune(path)[10 * audio.RATE_HZ :][: len(talk)]
        return talk + np.pad(bed, (0, len(talk) - len(bed))) * 10 ** ((-22 - softer_db) / 20) / np.sqrt(np.mean(bed**2)), flags

    flags = cache.value("under", key, lambda: mixed()[1])
    return cache.kept("under", key, ".wav", lambda path: audio.write_wav(path, mixed()[0])), flags


def kept_talk(tool, wav, flags, offset_s):
    """(speech found, speech, other hops called speech, other hops), ten seconds a unit."""
    found = rows_speech.flags_of(tool, wav, 0, offset_s, len(flags))
    units = []
    for at in range(0, len(flags), UNIT_HOPS):
        here, true = found[at : at + UNIT_HOPS], flags[at : at + UNIT_HOPS]
        units.append([(here & true).sum(), true.sum(), (here & ~true).sum(), (~true).sum()])
    return units


def called_group(name, measured_on, sounds, goal):
    """A group of sounds that are no talk."""
    row = Row("called speech", rows_speech.share(0, 1), goal)
    return Group(name, measured_on, "speech", sounds, called_speech, [row], "hand")


def groups(_data, _exclusions):
    """All of it."""
    parts = (False, True)
    out = [
        called_group("no talk/songs", "a formant voice over chords, made here",
                     [Sound(f"song {apart.seed(n, part)}", part, partial(song, n, part)) for part in parts for n in range(SONGS)], 5.0),
        called_group("no talk/noise alone", f"made noise: {', '.join(NOISES)}",
                     [Sound(kind, part, partial(noise, kind, part)) for part in parts for kind in NOISES], 1.0),
    ]  # fmt: skip
    for kind, goal in (("ringback", 0.2), ("busy", 0.2), ("dial tone", 0.2), ("DTMF", 1.0)):
        sounds = [Sound(name, part, partial(tone, name, part)) for part in parts for name in TONES if name.startswith(kind)]
        out.append(called_group(f"no talk/{kind}", "made by the standard's figures", sounds, goal))
    return out + from_packages()


def from_packages():
    """Hold tunes, and talk over them, where Debian's packages are."""
    if not prompts.tunes(True) or not prompts.available(*prompts.FOLDERS):
        return []
    tunes = [(part, path) for part in (False, True) for path in prompts.tunes(part)]
    out = [called_group("no talk/hold music", "hold tunes that Debian packages",
                        [Sound(path.stem, part, partial(tune, path)) for part, path in tunes], 0.5)]  # fmt: skip
    for softer_db, goal in UNDER.items():
        sounds = [
            Sound(f"{language} over {path.stem}", part, partial(talk_under_music, language, path, softer_db, part))
            for part, path in tunes for language in apart.PROMPT_LANGUAGES[part]
        ]  # fmt: skip
        rows = [Row("talk kept", rows_speech.share(0, 1), goal, more_is_better=True), Row("music called speech", rows_speech.share(2, 3))]
        measured_on = "human prompts over hold tunes; a tool that calls all of it speech keeps 100 %"
        out.append(Group(f"talk under music/{softer_db} dB softer", measured_on, "speech", sounds, kept_talk, rows, "hand"))
    return out
