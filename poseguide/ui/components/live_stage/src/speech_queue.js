/** @import { SayingView } from "../messages.js" */

/**
 * Whoever says one thing. `done` is called once when it was said, and never after `cancel`.
 * @typedef {object} Speaker
 * @property {(saying: SayingView, done: () => void) => void} speak
 * @property {() => void} cancel
 */

/**
 * Returns a queue that has one thing said after the other and drops what is old by then.
 * @param {Speaker} speaker
 */
export function createSpeechQueue(speaker) {
  /** @type {SayingView[]} */
  let waiting = [];
  let speaking = false;

  function next() {
    const saying = waiting.shift();
    speaking = saying !== undefined;
    if (saying) speaker.speak(saying, next);
  }

  /** Breaks off, and forgets what waits. */
  function quiet() {
    waiting = [];
    speaking = false;
    speaker.cancel();
  }

  return {
    quiet,
    isSpeaking: () => speaking,
    /**
     * Has these said: at once where one is urgent, else after what is being said.
     * @param {SayingView[]} sayings of one moment
     */
    say(sayings) {
      if (!sayings.length) return;
      if (sayings.some((one) => one.urgent)) quiet();
      // What waits from earlier is old by now.
      waiting = [...waiting.filter((one) => one.urgent), ...sayings];
      if (!speaking) next();
    },
  };
}
