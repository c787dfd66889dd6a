import { html } from "../../shared/elements.js";
import { LEAST_S } from "./geometry.js";

/** @import { Board, BoardRepetition } from "../messages.js" */

/** @typedef {ReturnType<typeof createPlayer>} Player */

const FRAME_S = 1 / 25; // until the video has told its own

/**
 * Creates a video, or a clock that stands for one that was not kept.
 * @param {HTMLElement} place to stand in
 * @param {{ moved: () => void, toggle: () => void, word: (name: string) => string }} on
 */
export function createPlayer(place, on) {
  const caption = html("p", { class: "caption" });
  const video = html("video", {
    playsinline: "",
    muted: "",
    preload: "auto",
    tabindex: "-1",
    "data-testid": "desk-video",
  });
  const missing = html("p", { class: "missing", role: "status" });
  const element = html("div", { class: "player" }, caption, video, missing);
  /** @type {Board | null} */
  let board = null;
  let gone = false;
  let frameS = FRAME_S; // how long a picture lasts
  let shownS = 0;
  let stepping = false;
  // Of the clock: where it was, and when it was started, in ms of performance.now().
  let baseS = 0;
  /** @type {number | null} */
  let begunMs = null;
  let speed = 1;
  const pair = {
    from: 0,
    length: 0,
    /** @type {BoardRepetition | null} */
    rep: null,
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

  /**
   * Learns how long a picture lasts where two follow each other.
   * @param {number} _
   * @param {VideoFrameCallbackMetadata} frame
   */
  function learn(_, { mediaTime }) {
    const step = mediaTime - shownS;
    if (stepping && step < LEAST_S && frameS < 0.2) {
      frameS *= 1.5; // still the same picture: it lasts longer
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
  const clockS = () =>
    baseS + (begunMs === null ? 0 : (speed * (performance.now() - begunMs)) / 1000);
  const time = () => (has() ? video.currentTime : clockS());

  /** @param {number} time in seconds */
  function seek(time) {
    const to = Math.max(0, Math.min(board?.duration ?? 0, time));
    baseS = to;
    if (begunMs !== null) begunMs = performance.now();
    // A moment in: the picture that begins there, not the one before it.
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
    ended: () => (has() ? video.ended : clockS() >= (board?.duration ?? 0)),
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
        // A poster would be another request: the first picture is shown once it is there.
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
      if (has()) video.play().catch(() => {});
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
    full: () => video.requestFullscreen?.().catch(() => {}),
    leave() {
      video.pause();
      video.removeAttribute("src");
      video.load();
      element.remove();
    },
  };
}
