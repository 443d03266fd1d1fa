"""How tracks and reports are scored. Everything is counted in 10 ms hops."""
import numpy as np


def mask(n, spans):
    """Hops inside spans (start, end) in seconds."""
    hops = np.zeros(n, bool)
    for start, end in spans:
        hops[int(round(start * 100)):int(round(end * 100))] = True
    return hops


def f1(reference, found, collar=0):
    """F1 in %, optionally leaving out hops near the reference's edges."""
    n = min(len(reference), len(found))
    reference, found = reference[:n], found[:n]
    keep = np.ones(n, bool)
    for edge in np.flatnonzero(np.diff(reference.astype(int))) if collar else ():
        keep[max(0, edge + 1 - collar):edge + 1 + collar] = False
    reference, found = reference[keep], found[keep]
    hit = (reference & found).sum()
    return 100 * 2 * hit / max(1, reference.sum() + found.sum())


class Pitch:
    """Gross errors (over 20 %) of hops voiced in both, voicing errors, either; error of a file's F0 SD in semitones."""

    def __init__(self):
        self.gross = self.both = self.voicing = self.either = self.n = 0
        self.sd_errors = []

    def add(self, reference, step_s, track):
        at = np.floor(np.arange(len(reference)) * step_s * 100 + 1e-6).astype(int)
        known = at < len(track)
        reference, found = reference[known], track[at[known]]
        voiced, called = reference > 0, found > 0
        both = voiced & called
        gross = both & (np.abs(found / np.where(voiced, reference, 1) - 1) > 0.2)
        self.gross += gross.sum()
        self.both += both.sum()
        self.voicing += (voiced != called).sum()
        self.either += ((voiced != called) | gross).sum()
        self.n += len(reference)
        self.sd_errors.append(abs(self.spread(found) - self.spread(reference)))

    @staticmethod
    def spread(f0):
        voiced = f0[f0 > 0]
        return np.std(12 * np.log2(voiced)) if len(voiced) > 5 else 0.0

    def row(self):
        return {"gross_pct": 100 * self.gross / max(1, self.both), "voicing_pct": 100 * self.voicing / self.n,
                "either_pct": 100 * self.either / self.n, "sd_error_st": float(np.mean(self.sd_errors))}


def overlap_seconds(a, b):
    return max(0.0, min(a[1], b[1]) - max(a[0], b[0]))


def talk_truth(utterances):
    """Interruptions and backchannels that utterances (party, start, end, syllables) imply by the definitions."""
    counts = {"interruptions": {"agent": 0, "customer": 0}, "backchannels": {"agent": 0, "customer": 0}}
    for u in utterances:
        for other in utterances:
            if other["party"] == u["party"] or not other["start"] < u["start"] < other["end"]:
                continue
            short = u["end"] - u["start"] < 1.0 and u["syllables"] < 4
            both = overlap_seconds((u["start"], u["end"]), (other["start"], other["end"]))
            if short and u["end"] <= other["end"]:
                counts["backchannels"][u["party"]] += 1
            elif u["start"] - other["start"] >= 0.5 and both >= 1.0 and u["syllables"] >= 4:
                counts["interruptions"][u["party"]] += 1
    return counts
