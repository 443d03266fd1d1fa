"""The programs under test and those it is compared with: each says, of a WAV, F0, speech or syllables in one form.

A track is (first_s, values): a value every 10 ms, the first at first_s; F0 in Hz with 0 for unvoiced, speech as flags.
Speech comes a channel at a time, so that peers that mix channels hear what calltone hears. A tool that is not
installed is left out, and said to be.
"""

import functools
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np

import audio
import cache

HERE = Path(__file__).resolve().parent
HOP_S = 0.01
F0_HZ = (75, 500)  # where peers look for pitch; where there are voices deeper than that, from DEEP_HZ
DEEP_HZ = 60


def output_of(*command, feed=None):
    """What a program prints."""
    return subprocess.run([str(word) for word in command], input=feed, capture_output=True, check=True).stdout


def samples_16bit(wav, channel, rate_hz):
    """One channel as 16 bit steps at that rate."""
    command = ["sox", "-D", wav, "-t", "raw", "-e", "signed", "-b", "16", "-r", rate_hz, "-", "remix", channel + 1]
    return np.frombuffer(output_of(*command), "<i2")


def rate_of(wav):
    """Samples a second."""
    return int(output_of("sox", "--i", "-r", wav))


def length_of(wav):
    """Hops of 10 ms."""
    return int(float(output_of("sox", "--i", "-D", wav)) / HOP_S + 1e-6)


def one_channel(wav, channel, folder):
    """A WAV with that channel alone."""
    out = Path(folder) / "channel.wav"
    output_of("sox", "-D", wav, out, "remix", channel + 1)
    return out


class Calltone:
    """The program under test. It hears a file once, whatever is asked of it."""

    name = "calltone"

    def __init__(self, program):
        self.program = program
        self.version = output_of(program, "--version").decode().split()[-1]

    @staticmethod
    def can(_what):
        """It does everything."""
        return True

    @functools.lru_cache(maxsize=4)
    def track(self, wav):
        """[{column: values}] by channel, and the side names."""
        return audio.track(self.program, wav)

    def side(self, wav, channel):
        """The hops of a channel: agent before customer."""
        return list(self.track(wav).values())[channel]

    def f0(self, wav, _floor_hz=None):
        """F0, a value a hop."""
        return HOP_S / 2, self.side(wav, 0)["f0_hz"]

    def speech(self, wav, channel=0):
        """Speech flags."""
        return HOP_S / 2, self.side(wav, channel)["speech"] > 0

    def nuclei(self, wav):
        """How many syllables it counts."""
        return self.side(wav, 0)["syllable"].sum()

    @functools.lru_cache(maxsize=4)
    def report(self, wav):
        """Its report."""
        return audio.analyze(self.program, wav)


class Peer:
    """Another tool: its answers are kept by the sound's bytes, for they do not change."""

    name = program = version_command = None
    version_before = rb""  # what stands before the version in the command's output
    abilities = ()

    def can(self, what):
        """Does it do this? "f0 60" is f0 from 60 Hz on."""
        return what.split()[0] in self.abilities

    @classmethod
    def installed(cls):
        """Is it here?"""
        return shutil.which(cls.program) is not None

    @functools.cached_property
    def version(self):
        """Its version in words."""
        done = subprocess.run(self.version_command, capture_output=True, check=False)
        found = re.search(self.version_before + rb"(\d+\.\d+[.\d]*)", done.stdout + done.stderr)
        return found.group(1).decode() if found else "?"

    def _kept(self, what, wav, compute, channel=0):
        return cache.value("peers", cache.key_of(self.name, self.version, what, Path(wav), channel), compute)

    def has(self, what, wav, channel=0):
        """Is its answer kept already?"""
        return cache.has_value("peers", cache.key_of(self.name, self.version, what, Path(wav), channel))

    def f0(self, wav, floor_hz=F0_HZ[0]):
        """F0, a value a hop."""
        return self._kept(f"f0 {floor_hz}", wav, lambda: self._f0(wav, floor_hz))

    def speech(self, wav, channel=0):
        """Speech flags."""
        return self._kept("speech", wav, lambda: self._speech(wav, channel), channel)

    def nuclei(self, wav):
        """How many syllables it counts."""
        return self._kept("nuclei", wav, lambda: self._nuclei(wav))


class Praat(Peer):
    """Praat: pitch by its own defaults but 75-500 Hz; silences and syllable nuclei by the scripts beside this file."""

    name, program, version_command = "Praat", "praat", ("praat", "--version")
    abilities = ("f0", "speech", "nuclei")

    @staticmethod
    def _script(name, *arguments):
        return output_of("praat", "--run", HERE / f"{name}.praat", *arguments).decode().split()

    def _f0(self, wav, floor_hz):
        first_s, *values = (float(word) for word in self._script("pitch", Path(wav).resolve(), floor_hz, F0_HZ[1]))
        return first_s, np.array(values)

    def _speech(self, wav, channel):
        with tempfile.TemporaryDirectory() as folder:
            words = self._script("silences", one_channel(wav, channel, folder))
        return HOP_S / 2, flags(np.array(words, dtype=float).reshape(-1, 2), length_of(wav))

    def _nuclei(self, wav):
        return float(self._script("nuclei", Path(wav).resolve())[0])


