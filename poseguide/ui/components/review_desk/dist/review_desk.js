// Built from ../src by `npm run build`; not to be changed by hand.

// shared/elements.js
function finder(root) {
  return (selector, kind) => {
    const found = root.querySelector(selector);
    if (!(found instanceof (kind ?? HTMLElement))) throw new Error(`No element “${selector}”`);
    return (
      /** @type {Kind} */
      found
    );
  };
}
var SVG = "http://www.w3.org/2000/svg";
var html = (tag, attributes = {}, ...children) => dress(document.createElement(tag), attributes, children);
var svg = (tag, attributes = {}, ...children) => dress(document.createElementNS(SVG, tag), attributes, children);
function dress(element, attributes, children = []) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, `${value}`);
  for (const child of children)
    if (child || child === 0) element.append(typeof child === "number" ? `${child}` : child);
  return element;
}

// review_desk/src/controls.js
function createControls(root, word, actions) {
  const find = finder(root);
  const section = find(".desk");
  const side = find(".compared select", HTMLSelectElement);
  const does = {
    play: actions.toggle,
    previous: () => actions.step(-1),
    next: () => actions.step(1),
    speed: (button2) => actions.speed(Number(button2.dataset.speed)),
    loop: actions.loop,
    full: actions.full,
    "zoom-in": () => actions.zoom(1),
    "zoom-out": () => actions.zoom(-1)
  };
  const button = (what) => find(`[data-do="${what}"]`, HTMLButtonElement);
  function labels() {
    const { comparing, playing, rate, loop, watched, isFirst, isLast, comma } = actions.state();
    section.setAttribute("aria-label", word("label"));
    section.classList.toggle("playing", playing);
    const names = {
      play: playing ? word("pause") : word("play"),
      previous: word("previous"),
      next: word("next"),
      loop: word("loop"),
      full: word("full"),
      "zoom-in": word("zoom_in"),
      "zoom-out": word("zoom_out")
    };
    for (const [what, name] of Object.entries(names)) {
      button(what).title = name;
      button(what).setAttribute("aria-label", name);
    }
    find(".speeds").setAttribute("aria-label", word("speed"));
    for (
      const each of
      /** @type {NodeListOf<HTMLElement>} */
      root.querySelectorAll("[data-speed]")
    ) {
      const speed = each.dataset.speed ?? "";
      each.textContent = `${speed.replace(".", comma)}×`;
      each.setAttribute("aria-pressed", `${Number(speed) === rate}`);
    }
    button("loop").setAttribute("aria-pressed", `${loop}`);
    for (const what of ["play", "loop", "full"]) button(what).hidden = !watched;
    button("full").hidden ||= comparing;
    find(".speeds").hidden = !watched;
    find(".keys").textContent = watched ? word("keys") : "";
    button("previous").disabled = isFirst;
    button("next").disabled = isLast;
  }
  function keyed(event, target) {
    const seconds = event.shiftKey ? 1 : 0;
    switch (event.key.length === 1 ? event.key.toLowerCase() : event.key) {
      case " ":
        return target.closest("button") ? void 0 : actions.toggle;
      case "ArrowLeft":
        return () => actions.nudge(-1, seconds);
      case "ArrowRight":
        return () => actions.nudge(1, seconds);
      case "n":
        return () => actions.step(1);
      case "p":
        return () => actions.step(-1);
      default:
        return void 0;
    }
  }
  section.addEventListener("click", (event) => {
    const pressed = elementOf(event)?.closest("[data-do]");
    if (!(pressed instanceof HTMLElement)) return;
    does[pressed.dataset.do ?? ""]?.(pressed);
    labels();
  });
  section.addEventListener("mousedown", (event) => {
    if (!elementOf(event)?.closest("button")) return;
    event.preventDefault();
    section.focus({ preventScroll: true });
  });
  section.addEventListener("keydown", (event) => {
    const target = elementOf(event);
    if (event.ctrlKey || event.metaKey || event.altKey || !target || target.closest("select"))
      return;
    const action = keyed(event, target);
    if (!action) return;
    event.preventDefault();
    action();
  });
  side.addEventListener("change", () => actions.side(side.value));
  return {
    labels,
    /**
     * Offers the sides of two recordings that are compared.
     * @param {string[]} sides
     * @param {string} chosen
     */
    sides(sides, chosen) {
      side.hidden = sides.length < 2;
      side.setAttribute("aria-label", word("filter_side"));
      const options = sides.map((each) => new Option(word(each), each));
      side.replaceChildren(new Option(word("all_side"), ""), ...options);
      side.value = chosen;
    }
  };
}
var elementOf = ({ target }) => target instanceof Element ? target : null;

// review_desk/src/format.js
var number = (value, digits, comma) => value.toFixed(digits).replace(/^-(0[.]?0*)$/, "$1").replace(".", comma);
function clock(time, comma, tenths = true) {
  const all = Math.round(10 * time);
  const seconds = `${Math.floor(all / 10) % 60}`.padStart(2, "0");
  return `${Math.floor(all / 600)}:${seconds}${tenths ? comma + all % 10 : ""}`;
}

