#!/usr/bin/env python3
"""A thousand spoken calls with planted habits, scanned and reported on: corpus.py --calltone PROGRAM [--calls N] [--seed N]
[--keep STORE]

Short calls are mixed from a small set of espeak-ng lines, scanned a batch at a time by `calltone scan`
with a manifest, and thrown away. Ten agents in two teams over sixty days on six lines; what is planted is sound:
  - 8001 talks into the customer's lines until CHANGE, hardly afterwards: improves
  - 8007 keeps silent for long from CHANGE on, hardly before: gets worse
  - 8003 speaks far too fast: one agent
  - team B is slow to answer, all of it: a team
  - line L4 has a bad headset, noisy and faint, whoever sits there
Everybody has each of these now and then. Then needs, stars, change and brief must name what was planted and nobody else.
Exit code 1 where they do not.
"""
import argparse
import csv
import datetime
import io
import random
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "fixtures"))
from speaking import RATE_HZ, fade, hop_powers, speak, to_band, HOP  # noqa: E402

AGENTS = [f"80{i:02}" for i in range(1, 11)]
TEAMS = {agent: "A" if i < 5 else "B" for i, agent in enumerate(AGENTS)}
LINES = [f"L{i}" for i in range(1, 7)]
FIRST_DAY = datetime.date(2026, 9, 7)
DAYS = 60
CHANGE = FIRST_DAY + datetime.timedelta(days=24)
LAST_DAY = FIRST_DAY + datetime.timedelta(days=DAYS - 1)
BACKGROUND, PLANTED = 0.05, 0.8
BATCH = 100

AGENT_LINES = ("您好，很高兴为您服务", "好的，我来帮您查一下，这个月的账单", "您的套餐，包含五百分钟通话", "已经办理好了，明天上午生效",
               "请您放心，我们会尽快，安排师傅上门", "这个活动，到本月底结束", "我跟您核对一下，地址是人民路对吗")
SIGN = "嗯"  # of listening
CUSTOMER_LINES = ("我想问一下这个月的话费怎么这么多啊", "我家里的网络从昨天晚上就一直上不去", "那我想换一个便宜一点的套餐可以吗",
                  "好的那就这样办吧谢谢你了再看一看")
AGENT_VOICES = tuple({"voice": voice, "pitch": pitch, "range": 260} for voice, pitch in
                     (("cmn", 45), ("cmn+f2", 55), ("cmn+f3", 60)))  # none of them flat by itself
CUSTOMER_VOICES = ({"voice": "cmn+m3", "pitch": 40, "range": 100, "speed": 115},
                   {"voice": "cmn+f4", "pitch": 50, "range": 100, "speed": 120})
SPEEDS = {"usual": 105, "fast": 200}
LEVEL_DBFS = -22.0
FLOOR_DBFS = -62.0
TURNS = 4


def clip(text, voice):
    """A line, trimmed to its sound and brought to LEVEL_DBFS."""
    sound = to_band(speak(text, voice))
    powers = hop_powers(sound)
    first, last = np.flatnonzero(powers > powers.max() * 1e-4)[[0, -1]]
    sound = fade(sound[first * HOP : (last + 1) * HOP])
    powers = hop_powers(sound)
    return sound * 10 ** (LEVEL_DBFS / 20) / np.sqrt(np.mean(powers[powers > powers.max() * 1e-3]))


def make_bank():
    """All lines in all voices, spoken once."""
    agents = [{pace: [clip(text, {**voice, "speed": speed}) for text in AGENT_LINES] for pace, speed in SPEEDS.items()}
              for voice in AGENT_VOICES]
    for lines, voice in zip(agents, AGENT_VOICES):
        lines["sign"] = clip(SIGN, {**voice, "speed": 130})
    return agents, [[clip(text, voice) for text in CUSTOMER_LINES] for voice in CUSTOMER_VOICES]


def habits(agent, day, line):
    """Chance of each fault in a call."""
    chances = dict.fromkeys(("interrupts", "silent", "fast", "slow", "headset"),
                            0.0 if agent == "8005" else BACKGROUND)
    if agent == "8001" and day < CHANGE:
        chances["interrupts"] = PLANTED
    if agent == "8007" and day >= CHANGE:
        chances["silent"] = PLANTED
    if agent == "8003":
        chances["fast"] = PLANTED
    if TEAMS[agent] == "B":
        chances["slow"] = PLANTED
    if line == "L4":
        chances["headset"] = PLANTED
    return chances


