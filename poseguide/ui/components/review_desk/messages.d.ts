export type Verdict = "good" | "partly" | "fault" | "incomplete" | "not_counted" | "unseen" | "added";
export interface Limit { value: number; text: string; short: string }
export interface Signal {
  name: string;
  label: string;
  unit: string;
  digits: number;
  values: (number | null)[];
  limits: Limit[];
  gaps: [number, number][];
}
export interface Column { id: string; title: string; unit: string }
export interface Option { value: string; label: string }
export interface Filter { id: string; label: string; all: string; options: Option[] }
export interface PhaseSpan { label: string; start: number; end: number }
export interface FaultMark { time: number; text: string }
export interface Cell {
  text: string;
  sort: number | string | null;
  mark: Verdict | "ok" | null;
  note: string;
  said: boolean;
  struck?: boolean;
}
export interface Repetition {
  number: number;
  label: string;
  name: string;
  start: number;
  end: number;
  side: "left" | "right" | "both";
  kind: Verdict;
  kindWord: string;
  counted: boolean;
  corrected: boolean;
  note: string;
  phases: PhaseSpan[];
  marks: FaultMark[];
  filters: { [id: string]: string[] };
  cells: { [id: string]: Cell };
}
export interface Board {
  title: string;
  exercise: string;
  video: string | null;
  duration: number;
  times: number[];
  breaks: number[];
  signals: Signal[];
  needs: string[];
  columns: Column[];
  filters: Filter[];
  repetitions: Repetition[];
}
