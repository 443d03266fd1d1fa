#!/bin/sh
# Seeds: the shipped standards, and one that extends another.   fuzz_standard_seeds.sh FOLDER
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
cp "$root"/src/standards/*.ini "$1"
printf '[standard]\nname = mine\nextend = service-zh\n[rule PACE-1]\ngood = 170..250\n' >"$1/mine.ini"
