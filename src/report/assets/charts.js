/* The charts of one call, drawn by dygraphs over one stretch of time that they share. */
"use strict";

const AXIS_PIXELS = 76; /* left of every chart, so that all line up */
const LEAST_WINDOW_S = 1;
const TICKS_S = [0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];

/* Its legend writes a style attribute, which the page's policy forbids; ours is part of the page. */
Dygraph.PLUGINS = Dygraph.PLUGINS.filter((plugin) => plugin !== Dygraph.Plugins.Legend);

class Charts {
  /* `onClick` is told the second that was clicked on. */
  constructor(section, call, onClick) {
    this.section = section;
    this.call = call;
    this.onClick = onClick;
    this.window = [0, Math.max(call.duration, LEAST_WINDOW_S)];
    this.at = 0;
    this.graphs = [];
    this.busy = false;
    this.readColours();
    this.build();
  }

  readColours() {
    const style = getComputedStyle(document.documentElement);
    this.colour = {};
    for (const name of ["ink", "soft", "line", "agent", "customer", "band", "band-edge", "shade", "mark", "wait"])
      this.colour[name] = style.getPropertyValue("--" + name).trim();
    this.colours = ["agent", "customer"].map((name) => this.colour[name]).slice(0, this.call.tracks.lanes.length);
  }

  place(name) {
    return this.section.querySelector('[data-chart="' + name + '"]');
  }

  build() {
    const { call } = this, n = call.tracks.lanes.length;
    const names = call.tracks.lanes.map((lane) => lane.name);
    const limits = call.bands, pace = paceOf(call);
    this.add("talk", () => [[0, null], [call.duration, null]], ["t", "-"], {
      valueRange: [0, n + 1], underlay: (context, area, graph) => this.drawTalk(context, graph),
      ticks: [...names.map((label, i) => ({ v: n + 0.5 - i, label })), { v: 0.5, label: call.words.marks }], times: true });
    this.add("wave", waveRows, ["t", ...names], {
      customBars: true, strokeWidth: 0.5, fillAlpha: 0.85, valueRange: n === 2 ? [-2, 2] : [-1, 1],
      ticks: names.map((label, i) => ({ v: n === 2 ? 1 - 2 * i : 0, label })) });
    this.add("pitch", pitchRows, ["t", ...names], {
      valueRange: [-13, 13], strokeWidth: 1.6, unit: (y) => (y > 0 ? "+" : "") + y.toFixed(1),
      ticks: [-12, -6, 0, 6, 12].map((v) => ({ v, label: (v > 0 ? "+" : "") + v })),
      underlay: (context, area, graph) => this.drawFlat(context, area, graph) });
    this.add("level", levelRows, ["t", ...names], {
      valueRange: [-60, 0], strokeWidth: 1.4, unit: (y) => y.toFixed(1) + " dBFS",
      ticks: [-60, -40, -20, 0].map((v) => ({ v, label: String(v) })),
      underlay: (context, area, graph) => this.drawBand(context, area, graph, limits.active_level) });
    const most = Math.max(400, ...pace.bars.map((bar) => bar.rate));
    this.add("pace", () => pace.rows, ["t", names[0]], {
      valueRange: [0, 1.05 * Math.min(most, 600)], strokeWidth: 2.2, connectSeparatedPoints: true, times: true,
      unit: (y) => y.toFixed(0), ticks: [0, 100, 200, 300, 400, 500].filter((v) => v <= most).map((v) => ({ v, label: String(v) })),
      underlay: (context, area, graph) => {
        this.drawBand(context, area, graph, limits.speech_rate);
        this.drawPace(context, graph, pace.bars);
      } });
    this.moveHeads();
  }

  /* `rowsIn(call, from, to)` gives what is to be drawn of a stretch of time. */
  add(name, rowsIn, labels, options) {
    const place = this.place(name);
    if (!place) return; /* a mixed line has fewer charts */
    const said = place.parentElement.querySelector("output");
    const graph = new Dygraph(place, rowsIn(this.call, ...this.window), {
      labels, legend: "never", colors: this.colours, dateWindow: this.window, valueRange: options.valueRange,
      customBars: options.customBars === true, fillAlpha: options.fillAlpha || 0.15, strokeWidth: options.strokeWidth || 1,
      connectSeparatedPoints: options.connectSeparatedPoints === true, animatedZooms: false, xRangePad: 0,
      axisLineColor: this.colour.line, gridLineColor: this.colour.line, highlightCircleSize: options.unit ? 3 : 0,
      axes: {
        x: { drawAxis: options.times === true, axisLabelFormatter: clockText, ticker: ticksOfTime },
        y: { axisLabelWidth: AXIS_PIXELS - 8, ticker: () => options.ticks, drawGrid: options.unit !== undefined },
      },
      underlayCallback: options.underlay || null,
      clickCallback: (event, x) => this.onClick(Math.min(Math.max(0, x), this.call.duration)),
      highlightCallback: (event, x, points) => { said.textContent = options.unit ? this.say(x, points, options.unit) : clockText(x); },
      unhighlightCallback: () => { said.textContent = ""; },
      drawCallback: (drawn, first) => { if (!first) this.follow(drawn); },
    });
    graph.rowsIn = rowsIn;
    graph.head = document.createElement("div");
    graph.head.className = "playhead";
    place.appendChild(graph.head);
    this.graphs.push(graph);
  }

