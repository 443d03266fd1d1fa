#!/usr/bin/python3
"""A store from outside: what export writes equals what analyze prints, and rescore judges all of it again.

usage: test_export.py      (in the environment: the program as CALLTONE, what fills a store as FILL_STORE)
"""
import csv
import io
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
CALLTONE = os.environ.get("CALLTONE", "calltone")
FILL_STORE = os.environ.get("FILL_STORE", "fill-store")
CALLS = ("zh_exemplary", "zh_rushed", "en_hold", "zh_flat")
AGENTS = {"zh_exemplary": "8012", "zh_rushed": '=HYPERLINK("x")', "en_hold": "+86", "zh_flat": "李四, \"night\"\n"}
STARTS = {"zh_exemplary": "2026-11-01T09:00:00", "zh_rushed": "2026-11-02T09:00:00", "en_hold": "2026-11-03T09:00:00"}
LEADING = ["call", "path", "id", "agent", "team", "line", "started_at"]
FINE, USAGE, FAILED = 0, 2, 3


def run(*words, program=CALLTONE, data=b"", out=subprocess.PIPE):
    """Bytes in, bytes out, in plain English."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("LC_")}
    environment["LANG"] = "C.UTF-8"
    return subprocess.run([program, *map(str, words)], input=data, stdout=out, stderr=subprocess.PIPE, env=environment,
                          timeout=120, check=False)


def as_cell(value):
    """How a value of JSON stands in CSV."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    return "'" + value if value[:1] in tuple("=+-@\t\r") else value


