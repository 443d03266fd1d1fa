"""How calltone scan goes over a night: the gain of a second core, and what the store takes of the work."""

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import instructions

CALLS = 24
RUNS = 3


def night(folder, wav, calls):
    """A folder of calls: one recording under many names."""
    folder.mkdir()
    for i in range(calls):
        os.link(wav, folder / f"{i:03}.wav")
    return folder


def command(calltone, folder, db, jobs):
    return [str(calltone), "scan", str(folder), "--db", str(db), "--jobs", str(jobs), "--quiet"]


def wall_s(calltone, folder, place, jobs):
    """Wall clock seconds of a scan into a new store."""
    for old in Path(place).glob("night.db*"):
        old.unlink()
    start = time.monotonic()
    subprocess.run(command(calltone, folder, Path(place) / "night.db", jobs), check=True)
    return time.monotonic() - start


def store_share(calltone, folder, place):
    """Share of all instructions of a scan that the store takes; None without valgrind."""
    if not shutil.which("valgrind"):
        return None
    out = Path(place) / "night.out"
    scan = command(calltone, folder, Path(place) / "counted.db", 1)
    subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", *scan], check=True, capture_output=True)
    tree = ["callgrind_annotate", "--tree=caller", "--inclusive=yes", "--threshold=100", str(out)]
    text = subprocess.run(tree, capture_output=True, text=True, check=True).stdout
    functions = instructions.parse(text)
    total = int(re.search(r"([\d,]+) \([^)]*\)\s+PROGRAM TOTALS", text).group(1).replace(",", ""))
    names = ("ct_store_open", "ct_store_put_call", "ct_store_find_call", "ct_store_visit", "ct_store_close")
    return sum(functions.get(name, (0, 0))[0] for name in names) / total


def measure(calltone, wav, place):
    """Best of some runs with one thread and with two, by turns, so that both meet the same neighbours."""
    folder = night(Path(place) / "night", wav, CALLS)
    few = night(Path(place) / "few", wav, 2)
    times = [(wall_s(calltone, folder, place, 1), wall_s(calltone, folder, place, 2)) for _ in range(RUNS)]
    one, two = min(t[0] for t in times), min(t[1] for t in times)
    return {
        "calls": CALLS,
        "wall_s": {"1 job": round(one, 3), "2 jobs": round(two, 3)},
        "gain_of_second_core": round(one / two, 2),
        "store_share": store_share(calltone, few, place),
    }
