#!/usr/bin/python3
"""The review page in a real browser: it opens from disk, shows what the report says, plays, zooms, ticks and saves.

usage: test_review_page.py      (the program in the environment's CALLTONE; PICTURES=DIR keeps what the pages look like)
"""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest

import browser

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
CALLTONE = os.environ.get("CALLTONE", "calltone")
PICTURES = os.environ.get("PICTURES")
HOSTILE = "<img src=x onerror=alert(1)>.flac"
CALLS = {"zh": "zh_flat", "en": "en_hold"}
HOUR_OPENS_S = 2.0  # of CPU, so that a busy machine does not fail it
HOUR_BYTES = 15e6


def run(*words):
    """Bytes out; the program must have come through."""
    done = subprocess.run([CALLTONE, *map(str, words)], capture_output=True, timeout=300, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{words}: {done.returncode} {done.stderr.decode()}")
    return done.stdout


class ReviewPage(unittest.TestCase):
    """Two calls, a page each, one browser."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.browser = browser.Browser(cls.folder)
        cls.addClassCleanup(cls.browser.close)
        cls.pages, cls.reports = {}, {}
        for lang, name in CALLS.items():
            words = ("-s", f"service-{lang}", "--lang", lang, FIXTURES / f"{name}.flac")
            cls.pages[lang] = cls.folder / f"{lang}.html"
            run("analyze", "--html", cls.pages[lang], *words)
            cls.reports[lang] = json.loads(run("analyze", "--json", *words))

    def open(self, lang, **how):
        """Open the page of a call; it must have charts."""
        self.browser.open(self.pages[lang], **how)
        self.assertTrue(self.browser.wait("return Player.all.length === 1 && Player.all[0].charts.graphs.length === 5"))

    def test_opens_from_disk_and_shows_every_finding(self):
        for lang, report in self.reports.items():
            for width, dark in ((1280, False), (390, True)):
                with self.subTest(lang=lang, width=width):
                    self.open(lang, width=width, dark=dark)
                    expected = [verdict["rule"] for verdict in report["verdicts"] if verdict["outcome"] in ("warn", "fail")]
                    shown = [element.get_attribute("id") for element in self.browser.all("li.finding")]
                    self.assertEqual(sorted(shown), sorted(expected))
                    self.assertGreater(len(shown), 2)
                    self.assertLessEqual(self.browser.run("return document.documentElement.scrollWidth"), width)
                    self.assertEqual(self.browser.complaints(), [])
                    self.assertEqual(self.browser.requests(), [])
                    self.assertEqual(self.browser.run("return document.documentElement.lang")[:2], lang)
                    if PICTURES:
                        self.browser.picture(pathlib.Path(PICTURES) / f"review-{lang}-{width}.png")

    def test_holds_the_very_report(self):
        for lang, report in self.reports.items():
            self.open(lang)
            self.assertEqual(self.browser.run("return Player.all[0].call.report"), report)

    def test_charts_lie_on_what_was_measured(self):
        """The line of pitch has the side's own median for its zero, and pace the report's utterances."""
        self.open("zh")
        middle = self.browser.run("""
            const { lanes } = Player.all[0].call.tracks;
            return lanes.map((lane) => {
              const known = [...lane.pitch].filter((x) => x !== PITCH_NONE).sort((a, b) => a - b);
              return known[known.length >> 1] / PITCH_STEPS_PER_ST;
            });""")
        self.assertEqual(len(middle), 2)
        for st in middle:
            self.assertAlmostEqual(st, 0, delta=0.15)  # tenths of a semitone, and 0.1 st of the measure's own
        rate = next(reading["value"] for reading in self.reports["zh"]["readings"]
                    if reading["name"] == "speech_rate" and reading["side"] == "agent")
        shown = self.browser.run("""
            const { bars } = paceOf(Player.all[0].call), sum = (f) => bars.reduce((s, bar) => s + f(bar), 0);
            return 60 * sum((bar) => bar.syllables) / sum((bar) => bar.end - bar.start);""")
        self.assertAlmostEqual(shown, rate, delta=0.03 * rate)

    def test_a_finding_is_heard_from_two_seconds_before_it(self):
        self.open("zh")
        button = self.browser.find("li.finding button.listen")
        start = float(button.get_attribute("data-start"))
        self.browser.run("const a = document.querySelector('audio'); "
                         "a.addEventListener('seeking', () => { window.sought = a.currentTime; })")
        button.click()
        self.assertAlmostEqual(self.browser.wait("return window.sought"), start - 2, delta=0.3)
        heard = self.browser.wait("const a = document.querySelector('audio'); return !a.paused && a.currentTime > 0 && "
                                  f"a.currentTime > {start - 2 + 0.2} ? a.currentTime : null")
        self.assertIsNotNone(heard)
        self.assertLess(heard, start + 3)
        self.browser.keys(" ")
        self.assertTrue(self.browser.wait("return document.querySelector('audio').paused"))
        head = self.browser.run("const g = Player.all[0].charts.graphs[0]; return [parseFloat(g.head.style.left), "
                                "g.toDomXCoord(document.querySelector('audio').currentTime)]")
        self.assertAlmostEqual(head[0], head[1], delta=3)

    def test_listening_ends_two_seconds_after_it(self):
        self.open("zh")
        button = self.browser.find("li.finding button.listen")
        end = float(button.get_attribute("data-end")) + 2
        button.click()
        self.assertTrue(self.browser.wait("return !document.querySelector('audio').paused"))
        self.browser.run(f"document.querySelector('audio').currentTime = {end - 0.3}")
        self.assertTrue(self.browser.wait("return document.querySelector('audio').paused"))
        self.assertAlmostEqual(self.browser.run("return document.querySelector('audio').currentTime"), end, delta=0.5)

    def test_a_click_in_a_chart_plays_from_there(self):
        from selenium.webdriver import ActionChains

        self.open("en")
        chart = self.browser.find('[data-chart="pitch"]')
        self.browser.run("arguments[0].scrollIntoView({block: 'center'})", chart)
        ActionChains(self.browser.driver).move_to_element(chart).click().perform()
        asked = self.browser.run("const c = Player.all[0].charts, g = c.graphs[2], w = c.place('pitch').clientWidth; "
                                 "return g.toDataXCoord(w / 2)")
        heard = self.browser.wait("const a = document.querySelector('audio'); return !a.paused && a.currentTime > 1 ? "
                                  "a.currentTime : null")
        self.assertIsNotNone(heard)
        self.assertAlmostEqual(heard, asked, delta=3)

    def test_all_charts_zoom_and_move_together_by_buttons_keys_and_hand(self):
        from selenium.webdriver import ActionChains

        windows = "return Player.all[0].charts.graphs.map((graph) => graph.xAxisRange())"
        self.open("zh")
        whole = self.browser.run(windows)
        self.browser.find('[data-act="in"]').click()
        half = self.browser.run(windows)
        self.browser.keys("+")
        quarter = self.browser.run(windows)
        for all_of_them in (whole, half, quarter):
            self.assertEqual(all_of_them, [all_of_them[0]] * 5)
        lengths = [round(each[0][1] - each[0][0], 2) for each in (whole, half, quarter)]
        for length, part in zip(lengths, (1, 2, 4)):
            self.assertAlmostEqual(length, lengths[0] / part, delta=0.02)
        self.browser.find('[data-act="later"]').click()
        moved = self.browser.run(windows)[0]
        self.assertAlmostEqual(moved[0], quarter[0][0] + lengths[2] / 2, delta=0.1)
        self.browser.run("document.activeElement.blur()")
        self.browser.keys("0")
        self.assertEqual(self.browser.run(windows), whole)
        chart = self.browser.find('[data-chart="level"]')
        self.browser.run("arguments[0].scrollIntoView({block: 'center'})", chart)
        ActionChains(self.browser.driver).move_to_element_with_offset(chart, -200, 0).click_and_hold() \
            .move_by_offset(200, 0).release().perform()
        by_hand = self.browser.run(windows)
        self.assertEqual(by_hand, [by_hand[0]] * 5)
        self.assertLess(by_hand[0][1] - by_hand[0][0], 0.3 * lengths[0])

    def test_paper_gets_charts_of_its_own_width(self):
        widths = "return [...document.querySelectorAll('.chart')].map((chart) => [chart.clientWidth, " \
                 "chart.querySelector('canvas').clientWidth])"
        self.open("en", dark=True)
        before = self.browser.run(widths)
        self.browser.run("dispatchEvent(new Event('beforeprint'))")
        self.assertEqual(self.browser.run(widths), [[680, 680]] * 5)
        self.assertEqual(self.browser.run("return Player.all[0].charts.colour.ink"), "#000000")
        self.browser.run("dispatchEvent(new Event('afterprint'))")
        self.assertEqual(self.browser.run(widths), before)
        self.assertNotEqual(self.browser.run("return Player.all[0].charts.colour.ink"), "#000000")

    def test_ticks_and_notes_leave_as_json(self):
        self.open("zh")
        box = self.browser.find("#checklist input[data-rule]")
        rule = box.get_attribute("data-rule")
        box.click()
        self.browser.find("#checklist .note").send_keys("语气好 <b>")
        self.browser.find("#listener").send_keys("Li")
        self.browser.find("#export").click()
        saved = self.folder / "checklist-zh_flat.json"
        end = time.monotonic() + 10
        while not saved.exists() and time.monotonic() < end:
            time.sleep(0.05)
        time.sleep(0.2)
        data = json.loads(saved.read_text(encoding="utf-8"))
        listeners = [verdict["rule"] for verdict in self.reports["zh"]["verdicts"] if verdict["outcome"] == "listener"]
        ticked = [item for item in data["items"] if item["ticked"]]
        self.assertEqual([(item["rule"], item["note"]) for item in ticked], [(rule, "语气好 <b>")])
        self.assertTrue({item["rule"] for item in data["items"]} <= set(listeners))
        self.assertGreater(len(data["items"]), 5)
        self.assertEqual((data["schema"], data["listener"]), ("calltone.checklist/1", "Li"))
        self.assertEqual(data["standard"], self.reports["zh"]["standard"])

    def test_a_name_that_is_markup_is_only_a_name(self):
        call = self.folder / HOSTILE
        shutil.copy(FIXTURES / "zh_flat.flac", call)
        for audio in ("embed", "link", "none"):
            page = self.folder / f"hostile-{audio}.html"
            run("analyze", "--html", page, "--audio", audio, "--lang", "zh", call)
            self.browser.open(page)
            self.assertTrue(self.browser.wait("return Player.all.length === 1"))
            self.assertEqual(self.browser.find("h1").text, HOSTILE)
            self.assertEqual(self.browser.run("return document.title"), HOSTILE)
            self.assertEqual(self.browser.all("img"), [])
            self.assertEqual(self.browser.run("return Player.all[0].call.report.call.path"), str(call))
            self.assertEqual(self.browser.complaints(), [])
        self.assertEqual(json.loads(run("analyze", "--json", call))["call"]["path"], str(call))
        self.assertIn(HOSTILE, run("analyze", "--lang", "en", call).decode())

    def test_audio_is_embedded_linked_or_left_out(self):
        sizes = {}
        for audio in ("embed", "link", "none"):
            page = self.folder / f"audio-{audio}.html"
            run("analyze", "--html", page, "--audio", audio, FIXTURES / "zh_flat.flac")
            sizes[audio] = page.stat().st_size
            self.browser.open(page)
            if audio != "none":
                self.assertTrue(self.browser.wait("return document.querySelector('audio').readyState > 0"), audio)
                length = self.browser.run("return document.querySelector('audio').duration")
                self.assertAlmostEqual(length, self.reports["zh"]["call"]["duration_s"], delta=0.05)
            else:
                self.assertEqual(self.browser.all("audio"), [])
                self.browser.find("li.finding button.listen").click()  # shows the place all the same
                self.assertLess(self.browser.run("const [a, b] = Player.all[0].charts.window; return b - a"), 40)
            self.assertEqual(self.browser.complaints(), [])
        self.assertLess(sizes["link"], sizes["embed"])
        self.assertLess(abs(sizes["link"] - sizes["none"]), 2000)

    def test_a_mixed_line_has_no_pitch_no_pace_and_no_bands(self):
        call, page = self.folder / "mixed.wav", self.folder / "mixed.html"
        subprocess.run(["sox", FIXTURES / "zh_flat.flac", call, "remix", "1,2"], check=True, capture_output=True)
        run("analyze", "--html", page, call)
        self.browser.open(page)
        self.assertTrue(self.browser.wait("return Player.all.length === 1"))
        self.assertEqual(self.browser.run("return [...document.querySelectorAll('.chart')].map((c) => c.dataset.chart)"),
                         ["talk", "wave", "level"])
        self.assertEqual(self.browser.run("return Player.all[0].call.bands"),
                         {"speech_rate": [None, None], "active_level": [None, None]})
        self.browser.find('[data-act="in"]').click()
        self.assertEqual(self.browser.complaints(), [])

    def test_a_stored_report_makes_a_page_without_charts(self):
        stored, page = self.folder / "stored.json", self.folder / "stored.html"
        stored.write_text(json.dumps(self.reports["zh"]), encoding="utf-8")
        run("rescore", "--html", page, stored)
        self.browser.open(page)
        self.assertTrue(self.browser.wait("return Player.all.length === 1"))
        self.assertEqual((self.browser.all(".chart"), self.browser.all("button.listen")), ([], []))
        self.assertEqual(len(self.browser.all("li.finding")), len([v for v in self.reports["zh"]["verdicts"]
                                                                  if v["outcome"] in ("warn", "fail")]))
        self.assertEqual(self.browser.complaints(), [])

    @unittest.skipUnless(os.environ.get("CALLTONE_HOUR"), "an hour of call takes a minute to make: ./dev pages does")
    def test_an_hour_opens_quickly(self):
        call, page = self.folder / "hour.wav", self.folder / "hour.html"
        subprocess.run(["/usr/bin/python3", "-B", ROOT / "tests/bench/make_hour.py", call, "3600", "1"], check=True,
                       capture_output=True)
        run("analyze", "--html", page, call)
        self.assertLess(page.stat().st_size, HOUR_BYTES)
        self.browser.tell("Performance.enable", timeDomain="threadTicks")
        self.browser.open(page)
        self.assertTrue(self.browser.wait("return Player.all[0].charts.graphs.length === 5", 60))
        metrics = {each["name"]: each["value"] for each in self.browser.tell("Performance.getMetrics")["metrics"]}
        moving = self.browser.run("const t = performance.now(); for (let i = 0; i < 10; i++) Player.all[0].charts.zoom(0.8);"
                                  " return (performance.now() - t) / 10")
        print(f"an hour: {page.stat().st_size / 1e6:.1f} MB, opens in {metrics['TaskDuration']:.2f} s of CPU, "
              f"{moving:.0f} ms a step of zoom")
        self.assertLess(metrics["TaskDuration"], HOUR_OPENS_S)


if __name__ == "__main__":
    browser.skip_unless_asked()
    unittest.main()
