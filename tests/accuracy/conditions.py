"""Lines and rooms: the same sound as another line would carry it.

A condition is a word or more, applied from left to right:
  wide        as it is                       tel        300-3400 Hz at 8 kHz (the codec is A-law, applied last)
  alaw ulaw   8 kHz and that codec           gsm        8 kHz and GSM 06.10
  band        300-3400 Hz at 8 kHz, no codec
  white:10    white noise in the band, 10 dB below the active speech level; so babble:10, recorded-car:10
  gain:-30    louder or softer by that many dB, before the codec
  rate:44100  resampled; lost:5  5 % of packets of 20 ms are lost and concealed by silence
"""

import subprocess
import zlib
from pathlib import Path

import numpy as np

import audio
import noises

PACKET_S = 0.02


def recipe():
    """What a carried sound depends on, for the cache."""
    return (Path(__file__), *noises.recipe())


def seed_of(*words):
    """A seed that hangs on these words alone."""
    return zlib.crc32("/".join(map(str, words)).encode())


def through_sox(samples, rate_hz, encoding):
    """The sound after sox coded and decoded it: "mu-law", "a-law" or "gsm-full-rate"."""
    raw = ["-t", "raw", "-r", str(rate_hz), "-c", "1", "-e", "signed", "-b", "16"]
    form = ["-t", "gsm"] if encoding == "gsm-full-rate" else ["-t", "raw", "-e", encoding, "-b", "8"]
    line = ["-r", str(rate_hz), "-c", "1", *form, "-"]
    steps = np.clip(np.rint(samples * 32768), -32768, 32767).astype("<i2").tobytes()
    coded = subprocess.run(["sox", "-D", *raw, "-", *line], input=steps, capture_output=True, check=True).stdout
    back = subprocess.run(["sox", "-D", *line, *raw, "-"], input=coded, capture_output=True, check=True).stdout
    out = np.frombuffer(back, "<i2") / 32768
    return np.pad(out, (0, max(0, len(samples) - len(out))))[: len(samples)]


def with_noise(samples, kind, snr_db, seed, apart):
    """The sound with noise in the telephone band, that far below its active level."""
    noise = audio.through_telephone_band(noises.made(kind, len(samples), seed, apart))
    wanted_db = audio.active_level_db(samples) - snr_db
    return samples + noise * 10 ** (wanted_db / 20) / np.sqrt(np.mean(noise**2))


def with_losses(samples, rate_hz, percent, seed):
    """The sound with that share of its packets silenced."""
    packet = int(PACKET_S * rate_hz)
    out = samples.copy()
    for lost in np.flatnonzero(np.random.default_rng(seed).random(len(out) // packet) < percent / 100):
        out[lost * packet : (lost + 1) * packet] = 0
    return out


def carried(samples, rate_hz, words, key, apart):
    """The sound (one channel) in a condition: samples and rate. The key seeds its noise."""
    last = {"alaw": "a-law", "tel": "a-law", "ulaw": "mu-law", "gsm": "gsm-full-rate"}
    codec = None
    for word in words.split():
        name, _, value = word.partition(":")
        if name in last or name == "band":
            samples, rate_hz = audio.resampled(samples, rate_hz), audio.RATE_HZ
            codec = last.get(name, codec)
        if name in ("tel", "band"):
            samples = audio.through_telephone_band(samples)
        elif name in ("white", "babble", "street", "pink") or name.startswith(noises.RECORDED):
            samples = with_noise(samples, name, float(value), seed_of(key, word), apart)
        elif name == "gain":
            samples = samples * 10 ** (float(value) / 20)
        elif name == "rate":
            samples, rate_hz = audio.resampled(samples, rate_hz, int(value)), int(value)
        elif name == "lost":
            samples = with_losses(samples, rate_hz, float(value), seed_of(key, word))
    samples = np.clip(samples, -1, 32767 / 32768)
    if codec == "a-law":
        samples = audio.through_a_law(samples)
    elif codec:
        samples = through_sox(samples, rate_hz, codec)
    return samples, rate_hz


def carried_call(samples, rate_hz, words, key, apart):
    """The sides of a call, one a column, each over a line of its own: what is lost and what is noise differs."""
    sides = [carried(samples[:, side], rate_hz, words, f"{key}, side {side}", apart) for side in range(samples.shape[1])]
    return np.stack([side for side, _ in sides], axis=1), sides[0][1]