// review_desk/src/geometry.js
var LEAST_S = 1e-3;
var ZOOMS = (
  /** @type {const} */
  [1, 2, 4, 8, 16, 32]
);
var SIDE_PX = 8;
var LEGIBLE_PX = 30;
var LEAST_BAND_PX = 4;
var NEAR_S = 0.25;
var TIME_STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600];
function timeScale(length, width) {
  const inside = width - 2 * SIDE_PX;
  return {
    /** @param {number} time */
    x: (time) => SIDE_PX + time / Math.max(length, LEAST_S) * inside,
    /** @param {number} x */
    timeAt: (x) => Math.max(0, Math.min(length, (x - SIDE_PX) / inside * length))
  };
}
function legibleZoom({ duration, repetitions }, width) {
  const lengths = repetitions.map((one) => one.end - one.start).sort((a, b) => a - b);
  const usual = (lengths[lengths.length >> 1] ?? duration) / duration;
  const place = ZOOMS.findIndex((factor) => usual * factor * width >= LEGIBLE_PX);
  return place < 0 ? ZOOMS.length - 1 : place;
}
var zoomed = (zoom, by) => Math.max(0, Math.min(ZOOMS.length - 1, zoom + by));
var scrollTo = (x, seen) => x - seen / 2;
function bandOf({ start, end, label, corrected }, x, sign) {
  const left = x(start);
  const right = Math.max(x(end), left + LEAST_BAND_PX);
  const room = right - left;
  const wide = 7 * label.length;
  const parts = [
    room > 11 && sign,
    room > 16 + wide && label,
    corrected && room > 32 + wide && "✎"
  ];
  return { left, width: room, middle: left + room / 2, text: parts.filter(Boolean).join(" ") };
}
function markPlaces(marks, x) {
  return marks.map(({ time }, place) => {
    const before = marks.slice(0, place).filter((other) => Math.abs(x(other.time) - x(time)) < 13);
    return x(time) + 14 * before.length;
  });
}
var spanAt = (spans, time) => spans.find(({ start, end }) => start <= time && time <= end);
function linesOf({ times, breaks }, { values }, repetition = null) {
  const [start, end] = repetition ? [repetition.start, repetition.end] : [0, Infinity];
  const ends = new Set(breaks);
  const lines = [];
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
function valueAt(lines, time) {
  let nearest = NEAR_S;
  let found = null;
  for (const [at, value] of lines.flat()) {
    if (Math.abs(at - time) >= nearest) continue;
    nearest = Math.abs(at - time);
    found = value;
  }
  return found;
}
function valueScale({ digits, limits }, curves) {
  const finest = 10 ** -digits;
  let [low, high] = extremes(curves.flat(2).map(([, value]) => value));
  const span = Math.max(high - low, finest);
  for (const { value } of limits)
    if (Math.max(high, value) - Math.min(low, value) <= 3 * span)
      [low, high] = [Math.min(low, value), Math.max(high, value)];
  const pad = 0.1 * Math.max(high - low, finest);
  [low, high] = [low - pad, high + pad * 2.2];
  const step = tickStep(high - low, 4);
  const ticks = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high; tick += step) ticks.push(tick);
  return { low, high, ticks, tickDigits: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) };
}
var extremes = (values) => values.length ? values.reduce(
  ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
  [Infinity, -Infinity]
) : [0, 1];
function rulerTicks(length, width) {
  const most = width / 64;
  const step = length > 20 ? timeStep(length, most) : tickStep(length, most);
  const ticks = [];
  for (let tick = 0; tick <= length + LEAST_S; tick += step) ticks.push(tick);
  return { ticks, step };
}
function tickStep(span, most) {
  const rough = span / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5].find((factor) => factor * power >= rough - 1e-9) ?? 10);
}
var timeStep = (span, most) => TIME_STEPS_S.find((step) => step >= span / most) ?? 3600;
function labelPlaces(lines, top, bottom) {
  let free = top + 28;
  return lines.map((line) => {
    const place = Math.min(bottom - 3, Math.max(free, line - 4));
    free = place + 13;
    return place;
  });
}

