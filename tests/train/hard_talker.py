"""A made talker who is hard to follow: glottal pulses through formants, with the truth of every cycle known.

Voices of 62 to 510 Hz; jitter, shimmer, cycles that alternate, sudden drops to half and two thirds of F0, breath, soft
pulses, nasals and voice bars, voiced and voiceless fricatives, stops with bursts, voiced tails that fade and darken,
octave glides. Pulses: Rosenberg's (1971), differentiated; formants: resonators in cascade, Klatt (1980), unity at 0 Hz.
"""

from dataclasses import dataclass, field

import numpy as np
from scipy.signal import butter, lfilter, resample_poly, sosfilt

RATE_HZ = 8000
FINE_HZ = 48000  # pulses are drawn here, so that their corners alias little
TRACT_HZ = 16000
BLOCK = 80  # samples of TRACT_HZ for which the tract stands still
TRUTH_S = 0.001  # step of the truth
VOWELS_HZ = [
    (310, 2020, 2960),
    (450, 1900, 2600),
    (680, 1310, 2710),
    (720, 1200, 2550),
    (570, 850, 2410),
    (440, 1020, 2240),
    (310, 870, 2250),
    (490, 1350, 1690),
    (500, 1500, 2500),
]
NASAL_HZ = (270, 1100, 2300)


@dataclass
class Plan:
    """What is said, in steps of a millisecond, and the cycles of the voice."""

    n: int
    f0: np.ndarray = None  # Hz, everywhere
    voice_db: np.ndarray = None
    noise_db: np.ndarray = None  # fricative noise, shaped by itself
    breath_db: np.ndarray = None  # noise through the tract where no voice is
    dark: np.ndarray = None  # 0 to 1: how much the voice is low-passed
    formants: np.ndarray = None
    spans: list = field(default_factory=list)  # voiced, [start, end) in steps
    drops: list = field(default_factory=list)


def draw_melody(rng, n):
    """F0 in Hz, a value a step."""
    base_hz = np.exp(rng.uniform(np.log(75), np.log(340)))
    range_st = rng.uniform(0.8, 5.0)
    at, st = [0], [0.0]
    octave = rng.random() < 0.2
    while at[-1] < n:
        if octave and rng.random() < 0.15:
            at.append(at[-1] + rng.integers(120, 200))
            st.append(st[-1] + 12 * rng.choice([-1, 1]))
        else:
            at.append(at[-1] + rng.integers(90, 350))
            st.append(rng.normal(0, range_st) - 2 * (at[-1] % 2000) / 1000)
    steps = np.arange(n)
    i = np.searchsorted(at, steps, "right") - 1
    at, st = np.array(at), np.array(st)
    share = (steps - at[i]) / (at[i + 1] - at[i])
    curve = st[i] + (st[i + 1] - st[i]) * (0.5 - 0.5 * np.cos(np.pi * share))
    return np.clip(base_hz * 2 ** (curve / 12), 62, 510)


