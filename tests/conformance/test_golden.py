#!/usr/bin/env python3
"""Reports as people read them, kept whole: what changes in one is seen, read, and renewed in a commit of its own.

    test_golden.py           compare (CALLTONE names the program)
    test_golden.py --renew   write them anew; then read the difference before it is committed
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
GOLDEN = pathlib.Path(__file__).resolve().parent / "golden"
CALLTONE = os.environ["CALLTONE"]

# Name of the page: what makes it. MONO is a call mixed down to one channel, CUT one whose file ends early.
PAGES = {
    f"{call}.{lang}": ["analyze", f"fixtures/{call}.flac", "--lang", lang, "--standard", standard]
    for call, standard in (
        ("zh_exemplary", "service-zh"), ("zh_rushed", "service-zh"), ("zh_flat", "service-zh"),
        ("zh_hold", "service-zh"), ("en_exemplary", "service-en"), ("en_hold", "service-en"),
    )
    for lang in ("zh", "en")
} | {
    "mono.zh": ["analyze", "MONO", "--lang", "zh"],
    "mono.en": ["analyze", "MONO", "--lang", "en"],
    "cut.zh": ["analyze", "CUT", "--lang", "zh", "--standard", "none"],
    "complaint.zh": ["analyze", "fixtures/zh_rushed.flac", "--lang", "zh", "--standard", "complaint-zh"],
    "explain-PACE-1.zh": ["standards", "explain", "PACE-1", "--lang", "zh"],
    "explain-PACE-1.en": ["standards", "explain", "PACE-1", "--lang", "en"],
    "explain-SIL-1.zh": ["standards", "explain", "SIL-1", "--lang", "zh"],
    "explain-SIL-1.en": ["standards", "explain", "SIL-1", "--lang", "en"],
    "explain-END-1.zh": ["standards", "explain", "END-1", "--lang", "zh"],
    "explain-WORD-2.zh": ["standards", "explain", "WORD-2", "--lang", "zh"],
}


def make_special_calls(folder):
    """MONO and CUT, by the words that stand for them."""
    mono, cut = pathlib.Path(folder, "mono.wav"), pathlib.Path(folder, "cut.wav")
    subprocess.run(["sox", "-D", ROOT / "fixtures/zh_rushed.flac", mono, "remix", "1,2"], check=True)
    subprocess.run(["sox", "-D", ROOT / "fixtures/zh_hold.flac", cut], check=True)
    with open(cut, "r+b") as file:
        file.truncate(44 + 4 * 8000 * 70)  # 70 s, in the middle of the hold
    return {"MONO": str(mono), "CUT": str(cut)}


def page(arguments, special):
    """What the program prints, without the folder of the special calls."""
    words = [special.get(word, word) for word in arguments]
    run = subprocess.run([CALLTONE, *words], cwd=ROOT, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()
    text = run.stdout.decode()
    for path in special.values():
        text = text.replace(path, pathlib.Path(path).name)
    return text


class Golden(unittest.TestCase):
    """Page by page."""

    maxDiff = None

    def test_pages_are_as_they_were(self):
        with tempfile.TemporaryDirectory() as folder:
            special = make_special_calls(folder)
            for name, arguments in PAGES.items():
                with self.subTest(name):
                    kept = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
                    self.assertMultiLineEqual(kept, page(arguments, special), "renew with ./dev golden")

    def test_no_page_is_left_over(self):
        self.assertEqual({path.stem for path in GOLDEN.glob("*.txt")}, set(PAGES))

    def test_readme_shows_a_page_as_it_is(self):
        readme = README.read_text(encoding="utf-8")
        self.assertMultiLineEqual(readme, with_sample(readme), "renew with ./dev golden")


def with_sample(readme):
    """README with its two blocks cut from the kept page: the verdicts down to the first finding, and the figures."""
    kept = (GOLDEN / "zh_rushed.en.txt").read_text(encoding="utf-8")
    verdicts, figures = kept.index("Against the standard"), kept.index("Appendix")
    first = re.search(r"^    [A-Z]+-\d.*\n(?:      .*\n)+", kept, re.M)
    samples = iter((kept[verdicts : first.end()] + "    ...\n", kept[figures:]))
    start, end = readme.index("## A report"), readme.index("How to read it")
    section = re.sub(r"^```\n.*?^```$", lambda _: f"```\n{next(samples)}```", readme[start:end], flags=re.M | re.S)
    return readme[:start] + section + readme[end:]


def renew():
    """Write every page, and nothing else, into the folder; and the sample in README."""
    GOLDEN.mkdir(exist_ok=True)
    for path in GOLDEN.glob("*.txt"):
        path.unlink()
    with tempfile.TemporaryDirectory() as folder:
        special = make_special_calls(folder)
        for name, arguments in PAGES.items():
            (GOLDEN / f"{name}.txt").write_text(page(arguments, special), encoding="utf-8")
    README.write_text(with_sample(README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["--renew"]:
        renew()
    else:
        unittest.main()