// review_desk/src/player.js
var FRAME_S = 1 / 25;
function createPlayer(place, on) {
  const caption = html("p", { class: "caption" });
  const video = html("video", {
    playsinline: "",
    muted: "",
    preload: "auto",
    tabindex: "-1",
    "data-testid": "desk-video"
  });
  const missing = html("p", { class: "missing", role: "status" });
  const element = html("div", { class: "player" }, caption, video, missing);
  let board = null;
  let gone = false;
  let frameS = FRAME_S;
  let shownS = 0;
  let stepping = false;
  let baseS = 0;
  let begunMs = null;
  let speed = 1;
  const pair = {
    from: 0,
    length: 0,
    /** @type {BoardRepetition | null} */
    rep: null
  };
  place.append(element);
  for (const event of ["seeked", "seeking", "timeupdate", "loadedmetadata"])
    video.addEventListener(event, on.moved);
  video.addEventListener("click", on.toggle);
  video.addEventListener("error", () => {
    gone = true;
    label();
  });
  video.requestVideoFrameCallback?.(learn);
  function learn(_, { mediaTime }) {
    const step = mediaTime - shownS;
    if (stepping && step < LEAST_S && frameS < 0.2) {
      frameS *= 1.5;
      seek(shownS + frameS);
    } else {
      if ((stepping || !video.paused) && step > LEAST_S && step < 0.25) frameS = step;
      stepping = false;
      shownS = mediaTime;
    }
    video.requestVideoFrameCallback(learn);
  }
  function label() {
    const kept = Boolean(board?.video) && !gone;
    video.hidden = !kept;
    missing.hidden = kept;
    missing.textContent = on.word(board?.video ? "video_gone" : "no_video");
  }
  const has = () => !video.hidden;
  const clockS = () => baseS + (begunMs === null ? 0 : speed * (performance.now() - begunMs) / 1e3);
  const time = () => has() ? video.currentTime : clockS();
  function seek(time2) {
    const to = Math.max(0, Math.min(board?.duration ?? 0, time2));
    baseS = to;
    if (begunMs !== null) begunMs = performance.now();
    if (has()) video.currentTime = to + LEAST_S;
  }
  return {
    /** Of two that are compared: the repetition, its start and its length in seconds. */
    pair,
    time,
    seek,
    playable: has,
    /** Returns how long a picture lasts, in seconds. */
    frame: () => frameS,
    ended: () => has() ? video.ended : clockS() >= (board?.duration ?? 0),
    /** Returns the time since the start of its repetition. */
    local: () => time() - pair.from,
    /** Returns whether its repetition is over, or there is none. */
    over: () => !pair.rep || time() - pair.from >= pair.length - LEAST_S,
    /**
     * @param {Board} newBoard
     * @param {boolean} named whether its title stands over it
     */
    show(newBoard, named) {
      if (board?.video !== newBoard.video) {
        gone = false;
        if (newBoard.video) video.src = newBoard.video;
        else video.removeAttribute("src");
      }
      board = newBoard;
      video.setAttribute("aria-label", board.title);
      caption.hidden = !named;
      caption.replaceChildren(html("b", {}, board.title), html("span"));
      label();
    },
    /** @param {BoardRepetition | undefined} rep to play; undefined where there are not so many */
    take(rep) {
      pair.rep = rep ?? null;
      pair.from = rep?.start ?? 0;
      pair.length = rep ? rep.end - rep.start : 0;
      caption.lastElementChild?.replaceChildren(rep ? rep.name : on.word("no_such"));
    },
    /** @param {number} newSpeed 1 is that of the recording */
    play(newSpeed) {
      speed = newSpeed;
      video.playbackRate = newSpeed;
      if (has()) video.play().catch(() => {
      });
      else begunMs ??= performance.now();
    },
    pause() {
      if (has()) video.pause();
      baseS = clockS();
      begunMs = null;
    },
    /** @param {number} newSpeed */
    rate(newSpeed) {
      baseS = clockS();
      if (begunMs !== null) begunMs = performance.now();
      speed = video.playbackRate = newSpeed;
    },
    /** @param {number} sign one picture on or back */
    step(sign) {
      if (!has()) return seek(clockS() + sign * frameS);
      stepping = sign > 0;
      seek(stepping ? shownS + frameS : shownS - 5 * LEAST_S);
    },
    full: () => video.requestFullscreen?.().catch(() => {
    }),
    leave() {
      video.pause();
      video.removeAttribute("src");
      video.load();
      element.remove();
    }
  };
}

// review_desk/src/signs.js
var SIGNS = {
  good: "✓",
  partly: "~",
  fault: "!",
  incomplete: "–",
  not_counted: "✕",
  unseen: "?",
  added: "+"
};
var HATCHED = (
  /** @type {const} */
  ["incomplete", "not_counted"]
);
var isHatched = (kind) => HATCHED.some((hatched) => hatched === kind);
function badge(kind) {
  const hatched = isHatched(kind);
  return html(
    "span",
    {
      class: hatched ? "badge hatch" : "badge",
      style: hatched ? "" : `background: var(--${kind})`,
      "aria-hidden": "true"
    },
    SIGNS[kind]
  );
}
var hatches = () => svg(
  "defs",
  {},
  ...HATCHED.map(
    (kind) => svg(
      "pattern",
      {
        id: `hatch-${kind}`,
        width: 7,
        height: 7,
        patternUnits: "userSpaceOnUse",
        patternTransform: "rotate(40)"
      },
      svg("rect", { width: 3, height: 7, style: `fill: var(--${kind})` })
    )
  )
);

