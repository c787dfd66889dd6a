/*
 * Where things of the timeline stand: plain numbers, nothing drawn. Times are seconds of the
 * recording, places are pixels from the left edge of the drawing.
 */

/** @import { Board, BoardRepetition, BoardSignal } from "../messages.js" */

export const LEAST_S = 1e-3;
/** How far the drawing can be widened. */
export const ZOOMS = /** @type {const} */ ([1, 2, 4, 8, 16, 32]);
const SIDE_PX = 8;
const LEGIBLE_PX = 30; // a band with room for its sign and number
const LEAST_BAND_PX = 4;
const NEAR_S = 0.25;
const TIME_STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600];

/** @typedef {[number, number]} Point time in seconds, and value */
/** @typedef {Pick<BoardSignal, "digits" | "limits">} Scaled */

/**
 * Returns the two ways between time and place of a drawing that shows `length` seconds.
 * @param {number} length in seconds
 * @param {number} width in pixels
 */
export function timeScale(length, width) {
  const inside = width - 2 * SIDE_PX;
  /** @param {number} x */
  const placeAt = (x) => ((x - SIDE_PX) / inside) * Math.max(length, LEAST_S);
  return {
    /** @param {number} time */
    x: (time) => SIDE_PX + (time / Math.max(length, LEAST_S)) * inside,
    /** @param {number} x */
    timeAt: (x) => Math.max(0, Math.min(length, placeAt(x))),
    /** Returns the time at a place, also where it lies outside the recording. */
    placeAt,
  };
}

/**
 * Returns the place in `ZOOMS` of the least one at which the usual repetition has room for its
 * number.
 * @param {Pick<Board, "duration"> & { repetitions: Pick<BoardRepetition, "start" | "end">[] }} board
 * @param {number} width of what is seen, in pixels
 */
export function legibleZoom({ duration, repetitions }, width) {
  const lengths = repetitions.map((one) => one.end - one.start).sort((a, b) => a - b);
  const usual = (lengths[lengths.length >> 1] ?? duration) / duration;
  const place = ZOOMS.findIndex((factor) => usual * factor * width >= LEGIBLE_PX);
  return place < 0 ? ZOOMS.length - 1 : place;
}

/**
 * Returns the zoom `by` steps from one, within `ZOOMS`.
 * @param {number} zoom
 * @param {number} by
 */
export const zoomed = (zoom, by) => Math.max(0, Math.min(ZOOMS.length - 1, zoom + by));

/**
 * Returns how far to scroll so that a moment stands in the middle of what is seen.
 * @param {number} x of the moment
 * @param {number} seen in pixels
 */
export const scrollTo = (x, seen) => x - seen / 2;

/**
 * Returns where the band of a repetition stands, and how much of its label has room in it.
 * @param {Pick<BoardRepetition, "start" | "end" | "label" | "corrected">} repetition
 * @param {(time: number) => number} x
 * @param {string} sign of its verdict
 */
export function bandOf({ start, end, label, corrected }, x, sign) {
  const left = x(start);
  const right = Math.max(x(end), left + LEAST_BAND_PX);
  const room = right - left;
  const wide = 7 * label.length;
  const parts = [
    room > 11 && sign,
    room > 16 + wide && label,
    corrected && room > 32 + wide && "✎",
  ];
  return { left, width: room, middle: left + room / 2, text: parts.filter(Boolean).join(" ") };
}

/**
 * Returns where the marks of a repetition stand: those of one moment beside each other.
 * @param {{ time: number }[]} marks
 * @param {(time: number) => number} x
 */
export function markPlaces(marks, x) {
  return marks.map(({ time }, place) => {
    const before = marks.slice(0, place).filter((other) => Math.abs(x(other.time) - x(time)) < 13);
    return x(time) + 14 * before.length;
  });
}

/**
 * Returns the first of the spans that a time lies in.
 * @template {{ start: number, end: number }} Span
 * @param {Span[]} spans
 * @param {number} time
 */
export const spanAt = (spans, time) => spans.find(({ start, end }) => start <= time && time <= end);

/**
 * Returns the lines of a signal; they end where nothing was seen, the other side works or frames
 * are missing. Of one repetition, times count from its start.
 * @param {Pick<Board, "times" | "breaks">} board
 * @param {Pick<BoardSignal, "values">} signal
 * @param {Pick<BoardRepetition, "start" | "end"> | null} [repetition]
 */
