#!/usr/bin/env python3
"""The shipped standards hold what the documents ask for: every row of the catalogue has its rules, every quotation
stands in its document character by character, every default limit is the catalogue's.

The catalogue and the documents are not part of the project. Where they lie in ../shared beside the checkout (or in
CALLTONE_DOCUMENTS), they are compared with; else these tests are skipped, and said to be.
"""
import configparser
import os
import pathlib
import re
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
CALLTONE = os.environ["CALLTONE"]
SHARED = pathlib.Path(os.environ.get("CALLTONE_DOCUMENTS", HERE.parents[2] / "shared"))
STANDARDS = ("service-zh", "service-en", "complaint-zh", "newcomer-zh")
# What a rule calls its document, and a sentence by which the file is known.
DOCUMENTS = {
    "客户服务外包中心服务人员的素质标准": "客户服务外包中心服务人员的素质标准",
    "10000号“服务亲和力”活动": "服务亲和力是客服热线提升服",
    "14年客服人員工作總結8": "14年客服人員工作總結8",
    "客服中心人力资源管理": "客服中心人力资源管理",
}
# Not among the documents: a score sheet of an operator, named as such in the standard.
NOT_A_DOCUMENT = {"电信质检录音评分表"}


def read_ini(text):
    """Sections and keys, as they stand."""
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",), comment_prefixes=(";", "#"))
    parser.optionxform = str
    parser.read_string(text)
    return parser


def shown(name):
    """A shipped standard's rules: id to keys."""
    text = subprocess.run([CALLTONE, "standards", "show", name], capture_output=True, check=True).stdout.decode()
    ini = read_ini(text)
    return {section[5:]: dict(ini[section]) for section in ini.sections() if section.startswith("rule ")}


def without_readings(text):
    """Take out the Latin readings in brackets behind single characters, and letters written twice by the same slip."""
    text = re.sub(r"\([a-zA-Z\u00c0-\u024f\u1e00-\u1eff\u0300-\u036f]{1,7}\)", "", text)
    return re.sub(r"([\u2e80-\u2fdf\uf900-\ufaff])(?=[\u4e00-\u9fff])", "", text)


def catalogue_text():
    path = SHARED / "standards.md"
    if not path.is_file():
        raise unittest.SkipTest(f"no catalogue in {SHARED}")
    return path.read_text(encoding="utf-8")


def between(text, first, last):
    start = text.index(first)
    return text[start : text.index(last, start)]


