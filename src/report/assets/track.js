/* The data of a call, as html_charts.c writes it, made into series that charts take. No chart and no page in here. */
"use strict";

const PITCH_STEPS_PER_ST = 10, PITCH_NONE = -128;
const LEVEL_STEPS_PER_DB = 2, LEVEL_NONE = 255;
const WAVE_STEPS = 127;
const LEVEL_POINT_S = 0.25; /* the level of single hops is too restless to read */
const PACE_WINDOW_S = 10;
const MOST_ROWS = 1200; /* about one a pixel: more could not be seen, and cost time to draw */
const LEAST_SYLLABLES = 4; /* utterances below say nothing of pace, as in the measure speech_rate */

/* Bytes of base64, as an array of the kind asked for. */
function bytesOf(text, Kind) {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return new Kind(bytes.buffer);
}

function readCall(text) {
  const call = JSON.parse(text);
  call.duration = call.report.call.duration_s;
  if (call.tracks)
    for (const lane of call.tracks.lanes) {
      lane.pitch = bytesOf(lane.pitch, Int8Array);
      lane.level = bytesOf(lane.level, Uint8Array);
      lane.wave = bytesOf(lane.wave, Int8Array);
      lane.peak = lane.wave.reduce((most, x) => Math.max(most, Math.abs(x)), 1);
    }
  return call;
}

/* Rows of [seconds, value of lane 0, value of lane 1 ...] of what lies in from..to seconds and a little around it, with
   neighbouring points made one by `join` so that there are about MOST_ROWS. The ends of the call are always there. */
function rowsOf(call, from, to, least_s, empty, join) {
  const { lanes, count, step_s } = call.tracks;
  const stride = Math.max(1, Math.round(least_s / step_s), Math.ceil((to - from) / step_s / MOST_ROWS));
  const first = Math.max(0, Math.floor(from / step_s / stride) - 1) * stride;
  const last = Math.min(count, Math.ceil(to / step_s) + stride);
  const rows = [];
  for (let i = first; i < last; i += stride) {
    const row = [(i + Math.min(stride, count - i) / 2) * step_s];
    for (const lane of lanes) row.push(join(lane, i, Math.min(i + stride, count)));
    rows.push(row);
  }
  const end = (seconds) => [seconds, ...lanes.map(() => empty)];
  return [...(first > 0 ? [end(0)] : []), ...rows, ...(last < count ? [end(call.duration)] : [])];
}

function pitchRows(call, from, to) {
  return rowsOf(call, from, to, 0, null, (lane, first, end) => {
    let sum = 0, n = 0;
    for (let i = first; i < end && lane.pitch.length > 0; i++)
      if (lane.pitch[i] !== PITCH_NONE) {
        sum += lane.pitch[i];
        n++;
      }
    return n > 0 ? sum / n / PITCH_STEPS_PER_ST : null;
  });
}

/* Mean power over the points that hold speech. */
function levelRows(call, from, to) {
  return rowsOf(call, from, to, LEVEL_POINT_S, null, (lane, first, end) => {
    let power = 0, n = 0;
    for (let i = first; i < end; i++)
      if (lane.level[i] !== LEVEL_NONE) {
        power += 10 ** ((lane.level[i] / LEVEL_STEPS_PER_DB - 100) / 10);
        n++;
      }
    return n > 0 ? 10 * Math.log10(power / n) : null;
  });
}

/* Waveforms one above the other: [low, middle, high] of each lane, lane 0 around 1, lane 1 around -1. A wave is drawn
   over the largest sample of its own side, as quiet sides would be flat lines else. */
function waveRows(call, from, to) {
  const { lanes } = call.tracks;
  return rowsOf(call, from, to, 0, [null, null, null], (lane, first, end) => {
    const middle = lanes.length === 1 ? 0 : lane === lanes[0] ? 1 : -1, scale = 0.95 / lane.peak;
    let low = 0, high = 0;
    for (let i = first; i < end; i++) {
      low = Math.min(low, lane.wave[2 * i]);
      high = Math.max(high, lane.wave[2 * i + 1]);
    }
    return [middle + low * scale, middle, middle + high * scale];
  });
}

function eventsOf(call, kind, side) {
  return call.report.events.filter((event) => event.kind === kind && (!side || event.side === side));
}

/* The utterances of the first lane that say something of pace, each with its rate; and the rate over the last 10 s of
   such speech at the end of each. */
function paceOf(call) {
  const side = call.tracks.lanes[0].side;
  const bars = eventsOf(call, "utterance", side)
    .filter((event) => event.detail.syllables >= LEAST_SYLLABLES)
    .map((event) => ({ start: event.start_s, end: event.end_s, syllables: event.detail.syllables,
                       rate: (60 * event.detail.syllables) / (event.end_s - event.start_s) }));
  const rows = [[0, null]];
  bars.forEach((bar, i) => {
    let time = 0, syllables = 0;
    for (let k = i; k >= 0 && time < PACE_WINDOW_S; k--) {
      time += bars[k].end - bars[k].start;
      syllables += bars[k].syllables;
    }
    if (time >= PACE_WINDOW_S) rows.push([bar.end, (60 * syllables) / time]);
  });
  rows.push([call.duration, null]);
  return { bars, rows };
}

/* "1:02:03" or "02:03". */
function clockText(seconds) {
  const whole = Math.max(0, Math.floor(seconds)), two = (n) => String(n).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  return (hours > 0 ? hours + ":" : "") + two(Math.floor(whole / 60) % 60) + ":" + two(whole % 60);
}