class Rapt(Peer):
    """SPTK's pitch, algorithm RAPT: floats on the scale of 16 bit steps, 10 ms, 75-500 Hz, default threshold."""

    name, program, version_command = "RAPT", "sptk", ("sptk", "pitch", "-h")
    version_before = rb"SPTK: version "
    abilities = ("f0",)

    def _f0(self, wav, floor_hz):
        rate_hz = rate_of(wav)
        steps = samples_16bit(wav, 0, rate_hz).astype("<f4").tobytes()
        options = ["-a", 0, "-s", rate_hz / 1000, "-p", rate_hz // 100, "-L", floor_hz, "-H", F0_HZ[1], "-o", 1]
        return 0.0, np.frombuffer(output_of("sptk", "pitch", *options, feed=steps), "<f4").astype(float)


class Aubio(Peer):
    """aubiopitch yin, tolerance 0.5, 64 ms buffer, 10 ms hop."""

    name, program, version_command = "aubio yin", "aubiopitch", ("aubio", "--version")
    abilities = ("f0",)

    def _f0(self, wav, floor_hz):
        hop = rate_of(wav) // 100
        buffer = 512 * max(1, hop // 80)
        words = output_of("aubiopitch", "-i", wav, "-p", "yin", "-l", 0.5, "-B", buffer, "-H", hop, "-s", -90).split()
        f0_hz = np.array(words[1::2], dtype=float)
        return 0.0, np.where((f0_hz >= floor_hz) & (f0_hz <= F0_HZ[1]), f0_hz, 0.0)


class Silencedetect(Peer):
    """ffmpeg's silencedetect at -45 dB, 0.2 s: the best of three thresholds on the same kind of call."""

    name, program, version_command = "ffmpeg", "ffmpeg", ("ffmpeg", "-version")
    abilities = ("speech",)

    def _speech(self, wav, channel):
        sound = ["-af", f"pan=mono|c0=c{channel},silencedetect=n=-45dB:d=0.2", "-f", "null", "-"]
        done = subprocess.run(["ffmpeg", "-hide_banner", "-nostats", "-i", wav, *sound], capture_output=True, check=True)
        edges = re.findall(rb"silence_(start|end): ([-\d.]+)", done.stderr)
        n_hops = length_of(wav)
        starts = [float(at) for kind, at in edges if kind == b"start"]
        ends = [float(at) for kind, at in edges if kind == b"end"] + [n_hops * HOP_S]
        return HOP_S / 2, ~flags(list(zip(starts, ends)), n_hops)


class Webrtc(Peer):
    """The speech detector of WebRTC's audio processing library, by a small program beside this file, at one likelihood."""

    abilities = ("speech",)
    likelihood = None

    @classmethod
    def installed(cls):
        """Its library and a compiler are here."""
        return bool(shutil.which("g++")) and shutil.which("pkg-config") and cls._flags() is not None

    @staticmethod
    @functools.cache
    def _flags():
        asked = ["pkg-config", "--cflags", "--libs", "webrtc-audio-processing"]
        done = subprocess.run(asked, capture_output=True, check=False)
        return done.stdout.decode().split() if done.returncode == 0 else None

    @functools.cached_property
    def version(self):
        """The library's version."""
        return output_of("pkg-config", "--modversion", "webrtc-audio-processing").decode().strip()

    def _speech(self, wav, channel):
        source = HERE / "webrtc_vad.cpp"
        options = ["-O2", "-DWEBRTC_POSIX", "-x", "c++", source, "-x", "none"]
        binary = cache.kept("tools", cache.key_of(source), "", lambda out: output_of("g++", *options, "-o", out, *self._flags()))
        words = output_of(binary, self.likelihood, feed=samples_16bit(wav, channel, audio.RATE_HZ).tobytes())
        return HOP_S / 2, np.frombuffer(words, np.uint8) == ord("1")


class WebrtcLow(Webrtc):
    """Low likelihood: mode 2 of the detector."""

    name, likelihood = "WebRTC 2", 1


class WebrtcVeryLow(Webrtc):
    """Very low likelihood: mode 3."""

    name, likelihood = "WebRTC 3", 0


PEERS = (Praat, Rapt, Aubio, Silencedetect, WebrtcLow, WebrtcVeryLow)


def flags(spans, n_hops):
    """A flag a hop: its centre lies within one of the spans."""
    out = np.zeros(n_hops, dtype=bool)
    for start_s, end_s in spans:
        out[max(int(round(start_s / HOP_S)), 0) : max(int(round(end_s / HOP_S)), 0)] = True
    return out