  say(x, points, unit) {
    const known = points.filter((point) => point.yval !== null && !Number.isNaN(point.yval));
    return [clockText(x), ...known.map((point) => point.name + " " + unit(point.yval))].join("  ");
  }

  /* One chart was zoomed or moved by hand: so are all. */
  follow(drawn) {
    const [from, to] = drawn.xAxisRange();
    if (this.busy || (from === this.window[0] && to === this.window[1])) return;
    this.show(from, to);
  }

  /* Show from .. to, inside the call. */
  show(from, to) {
    const whole = Math.max(this.call.duration, LEAST_WINDOW_S);
    const length = Math.min(whole, Math.max(LEAST_WINDOW_S, to - from));
    const start = Math.min(Math.max(0, (from + to - length) / 2), whole - length);
    this.window = [start, start + length];
    this.busy = true;
    for (const graph of this.graphs)
      graph.updateOptions({ file: graph.rowsIn(this.call, ...this.window), dateWindow: this.window });
    this.busy = false;
    this.moveHeads();
  }

  zoom(factor) {
    const [from, to] = this.window, inside = this.at >= from && this.at <= to;
    const middle = inside ? this.at : (from + to) / 2, share = (middle - from) / (to - from);
    const length = (to - from) * factor;
    this.show(middle - share * length, middle + (1 - share) * length);
  }

  pan(share) {
    const step = share * (this.window[1] - this.window[0]);
    this.show(this.window[0] + step, this.window[1] + step);
  }

  all() {
    this.show(0, this.call.duration);
  }

  /* Put the playhead at a second; the window turns a page when it is left. */
  seek(seconds) {
    this.at = seconds;
    const [from, to] = this.window;
    if (seconds < from || seconds > to) this.show(seconds - 0.1 * (to - from), seconds + 0.9 * (to - from));
    else this.moveHeads();
  }

  moveHeads() {
    const [from, to] = this.window;
    for (const graph of this.graphs) {
      graph.head.hidden = this.at < from || this.at > to;
      graph.head.style.left = graph.toDomXCoord(this.at) - 1 + "px";
    }
  }

  resize() {
    this.busy = true;
    for (const graph of this.graphs) graph.resize();
    this.busy = false;
    this.moveHeads();
  }

  /* Draw anew, in the colours that now hold. */
  rebuild() {
    for (const graph of this.graphs) {
      graph.head.remove();
      graph.destroy();
    }
    this.graphs = [];
    this.readColours();
    this.build();
  }

  /* ---- What lies under the lines ---- */

  /* A box from..to seconds, low..high on the value axis. */
  box(graph, from, to, low, high) {
    const left = Math.max(graph.toDomXCoord(from), graph.toDomXCoord(this.window[0]));
    const right = Math.min(graph.toDomXCoord(to), graph.toDomXCoord(this.window[1]));
    const top = graph.toDomYCoord(high), bottom = graph.toDomYCoord(low);
    return { left, top, width: Math.max(1, right - left), height: bottom - top, seen: right > left };
  }

  drawTalk(context, graph) {
    const { lanes } = this.call.tracks, n = lanes.length;
    lanes.forEach((lane, i) => {
      context.fillStyle = this.colours[i];
      for (const event of eventsOf(this.call, "utterance", lane.side)) {
        const box = this.box(graph, event.start_s, event.end_s, n - i + 0.15, n - i + 0.85);
        if (box.seen) context.fillRect(box.left, box.top, box.width, box.height);
      }
    });
    for (const event of eventsOf(this.call, "silence")) this.drawSilence(context, this.box(graph, event.start_s, event.end_s, 0.2, 0.8));
    for (const event of eventsOf(this.call, "hold")) this.drawHold(context, this.box(graph, event.start_s, event.end_s, 0.2, 0.8));
    context.fillStyle = this.colour.ink;
    for (const event of eventsOf(this.call, "overlap")) {
      const box = this.box(graph, event.start_s, event.end_s, n - 0.12, n + 0.12);
      if (box.seen) context.fillRect(box.left, box.top, box.width, box.height);
    }
    for (const event of eventsOf(this.call, "interruption")) this.drawInterruption(context, this.box(graph, event.start_s, event.end_s, 0.1, 0.9));
  }

