import { dress, html, svg } from "../../shared/elements.js";
import { BANDS_PX, drawBand } from "./bands.js";
import { createCurves } from "./curves.js";
import { clock, number } from "./format.js";
import {
  LEAST_S,
  legibleZoom,
  linesOf,
  scrollTo,
  spanAt,
  timeScale,
  valueAt,
  valueScale,
  ZOOMS,
  zoomed,
} from "./geometry.js";
import { drawRow, drawRuler } from "./rows.js";
import { badge, hatches } from "./signs.js";

/** @import { Find } from "../../shared/elements.js" */
/** @import { Board, BoardRepetition, BoardSignal } from "../messages.js" */
/** @import { Comma } from "./format.js" */
/** @import { Point } from "./geometry.js" */

/**
 * A signal with its lines: one list of lines for each recording.
 * @typedef {{ signal: BoardSignal, curves: Point[][][] }} Row
 */

/**
 * What is drawn. `rows` is asked anew with every drawing: further signals can be chosen.
 * @typedef {object} View
 * @property {number} length in seconds
 * @property {() => Row[]} rows
 * @property {BoardRepetition[]} bands
 * @property {Board | null} board null where two repetitions are compared
 */

/**
 * @typedef {object} TimelineEvents
 * @property {(time: number) => void} seek
 * @property {(number: number, time?: number) => void} choose
 * @property {() => Comma} comma
 */

const RULER_PX = 28;
const GAP_PX = 10;
const FIRST_ROW_PX = 236;
const ROW_PX = 96;
const LEAST_WIDTH_PX = 60;
const WIDE_PX = 560; // from here on limits have their long names

/**
 * Creates the timeline: a ruler, a band for each repetition, a row for each signal, and where the
 * video is.
 * @param {Find} find
 * @param {(name: string) => string} word
 * @param {TimelineEvents} on
 */