def layout(rng, bank, agent, had):
    """(side, start in samples, sound) of each line of a call: the customer speaks, the agent answers."""
    voice, customer = bank[0][AGENTS.index(agent) % len(bank[0])], bank[1][rng.randrange(len(bank[1]))]
    lines = voice["fast" if "fast" in had else "usual"]
    at, placed = int(0.8 * RATE_HZ), []
    placed.append((0, at, lines[0]))
    at += len(lines[0]) + int(0.6 * RATE_HZ)
    for turn in range(TURNS):
        said, answer = customer[turn % len(customer)], lines[1 + rng.randrange(len(lines) - 1)]
        placed.append((1, at, said))
        end = at + len(said)
        if turn % 2 == 1 and "interrupts" not in had:
            placed.append((0, at + len(said) // 2, voice["sign"]))
        gap = rng.uniform(3.3, 4.0) if "slow" in had else rng.uniform(0.4, 0.9)
        if "silent" in had and turn == 2:
            gap = rng.uniform(17, 20)
        if "interrupts" in had and turn < 3:
            gap = -rng.uniform(1.5, 1.9)  # the customer goes on; the agent does too
        at = end + int(gap * RATE_HZ)
        placed.append((0, at, answer))
        at = max(end, at + len(answer)) + int(rng.uniform(0.5, 0.9) * RATE_HZ)
    return placed, at + int(0.5 * RATE_HZ)


def make_call(rng, bank, agent, had):
    """Both sides of a call, [n, 2]."""
    placed, n = layout(rng, bank, agent, had)
    noise = np.random.default_rng(rng.getrandbits(64))
    sound = noise.standard_normal((n, 2)) * 10 ** (FLOOR_DBFS / 20)
    for side, at, line in placed:
        sound[at : at + len(line), side] += line
    if "headset" in had:
        sound[:, 0] = sound[:, 0] * 10 ** (-16 / 20) + noise.standard_normal(n) * 10 ** (-50 / 20)
    return sound


def write_wav(path, sound):
    """16-bit PCM."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(RATE_HZ)
        out.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())


def calls(n_calls, seed):
    """Who, when, on which line, and what went wrong, of each call."""
    rng = random.Random(seed)
    for i in range(n_calls):
        agent, line = AGENTS[i % len(AGENTS)], rng.choice(LINES)
        day = FIRST_DAY + datetime.timedelta(days=i * DAYS // n_calls)
        had = {fault for fault, chance in habits(agent, day, line).items() if rng.random() < chance}
        started = f"{day}T{rng.randrange(9, 18):02}:{rng.randrange(60):02}:00"
        yield i, agent, line, started, had, random.Random(rng.getrandbits(64))


def scan(calltone, batch, bank, store):
    """Make the calls of a batch, scan them, and let the sound go."""
    with tempfile.TemporaryDirectory() as folder:
        manifest = Path(folder) / "manifest.csv"
        with manifest.open("w", newline="", encoding="utf-8") as out:
            table = csv.writer(out)
            table.writerow(("file", "agent", "team", "line", "started_at"))
            for i, agent, line, started, had, rng in batch:
                name = f"call-{i:05}.wav"
                write_wav(Path(folder) / name, make_call(rng, bank, agent, had))
                table.writerow((name, agent, TEAMS[agent], line, started))
        subprocess.run([calltone, "scan", folder, "--db", store, "--manifest", manifest, "--quiet"], check=True)


def rows(calltone, store, *words):
    """A report's CSV."""
    done = subprocess.run([calltone, "report", *words, "--csv", "--no-bom", "--db", store], check=True,
                          capture_output=True, encoding="utf-8")
    return list(csv.DictReader(io.StringIO(done.stdout)))


def same(what, found, expected):
    """Say what was found; True where it is what was planted."""
    found = set(found)
    print(f"{what}: {'as planted' if found == expected else 'WRONG'}")
    for word, items in (("  missing", expected - found), ("  not planted", found - expected)):
        for item in sorted(items):
            print(f"{word}: {' '.join(item) if isinstance(item, tuple) else item}")
    return found == expected


# What a fault in the sound does to the rules. It may break more of them than one: who rushes leaves no pauses.
OF_CAUSE = {
    ("agent", "8003"): {"PACE-1", "PACE-2", "PAUSE-1"}, ("agent", "8007"): {"SIL-1", "SIL-1b"}, ("team", "B"): {"RESP-1", "RESP-2"},
    ("line", "L4"): {"VOL-2", "MIC-1c", "VOL-4"},
}


def check(calltone, store):
    """Hold the reports against the plant."""
    needs = [row for row in rows(calltone, store, "needs", "--date", str(LAST_DAY)) if row["cause"]]
    for row in needs:
        print(f"    {row['rule']}: {row['cause']} {row['group']}, {float(row['share']):.2f} against "
              f"{float(row['other_share']):.2f}")
    well = same("needs, causes", {(row["cause"], row["group"]) for row in needs}, set(OF_CAUSE))
    well &= same("needs, rules", {(row["cause"], row["group"], row["rule"]) for row in needs
                                  if row["rule"] not in OF_CAUSE.get((row["cause"], row["group"]), ())}, set())
    change = rows(calltone, store, "change", "--date", str(CHANGE))
    well &= same("change, agents", {(row["kind"], row["agent"]) for row in change if row["kind"] in ("better", "worse")},
                 {("better", "8001"), ("worse", "8007")})
    stars = rows(calltone, store, "stars", "--date", "2026-10-15")
    well &= same("star", {row["agent"] for row in stars if row["star"] == "1"}, {"8005"})
    well &= same("progress star", {row["agent"] for row in stars if row["progress_star"] == "1"}, {"8001"})
    brief = subprocess.run([calltone, "report", "brief", "--date", str(CHANGE + datetime.timedelta(days=6)), "--db", store,
                            "--lang", "en"], check=True, capture_output=True, encoding="utf-8").stdout
    praise, rest = brief.split("What many met")
    private = rest.partition("For a talk in private")[2]
    named = {(word, agent) for word, part in (("praised", praise), ("in private", private)) for agent in AGENTS
             if f"- {agent}: " in part}
    return same("brief", named, {("praised", "8001"), ("in private", "8007")}) and well


def main():
    """Make, scan, check."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--calltone", required=True)
    parser.add_argument("--calls", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="make the store here, or check the one that is there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = options.keep or str(Path(folder) / "calls.db")
        if not Path(store).exists():
            bank, all_calls = make_bank(), list(calls(options.calls, options.seed))
            for first in range(0, len(all_calls), BATCH):
                scan(options.calltone, all_calls[first : first + BATCH], bank, store)
                print(f"{min(first + BATCH, len(all_calls))} calls scanned", file=sys.stderr)
        return 0 if check(options.calltone, store) else 1


if __name__ == "__main__":
    sys.exit(main())
