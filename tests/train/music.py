#!/usr/bin/env python3
"""Trains the judge of music and writes src/speech/music_weights.inc. Made and packaged sound alone; one seed.

  music.py --dump build/test/tests/listen-dump [--out FILE]

Lines of music_sounds.py go through the program's own ear (listen_dump.c). Every 50 ms with enough sound around it is an
example: music, or not where a talker speaks within 0.15 s or only noise is there. One hidden layer, logistic output.
"""

import argparse
import datetime
import hashlib
import os
import subprocess
import sys
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy: sums in one order on every machine
import numpy as np  # noqa: E402

import music_sounds as sounds  # noqa: E402

SEED = 20261124
LINES, LINE_S, SHORT_LINES = 14, 420, 400
EVERY, INPUTS = 5, 28
NEAR_TALK = 15  # hops
UNITS, EPOCHS, BATCH, RATE, DECAY, JITTER = 16, 25, 512, 0.004, 1e-3, 0.2
NOISE_WEIGHT = 0.5
HERE = Path(__file__).resolve().parent
RECIPE = ("music.py", "music_sounds.py")


def recipe_hash():
    """Of everything that decides the weights but the ear itself."""
    return hashlib.sha256(b"".join((HERE / name).read_bytes() for name in RECIPE)).hexdigest()[:16]


def heard(dump, line):
    """What the ear tells of a line: a row for every EVERY hops, the first number 1 where enough is loud."""
    out = subprocess.run([dump], input=np.int32(len(line)).tobytes() + line.tobytes(), check=True, capture_output=True)
    rows = int(np.frombuffer(out.stdout, np.int32, 1)[0])
    return np.frombuffer(out.stdout, np.float32, rows * (1 + INPUTS), 4).reshape(rows, 1 + INPUTS)


def examples(told, kinds):
    """Inputs, music or not, weight."""
    talk = (kinds == sounds.TALK) | (kinds == sounds.TALK_OVER_MUSIC)
    near_talk = np.convolve(talk, np.ones(2 * NEAR_TALK + 1), "same") > 0
    music = ((kinds == sounds.MUSIC) | (kinds == sounds.TALK_OVER_MUSIC)) & ~near_talk
    noise = (kinds == sounds.NOISE) & ~near_talk
    use = (near_talk | music | noise)[::EVERY] & (told[:, 0] > 0)
    weight = np.where(noise, NOISE_WEIGHT, 1.0)[::EVERY]
    return told[use, 1:], music[::EVERY][use].astype(np.float32), weight[use].astype(np.float32)


def gather(dump):
    """All examples."""
    studio = sounds.Studio(SEED)
    parts = []
    for k in range(LINES + SHORT_LINES):
        line, kinds = studio.line(LINE_S) if k < LINES else studio.short_line()
        parts.append(examples(heard(dump, line), kinds))
    return [np.concatenate(part) for part in zip(*parts)]


def slopes(values, z, music, weight):
    """Gradient of the weighted cross-entropy over a batch."""
    into, bias, out, out_bias = values
    before = z @ into + bias
    unit = np.maximum(before, 0)
    off = (1 / (1 + np.exp(-(unit @ out + out_bias))) - music) * weight / len(z)
    back = np.outer(off, out) * (before > 0)
    return [z.T @ back + DECAY * into, back.sum(0), unit.T @ off + DECAY * out, off.sum(keepdims=True)]


def train(inputs, music, weight):
    """Weights of the layer and of its output, for inputs as they come."""
    rng = np.random.default_rng(SEED)
    mean, spread = inputs.mean(0), inputs.std(0) + 1e-6
    z = ((inputs - mean) / spread).astype(np.float32)
    values = [rng.normal(0, INPUTS**-0.5, (INPUTS, UNITS)), np.zeros(UNITS), rng.normal(0, 0.3, UNITS), np.zeros(1)]
    values = [v.astype(np.float32) for v in values]
    first, second = [np.zeros_like(v) for v in values], [np.zeros_like(v) for v in values]
    steps, all_steps = 0, EPOCHS * (len(z) // BATCH)
    for _ in range(EPOCHS):
        order = rng.permutation(len(z))
        for at in range(0, len(z) - BATCH + 1, BATCH):
            batch = order[at : at + BATCH]
            moved = z[batch] + JITTER * rng.standard_normal((BATCH, INPUTS), dtype=np.float32)
            steps += 1
            rate = RATE * 0.5 * (1 + np.cos(np.pi * steps / all_steps))
            for i, slope in enumerate(slopes(values, moved, music[batch], weight[batch])):  # Adam
                first[i] = 0.9 * first[i] + 0.1 * slope
                second[i] = 0.999 * second[i] + 0.001 * slope**2
                step = first[i] / (1 - 0.9**steps) / (np.sqrt(second[i] / (1 - 0.999**steps)) + 1e-8)
                values[i] = (values[i] - rate * step).astype(np.float32)
    into, bias, out, out_bias = values
    return into / spread[:, None], bias - (mean / spread) @ into, out, float(out_bias[0])


def numbers(row):
    """A row of a C table."""
    return ", ".join(f"{value:.6e}f" for value in row)


def table(layers):
    """The generated file."""
    into, bias, out, out_bias = layers
    date = datetime.date.today().isoformat()
    lines = [
        "/* clang-format off */",
        f"/* Made by tests/train/music.py on {date}, seed {SEED}, recipe {recipe_hash()}. Not to be edited. */",
        f"#define MUSIC_UNITS {UNITS}",
        f"#define MUSIC_OUT_BIAS {out_bias:.6e}f",
        f"static const float MUSIC_BIAS[MUSIC_UNITS] = {{{numbers(bias)}}};",
        f"static const float MUSIC_OUT[MUSIC_UNITS] = {{{numbers(out)}}};",
        "static const float MUSIC_WEIGHTS[LISTEN_INPUTS][MUSIC_UNITS] = {",
        *(f"    {{{numbers(row)}}}," for row in into),
        "};",
    ]
    return "\n".join(lines) + "\n"


def main():
    """Gather, train, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dump", required=True, help="listen_dump.c, built")
    parser.add_argument("--out", default=HERE.parents[1] / "src" / "speech" / "music_weights.inc", type=Path)
    options = parser.parse_args()
    inputs, music, weight = gather(options.dump)
    layers = train(inputs, music, weight)
    found = np.maximum(inputs @ layers[0] + layers[1], 0) @ layers[2] + layers[3] > 0
    print(f"{len(music)} examples, {100 * music.mean():.0f} % music; {100 * np.mean(found == music):.1f} % told apart")
    options.out.write_text(table(layers), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
