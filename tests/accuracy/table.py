"""Shows and keeps results: how a figure, a goal and a verdict are written, lines on the screen, data for JSON."""

import datetime

def worst(figures):
    """What a goal is held against: the part kept apart, or all there is."""
    return figures["all"] if figures["apart"] is None else figures["apart"]


def reached(row, figure):
    """Whether a figure reaches the row's goal; None without a goal or figure."""
    if row.goal is None or figure is None:
        return None
    return figure >= row.goal if row.more_is_better else abs(figure) <= row.goal


def verdict(row, figures):
    """reached, missed, or nothing; where only the tuned part reaches it, so it says."""
    held = reached(row, worst(figures))
    if held is None:
        return ""
    if held:
        return "reached" if reached(row, figures["tuned"]) is not False else "reached apart only"
    return "missed" if not reached(row, figures["tuned"]) else "missed apart"


def number(figure, unit="%"):
    """A figure in the decimals its size needs."""
    if figure is None:
        return "-"
    return f"{figure:.2f}" if abs(figure) < 10 or unit != "%" else f"{figure:.1f}"


def goal_words(row):
    """The goal with its direction."""
    return "-" if row.goal is None else f"{'≥' if row.more_is_better else '≤'} {row.goal:g}"


def peer_words(group, line):
    """The best peer and its figure."""
    if not line.best:
        return "not asked" if group.alone else "-"
    return f"{line.best} {number(worst(line.figures[line.best]), line.row.unit)}"


def interval_words(line):
    """The interval on the part that the goal is held against."""
    kept = line.interval.get("apart") or line.interval.get("all")
    return f"{kept[0]:+.2f} .. {kept[1]:+.2f}" if kept else "-"


class Screen:
    """Prints a group as soon as it is known."""

    HEADING = ("", "best peer", "tuned", "apart", "goal", "", "minus peer, 95 %")
    WIDTHS = (44, 18, 9, 9, 9, 19, 18)

    def __init__(self, options):
        self.files = options.files

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False

    def cells(self, *words):
        """A line of the table."""
        print("".join(f"{word:<{width}}" for word, width in zip(words, self.WIDTHS)).rstrip(), flush=True)

    def show(self, result):
        """Heading and lines of one group."""
        print(f"\n{result.group.name} ({result.group.measured_on})", flush=True)
        for line in result.lines:
            figures = line.figures["calltone"]
            cells = [number(figures[part], line.row.unit) for part in ("tuned", "apart")]
            self.cells(f"  {line.row.name}, {line.row.unit}", peer_words(result.group, line), *cells, goal_words(line.row),
                       verdict(line.row, figures), interval_words(line))  # fmt: skip
        for name, apart, figures in result.sounds if self.files else ():
            shown = "  ".join(number(figure, row.unit) for figure, row in zip(figures, result.group.rows))
            print(f"    {name[:40]:<40} {'apart' if apart else 'tuned'}  {shown}")


class Results:
    """Everything that was measured."""

    def __init__(self, calltone, peers):
        self.calltone, self.peers = calltone, peers
        self.kept, self.seconds = [], 0.0

    def add(self, result):
        """One more group."""
        self.kept.append(result)

    def versions(self):
        """{tool: version}."""
        return {tool.name: tool.version for tool in (self.calltone, *self.peers)}

    def lines(self):
        """(group, line) of every row."""
        return [(result.group, line) for result in self.kept for line in result.lines]

    def as_data(self):
        """All of it, for JSON."""
        return {
            "date": datetime.date.today().isoformat(),
            "versions": self.versions(),
            "seconds": round(self.seconds),
            "rows": [
                {"group": group.name, "measured_on": group.measured_on, "row": line.row.name, "unit": line.row.unit,
                 "goal": line.row.goal, "more_is_better": line.row.more_is_better, "best_peer": line.best,
                 "verdict": verdict(line.row, line.figures["calltone"]), "figures": line.figures,
                 "minus_best_peer_95": line.interval}
                for group, line in self.lines()
            ],
        }  # fmt: skip
