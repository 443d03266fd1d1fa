"""Stores of calls with habits planted in them: facts made by a script, judged and kept by the library itself.

Ten agents in two teams over sixty days, each call with chance in it, by a fixed seed. What is planted:
  - 8001 interrupts often until `CHANGE`, hardly afterwards: improves
  - 8007 leaves long silences from `CHANGE` on, hardly before: gets worse
  - 8003 speaks far too fast, always: one agent, coach
  - team B drops holds without announcing them, all of it: the whole team, a process
  - 10 o'clock: the system is slow, whoever works has slow responses
  - line L4 has a bad headset: noise and a low level, whoever sits there
  - 8005 has none of the faults that all have now and then: the best scores
Everybody has each fault now and then (`BACKGROUND`), and everybody sits on every line and works at every hour.
"""
import datetime
import os
import random
import subprocess

AGENTS = [f"80{i:02}" for i in range(1, 11)]
TEAMS = {agent: "A" if i < 5 else "B" for i, agent in enumerate(AGENTS)}
LINES = [f"L{i}" for i in range(1, 7)]
FIRST_DAY = datetime.date(2026, 9, 7)  # a Monday
DAYS = 60
CHANGE = FIRST_DAY + datetime.timedelta(days=24)  # 1 October
HOURS = range(9, 18)
BACKGROUND = 0.06
PLANTED = 0.8

USUAL = {
    "talk_share.agent": 0.5, "longest_monologue.agent": 20, "speech_rate.agent": 225,
    "speech_rate_fastest_10s.agent": 260, "drawl_rate.agent": 1, "rate_change.agent": 0.02,
    "response_gap_median.agent": 0.7, "response_gap_p90.agent": 1.4, "first_words_delay.call": 1.2,
    "pitch_sd.agent": 3.4, "flat_share.agent": 0.15, "longest_flat.agent": 15, "pitch_range.agent": 8.5,
    "stress_rate.agent": 9, "active_level.agent": -22, "loud_bursts.agent": 0, "level_balance.call": 1,
    "pops_rate.agent": 0.5, "clipping_share.agent": 0, "snr.agent": 30, "interruptions.agent": 0,
    "severe_interruptions.agent": 0, "cut_offs.agent": 0, "early_start_share.agent": 0.05, "backchannels.agent": 4,
    "interruptions.customer": 0, "pause_rate.agent": 9, "longest_unbroken_speech.agent": 6, "silence_share.call": 0.06,
    "silence_total.call": 9, "longest_silence.call": 5, "longest_silence_agent_owed.call": 4, "hold_longest.call": 20,
    "wait_without_contact.call": 10, "hold_unannounced.call": 0, "hold_total.call": 20, "hold_count.call": 1,
    "tail.call": 1,
}


def habits(agent, day, hour, line):
    """Chance of each fault in a call."""
    chances = dict.fromkeys(("interrupts", "silent", "fast", "unannounced", "slow", "headset", "flat", "monologue"),
                            0.0 if agent == "8005" else BACKGROUND)
    if agent == "8001" and day < CHANGE:
        chances["interrupts"] = PLANTED
    if agent == "8007" and day >= CHANGE:
        chances["silent"] = PLANTED
    if agent == "8003":
        chances["fast"] = PLANTED
    if TEAMS[agent] == "B":
        chances["unannounced"] = PLANTED
    if hour == 10:
        chances["slow"] = PLANTED
    if line == "L4":
        chances["headset"] = PLANTED
    return chances


def facts(rng, chances):
    """Readings and events of a call in which the faults come by chance."""
    had = {fault for fault, chance in chances.items() if rng.random() < chance}
    words = [f"speech_rate.agent={rng.gauss(340 if 'fast' in had else 225, 12):.0f}",
             f"pitch_sd.agent={rng.gauss(1.7 if 'flat' in had else 3.6, 0.2):.2f}",
             f"longest_monologue.agent={rng.gauss(75 if 'monologue' in had else 25, 4):.1f}",
             f"response_gap_median.agent={rng.gauss(3.6 if 'slow' in had else 0.8, 0.15):.2f}",
             f"response_gap_p90.agent={rng.gauss(4.6 if 'slow' in had else 1.4, 0.15):.2f}",
             f"hold_unannounced.call={int('unannounced' in had)}", "hold.call@80-100"]
    if "interrupts" in had:
        at = rng.uniform(20, 150)
        words += ["interruptions.agent=3", f"interruption.agent@{at:.1f}-{at + 1.6:.1f}"]
    if "silent" in had:
        at = rng.uniform(20, 150)
        words += [f"silence.agent@{at:.1f}-{at + rng.uniform(16, 22):.1f}"]
    if "headset" in had:
        words += [f"snr.agent={rng.gauss(9, 1.5):.1f}", f"active_level.agent={rng.gauss(-37, 1):.1f}"]
    return words


def call_lines(n_calls=1000, seed=1, days=DAYS):
    """Lines for store-maker, one a call, the calls spread over agents and days."""
    rng = random.Random(seed)
    yield "\t".join(["usual"] + [f"{name}={value}" for name, value in USUAL.items()])
    for i in range(n_calls):
        agent = AGENTS[i % len(AGENTS)]
        day = FIRST_DAY + datetime.timedelta(days=i * days // n_calls)
        hour, line = rng.choice(HOURS), rng.choice(LINES)
        started = f"{day}T{hour:02}:{rng.randrange(60):02}:{rng.randrange(60):02}"
        yield "\t".join(["call", f"/calls/{day}/{i:06}-{agent}.wav", agent, TEAMS[agent], line, started, "180"]
                        + facts(rng, habits(agent, day, hour, line)))


def make(path, lines, standard="service-zh"):
    """A store at `path`."""
    subprocess.run([os.environ["STORE_MAKER"], str(path), standard], input="\n".join(lines) + "\n", check=True,
                   encoding="utf-8")
