#!/usr/bin/env python3
"""The floors check sees what it is there to see."""

import tempfile
import unittest
from pathlib import Path

import floors

SINS = {
    "src/dsp/upstairs.c": '#include "talk/talk.h"',
    "src/base/spaced.c": '  #  include   "dsp/fft.h"',
    "src/dsp/other.c": "#include <kiss_fftr.h>",
    "src/report/inside.c": '#include "engine/engine.h"',
    "src/io/neighbour.c": '#include "report/json_writer.h"',
    "src/engine/library.c": "#include <sndfile.h>",
    "src/measures/back.c": '#include "cli/cli.h"',
    "src/attic/new.c": "#include <math.h>",
    "include/calltone/open.h": "#include <sndfile.h>",
    "include/calltone/private.h": '#include "base/units.h"',
}
VIRTUES = {
    "src/dsp/fft.c": '#include "dsp/fft.h"\n#include <kiss_fftr.h>\n#include "base/units.h"',
    "src/talk/talk.c": '#include "talk/talk.h"\n#include "speech/hop.h"\n#include "calltone/report.h"',
    "src/measures/catalogue.c": '#include "measures.def"',
    "src/io/source.c": '#include <sndfile.h>\n#include <unistd.h>\n#include "base/units.h"\n#include "io/wav_header.h"',
    "src/cli/main.c": '#include "engine/engine.h"\n#include "io/limits.h"\n#include <unistd.h>',
    "include/calltone/report.h": '#include <stdio.h>\n#include "calltone/status.h"',
}


def complaints(files):
    """What the check says of a tree of these files."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text + "\n", encoding="utf-8")
        return floors.check(Path(folder))


class Floors(unittest.TestCase):
    """A file at a time, then all together."""

    def test_each_sin_is_named_once(self):
        for name, text in SINS.items():
            with self.subTest(name):
                said = complaints({name: text})
                self.assertEqual(len(said), 1, said)
                self.assertIn(name + ":", said[0])

    def test_order_is_left_in_peace(self):
        self.assertEqual(complaints(VIRTUES), [])


if __name__ == "__main__":
    unittest.main()
