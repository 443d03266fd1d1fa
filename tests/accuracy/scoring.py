"""How near a track or a report comes to the truth. Numbers in, numbers out; no files."""

import numpy as np

HOP_S = 0.01
GROSS = 0.20  # an F0 further off than this share is a gross error
JOIN_S = 0.5  # an utterance bridges own gaps under this
INTERRUPTION_AFTER_S, INTERRUPTION_OVERLAP_S = 0.5, 1.0
BACKCHANNEL_S, BACKCHANNEL_SYLLABLES = 1.0, 4
LOW_VOICE_HZ = 165.0  # a file whose median lies under it is a low voice
MATCH_S = 0.5  # an event is found when one of its kind and side starts this near


def pitch_counts(track, reference, step_s, reference_first_s=0.0):
    """Counts of one file: PITCH_COUNTS, see there. `track` is (time of its first value in s, F0 every 10 ms in Hz, 0 unvoiced).

    The value nearest to the reference's time counts; of two equally near, the earlier one. A reference that runs on
    after the last value is left out there.
    """
    first_s, f0_hz = track
    at_s = reference_first_s + np.arange(len(reference)) * step_s
    hop = np.maximum(np.ceil((at_s - first_s) / HOP_S - 0.5 - 1e-6).astype(int), 0)
    within = hop < len(f0_hz)
    reference, found = np.asarray(reference)[within], f0_hz[hop[within]]
    both = (reference > 0) & (found > 0)
    ratio = found[both] / reference[both]
    gross = np.abs(ratio - 1) > GROSS
    spread = [moments_st(f0_hz), moments_st(reference)]
    low = np.median(reference[reference > 0]) < LOW_VOICE_HZ if np.any(reference > 0) else True
    nothing = np.zeros(6)
    return np.concatenate([
        [len(reference), both.sum(), gross.sum()],
        [((reference > 0) & (found == 0)).sum(), ((reference == 0) & (found > 0)).sum()],
        [np.sum(np.abs(1200 * np.log2(ratio[~gross]))), 1, abs(spread_st(*spread[0]) - spread_st(*spread[1]))],
        np.concatenate(spread) if low else nothing,
        nothing if low else np.concatenate(spread),
    ])  # fmt: skip


def moments_st(f0_hz):
    """Number, sum and sum of squares of the voiced values in semitones from 100 Hz."""
    semitones = 12 * np.log2(f0_hz[f0_hz > 0] / 100)
    return np.array([len(semitones), semitones.sum(), np.sum(semitones**2)])


def spread_st(number, total, squares):
    """Standard deviation from such moments; 0 where there are none. Works on arrays, too."""
    number = np.maximum(number, 1)
    return np.sqrt(np.maximum(squares / number - (total / number) ** 2, 0))


def pitch_errors(counts):
    """Errors of summed counts (any leading axes), by name. In %: gross of what is voiced in both, the others of all frames."""
    frames, both, gross, missed, false, cents, files, sd_error = np.moveaxis(np.asarray(counts, float)[..., :8], -1, 0)
    frames, right = np.maximum(frames, 1), np.maximum(both - gross, 1)
    return {
        "gross": 100 * gross / np.maximum(both, 1),
        "voicing": 100 * (missed + false) / frames,
        "either": 100 * (missed + false + gross) / frames,
        "missed": 100 * missed / frames,
        "false": 100 * false / frames,
        "cents": cents / right,
        "sd_error_st": sd_error / np.maximum(files, 1),
        "low_spread": spread_error(counts, 8),
        "high_spread": spread_error(counts, 14),
    }


def spread_error(counts, first):
    """How far the pooled spread of F0 is off, in %, sign left out; NaN where there is no such voice."""
    found, true = (np.moveaxis(counts[..., at : at + 3], -1, 0) for at in (first, first + 3))
    true_st = spread_st(*true)
    return 100 * np.abs(spread_st(*found) / np.where(true_st > 0, true_st, np.nan) - 1)


def hops_of(spans, n_hops):
    """A flag a hop: its centre lies within one of the spans."""
    flags = np.zeros(n_hops, dtype=bool)
    for start_s, end_s in spans:
        first, past = np.rint(np.array([start_s, end_s]) / HOP_S).astype(int)
        flags[max(first, 0) : max(past, 0)] = True
    return flags