def plan_sounds(rng, n):
    """Phones one after another."""
    plan = Plan(n)
    plan.f0 = draw_melody(rng, n)
    plan.voice_db, plan.noise_db, plan.breath_db = (np.full(n, -120.0) for _ in range(3))
    plan.dark = np.zeros(n)
    plan.formants = np.tile(np.array([500.0, 1500.0, 2500.0]), (n, 1))
    size = rng.uniform(0.85, 1.2)
    t, open_since = int(rng.integers(100, 600)), None
    kinds = ["vowel", "nasal", "bar", "buzz", "hiss", "stop", "breath", "pause"]
    shares = np.array([0.42, 0.11, 0.05, 0.07, 0.10, 0.11, 0.05, 0.09])
    while t < n - 400:
        kind = rng.choice(kinds, p=shares)
        length = int({"vowel": rng.integers(50, 260), "pause": rng.integers(120, 900)}.get(kind, rng.integers(30, 140)))
        here = slice(t, t + length)
        voiced = kind in ("vowel", "nasal", "bar", "buzz")
        if voiced and open_since is None:
            open_since = t
        if not voiced and open_since is not None:
            close_voice(rng, plan, open_since, t)
            open_since = None
        if kind == "vowel":
            plan.voice_db[here] = rng.uniform(-8, 0)
            plan.formants[here] = size * np.array(VOWELS_HZ[rng.integers(len(VOWELS_HZ))])
        elif kind in ("nasal", "bar"):
            plan.voice_db[here] = rng.uniform(-26, -8)
            plan.formants[here] = np.array(NASAL_HZ) * size
            plan.dark[here] = 0.9 if kind == "bar" else 0.3
        elif kind == "buzz":
            plan.voice_db[here] = rng.uniform(-22, -6)
            plan.noise_db[here] = rng.uniform(-34, -14)
        elif kind == "hiss":
            plan.noise_db[here] = rng.uniform(-30, -6)
        elif kind == "stop":
            burst = t + length
            plan.noise_db[burst : burst + int(rng.integers(4, 15))] = rng.uniform(-20, -3)
            length += 12
            if rng.random() < 0.5:
                wait = int(rng.integers(10, 70))
                plan.breath_db[burst + 8 : burst + 8 + wait] = rng.uniform(-28, -12)
                length += wait
        elif kind == "breath":
            plan.breath_db[here] = rng.uniform(-30, -10)
        t += length
    if open_since is not None:
        close_voice(rng, plan, open_since, min(t, n - 1))
    return plan


def close_voice(rng, plan, start, end):
    """A stretch of voice ends: at once, or in a tail that fades and darkens, perhaps after a drop of F0."""
    if rng.random() < 0.6:
        tail = min(int(rng.integers(5, 140)), plan.n - end - 1)
        share = np.arange(tail) / max(tail, 1)
        plan.voice_db[end : end + tail] = plan.voice_db[end - 1] - share * rng.uniform(8, 30)
        plan.dark[end : end + tail] = np.maximum(plan.dark[end - 1], share * rng.uniform(0.2, 1.0))
        plan.formants[end : end + tail] = plan.formants[end - 1]
        end += tail
    if rng.random() < 0.18:
        drop = max(start, end - int(rng.integers(40, 250)))
        factor = rng.choice([0.5, rng.uniform(0.5, 0.8)])
        plan.f0[drop:end] = np.maximum(plan.f0[drop:end] * factor, 50)
    plan.spans.append((start, end))


def draw_cycles(rng, plan):
    """Onset (s), length (s) and strength of every cycle; F0 in truth."""
    jitter = 10 ** rng.uniform(np.log10(0.003), np.log10(0.03))
    shimmer = 10 ** rng.uniform(np.log10(0.02), np.log10(0.3))
    rough = rng.random() < 0.3
    onsets, lengths, sizes = [], [], []
    truth = np.zeros(plan.n)
    for start, end in plan.spans:
        truth[start:end] = plan.f0[start:end]
        t, k, alternate, alternate_size, jit = start / 1000, 0, 0.0, 0.0, jitter
        while t < end / 1000:
            if k % 12 == 0 and rough:
                some = rng.random() < 0.3
                alternate, alternate_size = (rng.uniform(0, 0.12), rng.uniform(0.1, 0.7)) if some else (0.0, 0.0)
                jit = 0.06 if rng.random() < 0.1 else jitter
            sign = 1 if k % 2 else -1
            length = (1 + jit * np.clip(rng.normal(), -2.5, 2.5) + sign * alternate / 2) / plan.f0[min(int(t * 1000), plan.n - 1)]
            onsets.append(t)
            lengths.append(length)
            sizes.append((1 + shimmer * np.clip(rng.normal(), -2.5, 2.5)) * (1 - alternate_size * (k % 2)))
            t += length
            k += 1
    return np.array(onsets), np.array(lengths), np.array(sizes), truth


