function createChart(find, word, on) {
  const svg = find(".lines"), gutter = find(".gutter"), scroll = find(".scroll"), tip = find(".tip");
  let view = null; // what is drawn: start and length of the time shown, rows of curves, bands
  let zoom = 0, selected = null, time = 0, width = 0, height = 0, drag = false;
  let unset = false; // the zoom, until it is known how much room there is
  const chosen = new Set(); // names of further signals
  let parts = {};
  const x = (at) => SIDE_PX + (at / Math.max(view.length, LEAST_S)) * (width - 2 * SIDE_PX);
  const timeAt = (event) => {
    const left = event.clientX - svg.getBoundingClientRect().left;
    return Math.max(0, Math.min(view.length, ((left - SIDE_PX) / (width - 2 * SIDE_PX)) * view.length));
  };

  function single(board, fresh) {
    const rows = () => board.signals.filter((signal, place) => place === 0 || chosen.has(signal.name))
      .map((signal) => ({ signal, curves: [lineOf(board, signal)] }));
    view = { length: board.duration, rows, bands: board.repetitions, board, zooms: true };
    unset ||= fresh;
    find(".notice").textContent = board.times.length ? "" : word("no_curve");
    find(".notice").hidden = board.times.length > 0;
    find(".which").hidden = true;
    find(".legend").replaceChildren(...legend(board));
    find(".more").hidden = board.signals.length < 2;
    find(".more").replaceChildren(make("span", {}, word("signals")), ...board.signals.slice(1).map(toggleOf));
    find(".needs").replaceChildren(...(board.signals.length ? board.needs : []).map((need) => make("li", {}, `${need}.`)));
    draw();
  }

  /** The least zoom at which the usual band has room for its number: colour alone says nothing. */
  function legible(board) {
    const lengths = board.repetitions.map((one) => one.end - one.start).sort((a, b) => a - b);
    const usual = (lengths[lengths.length >> 1] ?? board.duration) / board.duration;
    const place = ZOOMS.findIndex((factor) => usual * factor * scroll.clientWidth >= LEGIBLE_PX);
    return place < 0 ? ZOOMS.length - 1 : place;
  }

  function toggleOf(signal) {
    const button = make("button", { type: "button", "aria-pressed": chosen.has(signal.name) }, signal.label);
    button.addEventListener("click", () => {
      chosen.has(signal.name) ? chosen.delete(signal.name) : chosen.add(signal.name);
      button.setAttribute("aria-pressed", chosen.has(signal.name));
      draw();
    });
    return button;
  }

  const legend = (board) => [...new Map(board.repetitions.map((one) => [one.kind, one])).values()]
    .map((one) => make("span", {}, badge(one.kind, false), one.kindWord));

  /** Two repetitions over each other: seconds from the start of each. */
  function pair(boards, reps) {
    const which = find(".which"), first = boards.find((board) => board.signals.length) ?? boards[0];
    const before = which.value;
    which.setAttribute("aria-label", word("signal"));
    which.replaceChildren(...first.signals.map((signal) => new Option(signal.label, signal.name)));
    if (first.signals.some((signal) => signal.name === before)) which.value = before;
    which.hidden = first.signals.length < 2;
    which.onchange = draw;
    const rows = () => {
      const signal = first.signals.find((one) => one.name === which.value);
      const curves = boards.map((board, place) => {
        const own = board.signals.find((one) => one.name === which.value);
        return own && reps[place] ? lineOf(board, own, reps[place]) : [];
      });
      return signal ? [{ signal: { ...signal, gaps: [] }, curves }] : [];
    };
    const length = Math.max(LEAST_S, ...reps.map((rep) => (rep ? rep.end - rep.start : 0)));
    view = { length, rows, bands: [], board: null, zooms: false };
    find(".notice").textContent = first.signals.length ? word("from_start") : word("no_curve");
    find(".notice").hidden = false;
    find(".legend").replaceChildren();
    find(".more").hidden = true;
    find(".needs").replaceChildren();
    draw();
  }

  function draw() {
    if (!view) return;
    find(".zooms").hidden = !view.zooms;
    const rows = view.rows();
    const top = RULER_PX + (view.bands.length ? BAND_PX + MARK_PX : 0) + GAP_PX;
    const heights = rows.map((_, place) => ROW_PX[Math.min(place, 1)]);
    height = top + heights.reduce((sum, row) => sum + row + GAP_PX, 0);
    const digits = rows.map((row) => scaleOf(row).ticks.map((tick) => number(tick, tickDigits(row), on.comma()).length));
    const room = rows.length ? 14 + 6.5 * Math.max(...digits.flat()) : 0;
    size(gutter, room, height);
    if (unset && view.board && scroll.clientWidth) [unset, zoom] = [false, legible(view.board)];
    const factor = view.zooms ? ZOOMS[zoom] : 1;
    width = Math.max(60, Math.floor(scroll.clientWidth * factor));
    size(svg, width, height);
    gutter.replaceChildren();
    svg.replaceChildren(hatches());
    parts = { held: draft("g"), tints: draft("g"), bands: draft("g") };
    svg.append(parts.tints);
    ruler();
    let from = top;
    rows.forEach((row, place) => {
      drawRow(row, from, heights[place], room);
      from += heights[place] + GAP_PX;
    });
    svg.append(parts.bands, parts.held);
    bands();
    parts.cross = draft("line", { class: "cross", y1: RULER_PX, y2: height, visibility: "hidden" });
    parts.playhead = draft("g", {}, draft("line", { class: "head-line", y1: 16, y2: height }),
      draft("path", { class: "head-knob", d: "M-6 15H6V21L0 27L-6 21Z" }));
    svg.append(parts.cross, parts.playhead);
    svg.setAttribute("aria-label", word("timeline"));
    find('[data-do="zoom-in"]').disabled = zoom === ZOOMS.length - 1;
    find('[data-do="zoom-out"]').disabled = zoom === 0;
    hold();
    at(time);
  }

  function ruler() {
    const step = view.length > 20 ? timeStep(view.length, width / 64) : tickStep(view.length, width / 64);
    for (let tick = 0; tick <= view.length + LEAST_S; tick += step) {
      const text = view.board ? clock(tick, on.comma(), step < 1) : number(tick, step < 1 ? 1 : 0, on.comma());
      const label = draft("text", { x: x(tick), y: 12, "text-anchor": "middle" }, text);
      // The first and the last would stand out over the edge.
      if (x(tick) < 18) label.setAttribute("text-anchor", "start"), label.setAttribute("x", 3);
      if (x(tick) > width - 18) continue;
      svg.append(draft("line", { class: "axis", x1: x(tick), x2: x(tick), y1: RULER_PX - 3, y2: height }), label);
    }
  }

  function bands() {
    for (const one of view.bands) {
      const [left, right] = [x(one.start), Math.max(x(one.end), x(one.start) + 4)];
      const hatched = HATCHED.includes(one.kind), fill = hatched ? `url(#hatch-${one.kind})` : `var(--${one.kind})`;
      const place = { x: left, width: right - left };
      one.tint = draft("rect", { ...place, class: "tint", y: RULER_PX, height: height - RULER_PX, fill });
      parts.tints.append(one.tint);
      const room = right - left, pen = one.corrected ? "✎" : "";
      const text = [room > 11 && ICONS[one.kind], room > 16 + 7 * one.label.length && one.label, room > 32 + 7 * one.label.length && pen]
        .filter(Boolean).join(" ");
      const middle = (left + right) / 2, wide = 8 * text.length + 4;
      one.band = draft("g", { class: `band ${hatched ? "hatched" : ""}`, "data-number": one.number },
        draft("title", {}, one.name),
        draft("rect", { ...place, y: RULER_PX + 2, height: BAND_PX - 4, rx: 4, fill, style: `stroke: var(--${one.kind})` }),
        hatched && text && draft("rect", { class: "plate", x: middle - wide / 2, width: wide, y: RULER_PX + 6, height: BAND_PX - 12, rx: 3 }),
        draft("text", { x: middle, y: RULER_PX + 18 }, text));
      one.band.jump = () => on.choose(one.number);
      parts.bands.append(one.band);
      one.marks.forEach((mark, number) => {
        // Several faults of one phase stand beside each other.
        const before = one.marks.slice(0, number).filter((other) => Math.abs(x(other.time) - x(mark.time)) < 13).length;
        const dot = draft("g", { class: "mark", transform: `translate(${x(mark.time) + 14 * before} ${RULER_PX + BAND_PX + 8})` },
          draft("title", {}, mark.text), draft("circle", { class: "dot", r: 7 }), draft("text", { y: 3.5 }, "!"));
        dot.jump = () => on.choose(one.number, mark.time);
        parts.bands.append(dot);
      });
    }
    mark();
  }

  function drawRow(row, top, tall, room) {
    const { low, high, ticks } = scaleOf(row);
    const y = (value) => top + tall - ((value - low) / (high - low)) * tall;
    for (const [from, to] of row.signal.gaps) {
      svg.append(draft("rect", { class: "gap", x: x(from), width: x(to) - x(from), y: top, height: tall }));
      if (x(to) - x(from) > 52)
        svg.append(draft("text", { x: (x(from) + x(to)) / 2, y: top + tall / 2, class: "halo", "text-anchor": "middle" }, word("unseen")));
    }
    svg.append(draft("line", { class: "axis", x1: 0, x2: width, y1: top + tall, y2: top + tall }));
    for (const tick of ticks)
      gutter.append(draft("text", { x: room - 6, y: y(tick) + 4, "text-anchor": "end" }, number(tick, tickDigits(row), on.comma())));
    // Labels of lines that lie close together stand apart.
    const limits = row.signal.limits.filter((limit) => limit.value >= low && limit.value <= high).sort((a, b) => b.value - a.value);
    let free = top + 28;
    const wide = scroll.clientWidth > 560;
    for (const limit of limits) {
      svg.append(draft("line", { class: "limit", x1: 0, x2: width, y1: y(limit.value), y2: y(limit.value) }));
      const line = Math.min(top + tall - 3, Math.max(free, y(limit.value) - 4));
      free = line + 13;
      parts.held.append(draft("text", { class: "halo", x: LABEL_PX, y: line }, wide ? limit.text : limit.short, draft("title", {}, limit.text)));
    }
    row.curves.forEach((points, place) => {
      for (const line of points) {
        const path = line.map(([at, value], index) => `${index ? "L" : "M"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`);
        if (line.length === 1) path.push("h.01");
        svg.append(draft("path", { class: `curve ${place ? "other" : ""}`, d: path.join("") }));
      }
    });
    parts.held.append(draft("text", { class: "title halo", x: LABEL_PX, y: top + 12 }, `${row.signal.label} (${row.signal.unit})`));
  }

  /** The labels stay where they are while the rest is scrolled. */
  const hold = () => parts.held?.setAttribute("transform", `translate(${scroll.scrollLeft} 0)`);

  function mark() {
    for (const one of view?.bands ?? []) {
      one.band?.classList.toggle("selected", one.number === selected);
      one.tint?.classList.toggle("selected", one.number === selected);
    }
  }

  function at(newTime) {
    const changed = newTime !== time;
    time = newTime;
    if (!view || !parts.playhead) return;
    parts.playhead.setAttribute("transform", `translate(${x(Math.min(time, view.length))} 0)`);
    const one = view.bands.find((each) => each.start <= time && time <= each.end);
    const values = { valuemin: 0, valuemax: view.length.toFixed(1), valuenow: time.toFixed(1), valuetext: [clock(time, on.comma()), one?.name ?? ""].join(" ") };
    for (const [name, value] of Object.entries(values)) svg.setAttribute(`aria-${name}`, value);
    const left = x(time) - scroll.scrollLeft;
    if (changed && (left < 0 || left > scroll.clientWidth)) scroll.scrollLeft = x(time) - 0.15 * scroll.clientWidth;
  }

  function hover(event) {
    const moment = timeAt(event);
    parts.cross.setAttribute("x1", x(moment));
    parts.cross.setAttribute("x2", x(moment));
    parts.cross.setAttribute("visibility", "visible");
    const one = view.bands.find((each) => each.start <= moment && moment <= each.end);
    const phase = one?.phases.find((each) => each.start <= moment && moment <= each.end);
    const lines = [make("b", {}, view.board ? clock(moment, on.comma()) : `${number(moment, 1, on.comma())} s`)];
    for (const row of view.rows()) {
      const values = row.curves.map((points) => valueAt(points, moment));
      const texts = values.map((value) => (value === null ? word("unseen") : number(value, row.signal.digits, on.comma())));
      lines.push(make("div", {}, `${row.signal.label}: ${texts.join(" | ")} ${values.some((value) => value !== null) ? row.signal.unit : ""}`));
    }
    if (phase) lines.push(make("div", {}, `${word("phase")}: ${phase.label}`));
    if (one) lines.push(make("div", {}, one.name), ...(one.note ? [make("div", {}, `✎ ${one.note}`)] : []));
    tip.replaceChildren(...lines);
    tip.hidden = false;
    const plot = find(".plot").getBoundingClientRect(), left = event.clientX - plot.left;
    const flipped = left > plot.width / 2;
    tip.style.left = flipped ? "auto" : `${left + 14}px`;
    tip.style.right = flipped ? `${plot.width - left + 14}px` : "auto";
  }

  const unhover = () => {
    tip.hidden = true;
    parts.cross?.setAttribute("visibility", "hidden");
  };

  svg.addEventListener("click", (event) => {
    const target = event.target.closest(".band, .mark");
    target ? target.jump() : on.seek(timeAt(event));
  });
  svg.addEventListener("pointerdown", (event) => {
    drag = event.pointerType === "mouse" && event.button === 0 && !event.target.closest(".band, .mark");
    if (drag) svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    if (event.pointerType === "mouse") hover(event);
    if (drag && event.buttons) on.seek(timeAt(event));
  });
  svg.addEventListener("pointerup", () => (drag = false));
  svg.addEventListener("pointerleave", unhover);
  scroll.addEventListener("scroll", hold);
  const watcher = new ResizeObserver(() => draw());
  watcher.observe(find(".plot"));

  return {
    single, pair, at,
    select(number) {
      selected = number;
      mark();
    },
    zoom(by) {
      const middle = (scroll.scrollLeft + scroll.clientWidth / 2) / Math.max(1, width);
      const before = time > 0 ? x(time) / width : middle;
      zoom = Math.max(0, Math.min(ZOOMS.length - 1, zoom + by));
      draw();
      scroll.scrollLeft = before * width - scroll.clientWidth / 2;
    },
    leave: () => watcher.disconnect(),
  };
}

