#!/usr/bin/python3
"""The command line, from outside: what goes in, what comes out, and with which exit code.

usage: test_cli.py [CALLTONE [unittest options]]      (or CALLTONE in the environment)
"""
import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import unittest
import wave

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
FIXTURES = os.path.join(ROOT, "fixtures")
SCHEMA = os.path.join(ROOT, "src", "report", "report-1.schema.json")
EXEMPLARY = os.path.join(FIXTURES, "zh_exemplary.flac")
HOLD = os.path.join(FIXTURES, "en_hold.flac")

sys.path.insert(0, HERE)
from check_report import load_validator, parse_report  # noqa: E402

CALLTONE = os.environ.get("CALLTONE", "calltone")
FINE, USAGE, FAILED = 0, 2, 3
COMMANDS = ("analyze", "live", "compare", "track", "rescore", "export", "baseline", "calibrate", "standards", "measures", "help")
TIMEOUT_S = 120


def run(*words, lang="C.UTF-8", data=None, stdout=subprocess.PIPE):
    """Run calltone; bytes in, bytes out. Nothing is taken from the language of whoever runs the tests."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("LC_")}
    environment["LANG"] = lang
    return subprocess.run([CALLTONE, *words], input=data if data is not None else b"", stdout=stdout,
                          stderr=subprocess.PIPE, env=environment, timeout=TIMEOUT_S, check=False)


def columns(line):
    """Width of a line on a terminal."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def long_options(text):
    """Every --word of a text."""
    words = text.replace("[", " ").replace(",", " ").replace("=", " ").split()
    return {word.rstrip(".;") for word in words if word.startswith("--") and len(word) > 2}


def need(path):
    """Skip, visibly, where a fixture is not there."""
    if not os.path.exists(path):
        raise unittest.SkipTest(f"no {os.path.relpath(path, ROOT)}")
    return path


def report_validator():
    """The published schema; a visible skip without the module that reads it."""
    try:
        return load_validator(SCHEMA)
    except ImportError:
        raise unittest.SkipTest("python3-jsonschema is not installed") from None