class Export(unittest.TestCase):
    """Four calls and one that could not be read."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.reports = {}
        for call in CALLS:
            report = json.loads(run("analyze", "--json", FIXTURES / f"{call}.flac").stdout)
            report["call"].update(agent=AGENTS[call], team="east", started_at=STARTS.get(call))
            cls.reports[report["call"]["path"]] = report

    def setUp(self):
        self.db = pathlib.Path(self.folder.name, self.id() + ".db")
        lines = "".join(json.dumps(report) + "\n" for report in self.reports.values())
        done = run(self.db, "service-zh", 1, "/night/broken.wav", program=FILL_STORE, data=lines.encode())
        self.assertEqual(done.returncode, FINE, done.stderr)

    def csv_rows(self, kind, *words):
        """Rows of an export as dictionaries."""
        done = run("export", kind, "--csv", "--no-bom", "--db", self.db, *words)
        self.assertEqual((done.returncode, done.stderr), (FINE, b""))
        return list(csv.DictReader(io.StringIO(done.stdout.decode(), newline=""), strict=True))

    def json_rows(self, kind, *words):
        """The same of JSON Lines."""
        done = run("export", kind, "--jsonl", "--db", self.db, *words)
        self.assertEqual((done.returncode, done.stderr), (FINE, b""))
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_both_forms_say_the_same(self):
        for kind in ("calls", "findings", "events"):
            rows, objects = self.csv_rows(kind), self.json_rows(kind)
            self.assertEqual(len(rows), len(objects))
            self.assertGreater(len(rows), 3)
            self.assertEqual(list(rows[0])[:7], LEADING)
            for row, value in zip(rows, objects):
                self.assertEqual(list(row), list(value))
                for name, cell in row.items():
                    if isinstance(value[name], (int, float)) and not isinstance(value[name], bool):
                        self.assertEqual(float(cell), value[name], (kind, name))
                    else:
                        self.assertEqual(cell, as_cell(value[name]), (kind, name))

    def test_calls_equal_analyze(self):
        rows = {row["path"]: row for row in self.json_rows("calls")}
        self.assertEqual(len(rows), 5)
        for path, report in self.reports.items():
            row, call, score = rows[path], report["call"], report["score"]
            for name in ("id", "agent", "team", "started_at", "duration_s", "agent_channel", "encoding",
                         "sample_rate_hz"):
                self.assertEqual(row[name], call[name], name)
            self.assertEqual((row["line"], row["direction"], row["ring_s"], row["holds"]),
                             ("trunk 3", "inbound", 6.5, "12-30;95.5-140"))
            for name in ("total", "weighted", "covered_weight"):
                self.assertEqual(row[name], score[name], name)
            outcomes = [verdict["outcome"] for verdict in report["verdicts"]]
            for name in ("pass", "warn", "fail", "not_measurable"):
                self.assertEqual(row["n_" + name], outcomes.count(name))
            self.assertEqual(row["standard"], report["standard"]["name"])
            readings = {f"{reading['side']}.{reading['name']}": reading["value"] for reading in report["readings"]}
            self.assertEqual({name: row[name] for name in readings}, readings)
            for name in set(row) - set(readings):
                if "." in name:
                    self.assertIsNone(row[name], name)
        broken = rows["/night/broken.wav"]
        self.assertEqual((broken["error"], broken["total"], broken["agent.speech_rate"]),
                         ("it is no recording", None, None))

    def test_findings_equal_analyze(self):
        rows = self.json_rows("findings")
        for path, report in self.reports.items():
            found = [verdict for verdict in report["verdicts"] if verdict["outcome"] in ("warn", "fail", "advisory")]
            own = [row for row in rows if row["path"] == path]
            self.assertEqual(len(own), len(found))
            points = {entry["rule"]: entry["points"] for entry in report["score"]["deductions"]}
            for row, verdict in zip(own, found):
                for name in ("rule", "clause", "outcome", "value", "unit", "limit", "usual", "moments"):
                    self.assertEqual(row[name], verdict[name], name)
                self.assertEqual(row["points"], points.get(row["rule"], 0))
                self.assertEqual(row["advice_zh"] or None, verdict["advice"])
                spans = [tuple(map(float, span.split("-"))) for span in row["evidence"].split(";") if span]
                self.assertEqual(spans, [(span["start_s"], span["end_s"]) for span in verdict["evidence"]])
                self.assertEqual((row["start_s"], row["end_s"]), spans[0] if spans else (None, None))
        self.assertTrue(any(row["evidence"] for row in rows))

    def test_events_equal_analyze(self):
        rows = self.json_rows("events")
        self.assertTrue(any(row["kind"] == "hold" for row in rows))
        for path, report in self.reports.items():
            own = [row for row in rows if row["path"] == path]
            self.assertEqual(len(own), len(report["events"]))
            for row, event in zip(own, report["events"]):
                said = dict(event, **event["detail"])
                del said["detail"]
                rest = {name: value for name, value in row.items() if name not in LEADING and name not in said}
                self.assertEqual({name: row[name] for name in said}, said)
                self.assertEqual(set(rest.values()) - {None}, set())

    def test_csv_is_what_spreadsheets_need(self):
        done = run("export", "calls", "--db", self.db)
        self.assertTrue(done.stdout.startswith(b"\xef\xbb\xbfcall,path,"))
        text = done.stdout.decode("utf-8-sig")
        self.assertEqual(text.count("\r\n"), 6)  # a heading and five calls; the night's line end is inside a cell
        rows = self.csv_rows("calls")
        self.assertEqual([row["agent"] for row in rows],
                         ["8012", "'=HYPERLINK(\"x\")", "'+86", "李四, \"night\"\n", ""])
        self.assertLess(float(rows[0]["agent.active_level"]), 0)  # begins with - and stays a number

    def test_readme_lists_the_columns(self):
        table = {}
        for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines():
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if len(cells) == 2 and cells[0].strip("`") in ("all", "calls", "findings", "events"):
                words = re.sub(r"\([^)]*\)", "", cells[1]).split(", then each reading")[0]
                table[cells[0].strip("`")] = re.findall(r"`([^`]+)`", words)
        for kind in ("calls", "findings", "events"):
            columns = [name for name in self.json_rows(kind)[0] if "." not in name]
            self.assertEqual(table["all"] + table[kind], columns)

    def test_calls_are_chosen(self):
        def chosen(*words):
            return [row["agent"] for row in self.csv_rows("calls", *words) if row["agent"]]

        self.assertEqual(chosen("--agent", "8012"), ["8012"])
        self.assertEqual(chosen("--team", "west"), [])
        self.assertEqual(chosen("--from", "2026/11/2"), ["'=HYPERLINK(\"x\")", "'+86"])
        self.assertEqual(chosen("--from", "2026-11-02", "--until", "2026-11-03"), ["'=HYPERLINK(\"x\")"])

    def test_what_cannot_be_done_is_said(self):
        for words, code, said in (
                ((), USAGE, b"what? calls"),
                (("people", "--db", self.db), USAGE, b"\"people\" is none of"),
                (("calls",), USAGE, b"--db FILE"),
                (("calls", "--db", self.db, "--csv", "--jsonl"), USAGE, b"either --csv or --jsonl"),
                (("calls", "--db", self.db, "--from", "Tuesday"), USAGE, b"take a date"),
                (("calls", "--db", "/none.db"), FAILED, b"there is no such file"),
                (("calls", "--db", self.db, "-s", "none-such"), FAILED, b"none-such")):
            done = run("export", *words)
            self.assertEqual((done.returncode, done.stdout), (code, b""), words)
            self.assertIn(said, done.stderr)
        with open("/dev/full", "wb") as full:
            self.assertEqual(run("export", "events", "--db", self.db, out=full).returncode, FAILED)

    def test_a_store_is_judged_again(self):
        before = self.csv_rows("calls")
        done = run("rescore", "--db", self.db, "-s", "complaint-zh")
        self.assertEqual((done.returncode, done.stderr), (FINE, b""))
        changes = {}
        for row, again in zip(before, self.csv_rows("calls")):
            if row["worst"]:
                self.assertEqual(again["standard"], "complaint-zh")
                change = "as before" if row["worst"] == again["worst"] else f"{row['worst']} -> {again['worst']}"
                changes[change] = changes.get(change, 0) + 1
        lines = done.stdout.decode().splitlines()
        self.assertTrue(lines[0].startswith("complaint-zh, version "))
        self.assertTrue(lines[0].endswith(": 4 calls judged"))
        told = {line.split(maxsplit=1)[1]: int(line.split()[0]) for line in lines[1:]}
        self.assertEqual(told, {"as before": 0, **changes})
        self.assertGreater(len(told), 1)
        self.assertEqual(self.csv_rows("calls", "-s", "service-zh"), before)
        with sqlite3.connect(self.db) as db:
            self.assertEqual(db.execute("SELECT count(*) FROM judgements").fetchone(), (8,))
        db.close()
        run("rescore", "--db", self.db)  # back again: the standard that judged last is the one that counts
        self.assertEqual(self.csv_rows("calls"), before)

    def test_rescore_of_more_than_a_transaction(self):
        db = self.db.with_suffix(".many")
        report = next(iter(self.reports.values()))
        done = run(db, "service-zh", 4100, program=FILL_STORE, data=json.dumps(report).encode())
        self.assertEqual(done.returncode, FINE, done.stderr)
        done = run("rescore", "--db", db, "-s", "newcomer-zh")
        self.assertIn(b": 4100 calls judged\n", done.stdout)
        with sqlite3.connect(db) as store:
            self.assertEqual(store.execute("SELECT count(*) FROM judgements").fetchone(), (8200,))
        store.close()

    def test_rescore_refuses_what_it_cannot_use(self):
        for words, code, said in (((self.db, "--json"), USAGE, b"--json goes with reports"),
                                  ((self.db, "x.json"), USAGE, b"either reports or --db"),
                                  ((self.folder.name + "/none.db",), FAILED, b"there is no such file")):
            done = run("rescore", "--db", *words)
            self.assertEqual((done.returncode, done.stdout), (code, b""))
            self.assertIn(said, done.stderr)
        self.assertFalse(os.path.exists(self.folder.name + "/none.db"))
        done = run("rescore", "--db", self.db, "-s", "none-such")
        self.assertEqual(done.returncode, FAILED)


if __name__ == "__main__":
    unittest.main()
