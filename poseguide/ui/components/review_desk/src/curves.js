import { svg } from "../../shared/elements.js";
import { number } from "./format.js";
import { labelPlaces } from "./geometry.js";

/** @import { BoardSignal } from "../messages.js" */
/** @import { Comma } from "./format.js" */
/** @import { Point, valueScale } from "./geometry.js" */

const LABEL_PX = 16;
const UNSEEN_PX = 52; // a gap with room for its word

/**
 * Draws a row: its curves, its limits as lines with labels, and where the signal was not seen.
 * Returns the lines; the ticks, for the gutter; and the labels, which stay while it is scrolled.
 * @param {{ signal: BoardSignal, curves: Point[][][], scale: ReturnType<typeof valueScale> }} row
 * @param {{ top: number, tall: number, width: number, room: number, long: boolean }} box in pixels;
 * `room` is the width of the gutter, and with `long` limits have their long names
 * @param {{ x: (time: number) => number, word: (name: string) => string, comma: Comma }} how
 */
export function drawRow({ signal, curves, scale }, { top, tall, width, room, long }, how) {
  const { x, word, comma } = how;
  const { low, high, ticks, tickDigits } = scale;
  /** @param {number} value */
  const y = (value) => top + tall - ((value - low) / (high - low)) * tall;
  const gaps = signal.gaps.flatMap(([from, to]) => {
    const [left, wide] = [x(from), x(to) - x(from)];
    const rect = svg("rect", { class: "gap", x: left, width: wide, y: top, height: tall });
    if (wide <= UNSEEN_PX) return [rect];
    const place = { x: left + wide / 2, y: top + tall / 2, "text-anchor": "middle" };
    return [rect, svg("text", { ...place, class: "halo" }, word("unseen"))];
  });
  const limits = signal.limits
    .filter(({ value }) => value >= low && value <= high)
    .sort((a, b) => b.value - a.value);
  const places = labelPlaces(
    limits.map(({ value }) => y(value)),
    top,
    top + tall,
  );
  const paths = curves.flatMap((lines, place) =>
    lines.map((line) => {
      const path = line.map(
        ([time, value], index) =>
          `${index ? "L" : "M"}${x(time).toFixed(1)} ${y(value).toFixed(1)}`,
      );
      if (line.length === 1) path.push("h.01");
      return svg("path", { class: place ? "curve other" : "curve", d: path.join("") });
    }),
  );
  return {
    lines: [
      ...gaps,
      svg("line", { class: "axis", x1: 0, x2: width, y1: top + tall, y2: top + tall }),
      ...limits.map(({ value }) =>
        svg("line", { class: "limit", x1: 0, x2: width, y1: y(value), y2: y(value) }),
      ),
      ...paths,
    ],
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