// review_desk/src/table.js
var TEXT_COLUMNS = ["number", "side", "verdict"];
function createTable(find, word, choose) {
  const box = find(".box");
  const table = find("table", HTMLTableElement);
  const filters = find(".filters");
  let sort = { id: "number", down: false };
  let board = null;
  let rows = /* @__PURE__ */ new Map();
  let selected = null;
  const wanted = /* @__PURE__ */ new Map();
  const matches = (one) => [...wanted].every(([id, value]) => !value || one.filters[id]?.includes(value));
  const shown = () => board?.repetitions.filter(matches) ?? [];
  function single(newBoard) {
    board = newBoard;
    for (const [id, value] of wanted) {
      const options = board.filters.find((filter) => filter.id === id)?.options ?? [];
      if (!options.some((option) => option.value === value)) wanted.delete(id);
    }
    if (!board.columns.some((column) => column.id === sort.id))
      sort = { id: "number", down: false };
    filters.replaceChildren(
      ...board.filters.map(filterOf),
      html("output", { "aria-live": "polite" })
    );
    filters.hidden = !board.repetitions.length;
    table.className = "reps";
    fill(board);
  }
  function filterOf(filter) {
    const select2 = html("select", { "data-filter": filter.id });
    select2.append(
      new Option(filter.all, ""),
      ...filter.options.map((option) => new Option(option.label, option.value))
    );
    select2.value = wanted.get(filter.id) ?? "";
    select2.addEventListener("change", () => {
      wanted.set(filter.id, select2.value);
      if (board) fill(board);
    });
    return html("label", {}, filter.label, select2);
  }
  function fill({ columns, repetitions }) {
    const some = ordered(shown());
    rows = new Map(some.map((one) => [one.number, rowOf(one, columns)]));
    const none = word(repetitions.length ? "none_match" : "no_repetitions");
    const empty = html("tr", {}, html("td", { class: "none", colspan: columns.length }, none));
    write(columns.map(headOf), some.length ? [...rows.values()] : [empty]);
    const told = word("shown").replace("{shown}", `${some.length}`).replace("{all}", `${repetitions.length}`);
    filters.lastElementChild?.replaceChildren(told);
    select(selected, false);
  }
  function write(head, body) {
    table.replaceChildren(
      html("caption", { class: "hidden-text" }, word("table")),
      html("thead", {}, html("tr", {}, ...head)),
      html("tbody", {}, ...body)
    );
    box.setAttribute("aria-label", word("table"));
  }
  function ordered(some) {
    const sign = sort.down ? -1 : 1;
    return [...some].sort((a, b) => {
      const first = a.cells[sort.id]?.sort ?? null;
      const second = b.cells[sort.id]?.sort ?? null;
      if (first === null || second === null)
        return Number(first === null) - Number(second === null);
      return sign * (first < second ? -1 : first > second ? 1 : 0) || a.start - b.start;
    });
  }
  function headOf({ id, title, unit }) {
    const sorted = id === sort.id;
    const arrow = html("i", { "aria-hidden": "true" }, sorted ? sort.down ? " ↓" : " ↑" : "");
    const button = html(
      "button",
      { type: "button", title: word("sort").replace("{column}", title) },
      html("span", {}, title, arrow, html("small", {}, unit))
    );
    button.addEventListener("click", () => {
      sort = { id, down: sorted && !sort.down };
      if (!board) return;
      fill(board);
      const place = board.columns.findIndex((column) => column.id === id);
      [...table.querySelectorAll("button")][place]?.focus({ preventScroll: true });
    });
    return html(
      "th",
      {
        scope: "col",
        class: isText(id) ? "text" : "",
        "data-column": id,
        "aria-sort": sorted ? sort.down ? "descending" : "ascending" : "none"
      },
      button
    );
  }
  function rowOf(one, columns) {
    const number2 = html(
      "button",
      { type: "button", "aria-label": one.name },
      ...content(one.cells.number, word)
    );
    const cells = columns.slice(1).map(({ id }) => {
      const cell = cellOf(id, one.cells[id], word);
      if (id === "verdict" && one.note)
        cell.append(html("small", { class: "note" }, `✎ ${one.note}`));
      return cell;
    });
    const head = html("th", { scope: "row", class: "text" }, number2);
    const row = html("tr", { "data-number": one.number }, head, ...cells);
    row.addEventListener("click", () => choose(one.number));
    return row;
  }
  function select(number2, follow = true) {
    selected = number2;
    for (const [each, row2] of rows) {
      if (each === number2) row2.setAttribute("aria-current", "true");
      else row2.removeAttribute("aria-current");
    }
    const row = number2 === null ? void 0 : rows.get(number2);
    if (!row || !follow) return;
    const top = row.offsetTop - (table.tHead?.offsetHeight ?? 0);
    if (top < box.scrollTop) box.scrollTop = top;
    const below = row.offsetTop + row.offsetHeight - box.clientHeight;
    if (below > box.scrollTop) box.scrollTop = below;
  }
  function pair(boards, reps) {
    filters.replaceChildren();
    filters.hidden = true;
    table.className = "pair";
    rows = /* @__PURE__ */ new Map();
    const head = [word("figure"), ...boards.map(({ title }) => title)].map(
      (text, place) => html("th", { scope: "col", class: place ? "plain" : "plain text" }, text)
    );
    const body = columnsOf(boards).map(({ id, title, unit }) => {
      const cells = reps.map((rep) => cellOf(id, rep?.cells[id], word));
      const small = unit && html("small", {}, ` ${unit}`);
      return html("tr", {}, html("th", { scope: "row", class: "text" }, title, small), ...cells);
    });
    write(head, body);
  }
  return { single, pair, shown, select };
}
function columnsOf(boards) {
  const all = boards.toReversed().flatMap(({ columns: columns2 }) => columns2);
  const columns = [...new Map(all.map((column) => [column.id, column])).values()];
  const order = boards[0]?.columns.map(({ id }) => id) ?? [];
  return columns.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}
