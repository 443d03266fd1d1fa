#!/usr/bin/env python3
"""calltone scan, as QA staff meet it: folders in, every call once in the store, whatever happens on the way."""

import os
import pty
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

CALLTONE = os.path.abspath(os.environ["CALLTONE"])
LONG = "CALLTONE_LONG" in os.environ  # ./dev soak: more of the same
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
SHORT = FIXTURES / "zh_flat.flac"
ODD_NAMES = (
    b"two\nlines.wav",
    b'with "quotes".wav',
    b"with, comma.wav",
    "表情😀.wav".encode(),
    "座席".encode("gbk") + b".wav",
    b"=cmd|calc.wav",
)


def pcm(seconds, channels=2, value=0):
    """A WAV file of 8 kHz, 16 bits, of one value all through."""
    data = value.to_bytes(2, "little", signed=True) * (8000 * channels * seconds)
    head = b"RIFF" + (36 + len(data)).to_bytes(4, "little") + b"WAVEfmt " + (16).to_bytes(4, "little")
    head += (1).to_bytes(2, "little") + channels.to_bytes(2, "little") + (8000).to_bytes(4, "little")
    head += (16000 * channels).to_bytes(4, "little") + (2 * channels).to_bytes(2, "little") + (16).to_bytes(2, "little")
    return head + b"data" + len(data).to_bytes(4, "little") + data


