#!/usr/bin/env python3
"""How long reports over many calls take: review.py --calltone PROGRAM --store-maker PROGRAM [--calls N] [--keep STORE]

A store of 100,000 generated calls (planted_store.py: ten agents, sixty days) and every report and the listening list
from it, text and CSV. CPU seconds are user + system of the whole program, the least of three runs. More than LIMIT_S
for any of them: the exit code is 1.
"""
import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import planted_store  # noqa: E402

LIMIT_S = 2.0
RUNS = 3
LAST_DAY = "2026-11-05"
WORDS = (
    ("report", "brief", "--date", LAST_DAY), ("report", "agent", "8004", "--date", LAST_DAY),
    ("report", "team", "--from", "2026-09-07", "--until", LAST_DAY), ("report", "stars", "--date", "2026-10-15"),
    ("report", "needs", "--from", "2026-09-07", "--until", LAST_DAY), ("report", "change", "--date", "2026-10-01"),
    ("sample", "--per-day", "5", "--date", LAST_DAY, "--dry-run"),
    ("sample", "--per-day", "5", "--date", LAST_DAY, "--order", "new-fault-first", "--dry-run"),
    ("sample", "--per-day", "5", "--from", "2026-09-07", "--until", LAST_DAY, "--csv", "--dry-run"),
)


def cpu_s(command):
    """CPU seconds of a program that must succeed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    """Print a line each; 1 if one was too slow."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--calltone", required=True)
    parser.add_argument("--store-maker", required=True)
    parser.add_argument("--calls", type=int, default=100_000)
    parser.add_argument("--keep", help="make the store here, or use the one that is there")
    options = parser.parse_args()
    os.environ["STORE_MAKER"] = options.store_maker
    slow = False
    with tempfile.TemporaryDirectory() as folder:
        store = Path(options.keep or Path(folder) / "calls.db")
        if not store.exists():
            planted_store.make(store, planted_store.call_lines(options.calls))
        print(f"{options.calls} calls, {store.stat().st_size / 2**20:.0f} MiB; CPU seconds, least of {RUNS} runs")
        for words in WORDS:
            command = [options.calltone, *words, "--db", str(store)]
            taken = min(cpu_s(command) for _ in range(RUNS))
            slow = slow or taken > LIMIT_S
            print(f"{taken:7.2f}  {' '.join(words)}", flush=True)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