var isText = (id) => TEXT_COLUMNS.includes(id);
function cellOf(id, cell, word) {
  if (!cell) return html("td", {}, "–");
  const fault = cell.mark === "fault" && id !== "verdict" && "is-fault";
  const classes = [isText(id) && "text", fault].filter(Boolean).join(" ");
  const source = word(cell.said ? "said" : "measured");
  return html("td", { class: classes, title: source }, ...content(cell, word));
}
function content(cell, word) {
  if (!cell) return [];
  const hidden = (text) => html("span", { class: "hidden-text" }, ` ${text}`);
  const classes = [cell.struck && "struck", cell.mark === "unseen" && "unseen-mark"];
  return [
    cell.mark && cell.mark !== "ok" && badge(cell.mark),
    html("span", { class: classes.filter(Boolean).join(" ") }, cell.text),
    // The sign and the colour as a word, where the text is a figure.
    cell.mark === "fault" && cell.text !== word("fault") && hidden(word("fault")),
    cell.said && html("span", { class: "pen", "aria-hidden": "true" }, "✎"),
    cell.said && hidden(word("said")),
    cell.struck && hidden(word("not_counted")),
    cell.note && html("small", {}, cell.note)
  ];
}

// review_desk/src/bands.js
var BAND_PX = 28;
var MARK_PX = 18;
var BANDS_PX = BAND_PX + MARK_PX;
function drawBand(one, x, { top, height }) {
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
      svg("text", { x: middle, y: top + 18 }, text)
    ),
    marks: one.marks.map((mark, place2) => ({
      time: mark.time,
      dot: drawMark(mark.text, places[place2] ?? 0, top + BAND_PX + 8)
    }))
  };
}
var drawMark = (text, x, y) => svg(
  "g",
  { class: "mark", transform: `translate(${x} ${y})` },
  svg("title", {}, text),
  svg("circle", { class: "dot", r: 7 }),
  svg("text", { y: 3.5 }, SIGNS.fault)
);

// review_desk/src/curves.js
var LABEL_PX = 16;
var UNSEEN_PX = 52;
function drawRow({ signal, curves, scale }, { top, tall, width, room, long }, how) {
  const { x, word, comma } = how;
  const { low, high, ticks, tickDigits } = scale;
  const y = (value) => top + tall - (value - low) / (high - low) * tall;
  const gaps = signal.gaps.flatMap(([from, to]) => {
    const [left, wide] = [x(from), x(to) - x(from)];
    const rect = svg("rect", { class: "gap", x: left, width: wide, y: top, height: tall });
    if (wide <= UNSEEN_PX) return [rect];
    const place = { x: left + wide / 2, y: top + tall / 2, "text-anchor": "middle" };
    return [rect, svg("text", { ...place, class: "halo" }, word("unseen"))];
  });
  const limits = signal.limits.filter(({ value }) => value >= low && value <= high).sort((a, b) => b.value - a.value);
  const places = labelPlaces(
    limits.map(({ value }) => y(value)),
    top,
    top + tall
  );
  const paths = curves.flatMap(
    (lines, place) => lines.map((line) => {
      const path = line.map(
        ([time, value], index) => `${index ? "L" : "M"}${x(time).toFixed(1)} ${y(value).toFixed(1)}`
      );
      if (line.length === 1) path.push("h.01");
      return svg("path", { class: place ? "curve other" : "curve", d: path.join("") });
    })
  );
  return {
    lines: [
      ...gaps,
      svg("line", { class: "axis", x1: 0, x2: width, y1: top + tall, y2: top + tall }),
      ...limits.map(
        ({ value }) => svg("line", { class: "limit", x1: 0, x2: width, y1: y(value), y2: y(value) })
      ),
      ...paths
    ],
    ticks: ticks.map(
      (tick) => svg(
        "text",
        { x: room - 6, y: y(tick) + 4, "text-anchor": "end" },
        number(tick, tickDigits, comma)
      )
    ),
    labels: [
      ...limits.map(
        ({ text, short }, place) => svg(
          "text",
          { class: "halo", x: LABEL_PX, y: places[place] ?? 0 },
          long ? text : short,
          svg("title", {}, text)
        )
      ),
      svg(
        "text",
        { class: "title halo", x: LABEL_PX, y: top + 12 },
        `${signal.label} (${signal.unit})`
      )
    ]
  };
}