def speech_counts(speech, truth, collar_s=0.0, left_out=()):
    """Hops (true positive, false positive, false negative); those within a collar of a true edge are left out."""
    truth_hops = hops_of(truth, len(speech))
    skip = hops_of(left_out, len(speech))
    if collar_s > 0:
        skip |= hops_of([(edge - collar_s, edge + collar_s) for span in truth for edge in span], len(speech))
    found, true = speech[~skip].astype(bool), truth_hops[~skip]
    return np.array([(found & true).sum(), (found & ~true).sum(), (~found & true).sum()])


def f1(counts):
    """F1, missed share of true speech and false share of what is called speech, in %, from (..., 3) counts."""
    hit, false, missed = np.moveaxis(np.asarray(counts, dtype=float)[..., :3], -1, 0)
    return (
        100 * 2 * hit / np.maximum(2 * hit + false + missed, 1),
        100 * missed / np.maximum(hit + missed, 1),
        100 * false / np.maximum(hit + false, 1),
    )


def bridged(flags, most_s=0.2):
    """The flags with inner gaps under `most_s` filled."""
    on = np.flatnonzero(flags)
    steps = np.diff(on)
    short = (steps > 1) & (steps <= round(most_s / HOP_S))
    edges = np.zeros(len(flags) + 1, dtype=int)
    edges[on[:-1][short]] += 1
    edges[on[1:][short]] -= 1
    return np.asarray(flags, dtype=bool) | (np.cumsum(edges)[:-1] > 0)


def syllable_counts(found, true):
    """Counts of one file: error as a share, one file, found, true."""
    return np.array([abs(found - true) / true, 1, found, true])


def syllable_errors(counts):
    """Mean error a file, and error of the sum with its sign, in %, from summed counts."""
    share, files, found, true = np.moveaxis(np.asarray(counts, dtype=float), -1, 0)
    return {"each": 100 * share / np.maximum(files, 1), "sum": 100 * (found / np.maximum(true, 1) - 1)}


def matched(found, true, within_s=MATCH_S):
    """(hits, false, missed) of two lists of start times: nearest pairs first, each event once."""
    pairs = sorted((abs(one - other), i, j) for i, one in enumerate(found) for j, other in enumerate(true))
    used_found, used_true = set(), set()
    for distance_s, i, j in pairs:
        if distance_s <= within_s and i not in used_found and j not in used_true:
            used_found.add(i)
            used_true.add(j)
    hits = len(used_true)
    return np.array([hits, len(found) - hits, len(true) - hits])


def joined(utterances):
    """Utterances of one side, (start_s, end_s, syllables), with gaps under half a second bridged."""
    out = []
    for start_s, end_s, syllables in sorted(utterances):
        if out and start_s - out[-1][1] < JOIN_S:
            out[-1] = (out[-1][0], max(out[-1][1], end_s), out[-1][2] + syllables)
        else:
            out.append((start_s, end_s, syllables))
    return out


def total_s(spans):
    """Seconds under at least one span."""
    total, reached = 0.0, -np.inf
    for start_s, end_s in sorted(span[:2] for span in spans):
        total += max(0.0, end_s - max(start_s, reached))
        reached = max(reached, end_s)
    return total


def overlap_s(own, other):
    """Seconds in which a span of each side runs."""
    return sum(max(0.0, min(a[1], b[1]) - max(a[0], b[0])) for a in own for b in other)


def crossings(own, other):
    """Starts of a side's interruptions and backchannels, as the definitions have them, from its joined utterances.

    Backchannel: under 1 s and under 4 syllables, inside an utterance of the other. Interruption: starts while the
    other has been speaking for at least 0.5 s, overlap at least 1.0 s, not a backchannel.
    """
    interruptions, backchannels = [], []
    for start_s, end_s, syllables in own:
        for other_start_s, other_end_s, _ in other:
            short = end_s - start_s < BACKCHANNEL_S and syllables < BACKCHANNEL_SYLLABLES
            if short and other_start_s <= start_s and end_s <= other_end_s:
                backchannels.append(start_s)
                break
            into = start_s - other_start_s >= INTERRUPTION_AFTER_S and start_s < other_end_s
            if into and min(end_s, other_end_s) - start_s >= INTERRUPTION_OVERLAP_S:
                interruptions.append(start_s)
                break
    return interruptions, backchannels


def resampled_difference(own, other, formula, resamples=2000, seed=1):
    """95 % interval of formula(own) - formula(other), paired: the same units (rows) drawn with replacement for both."""
    dice = np.random.default_rng(seed)
    drawn = dice.integers(len(own), size=(resamples, len(own)))
    weights = np.stack([np.bincount(row, minlength=len(own)) for row in drawn])
    difference = formula(weights @ own) - formula(weights @ other)
    return tuple(np.nanpercentile(difference, [2.5, 97.5]))
