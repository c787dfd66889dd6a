// Made from Python's models by `python tests/support/typescript.py`, not by hand.

/**
 * Everything the desk shows of one recording.
 *
 * `video` is an address, None where no video was kept. Before each place in `breaks` a curve ends:
 * the other side works, or frames are missing.
 */
export interface Board {
  title: string;
  exercise: string;
  video: string | null;
  duration: number;
  times: number[];
  breaks: number[];
  signals: BoardSignal[];
  needs: string[];
  columns: BoardColumn[];
  filters: BoardFilter[];
  repetitions: BoardRepetition[];
}

/**
 * A cell of the table.
 *
 * `sort` orders the rows, None last. `said` is whether a person says it and nothing measured it;
 * `note` is a second line. `struck` stands in the cell of the number alone.
 */
export interface BoardCell {
  text: string;
  sort: number | string | null;
  mark: "good" | "partly" | "close" | "fault" | "incomplete" | "unseen" | "added" | "not_counted" | "ok" | "close" | "fault" | "unseen" | null;
  note: string;
  said: boolean;
  struck?: boolean;
}

/**
 * The head of a column of the table.
 */
export interface BoardColumn {
  id: string;
  title: string;
  unit: string;
}

/**
 * A filter of the table; `all` are the words for no choice.
 */
export interface BoardFilter {
  id: string;
  label: string;
  all: string;
  options: BoardOption[];
}

/**
 * A limit in the unit of its signal; `text` says what lies beyond it, `short` only where.
 */
export interface BoardLimit {
  value: number;
  text: string;
  short: string;
}

/**
 * A fault of a repetition, and when its phase began.
 */
export interface BoardMark {
  time: number;
  text: string;
}

/**
 * One choice of a filter.
 */
export interface BoardOption {
  value: string;
  label: string;
}

/**
 * A phase of a repetition.
 */
export interface BoardPhase {
  label: string;
  start: number;
  end: number;
}

/**
 * A repetition: its band in the timeline, its row, and what filters see in it.
 *
 * `filters` are the values of each filter, `cells` stand under the ids of the columns.
 */
export interface BoardRepetition {
  number: number;
  label: string;
  name: string;
  start: number;
  end: number;
  side: "left" | "right" | "both";
  kind: "good" | "partly" | "close" | "fault" | "incomplete" | "unseen" | "added" | "not_counted";
  kindWord: string;
  counted: boolean;
  corrected: boolean;
  note: string;
  phases: BoardPhase[];
  marks: BoardMark[];
  filters: { [name: string]: string[] };
  cells: { [name: string]: BoardCell };
}

/**
 * The curve of a signal: a value for each of the board's times, None where it was not seen.
 */
export interface BoardSignal {
  name: string;
  label: string;
  unit: string;
  digits: number;
  values: (number | null)[];
  limits: BoardLimit[];
  gaps: [number, number][];
}