  drawSilence(context, box) {
    if (!box.seen) return;
    context.strokeStyle = this.colour.wait;
    context.lineWidth = 1.5;
    context.setLineDash([5, 3]);
    context.strokeRect(box.left, box.top, box.width, box.height);
    context.setLineDash([]);
    this.label(context, box, this.call.words.silence);
  }

  drawHold(context, box) {
    if (!box.seen) return;
    context.save();
    context.beginPath();
    context.rect(box.left, box.top, box.width, box.height);
    context.clip();
    context.strokeStyle = this.colour.wait;
    context.lineWidth = 1.5;
    for (let x = box.left - box.height; x < box.left + box.width; x += 7) {
      context.beginPath();
      context.moveTo(x, box.top + box.height);
      context.lineTo(x + box.height, box.top);
      context.stroke();
    }
    context.restore();
    context.strokeRect(box.left, box.top, box.width, box.height);
    this.label(context, box, this.call.words.hold);
  }

  drawInterruption(context, box) {
    if (!box.seen) return;
    const half = Math.min(8, box.height / 2);
    context.fillStyle = this.colour.mark;
    context.beginPath();
    context.moveTo(box.left - half, box.top);
    context.lineTo(box.left + half, box.top);
    context.lineTo(box.left, box.top + 1.6 * half);
    context.fill();
    context.fillRect(box.left, box.top + box.height - 3, box.width, 3);
  }

  /* Words where there is room for them. */
  label(context, box, text) {
    context.font = "12px system-ui, sans-serif";
    const width = context.measureText(text).width;
    if (width + 12 > box.width) return;
    context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--card");
    context.fillRect(box.left + 4, box.top + box.height / 2 - 8, width + 4, 16);
    context.fillStyle = this.colour.ink;
    context.textBaseline = "middle";
    context.fillText(text, box.left + 6, box.top + box.height / 2);
  }

  /* Where the first lane speaks inside a flat piece: what the others say between is not its intonation. */
  drawFlat(context, area, graph) {
    const { side, flat } = this.call.tracks.lanes[0];
    for (const { start_s, end_s } of eventsOf(this.call, "utterance", side))
      for (const [from, to] of flat) {
        const box = this.box(graph, Math.max(start_s, from), Math.min(end_s, to), -13, 13);
        if (!box.seen || start_s >= to || end_s <= from) continue;
        context.fillStyle = this.colour.shade;
        context.fillRect(box.left, area.y, box.width, area.h);
        context.fillStyle = this.colour.mark;
        context.fillRect(box.left, area.y + area.h - 3, box.width, 3);
      }
  }

  drawBand(context, area, graph, [low, high]) {
    if (low === null && high === null) return;
    const top = high === null ? area.y : Math.max(area.y, graph.toDomYCoord(high));
    const bottom = low === null ? area.y + area.h : Math.min(area.y + area.h, graph.toDomYCoord(low));
    context.fillStyle = this.colour.band;
    context.fillRect(area.x, top, area.w, bottom - top);
    context.fillStyle = this.colour["band-edge"];
    if (high !== null) context.fillRect(area.x, top, area.w, 1);
    if (low !== null) context.fillRect(area.x, bottom - 1, area.w, 1);
  }

  drawPace(context, graph, bars) {
    context.globalAlpha = 0.45;
    context.fillStyle = this.colours[0];
    for (const bar of bars) {
      const box = this.box(graph, bar.start, bar.end, bar.rate, bar.rate);
      if (box.seen) context.fillRect(box.left, box.top - 2.5, box.width, 5);
    }
    context.globalAlpha = 1;
  }
}

/* dygraphs' ticker for seconds: round minutes, never more labels than fit. */
function ticksOfTime(from, to, pixels) {
  const step = TICKS_S.find((each) => (to - from) / each <= pixels / 70) || TICKS_S[TICKS_S.length - 1];
  const ticks = [];
  for (let i = Math.ceil(from / step); i * step <= to; i++)
    ticks.push({ v: i * step, label: step < 1 ? clockText(i * step) + "." + Math.round((i * step % 1) * 10) : clockText(i * step) });
  return ticks;
}
