import { svg } from "../../shared/elements.js";
import { bandOf, markPlaces } from "./geometry.js";
import { isHatched, SIGNS } from "./signs.js";

/** @import { BoardRepetition } from "../messages.js" */

const BAND_PX = 28;
const MARK_PX = 18;
export const BANDS_PX = BAND_PX + MARK_PX;

/**
 * Draws a repetition: its band, the tint under it, and a mark for each fault.
 * @param {BoardRepetition} one
 * @param {(time: number) => number} x
 * @param {{ top: number, height: number }} box where bands begin, and the height of the drawing
 */
export function drawBand(one, x, { top, height }) {
  const { left, width, middle, text } = bandOf(one, x, SIGNS[one.kind]);
  const hatched = isHatched(one.kind);
  const fill = hatched ? `url(#hatch-${one.kind})` : `var(--${one.kind})`;
  const place = { x: left, width, fill };
  const wide = 8 * text.length + 4;
  const plate = { class: "plate", x: middle - wide / 2, width: wide, rx: 3 };
  const bar = { rx: 4, style: `stroke: var(--${one.kind})` };
  const places = markPlaces(one.marks, x);
  return {
    tint: svg("rect", { ...place, class: "tint", y: top, height: height - top }),
    band: svg(
      "g",
      { class: hatched ? "band hatched" : "band", "data-number": one.number },
      svg("title", {}, one.name),
      svg("rect", { ...place, ...bar, y: top + 2, height: BAND_PX - 4 }),
      hatched && text && svg("rect", { ...plate, y: top + 6, height: BAND_PX - 12 }),
      svg("text", { x: middle, y: top + 18 }, text),
    ),
    marks: one.marks.map((mark, place) => ({
      time: mark.time,
      dot: drawMark(mark.text, places[place] ?? 0, top + BAND_PX + 8),
    })),
  };
}

/**
 * @param {string} text
 * @param {number} x
 * @param {number} y
 */
const drawMark = (text, x, y) =>
  svg(
    "g",
    { class: "mark", transform: `translate(${x} ${y})` },
    svg("title", {}, text),
    svg("circle", { class: "dot", r: 7 }),
    svg("text", { y: 3.5 }, SIGNS.fault),
  );
