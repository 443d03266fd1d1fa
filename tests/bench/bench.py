#!/usr/bin/env python3
"""How fast calltone is and what memory it takes: bench.py --calltone build/calltone [--json] [--runs N] [--keep DIR]
[--record]

`calltone analyze --json` on generated calls of five minutes, an hour and eight hours (make_hour.py; the last is the
hour eight times). CPU seconds are user + system of the whole program, reading and report included, the least of several
runs; times real time is the call's length over them, both sides at once, one core. Peak memory is the program's
resident set as GNU time reports it: a child's own figure in getrusage starts at its parent's size. The same peak on all
calls is what constant memory looks like.

In the same run: what other tools take for parts of it (peers.py), how two calls at once share two cores, and
instructions by stage (instructions.py), compared with INSTRUCTIONS.json: grown by over 5 %, the exit code is 1.
--record writes that file anew.
"""

import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import instructions
import make_hour
import night
import peers

LENGTHS_S = {"5 min": 300.0, "1 h": 3600.0}
REPEATS = 8
SEED = 1
RECORD = Path(__file__).resolve().parent / "INSTRUCTIONS.json"
GROWTH_LIMIT = 0.05
HEADER_BYTES = 44  # of the WAV files that are made here
PIECE_BYTES = 1 << 20


def run_once(calltone, arguments, place, feed=None):
    """CPU seconds and peak MiB of one run; `feed` writes its standard input."""
    peak = Path(place) / "peak"
    command = ["/usr/bin/time", "-o", str(peak), "-f", "%M", str(calltone), "analyze", *arguments, "--json"]
    source = subprocess.PIPE if feed else subprocess.DEVNULL
    with open(os.devnull, "wb") as nowhere, subprocess.Popen(command, stdin=source, stdout=nowhere) as child:
        if feed:
            feed(child.stdin)
            child.stdin.close()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        raise SystemExit(f"bench: {calltone} analyze exited {child.returncode}")
    return usage.ru_utime + usage.ru_stime, int(peak.read_text().split()[-1]) / 1024


def summary(results, seconds):
    """The least of some runs."""
    cpu_s = min(cpu for cpu, _ in results)
    return {
        "call_s": seconds,
        "runs": len(results),
        "cpu_s": round(cpu_s, 4),
        "cpu_s_most": round(max(cpu for cpu, _ in results), 4),
        "times_real_time": round(seconds / cpu_s),
        "peak_mib": round(max(peak for _, peak in results), 2),
    }


def long_call(calltone, wav, seconds, place):
    """The call several times over, as one, from a pipe."""

    def feed(pipe):
        for _ in range(REPEATS):
            with open(wav, "rb") as file:
                file.seek(HEADER_BYTES)
                while piece := file.read(PIECE_BYTES):
                    pipe.write(piece)

    return summary([run_once(calltone, ["--raw", "s16,8000,2", "-"], place, feed)], REPEATS * seconds)


def wall_s(calltone, wav, at_once):
    """Wall clock seconds until that many runs, begun together, are done."""
    start = time.monotonic()
    with open(os.devnull, "wb") as nowhere:
        runs = [subprocess.Popen([str(calltone), "analyze", str(wav), "--json"], stdout=nowhere) for _ in range(at_once)]
        for run in runs:
            run.wait()
    return time.monotonic() - start


def scaling(calltone, wav):
    """How many times the work two runs at once do in the time of one."""
    one = min(wall_s(calltone, wav, 1) for _ in range(3))
    two = min(wall_s(calltone, wav, 2) for _ in range(3))
    return round(2 * one / two, 2)


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


