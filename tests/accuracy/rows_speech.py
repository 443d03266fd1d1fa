"""Speech by hop: against hand labels, on the sides of calls, in constructed hours, and where there is none or music."""

import functools
from functools import partial

import numpy as np

import apart
import audio
import cache
import conditions
import long_calls
import noises
import prompts
import recorded_noise
import scoring
import sets
from rows import Group, Row, Sound

COLLAR_S = 0.05
SIDES = ("agent", "customer")
OTHER_LINES = ("alaw", "ulaw", "gsm", "tel", "alaw gain:-30", "alaw gain:6", "rate:16000", "rate:44100", "alaw lost:1", "alaw lost:5")
HOURS = {  # name: (languages of agent and customer, seconds clean, seconds noisy, tune, apart)
    "hour": (("en", "it"), 3600, 1200, 0, False),
    "twelve minutes": (("fr", "ru"), 720, 720, 0, True),
}
HOUR_NOISES = {"clean": (None, 0.4), "white noise 10 dB": (3.6, None), "babble 10 dB": (6.0, None)}  # goals: as is, bridged
UNIT_HOPS = 6000  # a long call is counted by the minute, a short one by ten seconds
SHORT_HOPS = 1000


def f1_row(name, first, goal):
    """A row of F1 from three counts."""
    return Row(name, lambda counts: scoring.f1(counts[..., first : first + 3])[0], goal, more_is_better=True)


def moved(speech, offset_s):
    """Flags moved later by a time offset."""
    steps = int(round(offset_s / scoring.HOP_S))
    if steps >= 0:
        return np.concatenate([np.repeat(speech[:1], steps), speech[: len(speech) - steps]])
    return np.concatenate([speech[-steps:], np.repeat(speech[-1:], -steps)])


def flags_of(tool, wav, channel, offset_s, n_hops):
    """A tool's speech flags, as many as the truth has."""
    speech = moved(tool.speech(wav, channel)[1], offset_s)[:n_hops]
    return np.pad(speech, (0, n_hops - len(speech)))


def hand_labelled_counts(tool, wav, truth, offset_s):
    """One file: plain and with a collar."""
    spans, left_out = truth
    speech = moved(tool.speech(wav)[1], offset_s)
    return [np.concatenate([scoring.speech_counts(speech, spans, collar_s, left_out) for collar_s in (0, COLLAR_S)])]


def carried(wav, truth, line):
    """A labelled recording in that condition."""

    def make(path):
        samples, rate_hz = audio.read_wav(wav)
        part = apart.is_apart(wav.stem)
        audio.write_wav(path, *conditions.carried(samples[:, 0], rate_hz, line, wav.stem, part))

    if not line:
        return wav, truth
    return cache.kept("sounds", cache.key_of(wav, line, *conditions.recipe()), ".wav", make), truth


def hand_labelled(data, exclusions):
    """A group as recorded, and one a line."""
    pairs = [pair for folder in sets.folders(data) for pair in sets.pairs(folder, ".lab")]
    pairs = [(wav, (sets.read_lab(lab), exclusions.spans(wav))) for wav, lab in pairs if not exclusions.whole(wav)]

    def group(line, goals):
        sounds = [Sound(wav.stem, apart.is_apart(wav.stem), partial(carried, wav, truth, line)) for wav, truth in pairs
                  if apart.is_measured(apart.is_apart(wav.stem), wav.stem)]  # fmt: skip
        rows = [f1_row("F1", 0, goals[0]), f1_row("F1, 50 ms collar", 3, goals[1])]
        name = f"speech, hand labels/{line or 'as recorded'}"
        measured_on = "hand-labelled speech"
        return Group(name, measured_on, "speech", sounds, hand_labelled_counts, rows, "hand", not line, not line)

    noisy = [f"tel {noises.RECORDED}{kind}:10" for kind in recorded_noise.kinds()]
    return [group("", (97.0, 98.0))] + [group(line, (None, None)) for line in (*OTHER_LINES, *noisy)]


def side_counts(tool, wav, truth, offset_s, channel):
    """One side of a call, ten seconds a unit."""
    spans, left_out, n_hops = truth
    speech = flags_of(tool, wav, channel, offset_s, n_hops)
    true, kept = scoring.hops_of(spans, n_hops), ~scoring.hops_of(left_out, n_hops)
    units = []
    for first in range(0, n_hops, SHORT_HOPS):
        here = slice(first, first + SHORT_HOPS)
        found, known = speech[here][kept[here]], true[here][kept[here]]
        units.append([(found & known).sum(), (found & ~known).sum(), (~found & known).sum()])
    return units


