"""What lies in a data folder: sets are known by the kinds of files in them, not by name.

  NAME.wav + NAME.f0ref         pitch: one F0 in Hz per 15 ms, 0 = unvoiced
  NAME.wav + NAME.lab           speech: "start end V|S" in seconds, V = voice
  syllables.tsv                 syllables: columns file (or id, a part of the name), ...syllables, ..., text
  NAME.wav + NAME.json          a made call with every utterance, hold and level
  NAME.silver.rttm + NAME*.wav  a real call with its turns
  wav files and nothing else    music
  clean/, car_5dB/ and others   the same sentences with and without a recorded noise, names beginning alike

exclude.txt beside the sets, or another file given, lists faulty truth: "FILE" or "FILE START END" (seconds) a line,
FILE as from the data folder or any end of it.
"""

import csv
import json
import re
from pathlib import Path

PITCH_STEP_S = 0.015
SPOKEN_SIGNS = ("*", "#", "seconds of silence")  # texts that say more, or less, than their letters: counts are wrong
PARTIES = {"agent": "agent", "customer": "customer", "caller": "customer"}


class Exclusions:
    """Files, or stretches of files, whose truth is known to be wrong."""

    def __init__(self, path):
        lines = Path(path).read_text(encoding="utf-8").splitlines() if path else []
        self.rows = [line.split() for line in lines if line.strip() and not line.startswith("#")]

    def spans(self, file):
        """Stretches to leave out, (start_s, end_s)."""
        return [(float(row[1]), float(row[2])) for row in self.rows if len(row) > 2 and self._meant(row, file)]

    def whole(self, file):
        """Is the whole file to be left out?"""
        return any(len(row) == 1 and self._meant(row, file) for row in self.rows)

    @staticmethod
    def _meant(row, file):
        return ("/" + str(file)).endswith("/" + row[0])


def folders(data):
    """The sets: folders right under the data folder."""
    return sorted(folder for folder in Path(data).iterdir() if folder.is_dir())


def pairs(folder, ending):
    """(NAME.wav, NAME + ending) of every truth file that has its sound, at any depth."""
    found = ((truth.with_name(truth.name[: -len(ending)] + ".wav"), truth) for truth in folder.rglob("*" + ending))
    return sorted((wav, truth) for wav, truth in found if wav.exists())


def read_f0(path):
    """F0 in Hz, one a line."""
    return [float(line) for line in path.read_text().split()]


def read_lab(path):
    """Spans of voice, (start_s, end_s)."""
    rows = (line.split() for line in path.read_text().splitlines() if line.strip())
    return [(float(start), float(end)) for start, end, kind in rows if kind == "V"]


def syllable_sets(folder, exclusions):
    """{name: [(key, wav, syllables)]}: one set a folder of sounds, so that conditions of the same texts stay apart.

    The key says which part a sound belongs to (apart.py). Rows whose text says more, or less, than its letters are left
    out, and those that count fewer syllables than the text has characters (an 儿 may be part of one): they broke off.
    """
    table = folder / "syllables.tsv"
    if not table.exists():
        return {}
    out = {}
    wavs = sorted(folder.rglob("*.wav"))
    with table.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            count = int(next(value for name, value in row.items() if name.endswith("syllables")))
            text = row.get("text", "")
            spoken = int(row.get("mandarin_syll", count))
            if any(sign in text for sign in SPOKEN_SIGNS) or spoken < hanzi(text) - text.count("儿"):
                continue
            for wav in wavs:
                if belongs(folder, wav, row) and not exclusions.whole(wav):
                    key = row["id"] if "id" in row and len(wav.relative_to(folder).parts) > 1 else wav.stem
                    out.setdefault(set_name(folder, wav, row), []).append((key, wav, count))
    return out


def noisy_pairs(folder):
    """{kind of noise: [(key, clean wav, the same with that noise)]}, at the lowest ratio there is: folders such as car_5dB."""
    out = {}
    found = [(re.fullmatch(r"([a-z]+)_?(\d+)dB", one.name), one) for one in folder.iterdir() if one.is_dir()]
    for match, noisy in sorted(((match, one) for match, one in found if match), key=lambda pair: -int(pair[0][2])):
        wavs = [(clean, wav) for clean in (folder / "clean").glob("*.wav") for wav in noisy.glob(f"{clean.stem}_*.wav")]
        out[match[1]] = sorted((clean.stem, clean, wav) for clean, wav in wavs)
    return {kind: rows for kind, rows in out.items() if rows}


def hanzi(text):
    """Chinese characters in a text."""
    return sum("\u4e00" <= letter <= "\u9fff" for letter in text)


def belongs(folder, wav, row):
    """Is this the sound of that row? By its path, or by an id that the name begins or ends with."""
    if "file" in row:
        return wav.relative_to(folder).as_posix() == row["file"]
    return wav.stem.endswith(row["id"]) or wav.stem.startswith(row["id"] + "_") or wav.stem == row["id"]


def set_name(folder, wav, row):
    """What a set is, said without its name: by the columns of its table and the folders in it."""
    within = wav.relative_to(folder).parts[:-1]
    if "hanzi_syllables" in row:
        return "Mandarin, read"
    if "mandarin_syll" in row:
        return "Mandarin, service talk"
    if "id" in row:
        condition = re.sub(r"_?(\d+)dB", r" \1 dB", " ".join(within))
        return f"English sentences, {condition or 'two talkers'}"
    return "English prompts"


def made_calls(folder):
    """(wav, truth) of calls that were put together; truth as its JSON says."""
    truths = ((wav, json.loads(path.read_text(encoding="utf-8"))) for wav, path in pairs(folder, ".json"))
    return [(wav, truth) for wav, truth in truths if "utterances" in truth]


def made_call_sides(truth, left_out):
    """{side: [(start_s, end_s, syllables)]} and the stretches to leave out: those given, and utterances whose text tells
    of a sound that is no speech."""
    left_out = list(left_out)
    left_out += [(one["start"], one["end"]) for one in truth["utterances"] if is_sound(one["text"])]
    sides = {"agent": [], "customer": []}
    for one in truth["utterances"]:
        covered_s = sum(max(0.0, min(one["end"], end) - max(one["start"], start)) for start, end in left_out)
        if covered_s < 0.5 * (one["end"] - one["start"]):
            sides[one["party"]].append((one["start"], one["end"], one["syllables"]))
    return sides, left_out


def is_sound(text):
    """A text such as "(5 seconds of silence)"."""
    return text.strip().startswith("(") and text.strip().endswith(")")


def real_calls(folder):
    """(wav, {side: [(start_s, end_s)]}) of calls with turns in an RTTM file."""
    out = []
    for rttm in sorted(folder.glob("*.silver.rttm")):
        wav = next(iter(sorted(folder.glob(rttm.name[: -len(".silver.rttm")] + "*.wav"))))
        spans = {"agent": [], "customer": []}
        for row in (line.split() for line in rttm.read_text().splitlines() if line.startswith("SPEAKER")):
            spans[PARTIES[row[7]]].append((float(row[3]), float(row[3]) + float(row[4])))
        out.append((wav, spans))
    return out


def music(folder):
    """Sounds of a folder that holds nothing but sounds."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(files) if all(path.suffix == ".wav" for path in files) else []
