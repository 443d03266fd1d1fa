#!/usr/bin/python3
"""Reports over many calls from outside: a store of a thousand calls with habits planted in it (planted_store.py), and
whether brief, agent, team, stars, needs, change and sample find what was planted, and nothing else.

usage: test_review.py      (the programs in the environment's CALLTONE and STORE_MAKER)
"""
import collections
import csv
import datetime
import io
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import planted_store as planted  # noqa: E402

CALLTONE = os.environ.get("CALLTONE", "calltone")
FINE, USAGE, FAILED = 0, 2, 3
LAST_DAY = planted.FIRST_DAY + datetime.timedelta(days=planted.DAYS - 1)


def run(*words):
    """Text in and out, in English unless told otherwise."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("LC_")}
    environment["LANG"] = "C.UTF-8"
    return subprocess.run([CALLTONE, *map(str, words)], capture_output=True, env=environment, timeout=120, check=False,
                          encoding="utf-8")


class Planted(unittest.TestCase):
    """The thousand calls, made once."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.store = cls.folder / "calls.db"
        cls.lines = list(planted.call_lines())
        planted.make(cls.store, cls.lines)

    def report(self, *words, store=None):
        done = run("report", *words, "--db", store or self.store)
        self.assertEqual((done.returncode, done.stderr), (FINE, ""))
        return done.stdout

    def rows(self, *words, store=None):
        return list(csv.DictReader(io.StringIO(self.report(*words, "--csv", "--no-bom", store=store))))

    def other_store(self, name, lines):
        path = self.folder / name
        planted.make(path, lines)
        return path

    # ---- what was planted is found, and nothing else ----

    def test_needs_finds_every_cause_and_no_other(self):
        rows = self.rows("needs", "--date", LAST_DAY)
        found = {(row["rule"], row["cause"], row["group"]) for row in rows if row["cause"]}
        self.assertEqual(found, {
            ("HOLD-2", "team", "B"), ("PACE-1", "agent", "8003"), ("SIL-1", "agent", "8007"),
            ("VOL-2", "line", "L4"), ("MIC-1c", "line", "L4"),
            ("RESP-1", "hour", "10:00-10:59"), ("RESP-2", "hour", "10:00-10:59")})
        weights = [float(row["weight"]) for row in rows]
        self.assertEqual(weights, sorted(weights, reverse=True))

    def test_needs_before_the_change_names_the_other_agent(self):
        day = planted.CHANGE - datetime.timedelta(days=1)
        agents = {(row["rule"], row["group"]) for row in self.rows("needs", "--date", day) if row["cause"] == "agent"}
        self.assertEqual(agents, {("INT-1", "8001"), ("PACE-1", "8003")})

    def test_what_everyone_has_is_nobodys_fault(self):
        lines = [line.replace("hold_unannounced.call=0", "hold_unannounced.call=1") for line in self.lines]
        store = self.other_store("everyone.db", lines)
        found = {(row["cause"], row["group"]) for row in self.rows("needs", "--date", LAST_DAY, store=store)
                 if row["rule"] == "HOLD-2"}
        self.assertEqual(found, {("everyone", "")})

    def test_newcomers_are_told_by_the_roster(self):
        lines = []
        for line in self.lines:
            fields = line.split("\t")
            new = fields[0] == "call" and fields[2] in ("8002", "8004", "8006", "8008")
            lines.append(line + "\tspeech_rate.agent=350" if new else line)
        roster = [f"agent\t{agent}\t\t\t{'2026-08-01' if int(agent) % 2 == 0 else '2020-08-01'}"
                  for agent in planted.AGENTS if agent != "8010"]
        store = self.other_store("newcomers.db", lines + roster)
        found = {(row["cause"], row["group"]) for row in self.rows("needs", "--date", LAST_DAY, store=store)
                 if row["rule"] == "PACE-1"}
        self.assertEqual(found, {("newcomers", ""), ("agent", "8003")})

    def test_an_agent_alone_on_a_line_is_not_blamed_for_it(self):
        lines = []
        for line in self.lines:
            fields = line.split("\t")
            if fields[0] == "call":
                fields[4] = "L9" if fields[2] == "8003" else "L1"
            lines.append("\t".join(fields))
        store = self.other_store("alone.db", lines)
        found = {(row["cause"], row["group"]) for row in self.rows("needs", "--date", LAST_DAY, store=store)
                 if row["rule"] == "PACE-1"}
        self.assertEqual(found, {("agent_or_line", "8003")})

    def test_change_finds_who_got_better_and_who_worse(self):
        rows = self.rows("change", "--date", planted.CHANGE)
        found = {(row["kind"], row["agent"], row["rule"]) for row in rows if row["kind"] in ("better", "worse")}
        self.assertEqual(found, {("better", "8001", "INT-1"), ("worse", "8007", "SIL-1")})
        sure = {(row["agent"], float(row["change"]) > 0) for row in rows if row["kind"] == "agent" and row["sure"] == "1"}
        self.assertEqual(sure, {("8001", True), ("8007", False)})
        self.assertEqual([row["rule"] for row in rows if row["kind"] == "rule" and row["sure"] == "1"], [])
        self.assertEqual([row["sure"] for row in rows if row["kind"] == "all"], ["0"])

    def test_a_training_that_helped_a_team_is_told_from_time(self):
        lines = []
        for line in self.lines:
            fields = line.split("\t")
            trained = fields[0] == "call" and fields[3] == "B" and fields[5] >= str(planted.CHANGE)
            line = line.replace("interruptions.agent=3", "interruptions.agent=0")  # nobody changes by himself
            line = re.sub(r"\tsilence.agent@[0-9.-]+", "", line)
            lines.append(line.replace("hold_unannounced.call=1", "hold_unannounced.call=0") if trained else line)
        more = [line.replace("\t80", "\t90", 1).replace("-80", "-90") for line in lines[1:] if "\tB\t" in line]
        store = self.other_store("trained.db", lines + more)
        text = " ".join(self.report("change", "--date", planted.CHANGE, "--team", "B", store=store).split())
        self.assertIn("That is more than chance.", text)
        self.assertIn("The training did more than time alone.", text)
        rows = self.rows("change", "--date", planted.CHANGE, "--team", "B", store=store)
        self.assertEqual([row["rule"] for row in rows if row["kind"] == "rule" and row["sure"] == "1"], ["HOLD-2"])
        self.assertEqual(collections.Counter(row["kind"] for row in rows)["other"], 5)

    def test_stars_are_the_best_and_the_one_who_gained(self):
        rows = self.rows("stars", "--date", "2026-10-15")
        self.assertEqual([row["agent"] for row in rows if row["star"] == "1"], ["8005"])
        self.assertEqual([row["agent"] for row in rows if row["progress_star"] == "1"], ["8001"])
        self.assertEqual([row["agent"] for row in rows if row["sure_gain"] == "1"], ["8001"])
        self.assertIn("No interruptions: not kept in", self.report("stars", "--date", "2026-10-15"))

    def test_brief_praises_who_improved_and_keeps_the_rest_private(self):
        text = self.report("brief", "--date", planted.CHANGE + datetime.timedelta(days=6))
        praise, rest = text.split("What many met")
        common, private = rest.split("For a talk in private")
        self.assertEqual(re.findall(r"- (\d+): ([A-Z][a-z ]+)\. Not kept", praise), [("8001", "No interruptions")])
        self.assertEqual(re.findall(r"- (\d+): ([A-Z][a-z ]+)\. Not kept", private), [("8007", "No long silence")])
        self.assertIn("- Announce a hold: not kept in", common)
        self.assertNotIn("8007:", common)

    def test_agent_has_strengths_first_and_one_thing_to_practise(self):
        text = self.report("agent", "8003", "--date", LAST_DAY)
        self.assertLess(text.index("What goes well"), text.index("One thing to practise"))
        self.assertEqual(re.findall(r"practise\n  - ([A-Z][a-z ]+):", text), ["Standard pace"])
        self.assertIn("Better than before: No interruptions", self.report("agent", "8001", "--date", "2026-10-28"))

    def test_teams_get_a_place_only_where_it_is_sure(self):
        alike = [line.replace("hold_unannounced.call=1", "hold_unannounced.call=0") for line in self.lines]
        rows = self.rows("team", "--date", LAST_DAY, store=self.other_store("alike.db", alike))
        self.assertEqual({row["team"]: row["place"] for row in rows if row["rule"] == "score"}, {"A": "1", "B": "1"})
        lines = [line + "\tspeech_rate.agent=400\tpitch_sd.agent=1\tinterruptions.agent=4" if "\tB\t" in line else line
                 for line in self.lines]
        rows = self.rows("team", "--date", LAST_DAY, store=self.other_store("apart.db", lines))
        self.assertEqual({row["team"]: row["place"] for row in rows if row["rule"] == "score"}, {"A": "1", "B": "2"})
        few = self.other_store("few.db", self.lines[:1] + self.lines[900:930])
        rows = self.rows("team", "--date", LAST_DAY, store=few)
        self.assertEqual({row["place"] for row in rows if row["rule"] == "score"}, {"0"})

    def test_too_few_calls_are_called_too_few(self):
        few = self.other_store("little.db", self.lines[:1] + self.lines[-25:])
        self.assertIn("too few to name a strength", self.report("agent", "8001", "--date", LAST_DAY, store=few))
        self.assertIn("Nobody has the 20 calls", self.report("stars", "--date", LAST_DAY, store=few))
        self.assertIn("Not enough agents", self.report("change", "--date", LAST_DAY, store=few))
        self.assertFalse([row for row in self.rows("needs", "--date", LAST_DAY, store=few) if row["cause"]])

    # ---- figures ----

    def test_figures_are_those_of_the_calls(self):
        day = str(planted.FIRST_DAY + datetime.timedelta(days=30))
        calls = [line for line in self.lines if f"\t{day}T" in line]
        rows = {row["rule"]: row for row in self.rows("brief", "--date", day)}
        for rule, mark in (("INT-1", "interruptions.agent=3"), ("SIL-1", "silence.agent@"),
                           ("HOLD-2", "hold_unannounced.call=1")):
            self.assertEqual(int(rows[rule]["tested"]), len(calls))
            self.assertEqual(int(rows[rule]["found"]), sum(mark in line for line in calls), rule)

    def test_the_order_of_scanning_changes_nothing(self):
        other = self.other_store("turned.db", self.lines[:1] + self.lines[:0:-1])
        for words in (("brief",), ("team",), ("stars",), ("needs",), ("change",), ("agent", "8004")):
            words = (*words, "--date", "2026-10-20")
            self.assertEqual(self.report(*words), self.report(*words, store=other), words)

    def test_pages_are_narrow_and_in_both_languages(self):
        for lang in ("zh", "en"):
            for words in (("brief",), ("team",), ("stars",), ("needs",), ("change",), ("agent", "8004")):
                text = self.report(*words, "--date", "2026-10-20", "--lang", lang)
                for line in text.splitlines():
                    width = sum(2 if ord(letter) > 0x2E7F else 1 for letter in line)
                    self.assertLessEqual(width, 80, line)
                self.assertEqual(bool(re.search("[\u4e00-\u9fff]", text)), lang == "zh", words)

    # ---- the listening list ----

    def sample(self, *words, store=None):
        done = run("sample", "--csv", "--no-bom", *words, "--db", store or self.store)
        self.assertEqual((done.returncode, done.stderr), (FINE, ""))
        return list(csv.DictReader(io.StringIO(done.stdout)))

    def test_a_draw_can_be_drawn_again(self):
        words = ("--date", "2026-10-20", "--per-day", 6)
        first = self.sample(*words)
        self.assertEqual(len(first), 6)
        self.assertEqual(len({row["agent"] for row in first}), 6)  # one of each before a second
        self.assertEqual(self.sample(*words), first)
        self.assertEqual(self.sample(*words, "--seed", 1), first)
        self.assertNotEqual([row["path"] for row in self.sample(*words, "--seed", 2)], [row["path"] for row in first])
        self.assertEqual(self.sample("--date", "2026-10-20", "--per-day", 3), first[:3])

    def test_worst_first_and_new_faults_first(self):
        worst = [float(row["score"]) for row in self.sample("--date", "2026-10-20", "--order", "worst-first")]
        self.assertEqual(worst, sorted(worst))
        new = self.sample("--date", planted.CHANGE, "--order", "new-fault-first", "--per-day", 40)
        row = next(row for row in new if row["agent"] == "8007" and "SIL-1" in row["rule"])
        self.assertIn("SIL-1", row["new"].split(";"))
        self.assertGreater(float(row["listen_until_s"]) - float(row["listen_from_s"]), 15)  # the silence, and a lead
        self.assertTrue(any("HOLD-2" in row["standing"] for row in new))
        self.assertTrue(any("INT-1" in row["improved"] for row in new if row["agent"] == "8001"))

    def test_who_was_heard_waits_for_the_others(self):
        store = self.other_store("heard.db", self.lines)
        words = ("--order", "least-recently-heard", "--per-day", 5)
        first = self.sample(*words, "--date", "2026-10-20", store=store)
        second = self.sample(*words, "--date", "2026-10-21", store=store)
        self.assertFalse({row["agent"] for row in first} & {row["agent"] for row in second})
        self.assertEqual(self.sample(*words, "--date", "2026-10-21", store=store), second)
        before = store.read_bytes()
        self.sample(*words, "--date", "2026-10-22", "--dry-run", store=store)
        self.assertEqual(store.read_bytes(), before)

    # ---- files and errors ----

    def test_html_needs_nothing_and_escapes_names(self):
        evil = "<img src=x onerror=alert(1)>"
        lines = [line.replace("\t8007\t", f"\t{evil}\t").replace("/calls/", f"/calls/{evil}/") for line in self.lines]
        store = self.other_store("evil.db", lines)
        for words in (("report", "brief"), ("report", "team"), ("report", "stars"), ("report", "needs"),
                      ("report", "change"), ("report", "agent", evil), ("sample",)):
            page = self.folder / "page.html"
            done = run(*words, "--db", store, "--date", "2026-10-20", "--html", page)
            self.assertEqual((done.returncode, done.stdout, done.stderr), (FINE, "", ""), words)
            text = page.read_text(encoding="utf-8")
            self.assertIn("Content-Security-Policy", text)
            self.assertNotIn("<img", text)
            self.assertNotRegex(text, r"(src|href)=.?https?:")
            self.assertEqual(text.count("<ul>"), text.count("</ul>"))
            self.assertEqual(text.count("<li>"), text.count("</li>"))
            self.assertTrue(text.rstrip().endswith("</html>"))

    def test_csv_has_a_mark_and_is_harmless(self):
        done = run("report", "brief", "--db", self.store, "--date", "2026-10-20", "--csv")
        self.assertTrue(done.stdout.startswith("\ufeffday,rule,"))
        lines = [line.replace("\t8001\t", "\t=1+1\t") for line in self.lines]
        store = self.other_store("formula.db", lines)
        names = {row["agent"] for row in self.rows("stars", "--date", "2026-10-15", store=store)}
        self.assertIn("'=1+1", names)

    def test_wrong_use_is_told(self):
        for words, expected in (((), "which report?"), (("briefs",), "which report?"), (("agent",), "which agent?"),
                                (("change", "--db", self.store), "--date DAY"), (("brief",), "which store?"),
                                (("brief", "--db", self.store, "--date", "23.11.2026"), "a day is written"),
                                (("brief", "--db", self.store, "--csv", "--html", "x"), "either --csv or --html")):
            done = run("report", *words)
            self.assertEqual(done.returncode, USAGE, words)
            self.assertIn(expected, done.stderr)
        for words in (("--per-day", "0"), ("--per-day", "x"), ("--seed", "-1"), ("--order", "best")):
            self.assertEqual(run("sample", "--db", self.store, *words).returncode, USAGE, words)
        done = run("report", "brief", "--db", self.folder / "none.db")
        self.assertEqual(done.returncode, FAILED)
        self.assertIn("there is no such file", done.stderr)
        done = run("report", "brief", "--db", self.store, "--standard", "newcomer-zh")
        self.assertEqual(done.returncode, FAILED)
        self.assertIn("rescore", done.stderr)

    def test_a_day_without_calls_says_so(self):
        self.assertIn("There are no calls of that day.", self.report("brief", "--date", "2026-12-31"))
        self.assertIn("No call has a team.", self.report("team", "--date", "2025-12-31"))
        self.assertIn("There are no calls of that agent", self.report("agent", "nobody", "--date", "2026-10-20"))


if __name__ == "__main__":
    unittest.main()