class Case(unittest.TestCase):
    """A folder to write in, and a call of two noisy channels."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, data):
        with open(self.path(name), "wb") as file:
            file.write(data)
        return self.path(name)

    def write_wav(self, name="call.wav", seconds=6, channels=2):
        """Faint noise: enough for a report, whatever it says."""
        samples = bytearray()
        state = 20240601
        for _ in range(seconds * 8000 * channels):
            state = (1103515245 * state + 12345) % 2**31
            samples += ((state >> 16) % 65 - 32).to_bytes(2, "little", signed=True)
        with wave.open(self.path(name), "wb") as file:
            file.setnchannels(channels)
            file.setsampwidth(2)
            file.setframerate(8000)
            file.writeframes(bytes(samples))
        return self.path(name)

    def assert_code(self, result, code):
        self.assertEqual(result.returncode, code, result.stderr.decode(errors="replace"))

    def assert_fails(self, result, code, *pieces):
        """Nothing on standard output, and one clear message that has these pieces."""
        self.assert_code(result, code)
        self.assertEqual(result.stdout, b"")
        message = result.stderr.decode()
        for piece in pieces:
            self.assertIn(piece, message)
        self.assertNotIn("Sanitizer", message)


class Usage(Case):
    def test_without_a_command_the_usage_is_shown(self):
        self.assert_fails(run(), USAGE, "Usage:", *COMMANDS)

    def test_unknown_command_names_the_nearest(self):
        self.assert_fails(run("analyse"), USAGE, "analyse", "did you mean analyze?")
        self.assert_fails(run("xyzzy"), USAGE, "xyzzy", "calltone help")

    def test_unknown_option_names_the_nearest(self):
        self.assert_fails(run("analyze", "--jsno", "a.wav"), USAGE, "--jsno", "did you mean --json?")
        self.assert_fails(run("analyze", "--agent-chanel=left", "a.wav"), USAGE, "did you mean --agent-channel?")
        self.assert_fails(run("analyze", "-x", "a.wav"), USAGE, "-x")

    def test_wrong_values(self):
        self.assert_fails(run("analyze", "--lang", "fr", "a.wav"), USAGE, "zh|en", "fr")
        self.assert_fails(run("analyze", "--agent-channel", "middle", "a.wav"), USAGE, "left|right", "middle")
        self.assert_fails(run("analyze", "--mono", "", "a.wav"), USAGE, "--mono")
        self.assert_fails(run("analyze", "--raw", "s17", "a.wav"), USAGE, "--raw", "s17")
        self.assert_fails(run("analyze", "a.wav", "--raw"), USAGE, "--raw", "FORMAT,RATE,CHANNELS")
        self.assert_fails(run("analyze", "--json=yes", "a.wav"), USAGE, "--json")

    def test_what_does_not_go_together(self):
        self.assert_fails(run("analyze"), USAGE, "recording")
        self.assert_fails(run("analyze", "--json", "--csv", "a.wav"), USAGE, "--json", "--csv")
        self.assert_fails(run("analyze", "--agent", "a.wav"), USAGE, "--customer")
        self.assert_fails(run("analyze", "--agent", "a.wav", "--customer", "b.wav", "c.wav"), USAGE, "not both")
        self.assert_fails(run("track", "a.wav", "b.wav"), USAGE, "one recording")

    def test_messages_speak_chinese(self):
        self.assert_fails(run("analyze", "--jsno", lang="zh_CN.UTF-8"), USAGE, "未知选项", "--json")
        self.assert_fails(run("analyze", "--lang", "zh"), USAGE, "请给出录音文件")

    def test_output_never_replaces_a_recording(self):
        wav = self.write_wav()
        size = os.path.getsize(wav)
        self.assert_fails(run("analyze", "-o", wav, wav), USAGE, "one of the recordings")
        self.assert_fails(run("track", "-o", wav, wav), USAGE, "is the recording")
        self.assertEqual(os.path.getsize(wav), size)


class Help(Case):
    def test_version(self):
        result = run("--version")
        self.assert_code(result, FINE)
        self.assertRegex(result.stdout.decode(), r"^calltone \d+\.\d+\.\d+\n$")

    def test_help_names_every_command(self):
        for words in (("--help",), ("-h",), ("help",), ("help", "--lang", "zh")):
            result = run(*words)
            self.assert_code(result, FINE)
            for command in COMMANDS:
                self.assertIn(command, result.stdout.decode())

    def test_help_of_a_command_is_the_same_both_ways(self):
        for command in COMMANDS:
            self.assertEqual(run("help", command).stdout, run(command, "--help").stdout)

    def test_help_fits_80_columns(self):
        for command in COMMANDS:
            for lang in ("en", "zh"):
                text = run("help", command, "--lang", lang).stdout.decode() + run("help", "--lang", lang).stdout.decode()
                for line in text.splitlines():
                    self.assertLessEqual(columns(line), 80, line)

    def test_man_page_and_completion_have_every_option(self):
        man = run("help", "--man").stdout.decode().replace("\\-", "-").replace("\\fR", " ").replace("\\fB", "")
        completion = run("help", "--completion", "bash").stdout.decode().replace("'", " ")
        for command in COMMANDS:
            options = long_options(run("help", command).stdout.decode())
            self.assertIn("--help", options)
            self.assertEqual(options - long_options(man), set())
            self.assertEqual(options - long_options(completion), set())
            self.assertIn(f".SS calltone {command}", man)

    def test_completion_completes(self):
        script = self.write("calltone.bash", run("help", "--completion", "bash").stdout)
        ask = (f'. {script}; COMP_WORDS=(calltone {{}}); COMP_CWORD=$((${{{{#COMP_WORDS[@]}}}} - 1)); _calltone; '
               'echo "${{COMPREPLY[@]}}"')
        for words, expected in (("ana", "analyze"), ("analyze --agent-c", "--agent-channel"),
                                ("analyze --agent-channel r", "right"), ("track --lang = z", "zh")):
            reply = subprocess.run(["bash", "-c", ask.format(words)], stdout=subprocess.PIPE, check=True)
            self.assertEqual(reply.stdout.decode().strip(), expected, words)

    def test_man_page_is_sound(self):
        page = self.write("calltone.1", run("help", "--man").stdout)
        try:
            result = subprocess.run(["groff", "-man", "-Tutf8", "-ww", page], stdout=subprocess.PIPE,
                                    stderr=subprocess.PIPE, check=False)
        except FileNotFoundError:
            self.skipTest("no groff")
        self.assertEqual(result.stderr.decode(), "")


class Measures(Case):
    def test_catalogue_as_json(self):
        result = run("measures", "--json")
        self.assert_code(result, FINE)
        catalogue = json.loads(result.stdout)
        self.assertIn("speech_time", [measure["name"] for measure in catalogue])
        for measure in catalogue:
            for key in ("title_en", "title_zh", "definition_en", "definition_zh", "source", "unit", "scope"):
                self.assertTrue(measure[key], f"{measure['name']} has no {key}")

    def test_catalogue_for_people_fits_80_columns(self):
        for lang in ("en", "zh"):
            for line in run("measures", "--lang", lang).stdout.decode().splitlines():
                self.assertLessEqual(columns(line), 80, line)

    def test_one_measure(self):
        text = run("measures", "speech_time").stdout.decode()
        self.assertTrue(text.startswith("speech_time: "))
        self.assertNotIn("hung_up_first", text)
        self.assert_fails(run("measures", "speech_tmie"), USAGE, "did you mean speech_time?")


    def test_chinese_catalogue_has_no_english_but_names(self):
        """What words_source() does not know would stay English: add it there."""
        names = set("calltone Alibaba SCA MiiTel Hincks Lai Levinson Torreira Traunmüller Eriksson Quené Amazon Connect "
                    "Houtgast Steeneken ITU T P RFC".split())
        text = run("measures", lang="zh_CN.UTF-8").stdout.decode()
        sources = re.findall(r"依据：((?:.+\n)+)", text)
        self.assertGreater(len(sources), 40)
        for source in sources:
            self.assertLessEqual(set(re.findall(r"[A-Za-zé-ü]+", source)), names, source)


class Standards(Case):
    def test_list_names_those_that_come_with_it(self):
        for words in (("standards",), ("standards", "list")):
            shown = run(*words)
            self.assert_code(shown, FINE)
            for name in ("service-zh", "service-en", "complaint-zh", "newcomer-zh"):
                self.assertIn(name, shown.stdout.decode())

    def test_shipped_ones_are_sound(self):
        for name in ("service-zh", "service-en", "complaint-zh", "newcomer-zh"):
            checked = run("standards", "check", name)
            self.assertEqual(checked.returncode, FINE, checked.stdout.decode())

    def test_what_is_shown_can_be_saved_and_used(self):
        shown = run("standards", "show", "service-zh")
        mine = self.write("mine.ini", shown.stdout)
        self.assert_code(run("standards", "check", mine), FINE)
        by_name, by_file = (json.loads(run("analyze", "--json", "-s", word, self.write_wav()).stdout)
                            for word in ("service-zh", mine))
        self.assertEqual(by_name, by_file)

    def test_doubts_are_findings(self):
        mine = self.write("mine.ini", b"[standard]\nname = mine\nextend = service-zh\n[dimension pace]\nweight = 0.9\n")
        checked = run("standards", "check", mine)
        self.assert_code(checked, 1)
        self.assertIn("mine.ini:4: the weights add up to 1.7, not to 1", checked.stdout.decode())

    def test_what_is_wrong_is_named_with_its_place(self):
        mine = self.write("mine.ini", b"[standard]\nname = mine\nextend = service-zh\n[rule PACE-1]\ngod = 1..2\n")
        for words in (("standards", "check", mine), ("analyze", "--standard", mine, "a.wav")):
            self.assert_fails(run(*words), USAGE, "mine.ini:5: unknown key", "did you mean good?")
        self.assert_fails(run("standards", "show", "service-hz"), USAGE, "did you mean service-zh?")
        self.assert_fails(run("standards", "explain", "PACE1"), USAGE, "did you mean PACE-1?")
        self.assert_fails(run("standards", "explain"), USAGE, "explain takes one name")
        self.assert_fails(run("standards", "chekc"), USAGE, "chekc")
        self.assert_fails(run("analyze", "--standard", "none", "--fail-on", "warn", "a.wav"), USAGE, "--fail-on")

    def test_each_broken_one_gets_one_line_and_is_wrong_use(self):
        head = b"[standard]\nname = mine\nversion = 1\nextend = service-zh\n[rule PACE-1]\n"
        other = self.write("other.ini", b"[standard]\nname = other\nextend = round.ini\n")
        broken = {
            "measure.ini": (head + b"measure = speach_rate\n", "did you mean speech_rate?"),
            "unit.ini": (head + b"good = 160..280 dB\n", "its unit is the measure's own"),
            "share.ini": (head + b"[rule LIST-1]\ngood = 35..70\n", "35 % is 0.35"),
            "bands.ini": (head + b"good = 100..400\nwarn = 160..280\n", "warn must hold all of good"),
            "limits.ini": (head + b"[rule SIL-1]\nlimit_warn_s = 20\n", "limit_warn_s is past limit_fail_s"),
            "bytes.ini": (head + b"title_zh = \xc4\xe3\xba\xc3\n", "not UTF-8"),
            "line.ini": (b"[standard]\nname = " + b"a" * 10_000_000 + b"\n", "over 1 MB"),
            "long.ini": (head + b"source = " + b"a" * 9000 + b"\n", "the line is too long"),
            "sound.ini": (b"RIFF\0\0\0\0WAVEfmt ", "zero byte"),
            "round.ini": (f"[standard]\nname = round\nextend = {other}\n".encode(), "unknown standard to extend"),
            "self.ini": (b"[standard]\nname = self\nextend = self\n", "unknown standard to extend"),
            "empty.ini": (b"", "no [standard]"),
        }
        for name, (text, said) in broken.items():
            path = self.write(name, text)
            for words in (("standards", "check", path), ("analyze", "--standard", path, "a.wav")):
                told = run(*words)
                self.assert_fails(told, USAGE, name, said)
                self.assertEqual(told.stderr.count(b"\n"), 1, told.stderr)
                chinese = run(*words, lang="zh_CN.UTF-8").stderr.decode()
                self.assertRegex(chinese, "[\u4e00-\u9fff]", name)

    def test_explain_tells_limits_and_source_in_80_columns(self):
        for rule in ("PACE-1", "HOLD-1", "END-1", "INT-4", "MIC-1", "PITCH-1"):
            for lang in ("zh_CN.UTF-8", "C.UTF-8"):
                told = run("standards", "explain", rule, lang=lang)
                self.assert_code(told, FINE)
                for line in told.stdout.decode().splitlines():
                    self.assertLessEqual(columns(line), 80, line)
        self.assertIn("over 60 s", run("standards", "explain", "HOLD-1").stdout.decode())


class BadInput(Case):
    def test_each_is_named_and_fails(self):
        self.write("empty.wav", b"")
        self.write("text.wav", b"Dear customer,\nthis is not a recording.\n")
        os.mkdir(self.path("folder.wav"))
        for name in ("missing.wav", "empty.wav", "text.wav", "folder.wav"):
            for command in ("analyze", "track"):
                self.assert_fails(run(command, self.path(name)), FAILED, name)

    def test_the_others_are_still_analysed(self):
        good, bad = self.write_wav(), self.write("text.wav", b"not a recording")
        result = run("analyze", "--json", bad, good, self.path("missing.wav"), good)
        self.assert_code(result, FAILED)
        self.assertEqual([json.loads(line)["call"]["path"] for line in result.stdout.splitlines()], [good, good])
        self.assertIn("text.wav", result.stderr.decode())
        self.assertIn("missing.wav", result.stderr.decode())

    def test_names_that_look_like_options(self):
        self.write_wav("--json")
        self.write_wav("-")
        result = subprocess.run([os.path.abspath(CALLTONE), "analyze", "--", "--json"], cwd=self.folder,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        self.assert_code(result, FINE)
        self.assertIn(b"--json", result.stdout)

    def test_missing_standard_input_format(self):
        self.assert_fails(run("analyze", "-"), FAILED, "--raw")


class Output(Case):
    def test_json_of_odd_names_holds_to_the_schema(self):
        validator = report_validator()
        for name in ("<img src=x onerror=alert(1)>.wav", 'say "hello"\nto.wav', "录音 一.wav", "=1+2.wav"):
            result = run("analyze", "--json", self.write_wav(name, seconds=1))
            self.assert_code(result, FINE)
            report = parse_report(result.stdout)
            validator.validate(report)
            self.assertEqual(report["call"]["path"], self.path(name))

    def test_json_of_a_name_that_is_not_utf8(self):
        name = self.write_wav("a.wav").encode()[:-5] + b"\xff\xfe.wav"
        os.rename(self.path("a.wav"), name)
        result = run("analyze", "--json", name)
        self.assert_code(result, FINE)
        self.assertTrue(parse_report(result.stdout)["call"]["path"].endswith("\ufffd\ufffd.wav"))

    def test_json_knows_how_the_call_was_read(self):
        wav = self.write_wav(seconds=7)
        for words, expected in (((), "left"), (("--agent-channel", "right"), "right")):
            call = json.loads(run("analyze", "--json", *words, wav).stdout)["call"]
            self.assertEqual((call["agent_channel"], call["channels"], call["sample_rate_hz"], call["duration_s"]),
                             (expected, 2, 8000, 7))
        mono = self.write_wav("mono.wav", channels=1)
        report = json.loads(run("analyze", "--json", mono).stdout)
        self.assertEqual((report["call"]["agent_channel"], list(report["sides"])), ("mono", ["mixed"]))
        pair = json.loads(run("analyze", "--json", "--agent", mono, "--customer", mono).stdout)
        self.assertEqual((pair["call"]["agent_channel"], pair["call"]["channels"]), ("file", 2))
        self.assertEqual(pair["call"]["path"], f"{mono} + {mono}")

    def test_csv_has_one_header_and_a_mark_for_spreadsheets(self):
        wav = self.write_wav()
        data = run("analyze", "--csv", wav, wav).stdout
        self.assertTrue(data.startswith(b"\xef\xbb\xbfpath,"))
        self.assertEqual(data[3:], run("analyze", "--csv", "--no-bom", wav, wav).stdout)
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        readings = json.loads(run("analyze", "--json", wav).stdout)["readings"]
        self.assertEqual([row["measure"] for row in rows], 2 * [reading["name"] for reading in readings])

    def test_output_file_is_what_standard_output_would_be(self):
        wav = self.write_wav()
        for words in (("analyze",), ("analyze", "--json"), ("track",)):
            result = run(*words, "--output", self.path("out"), wav)
            self.assert_code(result, FINE)
            self.assertEqual(result.stdout, b"")
            with open(self.path("out"), "rb") as file:
                self.assertEqual(file.read(), run(*words, wav).stdout)

    def test_output_file_is_kept_when_there_is_nothing_to_write(self):
        old = self.write("out", b"yesterday's report")
        self.assert_fails(run("analyze", "-o", old, self.path("missing.wav")), FAILED, "missing.wav")
        with open(old, "rb") as file:
            self.assertEqual(file.read(), b"yesterday's report")

    def test_output_that_cannot_be_opened(self):
        self.assert_fails(run("analyze", "-o", self.path("no/such/folder"), self.write_wav()), FAILED, "no/such/folder")

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full")
    def test_full_disk_is_noticed(self):
        wav = self.write_wav()
        for words in (("analyze", wav), ("analyze", "--json", wav), ("track", wav), ("measures",), ("help",),
                      ("help", "analyze"), ("--version",), ("analyze", "--help")):
            with open("/dev/full", "wb") as full:
                result = run(*words, stdout=full)
            self.assert_code(result, FAILED)
            self.assertIn("standard output", result.stderr.decode(), words)
            self.assertEqual(result.stderr.decode().count("calltone:"), 1)

    def test_closed_pipe_is_no_death_by_signal(self):
        wav = self.write_wav(seconds=60)
        for words in (("track", wav), ("analyze", wav)):
            reader, writer = os.pipe()
            os.close(reader)
            with os.fdopen(writer, "wb") as pipe:
                result = run(*words, stdout=pipe)
            self.assert_code(result, FAILED)

    def test_language(self):
        wav = self.write_wav()
        for lang, words in (("zh_CN.UTF-8", ()), ("C.UTF-8", ("--lang", "zh")), ("C.UTF-8", ("--lang=zh",))):
            self.assertIn("通话质检报告", run("analyze", *words, wav, lang=lang).stdout.decode())
        for lang, words in (("C.UTF-8", ()), ("zh_CN.UTF-8", ("--lang", "en"))):
            self.assertIn("Call report", run("analyze", *words, wav, lang=lang).stdout.decode())

    def test_text_fits_80_columns(self):
        wav = self.write_wav("long-" * 40 + ".wav")
        for lang in ("zh", "en"):
            for line in run("analyze", "--lang", lang, wav, wav).stdout.decode().splitlines():
                self.assertLessEqual(columns(line), 80, line)

    def test_pipe_is_the_same_as_the_file(self):
        wav = self.write_wav()
        with wave.open(wav, "rb") as file:
            samples = file.readframes(file.getnframes())
        piped = run("track", "--raw", "s16,8000,2", "-", data=samples)
        self.assert_code(piped, FINE)
        self.assertEqual(piped.stdout, run("track", "--csv", wav).stdout)
        report = json.loads(run("analyze", "--json", "--raw", "s16,8000,2", "-", data=samples).stdout)
        same = json.loads(run("analyze", "--json", wav).stdout)
        for part in ("sides", "readings", "events"):
            self.assertEqual(report[part], same[part])


class Track(Case):
    def rows(self, *words):
        result = run("track", *words, "--csv")
        self.assert_code(result, FINE)
        return list(csv.reader(io.StringIO(result.stdout.decode())))

    def test_one_line_a_side_and_hop(self):
        rows = self.rows(self.write_wav(seconds=2))
        self.assertEqual(rows[0], ["time_s", "side", "speech", "level_dbfs", "f0_hz", "syllable"])
        self.assertEqual([row[:2] for row in rows[1:4]],
                         [["0.005", "agent"], ["0.005", "customer"], ["0.015", "agent"]])
        self.assertEqual(len(rows), 1 + 2 * 200)
        self.assertEqual(rows[-1][0], "1.995")

    def test_mono_is_one_line_a_hop(self):
        rows = self.rows(self.write_wav(seconds=2, channels=1))
        self.assertEqual(len(rows), 1 + 200)
        self.assertEqual({row[1] for row in rows[1:]}, {"mixed"})

    def test_agent_channel_swaps_the_sides(self):
        call = need(EXEMPLARY)
        left, right = self.rows(call), self.rows("--agent-channel", "right", call)
        self.assertEqual(len(left), len(right))
        self.assertTrue([row[2:] for row in left[1::2]] == [row[2:] for row in right[2::2]])
        self.assertFalse(left[1::2] == right[1::2])


class Fixtures(Case):
    """The calls that are shipped."""

    def test_reports_hold_to_the_schema(self):
        validator = report_validator()
        calls = sorted(name for name in os.listdir(FIXTURES) if name.endswith(".flac"))
        if not calls:
            self.skipTest("no fixtures/*.flac")
        result = run("analyze", "--json", *(os.path.join(FIXTURES, name) for name in calls))
        self.assert_code(result, FINE)
        lines = result.stdout.splitlines()
        self.assertEqual(len(lines), len(calls))
        for line in lines:
            validator.validate(parse_report(line))

    def test_exemplary_call_reads_well_in_both_languages(self):
        call = need(EXEMPLARY)
        for lang, pieces in (("zh", ("录音质量：良好", "字/分", "座席")), ("en", ("Recording: good", "syll/min", "agent"))):
            text = run("analyze", "--lang", lang, call).stdout.decode()
            for piece in pieces:
                self.assertIn(piece, text)

    def test_hold_is_pointed_at(self):
        report = json.loads(run("analyze", "--json", need(HOLD)).stdout)
        holds = [event for event in report["events"] if event["kind"] == "hold"]
        self.assertEqual(len(holds), 1)
        self.assertEqual(holds[0]["detail"]["cause"], "music")
        self.assertGreater(holds[0]["end_s"] - holds[0]["start_s"], 60)


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        CALLTONE = sys.argv.pop(1)
    unittest.main()
