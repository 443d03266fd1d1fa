#!/usr/bin/env python3
"""Measures how well calltone hears, on recordings with truth beside them, and prints a table.

  accuracy.py --calltone build/calltone [--data DIR] [--only pitch,speech,syllables,calls,music] [--exclude FILE]
              [--files] [--json]

The data folder comes from --data or the environment's CALLTONE_DATA; sets.py says what may lie in it. Such recordings
are not part of the project: without them this prints SKIP and ends well. Each row says what it was measured on; the
measures are defined in scoring.py.
"""

import argparse
import json
import os
import sys
import tempfile
import zlib
from functools import partial
from multiprocessing import Pool
from pathlib import Path

import numpy as np

import audio
import scoring
import sets

PITCH_CONDITIONS = ("as is", "8k A-law", "tel", "tel 10 dB")  # tel: 300-3400 Hz and A-law; 10 dB: white noise in band
COLLAR_S = 0.05


def condition(wav, kind, folder):
    """The recording as that line would carry it: a WAV in `folder`."""
    if kind == "as is":
        return wav
    samples, rate_hz = audio.read_wav(wav)
    samples = audio.resampled(samples, rate_hz)
    if kind.startswith("tel"):
        samples = audio.through_telephone_band(samples)
    if kind == "tel 10 dB":
        samples = audio.with_white_noise(samples[:, 0], 10, zlib.crc32(wav.name.encode()))
    out = Path(folder) / wav.name
    audio.write_wav(out, audio.through_a_law(samples))
    return out


def pitch_file(calltone, job):
    """Counts of one file in one condition."""
    wav, truth, kind = job
    with tempfile.TemporaryDirectory() as folder:
        hops = audio.only_side(audio.track(calltone, condition(wav, kind, folder)))
    return scoring.pitch_counts(hops["f0_hz"], np.array(sets.read_f0(truth)), sets.PITCH_STEP_S)


def speech_file(calltone, exclusions, job):
    """Counts of one file, plain and with a collar; and those of calling everything speech."""
    wav, truth = job
    speech = audio.only_side(audio.track(calltone, wav))["speech"]
    return speech_rows(speech, sets.read_lab(truth), exclusions.spans(wav))


def speech_rows(speech, truth, left_out):
    """Counts plain, with a collar, and of calling everything speech."""
    return np.array(
        [
            scoring.speech_counts(speech, truth, 0, left_out),
            scoring.speech_counts(speech, truth, COLLAR_S, left_out),
            scoring.speech_counts(np.ones_like(speech), truth, 0, left_out),
        ]
    )


def syllables_file(calltone, wav):
    """Nuclei counted in one file."""
    return audio.only_side(audio.track(calltone, wav))["syllable"].sum()


def music_file(calltone, wav):
    """Share of a recording's hops called speech, the worst side, in %."""
    return max(100 * hops["speech"].mean() for hops in audio.track(calltone, wav).values())


def made_call_file(calltone, exclusions, job):
    """Figures of a made call: (name, found, true) each."""
    wav, truth = job
    left_out = exclusions.spans(wav)
    sides = made_call_sides(truth, left_out)
    report, hops = audio.analyze(calltone, wav), audio.track(calltone, wav)
    rows = []
    for side in ("agent", "customer"):
        rows += side_rows(report, hops[side], side, sides[side], left_out)
        rows.append(level_row(report, side, truth))
        rows.append(rate_row(report, side, sides[side]))
    rows += crossing_rows(report, sides)
    rows += hold_rows(report, hops, truth)
    return wav.stem, rows


def made_call_sides(truth, left_out):
    """{side: [(start_s, end_s, syllables)]}, without utterances that lie in a stretch left out."""
    sides = {"agent": [], "customer": []}
    for one in truth["utterances"]:
        if scoring.overlap_s([(one["start"], one["end"])], left_out) < 0.5 * (one["end"] - one["start"]):
            sides[one["party"]].append((one["start"], one["end"], one["syllables"]))
    return sides


def real_call_file(calltone, exclusions, job):
    """Figures of a real call: its turns are all that is known."""
    wav, sides = job
    report, hops = audio.analyze(calltone, wav), audio.track(calltone, wav)
    left_out = exclusions.spans(wav)
    rows = []
    for side in ("agent", "customer"):
        rows += side_rows(report, hops[side], side, sides[side], left_out)
    rows.append(("overlap, s", reading(report, "overlap_time"), scoring.overlap_s(sides["agent"], sides["customer"])))
    return wav.stem, rows


