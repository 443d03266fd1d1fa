"""Lines to train the judge of music on: minutes of talk, music, song, talk over music and noise, one after another.

Talk: Debian's English, Italian and Spanish telephone prompts and espeak-ng. Music: three of Debian's five hold tunes,
openttd-openmsx played by fluidsynth, and chords made here, some of it overdriven. Song: formant voices and stretched
espeak-ng words over music. Talkers, voices and tunes that tests keep apart are not among these.
"""

import random
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from scipy.signal import lfilter, resample_poly

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "accuracy"))
import audio  # noqa: E402  (its folder is known only now)

RATE_HZ = audio.RATE_HZ
HOP = 80
NOTHING, TALK, MUSIC, TALK_OVER_MUSIC, NOISE = range(5)
PROMPTS = [Path("/usr/share/asterisk/sounds") / name for name in ("en_US_f_Allison", "it_IT_m_Carlo", "es_MX_f_Allison")]
TUNES = [f"/usr/share/asterisk/moh/{name}.wav" for name in ("macroform-cold_day", "macroform-the_simplicity", "reno_project-system")]
SCORES = Path("/usr/share/games/openttd/baseset/openmsx")
SOUND_FONT = "/usr/share/sounds/sf2/TimGM6mb.sf2"
VOICES = ("en+m1", "en+f1", "de+m3", "en+f3", "es+m2", "fr+f4", "en+Andrea", "it+m4")
MANDARIN_VOICES = ("cmn+f1", "cmn+m3", "cmn+m1", "cmn+f4", "cmn+m6", "cmn+Alicia", "cmn+m2", "cmn+belinda")
TEXTS = """thank you for calling how may i help you today
i have been waiting for more than two weeks now
let me check that for you please hold the line
your order number please
no that is not what i was told yesterday
alright that sounds good thank you very much
um yes i think so
mm hm okay""".splitlines()
MANDARIN_TEXTS = """您好请问有什么可以帮您
我想查一下我的订单什么时候能到
好的请您稍等一下我马上帮您查询
这个问题我们已经记录下来了
谢谢您的耐心等待
您的电话号码是多少
我昨天下午打过电话但是没有人接
请问您还需要别的帮助吗
嗯我先看一下啊那个好像是上个星期三""".splitlines()
SUNG_WORDS = "love me all the way home tonight under the moon and never let go of my heart again sweet morning rain".split()
VOWELS_HZ = ((730, 1090, 2440), (270, 2290, 3010), (300, 870, 2240), (530, 1840, 2480), (570, 840, 2410))
MAJOR = (0, 2, 4, 5, 7, 9, 11, 12)


def unit(x):
    """The same sound at mean square 1."""
    return x / (np.sqrt(np.mean(x**2)) + 1e-9)


def at_db(x, db):
    """At that mean square."""
    return unit(x) * 10 ** (db / 20)


def say(text, voice, speed, pitch, flat=False):
    """espeak-ng, its silent ends cut; flat: without intonation."""
    text = f'<speak><prosody range="0">{text}</prosody></speak>' if flat else text
    command = ["espeak-ng", "-v", voice, "-s", str(speed), "-p", str(pitch), "--stdout", *(["-m"] if flat else []), text]
    raw = subprocess.run(command, capture_output=True, check=True).stdout
    x = resample_poly(np.frombuffer(raw[44:], "<i2") / 32768, 160, 441)  # a WAV of 22.05 kHz
    loud = np.flatnonzero(np.abs(x) > 0.005)
    return x[loud[0] : loud[-1] + 1]


def spoken(dice, voices, texts, flat):
    """Utterances of each voice, all at its own speed and pitch; the last ones slow."""
    return [
        [say(text, voice, dice.randint(90, 220), dice.randint(15, 85), flat) for text in texts]
        for voice in voices
    ]


def prompts(folder):
    """Every third of a talker's prompts that lasts 0.8 to 15 s."""
    paths = sorted(path for path in folder.rglob("*.*") if path.suffix in (".wav", ".gsm") and "silence" not in str(path))
    sounds = (audio.decoded(path)[:, 0] for path in paths[::3])
    return [x for x in sounds if 0.8 <= len(x) / RATE_HZ <= 15 and np.any(x)]