class Catalogue(unittest.TestCase):
    """Every demand went somewhere."""

    @classmethod
    def setUpClass(cls):
        cls.places = read_ini((HERE / "catalogue.ini").read_text(encoding="utf-8"))
        cls.rules = shown("service-zh")

    def test_every_rule_named_exists_and_every_rule_is_named(self):
        named = set(self.places["added"])
        for section in ("rows", "listener items"):
            for where in self.places[section].values():
                named.update(where.split())
        self.assertEqual(named, set(self.rules))

    def test_what_was_left_out_or_added_has_a_reason(self):
        for section in ("left out", "added"):
            for what, reason in self.places[section].items():
                self.assertGreater(len(reason), 30, what)

    def test_every_source_is_told_in_both_languages(self):
        for standard in STANDARDS:
            for rule, keys in shown(standard).items():
                self.assertEqual("source" in keys, "source_zh" in keys, f"{standard}: {rule}")
                self.assertRegex(keys.get("source_zh", "默认"), "默认|标准原文|公开资料", f"{standard}: {rule}")

    def test_listener_items_are_for_a_listener(self):
        for item, where in self.places["listener items"].items():
            for rule in where.split():
                self.assertEqual(self.rules[rule]["kind"], "listener", item)

    def test_tables_have_no_row_and_no_sentence_besides(self):
        tables = between(catalogue_text(), "### 1a.", "### 1g.")
        rows = re.findall(r"^\| ([A-Z]+-\d+) \| (.*?) \|", tables, re.M)
        self.assertEqual([row for row, _ in rows], list(self.places["rows"]))
        clauses = [re.sub(r"[“”\"\s]", "", rule["clause"]) for rule in self.rules.values()]
        for row, quotation in rows:
            quotation = re.sub(r"\([^)]*[a-z][^)]*\)", "", quotation)  # remarks of the catalogue's own
            for piece in re.split(r" / |…|\d分钟过去了", quotation):
                piece = re.sub(r"[“”\"\s]", "", piece)
                if piece not in self.places["left out"]:
                    self.assertTrue(any(piece in clause for clause in clauses), f"{row}: {piece}")

    def test_listener_list_has_no_item_besides(self):
        lines = re.findall(r"^- [A-Z][a-z -]+: (.*)$", between(catalogue_text(), "### 1g.", "### 1h."), re.M)
        items = [item.strip() for line in lines for item in re.sub(r" ?\([^)]*\)|\.$", "", line).split(",")]
        self.assertEqual(sorted(items), sorted(self.places["listener items"]))

    def test_default_limits_are_the_catalogues(self):
        block = between(catalogue_text(), "### 1i.", "\n---\n")
        limits = dict(re.findall(r"([a-z]+(?:\.[a-z_]+)+) += ([-\d.]+)", block))
        self.assertEqual(sorted(limits), sorted(self.places["limits"]))
        for limit, value in limits.items():
            numbers = [float(end) for end in value.split("..")]
            where = self.places["limits"][limit]
            with self.subTest(limit):
                if where.startswith("built in"):
                    self.assertIn(f"{numbers[0]:g}", self.definition(where.split()[-1]))
                elif where.endswith(("advice", "source")):
                    self.assert_told(*where.split(), numbers)
                else:
                    last = [number - limit.endswith("fail_count") for number in numbers]  # the last that does not fail
                    self.assertEqual([self.limit(*place.split()) for place in where.split(",")], last)

    def definition(self, measure):
        run = subprocess.run([CALLTONE, "measures", "--lang", "en", measure], capture_output=True, check=True)
        return run.stdout.decode()

    def assert_told(self, rule, key, numbers):
        texts = " ".join(text for name, text in self.rules[rule].items() if name.startswith(key))
        for number in numbers:
            self.assertIn(f"{number * (100 if max(numbers) < 1 else 1):g}", texts)

    def limit(self, rule, key, end=None):
        """One end of a band, or a limit that has but one."""
        low, _, high = self.rules[rule][key].partition("..")
        return float(low if end in (None, "low") else high)


class Quotations(unittest.TestCase):
    """Word for word."""

    @classmethod
    def setUpClass(cls):
        paths = sorted((SHARED / "documents").glob("*.txt"))
        if not paths:
            raise unittest.SkipTest(f"no documents in {SHARED}")
        texts = [without_readings(path.read_text(encoding="utf-8", errors="replace")) for path in paths]
        cls.documents = {
            name: next(text for text in texts if mark in text[:3000]) for name, mark in DOCUMENTS.items()
        }

    def test_every_clause_stands_in_its_document(self):
        n_checked = 0
        for standard in STANDARDS:
            for rule, keys in shown(standard).items():
                if "clause" not in keys or keys["document"] in NOT_A_DOCUMENT:
                    continue
                self.assertIn(keys["clause"], self.documents[keys["document"]], f"{standard}: {rule}")
                n_checked += 1
        self.assertGreater(n_checked, 80)

    def test_the_only_limits_stated_are_stated(self):
        text = self.documents["客户服务外包中心服务人员的素质标准"]
        self.assertIn("三声铃声", text)
        self.assertIn("超过一分钟", text)


if __name__ == "__main__":
    program = unittest.main(exit=False)
    if not program.result.wasSuccessful():
        sys.exit(1)
    if program.result.skipped:
        for test, reason in program.result.skipped:
            print(f"SKIPPED {test}: {reason}", file=sys.stderr)
        sys.exit(77)