def pulses(rng, plan, onsets, lengths, sizes):
    """The voice's source at TRACT_HZ, and the flow that modulates breath."""
    t = np.arange(plan.n * FINE_HZ // 1000) / FINE_HZ
    i = np.maximum(np.searchsorted(onsets, t, "right") - 1, 0)
    phase = (t - onsets[i]) / lengths[i]
    opened = rng.uniform(0.45, 0.8)
    skew = rng.uniform(1.3, 3.0)
    rise = opened * skew / (1 + skew)
    up, down = (phase >= 0) & (phase < rise), (phase >= rise) & (phase < opened)
    slope = np.where(up, 0.5 / rise * np.sin(np.pi * phase / rise), 0)
    slope -= np.where(down, 0.5 / (opened - rise) * np.sin(0.5 * np.pi * (phase - rise) / (opened - rise)), 0)
    flow = np.where(up | down, np.sin(np.pi * np.clip(phase / opened, 0, 1)), 0)
    corner_hz = 10 ** rng.uniform(np.log10(700), np.log10(6000))
    soft = np.exp(-2 * np.pi * corner_hz / FINE_HZ)
    source = lfilter([1 - soft], [1, -soft], slope * sizes[i])
    return resample_poly(source, 1, 3), flow[::3]


def spread(values, smooth_ms=8):
    """Values a millisecond -> values a sample of TRACT_HZ, without clicks."""
    kernel = np.hanning(2 * smooth_ms + 1)
    values = np.convolve(np.pad(values, smooth_ms, "edge"), kernel / kernel.sum(), "valid")
    return np.interp(np.arange(len(values) * TRACT_HZ // 1000) / (TRACT_HZ / 1000), np.arange(len(values)), values)


def through_tract(source, formants_hz):
    """Three moving formants and two fixed ones."""
    out, state = np.empty_like(source), np.zeros(10)
    moving = np.column_stack([spread(formants_hz[:, k], 25) for k in range(3)])
    for at in range(0, len(source), BLOCK):
        polynomial = np.array([1.0])
        for hz, width_hz in zip((*moving[at], 3500, 4500), (80, 100, 140, 220, 300)):
            radius = np.exp(-np.pi * width_hz / TRACT_HZ)
            polynomial = np.convolve(polynomial, [1, -2 * radius * np.cos(2 * np.pi * hz / TRACT_HZ), radius**2])
        out[at : at + BLOCK], state = lfilter([polynomial.sum()], polynomial, source[at : at + BLOCK], zi=state)
    return out


def talk(seed, length_s=6.0):
    """An utterance at RATE_HZ and its F0 every TRUTH_S (0: unvoiced)."""
    rng = np.random.default_rng(seed)
    plan = plan_sounds(rng, int(length_s * 1000))
    onsets, lengths, sizes, truth = draw_cycles(rng, plan)
    if not len(onsets):
        return talk(seed + 100000, length_s)
    source, flow = pulses(rng, plan, onsets, lengths, sizes)
    n = plan.n * TRACT_HZ // 1000
    gate = spread((truth > 0).astype(float), int(rng.integers(2, 6)))
    voice = source[:n] / (np.std(source[:n][gate > 0.5]) + 1e-9)
    voice *= gate * 10 ** (spread(np.maximum(plan.voice_db, -60)) / 20)
    dark = spread(plan.dark)
    soft = np.exp(-2 * np.pi * 350 / TRACT_HZ)
    voice = (1 - dark) * voice + dark * lfilter([1 - soft], [1, -soft], voice)
    noise = rng.standard_normal(n)
    level = 10 ** (rng.uniform(-38, -14) / 20) * gate * 10 ** (spread(np.maximum(plan.voice_db, -60)) / 20)
    breath = noise * (level * (0.4 + flow[:n]) + 10 ** (spread(np.maximum(plan.breath_db, -120), 3) / 20))
    tract = through_tract(voice + breath, plan.formants)
    low_hz = rng.uniform(1500, 3500)
    hiss = sosfilt(butter(2, [low_hz, min(low_hz * 2.2, 7500)], "bandpass", fs=TRACT_HZ, output="sos"), rng.standard_normal(n))
    tract /= np.std(tract) + 1e-9
    sound = tract + hiss / np.std(hiss) * 10 ** (spread(plan.noise_db, 3) / 20)
    return resample_poly(sound, 1, TRACT_HZ // RATE_HZ), truth
