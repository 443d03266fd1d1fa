"""Long calls put together from Debian's human prompts, with the truth of every hop.

Turns of one to three prompts with inner gaps of 0.15 to 0.6 s; 0.2 to 1.5 s between turns, one in eight starts 0.3 to
1.0 s before the other's end, one in twenty after 4 to 20 s of silence; HOLD_S of hold music on the agent's line from
HOLD_AT_S on; white noise at -65 dBFS. `noisy` calls are the start of a clean one in telephone band and mu-law, with
noise 10 dB below each side's active level.
"""

from pathlib import Path

import numpy as np

import audio
import conditions
import noises
import prompts
import scoring

HOP = prompts.HOP
HOLD_AT_S, HOLD_S = 190.0, 75.0
LEVELS_DBFS = (-22.0, -25.0)
MUSIC_DBFS, NOISE_DBFS = -24.0, -65.0


def recipe():
    """What a long call depends on, for the cache."""
    return (Path(__file__), *conditions.recipe())


def gap_hops(dice):
    """From one turn's end to the next one's start."""
    chance = dice.random()
    if chance < 1 / 8:
        return -int(100 * dice.uniform(0.3, 1.0))
    if chance < 1 / 8 + 1 / 20:
        return int(100 * dice.uniform(4, 20))
    return int(100 * dice.uniform(0.2, 1.5))


def turn(talk, dice):
    """Samples and speech hops of a turn."""
    pieces, flags = [], []
    for _ in range(dice.integers(1, 4)):
        samples = talk[dice.integers(len(talk))][1]
        samples = samples[: len(samples) // HOP * HOP]
        gap = int(100 * dice.uniform(0.15, 0.6))
        pieces += [samples, np.zeros(gap * HOP)]
        flags += [prompts.speech_hops(samples), np.zeros(gap, dtype=bool)]
    samples, flags = np.concatenate(pieces), np.concatenate(flags)
    first, last = np.flatnonzero(flags)[[0, -1]]
    return samples[first * HOP : (last + 1) * HOP], flags[first : last + 1]


def clean(languages, seconds, seed, tune):
    """(samples, truth) of a call: agent and customer speak those languages."""
    dice = np.random.default_rng(seed)
    talks = [prompts.prompts(language) for language in languages]
    n_hops = int(100 * seconds)
    call, speech = np.zeros((n_hops * HOP, 2)), np.zeros((n_hops, 2), dtype=bool)
    hold = (int(100 * HOLD_AT_S), int(100 * (HOLD_AT_S + HOLD_S)))
    at, side = 100, 0
    while True:
        samples, flags = turn(talks[side], dice)
        if at < hold[1] and at + len(flags) > hold[0] - 100:
            at = max(at, hold[1] + 100)
        if at + len(flags) > n_hops:
            break
        call[at * HOP : (at + len(flags)) * HOP, side] += samples
        speech[at : at + len(flags), side] |= flags
        at, side = at + len(flags) + gap_hops(dice), 1 - side
    for side, level_dbfs in enumerate(LEVELS_DBFS):
        call[:, side] *= 10 ** ((level_dbfs - audio.active_level_db(call[:, side])) / 20)
    music = prompts.tune(tune)[: (hold[1] - hold[0]) * HOP]
    call[hold[0] * HOP : hold[0] * HOP + len(music), 0] += music * 10 ** (MUSIC_DBFS / 20) / np.sqrt(np.mean(music**2))
    call += 10 ** (NOISE_DBFS / 20) * dice.standard_normal(call.shape)
    return call, {"speech": speech, "hold": (hold[0] / 100, hold[0] / 100 + len(music) / audio.RATE_HZ)}


def noisy(call, seconds, kind, snr_db, seed, is_apart):
    """The call's start on a noisy line."""
    samples = audio.through_telephone_band(call[: int(seconds * audio.RATE_HZ)])
    sides = []
    for side in range(2):
        noise = audio.through_telephone_band(noises.made(kind, len(samples), seed + 10 * side, is_apart))
        level_db = audio.active_level_db(call[:, side]) - snr_db
        one = samples[:, side] + noise * 10 ** (level_db / 20) / np.sqrt(np.mean(noise**2))
        sides.append(conditions.through_sox(np.clip(one, -1, 1), audio.RATE_HZ, "mu-law"))
    return np.stack(sides, axis=1)


def truth_of(speech, hold):
    """What counting needs: speech by hop as it is and bridged, and which hops are outside the hold."""
    bridged = np.stack([scoring.bridged(speech[:, side]) for side in range(2)], axis=1)
    return {"speech": speech, "bridged": bridged, "outside": ~scoring.hops_of([hold], len(speech)), "hold": hold}