/** The lines of a signal as lists of [seconds, value]; of one repetition, from its start. */
function lineOf(board, signal, rep = null) {
  const breaks = new Set(board.breaks), lines = [];
  let line = null;
  signal.values.forEach((value, place) => {
    const at = board.times[place];
    if (value === null || (rep && (at < rep.start || at > rep.end))) return void (line = null);
    if (!line || breaks.has(place)) lines.push((line = []));
    line.push([rep ? at - rep.start : at, value]);
  });
  return lines;
}

/** The value nearest to a moment; null where nothing was seen within a quarter of a second. */
function valueAt(lines, moment) {
  let best = null, least = 0.25;
  for (const line of lines) for (const [at, value] of line)
    if (Math.abs(at - moment) < least) [best, least] = [value, Math.abs(at - moment)];
  return best;
}

/** From where to where a row shows: its values, and its limits unless those would flatten the curve. */
function scaleOf({ signal, curves }) {
  const values = curves.flat(2).map(([, value]) => value);
  let [low, high] = values.length ? [least(values), -least(values.map((value) => -value))] : [0, 1];
  const span = Math.max(high - low, 10 ** -signal.digits);
  for (const { value } of signal.limits)
    if (Math.max(high, value) - Math.min(low, value) <= 3 * span) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const pad = 0.1 * Math.max(high - low, 10 ** -signal.digits);
  [low, high] = [low - pad, high + pad * 2.2]; // room for the name of the row
  const step = tickStep(high - low, 4), ticks = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high; tick += step) ticks.push(tick);
  return { low, high, ticks };
}

const least = (values) => values.reduce((a, b) => Math.min(a, b), Infinity);
const tickDigits = (row) => {
  const { low, high } = scaleOf(row);
  return Math.max(0, -Math.floor(Math.log10(tickStep(high - low, 4)) + 1e-9));
};

/** A round step that makes at most `most` ticks. */
function tickStep(span, most) {
  const rough = span / Math.max(1, most), power = 10 ** Math.floor(Math.log10(rough));
  return power * [1, 2, 5, 10].find((factor) => factor * power >= rough - 1e-9);
}

const timeStep = (span, most) => [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800].find((step) => step >= span / most) ?? 3600;

function hatches() {
  return draft("defs", {}, ...HATCHED.map((kind) =>
    draft("pattern", { id: `hatch-${kind}`, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(40)" },
      draft("rect", { width: 3, height: 7, style: `fill: var(--${kind})` }))));
}
