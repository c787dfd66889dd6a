import { svg } from "../../shared/elements.js";
import { clock, number } from "./format.js";
import { labelPlaces, rulerTicks } from "./geometry.js";

/** @import { BoardSignal } from "../messages.js" */
/** @import { Comma } from "./format.js" */
/** @import { valueScale } from "./geometry.js" */

const EDGE_PX = 18;
const LABEL_PX = 16;
const UNSEEN_PX = 52; // a gap with room for its word

/**
 * Draws the ruler: a line over all rows for each of its times, and the times at the top.
 * @param {number} length in seconds
 * @param {{ top: number, height: number, width: number, minutes: boolean }} box in pixels; with
 * `minutes` times are written as “1:05.3”
 * @param {{ x: (time: number) => number, comma: Comma }} how
 */
export function drawRuler(length, { top, height, width, minutes }, { x, comma }) {
  const { ticks, step } = rulerTicks(length, width);
  return ticks
    .filter((tick) => x(tick) <= width - EDGE_PX) // it would stand out over the edge
    .flatMap((tick) => {
      const at = x(tick);
      const text = minutes ? clock(tick, comma, step < 1) : number(tick, step < 1 ? 1 : 0, comma);
      const place =
        at < EDGE_PX ? { x: 3, "text-anchor": "start" } : { x: at, "text-anchor": "middle" };
      return [
        svg("line", { class: "axis", x1: at, x2: at, y1: top - 3, y2: height }),
        svg("text", { ...place, y: 12 }, text),
      ];
    });
}

/**
 * Draws what is around the curves of a row: its limits as lines with labels, and where the signal
 * was not seen. Returns the lines, which lie under the curves; the words of the gaps; the ticks, for
 * the gutter; and the labels, which stay while it is scrolled.
 * @param {{ signal: BoardSignal, scale: ReturnType<typeof valueScale> }} row
 * @param {{ top: number, tall: number, width: number, room: number, long: boolean }} box in pixels;
 * `room` is the width of the gutter, and with `long` limits have their long names
 * @param {{ x: (time: number) => number, word: (name: string) => string, comma: Comma }} how
 */
export function drawRow({ signal, scale }, { top, tall, width, room, long }, how) {
  const { x, word, comma } = how;
  const { low, high, ticks, tickDigits } = scale;
  /** @param {number} value */
  const y = (value) => top + tall - ((value - low) / (high - low)) * tall;
  const gaps = signal.gaps.map(([from, to]) => ({ left: x(from), wide: x(to) - x(from) }));
  const limits = signal.limits
    .filter(({ value }) => value >= low && value <= high)
    .sort((a, b) => b.value - a.value);
  const places = labelPlaces(
    limits.map(({ value }) => y(value)),
    top,
    top + tall,
  );
  return {
    lines: [
      ...gaps.map(({ left, wide }) =>
        svg("rect", { class: "gap", x: left, width: wide, y: top, height: tall }),
      ),
      svg("line", { class: "axis", x1: 0, x2: width, y1: top + tall, y2: top + tall }),
      ...limits.map(({ value }) =>
        svg("line", { class: "limit", x1: 0, x2: width, y1: y(value), y2: y(value) }),
      ),
    ],
    gaps: gaps
      .filter(({ wide }) => wide > UNSEEN_PX)
      .map(({ left, wide }) =>
        svg(
          "text",
          { x: left + wide / 2, y: top + tall / 2, "text-anchor": "middle", class: "halo" },
          word("unseen"),
        ),
      ),
    ticks: ticks.map((tick) =>
      svg(
        "text",
        { x: room - 6, y: y(tick) + 4, "text-anchor": "end" },
        number(tick, tickDigits, comma),
      ),
    ),
    labels: [
      ...limits.map(({ text, short }, place) =>
        svg(
          "text",
          { class: "halo", x: LABEL_PX, y: places[place] ?? 0 },
          long ? text : short,
          svg("title", {}, text),
        ),
      ),
      svg(
        "text",
        { class: "title halo", x: LABEL_PX, y: top + 12 },
        `${signal.label} (${signal.unit})`,
      ),
    ],
  };
}
