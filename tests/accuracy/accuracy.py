#!/usr/bin/env python3
"""Score calltone on labelled recordings.

The folder ($CALLTONE_DATA or --data) is searched for sets by what lies in them:
  *.f0ref beside *.wav          F0 in Hz per 15 ms, 0 = unvoiced
  *.lab beside *.wav            "start end V|S"
  syllables.tsv                 file (or id), a column named *syllables, text
  *.json with "utterances"      a stereo call put together from known utterances, left = agent
  *.silver.rttm                 turns of a stereo call, left = agent
Lines of exclude.txt in the folder (file names) are left out. Without a folder everything is skipped, visibly.
"""
import argparse
import concurrent.futures
import csv
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy as np

import audio
import scoring

PITCH_CONDITIONS = ["as_is", "alaw", "band", "band10"]
REFERENCE_STEP_S = 0.015


class Bench:
    """Runs calltone on sounds, two at a time."""

    def __init__(self, calltone, folder):
        self.calltone, self.folder = calltone, pathlib.Path(folder)
        self.pool = concurrent.futures.ThreadPoolExecutor(2)

    def prepare(self, path, name):
        if name == "as_is":
            return path
        out = self.folder / f"{name}_{path.parent.name}_{path.stem}.wav"
        if not out.exists():
            audio.write(out, audio.condition(audio.read(path), name, seed=len(path.name)))
        return out

    def track(self, path, name="as_is"):
        """{side: array of (speech, level_dbfs, f0_hz, syllable)}."""
        out = subprocess.run([self.calltone, "track", "--csv", str(self.prepare(path, name))],
                             capture_output=True, text=True, check=True).stdout
        sides = {}
        for row in csv.DictReader(io.StringIO(out)):
            sides.setdefault(row["side"], []).append(
                [float(row[k]) for k in ("speech", "level_dbfs", "f0_hz", "syllable")])
        return {side: np.array(rows) for side, rows in sides.items()}

    def tracks(self, paths, name="as_is"):
        return self.pool.map(lambda p: self.track(p, name), paths)

    def report(self, path):
        out = subprocess.run([self.calltone, "analyze", "--json", str(path)], capture_output=True, text=True)
        return json.loads(out.stdout)


def one_side(track):
    return next(iter(track.values()))


def score_pitch(bench, folder, skip):
    paths = [p for p in sorted(folder.glob("*.wav")) if p.with_suffix(".f0ref").exists() and p.name not in skip]
    for name in PITCH_CONDITIONS:
        total = scoring.Pitch()
        for path, track in zip(paths, bench.tracks(paths, name)):
            lines = path.with_suffix(".f0ref").read_text().split("\n")
            reference = np.array([float(line.split()[0]) for line in lines if line.strip()])
            total.add(reference, REFERENCE_STEP_S, one_side(track)[:, 2])
        yield f"pitch {folder.name} {name}", total.row()


def score_speech(bench, folder, skip):
    paths = [p for p in sorted(folder.rglob("*.wav")) if p.with_suffix(".lab").exists() and p.name not in skip]
    truth, found = [], []
    for path, track in zip(paths, bench.tracks(paths)):
        speech = one_side(track)[:, 0] > 0
        rows = [line.split() for line in path.with_suffix(".lab").read_text().split("\n") if line.strip()]
        truth.append(scoring.mask(len(speech), [(float(r[0]), float(r[1])) for r in rows if r[2] == "V"]))
        found.append(speech)
    truth, found = np.concatenate(truth), np.concatenate(found)
    yield f"speech {folder.name}", {"f1": scoring.f1(truth, found), "f1_collar": scoring.f1(truth, found, 5)}


def syllable_counts(folder, skip):
    """{path: count} of a set; `id` columns are sought in every folder below."""
    with open(folder / "syllables.tsv", encoding="utf-8") as table:
        for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
            column = next(k for k in row if k.endswith("syllables"))
            name = row.get("file") or f"{row.get('id')}.wav"
            count = float(row[column] or 0)
            for path in sorted(folder.rglob(pathlib.PurePath(name).name)) if count > 0 else ():
                if path.name not in skip and f"{path.parent.name}/{path.name}" not in skip:
                    yield path, count


def score_rate(bench, folder, skip):
    groups = {}
    for path, count in syllable_counts(folder, skip):
        groups.setdefault(path.parent, []).append((path, count))
    for group, rows in sorted(groups.items()):
        paths = [path for path, _ in rows]
        counts = np.array([count for _, count in rows])
        found = np.array([one_side(t)[:, 3].sum() for t in bench.tracks(paths)])
        yield f"syllables {group.relative_to(folder.parent)}", {
            "error_per_file_pct": float(100 * np.mean(np.abs(found - counts) / counts)),
            "error_of_sum_pct": float(100 * (found.sum() / counts.sum() - 1))}