class Scan(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="calltone scan "))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.night = self.folder / "night"
        self.night.mkdir()
        self.db = self.folder / "calls.db"

    def command(self, *options, path=None):
        return [CALLTONE, "scan", path or self.night, "--db", self.db, "--lang", "en", *options]

    def scan(self, *options, path=None, code=0):
        done = subprocess.run(self.command(*options, path=path), capture_output=True, timeout=120, check=False)
        self.assertEqual(done.returncode, code, done.stderr.decode(errors="replace"))
        return done.stdout.decode(errors="replace") + done.stderr.decode(errors="replace")

    def rows(self, what="path, state", rest=""):
        with sqlite3.connect(self.db) as db:
            db.text_factory = bytes
            return db.execute(f"SELECT {what} FROM calls {rest} ORDER BY path").fetchall()

    def count(self, state="ok"):
        return len([row for row in self.rows() if row[1] == state.encode()])

    def wait_for(self, n, seconds=20):
        """Until so many calls are stored."""
        until = time.monotonic() + seconds
        while self.stored() < n:
            self.assertLess(time.monotonic(), until, f"waited in vain for {n} calls")
            time.sleep(0.02)

    def stored(self):
        """How many calls, also before there are tables."""
        try:
            return self.count() if self.db.exists() else 0
        except sqlite3.OperationalError:
            return 0

    def put(self, name, content=None):
        """A recording of that name."""
        path = self.night / (name if isinstance(name, str) else os.fsdecode(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pcm(6) if content is None else content)
        return path


class TestScan(Scan):
    def test_a_bad_file_is_recorded_and_does_not_stop_the_scan(self):
        self.put("a.wav")
        self.put("deep/er/b.wav")
        self.put("bad.wav", b"no sound at all")
        self.put("notes.txt", b"x")
        said = self.scan()
        self.assertIn("2 calls analysed", said)
        self.assertIn("1 could not be analysed", said)
        self.assertIn("bad.wav: text, not a recording", said)
        self.assertIn("1 other files passed over", said)
        self.assertEqual((self.count(), self.count("failed")), (2, 1))
        self.assertIn(b"bad.wav", self.rows("error", "WHERE state = 'failed'")[0][0])

    def test_what_is_done_is_skipped_and_what_changed_is_not(self):
        a, b = self.put("a.wav"), self.put("b.wav")
        self.put("bad.wav", b"no sound")
        self.scan()
        before = self.rows("path, number, scanned_at, state")
        said = self.scan()
        self.assertIn("0 calls analysed", said)
        self.assertIn("2 done before", said)
        self.assertIn("1 could not be analysed", said)  # tried again
        os.utime(a)  # touched: the content is the same
        self.assertIn("2 done before", self.scan())
        self.assertEqual(self.rows("path, number, scanned_at, state")[:2], before[:2])
        b.write_bytes(pcm(7))
        self.assertIn("1 call analysed", self.scan())
        self.assertEqual([row[0] for row in self.rows("duration_s", "WHERE state = 'ok'")], [6.0, 7.0])
        self.assertIn("2 calls analysed", self.scan("--again"))

    def test_a_moved_recording_is_recognised(self):
        a = self.put("a.wav")
        self.put("b.wav", pcm(6, value=1))
        self.scan()
        number = self.rows("number", "WHERE path LIKE '%a.wav'")
        (self.night / "2026-11").mkdir()
        a.rename(self.night / "2026-11" / "renamed.wav")
        said = self.scan()
        self.assertIn("0 calls analysed", said)
        self.assertIn("1 moved since", said)
        self.assertEqual(self.rows("number", "WHERE path LIKE '%renamed.wav'"), number)
        self.assertEqual(self.count(), 2)
        self.put("copy.wav")  # same content as one that is still there: another call
        self.assertIn("1 call analysed", self.scan())

    def test_a_recording_moved_over_another_is_recognised(self):
        a, b = self.put("a.wav"), self.put("b.wav", pcm(7))
        self.scan()
        number = self.rows("number", "WHERE path LIKE '%a.wav'")
        b.rename(self.night / "c.wav")
        a.rename(b)
        said = self.scan()
        self.assertIn("1 moved since", said)
        self.assertIn("1 call analysed", said)
        self.assertEqual(self.rows("number", "WHERE path LIKE '%b.wav'"), number)
        self.assertEqual([row[0] for row in self.rows("duration_s")], [6.0, 7.0])

    def test_two_files_of_one_call_are_one_call(self):
        self.put("c-in.wav", pcm(6, 1))
        self.scan()
        self.assertEqual(self.count(), 1)
        self.put("c-out.wav", pcm(6, 1))
        self.scan()
        self.assertEqual(self.rows("path LIKE '%c-out.wav', second_path LIKE '%c-in.wav'"), [(1, 1)])
        self.assertIn("1 done before", self.scan())
        os.utime(self.night / "c-in.wav", (1e9, 1e9))
        self.assertIn("1 done before", self.scan())
        self.put("c-in.wav", pcm(6, 1, 9))
        os.utime(self.night / "c-in.wav", (1.1e9, 1.1e9))  # still the older one of the two
        self.assertIn("1 call analysed", self.scan())
        (self.night / "c-out.wav").unlink()
        self.scan()
        self.assertEqual(self.rows("path LIKE '%c-in.wav', second_path"), [(1, None)])

    def test_names_manifest_and_roster_say_who_it_was(self):
        self.put("Auto1_GUID_001_AGENT_AndrewK_DT_2021-12-01T07-55-51.wav")
        self.put("plain.wav")
        (self.night / "list.csv").write_text("file,agent,team,agent_channel\nplain.wav,8012,east,right\n")
        roster = self.folder / "roster.csv"
        roster.write_text("agent,team,hired\nAndrewK,west,2020-01-01\n")
        self.scan("--manifest", self.night / "list.csv", "--roster", roster)
        self.assertEqual(
            self.rows("agent, team, started_at, agent_channel"),
            [(b"AndrewK", b"west", b"2021-12-01T07:55:51", b"left"), (b"8012", b"east", None, b"right")],
        )
        with sqlite3.connect(self.db) as db:
            self.assertEqual(db.execute("SELECT agent, hired FROM agents").fetchall(), [("AndrewK", "2020-01-01")])
        (self.night / "list.csv").write_text("file,agent,team,agent_channel\nplain.wav,8013,east,right\n")
        self.assertIn("2 done before", self.scan("--manifest", self.night / "list.csv"))
        self.assertEqual(self.rows("agent")[1], (b"8013",))

    def test_odd_names_are_kept_byte_by_byte(self):
        for i, name in enumerate(ODD_NAMES):
            self.put(name, pcm(5 + i))
        self.scan()
        kept = sorted(row[0] for row in self.rows("CAST(path AS BLOB)"))
        self.assertEqual(kept, sorted(os.fsencode(self.night.resolve()) + b"/" + name for name in ODD_NAMES))
        self.assertIn(f"{len(ODD_NAMES)} done before", self.scan())

    def test_links_name_a_file_once_and_cycles_end(self):
        self.put("a.wav")
        (self.night / "loop").symlink_to(self.night)
        (self.night / "again.wav").symlink_to(self.night / "a.wav")
        (self.night / "nowhere.wav").symlink_to(self.night / "missing.wav")
        self.assertIn("1 call analysed", self.scan())

    def test_results_are_those_of_analyze(self):
        shutil.copy(SHORT, self.night)
        self.scan("--jobs", "3")
        path = str((self.night / SHORT.name).resolve())
        asked = subprocess.run([CALLTONE, "analyze", "--json", path], capture_output=True, check=True).stdout
        total = float(re.search(rb'"total":\s*([\d.]+)', asked)[1])
        with sqlite3.connect(self.db) as db:
            self.assertEqual(db.execute("SELECT total FROM judgements").fetchone()[0], total)

    def test_quiet_says_nothing(self):
        self.put("a.wav")
        self.assertEqual(self.scan("--quiet"), "")

    def test_a_terminal_shows_a_bar(self):
        for i in range(40):
            self.put(f"{i}.wav", pcm(120))
        ours, theirs = pty.openpty()
        with subprocess.Popen(self.command("--jobs", "1"), stderr=theirs, stdout=subprocess.DEVNULL) as job:
            os.close(theirs)
            drawn = b""
            try:
                while piece := os.read(ours, 4096):
                    drawn += piece
            except OSError:
                pass  # the terminal is gone with its last user
            self.assertEqual(job.wait(60), 0)
        os.close(ours)
        self.assertRegex(drawn, rb"\d+/40 calls")
        self.assertTrue(drawn.endswith(b"\r\x1b[K"))

    def test_wrong_use_is_refused_before_anything_is_made(self):
        for wrong in (["--jobs", "0"], ["--jobs", "x"], ["--standard", "nosuch"], ["--pattern", "("]):
            self.scan(*wrong, code=2)
        for words in (["scan", "--db", self.db], ["scan", self.night]):
            self.assertEqual(subprocess.run([CALLTONE, *words], capture_output=True, check=False).returncode, 2)
        self.assertFalse(self.db.exists())

    def test_a_store_is_a_file_whatever_its_name(self):
        self.put("a.wav")
        for name in (":memory:", "file:x?mode=memory"):
            words = [CALLTONE, "scan", self.night, "--db", name]
            subprocess.run(words, cwd=self.folder, capture_output=True, check=True)
            self.assertTrue((self.folder / name).exists())
        self.db = ""  # as an unset variable of a script
        self.scan(code=3)


class TestScanFaults(Scan):
    def test_a_folder_that_cannot_be_read_is_told_of(self):
        self.put("a.wav")
        self.scan(path=self.folder / "missing", code=3)
        os.mkfifo(self.folder / "pipe.wav")
        self.assertIn("neither a recording nor a folder", self.scan(path=self.folder / "pipe.wav", code=3))
        self.assertEqual(self.count(), 0)
        if os.geteuid() == 0:
            self.skipTest("root reads everything")
        (self.night / "closed").mkdir(mode=0)
        self.assertIn("closed", self.scan(code=3))
        self.assertEqual(self.count(), 1)

    def test_ctrl_c_ends_cleanly_and_the_next_run_goes_on(self):
        for i in range(12):
            self.put(f"{i}.wav", pcm(400))
        with subprocess.Popen(self.command("--jobs", "2"), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as job:
            self.wait_for(1)
            job.send_signal(signal.SIGINT)
            _, said = job.communicate(timeout=20)
        self.assertEqual(job.returncode, 3)
        self.assertIn(b"run it again to go on", said)
        self.assertLess(self.count(), 12)
        self.scan()
        self.assertEqual(self.count(), 12)

    def test_kill_loses_only_calls_in_work(self):
        for i in range(30):
            self.put(f"{i}.wav", pcm(120, value=i))
        kept, dice = 0, random.Random(1)
        for _ in range(60 if LONG else 6):
            with subprocess.Popen(self.command("--quiet")) as job:
                time.sleep(0.05 + 0.2 * dice.random())
                job.kill()
            now = self.stored()
            self.assertGreaterEqual(now, kept)
            kept = now
        self.scan()
        self.assertEqual(self.count(), 30)
        with sqlite3.connect(self.db) as db:
            self.assertEqual(db.execute("PRAGMA integrity_check").fetchone(), ("ok",))
            self.assertEqual(db.execute("SELECT count(*) FROM facts").fetchone(), (30,))
            self.assertEqual(db.execute("SELECT count(*) FROM judgements").fetchone(), (30,))

    def test_a_recording_that_grows_while_it_is_read_is_not_taken(self):
        growing = self.put("grows.wav", pcm(3000))
        with subprocess.Popen(self.command(), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as job:
            with growing.open("ab") as out:
                while job.poll() is None:
                    out.write(b"\0" * 320)
                    out.flush()
                    time.sleep(0.02)
            said = job.stdout.read()
        self.assertIn(b"it changed while it was read", said)
        self.assertEqual((self.count(), self.count("failed")), (0, 1))
        self.scan()
        self.assertEqual((self.count(), self.count("failed")), (1, 0))

    def test_a_recording_that_vanishes_is_told_of_and_not_stored(self):
        read, waiting = self.put("a.wav", pcm(3000)), self.put("b.wav")
        self.put("c.wav")
        with subprocess.Popen(self.command("--jobs", "1"), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as job:
            until = time.monotonic() + 20
            while str(read.resolve()) not in self.opened_by(job.pid):
                self.assertLess(time.monotonic(), until, "the recording was never opened")
            read.unlink()
            waiting.unlink()
            said, _ = job.communicate(timeout=60)
        self.assertEqual(job.returncode, 0)
        self.assertIn(b"2 gone before it could be read", said)
        self.assertEqual([Path(os.fsdecode(row[0])).name for row in self.rows()], ["c.wav"])

    @staticmethod
    def opened_by(process):
        """Paths of the files that a process has open."""
        paths = set()
        for link in Path(f"/proc/{process}/fd").iterdir():
            try:
                paths.add(os.readlink(link))
            except OSError:  # closed since
                pass
        return paths

    def test_a_database_that_is_no_store_is_left_alone(self):
        self.put("a.wav")
        self.db.write_bytes(b"something else entirely, and long enough to be looked at" * 20)
        before = self.db.read_bytes()
        self.assertIn("no database of calltone", self.scan(code=3))
        self.assertEqual(self.db.read_bytes(), before)

    def test_a_locked_database_is_told_of_and_nothing_is_lost(self):
        self.put("a.wav")
        self.scan()
        self.put("b.wav")
        with sqlite3.connect(self.db, isolation_level=None) as db:
            db.execute("BEGIN IMMEDIATE")
            self.assertIn("another program is writing", self.scan(code=3))
            db.execute("ROLLBACK")
        self.scan()
        self.assertEqual(self.count(), 2)

    def test_a_store_that_goes_while_it_is_written_is_told_of(self):
        for i in range(12):
            self.put(f"{i}.wav", pcm(400))
        with subprocess.Popen(self.command("--jobs", "1"), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as job:
            self.wait_for(1)
            self.db.unlink()
            _, said = job.communicate(timeout=20)
        self.assertEqual(job.returncode, 3)
        self.assertIn(b"moved or deleted", said)

    def test_a_full_disk_keeps_what_was_stored(self):
        small = self.folder / "small"
        small.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=250k", "none", small], capture_output=True)
        if mounted.returncode != 0:
            self.skipTest("no right to mount a small disk")
        self.addCleanup(subprocess.run, ["umount", "-l", small])
        for i in range(40):
            shutil.copy(SHORT, self.night / f"{i}.flac")
        self.db = small / "calls.db"
        self.assertIn("disk is full", self.scan(code=3))
        stored = self.count()
        self.assertGreater(stored, 0)
        subprocess.run(["mount", "-o", "remount,size=8m", small], check=True)
        self.assertIn(f"{stored} done before", self.scan())
        self.assertEqual(self.count(), 40)

    def test_many_files_in_one_folder(self):
        n = 10000 if LONG else 1500
        for i in range(n):
            sound = pcm(1, value=i)  # each another recording
            (self.night / f"{i:05}.wav").write_bytes(sound)
        self.scan("--standard", "none", "--quiet")
        self.assertEqual(self.count(), n)
        self.assertIn(f"{n} done before", self.scan())
        self.night = self.night.rename(self.folder / "elsewhere")
        said = self.scan()
        self.assertIn(f"{n} moved since", said)
        self.assertIn("0 calls analysed", said)
        self.assertEqual(self.count(), n)


class TestWatch(Scan):
    def test_recordings_are_taken_once_they_are_complete(self):
        self.put("before.wav")
        with subprocess.Popen(self.command("--watch"), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as job:
            try:
                self.wait_for(1)
                with (self.night / "written.wav").open("wb") as out:
                    out.write(pcm(6)[:5000])
                    out.flush()
                    self.put("new folder/other.wav")
                    self.wait_for(2)
                    time.sleep(1.5)
                    self.assertEqual(self.count(), 2)  # the one still open is not taken
                    out.write(pcm(6)[5000:])
                self.wait_for(3)
                (self.folder / "elsewhere.wav").write_bytes(pcm(8))
                (self.folder / "elsewhere.wav").rename(self.night / "arrived.wav")
                self.wait_for(4)
            finally:
                job.send_signal(signal.SIGTERM)
                said, _ = job.communicate(timeout=20)
        self.assertEqual(job.returncode, 0)
        self.assertIn(b"4 calls analysed", said)
        self.assertEqual(self.count("failed"), 0)

    def end(self, job):
        """What it has said, unless it was ended before."""
        job.send_signal(signal.SIGTERM)
        return b"" if job.stderr.closed else job.communicate(timeout=20)[1]

    def watching(self):
        """A watch that has looked at all that is there, ended with the test."""
        job = subprocess.Popen(self.command("--watch", "--quiet"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.addCleanup(self.end, job)
        self.put(f"first {time.monotonic()}.wav")
        self.wait_for(self.stored() + 1)
        return job

    def test_a_folder_that_is_renamed_is_followed_by_its_new_name(self):
        (self.night / "arriving" / "line 1").mkdir(parents=True)
        self.watching()
        (self.night / "arriving").rename(self.night / "2026-11-24")
        time.sleep(0.5)
        self.put("2026-11-24/a.wav")
        self.put("2026-11-24/line 1/b.wav", pcm(7))
        self.wait_for(3)
        names = b" ".join(row[0] for row in self.rows())
        self.assertIn(b"2026-11-24/a.wav", names)
        self.assertIn(b"2026-11-24/line 1/b.wav", names)

    def test_a_folder_that_goes_and_comes_again_is_followed(self):
        self.watching()
        shutil.rmtree(self.night)
        time.sleep(0.5)
        self.put("a.wav", pcm(5))
        self.wait_for(2)
        self.night.rename(self.folder / "old")
        self.put("b.wav", pcm(7))
        self.wait_for(3)
        time.sleep(0.5)
        self.put("c.wav", pcm(8))
        self.wait_for(4)

    def test_a_call_in_two_files_waits_for_both(self):
        job = self.watching()
        with (self.night / "c-in.wav").open("wb") as out:
            out.write(pcm(6, 1)[:20000])
            out.flush()
            self.put("c-out.wav", pcm(6, 1))
            for _ in range(15):  # the other half is complete for long
                out.write(bytes(1000))
                out.flush()
                time.sleep(0.2)
                self.assertEqual((self.stored(), self.count("failed")), (1, 0))
        self.wait_for(2)
        self.assertNotIn(b"changed", self.end(job))

    def test_a_folder_that_came_in_a_flood_is_followed(self):
        most = int(Path("/proc/sys/fs/inotify/max_queued_events").read_text())
        if most > 20000:
            self.skipTest("this system keeps too many events")
        job = self.watching()
        job.send_signal(signal.SIGSTOP)
        for i in range(most + 100):
            (self.night / f"{i}.txt").touch()
        (self.night / "new").mkdir()
        job.send_signal(signal.SIGCONT)
        time.sleep(1.5)
        self.put("new/a.wav")
        self.wait_for(2)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=1))
