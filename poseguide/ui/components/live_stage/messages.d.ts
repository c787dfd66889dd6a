// Made from Python's models by `python tests/support/typescript.py`, not by hand.

/**
 * A sign of life while there is no answer; `slow` where a frame has waited for long.
 */
export interface AliveMessage {
  alive: true;
  slow: boolean;
}

/**
 * The angle at a joint: an arc, ticks at its limits, and its number.
 *
 * `at` is in pixels of the picture; the others are degrees, measured clockwise from the right.
 */
export interface AngleView {
  at: [number, number];
  from: number;
  sweep: number;
  ticks: number[];
  text: string;
  reached: boolean;
}

/**
 * A request of the browser; other keys of the message are ignored.
 */
export interface ButtonMessage {
  do: "alive" | "move_on" | "stop";
}

/**
 * The main signal on a scale from `low` to `high`, in its unit, with the target to reach.
 */
export interface GaugeView {
  label: string;
  text: string;
  low: number;
  high: number;
  value: number | null;
  from: number | null;
  to: number | null;
  reached: boolean;
}

/**
 * What a browser was in the middle of when its connection broke.
 *
 * `token` is that of its slot; `session` and `round` are the ids of what is stored. The rest are
 * the settings of its window, for a page that comes back to another process.
 */
export interface LostRun {
  token: string;
  session: string | null;
  round: string | null;
  voice: VoiceSettings;
  picture: PictureSize;
  mirror: boolean;
  show_rate: boolean;
}

/**
 * The picture that the camera is asked for, in pixels.
 */
export interface PictureSize {
  width: number;
  height: number;
}

/**
 * The reason why the session cannot go on, in words.
 */
export interface ProblemMessage {
  error: string;
  retry: boolean;
  session?: string | null;
  round?: string | null;
}

/**
 * The step of a pace; `share` of it is over, and the ring is filled by `fill`, 0 to 1.
 */
export interface RingView {
  label: string;
  text: string;
  share: number;
  fill: number;
}

/**
 * One thing to say; an urgent one cuts off what is being said.
 */
export interface SayingView {
  text: string;
  kind: "count" | "cue" | "praise" | "advice" | "pace" | "info";
  urgent: boolean;
}

/**
 * A time under way, `of` the whole; `share` is 0 to 1.
 */
export interface TimerView {
  label: string;
  text: string;
  of: string;
  share: number;
}

/**
 * The state of a session as words, numbers and lines.
 *
 * Before the model has started there are only `stage`, `say` and `done`. `session` and `round`
 * are the ids of what is stored, None where nothing is: they are there when they are new, for a
 * browser that has to go on with another process, and in the last message.
 */
export interface ViewMessage {
  stage?: "check" | "posture" | "work" | "rest" | "done" | null;
  title?: string;
  count?: string;
  of?: string | null;
  side?: string;
  now?: string;
  detail?: string;
  advice?: string;
  say: SayingView[];
  timer?: TimerView | null;
  ring?: RingView | null;
  size?: [number, number] | null;
  bones?: ([number, number, number, number, "far" | "near" | "work"])[];
  gauge?: GaugeView | null;
  angle?: AngleView | null;
  done: boolean;
  rate?: string;
  camera?: boolean;
  more?: boolean;
  note?: string;
  session?: string | null;
  round?: string | null;
}

/**
 * How the voice speaks: `language` is a tag such as “da-DK”, `volume` 0 to 1.
 */
export interface VoiceSettings {
  language: string;
  muted: boolean;
  volume: number;
  rate: number;
}
