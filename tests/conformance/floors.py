#!/usr/bin/env python3
"""The house's order: a floor includes only floors below it, a wing only base and public headers."""
import pathlib
import re
import sys

FLOORS = ["base", "dsp", "speech", "talk", "measures", "standards", "engine"]
WINGS = ["report", "io", "store", "web"]
TOP = {"cli"}
PUBLIC = "calltone"
THIRD_PARTY_HOME = {"kiss_fft.h": "src/dsp/fft.c", "kiss_fftr.h": "src/dsp/fft.c"}
INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]', re.M)


def allowed(place):
    """Folders of src/ that a file in src/<place>/ may include."""
    if place in FLOORS:
        return set(FLOORS[: FLOORS.index(place) + 1])
    if place in WINGS:
        return {"base", place}
    return set(FLOORS) | set(WINGS) | TOP


def check_source(root, path):
    """Complaints about one file under src/."""
    relative = path.relative_to(root).as_posix()
    place = relative.split("/")[1]
    for kind, name in INCLUDE.findall(path.read_text(encoding="utf-8")):
        folder = name.split("/")[0] if "/" in name else ""
        if name in THIRD_PARTY_HOME and THIRD_PARTY_HOME[name] != relative:
            yield f"{relative}: only {THIRD_PARTY_HOME[name]} may include <{name}>"
        if kind == '"' and folder and folder != PUBLIC and folder not in allowed(place):
            yield f'{relative}: {place} may not include "{name}"'


def check_public(root, path):
    """Public headers show the C library and each other, nothing else."""
    known = {"stdbool.h", "stddef.h", "stdint.h", "stdio.h"}
    for kind, name in INCLUDE.findall(path.read_text(encoding="utf-8")):
        if kind == "<" and name not in known or kind == '"' and not name.startswith(PUBLIC + "/"):
            yield f"{path.relative_to(root)}: a public header may not include {name}"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    complaints = []
    for path in sorted((root / "src").rglob("*.[ch]")):
        complaints += check_source(root, path)
    for path in sorted((root / "include").rglob("*.h")):
        complaints += check_public(root, path)
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