def talk_hops(x):
    """Hops of clean speech within 40 dB of the loudest, gaps under 0.2 s closed."""
    level = np.sqrt(np.mean(x[: len(x) // HOP * HOP].reshape(-1, HOP) ** 2, axis=1))
    hops = level > 0.01 * level.max()
    at = np.flatnonzero(hops)
    for a, b in zip(at[:-1], at[1:]):
        if b - a <= 20:
            hops[a:b] = True
    return hops


def other_voice(x, dice):
    """The same words in a lower and slower or higher and faster voice, of another room or telephone: darker, brighter."""
    up, down = dice.choice(((1, 1), (1, 1), (10, 9), (9, 8), (6, 5), (5, 4), (9, 10), (8, 9), (5, 6)))
    pole, zero = dice.choice(((0, 0), (dice.uniform(0, 0.8), 0), (0, dice.uniform(0, 0.8))))
    return lfilter([1, -zero], [1, -pole], resample_poly(x, up, down))


def played(path):
    """The first 80 s of a score."""
    with tempfile.NamedTemporaryFile(suffix=".wav") as out:
        command = ["fluidsynth", "-ni", "-r", "16000", "-F", out.name, SOUND_FONT, str(path)]
        subprocess.run(command, capture_output=True, check=True)
        x, rate_hz = audio.read_wav(out.name)
    return audio.resampled(x[: 80 * rate_hz].mean(axis=1), rate_hz)


def chords(rng, n):
    """Four chords over and over, plucked on every beat, with a drum."""
    y, beat = np.zeros(n), rng.uniform(0.35, 0.6)
    root_hz, at, bar = 110 * 2 ** (rng.integers(0, 8) / 12), 0, 0
    while at < n:
        for quarter in range(4):
            first = at + int(quarter * beat * RATE_HZ)
            t = np.arange(max(0, min(int(1.2 * beat * RATE_HZ), n - first))) / RATE_HZ
            for step in (0, 4, 7, 12):
                f = root_hz * 2 ** ((step + (0, 9, 5, 7)[bar % 4]) / 12)
                note = sum(np.sin(2 * np.pi * f * h * t) / h**1.3 for h in range(1, 7))
                y[first : first + len(t)] += note * np.exp(-t / 0.5) * np.minimum(1, t / 0.005)
        for eighth in range(8):
            first = at + int(eighth * beat * RATE_HZ / 2)
            k = np.arange(max(0, min(800, n - first)))
            y[first : first + len(k)] += 0.8 * rng.standard_normal(len(k)) * np.exp(-k / 150)
        at, bar = at + int(4 * beat * RATE_HZ), bar + 1
    return unit(y)


def formant_song(rng, n):
    """A pulse train through three formants: held notes with vibrato, some with a consonant before."""
    y, at, base_hz = np.zeros(n), 0, rng.uniform(130, 280)
    while at < n:
        if rng.random() < 0.15:
            at += int(rng.uniform(0.2, 1.0) * RATE_HZ)
            continue
        t = np.arange(min(int(rng.uniform(0.15, 0.9) * RATE_HZ), n - at)) / RATE_HZ
        vibrato_st = rng.uniform(0.1, 0.6) * np.sin(2 * np.pi * rng.uniform(4.5, 6.5) * t) * np.clip(t / 0.25 - 0.6, 0, 1)
        turns = np.cumsum(base_hz * 2 ** ((MAJOR[rng.integers(8)] + vibrato_st) / 12)) / RATE_HZ
        note = lfilter([1], [1, -0.95], np.diff(np.floor(turns), prepend=0)) + 0.003 * rng.standard_normal(len(t))
        for f, width in zip(VOWELS_HZ[rng.integers(5)], (80, 100, 140)):
            r = np.exp(-np.pi * width / RATE_HZ)
            note = lfilter([1 - r], [1, -2 * r * np.cos(2 * np.pi * f / RATE_HZ), r * r], note)
        note = unit(note * np.minimum(1, np.minimum(t / 0.03, (len(t) / RATE_HZ - t) / 0.05)))
        if rng.random() < 0.6:
            k = min(int(rng.uniform(0.03, 0.1) * RATE_HZ), len(t))
            note[:k] = 0.2 * note[:k] + 0.3 * np.diff(rng.standard_normal(k + 1))
        y[at : at + len(t)] += note
        at += len(t)
    return y


def resonated(x, formants_hz, widths_hz):
    """Through formants one after another, each of unit gain at 0 Hz."""
    for f, width in zip(formants_hz, widths_hz):
        r = np.exp(-np.pi * width / RATE_HZ)
        c = 2 * r * np.cos(2 * np.pi * f / RATE_HZ)
        x = lfilter([1 - c + r * r], [1, -c, r * r], x)
    return x


def held_vowels(rng, seconds):
    """A voice that draws its vowels out, on one note, gliding, trembling or falling, with a hiss now and then."""
    n = int(seconds * RATE_HZ)
    y, at, base_hz = np.zeros(n), 0, np.exp(rng.uniform(np.log(70), np.log(380)))
    size, breath = rng.uniform(0.85, 1.2), 10 ** (rng.uniform(-45, -20) / 20)
    while at < n:
        t = np.arange(min(int(rng.uniform(0.15, rng.choice((0.9, 2.0))) * RATE_HZ), n - at)) / RATE_HZ
        share = t / max(t[-1], 1e-3)
        drawl_st = (0.3 * np.sin(9 * t), rng.uniform(-6, 6) * share, rng.uniform(0.3, 1.5) * np.sin(34 * t), rng.uniform(-10, -3) * share**2)
        turns = np.cumsum(base_hz * 2 ** ((rng.uniform(-4, 4) + drawl_st[rng.integers(4)]) / 12)) / RATE_HZ
        source = lfilter([1], [1, -rng.uniform(0.85, 0.97)], np.diff(np.floor(turns), prepend=0))
        source += breath * source.std() * rng.standard_normal(len(t))
        note = unit(resonated(source, size * np.array(VOWELS_HZ[rng.integers(5)]), (80, 100, 140)))
        edge_s = rng.uniform(0.01, 0.04)
        note = note * np.minimum(1, np.minimum(t, t[-1] - t) / edge_s) * 10 ** (rng.uniform(-9, 0) / 20)
        y[at : at + len(t)] += note
        at += len(t) + int(rng.choice((0, 0.05, 0.2, 0.4)) * RATE_HZ)
        if rng.random() < 0.4:
            k = max(0, min(int(rng.uniform(0.06, 0.15) * RATE_HZ), n - at))
            y[at : at + k] += 0.2 * np.diff(rng.standard_normal(k + 1)) * np.hanning(k)
            at += k
    return y


def melody(rng, n):
    """One instrument alone, one note after another, plucked or blown: its partials stay in proportion."""
    y, at, base_hz = np.zeros(n), 0, rng.uniform(110, 520)
    strength = np.arange(1, 9.0) ** -rng.uniform(0.8, 2.2) * 10 ** (rng.uniform(-8, 8, 8) / 20)
    decay_s, beat = rng.choice((rng.uniform(0.2, 0.8), 1e9)), rng.uniform(0.15, 0.6)
    while at < n:
        length = int(beat * rng.choice((1, 1, 2, 3)) * RATE_HZ)
        t = np.arange(min(int(1.1 * length), n - at)) / RATE_HZ
        f = base_hz * 2 ** (MAJOR[rng.integers(8)] / 12)
        partials = sum(a * np.sin(2 * np.pi * f * h * t) for h, a in enumerate(strength, 1) if f * h < 3800)
        note = partials * np.exp(-t / decay_s) * np.minimum(1, np.minimum(t / 0.01, (t[-1] - t) / 0.04))
        y[at : at + len(t)] += note * 10 ** (rng.uniform(-4, 0) / 20)
        at += length
    return unit(y)


def stretched(x, tempo):
    """Slower at the same pitch."""
    with tempfile.NamedTemporaryFile(suffix=".wav") as source, tempfile.NamedTemporaryFile(suffix=".wav") as out:
        audio.write_wav(source.name, 0.5 * x)
        subprocess.run(["sox", source.name, out.name, "tempo", "-s", str(tempo)], check=True)
        return audio.read_wav(out.name)[0][:, 0]


def word_song(rng, notes, n):
    """Words without intonation one after another."""
    y, at = np.zeros(n), 0
    while at < n:
        note = notes[rng.integers(len(notes))][: n - at]
        y[at : at + len(note)] += note
        at += len(note) + (int(rng.uniform(0.1, 0.8) * RATE_HZ) if rng.random() < 0.2 else 0)
    return y


def pink(rng, n):
    """Noise with as much power in each octave."""
    spectrum = np.fft.rfft(rng.standard_normal(n)) / np.sqrt(np.maximum(np.fft.rfftfreq(n, 1 / RATE_HZ), 20))
    return unit(np.fft.irfft(spectrum, n))


class Studio:
    """All material, and pieces cut from it. The same seed gives the same pieces."""

    def __init__(self, seed):
        self.dice, self.rng = random.Random(seed), np.random.default_rng(seed)
        self.prompts = [prompts(folder) for folder in PROMPTS]
        self.voices = spoken(self.dice, VOICES, TEXTS, False) + spoken(self.dice, MANDARIN_VOICES, MANDARIN_TEXTS, False)
        self.voices += spoken(self.dice, VOICES[:2], TEXTS, True) + spoken(self.dice, MANDARIN_VOICES[:2], MANDARIN_TEXTS, True)
        self.drawls = [[held_vowels(self.rng, 4) for _ in range(4)] for _ in range(30)]
        self.tunes = [unit(audio.decoded(path)[:, 0]) for path in TUNES]
        self.scores = [unit(played(path)) for path in sorted(SCORES.glob("*.mid"))]
        said = [say(word, self.dice.choice(VOICES), 80, self.dice.randint(20, 80), True) for word in SUNG_WORDS * 3]
        self.notes = [unit(stretched(x, self.dice.uniform(0.45, 0.95))) for x in said]
        self.babble = sum(self.talk(200 * RATE_HZ, 0.5)[0] for _ in range(12))

    def music(self, n):
        """A stretch of a tune, of a score or of chords; three in ten are overdriven."""
        chance = self.dice.random()
        x = self.dice.choice(self.tunes) if chance < 0.4 else self.dice.choice(self.scores)
        x = chords(self.rng, n) if chance > 0.8 else np.resize(x, max(len(x), n))
        x = melody(self.rng, n) if chance > 0.92 else x
        first = self.dice.randint(0, len(x) - n)
        x = x[first : first + n]
        if x.std() < 0.03:
            return self.music(n)
        return unit(np.tanh(self.dice.uniform(1, 6) * unit(x))) if self.dice.random() < 0.3 else unit(x)

    def talk(self, n, longest_gap_s):
        """Utterances of one talker at mean square 1 over speech, and which hops they are."""
        pieces = self.dice.choice(self.dice.choices((self.prompts, self.voices, self.drawls), (5, 4, 1))[0])
        y, hops, at = np.zeros(n), np.zeros(n // HOP, dtype=bool), 0
        manner = self.dice.random()
        while at < n - RATE_HZ:
            x = other_voice(self.dice.choice(pieces), random.Random(manner))
            if at + len(x) + HOP > n:
                break
            where = talk_hops(x)
            x = x / np.sqrt(np.mean(x[: len(where) * HOP].reshape(-1, HOP)[where] ** 2))
            y[at : at + len(x)] += x
            hops[at // HOP : at // HOP + len(where)] |= where
            gap_s = self.dice.choice((self.dice.uniform(0.05, 0.5), self.dice.uniform(0.3, longest_gap_s)))
            at = (at + len(x) + int(gap_s * RATE_HZ)) // HOP * HOP
        return y, hops

    def song(self, n):
        """A voice that sings over music."""
        voice = formant_song(self.rng, n) if self.dice.random() < 0.5 else word_song(self.rng, self.notes, n)
        return unit(unit(voice) + at_db(self.music(n), self.dice.uniform(-12, 0)))

    def noise(self, n):
        """White, pink or of many talkers."""
        kind = self.dice.randrange(3)
        return (self.rng.standard_normal(n), pink(self.rng, n), unit(self.babble[:n]))[kind]

    def piece(self, n):
        """One stretch of a line, about at level 0 dB, and its hops' kinds."""
        chance, none = self.dice.random(), np.zeros(n // HOP, dtype=np.uint8)
        if chance < 0.34:
            x, hops = self.talk(n, 3.0)
            if self.dice.random() < 0.3:
                x = x + at_db(self.noise(n), -self.dice.uniform(5, 20))
            return x, np.where(hops, TALK, NOTHING)
        if chance < 0.60:
            return at_db(self.music(n), self.dice.uniform(-15, 3)), none + MUSIC
        if chance < 0.70:
            return at_db(self.song(n), self.dice.uniform(-10, 3)), none + MUSIC
        if chance < 0.95:
            x, hops = self.talk(n, 4.0)
            below_db = self.dice.choice((self.dice.uniform(3, 12), self.dice.uniform(8, 18)))
            return x + at_db(self.music(n), -below_db), np.where(hops, TALK_OVER_MUSIC, MUSIC)
        return at_db(self.noise(n), -self.dice.uniform(0, 20)), none + NOISE

    def short_line(self):
        """A line on which there is one thing from the start."""
        n = int(self.dice.uniform(3, 14) * RATE_HZ) // HOP * HOP
        x, kinds = self.piece(n)
        return self.sent(x * 10 ** (self.dice.uniform(-40, -15) / 20), kinds)

    def sent(self, x, kinds):
        """What comes out of the line, as 16 bit steps."""
        x = x + self.rng.standard_normal(len(x)) * 10 ** (self.dice.choice((-90, -75, -65, -60, -55, -48)) / 20)
        x = audio.through_telephone_band(x) if self.dice.random() < 0.7 else x
        return np.rint(audio.through_a_law(x) * 32767).astype(np.int16), kinds

    def line(self, seconds):
        """A line as 16 bit steps, and the kind of each hop."""
        n, at = seconds * RATE_HZ, 0
        x, kinds = np.zeros(n), np.zeros(n // HOP, dtype=np.uint8)
        talk_db = self.dice.uniform(-32, -18)
        while at < n - 8 * RATE_HZ:
            m = min(int(self.dice.uniform(4, 35) * RATE_HZ), n - at) // HOP * HOP
            piece, hops = self.piece(m)
            x[at : at + m] = piece * 10 ** (talk_db / 20)
            kinds[at // HOP : (at + m) // HOP] = hops
            rest_s = self.dice.uniform(0.1, 3) if self.dice.random() < 0.6 else 0
            at = (at + m + int(rest_s * RATE_HZ)) // HOP * HOP
        return self.sent(x, kinds)
