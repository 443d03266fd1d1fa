"""What is measured: sounds with truth, how an answer is counted against it, and the rows that the counts give.

Counts are vectors that add up over units (a file, or a stretch of a long one), so that any set of units, drawn with
replacement or not, has its figure: formula(sum of vectors).
"""

from dataclasses import dataclass, field
from typing import Callable


@dataclass
class Sound:
    """A recording with truth. `prepare()` gives (path of the WAV, truth) and makes the WAV where it is not kept."""

    name: str
    apart: bool
    prepare: Callable


@dataclass
class Row:
    """A line of the table."""

    name: str
    formula: Callable  # summed counts, any leading axes -> figure
    goal: float | None = None
    more_is_better: bool = False
    unit: str = "%"


@dataclass
class Group:
    """Rows that come from the same sounds and counts."""

    name: str  # a kind, a slash, and more: "pitch/telephone band"
    measured_on: str
    what: str  # what a tool must be able to do: f0, speech, nuclei, report
    sounds: list
    count: Callable  # (tool, wav, truth, offset_s) -> list of vectors, one a unit
    rows: list = field(default_factory=list)
    family: str = ""  # peers get one time offset a family ...
    chooses: bool = False  # ... which is chosen on this group, by its first row
    quick: bool = True
    alone: bool = False  # peers are not asked
    channels: int = 1  # of its sounds that tools are asked about
