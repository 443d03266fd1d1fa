"""What the two sides do to each other, from the whole report: talk events, holds, talk time, level and pace."""

import json
from functools import partial
from pathlib import Path

import numpy as np

import planted
import scoring
import sets
from planted import truth as rules
from rows import Group, Row, Sound
from rows_speech import f1_row, off

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
PLANTED_CALLS = {False: 4, True: 8}
KINDS = {"interruptions": "interruption", "backchannels": "backchannel", "cut_offs": "cut_off"}
SIDES = planted.SIDES


def events(report, kind, side=None):
    """A report's events of a kind, of a side."""
    return [one for one in report["events"] if one["kind"] == kind and side in (None, one["side"])]


def reading(report, name, side):
    """A reading's value, NaN when it has none."""
    found = (one["value"] for one in report["readings"] if one["name"] == name and one["side"] == side)
    value = next(found, None)
    return np.nan if value is None else value


def event_counts(tool, wav, facts, _offset_s):
    """Found, false and missed of each kind, a unit a side."""
    report = tool.report(wav)
    units = []
    for side in SIDES:
        counts = []
        for name, kind in KINDS.items():
            true = [one["start"] for one in facts[name] if one["party"] == side]
            counts.append(scoring.matched([one["start_s"] for one in events(report, kind, side)], true))
        units.append(np.concatenate(counts))
    return units


def overlap_counts(tool, wav, facts, _offset_s):
    """Seconds of overlap found and true."""
    found = sum(one["end_s"] - one["start_s"] for one in events(tool.report(wav), "overlap"))
    return [np.array([found, facts["overlap_total_s"]])]


def hold_counts(tool, wav, facts, _offset_s, cause):
    """Holds of a cause: true, found, seconds off at the start and at the end, summed; a unit a hold."""
    found = events(tool.report(wav), "hold")
    units = [np.zeros(4)]
    for true in facts["holds"]:
        if cause in (None, true["cause"]):
            near = max(found, key=lambda one: shared_s(one, true), default=None)
            if near is None or shared_s(near, true) <= 0:
                units.append(np.array([1, 0, 0, 0]))
            else:
                units.append(np.array([1, 1, abs(near["start_s"] - true["start"]), abs(near["end_s"] - true["end"])]))
    return units


def shared_s(found, true):
    """Seconds that two holds have in common."""
    return min(found["end_s"], true["end"]) - max(found["start_s"], true["start"])


def false_hold_counts(tool, wav, facts, _offset_s):
    """Holds found, and those that touch no true one; a unit a call."""
    found = events(tool.report(wav), "hold")
    return [np.array([len(found), sum(all(shared_s(one, true) <= 0 for true in facts["holds"]) for one in found)])]


def side_counts(tool, wav, facts, _offset_s):
    """Errors of talk time (share), level (dB) and pace (share), a unit a side."""
    report = tool.report(wav)
    units = []
    for side in SIDES:
        known = facts["sides"][side]
        units.append([
            1, abs(reading(report, "speech_time", side) / known["speech_s"] - 1),
            abs(reading(report, "active_level", side) - known["active_level_dbfs"]),
            abs(reading(report, "speech_rate", side) / known["speech_rate"] - 1),
        ])  # fmt: skip
    return units


def mean(of, by, factor=1.0):
    """A row's formula: a sum over a number."""
    return lambda counts: factor * counts[..., of] / np.maximum(counts[..., by], 1e-9)


def planted_calls():
    """Calls made here."""
    return [
        Sound(f"planted {number}{' apart' if part else ''}", part, partial(planted.prepared, number, part))
        for part, calls in PLANTED_CALLS.items() for number in range(calls)
    ]  # fmt: skip


def fixture_calls():
    """The calls that come with calltone: tests run on them, so they are for tuning."""
    paths = sorted(FIXTURES.glob("*.json"))
    facts = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    return [
        Sound(path.stem, False, lambda path=path, known=known: (path.with_suffix(".flac"), known))
        for path, known in zip(paths, facts) if "interruptions" in known
    ]  # fmt: skip


def constructed_calls(data, exclusions):
    """Calls put together from real utterances, their events worked out from the placements by the same rules."""
    out = []
    for folder in sets.folders(data):
        for wav, known in sets.made_calls(folder):
            sides, _ = sets.made_call_sides(known, exclusions.spans(wav))
            spans = [{"party": side, "start": start_s, "end": end_s, "syllables": syllables, "text": "", "gaps": []}
                     for side in SIDES for start_s, end_s, syllables in sides[side]]  # fmt: skip
            utterances = rules.merge(spans)
            for one in utterances:
                one["backchannel"] = rules.is_short(one) and rules.is_inside(one, rules.host_of(one, utterances))
            facts = {
                "interruptions": list(rules.interruptions(utterances)),
                "cut_offs": rules.cut_offs(utterances),
                "backchannels": [one for one in utterances if one["backchannel"]],
                "overlap_total_s": scoring.overlap_s(sides["agent"], sides["customer"]),
                "holds": [{**one, "cause": "real music"} for one in known["holds"]],
            }
            part = wav.stem.startswith("zh")
            out.append(Sound(f"constructed {wav.stem[:2]}", part, lambda wav=wav, facts=facts: (wav, facts)))
    return out


def groups(data, exclusions):
    """All of talk."""
    made, fixtures = planted_calls(), fixture_calls()
    constructed = constructed_calls(data, exclusions) if data else []
    labelled = made + fixtures + constructed
    rows = [f1_row(f"{name.replace('_', '-')}, F1", 3 * i, 90.0) for i, name in enumerate(KINDS)]
    calls = "calls with planted events, fixtures, constructed calls"
    out = [
        Group("talk/events", calls, "report", labelled, event_counts, rows),
        Group("talk/overlap", calls, "report", labelled, overlap_counts, [Row("overlap time off", off(0, 1), 3.0)]),
    ]
    causes = {cause: [*made, *fixtures] for cause in planted.CAUSES} | {"real music": constructed}
    for cause, sounds in causes.items():
        rows = [Row("found", mean(1, 0, 100), more_is_better=True), Row("start off", mean(2, 1), 0.3, unit="s"),
                Row("end off", mean(3, 1), 0.15, unit="s")]  # fmt: skip
        measured_on = "planted waits" if cause in planted.CAUSES else "constructed calls"
        out.append(Group(f"holds/{cause}", measured_on, "report", sounds, partial(hold_counts, cause=cause), rows))
    out.append(Group("holds/false", calls, "report", labelled, false_hold_counts, [Row("of those found", mean(1, 0, 100))]))
    rows = [Row("talk time off, per side", mean(1, 0, 100)), Row("active level off", mean(2, 0), unit="dB"),
            Row("pace off, per side", mean(3, 0, 100))]  # fmt: skip
    out.append(Group("talk/figures", "calls with planted events, fixtures", "report", [*made, *fixtures], side_counts, rows))
    return out
