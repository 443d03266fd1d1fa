#!/usr/bin/env python3
"""Measures how well calltone hears beside the tools that Debian packages, on the same sounds, scored by the same code.

  eval.py --calltone build/calltone [--data DIR] [--quick] [--only pitch,hour] [--json FILE] [--write RESULTS.md]
          [--readme README.md] [--exclude FILE] [--files] [--cache DIR] [--jobs N] [--sealed]

--quick runs calltone alone, on the rows that have goals; peers show where their answers are kept from a full run.
--only keeps the groups whose names hold one of the words. Recordings with truth come from --data or CALLTONE_DATA
(sets.py says what may lie there); without them their rows are skipped, and said to be. What is made or heard by peers
is kept in --cache. apart.py says which sounds had no part in tuning; scoring.py defines the measures.
"""

import argparse
import json
import os
import sys
import time
from multiprocessing import get_context
from pathlib import Path

import apart
import cache
import excerpt
import page
import prompts
import recorded_noise
import rows_lines
import rows_pitch
import rows_quiet
import rows_speech
import rows_syllables
import rows_talk
import sets
import table
import tools
from measuring import measure

KINDS = (rows_pitch, rows_speech, rows_quiet, rows_syllables, rows_talk, rows_lines)


def arguments():
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calltone", required=True, help="the program")
    parser.add_argument("--data", default=os.environ.get("CALLTONE_DATA"), help="folder with recordings and truth")
    parser.add_argument("--quick", action="store_true", help="calltone alone, rows with goals, what is kept of peers")
    parser.add_argument("--only", default="", help="words, comma separated: groups whose names hold one")
    parser.add_argument("--exclude", help="list of faulty truth; default exclude.txt in the data folder")
    parser.add_argument("--files", action="store_true", help="a line for each sound, too")
    parser.add_argument("--sealed", action="store_true", help="measure what apart.py seals, as the part kept apart")
    parser.add_argument("--json", metavar="FILE", help="keep all figures there")
    parser.add_argument("--write", metavar="FILE", help="write the table as Markdown")
    parser.add_argument("--readme", metavar="FILE", help="renew the table between the marks of that page")
    parser.add_argument("--cache", default="build/eval", help="where sounds and answers are kept (build/eval)")
    parser.add_argument("--jobs", type=int, default=2, help="processes (2)")
    return parser.parse_args()


def chosen_groups(options):
    """The groups to measure."""
    data = options.data if options.data and Path(options.data).is_dir() else None
    recorded_noise.use(data)
    listed = Path(data) / "exclude.txt" if data else None
    exclusions = sets.Exclusions(options.exclude or (listed if listed and listed.exists() else None))
    if not data:
        print("SKIP: no recordings with truth; set CALLTONE_DATA or give --data DIR", file=sys.stderr)
    if not prompts.available(*prompts.FOLDERS):
        print("SKIP: no babble, hours and music: Debian's asterisk-core-sounds-{en,es,fr,it,ru} are not all installed",
              file=sys.stderr)  # fmt: skip
    words = [word for word in options.only.split(",") if word]
    for kind in KINDS:
        for group in kind.groups(data, exclusions):
            wanted = not words or any(word in group.name for word in words)
            if wanted and group.sounds and (group.quick or not options.quick):
                yield group


def peers(quick):
    """The peers that are here; the others are named."""
    for peer in tools.PEERS:
        if peer.installed():
            yield peer()
        elif not quick:
            print(f"SKIP: {peer.name} is not installed", file=sys.stderr)


def main():
    """Measure, print, write."""
    options = arguments()
    cache.use(options.cache)
    if options.sealed:
        apart.unseal()
    began = time.monotonic()
    calltone, others = tools.Calltone(options.calltone), list(peers(options.quick))
    groups = sorted(chosen_groups(options), key=lambda group: not group.chooses)
    results = table.Results(calltone, others)
    with table.Screen(options) as screen:
        for result in measure(groups, calltone, others, options.quick, get_context("fork"), options.jobs):
            results.add(result)
            screen.show(result)
    results.seconds = time.monotonic() - began
    if options.json:
        Path(options.json).write_text(json.dumps(results.as_data(), indent=1) + "\n", encoding="utf-8")
    if options.write:
        Path(options.write).write_text(page.written(results), encoding="utf-8")
    if options.readme:
        page_to_renew = Path(options.readme)
        renewed = excerpt.renewed(page_to_renew.read_text(encoding="utf-8"), results)
        page_to_renew.write_text(renewed, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