def call_sides(data, exclusions):
    """A group a side: made calls are one a part, by language; the real call is for tuning."""
    calls = []
    for folder in sets.folders(data):
        for wav, truth in sets.made_calls(folder):
            sides, left_out = sets.made_call_sides(truth, exclusions.spans(wav))
            calls.append((f"constructed call {wav.stem[:2]}", wav, sides, left_out, wav.stem.startswith("zh")))
        calls += [("real call", wav, sides, exclusions.spans(wav), False) for wav, sides in sets.real_calls(folder)]
    out = []
    for name, wav, sides, left_out, part in calls:
        samples, rate_hz = audio.read_wav(wav)
        for channel, side in enumerate(SIDES):
            truth = ([span[:2] for span in sides[side]], left_out, int(100 * len(samples) / rate_hz))
            sound = Sound(f"{name}, {side}", part, lambda wav=wav, truth=truth: (wav, truth))
            out.append(Group(f"speech, sides/{name}, {side}", "a call put together from real utterances" if "constructed" in name
                             else "a real telephone call, turns by level", "speech", [sound],
                             partial(side_counts, channel=channel), [f1_row("F1", 0, 97.0)], "hand", channels=2))  # fmt: skip
    return out


@functools.cache
def long_call(name, noise):
    """A constructed call, kept, with its truth."""
    languages, clean_s, noisy_s, tune, part = HOURS[name]
    seed = apart.seed(7, part)
    key = cache.key_of(HOURS[name], *long_calls.recipe())
    tune = prompts.tunes(part)[tune]
    truth = cache.value("calls", key, lambda: long_calls.clean(languages, clean_s, seed, tune)[1])

    def make(path):
        call, _ = long_calls.clean(languages, clean_s, seed, tune)
        if noise:
            call = long_calls.noisy(call, noisy_s, noise, 10, seed, part)
        audio.write_wav(path, call)

    wav = cache.kept("calls", f"{key}-{noise or 'clean'}", ".wav", make)
    speech = truth["speech"][: 100 * noisy_s] if noise else truth["speech"]
    return wav, long_calls.truth_of(speech, truth["hold"])


def long_call_counts(tool, wav, truth, offset_s):
    """Wrong hops, wrong when bridged, hops, hold hops called speech, hold hops; overlap found and true: a unit a minute."""
    n_hops = len(truth["speech"])
    speech = np.stack([flags_of(tool, wav, side, offset_s, n_hops) for side in range(2)], axis=1)
    overlap = both_speak(tool, wav, speech)
    units = []
    for first in range(0, n_hops, UNIT_HOPS):
        here = slice(first, first + UNIT_HOPS)
        outside = truth["outside"][here]
        found, inside = speech[here][outside], speech[here][~outside][:, 0]
        units.append([(found != truth["speech"][here][outside]).sum(), (found != truth["bridged"][here][outside]).sum(), found.size,
                      inside.sum(), inside.size, overlap[here].sum(), truth["bridged"][here].all(axis=1).sum()])  # fmt: skip
    return units


def both_speak(tool, wav, speech):
    """Hops in which both sides speak: calltone's own overlaps, a peer's flags."""
    if not hasattr(tool, "report"):
        return speech.all(axis=1)
    spans = [(one["start_s"], one["end_s"]) for one in tool.report(wav)["events"] if one["kind"] == "overlap"]
    return scoring.hops_of(spans, len(speech))


def share(number, of):
    """A row's formula: one count in percent of another."""
    return lambda counts: 100 * counts[..., number] / np.maximum(counts[..., of], 1)


def off(found, true):
    """A row's formula: how far a sum is off, in percent, with its sign."""
    return lambda counts: 100 * (counts[..., found] / np.maximum(counts[..., true], 1e-9) - 1)


def hours():
    """A group a noise."""
    if not prompts.available(*prompts.FOLDERS) or not prompts.tunes(False):
        return []
    out = []
    for noise, (goal, bridged_goal) in HOUR_NOISES.items():
        sounds = [Sound(name, HOURS[name][4], partial(long_call, name, None if noise == "clean" else noise.split()[0]))
                  for name in HOURS]  # fmt: skip
        rows = [Row("wrong", share(0, 2), goal), Row("wrong, truth bridged", share(1, 2), bridged_goal)]
        rows.append(Row("hold music called speech", share(3, 4), 0.5 if noise == "clean" else None))
        rows.append(Row("overlap time off", off(5, 6), 3.0 if noise == "clean" else None))
        measured_on = "calls of human prompts: an hour, 12 minutes apart" if noise == "clean" else "the same in telephone band, mu-law"
        out.append(Group(f"hour/{noise}", measured_on, "speech", sounds, long_call_counts, rows, "hour", noise == "clean", channels=2))
    return out


def groups(data, exclusions):
    """All of speech that has talk in it."""
    recorded = hand_labelled(data, exclusions) + call_sides(data, exclusions) if data else []
    return recorded + hours()
