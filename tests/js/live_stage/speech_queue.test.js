import { createSpeechQueue } from "../../../poseguide/ui/components/live_stage/src/speech_queue.js";

/** @import { SayingView } from "../../../poseguide/ui/components/live_stage/messages.js" */

/** @type {(saying: string) => SayingView} */
const calm = (text) => ({ text, kind: "count", urgent: false });
/** @type {(saying: string) => SayingView} */
const urgent = (text) => ({ text, kind: "cue", urgent: true });

/** @type {string[]} */
let said;
/** Ends what is being said. */
let done = () => {};
const cancel = vi.fn();
/** @type {ReturnType<typeof createSpeechQueue>} */
let queue;

beforeEach(() => {
  said = [];
  cancel.mockClear();
  queue = createSpeechQueue({
    speak(saying, over) {
      said.push(saying.text);
      done = over;
    },
    cancel,
  });
});

it("says one thing after the other", () => {
  queue.say([calm("one"), calm("two")]);
  expect(said).toEqual(["one"]);
  done();
  expect(said).toEqual(["one", "two"]);
  expect(queue.isSpeaking()).toBe(true);
  done();
  expect(queue.isSpeaking()).toBe(false);
  expect(cancel).not.toHaveBeenCalled();
});

it("says nothing stale: of what waits only the newest is said", () => {
  queue.say([calm("one")]);
  queue.say([calm("two")]);
  queue.say([calm("three")]);
  queue.say([calm("four")]);
  done();
  done();
  expect(said).toEqual(["one", "four"]);
});

it("cuts off what is being said for something urgent, and forgets what waits", () => {
  queue.say([calm("one"), calm("two")]);
  queue.say([urgent("straighten the knee")]);
  expect(cancel).toHaveBeenCalledOnce();
  expect(said).toEqual(["one", "straighten the knee"]);
  done();
  expect(said).toEqual(["one", "straighten the knee"]);
});

it("keeps something urgent that waits when calm things come", () => {
  queue.say([calm("three"), urgent("straighten the knee")]);
  queue.say([calm("four")]);
  done();
  done();
  expect(said).toEqual(["three", "straighten the knee", "four"]);
});

it("is not moved by a moment in which nothing is said", () => {
  queue.say([calm("one"), calm("two")]);
  queue.say([]);
  done();
  expect(said).toEqual(["one", "two"]);
});

it("breaks off and forgets everything when it is to be quiet", () => {
  queue.say([calm("one"), calm("two")]);
  queue.quiet();
  expect(cancel).toHaveBeenCalledOnce();
  expect(queue.isSpeaking()).toBe(false);
  queue.say([calm("five")]);
  expect(said).toEqual(["one", "five"]);
});
