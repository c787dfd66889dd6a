import { html } from "../../shared/elements.js";
import { badge } from "./signs.js";

/** @import { Board, BoardCell, BoardColumn, BoardFilter, BoardRepetition } from "../messages.js" */
/** @import { Find } from "../../shared/elements.js" */

/** @typedef {(name: string) => string} Word */

const TEXT_COLUMNS = ["number", "side", "verdict"];

/**
 * Creates the table: repetitions of one recording, sorted and filtered, or two side by side.
 * @param {Find} find
 * @param {Word} word
 * @param {(number: number) => void} choose
 */
export function createTable(find, word, choose) {
  const box = find(".box");
  const table = find("table", HTMLTableElement);
  const filters = find(".filters");
  let sort = { id: "number", down: false };
  /** @type {Board | null} */
  let board = null;
  /** @type {Map<number, HTMLElement>} */
  let rows = new Map();
  /** @type {number | null} */
  let selected = null;
  /** @type {Map<string, string>} */
  const wanted = new Map(); // by filter

  /** @param {BoardRepetition} one */
  const matches = (one) =>
    [...wanted].every(([id, value]) => !value || one.filters[id]?.includes(value));

  /** Returns the repetitions that the filters let through. */
  const shown = () => board?.repetitions.filter(matches) ?? [];

  /** @param {Board} newBoard */
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
      html("output", { "aria-live": "polite" }),
    );
    filters.hidden = !board.repetitions.length;
    table.className = "reps";
    fill(board);
  }

  /** @param {BoardFilter} filter */
  function filterOf(filter) {
    const select = html("select", { "data-filter": filter.id });
    select.append(
      new Option(filter.all, ""),
      ...filter.options.map((option) => new Option(option.label, option.value)),
    );
    select.value = wanted.get(filter.id) ?? "";
    select.addEventListener("change", () => {
      wanted.set(filter.id, select.value);
      if (board) fill(board);
    });
    return html("label", {}, filter.label, select);
  }

  /** @param {Board} board */
  function fill({ columns, repetitions }) {
    const some = ordered(shown());
    rows = new Map(some.map((one) => [one.number, rowOf(one, columns)]));
    const none = word(repetitions.length ? "none_match" : "no_repetitions");
    const empty = html("tr", {}, html("td", { class: "none", colspan: columns.length }, none));
    write(columns.map(headOf), some.length ? [...rows.values()] : [empty]);
    const told = word("shown")
      .replace("{shown}", `${some.length}`)
      .replace("{all}", `${repetitions.length}`);
    filters.lastElementChild?.replaceChildren(told);
    select(selected, false);
  }

  /**
   * @param {HTMLElement[]} head
   * @param {HTMLElement[]} body
   */
  function write(head, body) {
    table.replaceChildren(
      html("caption", { class: "hidden-text" }, word("table")),
      html("thead", {}, html("tr", {}, ...head)),
      html("tbody", {}, ...body),
    );
    box.setAttribute("aria-label", word("table"));
  }

  /** @param {BoardRepetition[]} some */
  function ordered(some) {
    const sign = sort.down ? -1 : 1;
    return [...some].sort((a, b) => {
      const first = a.cells[sort.id]?.sort ?? null;
      const second = b.cells[sort.id]?.sort ?? null;
      // What has no value is always last.
      if (first === null || second === null)
        return Number(first === null) - Number(second === null);
      return sign * (first < second ? -1 : first > second ? 1 : 0) || a.start - b.start;
    });
  }

  /** @param {BoardColumn} column */
  function headOf({ id, title, unit }) {
    const sorted = id === sort.id;
    const arrow = html("i", { "aria-hidden": "true" }, sorted ? (sort.down ? " ↓" : " ↑") : "");
    const button = html(
      "button",
      { type: "button", title: word("sort").replace("{column}", title) },
      html("span", {}, title, arrow, html("small", {}, unit)),
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
        "aria-sort": sorted ? (sort.down ? "descending" : "ascending") : "none",
      },
      button,
    );
  }

  /**
   * @param {BoardRepetition} one
   * @param {BoardColumn[]} columns
   */
  function rowOf(one, columns) {
    const number = html(
      "button",
      { type: "button", "aria-label": one.name },
      ...content(one.cells.number, word),
    );
    const cells = columns.slice(1).map(({ id }) => {
      const cell = cellOf(id, one.cells[id], word);
      if (id === "verdict" && one.note)
        cell.append(html("small", { class: "note" }, `✎ ${one.note}`));
      return cell;
    });
    const head = html("th", { scope: "row", class: "text" }, number);
    const row = html("tr", { "data-number": one.number }, head, ...cells);
    row.addEventListener("click", () => choose(one.number));
    return row;
  }

  /**
   * Marks the row of a repetition.
   * @param {number | null} number
   * @param {boolean} [follow] whether the box scrolls to it
   */
  function select(number, follow = true) {
    selected = number;
    for (const [each, row] of rows) {
      if (each === number) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
    const row = number === null ? undefined : rows.get(number);
    if (!row || !follow) return;
    const top = row.offsetTop - (table.tHead?.offsetHeight ?? 0);
    if (top < box.scrollTop) box.scrollTop = top; // only the box is scrolled, never the page
    const below = row.offsetTop + row.offsetHeight - box.clientHeight;
    if (below > box.scrollTop) box.scrollTop = below;
  }

  /**
   * Shows two repetitions: a row for each figure, a column for each recording.
   * @param {Board[]} boards
   * @param {(BoardRepetition | null)[]} reps
   */
  function pair(boards, reps) {
    filters.replaceChildren();
    filters.hidden = true;
    table.className = "pair";
    rows = new Map();
    const head = [word("figure"), ...boards.map(({ title }) => title)].map((text, place) =>
      html("th", { scope: "col", class: place ? "plain" : "plain text" }, text),
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

/**
 * Returns the columns of all boards, those of the first one in its order.
 * @param {Board[]} boards
 */
function columnsOf(boards) {
  const all = boards.toReversed().flatMap(({ columns }) => columns);
  const columns = [...new Map(all.map((column) => [column.id, column])).values()];
  const order = boards[0]?.columns.map(({ id }) => id) ?? [];
  return columns.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

/** @param {string} id of a column */
const isText = (id) => TEXT_COLUMNS.includes(id);

/**
 * @param {string} id
 * @param {BoardCell | undefined} cell
 * @param {Word} word
 */
function cellOf(id, cell, word) {
  if (!cell) return html("td", {}, "–");
  const fault = cell.mark === "fault" && id !== "verdict" && "is-fault";
  const classes = [isText(id) && "text", fault].filter(Boolean).join(" ");
  const source = word(cell.said ? "said" : "measured");
  return html("td", { class: classes, title: source }, ...content(cell, word));
}

/**
 * Returns what stands in a cell: sign, text, pen where a person says it, and the other view under it.
 * @param {BoardCell | undefined} cell
 * @param {Word} word
 */
function content(cell, word) {
  if (!cell) return [];
  /** @param {string} text only for a reader of screens */
  const hidden = (text) => html("span", { class: "hidden-text" }, ` ${text}`);
  const classes = [cell.struck && "struck", cell.mark === "unseen" && "unseen-mark"];
  return [
    cell.mark && cell.mark !== "ok" && badge(cell.mark),
    html("span", { class: classes.filter(Boolean).join(" ") }, cell.text),
    // The sign and the colour as a word, where the text is a figure.
    cell.mark === "fault" && cell.text !== word("fault") && hidden(word("fault")),
    cell.mark === "close" && !cell.text.startsWith(word("close")) && hidden(word("close")),
    cell.said && html("span", { class: "pen", "aria-hidden": "true" }, "✎"),
    cell.said && hidden(word("said")),
    cell.struck && hidden(word("not_counted")),
    cell.note && html("small", {}, cell.note),
  ];
}
