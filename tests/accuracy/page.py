"""The results as a page in Markdown: what was measured and how, rows with goals, the missed ones, and the rest."""

import configparser
import datetime
from pathlib import Path

from table import goal_words, interval_words, number, peer_words, verdict

INTRODUCTION = """# How well calltone hears, beside other tools

Written by `./dev eval --write tests/accuracy/RESULTS.md` on {date}; do not edit. It took {minutes} minutes, with what
peers had said before taken from the cache. Versions: {versions}.

- **Sounds.** Every tool hears the same files. *Tuned* are sounds that constants may have been chosen on, *apart* are talkers,
  sentences, tunes, voices and seeds that had no part in that (`apart.py`); a goal counts as reached when both parts reach it.
  A quarter of what is apart is sealed: not in this table, measured by `--sealed` alone.
  What is made here and what Debian packages can be made again by anybody; the recordings with truth come from a folder that
  is not part of the project. A laryngograph set: read sentences of one man and one woman.
- **Peers** are what Debian packages, with the settings that `tools.py` names. Each gets, in its favour, the one constant time
  offset at which it does best, chosen on the clean sounds of the same family with the truth in hand; calltone gets none. The
  best peer of a row is chosen on the part kept apart; the figure shown is its figure there. Where it says *not asked*,
  calltone was run alone, on a fixed few of the sounds of the rows above, to show what a line costs.
- **Measures** are defined in `scoring.py`. Pitch: *gross* is off by more than 20 %, of frames voiced in both; *voicing* and
  *either* are of all frames; a reference every 15 ms is compared with the hop nearest in time, the earlier of two, and how
  ties are broken moves it by 0.2. Speech is counted by hops of 10 ms.
- **Interval**: 95 % of calltone minus the best peer, on the part kept apart where there is one, from 2000 paired resamples of
  files (of minutes or ten seconds in long sounds), seed fixed; errors without their sign. Where it lies on one side of
  zero, the two differ.
"""
MISSED = Path(__file__).with_name("missed.ini")
HEADING = "| what | measured on | best peer | calltone, tuned | calltone, apart | goal | | minus peer, 95 % |\n|---|---|---|---|---|---|---|---|\n"


def written(results):
    """The whole page."""
    versions = ", ".join(f"{name} {version}" for name, version in results.versions().items())
    parts = [INTRODUCTION.format(date=datetime.date.today(), versions=versions, minutes=max(1, round(results.seconds / 60)))]
    lines = results.lines()
    held = [(group, line) for group, line in lines if line.row.goal is not None]
    parts.append("\n## Rows with goals\n\n" + HEADING + "".join(map(row_words, held)))
    parts.append("\n## Weak points\n\n" + "".join(map(miss_words, held)) + behind_words(lines))
    rest = [(group, line) for group, line in lines if line.row.goal is None]
    parts.append("\n## Further rows, without a goal\n\n" + HEADING + "".join(map(row_words, rest)))
    return "".join(parts)


def notes():
    """{beginning of a row's name: what its errors are made of and what was tried}."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(MISSED.read_text(encoding="utf-8"))
    return {section: (parser[section]["errors"], parser[section]["tried"]) for section in parser.sections()}


def note_words(name):
    """The note whose beginning fits the row's name best, or that there is none."""
    fits = [(len(first), note) for first, note in notes().items() if name.startswith(first)]
    if not fits:
        return "*No note in missed.ini.*"
    errors, tried = max(fits)[1]
    return f"Errors: {errors}. Tried: {tried}."


def row_words(pair):
    """A row of the table."""
    group, line = pair
    figures = line.figures["calltone"]
    cells = [f"{group.name.replace('/', ': ', 1)}: {line.row.name}, {line.row.unit}", group.measured_on, peer_words(group, line)]
    cells += [number(figures[part], line.row.unit) for part in ("tuned", "apart")]
    cells += [goal_words(line.row), verdict(line.row, figures), interval_words(line)]
    return "| " + " | ".join(cells) + " |\n"


def miss_words(pair):
    """A line for a goal that is not reached on both parts; nothing for one that is."""
    group, line = pair
    figures = line.figures["calltone"]
    if verdict(line.row, figures) == "reached":
        return ""
    tuned, apart = (number(figures[part], line.row.unit) for part in ("tuned", "apart"))
    name = f"{group.name.replace('/', ': ', 1)}: {line.row.name}"
    return f"- {name}: {tuned} tuned, {apart} apart, goal {goal_words(line.row)} {line.row.unit}. {note_words(name)}\n"


def behind_words(lines):
    """Where a peer is ahead beyond the interval."""
    behind = [f"{group.name.replace('/', ': ', 1)}: {line.row.name} ({peer_words(group, line)})" for group, line in lines if is_behind(line)]
    return "- Behind the best peer, beyond the interval: " + ("; ".join(behind) or "nothing") + ".\n"


def is_behind(line):
    """Whether the best peer is ahead by more than chance."""
    interval = line.interval.get("apart") or line.interval.get("all")
    if not interval:
        return False
    return interval[1] < 0 if line.row.more_is_better else interval[0] > 0
