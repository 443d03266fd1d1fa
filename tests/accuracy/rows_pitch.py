"""Pitch: against laryngograph references, on made voices with exact truth, and what of plain noise is called voiced."""

from functools import partial

import numpy as np

import apart
import audio
import cache
import conditions
import noises
import recorded_noise
import scoring
import sets
import talker
import tools
from rows import Group, Row, Sound

LINES = {  # condition: (name, goals for gross, voicing, either)
    "wide": ("wide band", (None, None, 4.3)),
    "alaw": ("8 kHz A-law", (None, None, 4.3)),
    "tel": ("telephone band", (0.6, 4.8, 5.0)),
    "tel white:20": ("telephone band, white noise 20 dB", (None, None, 5.0)),
    "tel white:10": ("telephone band, white noise 10 dB", (None, None, 7.0)),
    "tel white:5": ("telephone band, white noise 5 dB", (None, None, 10.0)),
    "tel white:0": ("telephone band, white noise 0 dB", (None, None, 15.0)),
    "tel babble:10": ("telephone band, babble 10 dB", (None, None, 28.0)),
}
OTHER_LINES = {
    "ulaw": "8 kHz mu-law",
    "gsm": "8 kHz GSM 06.10",
    "tel gain:-30": "telephone band, 30 dB softer",
    "tel gain:6": "telephone band, 6 dB louder",
    "rate:16000": "16 kHz",
    "rate:44100": "44.1 kHz",
    "tel lost:1": "telephone band, 1 % of packets lost",
    "tel lost:5": "telephone band, 5 % of packets lost",
}
RECORDED_GOALS = {"babble": 28.0}  # of noises of the data folder, 10 dB: goals for either wrong
SPREAD_GOALS = (0.28, 5.0, 5.0)  # per file in semitones; pooled, low and high voice, in %
MADE_LINES = {"wide": "wide band", "tel": "telephone band", "tel white:10": "telephone band, white noise 10 dB",
              "tel white:5": "telephone band, white noise 5 dB"}  # fmt: skip
MADE_VOICES = 16
NOISES = ("white", "pink", "brown", "hum")
NOISE_S, NOISE_DBFS = 60, -35.0


def error(name):
    """The formula of one of scoring.pitch_errors."""
    return lambda counts: scoring.pitch_errors(counts)[name]


def error_rows(goals, spread_goals=(None, None, None), spreads=False):
    """Rows of one line."""
    rows = [Row("either wrong", error("either"), goals[2]), Row("gross, of voiced in both", error("gross"), goals[0])]
    rows += [Row("voicing wrong", error("voicing"), goals[1]), Row("mean fine error", error("cents"), unit="cents")]
    if spreads:
        rows.append(Row("SD of F0, error per file", error("sd_error_st"), spread_goals[0], unit="st"))
        rows.append(Row("SD of F0 pooled, low voice", error("low_spread"), spread_goals[1]))
        rows.append(Row("SD of F0 pooled, high voice", error("high_spread"), spread_goals[2]))
    return rows


def count(tool, wav, truth, offset_s, floor_hz=tools.F0_HZ[0]):
    """One file."""
    first_s, f0_hz = tool.f0(wav, floor_hz)
    return [scoring.pitch_counts((first_s + offset_s, f0_hz), *truth)]


def recorded(wav, truth, line):
    """A recording in that condition, kept."""

    def make(path):
        samples, rate_hz = audio.read_wav(wav)
        part = apart.is_apart(wav.stem)
        audio.write_wav(path, *conditions.carried(samples[:, 0], rate_hz, line, wav.stem, part))

    if line == "wide":
        return wav, truth
    return cache.kept("sounds", cache.key_of(wav, line, *conditions.recipe()), ".wav", make), truth


def laryngograph(data, exclusions):
    """A group a line, over all sets with F0 references."""
    pairs = [(wav, ref) for folder in sets.folders(data) for wav, ref in sets.pairs(folder, ".f0ref")]
    pairs = [(wav, np.array(sets.read_f0(ref))) for wav, ref in pairs if not exclusions.whole(wav)]

    def group(line, name, goals, quick):
        sounds = [
            Sound(wav.stem, apart.is_apart(wav.stem), partial(recorded, wav, (reference, sets.PITCH_STEP_S), line))
            for wav, reference in pairs if apart.is_measured(apart.is_apart(wav.stem), wav.stem)
        ]  # fmt: skip
        rows = error_rows(goals, SPREAD_GOALS if line == "tel" else (None, None, None), line in LINES)
        return Group(f"pitch/{name}", "a laryngograph set", f"f0 {tools.F0_HZ[0]}", sounds, count, rows, "laryngograph", line == "wide", quick)

    groups = [group(line, name, goals, True) for line, (name, goals) in LINES.items()]
    groups += [group(f"tel {noises.RECORDED}{kind}:10", f"telephone band, recorded {kind} 10 dB", (None, None, RECORDED_GOALS.get(kind)),
                     kind in RECORDED_GOALS) for kind in recorded_noise.kinds()]  # fmt: skip
    return groups + [group(line, name, (None, None, None), False) for line, name in OTHER_LINES.items()]


def made_voice(number, part, line):
    """A made utterance in that condition."""
    seed = apart.seed(number, part)
    f0_hz, samples = cache.value("voices", cache.key_of(seed, *talker.recipe()), lambda: talker.utterance(seed))

    def make(path):
        audio.write_wav(path, *conditions.carried(samples, talker.RATE_HZ, line, f"voice {seed}", part))

    key = cache.key_of(seed, line, *talker.recipe(), *conditions.recipe())
    return cache.kept("sounds", key, ".wav", make), (f0_hz, scoring.HOP_S, scoring.HOP_S / 2)


def made_voices():
    """A group a line of voices made here."""
    return [
        Group(f"made voices/{name}", "glottal pulses through formant filters, exact truth", f"f0 {tools.DEEP_HZ}",
              [Sound(f"voice {apart.seed(number, part)}", part, partial(made_voice, number, part, line))
               for part in (False, True) for number in range(MADE_VOICES)],
              partial(count, floor_hz=tools.DEEP_HZ), error_rows((None, None, None)), "made voices", line == "wide")
        for line, name in MADE_LINES.items()
    ]  # fmt: skip


def noise(kind, part):
    """Noise alone, with no truth but that it is nothing."""
    seed = apart.seed(1, part)

    def make(path):
        samples = noises.made(kind, NOISE_S * audio.RATE_HZ, seed, part)
        audio.write_wav(path, samples * 10 ** (NOISE_DBFS / 20) / samples.std())

    return cache.kept("sounds", cache.key_of(kind, seed, NOISE_S, *noises.recipe()), ".wav", make), None


def voiced_seconds(tool, wav, _truth, _offset_s):
    """(voiced hops, hops), a unit every second."""
    voiced = tool.f0(wav)[1] > 0
    whole = voiced[: len(voiced) // 100 * 100].reshape(-1, 100)
    return [np.array([second.sum(), 100]) for second in whole]


def noise_called_voiced():
    """A group a noise."""
    return [
        Group(f"noise called voiced/{kind}", f"a minute of made {kind} noise", f"f0 {tools.F0_HZ[0]}",
              [Sound(kind, part, partial(noise, kind, part)) for part in (False, True)], voiced_seconds,
              [Row("called voiced", lambda counts: 100 * counts[..., 0] / counts[..., 1], 2.0)])
        for kind in NOISES
    ]  # fmt: skip


def groups(data, exclusions):
    """All of pitch."""
    recorded_ones = laryngograph(data, exclusions) if data else []
    return recorded_ones + made_voices() + noise_called_voiced()