def score_turns(bench, folder, skip):
    for labels in sorted(folder.glob("*.silver.rttm")):
        wav = next(folder.glob(labels.name.replace(".silver.rttm", "") + "*.wav"))
        spans = {"agent": [], "customer": []}
        for line in labels.read_text().split("\n"):
            parts = line.split()
            if parts:
                side = "agent" if parts[7] == "agent" else "customer"
                spans[side].append((float(parts[3]), float(parts[3]) + float(parts[4])))
        for side, track in bench.track(wav).items():
            speech = track[:, 0] > 0
            truth = scoring.mask(len(speech), spans[side])
            yield f"call {wav.stem} {side}", {"f1": scoring.f1(truth, speech), "f1_collar": scoring.f1(truth, speech, 5),
                                              "talk_time_pct": 100 * (speech.sum() / truth.sum() - 1)}


def reading(report, name, side):
    return next((r["value"] for r in report["readings"] if r["name"] == name and r["side"] == side), None)


def score_call(bench, truth_path):
    truth = json.loads(truth_path.read_text(encoding="utf-8"))
    wav = truth_path.with_name(truth["file"])
    tracks, report = bench.track(wav), bench.report(wav)
    implied = scoring.talk_truth(truth["utterances"])
    for side, track in tracks.items():
        speech = track[:, 0] > 0
        spans = [(u["start"], u["end"]) for u in truth["utterances"] if u["party"] == side]
        label = scoring.mask(len(speech), spans)
        holds = scoring.mask(len(speech), [(h["start"], h["end"]) for h in truth["holds"]])
        level = reading(report, "active_level", side)
        yield f"{wav.stem} {side}", {
            "f1": scoring.f1(label, speech), "f1_collar": scoring.f1(label, speech, 5),
            "talk_time_pct": 100 * (speech.sum() / label.sum() - 1),
            "hold_called_speech_pct": 100 * (speech & holds & ~label).sum() / max(1, holds.sum()),
            "level_error_db": level - truth[f"{side}_active_level_dbfs"] if level is not None else None,
            "interruptions": reading(report, "interruptions", side), "implied": implied["interruptions"][side],
            "backchannels": reading(report, "backchannels", side), "implied_bc": implied["backchannels"][side]}
    found = [(e["start_s"], e["end_s"]) for e in report["events"] if e["kind"] == "hold"]
    yield f"{wav.stem} holds", {"truth": [(h["start"], h["end"]) for h in truth["holds"]], "found": found}
    yield f"{wav.stem} overlap", {"truth_s": truth["overlap_total"], "found_s": reading(report, "overlap_time", "call")}


def is_call(path):
    return '"utterances"' in path.read_text(encoding="utf-8", errors="replace")[:200000] and path.suffix == ".json"


def sets(data):
    """(kind, scorer, folder or file) of all that is found."""
    for folder in sorted(p for p in data.rglob("*") if p.is_dir()):
        if any(folder.glob("*.f0ref")):
            yield "pitch", score_pitch, folder
        if (folder / "syllables.tsv").exists() and not any(folder.glob("*.f0ref")):
            yield "syllables", score_rate, folder
        if any(folder.glob("*.silver.rttm")):
            yield "calls", score_turns, folder
    for folder in sorted(p for p in data.iterdir() if p.is_dir() and any(p.rglob("*.lab"))):
        yield "speech", score_speech, folder
    for path in sorted(p for p in data.rglob("*.json") if is_call(p)):
        yield "calls", lambda bench, where, skip: score_call(bench, where), path


def show(value):
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--calltone", required=True)
    parser.add_argument("--data", default=os.environ.get("CALLTONE_DATA"))
    parser.add_argument("--only", help="pitch,speech,syllables,calls")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not options.data or not pathlib.Path(options.data).is_dir():
        print("SKIP: no labelled recordings (set CALLTONE_DATA to their folder)")
        return 0
    data = pathlib.Path(options.data)
    skip = set((data / "exclude.txt").read_text().split()) if (data / "exclude.txt").exists() else set()
    kinds = set(options.only.split(",")) if options.only else None
    rows = {}
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(options.calltone, folder)
        for kind, scorer, where in sets(data):
            for name, row in scorer(bench, where, skip) if kinds is None or kind in kinds else ():
                rows[name] = row
                if not options.json:
                    print(f"{name:44s} " + "  ".join(f"{k} {show(v)}" for k, v in row.items()), flush=True)
    if options.json:
        json.dump(rows, sys.stdout, indent=1, default=float)
    return 0


if __name__ == "__main__":
    sys.exit(main())