// review_desk/src/timeline.js
var RULER_PX = 28;
var GAP_PX = 10;
var FIRST_ROW_PX = 236;
var ROW_PX = 96;
var LEAST_WIDTH_PX = 60;
var WIDE_PX = 560;
function createTimeline(find, word, on) {
  const drawing = find(".lines", SVGSVGElement);
  const gutter = find(".gutter", SVGSVGElement);
  const scroll = find(".scroll");
  const tip = find(".tip");
  const which = find(".which", HTMLSelectElement);
  let view = null;
  let zoom = 0;
  let unset = false;
  let selected = null;
  let time = 0;
  let height = 0;
  let width = 0;
  let scale = timeScale(0, LEAST_WIDTH_PX);
  let drag = false;
  const chosen = /* @__PURE__ */ new Set();
  let playhead = svg("g");
  let cross = svg("line");
  let held = svg("g");
  let marked = [];
  let jumps = /* @__PURE__ */ new WeakMap();
  function single(board, fresh) {
    const rows = () => board.signals.filter((signal, place) => place === 0 || chosen.has(signal.name)).map((signal) => ({ signal, curves: [linesOf(board, signal)] }));
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
  function toggleOf({ name, label }) {
    const button = html("button", { type: "button", "aria-pressed": chosen.has(name) }, label);
    button.addEventListener("click", () => {
      if (!chosen.delete(name)) chosen.add(name);
      button.setAttribute("aria-pressed", `${chosen.has(name)}`);
      draw();
    });
    return button;
  }
  const legend = ({ repetitions }) => [...new Map(repetitions.map((one) => [one.kind, one.kindWord]))].map(
    ([kind, text]) => html("span", {}, badge(kind), text)
  );
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
    const length = Math.max(LEAST_S, ...reps.map((rep) => rep ? rep.end - rep.start : 0));
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
    const rows = view.rows().map((row) => ({ ...row, scale: valueScale(row.signal, row.curves) }));
    const seen = scroll.clientWidth;
    const head = RULER_PX + (view.bands.length ? BANDS_PX : 0) + GAP_PX;
    height = rows.reduce((sum, _, place) => sum + rowHeight(place) + GAP_PX, head);
    const letters = rows.flatMap(
      ({ scale: { ticks, tickDigits } }) => ticks.map((tick) => number(tick, tickDigits, on.comma()).length)
    );
    const room = rows.length ? 14 + 6.5 * Math.max(...letters) : 0;
    resize(gutter, room);
    if (unset && board && seen) {
      unset = false;
      zoom = legibleZoom(board, seen);
    }
    const factor = board ? ZOOMS[zoom] ?? 1 : 1;
    width = Math.max(LEAST_WIDTH_PX, Math.floor(seen * factor));
    scale = timeScale(length, width);
    resize(drawing, width);
    gutter.replaceChildren();
    drawing.replaceChildren(hatches());
    drawing.setAttribute("aria-label", word("timeline"));
    held = svg("g");
    const [tints, bands] = [svg("g"), svg("g")];
    drawing.append(tints);
    drawRuler(length, board !== null);
    let top = head;
    for (const [place, row] of rows.entries()) {
      const box = { top, tall: rowHeight(place), width, room, long: seen > WIDE_PX };
      const parts = drawRow(row, box, { x: scale.x, word, comma: on.comma() });
      drawing.append(...parts.lines);
      gutter.append(...parts.ticks);
      held.append(...parts.labels);
      top += rowHeight(place) + GAP_PX;
    }
    drawing.append(bands, held);
    placeBands(view.bands, tints, bands);
    cross = svg("line", { class: "cross", y1: RULER_PX, y2: height, visibility: "hidden" });
    playhead = svg(
      "g",
      {},
      svg("line", { class: "head-line", y1: 16, y2: height }),
      svg("path", { class: "head-knob", d: "M-6 15H6V21L0 27L-6 21Z" })
    );
    drawing.append(cross, playhead);
    find(".zooms").hidden = board === null;
    find('[data-do="zoom-in"]', HTMLButtonElement).disabled = zoom === ZOOMS.length - 1;
    find('[data-do="zoom-out"]', HTMLButtonElement).disabled = zoom === 0;
    hold();
    at(time);
  }
  const resize = (element, wide) => dress(element, { width: wide, height, viewBox: `0 0 ${wide} ${height}` });
  function drawRuler(length, minutes) {
    const { ticks, step } = rulerTicks(length, width);
    for (const tick of ticks) {
      const x = scale.x(tick);
      if (x > width - 18) continue;
      const text = minutes ? clock(tick, on.comma(), step < 1) : number(tick, step < 1 ? 1 : 0, on.comma());
      const place = x < 18 ? { x: 3, "text-anchor": "start" } : { x, "text-anchor": "middle" };
      drawing.append(
        svg("line", { class: "axis", x1: x, x2: x, y1: RULER_PX - 3, y2: height }),
        svg("text", { ...place, y: 12 }, text)
      );
    }
  }
  function placeBands(repetitions, tints, bands) {
    jumps = /* @__PURE__ */ new WeakMap();
    marked = repetitions.map((one) => {
      const { tint, band, marks } = drawBand(one, scale.x, { top: RULER_PX, height });
      tints.append(tint);
      bands.append(band, ...marks.map(({ dot }) => dot));
      jumps.set(band, () => on.choose(one.number));
      for (const { dot, time: time2 } of marks) jumps.set(dot, () => on.choose(one.number, time2));
      return { number: one.number, elements: [tint, band] };
    });
    mark();
  }
  const hold = () => held.setAttribute("transform", `translate(${scroll.scrollLeft} 0)`);
  function mark() {
    for (const { number: number2, elements } of marked)
      for (const element of elements) element.classList.toggle("selected", number2 === selected);
  }
  function at(newTime) {
    const changed = newTime !== time;
    time = newTime;
    if (!view) return;
    playhead.setAttribute("transform", `translate(${scale.x(Math.min(time, view.length))} 0)`);
    dress(drawing, {
      "aria-valuemin": 0,
      "aria-valuemax": view.length.toFixed(1),
      "aria-valuenow": time.toFixed(1),
      "aria-valuetext": `${clock(time, on.comma())} ${spanAt(view.bands, time)?.name ?? ""}`
    });
    const left = scale.x(time) - scroll.scrollLeft;
    if (changed && (left < 0 || left > scroll.clientWidth))
      scroll.scrollLeft = scale.x(time) - 0.15 * scroll.clientWidth;
  }
  const timeOf = (event) => scale.timeAt(event.clientX - drawing.getBoundingClientRect().left);
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
  function told(view2, moment) {
    const comma = on.comma();
    const one = spanAt(view2.bands, moment);
    const phase = one && spanAt(one.phases, moment);
    const values = view2.rows().map(({ signal, curves }) => {
      const found = curves.map((lines) => valueAt(lines, moment));
      const texts2 = found.map(
        (value) => value === null ? word("unseen") : number(value, signal.digits, comma)
      );
      const unit = found.some((value) => value !== null) ? signal.unit : "";
      return `${signal.label}: ${texts2.join(" | ")} ${unit}`;
    });
    const texts = [
      ...values,
      phase && `${word("phase")}: ${phase.label}`,
      one?.name,
      one?.note && `✎ ${one.note}`
    ].filter(Boolean);
    const head = view2.board ? clock(moment, comma) : `${number(moment, 1, comma)} s`;
    return [html("b", {}, head), ...texts.map((text) => html("div", {}, text))];
  }
  function unhover() {
    tip.hidden = true;
    cross.setAttribute("visibility", "hidden");
  }
  const targetOf = (event) => event.target instanceof Element ? event.target.closest(".band, .mark") : null;
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
  scroll.addEventListener("scroll", hold);
  const watcher = new ResizeObserver(draw);
  watcher.observe(find(".plot"));
  return {
    single,
    pair,
    at,
    /** @param {number | null} number of the repetition to mark */
    select(number2) {
      selected = number2;
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
    leave: () => watcher.disconnect()
  };
}
var rowHeight = (place) => place === 0 ? FIRST_ROW_PX : ROW_PX;

// review_desk/src/desk.js
var DRIFT_S = 0.1;
var END_S = 0.05;
var BEFORE_S = 0.5;
var AFTER_S = 0.2;
function createDesk(root, data, tell) {
  const find = finder(root);
  const section = find(".desk");
  let boards = [];
  let signature = "";
  const players = [];
  let playing = false;
  let rate = 1;
  let loop = false;
  let tick = 0;
  let selected = null;
  let given;
  const told = /* @__PURE__ */ new Set();
  let pair = 0;
  let pairSide = "";
  const comparing = () => boards.length > 1;
  const word = (name) => data.words[name] ?? "";
  const table = createTable(find, word, choose);
  const timeline = createTimeline(find, word, { seek: seekAll, choose, comma: () => data.comma });
  const controls = createControls(root, word, {
    toggle,
    step,
    nudge,
    speed(newRate) {
      rate = newRate;
      for (const player of players) player.rate(rate);
    },
    loop() {
      loop = !loop;
    },
    full: () => players[0]?.full(),
    zoom: timeline.zoom,
    side(side) {
      [pairSide, pair] = [side, 0];
      toPair();
    },
    state: () => ({
      comparing: comparing(),
      playing,
      rate,
      loop,
      watched: players.some((player) => player.playable()),
      isFirst: comparing() && pair === 0,
      isLast: comparing() && pair >= most() - 1,
      comma: data.comma
    })
  });
  function update(newData, newTell) {
    [data, tell] = [newData, newTell];
    const now2 = JSON.stringify([data.boards, data.words]);
    if (now2 !== signature) {
      signature = now2;
      const before = boards.map(identity).join();
      boards = data.boards;
      showBoards(boards.map(identity).join() !== before);
    }
    if (data.selected === given) return;
    given = data.selected;
    const one = rep(given);
    if (!told.delete(given) && one) go(one);
  }
  function showBoards(fresh) {
    const [first] = boards;
    section.className = `desk ${comparing() ? "compare" : "single"}`;
    section.classList.toggle("unwatched", !comparing() && !first?.video);
    keepPlayers();
    pair = Math.min(pair, Math.max(0, most() - 1));
    if (fresh || !rep(selected)) selected = null;
    controls.labels();
    find(".sources").textContent = word("sources");
    if (comparing()) {
      showSides();
      toPair();
    } else if (first) {
      timeline.single(first, fresh);
      table.single(first);
      mark();
      moved();
    }
  }
  const rep = (number2) => boards[0]?.repetitions.find((one) => one.number === number2);
  function choose(number2, time) {
    const one = rep(number2);
    if (comparing() || !one) return;
    if (number2 !== selected) {
      told.add(number2);
      tell(number2);
    }
    go(one, time);
  }
  function go(one, time = one.start) {
    if (comparing()) return;
    selected = one.number;
    seekAll(time);
    mark();
  }
  function mark() {
    timeline.select(selected);
    table.select(selected);
  }
  function keepPlayers() {
    while (players.length > boards.length) players.pop()?.leave();
    for (const [place, board] of boards.entries()) {
      const player = players[place] ?? createPlayer(find(".players"), { moved, toggle, word });
      players[place] = player;
      player.show(board, comparing());
    }
  }
  const now = () => players[0]?.time() ?? 0;
  function seekAll(time) {
    for (const player of players) player.seek(comparing() ? player.pair.from + time : time);
    moved();
  }
  function toggle() {
    if (!players.some((player) => player.playable())) return;
    if (playing) pause();
    else play();
  }
  function play() {
    playing = true;
    const ended = comparing() ? players.every((player) => player.over()) : now() >= (boards[0]?.duration ?? 0) - END_S;
    if (ended) seekAll(0);
    for (const player of players) if (!(comparing() && player.over())) player.play(rate);
    cancelAnimationFrame(tick);
    tick = requestAnimationFrame(follow);
    controls.labels();
  }
  function pause() {
    playing = false;
    cancelAnimationFrame(tick);
    for (const player of players) player.pause();
    moved();
    controls.labels();
  }
  function follow() {
    if (!playing) return;
    tick = requestAnimationFrame(follow);
    if (comparing()) followPair();
    else followOne();
    if (playing) moved();
  }
  function followOne() {
    const [player, one] = [players[0], loop ? looped() : void 0];
    if (!player) return;
    if (one && (now() >= one.end || player.ended())) {
      player.seek(one.start);
      player.play(rate);
    } else if (player.ended()) pause();
  }
  const looped = () => rep(selected) ?? spanAt(boards[0]?.repetitions ?? [], now());
  function followPair() {
    const running = players.filter((player) => !player.over() && !player.ended());
    for (const player of players) if (!running.includes(player)) player.pause();
    const [first, second] = running;
    if (!first) {
      if (!loop) return pause();
      seekAll(0);
      return play();
    }
    if (second && Math.abs(first.local() - second.local()) > DRIFT_S)
      second.seek(second.pair.from + first.local());
  }
  function moved() {
    const times = players.map((player) => Math.min(player.local(), player.pair.length));
    const time = comparing() ? Math.max(0, ...times) : now();
    timeline.at(time);
    const lengths = players.map((player) => player.pair.length);
    const total = comparing() ? Math.max(...lengths) : boards[0]?.duration ?? 0;
    const rest = ` / ${clock(total, data.comma)}`;
    find(".now").replaceChildren(html("b", {}, clock(time, data.comma)), rest);
  }
  const counted = (board) => board?.repetitions.filter((one) => one.counted && (!pairSide || one.side === pairSide)) ?? [];
  const most = () => comparing() ? Math.max(...boards.map((board) => counted(board).length)) : 0;
  function toPair() {
    for (const [place, player] of players.entries()) player.take(counted(boards[place])[pair]);
    const reps = players.map((player) => player.pair.rep);
    timeline.pair(boards, reps);
    table.pair(boards, reps);
    find(".compared b").textContent = word("compare").replace("{number}", `${pair + 1}`);
    seekAll(0);
    if (playing) play();
    controls.labels();
  }
  function showSides() {
    const all = new Set(boards.flatMap((board) => board.repetitions.map((one) => one.side)));
    if (![...all].some((side) => side === pairSide)) pairSide = "";
    controls.sides([...all], pairSide);
  }
  function step(by) {
    if (comparing()) {
      pair = Math.max(0, Math.min(most() - 1, pair + by));
      return toPair();
    }
    const shown = [...table.shown()].sort((a, b) => a.start - b.start);
    const next = by > 0 ? shown.find((one) => one.start > now() + AFTER_S) : shown.findLast((one) => one.start < now() - BEFORE_S);
    if (next) choose(next.number);
  }
  function nudge(sign, seconds) {
    if (playing) pause();
    const [player] = players;
    if (!player) return;
    if (comparing()) seekAll(Math.max(0, player.local() + sign * (seconds || player.frame())));
    else if (seconds) seekAll(Math.max(0, now() + sign * seconds));
    else player.step(sign);
    moved();
  }
  function leave() {
    cancelAnimationFrame(tick);
    timeline.leave();
    while (players.length) players.pop()?.leave();
  }
  return { update, leave };
}
var identity = ({ title, video, duration }) => JSON.stringify([title, video, duration]);

// review_desk/src/main.js
var desks = /* @__PURE__ */ new WeakMap();
function mount({ data, parentElement, setStateValue }) {
  const tell = (number2) => setStateValue("selected", number2);
  let desk = desks.get(parentElement);
  if (!desk) {
    desk = createDesk(parentElement, data, tell);
    desks.set(parentElement, desk);
  }
  desk.update(data, tell);
  const { leave } = desk;
  return () => {
    leave();
    desks.delete(parentElement);
  };
}
export {
  mount as default
};
