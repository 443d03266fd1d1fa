"""What other tools take for parts of the same: praat, aubio, ffmpeg and sox, those that are there.

Each side of the call is a file of its own, for these tools hear one voice. Their figures are user + system CPU seconds
of whole programs, both sides together.
"""

import os
import shutil
import subprocess
from pathlib import Path

PRAAT = """form Measure
    sentence File
endform
Read from file: file$
sound = selected ("Sound")
To Pitch (ac): 0.01, 75, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, 500
selectObject: sound
To Intensity: 75, 0.01, "yes"
"""


def commands(side, script):
    """Tool and what it does -> the command for one side."""
    return {
        "praat: pitch and intensity": ["praat", "--run", script, side],
        "aubio: pitch": ["aubiopitch", "-i", side, "-p", "yinfft"],
        "aubio: onsets": ["aubioonset", "-i", side],
        "ffmpeg: silence": ["ffmpeg", "-v", "error", "-i", side, "-af", "silencedetect", "-f", "null", "-"],
        "sox: statistics": ["sox", side, "-n", "stats"],
    }


def cpu_of(command):
    """CPU seconds of a run, or None when it fails."""
    with open(os.devnull, "wb") as nowhere, subprocess.Popen(command, stdout=nowhere, stderr=nowhere) as child:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime if child.returncode == 0 else None


def measure(wav, place):
    """Tool and what it does -> CPU seconds for both sides; None for a tool that is missing or fails."""
    if not shutil.which("sox"):
        return {}
    script = Path(place) / "measure.praat"
    script.write_text(PRAAT, encoding="utf-8")
    sides = [str(Path(place) / f"side{i}.wav") for i in (1, 2)]
    for i, side in enumerate(sides, start=1):
        subprocess.run(["sox", str(wav), side, "remix", str(i)], check=True)
    result = {}
    for name, command in commands(sides[0], str(script)).items():
        runs = [[side if word == sides[0] else word for word in command] for side in sides]
        parts = [cpu_of(run) for run in runs] if shutil.which(command[0]) else [None]
        result[name] = None if None in parts else round(sum(parts), 3)
    return result
