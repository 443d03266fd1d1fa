"""Sound in and out for scoring: reading by sox, lines and noises by numpy."""
import subprocess
import wave

import numpy as np
from scipy import signal

RATE = 8000
BAND = signal.butter(6, [300, 3400], "bandpass", fs=RATE, output="sos")


def read(path):
    """A recording at 8 kHz, [frames, channels], full scale 1."""
    channels = int(subprocess.run(["sox", "--i", "-c", path], capture_output=True, check=True).stdout)
    raw = subprocess.run(["sox", path, "-r", str(RATE), "-e", "signed", "-b", "16", "-t", "raw", "-"],
                         capture_output=True, check=True).stdout
    return np.frombuffer(raw, "<i2").astype(float).reshape(-1, channels) / 32768


def write(path, frames):
    """16-bit WAV at 8 kHz."""
    frames = frames.reshape(len(frames), -1)
    with wave.open(str(path), "wb") as out:
        out.setnchannels(frames.shape[1])
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes((np.clip(frames, -1, 0.99997) * 32768).round().astype("<i2").tobytes())


def a_law(x):
    """There and back through A-law's curve, 8 bits (ITU-T G.711)."""
    a, magnitude = 87.6, np.abs(x)
    norm = 1 + np.log(a)
    coded = np.where(magnitude < 1 / a, a * magnitude / norm, (1 + np.log(np.maximum(a * magnitude, 1))) / norm)
    coded = np.minimum((np.floor(coded * 128) + 0.5) / 128, 1)
    back = np.where(coded < 1 / norm, coded * norm / a, np.exp(coded * norm - 1) / a)
    return np.sign(x) * back


def telephone(x):
    """300 to 3400 Hz."""
    return signal.sosfilt(BAND, x, axis=0)


def active_rms(x):
    """RMS over the louder hops: those within 30 dB of the loudest."""
    power = np.array([np.mean(h**2) for h in np.array_split(x[:, 0], max(1, len(x) // 80))])
    return np.sqrt(np.mean(power[power > power.max() * 1e-3]))


def with_noise(x, snr_db, seed):
    """White noise in the telephone band, below active speech by snr_db."""
    noise = telephone(np.random.default_rng(seed).standard_normal(x.shape))
    return x + noise / noise.std() * active_rms(x) * 10 ** (-snr_db / 20)


def condition(x, name, seed=0):
    """A recording as another line would bring it: "as_is", "alaw", "band", "band10" (white noise at 10 dB)."""
    if name == "as_is":
        return x
    if name == "alaw":
        return a_law(x)
    x = telephone(x)
    if name != "band":
        x = with_noise(x, float(name[4:]), seed)
    return a_law(x)
