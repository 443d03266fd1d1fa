"""Runs tools over groups of sounds and turns their counts into figures with intervals."""

from dataclasses import dataclass, field

import numpy as np

import scoring

OFFSETS_S = {"f0": np.arange(-8, 9) * 0.0025, "speech": np.arange(-12, 13) * 0.01}
INTERVAL_UNITS = 5  # no interval is drawn from fewer units than this


@dataclass
class Line:
    """A row with its figures: {tool: {"tuned"|"apart"|"all": number}}, and the interval of calltone minus the best peer."""

    row: object
    figures: dict
    best: str | None = None
    interval: dict = field(default_factory=dict)


@dataclass
class Result:
    """A group with its lines, and {sound: figures of calltone} for --files."""

    group: object
    lines: list
    sounds: list


PARTS = {"tuned": lambda sound: not sound.apart, "apart": lambda sound: sound.apart, "all": lambda sound: True}
_work = {}  # what the worker processes inherit


def measure(groups, calltone, peers, quick, context, jobs):
    """A Result for each group, in order. Peers get their best time offset a family first, from the group that chooses."""
    _work.update(groups=groups, tools={tool.name: tool for tool in (calltone, *peers)})
    offsets = {}
    with context.Pool(jobs) as pool:
        for index, group in enumerate(groups):
            able = [tool.name for tool in (calltone, *peers) if tool is calltone or tool.can(group.what) and not group.alone]
            if quick:
                able = [name for name in able if name == calltone.name or pool.apply(is_kept, (index, name))]
            if group.chooses:
                for name in able[1:]:
                    offsets[name, group.family] = best_offset(pool, index, name)
            tasks = [(index, name, sound, offsets.get((name, group.family), 0.0))
                     for name in able for sound in range(len(group.sounds))]  # fmt: skip
            counts = pool.map(counted, tasks, chunksize=1)
            per_tool = {name: [] for name in able}
            for (_, name, _, _), units in zip(tasks, counts):
                per_tool[name].append(units)
            yield result_of(group, per_tool)


def prepared(sound):
    """The sound's path and truth."""
    wav, truth = sound.prepare()
    return str(wav), truth


def counted(task):
    """The units of one tool on one sound."""
    index, name, sound, offset_s = task
    group, tool = _work["groups"][index], _work["tools"][name]
    wav, truth = prepared(group.sounds[sound])
    return [np.asarray(unit, dtype=float) for unit in group.count(tool, wav, truth, offset_s)]


def is_kept(index, name):
    """Are all of a peer's answers kept for this group?"""
    group, tool = _work["groups"][index], _work["tools"][name]
    return all(tool.has(group.what, *answer) for sound in group.sounds for answer in asked(group, sound))


def asked(group, sound):
    """(wav, channel) of each answer that a sound takes."""
    wav, _ = prepared(sound)
    return [(wav, channel) for channel in range(group.channels)]


def best_offset(pool, index, name):
    """The constant time offset at which a peer does best on the group, by its first row."""
    group = _work["groups"][index]
    row, best = group.rows[0], None
    offsets_s = OFFSETS_S.get(group.what.split()[0], [0.0])
    tasks = [(index, name, sound, offset_s) for offset_s in offsets_s for sound in range(len(group.sounds))]
    counts = pool.map(counted, tasks, chunksize=len(group.sounds))
    for number, offset_s in enumerate(offsets_s):
        units = counts[number * len(group.sounds) : (number + 1) * len(group.sounds)]
        figure = float(row.formula(np.sum([unit for one in units for unit in one], axis=0)))
        figure = -figure if row.more_is_better else figure
        if best is None or (figure, abs(offset_s)) < best[:2]:
            best = (figure, abs(offset_s), offset_s)
    return best[2]


def result_of(group, per_tool):
    """Figures, the best peer and its interval, for each row."""
    own, *others = per_tool
    lines = []
    for row in group.rows:
        figures = {name: part_figures(group, row, counts) for name, counts in per_tool.items()}
        line = Line(row, figures, best_peer(row, {name: figures[name] for name in others}))
        if line.best:
            for part, belongs in PARTS.items():
                line.interval[part] = interval(group, row, belongs, per_tool[own], per_tool[line.best])
        lines.append(line)
    sounds = [(sound.name, sound.apart, [float(row.formula(np.sum(units, axis=0))) for row in group.rows])
              for sound, units in zip(group.sounds, per_tool[own]) if units]  # fmt: skip
    return Result(group, lines, sounds)


def units_of(group, counts, belongs):
    """All units of the sounds that belong."""
    return [unit for sound, units in zip(group.sounds, counts) if belongs(sound) for unit in units]


def part_figures(group, row, counts):
    """A row's figure in each part; None where it has no sounds there."""
    out = {}
    for part, belongs in PARTS.items():
        units = units_of(group, counts, belongs)
        figure = float(row.formula(np.sum(units, axis=0))) if units else np.nan
        out[part] = None if np.isnan(figure) else figure
    return out


def best_peer(row, figures):
    """The peer with the best figure, on the part kept apart where there is one."""
    sign = -1 if row.more_is_better else 1
    known = {name: one["all"] if one["apart"] is None else one["apart"] for name, one in figures.items()}
    known = {name: sign * abs(figure) for name, figure in known.items() if figure is not None}
    return min(known, key=known.get) if known else None


def interval(group, row, belongs, own, other):
    """95 % interval of calltone minus the peer, errors without their sign; None from too few units."""
    own, other = units_of(group, own, belongs), units_of(group, other, belongs)
    if len(own) < INTERVAL_UNITS or len(own) != len(other):
        return None
    formula = row.formula if row.more_is_better else lambda counts: np.abs(row.formula(counts))
    low, high = scoring.resampled_difference(np.array(own), np.array(other), formula)
    return None if np.isnan(low) else (float(low), float(high))
