"""Counts instructions with valgrind's callgrind: the same on a busy machine as on an idle one.

Counted on a machine with AVX2, where the wide loops of dsp/lanes.h run; without it the count is about a tenth higher.
"""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

# Functions whose count, with all that they call, is a stage's; none of them calls another of them.
STAGES = {
    "start and standard": ("input_start", "reporting_start", "ear_tables_start"),
    "decoding": ("ct_source_read",),
    "level": ("level_push",),
    "spectrum": ("spectrum_push",),
    "tones looked at closely": ("partials_push",),
    "periods": ("period_push",),
    "pitch path": ("path_run",),
    "noise floor": ("floor_push",),
    "music": ("music_gate", "music_score", "music_run"),
    "syllables": ("syllable_run",),
    "tones": ("tone_run",),
    "decision": ("decision_run",),
    "health": ("health_push_samples",),
    "measures and talk": ("take_hops",),
    "judging and writing": ("ct_judge", "ct_report_write_json"),
}
TRANSFORMS = ("fft_pair_forward", "fft_forward")
LINE = re.compile(r"^\s*([\d,]+) \([^)]*\)\s+(<|\*)\s+(\S*?):(\S+?)(?: \(([\d,]+)x\))?(?: \[[^\]]*\])?\s*$")


def parse(text):
    """Of an inclusive caller tree: function -> (instructions with all it calls, times called)."""
    found, calls = {}, 0
    for line in text.splitlines():
        match = LINE.match(line)
        if not match:
            calls = 0
            continue
        count, kind, _, name, times = match.groups()
        if kind == "<":
            calls += int((times or "0").replace(",", ""))
            continue
        name = re.sub(r"\.(avx2|default|part|constprop|isra).*$", "", name)
        before = found.get(name, (0, 0))
        found[name] = (before[0] + int(count.replace(",", "")), before[1] + calls)
        calls = 0
    return found


def count(calltone, wav, seconds):
    """Instructions a second of the call, by stage, and transforms a hop of one side; None without valgrind."""
    if not shutil.which("valgrind"):
        return None
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "out"
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", calltone, "analyze", wav, "--json"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode not in (0, 1):
            raise SystemExit(f"bench: callgrind: {done.stderr}")
        tree = ["callgrind_annotate", "--tree=caller", "--inclusive=yes", "--threshold=100", str(out)]
        text = subprocess.run(tree, capture_output=True, text=True, check=True).stdout
    functions = parse(text)
    total = int(re.search(r"([\d,]+) \([^)]*\)\s+PROGRAM TOTALS", text).group(1).replace(",", ""))
    stages = {stage: sum(functions.get(name, (0, 0))[0] for name in names) for stage, names in STAGES.items()}
    stages["the rest"] = total - sum(stages.values())
    hops = 2 * seconds * 100
    return {
        "per_second_of_call": round(total / seconds),
        "stages": {stage: round(value / seconds) for stage, value in stages.items()},
        "transforms_per_hop": {name: round(functions.get(name, (0, 0))[1] / hops, 3) for name in TRANSFORMS},
    }


def growth(now, recorded):
    """By which share the count grew."""
    return now["per_second_of_call"] / recorded["per_second_of_call"] - 1
