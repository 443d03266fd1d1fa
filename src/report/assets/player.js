/* Hearing a call: the sound, the buttons around it, and the playhead in the charts. */
"use strict";

const AROUND_S = 2; /* heard before and after what is listened to */
const SKIP_S = 5;

class Player {
  constructor(section) {
    this.section = section;
    this.audio = section.querySelector("audio");
    this.clock = section.querySelector(".clock");
    this.playButton = section.querySelector('[data-act="play"]');
    this.call = readCall(document.getElementById("call-" + section.dataset.call).textContent);
    this.charts = this.call.tracks ? new Charts(section, this.call, (seconds) => this.playFrom(seconds)) : null;
    this.until = Infinity;
    this.listenToButtons();
    if (this.audio) this.listenToAudio();
    this.tell(0);
  }

  listenToButtons() {
    const acts = {
      play: () => this.toggle(), back: () => this.skip(-SKIP_S), on: () => this.skip(SKIP_S),
      in: () => this.charts.zoom(0.5), out: () => this.charts.zoom(2), all: () => this.charts.all(),
      earlier: () => this.charts.pan(-0.5), later: () => this.charts.pan(0.5),
    };
    for (const [act, run] of Object.entries(acts)) {
      const button = this.section.querySelector('button[data-act="' + act + '"]');
      if (button) button.addEventListener("click", run);
    }
    const speed = this.section.querySelector('[data-act="speed"]');
    if (speed) speed.addEventListener("change", () => { this.audio.playbackRate = Number(speed.value); });
  }

  listenToAudio() {
    const show = () => {
      this.playButton.textContent = this.audio.paused ? this.playButton.dataset.play : this.playButton.dataset.pause;
      if (!this.audio.paused) requestAnimationFrame(() => this.tick());
    };
    for (const name of ["play", "pause", "ended"]) this.audio.addEventListener(name, show);
    this.audio.addEventListener("seeked", () => this.tell(this.audio.currentTime));
  }

  /* Once a picture while it plays. */
  tick() {
    if (this.audio.currentTime >= this.until) this.pause();
    this.tell(this.audio.currentTime);
    if (!this.audio.paused) requestAnimationFrame(() => this.tick());
  }

  tell(seconds) {
    if (this.clock) this.clock.textContent = clockText(seconds) + " / " + clockText(this.call.duration);
    if (this.charts) this.charts.seek(seconds);
  }

  get playing() {
    return this.audio !== null && !this.audio.paused;
  }

  pause() {
    this.until = Infinity;
    if (this.audio) this.audio.pause();
  }

  /* Without audio the playhead goes there all the same. */
  playFrom(seconds, until = Infinity) {
    this.tell(seconds);
    if (!this.audio) return;
    Player.hush(this);
    this.until = until;
    this.audio.currentTime = seconds;
    this.audio.play().catch(() => this.pause()); /* a browser may refuse to sound before the page was touched */
  }

  toggle() {
    if (!this.audio) return;
    if (this.playing) this.pause();
    else this.playFrom(this.audio.ended ? 0 : this.audio.currentTime);
  }

  skip(seconds) {
    const from = this.audio ? this.audio.currentTime : this.charts ? this.charts.at : 0;
    const to = Math.min(Math.max(0, from + seconds), this.call.duration);
    this.until = Infinity;
    if (this.audio) this.audio.currentTime = to;
    this.tell(to);
  }

  /* A finding's moment, with a little around it. */
  listen(start, end) {
    const from = Math.max(0, start - AROUND_S), to = Math.min(this.call.duration, end + AROUND_S);
    if (this.charts && (from < this.charts.window[0] || to > this.charts.window[1]))
      this.charts.show(from - AROUND_S, to + AROUND_S);
    if (!this.audio && this.charts) this.charts.show(from - AROUND_S, to + AROUND_S);
    this.playFrom(from, to);
  }

  /* One call at a time. */
  static hush(but) {
    for (const player of Player.all) if (player !== but) player.pause();
  }
}
Player.all = [];
