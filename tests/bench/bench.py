#!/usr/bin/env python3
"""How fast calltone is and what memory it takes: bench.py --calltone build/calltone [--json] [--runs N] [--keep DIR]

`calltone analyze --json` on generated calls of five minutes and an hour (make_hour.py). CPU seconds are user + system
of the whole program, reading and report included, the least of several runs; times real time is the call's length over
them, both sides at once, one core. Peak memory is the program's resident set as GNU time reports it: a child's own
figure in getrusage starts at its parent's size. The same peak on both calls is what constant memory looks like.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

import make_hour

LENGTHS_S = {"5 min": 300.0, "1 h": 3600.0}
SEED = 1


def run_once(calltone, wav, place):
    """CPU seconds and peak MiB of one run."""
    peak = Path(place) / "peak"
    command = ["/usr/bin/time", "-o", str(peak), "-f", "%M", str(calltone), "analyze", str(wav), "--json"]
    with open(os.devnull, "wb") as nowhere, subprocess.Popen(command, stdout=nowhere) as child:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        raise SystemExit(f"bench: {calltone} analyze exited {child.returncode}")
    return usage.ru_utime + usage.ru_stime, int(peak.read_text().split()[-1]) / 1024


def measure(calltone, wav, seconds, runs, place):
    """The least of some runs."""
    results = [run_once(calltone, wav, place) for _ in range(runs)]
    cpu_s = min(cpu for cpu, _ in results)
    return {
        "call_s": seconds,
        "runs": runs,
        "cpu_s": round(cpu_s, 4),
        "cpu_s_most": round(max(cpu for cpu, _ in results), 4),
        "times_real_time": round(seconds / cpu_s),
        "peak_mib": round(max(peak for _, peak in results), 2),
    }


def processor():
    """The processor's name."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def prepared(folder, name, seconds):
    """The call of that length in the folder, made if it is not there."""
    wav = Path(folder) / f"call_{int(seconds)}s_seed{SEED}.wav"
    if not wav.exists():
        print(f"Making the call of {name} ...", file=sys.stderr)
        make_hour.audio.write_steps(wav, make_hour.make_call(seconds, SEED))
    return wav


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calltone", required=True, help="the program")
    parser.add_argument("--runs", type=int, default=5, help="how often each call is analysed (5)")
    parser.add_argument("--keep", help="folder in which the generated calls stay for the next time")
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    options = parser.parse_args()
    results = {"processor": processor(), "load": os.getloadavg()[0], "what": "calltone analyze --json", "calls": {}}
    with tempfile.TemporaryDirectory() as place:
        folder = options.keep or place
        Path(folder).mkdir(parents=True, exist_ok=True)
        for name, seconds in LENGTHS_S.items():
            wav = prepared(folder, name, seconds)
            results["calls"][name] = measure(options.calltone, wav, seconds, options.runs, place)
    if options.json:
        print(json.dumps(results, indent=1))
    else:
        show(results)
    return 0


def show(results):
    """A table for people."""
    print(f"{results['what']}, one core, {results['processor']}, load {results['load']:.1f}")
    print(f"{'stereo call':<14}{'CPU s':>10}{'(most)':>10}{'x real time':>14}{'peak MiB':>10}")
    for name, one in results["calls"].items():
        cells = f"{one['cpu_s']:>10.3f}{one['cpu_s_most']:>10.3f}{one['times_real_time']:>14}{one['peak_mib']:>10.1f}"
        print(f"{name:<14}{cells}")


if __name__ == "__main__":
    sys.exit(main())
