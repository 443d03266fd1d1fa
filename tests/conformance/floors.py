#!/usr/bin/env python3
"""The house's order, read from #include lines: floors.py [ROOT]

A floor includes only itself and floors below it; a wing only itself, base and public headers (review also report); cli may join all.
The floors and the wings report and cues know no library but C's own; kissfft is seen by one file. Public headers show the C
library and each other.
"""

import re
import sys
from pathlib import Path

FLOORS = ("base", "dsp", "speech", "talk", "measures", "standards", "engine")
WINGS = ("report", "cues", "io", "store", "review", "web", "who")
OVER = {"review": "report"}  # a wing that writes with the tools of another
TOP = "cli"
PUBLIC = "calltone"
C_LIBRARY = {
    name + ".h"
    for name in "assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal stdalign "
    "stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string tgmath time wchar wctype".split()
}
ALONE = {"src/dsp/fft.c": {"kiss_fft.h", "kiss_fftr.h"}}  # a library header and the one file that sees it
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+(["<])([^">\n]+)[">]', re.MULTILINE)


def reach(place):
    """Folders of src/ that a file in src/PLACE/ may include."""
    if place in FLOORS:
        return set(FLOORS[: FLOORS.index(place) + 1])
    if place in WINGS:
        return {"base", place, OVER.get(place, place)}
    return {*FLOORS, *WINGS, TOP} if place == TOP else set()


def is_core(place):
    """Does it go into the library that knows no other library?"""
    return place in FLOORS or place in ("report", "cues")


def complaint(relative, place, kind, name):
    """What is wrong with one include of a file under src/, or None."""
    folder = name.split("/")[0] if "/" in name else place
    lonely = {header for headers in ALONE.values() for header in headers}
    if name in lonely:
        return None if name in ALONE.get(relative, ()) else "is for src/dsp/fft.c alone"
    if kind == '"':
        return None if folder == PUBLIC or folder in reach(place) else f"is out of reach from {place}"
    return f"is not of the C library, and {place} knows no other" if is_core(place) and name not in C_LIBRARY else None


def check_source(root, path):
    """Complaints about one file under src/."""
    relative = path.relative_to(root).as_posix()
    place = relative.split("/")[1]
    if not reach(place):
        yield f"{relative}: src/{place} is neither floor nor wing"
        return
    for kind, name in INCLUDE.findall(path.read_text(encoding="utf-8")):
        wrong = complaint(relative, place, kind, name)
        if wrong:
            yield f"{relative}: {name} {wrong}"


def check_public(root, path):
    """Complaints about one public header."""
    for kind, name in INCLUDE.findall(path.read_text(encoding="utf-8")):
        if name not in C_LIBRARY if kind == "<" else not name.startswith(PUBLIC + "/"):
            yield f"{path.relative_to(root).as_posix()}: {name} is nothing that a caller has"


def check(root):
    """All complaints about a tree."""
    complaints = []
    for path in sorted(path for path in (root / "src").rglob("*") if path.suffix in (".c", ".h", ".inc", ".def")):
        complaints += check_source(root, path)
    for path in sorted((root / "include").rglob("*.h")):
        complaints += check_public(root, path)
    return complaints


def main():
    """Print what is wrong; 1 if anything is."""
    complaints = check(Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve())
    print("\n".join(complaints) or "All floors in order.")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