def measure_all(options, folder, place):
    """Everything, on the same calls."""
    wavs = {name: prepared(folder, name, seconds) for name, seconds in LENGTHS_S.items()}
    results = {"processor": processor(), "load": os.getloadavg()[0], "what": "calltone analyze --json", "calls": {}}
    for name, wav in wavs.items():
        runs = [run_once(options.calltone, [str(wav)], place) for _ in range(options.runs)]
        results["calls"][name] = summary(runs, LENGTHS_S[name])
    results["calls"]["8 h"] = long_call(options.calltone, wavs["1 h"], LENGTHS_S["1 h"], place)
    results["two_at_once"] = scaling(options.calltone, wavs["1 h"]) if (os.cpu_count() or 1) > 1 else None
    results["night"] = night.measure(options.calltone, wavs["5 min"], place)
    results["peers"] = peers.measure(wavs["5 min"], place)
    results["instructions"] = instructions.count(options.calltone, str(wavs["5 min"]), LENGTHS_S["5 min"])
    return results


def record(counted):
    """Keep the count for the next time."""
    kept = {"what": "calltone analyze --json, generated call of 300 s", "date": datetime.date.today().isoformat()}
    RECORD.write_text(json.dumps({**kept, **counted}, indent=1) + "\n", encoding="utf-8")


def has_grown(counted):
    """True, and said, if it takes many more instructions than recorded."""
    if counted is None or not RECORD.exists():
        return False
    by = instructions.growth(counted, json.loads(RECORD.read_text(encoding="utf-8")))
    print(f"Instructions against {RECORD.name}: {100 * by:+.1f} %", file=sys.stderr)
    return by > GROWTH_LIMIT


def show(results):
    """Tables for people."""
    print(f"{results['what']}, one core, {results['processor']}, load {results['load']:.1f}")
    print(f"{'stereo call':<14}{'CPU s':>10}{'(most)':>10}{'x real time':>14}{'peak MiB':>10}")
    for name, one in results["calls"].items():
        cells = f"{one['cpu_s']:>10.3f}{one['cpu_s_most']:>10.3f}{one['times_real_time']:>14}{one['peak_mib']:>10.1f}"
        print(f"{name:<14}{cells}")
    if results["two_at_once"]:
        print(f"two calls at once on two cores: {results['two_at_once']} times the work of one")
    scan = results["night"]
    print(f"scan of {scan['calls']} such 5 min: a second core makes it {scan['gain_of_second_core']} times as fast", end="")
    print(f"; the store takes {100 * scan['store_share']:.1f} % of it" if scan["store_share"] else "")
    own_s = results["calls"]["5 min"]["cpu_s"]
    print(f"\n{'the same 5 min':<32}{'CPU s':>10}{'x calltone':>14}")
    for name, cpu_s in results["peers"].items():
        print(f"{name:<32}" + (f"{cpu_s:>10.3f}{cpu_s / own_s:>14.1f}" if cpu_s else f"{'SKIP: missing':>24}"))
    counted = results["instructions"]
    if counted is None:
        print("\nSKIP: instructions; valgrind is missing")
        return
    total = counted["per_second_of_call"]
    print(f"\n{'stage':<32}{'instr. / s':>14}{'share %':>10}")
    for stage, value in counted["stages"].items():
        print(f"{stage:<32}{value:>14,}{100 * value / total:>10.1f}")
    print(f"{'all':<32}{total:>14,}")
    for name, value in counted["transforms_per_hop"].items():
        print(f"transforms a hop of one side, {name}: {value}")


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calltone", required=True, help="the program")
    parser.add_argument("--runs", type=int, default=5, help="how often each call is analysed (5)")
    parser.add_argument("--keep", help="folder in which the generated calls stay for the next time")
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    parser.add_argument("--record", action="store_true", help="write INSTRUCTIONS.json anew")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = options.keep or place
        Path(folder).mkdir(parents=True, exist_ok=True)
        results = measure_all(options, folder, place)
    if options.json:
        print(json.dumps(results, indent=1))
    else:
        show(results)
    if options.record and results["instructions"]:
        record(results["instructions"])
        return 0
    return 1 if has_grown(results["instructions"]) else 0


if __name__ == "__main__":
    sys.exit(main())
