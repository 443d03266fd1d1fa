"""The lines that speech is sent down for training: bands, codecs, gains, noises, other talkers."""

import sys
from pathlib import Path

import numpy as np
from scipy.signal import butter, lfilter, sosfilt

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "accuracy"))
import audio  # noqa: E402

NOISES = ("white", "pink", "brown", "hum", "gusts")
ALONE = (*NOISES, "gusts", "gusts", "gusts")
LINES = ("wide", "tel", "tel20", "tel10", "tel5", "tel0", "babble", "mix")


def noise(kind, n, rng):
    """Noise of unit power."""
    white = rng.standard_normal(n)
    if kind == "pink":
        spectrum = np.fft.rfft(white)
        white = np.fft.irfft(spectrum / np.sqrt(np.maximum(np.arange(len(spectrum)), 1)), n)
    elif kind == "brown":
        white = lfilter([1], [1, -0.995], white)
    elif kind == "hum":
        hz, t = rng.choice([50, 60]) * rng.uniform(0.99, 1.01), np.arange(n) / audio.RATE_HZ
        white = 0.05 * white
        for k in range(1, 16):
            white += rng.uniform(0, 1) / k**0.5 * np.sin(2 * np.pi * (k * hz * t + rng.random()))
    elif kind == "gusts":
        white = noise(rng.choice(["white", "pink", "pink", "brown"]), n, rng)
        if rng.random() < 0.5:
            low_hz = rng.uniform(100, 900)
            band_hz = [low_hz, low_hz * rng.uniform(2, 4)]
            white = sosfilt(butter(2, band_hz, "bandpass", fs=audio.RATE_HZ, output="sos"), white)
        step = int(rng.uniform(0.1, 1.0) * audio.RATE_HZ)
        at = np.arange(0, n + step, step)
        white = white * 10 ** (np.interp(np.arange(n), at, rng.normal(0, rng.uniform(3, 9), len(at))) / 20)
    return white / (np.std(white) + 1e-9)


def babble(talkers, n, rng):
    """Four to six talkers at once, unit power."""
    mixed = np.zeros(n)
    for _ in range(rng.integers(4, 7)):
        stream = np.zeros(0)
        while len(stream) < n + 8000:
            one = talkers[rng.integers(len(talkers))]
            stream = np.append(stream, one)
        start = rng.integers(0, len(stream) - n)
        mixed += stream[start : start + n] * 10 ** (rng.uniform(-4, 2) / 20)
    return mixed / (np.std(mixed) + 1e-9)


def band(sound, rng):
    """300 to 3400 Hz, as one telephone or another does it."""
    low, high = (300, 3400) if rng.random() < 0.6 else (rng.uniform(180, 380), rng.uniform(3000, 3700))
    return sosfilt(butter(int(rng.choice([4, 6])), [low, high], "bandpass", fs=audio.RATE_HZ, output="sos"), sound)


def send(sound, line, talkers, rng):
    """Speech at unit active level down a line: 16-bit samples, at a random level, after A-law or plain."""
    n = len(sound)
    level = 10 ** (rng.uniform(-42, -18) / 20)
    quiet = noise(rng.choice(["white", "pink"]), n, rng) * 10 ** (-rng.uniform(35, 65) / 20)
    out = sound + quiet
    if line == "babble":
        out = sound + babble(talkers, n, rng) * 10 ** (-rng.uniform(4, 22) / 20)
    elif line == "mix":
        out = sound + noise(rng.choice(NOISES), n, rng) * 10 ** (-rng.uniform(-2, 22) / 20)
        if rng.random() < 0.3:
            out = out + babble(talkers, n, rng) * 10 ** (-rng.uniform(6, 20) / 20)
    wide = line == "wide" or (line in ("babble", "mix") and rng.random() < 0.4)
    if not wide:
        out = band(out, rng)
    if line.startswith("tel") and line != "tel":
        hiss = band(rng.standard_normal(n), rng)
        out = out + hiss / np.std(hiss) * 10 ** (-(float(line[3:]) + rng.uniform(-2, 2)) / 20)
    return finish(out * level, rng)


def finish(out, rng):
    """A-law or not, then 16 bits."""
    if rng.random() < 0.6:
        out = audio.through_a_law(out)
    return np.clip(np.rint(out * 32768), -32768, 32767).astype("<i2")
