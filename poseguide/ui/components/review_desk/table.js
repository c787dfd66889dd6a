function createTable(find, word, choose, board) {
  const box = find(".box"), table = find("table"), filters = find(".filters");
  let sort = { id: "number", down: false }, rows = new Map(), selected = null;
  const wanted = {}; // by filter
  const matches = (one) => Object.entries(wanted).every(([id, value]) => !value || one.filters[id]?.includes(value));
  const shown = () => board().repetitions.filter(matches);

  function single(newBoard) {
    for (const id of Object.keys(wanted)) {
      const options = newBoard.filters.find((filter) => filter.id === id)?.options ?? [];
      if (!options.some((option) => option.value === wanted[id])) delete wanted[id];
    }
    if (!newBoard.columns.some((column) => column.id === sort.id)) sort = { id: "number", down: false };
    const count = make("output", { "aria-live": "polite" });
    filters.replaceChildren(...newBoard.filters.map((filter) => filterOf(filter)), count);
    filters.hidden = !newBoard.repetitions.length;
    table.className = "reps";
    fill();
  }

  function filterOf(filter) {
    const select = make("select", { "data-filter": filter.id });
    select.append(new Option(filter.all, ""), ...filter.options.map((option) => new Option(option.label, option.value)));
    select.value = wanted[filter.id] ?? "";
    select.addEventListener("change", () => {
      wanted[filter.id] = select.value;
      fill();
    });
    return make("label", {}, filter.label, select);
  }

  function fill() {
    const { columns, repetitions } = board(), some = ordered(shown());
    rows = new Map(some.map((one) => [one.number, rowOf(one, columns)]));
    const none = word(repetitions.length ? "none_match" : "no_repetitions");
    const empty = make("tr", {}, make("td", { class: "none", colspan: columns.length }, none));
    table.replaceChildren(
      make("caption", { class: "hidden-text" }, word("table")),
      make("thead", {}, make("tr", {}, ...columns.map(headOf))),
      make("tbody", {}, ...(some.length ? rows.values() : [empty])),
    );
    box.setAttribute("aria-label", word("table"));
    filters.lastChild.textContent = word("shown").replace("{shown}", some.length).replace("{all}", repetitions.length);
    select(selected, false);
  }

  function ordered(some) {
    const key = (one) => one.cells[sort.id].sort, sign = sort.down ? -1 : 1;
    return [...some].sort((a, b) => {
      const [first, second] = [key(a), key(b)];
      if (first === null || second === null) return (first === null) - (second === null); // always last
      return sign * (first < second ? -1 : first > second ? 1 : 0) || a.start - b.start;
    });
  }

  function headOf(column) {
    const sorted = column.id === sort.id;
    const arrow = make("i", { "aria-hidden": "true" }, sorted ? (sort.down ? " ↓" : " ↑") : "");
    const button = make("button", { type: "button", title: word("sort").replace("{column}", column.title) },
      make("span", {}, column.title, arrow, make("small", {}, column.unit)));
    button.addEventListener("click", () => {
      sort = { id: column.id, down: sorted && !sort.down };
      fill();
      [...table.querySelectorAll("thead button")][board().columns.findIndex((one) => one.id === column.id)].focus({ preventScroll: true });
    });
    return make("th", {
      scope: "col", class: isText(column.id) ? "text" : "", "data-column": column.id,
      "aria-sort": sorted ? (sort.down ? "descending" : "ascending") : "none",
    }, button);
  }

  function rowOf(one, columns) {
    const number = make("button", { type: "button", "aria-label": one.name }, ...content(one.cells.number, word));
    const cells = columns.slice(1).map(({ id }) => cellOf(id, one.cells[id], word));
    const row = make("tr", { "data-number": one.number }, make("th", { scope: "row", class: "text" }, number), ...cells);
    const verdict = columns.findIndex(({ id }) => id === "verdict");
    if (one.note) cells[verdict - 1].append(make("small", { class: "note" }, `✎ ${one.note}`));
    row.addEventListener("click", () => choose(one.number));
    return row;
  }

  function select(number, follow = true) {
    selected = number;
    for (const [each, row] of rows) row.toggleAttribute("aria-current", false), each === number && row.setAttribute("aria-current", "true");
    const row = follow && rows.get(number);
    if (!row) return;
    const head = table.tHead.offsetHeight; // only the box is scrolled, never the page
    if (row.offsetTop - head < box.scrollTop) box.scrollTop = row.offsetTop - head;
    const below = row.offsetTop + row.offsetHeight - box.clientHeight;
    if (below > box.scrollTop) box.scrollTop = below;
  }

  /** Two repetitions: a row for each figure, a column for each recording. */
  function pair(boards, reps) {
    filters.replaceChildren();
    filters.hidden = true;
    table.className = "pair";
    rows = new Map();
    const columns = [...new Map(boards.toReversed().flatMap((each) => each.columns.map((column) => [column.id, column]))).values()];
    const order = boards[0].columns.map((column) => column.id);
    columns.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
    const head = [word("figure"), ...boards.map((each) => each.title)];
    const body = columns.map((column) => {
      const cells = reps.map((rep) => (rep?.cells[column.id] ? cellOf(column.id, rep.cells[column.id], word) : make("td", {}, "–")));
      return make("tr", {}, make("th", { scope: "row", class: "text" }, column.title, column.unit && make("small", {}, ` ${column.unit}`)), ...cells);
    });
    table.replaceChildren(
      make("caption", { class: "hidden-text" }, word("table")),
      make("thead", {}, make("tr", {}, ...head.map((text, place) => make("th", { scope: "col", class: place ? "plain" : "plain text" }, text)))),
      make("tbody", {}, ...body),
    );
    box.setAttribute("aria-label", word("table"));
  }

  return { single, pair, shown, select };
}

const isText = (id) => ["number", "side", "verdict"].includes(id);

function cellOf(id, cell, word) {
  const fault = cell.mark === "fault" && id !== "verdict";
  const source = word(cell.said ? "said" : "measured");
  return make("td", { class: [isText(id) && "text", fault && "is-fault"].filter(Boolean).join(" "), title: source }, ...content(cell, word));
}

/** What stands in a cell: sign, text, pen where a person says it, and the other view under it. */
function content(cell, word) {
  const marked = cell.mark && cell.mark !== "ok" ? [badge(cell.mark)] : [];
  const pen = cell.said ? [make("span", { class: "pen", "aria-hidden": "true" }, "✎"), make("span", { class: "hidden-text" }, ` ${word("said")}`)] : [];
  const struck = cell.struck ? [make("span", { class: "hidden-text" }, ` ${word("not_counted")}`)] : [];
  const text = make("span", { class: `${cell.struck ? "struck" : ""} ${cell.mark === "unseen" ? "unseen-mark" : ""}` }, cell.text);
  // The sign and the colour as a word, where the text is a figure.
  const fault = cell.mark === "fault" && cell.text !== word("fault") ? [make("span", { class: "hidden-text" }, ` ${word("fault")}`)] : [];
  return [...marked, text, ...fault, ...pen, ...struck, cell.note && make("small", {}, cell.note)];
}

function badge(kind) {
  const hatch = HATCHED.includes(kind);
  return make("span", { class: `badge ${hatch ? "hatch" : ""}`, style: hatch ? "" : `background: var(--${kind})`, "aria-hidden": "true" }, ICONS[kind]);
}