export function linesOf({ times, breaks }, { values }, repetition = null) {
  const [start, end] = repetition ? [repetition.start, repetition.end] : [0, Infinity];
  const ends = new Set(breaks);
  /** @type {Point[][]} */
  const lines = [];
  /** @type {Point[] | null} */
  let line = null;
  for (const [place, time] of times.entries()) {
    const value = values[place] ?? null;
    if (value === null || time < start || time > end) {
      line = null;
      continue;
    }
    if (!line || ends.has(place)) {
      line = [];
      lines.push(line);
    }
    line.push([time - start, value]);
  }
  return lines;
}

/**
 * Returns lines as times and values; between two of them there is a time without a value.
 * @param {Point[][]} lines
 * @returns {[number[], (number | null)[]]}
 */
export function tableOf(lines) {
  /** @type {number[]} */
  const times = [];
  /** @type {(number | null)[]} */
  const values = [];
  for (const line of lines) {
    const [before, after] = [times.at(-1), line[0]?.[0]];
    if (before !== undefined && after !== undefined) {
      times.push((before + after) / 2);
      values.push(null);
    }
    for (const [time, value] of line) {
      times.push(time);
      values.push(value);
    }
  }
  return [times, values];
}

/**
 * Returns the places of values that no line goes through: on both sides there is null or nothing.
 * What is undefined belongs to another table, and is passed over.
 * @param {ArrayLike<number | null | undefined>} values
 */
export function alone(values) {
  const places = Array.from(values, (_, place) => place).filter(
    (place) => values[place] !== undefined,
  );
  /** @param {number} index */
  const isSeen = (index) => typeof values[places[index] ?? -1] === "number";
  return places.filter((_, at) => isSeen(at) && !isSeen(at - 1) && !isSeen(at + 1));
}

/**
 * Returns the value nearest to a moment; null where nothing was seen within a quarter of a second.
 * @param {Point[][]} lines
 * @param {number} time
 */
export function valueAt(lines, time) {
  let nearest = NEAR_S;
  /** @type {number | null} */
  let found = null;
  for (const [at, value] of lines.flat()) {
    if (Math.abs(at - time) >= nearest) continue;
    nearest = Math.abs(at - time);
    found = value;
  }
  return found;
}

/**
 * Returns from where to where a row shows, its ticks and the digits of these. It shows all values,
 * and its limits unless those would flatten the curve.
 * @param {Scaled} signal
 * @param {Point[][][]} curves
 */
export function valueScale({ digits, limits }, curves) {
  const finest = 10 ** -digits;
  let [low, high] = extremes(curves.flat(2).map(([, value]) => value));
  const span = Math.max(high - low, finest);
  for (const { value } of limits)
    if (Math.max(high, value) - Math.min(low, value) <= 3 * span)
      [low, high] = [Math.min(low, value), Math.max(high, value)];
  const pad = 0.1 * Math.max(high - low, finest);
  [low, high] = [low - pad, high + pad * 2.2]; // room for the name of the row
  const step = tickStep(high - low, 4);
  const ticks = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high; tick += step) ticks.push(tick);
  return { low, high, ticks, tickDigits: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) };
}

/**
 * Returns least and greatest; 0 and 1 where there are none.
 * @param {number[]} values
 * @returns {[number, number]}
 */
const extremes = (values) =>
  values.length
    ? values.reduce(
        ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
        [Infinity, -Infinity],
      )
    : [0, 1];

/**
 * Returns the times of the ruler, and how far they are apart.
 * @param {number} length in seconds
 * @param {number} width in pixels
 */
export function rulerTicks(length, width) {
  const most = width / 64;
  const step = length > 20 ? timeStep(length, most) : tickStep(length, most);
  const ticks = [];
  for (let tick = 0; tick <= length + LEAST_S; tick += step) ticks.push(tick);
  return { ticks, step };
}

/**
 * Returns a round step that makes at most `most` ticks.
 * @param {number} span
 * @param {number} most
 */
export function tickStep(span, most) {
  const rough = span / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5].find((factor) => factor * power >= rough - 1e-9) ?? 10);
}

/**
 * The same for a longer time, in round seconds and minutes.
 * @param {number} span
 * @param {number} most
 */
const timeStep = (span, most) => TIME_STEPS_S.find((step) => step >= span / most) ?? 3600;

/**
 * Returns where the labels of horizontal lines stand so that they do not lie over each other.
 * @param {number[]} lines from above, in pixels
 * @param {number} top of the row
 * @param {number} bottom of the row
 */
export function labelPlaces(lines, top, bottom) {
  let free = top + 28;
  return lines.map((line) => {
    const place = Math.min(bottom - 3, Math.max(free, line - 4));
    free = place + 13;
    return place;
  });
}
