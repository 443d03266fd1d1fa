"""Sound and the program under test: reading and writing WAV, line conditions, running calltone."""

import json
import subprocess
from pathlib import Path

import numpy as np
from scipy.io import wavfile
from scipy.signal import butter, resample_poly, sosfilt

RATE_HZ = 8000


def read_wav(path):
    """Samples as floats within -1..1, one row a frame, one column a channel; and the rate in Hz."""
    rate_hz, samples = wavfile.read(path)
    if samples.ndim == 1:
        samples = samples[:, None]
    if samples.dtype == np.uint8:
        return (samples.astype(float) - 128) / 128, rate_hz
    if np.issubdtype(samples.dtype, np.integer):
        return samples / float(-np.iinfo(samples.dtype).min), rate_hz
    return samples.astype(float), rate_hz


def decoded(path):
    """Samples at RATE_HZ as sox reads them: one row a frame, one column a channel. For what is no plain WAV."""
    channels = int(subprocess.run(["sox", "--i", "-c", path], capture_output=True, check=True).stdout)
    command = ["sox", "-D", path, "-r", str(RATE_HZ), "-e", "signed", "-b", "16", "-t", "raw", "-"]
    raw = subprocess.run(command, capture_output=True, check=True).stdout
    return np.frombuffer(raw, "<i2").reshape(-1, channels) / 32768


def write_wav(path, samples, rate_hz=RATE_HZ):
    """16 bit PCM; what is over full scale is held at the rails."""
    steps = np.clip(np.rint(np.asarray(samples) * 32768), -32768, 32767)
    wavfile.write(path, rate_hz, steps.astype(np.int16))


def write_steps(path, steps, rate_hz=RATE_HZ):
    """16 bit PCM from samples that are 16 bit already."""
    wavfile.write(path, rate_hz, steps)


def resampled(samples, rate_hz, to_hz=RATE_HZ):
    """The same sound at another rate, frames along the first axis."""
    divisor = np.gcd(int(rate_hz), int(to_hz))
    return resample_poly(samples, to_hz // divisor, rate_hz // divisor, axis=0)


def through_a_law(samples):
    """The sound after the quantisation of ITU-T G.711 A-law: 13 bits in, 4 bits of mantissa a segment."""
    magnitude = np.minimum(np.abs(np.clip(samples, -1, 1)) * 4096, 4095.0)
    segment = np.maximum(np.floor(np.log2(np.maximum(magnitude, 1))) - 4, 0)
    step = 2 * 2 ** np.maximum(segment - 1, 0)
    return np.sign(samples) * (np.floor(magnitude / step) + 0.5) * step / 4096


def through_telephone_band(samples):
    """300 to 3400 Hz at 8 kHz: Butterworth, 6th order."""
    return sosfilt(butter(6, [300, 3400], "bandpass", fs=RATE_HZ, output="sos"), samples, axis=0)


def active_level_db(samples, rate_hz=RATE_HZ):
    """Active speech level, dB relative to full scale: ITU-T P.56 (2011), method B, one channel.

    Envelope: two one-pole smoothers of 0.03 s; hangover 0.2 s; margin 15.9 dB.
    """
    smoothing = np.exp(-1 / (0.03 * rate_hz))
    one_pole = np.array([[1 - smoothing, 0, 0, 1, -smoothing, 0]])
    envelope = sosfilt(np.vstack([one_pole, one_pole]), np.abs(samples))
    thresholds_db = 20 * np.log10(2.0 ** -np.arange(15, 0, -1.0))
    hangover = int(round(0.2 * rate_hz))
    energy = float(np.sum(np.square(samples)))
    before = None
    for threshold_db in thresholds_db:
        over = np.flatnonzero(envelope >= 10 ** (threshold_db / 20))
        if energy == 0 or over.size == 0:
            break
        active = np.minimum(np.diff(np.append(over, len(samples))), hangover).sum()
        active_db = 10 * np.log10(energy / active)
        here = (active_db - threshold_db, active_db)
        if here[0] <= 15.9:
            if before is None:
                return active_db
            share = (before[0] - 15.9) / (before[0] - here[0])
            return before[1] + share * (here[1] - before[1])
        before = here
    return -100.0


def run(calltone, *arguments):
    """What the program prints. It must end well."""
    done = subprocess.run([str(calltone), *map(str, arguments)], capture_output=True, check=False)
    if done.returncode not in (0, 1):
        complaint = done.stderr.decode(errors="replace").strip()
        raise RuntimeError(f"{Path(calltone).name} {arguments[0]} {arguments[1]}: exit {done.returncode}: {complaint}")
    return done.stdout.decode("utf-8-sig")


def track(calltone, path):
    """The hops of a recording: {side: {column: array}}."""
    heading, body = run(calltone, "track", path, "--csv").split("\n", 1)
    names = heading.split(",")
    place = names.index("side")
    sides = list(dict.fromkeys(line.split(",", place + 1)[place] for line in body.split("\n", 2)[:2] if line))
    for side in sides:
        body = body.replace(f",{side},", ",")
    values = np.fromstring(body.replace("\n", ","), sep=",").reshape(-1, len(sides), len(names) - 1)
    names.remove("side")
    return {side: dict(zip(names, values[:, i].T)) for i, side in enumerate(sides)}


def analyze(calltone, path):
    """The report of a recording, as a dictionary."""
    return json.loads(run(calltone, "analyze", path, "--json"))