export function createTimeline(find, word, on) {
  const drawing = find(".lines", SVGSVGElement);
  const back = find(".back", SVGSVGElement);
  const gutter = find(".gutter", SVGSVGElement);
  const curves = createCurves(find(".curves"));
  const scroll = find(".scroll");
  const tip = find(".tip");
  const which = find(".which", HTMLSelectElement);
  /** @type {View | null} */
  let view = null;
  /** @type {Row[]} */
  let rows = []; // as they are drawn
  let zoom = 0;
  let unset = false; // the zoom, until it is known how much room there is
  /** @type {number | null} */
  let selected = null;
  let time = 0;
  let height = 0;
  let width = 0;
  let scale = timeScale(0, LEAST_WIDTH_PX);
  let drag = false;
  /** @type {Set<string>} */
  const chosen = new Set(); // names of further signals
  /** The parts of the drawing that change without a new one. */
  let playhead = svg("g");
  let cross = svg("line");
  let held = svg("g"); // labels that stay where they are while the rest is scrolled
  /** @type {{ number: number, elements: SVGElement[] }[]} */
  let marked = [];
  /** @type {WeakMap<Element, () => void>} */
  let jumps = new WeakMap();

  /**
   * Shows one recording.
   * @param {Board} board
   * @param {boolean} fresh whether another one was shown before
   */
  function single(board, fresh) {
    const rows = () =>
      board.signals
        .filter((signal, place) => place === 0 || chosen.has(signal.name))
        .map((signal) => ({ signal, curves: [linesOf(board, signal)] }));
    view = { length: board.duration, rows, bands: board.repetitions, board };
    unset ||= fresh;
    find(".notice").textContent = board.times.length ? "" : word("no_curve");
    find(".notice").hidden = board.times.length > 0;
    which.hidden = true;
    find(".legend").replaceChildren(...legend(board));
    find(".more").hidden = board.signals.length < 2;
    const toggles = board.signals.slice(1).map(toggleOf);
    find(".more").replaceChildren(html("span", {}, word("signals")), ...toggles);
    const needs = board.signals.length ? board.needs : [];
    find(".needs").replaceChildren(...needs.map((need) => html("li", {}, `${need}.`)));
    draw();
  }

  /** @param {BoardSignal} signal */
  function toggleOf({ name, label }) {
    const button = html("button", { type: "button", "aria-pressed": chosen.has(name) }, label);
    button.addEventListener("click", () => {
      if (!chosen.delete(name)) chosen.add(name);
      button.setAttribute("aria-pressed", `${chosen.has(name)}`);
      draw();
    });
    return button;
  }

  /** @param {Board} board */
  const legend = ({ repetitions }) =>
    [...new Map(repetitions.map((one) => [one.kind, one.kindWord]))].map(([kind, text]) =>
      html("span", {}, badge(kind), text),
    );

  /**
   * Shows two repetitions over each other: seconds from the start of each.
   * @param {Board[]} boards
   * @param {(BoardRepetition | null)[]} reps
   */
  function pair(boards, reps) {
    const signals = boards.find((board) => board.signals.length)?.signals ?? [];
    const before = which.value;
    which.setAttribute("aria-label", word("signal"));
    which.replaceChildren(...signals.map(({ label, name }) => new Option(label, name)));
    if (signals.some(({ name }) => name === before)) which.value = before;
    which.hidden = signals.length < 2;
    which.onchange = draw;
    const rows = () => {
      const signal = signals.find(({ name }) => name === which.value);
      if (!signal) return [];
      const curves = boards.map((board, place) => {
        const [own, rep] = [board.signals.find(({ name }) => name === which.value), reps[place]];
        return own && rep ? linesOf(board, own, rep) : [];
      });
      return [{ signal: { ...signal, gaps: [] }, curves }];
    };
    const length = Math.max(LEAST_S, ...reps.map((rep) => (rep ? rep.end - rep.start : 0)));
    view = { length, rows, bands: [], board: null };
    find(".notice").textContent = word(signals.length ? "from_start" : "no_curve");
    find(".notice").hidden = false;
    find(".legend").replaceChildren();
    find(".more").hidden = true;
    find(".needs").replaceChildren();
    draw();
  }

  function draw() {
    if (!view) return;
    const { board, length } = view;
    const seen = scroll.clientWidth;
    rows = view.rows();
    let top = RULER_PX + (view.bands.length ? BANDS_PX : 0) + GAP_PX;
    const scaled = rows.map((row, place) => {
      const box = { top, tall: place === 0 ? FIRST_ROW_PX : ROW_PX };
      top += box.tall + GAP_PX;
      return { ...row, ...box, scale: valueScale(row.signal, row.curves) };
    });
    height = top;
    const letters = scaled.flatMap(({ scale: { ticks, tickDigits } }) =>
      ticks.map((tick) => number(tick, tickDigits, on.comma()).length),
    );
    const room = scaled.length ? 14 + 6.5 * Math.max(...letters) : 0;
    resize(gutter, room);
    width = Math.max(LEAST_WIDTH_PX, Math.floor(seen * zoomOf(board, seen)));
    scale = timeScale(length, width);
    for (const layer of [back, drawing]) resize(layer, width);
    gutter.replaceChildren();
    drawing.replaceChildren(hatches());
    drawing.setAttribute("aria-label", word("timeline"));
    held = svg("g");
    const [tints, bands] = [svg("g"), svg("g")];
    const how = { x: scale.x, word, comma: on.comma() };
    const whole = { top: RULER_PX, height, width, minutes: board !== null };
    back.replaceChildren(hatches(), tints, ...drawRuler(length, whole, how));
    for (const row of scaled) {
      const box = { ...row, width, room, long: seen > WIDE_PX };
      const parts = drawRow(row, box, how);
      back.append(...parts.lines);
      drawing.append(...parts.gaps);
      gutter.append(...parts.ticks);
      held.append(...parts.labels);
    }
    curves.draw(scaled, seen, span());
    drawing.append(bands, held);
    placeBands(view.bands, tints, bands);
    cross = svg("line", { class: "cross", y1: RULER_PX, y2: height, visibility: "hidden" });
    playhead = svg(
      "g",
      {},
      svg("line", { class: "head-line", y1: 16, y2: height }),
      svg("path", { class: "head-knob", d: "M-6 15H6V21L0 27L-6 21Z" }),
    );
    drawing.append(cross, playhead);
    find(".zooms").hidden = board === null;
    find('[data-do="zoom-in"]', HTMLButtonElement).disabled = zoom === ZOOMS.length - 1;
    find('[data-do="zoom-out"]', HTMLButtonElement).disabled = zoom === 0;
    hold();
    at(time);
  }

  /**
   * Returns how far the timeline is widened; at first as far as bands need for their numbers.
   * @param {Board | null} board
   * @param {number} seen in pixels
   */
  function zoomOf(board, seen) {
    if (!board) return 1;
    if (unset && seen) {
      unset = false;
      zoom = legibleZoom(board, seen);
    }
    return ZOOMS[zoom] ?? 1;
  }

  /**
   * @param {SVGSVGElement} element
   * @param {number} wide
   */
  const resize = (element, wide) =>
    dress(element, { width: wide, height, viewBox: `0 0 ${wide} ${height}` });

  /**
   * @param {BoardRepetition[]} repetitions
   * @param {SVGElement} tints
   * @param {SVGElement} bands
   */
  function placeBands(repetitions, tints, bands) {
    jumps = new WeakMap();
    marked = repetitions.map((one) => {
      const { tint, band, marks } = drawBand(one, scale.x, { top: RULER_PX, height });
      tints.append(tint);
      bands.append(band, ...marks.map(({ dot }) => dot));
      jumps.set(band, () => on.choose(one.number));
      for (const { dot, time } of marks) jumps.set(dot, () => on.choose(one.number, time));
      return { number: one.number, elements: [tint, band] };
    });
    mark();
  }

  /** Returns from when to when the timeline is seen; a little of it may lie outside the recording. */
  const span = () => ({
    from: scale.placeAt(scroll.scrollLeft),
    to: scale.placeAt(scroll.scrollLeft + scroll.clientWidth),
  });

  const hold = () => held.setAttribute("transform", `translate(${scroll.scrollLeft} 0)`);

  function mark() {
    for (const { number, elements } of marked)
      for (const element of elements) element.classList.toggle("selected", number === selected);
  }

  /** @param {number} newTime where the video is, in seconds */
  function at(newTime) {
    const changed = newTime !== time;
    time = newTime;
    if (!view) return;
    playhead.setAttribute("transform", `translate(${scale.x(Math.min(time, view.length))} 0)`);
    dress(drawing, {
      "aria-valuemin": 0,
      "aria-valuemax": view.length.toFixed(1),
      "aria-valuenow": time.toFixed(1),
      "aria-valuetext": `${clock(time, on.comma())} ${spanAt(view.bands, time)?.name ?? ""}`,
    });
    const left = scale.x(time) - scroll.scrollLeft;
    if (changed && (left < 0 || left > scroll.clientWidth))
      scroll.scrollLeft = scale.x(time) - 0.15 * scroll.clientWidth;
  }

  /** @param {MouseEvent} event */
  const timeOf = (event) => scale.timeAt(event.clientX - drawing.getBoundingClientRect().left);

  /** @param {PointerEvent} event */
  function hover(event) {
    if (!view) return;
    const moment = timeOf(event);
    const x = scale.x(moment);
    dress(cross, { x1: x, x2: x, visibility: "visible" });
    tip.replaceChildren(...told(view, moment));
    tip.hidden = false;
    const plot = find(".plot").getBoundingClientRect();
    const left = event.clientX - plot.left;
    const flipped = left > plot.width / 2;
    tip.style.left = flipped ? "auto" : `${left + 14}px`;
    tip.style.right = flipped ? `${plot.width - left + 14}px` : "auto";
  }

  /**
   * Returns what there is to say of a moment, a line each.
   * @param {View} view
   * @param {number} moment in seconds
   */
  function told(view, moment) {
    const comma = on.comma();
    const one = spanAt(view.bands, moment);
    const phase = one && spanAt(one.phases, moment);
    const values = rows.map(({ signal, curves }) => {
      const found = curves.map((lines) => valueAt(lines, moment));
      const texts = found.map((value) =>
        value === null ? word("unseen") : number(value, signal.digits, comma),
      );
      const unit = found.some((value) => value !== null) ? signal.unit : "";
      return `${signal.label}: ${texts.join(" | ")} ${unit}`;
    });
    const texts = [
      ...values,
      phase && `${word("phase")}: ${phase.label}`,
      one?.name,
      one?.note && `✎ ${one.note}`,
    ].filter(Boolean);
    const head = view.board ? clock(moment, comma) : `${number(moment, 1, comma)} s`;
    return [html("b", {}, head), ...texts.map((text) => html("div", {}, text))];
  }

  function unhover() {
    tip.hidden = true;
    cross.setAttribute("visibility", "hidden");
  }

  /** @param {Event} event */
  const targetOf = (event) =>
    event.target instanceof Element ? event.target.closest(".band, .mark") : null;

  drawing.addEventListener("click", (event) => {
    const target = targetOf(event);
    if (target) jumps.get(target)?.();
    else on.seek(timeOf(event));
  });
  drawing.addEventListener("pointerdown", (event) => {
    drag = event.pointerType === "mouse" && event.button === 0 && !targetOf(event);
    if (drag) drawing.setPointerCapture(event.pointerId);
  });
  drawing.addEventListener("pointermove", (event) => {
    if (event.pointerType === "mouse") hover(event);
    if (drag && event.buttons) on.seek(timeOf(event));
  });
  drawing.addEventListener("pointerup", () => {
    drag = false;
  });
  drawing.addEventListener("pointerleave", unhover);
  scroll.addEventListener("scroll", () => {
    hold();
    curves.show(span());
  });
  const watcher = new ResizeObserver(draw);
  watcher.observe(find(".plot"));

  return {
    single,
    pair,
    at,
    /** @param {number | null} number of the repetition to mark */
    select(number) {
      selected = number;
      mark();
    },
    /** @param {number} by so many steps; the playhead, or else the middle, stays in sight */
    zoom(by) {
      const seen = scroll.clientWidth;
      const middle = (scroll.scrollLeft + seen / 2) / Math.max(1, width);
      const share = time > 0 ? scale.x(time) / width : middle;
      zoom = zoomed(zoom, by);
      draw();
      scroll.scrollLeft = scrollTo(share * width, seen);
    },
    recolour: curves.recolour,
    leave() {
      watcher.disconnect();
      curves.leave();
    },
  };
}
