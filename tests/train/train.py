#!/usr/bin/env python3
"""Trains the pitch judge and writes src/speech/judge_weights.inc. Made and packaged sound alone; one seed, one command.

  train.py --dump build/train/dump [--out FILE] [--keep FILE]

Sounds (hard_talker.py, spoken.py) go down lines (lines.py) into dump.c, which is the program's own front end. The
network sees every hop that has candidates; target: the candidate within 8 % of the truth, or unvoiced. The truth is
taken half a hop late, voiced(t - 5 ms), as laryngographs call voice: every tracker that is aligned by its F0 is early.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy: sums in one order on every machine
import numpy as np  # noqa: E402

import hard_talker
import lines
import spoken

SEED = 20261124
HOP, HOP_S = 80, 0.01
LATE_S = 0.005
SAME = 0.08
HARD, SPOKEN, NOISE_ALONE = 90, 90, 96  # utterances
PAD_S = 0.4
UNITS, EPOCHS, BATCH, RATE, DECAY = 32, 5, 256, 0.01, 1e-5
HOP_INPUTS, VOICE_INPUTS, CANDIDATES = 20, 20, 5
SOURCE_WEIGHT = {"hard": 2.0, "espeak": 1.0, "prompts": 3.0, "noise": 2.0}
LINE_WEIGHT = {"wide": 1.5, "tel": 2, "tel20": 1, "tel10": 1, "tel5": 1, "tel0": 0.5, "babble": 1, "mix": 1.5}
RECIPE = ("hard_talker.py", "spoken.py", "lines.py", "train.py")


def recipe_hash(folder):
    """Of everything that decides the weights but the front end itself."""
    digest = hashlib.sha256()
    for name in RECIPE:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:16]


def utterances():
    """(source, sound at unit active level, truth F0, step of the truth)."""
    made = [("hard", *hard_talker.talk(SEED + k), hard_talker.TRUTH_S) for k in range(HARD)]
    for source, sounds in (("espeak", spoken.espeak_sounds(SEED, SPOKEN)), ("prompts", spoken.prompt_sounds(SEED))):
        made += [(source, sound, truth, spoken.STEP_S) for sound, truth in spoken.labelled(list(sounds))]
    for source, sound, truth, step_s in made:
        level_db = lines.audio.active_level_db(sound / np.abs(sound).max()) + 20 * np.log10(np.abs(sound).max())
        sound = np.pad(sound * 10 ** (-level_db / 20), int(PAD_S * lines.audio.RATE_HZ))
        yield source, sound, np.pad(truth, int(round(PAD_S / step_s))), step_s


def targets(truth, step_s, hops):
    """F0 that each hop should give: 0 unvoiced, UNSURE for none."""
    centre_s = (np.arange(hops) + 0.5) * HOP_S
    voicing = truth[np.clip(np.rint((centre_s - LATE_S) / step_s).astype(int), 0, len(truth) - 1)]
    f0 = truth[np.clip(np.rint(centre_s / step_s).astype(int), 0, len(truth) - 1)]
    return np.where(voicing > 0, np.where(f0 > 0, f0, voicing), voicing)


def dumped(dump, sounds):
    """What the judge would see: a record array of hops for each sound."""
    data = b"".join(np.int32(len(x)).tobytes() + x.tobytes() for x in sounds)
    out = subprocess.run([dump], input=data, check=True, capture_output=True).stdout
    width, at = 1 + HOP_INPUTS + CANDIDATES * (1 + VOICE_INPUTS), 0
    for _ in sounds:
        hops = int(np.frombuffer(out, np.int32, 1, at)[0])
        yield np.frombuffer(out, np.float32, hops * width, at + 4).reshape(hops, width)
        at += 4 + 4 * hops * width


def examples(records, f0, weight):
    """Hops with candidates: inputs, lags there or not, class, weight."""
    hop = records[:, 1 : 1 + HOP_INPUTS]
    rest = records[:, 1 + HOP_INPUTS :].reshape(-1, CANDIDATES, 1 + VOICE_INPUTS)
    lag, voice = rest[:, :, 0], rest[:, :, 1:]
    use = (records[:, 0] > 0) & (lag[:, 0] > 0) & (f0 != spoken.UNSURE)
    hop, voice, lag, f0 = hop[use], voice[use], lag[use], f0[use]
    off = np.abs(lag * f0[:, None] / lines.audio.RATE_HZ - 1)
    off[lag <= 0] = 9
    best = off.argmin(1)
    right = (f0 > 0) & (off[np.arange(len(f0)), best] < SAME)
    weights = np.where((f0 > 0) & ~right, 0.5, 1.0) * weight
    return hop.astype(np.float16), voice.astype(np.float16), lag > 0, np.where(right, best + 1, 0), weights


def gather(dump):
    """All examples, and their sources and lines for a look at the errors."""
    rng = np.random.default_rng(SEED)
    said = list(utterances())
    talkers = [sound for _, sound, _, _ in said]
    parts = []
    for line in lines.LINES:
        sent = [lines.send(sound, line, talkers, rng) for _, sound, _, _ in said]
        for (source, _, truth, step_s), records in zip(said, dumped(dump, sent)):
            weight = SOURCE_WEIGHT[source] * LINE_WEIGHT[line]
            parts.append(examples(records, targets(truth, step_s, len(records)), weight))
    alone = []
    for k in range(NOISE_ALONE):
        sound = lines.noise(lines.ALONE[k % len(lines.ALONE)], 10 * lines.audio.RATE_HZ, rng)
        sound = lines.band(sound, rng) if rng.random() < 0.5 else sound
        alone.append(lines.finish(sound / np.std(sound) * 10 ** (rng.uniform(-50, -20) / 20), rng))
    for records in dumped(dump, alone):
        parts.append(examples(records, np.zeros(len(records)), SOURCE_WEIGHT["noise"]))
    return [np.concatenate(part) for part in zip(*parts)]


class Network:
    """One hidden layer that every candidate shares; softmax over unvoiced and the candidates. Adam."""

    def __init__(self, rng):
        fan = HOP_INPUTS + VOICE_INPUTS
        self.values = [
            rng.normal(0, np.sqrt(2 / fan), (HOP_INPUTS, UNITS)).astype(np.float32),
            rng.normal(0, np.sqrt(2 / fan), (VOICE_INPUTS, UNITS)).astype(np.float32),
            np.zeros(UNITS, np.float32),
            rng.normal(0, np.sqrt(1 / UNITS), UNITS).astype(np.float32),
            np.zeros(1, np.float32),
        ]
        self.first = [np.zeros_like(v) for v in self.values]
        self.second = [np.zeros_like(v) for v in self.values]
        self.steps = 0

    def odds(self, hop, voice):
        """The layer and the log odds of each candidate."""
        w_hop, w_voice, bias, out, out_bias = self.values
        layer = np.maximum((hop @ w_hop + bias)[:, None, :] + voice @ w_voice, 0)
        return layer, layer @ out + out_bias

    def step(self, hop, voice, there, target, weight, rate):
        """One batch; returns its loss."""
        layer, z = self.odds(hop, voice)
        z = np.where(there, z, -30)
        z = np.concatenate([np.zeros((len(z), 1), np.float32), z], 1)
        z -= z.max(1, keepdims=True)
        share = np.exp(z)
        share /= share.sum(1, keepdims=True)
        rows = np.arange(len(z))
        loss = -(weight * np.log(share[rows, target] + 1e-9)).sum() / weight.sum()
        share[rows, target] -= 1
        back = (share[:, 1:] * there * (weight / weight.sum())[:, None]).astype(np.float32)
        into = back[:, :, None] * self.values[3] * (layer > 0)
        slopes = [
            hop.T @ into.sum(1),
            voice.reshape(-1, VOICE_INPUTS).T @ into.reshape(-1, UNITS),
            into.sum((0, 1)),
            layer.reshape(-1, UNITS).T @ back.reshape(-1),
            back.sum(keepdims=True).reshape(1),
        ]
        self.steps += 1
        for value, first, second, slope in zip(self.values, self.first, self.second, slopes):
            first += 0.1 * (slope - first)
            second += 0.001 * (slope**2 - second)
            step = (first / (1 - 0.9**self.steps)) / (np.sqrt(second / (1 - 0.999**self.steps)) + 1e-8)
            value -= rate * (step + DECAY * value)
        return loss


def standard(values):
    """Mean and spread over examples, per input."""
    flat = values.reshape(-1, values.shape[-1])[::7].astype(np.float32)
    return flat.mean(0), flat.std(0) + 1e-3


def train(hop, voice, there, target, weight):
    """The network with the standardisation folded into its weights."""
    rng = np.random.default_rng(SEED)
    (hop_mean, hop_spread), (voice_mean, voice_spread) = standard(hop), standard(voice[there])
    hop = ((hop - hop_mean) / hop_spread).astype(np.float32)
    voice = ((voice - voice_mean) / voice_spread).astype(np.float32)
    weight = weight.astype(np.float32)
    net = Network(rng)
    batches = len(target) // BATCH
    for epoch in range(EPOCHS):
        order, total = rng.permutation(len(target)), 0.0
        for b in range(batches):
            rate = RATE * 0.5 * (1 + np.cos(np.pi * (epoch * batches + b) / (EPOCHS * batches)))
            i = order[b * BATCH : (b + 1) * BATCH]
            total += net.step(hop[i], voice[i], there[i], target[i], weight[i], rate)
        print(f"epoch {epoch + 1}: loss {total / batches:.4f}", file=sys.stderr)
    w_hop, w_voice, bias, out, out_bias = net.values
    bias = bias - (hop_mean / hop_spread) @ w_hop - (voice_mean / voice_spread) @ w_voice
    return w_hop / hop_spread[:, None], w_voice / voice_spread[:, None], bias, out, out_bias


def table(name, values, sizes):
    """A C table."""
    def row(numbers):
        return "{" + ", ".join(f"{x:.6g}f" if "." in f"{x:.6g}" or "e" in f"{x:.6g}" else f"{x:.6g}.0f" for x in numbers) + "}"

    body = row(values) if values.ndim == 1 else "{\n    " + ",\n    ".join(row(v) for v in values) + "}"
    return f"static const float {name}{sizes} = {body};\n"


def write(path, weights, folder):
    """The table that judge.c includes."""
    w_hop, w_voice, bias, out, out_bias = weights
    text = (
        "/* clang-format off */\n"
        f"/* Made by tests/train/train.py on {time.strftime('%Y-%m-%d')}, seed {SEED}, recipe {recipe_hash(folder)}. Not to be edited. */\n"
        f"#define JUDGE_UNITS {UNITS}\n"
        f"#define JUDGE_OUT_BIAS {out_bias[0]:.6g}f\n"
    )
    text += table("JUDGE_BIAS", bias, "[JUDGE_UNITS]")
    text += table("JUDGE_OUT", out, "[JUDGE_UNITS]")
    text += table("JUDGE_HOP_WEIGHTS", w_hop, "[JUDGE_HOP_INPUTS][JUDGE_UNITS]")
    text += table("JUDGE_VOICE_WEIGHTS", w_voice, "[JUDGE_VOICE_INPUTS][JUDGE_UNITS]")
    path.write_text(text + "/* clang-format on */\n", encoding="utf-8")


def main():
    """From sounds to weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--dump", required=True, help="the program made from dump.c")
    folder = Path(__file__).resolve().parent
    parser.add_argument("--out", type=Path, default=folder.parent.parent / "src/speech/judge_weights.inc")
    parser.add_argument("--keep", type=Path, help="keep the examples in this file, or take them from it")
    args = parser.parse_args()
    if args.keep and args.keep.exists():
        data = list(np.load(args.keep).values())
    else:
        data = gather(args.dump)
        if args.keep:
            np.savez(args.keep, *data)
    print(f"{len(data[3])} hops, {np.mean(data[3] > 0):.3f} voiced", file=sys.stderr)
    write(args.out, train(*data), folder)


if __name__ == "__main__":
    main()