def side_rows(report, hops, side, spans, left_out):
    """Speech and talk time of one side."""
    spans = [span[:2] for span in spans]
    counts = speech_rows(hops["speech"], spans, left_out)
    kept = ~scoring.hops_of(left_out, len(hops["speech"]))
    events = [(one["start_s"], one["end_s"]) for one in report["events"] if is_event(one, "utterance", side)]
    true_s = scoring.total_s(spans)
    return [
        (f"{side} speech F1, %", scoring.f1(counts[0])[0], 100),
        (f"{side} speech F1, collar 50 ms, %", scoring.f1(counts[1])[0], 100),
        (f"{side} speech in the track, s", 0.01 * (hops["speech"][kept] > 0).sum(), true_s),
        (f"{side} speech_time, s", reading(report, "speech_time", side), true_s),
        (f"{side} utterances, s", scoring.total_s(events) - scoring.overlap_s(events, left_out), true_s),
    ]


def level_row(report, side, truth):
    """Active level against the level the side was mixed at."""
    return (f"{side} active_level, dBFS", reading(report, "active_level", side), truth[f"{side}_active_level_dbfs"])


def rate_row(report, side, spans):
    """Syllables a minute of utterance time."""
    rate = 60 * sum(span[2] for span in spans) / scoring.total_s(spans)
    return (f"{side} speech_rate, syll/min", reading(report, "speech_rate", side), rate)


def crossing_rows(report, sides):
    """Overlap, interruptions and backchannels, as the truth implies by the definitions."""
    agent, customer = scoring.joined(sides["agent"]), scoring.joined(sides["customer"])
    rows = [("overlap, s", reading(report, "overlap_time"), scoring.overlap_s(sides["agent"], sides["customer"]))]
    for side, own, other in (("agent", agent, customer), ("customer", customer, agent)):
        interruptions, backchannels = scoring.crossings(own, other)
        rows.append((f"{side} interruptions", reading(report, "interruptions", side), interruptions))
        rows.append((f"{side} backchannels", reading(report, "backchannels", side), backchannels))
    return rows


def hold_rows(report, hops, truth):
    """Holds by their edges, the nearest found to each true one, and what of them is called agent speech."""
    found = [(one["start_s"], one["end_s"]) for one in report["events"] if one["kind"] == "hold"]
    rows = [("holds", len(found), len(truth["holds"]))]
    for one in truth["holds"]:
        near = min(found, key=lambda span: abs(span[0] - one["start"]), default=(np.nan, np.nan))
        inside = scoring.hops_of([(one["start"], one["end"])], len(hops["agent"]["speech"]))
        rows.append(("hold starts, s", near[0], one["start"]))
        rows.append(("hold ends, s", near[1], one["end"]))
        rows.append(("hold called agent speech, %", 100 * hops["agent"]["speech"][inside].mean(), 0))
    return rows


def is_event(event, kind, side):
    """An event of that kind and side."""
    return event["kind"] == kind and event["side"] == side


def reading(report, name, side=None):
    """A reading's value, NaN when it has none."""
    for one in report["readings"]:
        if one["name"] == name and side in (None, one["side"]):
            return np.nan if one["value"] is None else one["value"]
    return np.nan


class Table:
    """Prints rows as they come, or keeps them for JSON."""

    def __init__(self, quiet):
        self.quiet = quiet
        self.rows = []

    def heading(self, kind, name, columns):
        """A new table: what it measures, on which set."""
        if not self.quiet:
            print(f"\n{kind}, {name}\n  {'':<34}" + "".join(f"{column:>10}" for column in columns))

    def row(self, kind, name, label, figures, decimals=2):
        """One line of figures: {column: number}."""
        numbers = {column: float(figure) for column, figure in figures.items()}
        known = {column: None if np.isnan(number) else number for column, number in numbers.items()}
        self.rows.append({"kind": kind, "set": name, "row": label.strip(), **known})
        if not self.quiet:
            print(f"  {label:<34}" + "".join(f"{number:>10.{decimals}f}" for number in numbers.values()), flush=True)


def measure_pitch(pool, table, calltone, folder, exclusions, files):
    """GPE, VDE and FFE a condition."""
    pairs = [(wav, truth) for wav, truth in sets.pairs(folder, ".f0ref") if not exclusions.whole(wav)]
    if not pairs:
        return
    columns = ("gross", "voicing", "either", "missed", "false", "cents", "sd_st")
    table.heading("pitch (%, %, %, %, %, cents, st)", folder.name, columns)
    for kind in PITCH_CONDITIONS:
        counts = pool.map(partial(pitch_file, calltone), [(*pair, kind) for pair in pairs])
        table.row("pitch", folder.name, kind, dict(zip(columns, scoring.pitch_errors(counts).values())))
        if files:
            for (wav, _), one in zip(pairs, counts):
                errors = scoring.pitch_errors([one])
                table.row("pitch", folder.name, f"  {wav.stem}", dict(zip(columns, errors.values())))


