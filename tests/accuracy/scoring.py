"""How near a track or a report comes to the truth. Numbers in, numbers out; no files."""

import numpy as np

HOP_S = 0.01
GROSS = 0.20  # an F0 further off than this share is a gross error
JOIN_S = 0.5  # an utterance bridges own gaps under this
INTERRUPTION_AFTER_S, INTERRUPTION_OVERLAP_S = 0.5, 1.0
BACKCHANNEL_S, BACKCHANNEL_SYLLABLES = 1.0, 4


def pitch_counts(f0_hz, reference_hz, reference_step_s):
    """Frames of one file, counted against a reference whose frame i lies at i * step. 0 Hz is unvoiced.

    The hop nearest to the reference's time counts; of two equally near, the earlier one. A reference
    that runs on after the last hop is left out there.
    """
    at = np.arange(len(reference_hz)) * reference_step_s
    hop = np.maximum(np.ceil((at - HOP_S / 2) / HOP_S - 0.5 - 1e-6).astype(int), 0)
    within = hop < len(f0_hz)
    reference, found = reference_hz[within], f0_hz[hop[within]]
    both = (reference > 0) & (found > 0)
    ratio = found[both] / reference[both]
    gross = np.abs(ratio - 1) > GROSS
    return {
        "frames": len(reference),
        "both": int(both.sum()),
        "gross": int(gross.sum()),
        "missed": int(((reference > 0) & (found == 0)).sum()),
        "false": int(((reference == 0) & (found > 0)).sum()),
        "cents": np.abs(1200 * np.log2(ratio[~gross])),
        "sd_error_st": abs(spread_st(f0_hz[f0_hz > 0]) - spread_st(reference[reference > 0])),
    }


def spread_st(f0_hz):
    """Standard deviation of F0 in semitones; 0 where nothing is voiced."""
    return float(np.std(12 * np.log2(f0_hz))) if len(f0_hz) else 0.0


def pitch_errors(counts):
    """Errors of a set of files, in %: gross (of frames voiced in both), voicing and either (of all frames)."""
    total = {key: sum(one[key] for one in counts) for key in ("frames", "both", "gross", "missed", "false")}
    frames, voicing = max(total["frames"], 1), total["missed"] + total["false"]
    return {
        "gross": 100 * total["gross"] / max(total["both"], 1),
        "voicing": 100 * voicing / frames,
        "either": 100 * (voicing + total["gross"]) / frames,
        "missed": 100 * total["missed"] / frames,
        "false": 100 * total["false"] / frames,
        "cents": float(np.median(np.concatenate([one["cents"] for one in counts]))) if total["both"] else np.nan,
        "sd_error_st": float(np.mean([one["sd_error_st"] for one in counts])),
    }


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
    """F1, missed share of true speech and false share of all hops called speech, in %."""
    hit, false, missed = (float(count) for count in counts)
    return (
        100 * 2 * hit / max(2 * hit + false + missed, 1),
        100 * missed / max(hit + missed, 1),
        100 * false / max(hit + false, 1),
    )


def syllable_errors(found, true):
    """Error of the summed count and mean absolute error a file, in %; correlation of the counts."""
    found, true = np.asarray(found, dtype=float), np.asarray(true, dtype=float)
    varied = len(true) > 2 and found.std() > 0 and true.std() > 0
    return {
        "sum": 100 * (found.sum() / true.sum() - 1),
        "each": 100 * float(np.mean(np.abs(found - true) / true)),
        "correlation": float(np.corrcoef(found, true)[0, 1]) if varied else np.nan,
    }


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
    """Interruptions and backchannels of a side, as the definitions have them, from its joined utterances.

    Backchannel: under 1 s and under 4 syllables, inside an utterance of the other. Interruption: starts while the
    other has been speaking for at least 0.5 s, overlap at least 1.0 s, not a backchannel.
    """
    interruptions = backchannels = 0
    for start_s, end_s, syllables in own:
        for other_start_s, other_end_s, _ in other:
            short = end_s - start_s < BACKCHANNEL_S and syllables < BACKCHANNEL_SYLLABLES
            if short and other_start_s <= start_s and end_s <= other_end_s:
                backchannels += 1
                break
            into = start_s - other_start_s >= INTERRUPTION_AFTER_S and start_s < other_end_s
            if into and min(end_s, other_end_s) - start_s >= INTERRUPTION_OVERLAP_S:
                interruptions += 1
                break
    return interruptions, backchannels
