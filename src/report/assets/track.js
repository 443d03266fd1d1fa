/* The data of a call, as html_charts.c writes it, made into series that charts take. No chart and no page in here. */
"use strict";

const PITCH_STEPS_PER_ST = 10, PITCH_NONE = -128;
const LEVEL_STEPS_PER_DB = 2, LEVEL_NONE = 255;
const WAVE_STEPS = 127;
const LEVEL_POINT_S = 0.25; /* the level of single hops is too restless to read */
const PACE_WINDOW_S = 10;
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
    }
  return call;
}

/* Rows of [seconds, value of lane 0, value of lane 1 ...]; `stride` points are made one by `join`. */
function rowsOf(call, stride, join) {
  const { lanes, count, step_s } = call.tracks;
  const rows = [];
  for (let i = 0; i < count; i += stride) {
    const row = [(i + Math.min(stride, count - i) / 2) * step_s];
    for (const lane of lanes) row.push(join(lane, i, Math.min(i + stride, count)));
    rows.push(row);
  }
  return rows;
}

function pitchRows(call) {
  return rowsOf(call, 1, (lane, i) =>
    lane.pitch.length === 0 || lane.pitch[i] === PITCH_NONE ? null : lane.pitch[i] / PITCH_STEPS_PER_ST);
}

/* Mean power over the points that hold speech. */
function levelRows(call) {
  const stride = Math.max(1, Math.round(LEVEL_POINT_S / call.tracks.step_s));
  return rowsOf(call, stride, (lane, from, to) => {
    let power = 0, n = 0;
    for (let i = from; i < to; i++)
      if (lane.level[i] !== LEVEL_NONE) {
        power += 10 ** ((lane.level[i] / LEVEL_STEPS_PER_DB - 100) / 10);
        n++;
      }
    return n > 0 ? 10 * Math.log10(power / n) : null;
  });
}

/* Waveforms one above the other: [low, middle, high] of each lane, lane 0 around 1, lane 1 around -1. A wave is drawn
   over the largest sample of its own side, as quiet sides would be flat lines else. */
function waveRows(call) {
  const peaks = call.tracks.lanes.map((lane) => lane.wave.reduce((most, x) => Math.max(most, Math.abs(x)), 1));
  return rowsOf(call, 1, (lane, i) => {
    const k = call.tracks.lanes.indexOf(lane), middle = call.tracks.lanes.length === 1 ? 0 : 1 - 2 * k;
    const scale = 0.95 / peaks[k];
    return [middle + lane.wave[2 * i] * scale, middle, middle + lane.wave[2 * i + 1] * scale];
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