def measure_speech(pool, table, calltone, folder, exclusions, files):
    """F1 over all hops of a set."""
    pairs = [(wav, truth) for wav, truth in sets.pairs(folder, ".lab") if not exclusions.whole(wav)]
    if not pairs:
        return
    counts = pool.map(partial(speech_file, calltone, exclusions), pairs)
    table.heading("speech (%)", folder.name, ("F1", "missed", "false"))
    for label, one in zip(("plain", "collar 50 ms", "always speech"), sum(counts)):
        table.row("speech", folder.name, label, dict(zip(("F1", "missed", "false"), scoring.f1(one))))
    if files:
        for (wav, _), one in zip(pairs, counts):
            table.row("speech", folder.name, f"  {wav.stem}", dict(zip(("F1", "missed", "false"), scoring.f1(one[0]))))


def measure_syllables(pool, table, calltone, folder, exclusions, files):
    """Sum and mean error of the counts."""
    rows = sets.syllable_rows(folder, exclusions)
    if not rows:
        return
    found = pool.map(partial(syllables_file, calltone), [wav for _, wav, _ in rows])
    table.heading("syllables (%, %)", folder.name, ("sum", "each", "corr", "found", "true"))
    for name in sorted({row[0] for row in rows}):
        counts = [(count, row[2], row[1]) for count, row in zip(found, rows) if row[0] == name]
        errors = scoring.syllable_errors([one[0] for one in counts], [one[1] for one in counts])
        errors |= {"found": sum(one[0] for one in counts), "true": sum(one[1] for one in counts)}
        table.row("syllables", folder.name, name, errors)
        if files:
            for count, true, wav in counts:
                table.row("syllables", folder.name, f"  {wav.stem}", {"found": count, "true": true}, 0)


def measure_calls(pool, table, calltone, folder, exclusions, _files):
    """Reports against what is known of a call."""
    made = [(wav, truth) for wav, truth in sets.made_calls(folder) if not exclusions.whole(wav)]
    real = [(wav, sides) for wav, sides in sets.real_calls(folder) if not exclusions.whole(wav)]
    results = pool.map(partial(made_call_file, calltone, exclusions), made)
    results += pool.map(partial(real_call_file, calltone, exclusions), real)
    for name, rows in results:
        table.heading("call", f"{folder.name}/{name}", ("found", "true", "off", "off %"))
        for label, found, true in rows:
            percent = 100 * (found / true - 1) if true else np.nan
            table.row("calls", name, label, {"found": found, "true": true, "off": found - true, "off %": percent})


def measure_music(pool, table, calltone, folder, exclusions, _files):
    """What of music alone is called speech."""
    wavs = [wav for wav in sets.music(folder) if not exclusions.whole(wav)]
    if not wavs:
        return
    table.heading("music (%)", folder.name, ("speech",))
    for wav, share in zip(wavs, pool.map(partial(music_file, calltone), wavs)):
        table.row("music", folder.name, wav.stem[:34], {"speech": share})


MEASURES = {
    "pitch": measure_pitch,
    "speech": measure_speech,
    "syllables": measure_syllables,
    "calls": measure_calls,
    "music": measure_music,
}


def main():
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calltone", required=True, help="the program")
    parser.add_argument("--data", default=os.environ.get("CALLTONE_DATA"), help="folder with the sets")
    parser.add_argument("--only", default=",".join(MEASURES), help="kinds, comma separated: " + ", ".join(MEASURES))
    parser.add_argument("--exclude", help="list of faulty truth; default exclude.txt in the data folder")
    parser.add_argument("--files", action="store_true", help="a row for each file, too")
    parser.add_argument("--json", action="store_true", help="print all rows as JSON instead")
    options = parser.parse_args()
    if not options.data or not Path(options.data).is_dir():
        print("SKIP: no recordings with truth; set CALLTONE_DATA or give --data DIR")
        return 0
    unknown = set(options.only.split(",")) - set(MEASURES)
    if unknown:
        parser.error(f"--only {', '.join(sorted(unknown))}: not one of {', '.join(MEASURES)}")
    measure_all(options)
    return 0


def measure_all(options):
    """Each kind on each set that has its files."""
    listed = Path(options.data) / "exclude.txt"
    exclusions = sets.Exclusions(options.exclude or (listed if listed.exists() else None))
    table = Table(quiet=options.json)
    with Pool(2) as pool:
        for kind in options.only.split(","):
            for folder in sets.folders(options.data):
                MEASURES[kind](pool, table, options.calltone, folder, exclusions, options.files)
    if options.json:
        print(json.dumps(table.rows, indent=1))


if __name__ == "__main__":
    sys.exit(main())
