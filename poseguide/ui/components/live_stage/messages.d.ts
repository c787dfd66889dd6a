export type Verb = "alive" | "move_on" | "stop";
export interface Saying {
  text: string;
  kind: "count" | "cue" | "praise" | "advice" | "pace" | "info";
  urgent: boolean;
}
export interface Clock {
  label: string;
  text: string;
  share: number;
  of?: string;
  fill?: number;
}
export interface Gauge {
  label: string;
  text: string;
  low: number;
  high: number;
  value: number | null;
  from: number | null;
  to: number | null;
  reached: boolean;
}
export interface Angle {
  at: [number, number];
  from: number;
  sweep: number;
  ticks: number[];
  text: string;
  reached: boolean;
}
export type Bone = [number, number, number, number, "far" | "near" | "work"];
export interface Shown {
  stage?: string;
  title?: string;
  count?: string;
  of?: string | null;
  side?: string;
  now?: string;
  detail?: string;
  advice?: string | null;
  say: Saying[];
  timer?: Clock | null;
  ring?: Clock | null;
  size?: [number, number] | null;
  bones?: Bone[];
  gauge?: Gauge | null;
  angle?: Angle | null;
  done: boolean;
  rate?: string;
  camera?: boolean;
  more?: boolean;
  note?: string;
  session?: string | null;
  round?: string | null;
}
export interface Problem {
  error: string;
  retry: boolean;
}
export interface Alive {
  alive: true;
  slow: boolean;
}
