import uPlot from "uplot";
import { alone, tableOf } from "./geometry.js";

/** @import { Point, valueScale } from "./geometry.js" */

const LINE_PX = 2;
const DASH_PX = [7, 5]; // the second recording, told apart without colour

/** @typedef {{ from: number, to: number }} Span the time that is seen, in seconds */

/**
 * A row: the lines of each recording, its scale, and where it stands in pixels.
 * @typedef {object} CurveRow
 * @property {Point[][][]} curves
 * @property {ReturnType<typeof valueScale>} scale
 * @property {number} top
 * @property {number} tall
 */

/**
 * Creates the curves of the timeline, drawn by uPlot: only what is seen of them, however far the
 * timeline is widened. `place` has the colours of both recordings as `color` and
 * `text-decoration-color`.
 * @param {HTMLElement} place
 */
export function createCurves(place) {
  /** @type {uPlot[]} */
  let plots = [];
  const clear = () => {
    for (const plot of plots) plot.destroy();
  };
  return {
    /**
     * @param {CurveRow[]} rows
     * @param {number} width of what is seen, in pixels
     * @param {Span} span
     */
    draw(rows, width, span) {
      clear();
      plots = rows.map((row) => plotOf(place, row, width, span));
    },
    /** @param {Span} span */
    show({ from, to }) {
      for (const plot of plots) plot.setScale("x", { min: from, max: to });
    },
    /** Draws anew in the colours of another theme. */
    recolour() {
      for (const plot of plots) plot.redraw(false);
    },
    leave: clear,
  };
}

/**
 * @param {HTMLElement} place
 * @param {CurveRow} row
 * @param {number} width
 * @param {Span} span
 */
function plotOf(place, { curves, scale, top, tall }, width, { from, to }) {
  const tables = curves.map(tableOf);
  const data = tables.length > 1 ? uPlot.join(tables) : tables[0];
  const plot = new uPlot(
    {
      width: Math.max(1, width),
      height: tall,
      padding: [0, 0, 0, 0],
      pxAlign: false,
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: false, auto: false, min: from, max: to },
        y: { auto: false, range: [scale.low, scale.high] },
      },
      axes: [{ show: false }, { show: false }],
      series: [{}, ...curves.map((_, index) => seriesOf(place, index > 0))],
    },
    data,
    place,
  );
  plot.root.style.top = `${top}px`;
  return plot;
}

/**
 * @param {HTMLElement} place
 * @param {boolean} second whether it is of the other recording
 * @returns {uPlot.Series}
 */
function seriesOf(place, second) {
  const stroke = () => {
    const { color, textDecorationColor } = getComputedStyle(place);
    return second ? textDecorationColor : color;
  };
  return {
    stroke,
    width: LINE_PX,
    dash: second ? DASH_PX : undefined,
    cap: "round",
    pxAlign: false,
    // A value between two gaps is no line: it is shown as a point.
    points: {
      show: true,
      size: LINE_PX,
      width: 0,
      fill: stroke,
      filter: (plot, series) => alone(plot.data[series] ?? []),
    },
  };
}
