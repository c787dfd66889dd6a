import { finder } from "../../shared/elements.js";
import { cameraProblem, createCamera, createGrabber, listCameras } from "./camera.js";
import { createLink, TAKEN_OVER, UNKNOWN } from "./link.js";
import { createPump } from "./pump.js";
import { createScreen } from "./screen.js";
import { createVoice } from "./voice.js";

/** @import { LostRun, ProblemMessage, ViewMessage } from "../messages.js" */

/**
 * What the page hands over with every rerun.
 * @typedef {object} StageData
 * @property {string} token of the booked session
 * @property {string} path of the socket
 * @property {number} beat_ms how often both ends say that they are there
 * @property {number} patience_ms after so long without a word the other end is taken for gone
 * @property {boolean} camera whether any exercise of the session needs pictures
 * @property {{ width: number, height: number }} picture the size asked of the camera, in pixels
 * @property {boolean} mirror
 * @property {{ language: string, muted: boolean, volume: number, rate: number }} voice
 * @property {boolean} show_rate
 * @property {string | null} begin a new value is a press on Start by the page itself
 * @property {string | null | undefined} asked the last `asked` with which the page has run
 * @property {string} running_cookie the name of the cookie that says that a session goes on
 * @property {boolean} shown whether there is something to start
 * @property {Record<string, string>} words
 */

/**
 * How the page is told.
 * @typedef {object} Tell
 * @property {(name: "asked" | "running" | "lost", value: string | boolean | LostRun | null) => void} setStateValue
 * @property {(name: "ended", value: Over) => void} setTriggerValue
 */

/**
 * The end of a session: the ids of what was stored, null where nothing was.
 * @typedef {{ session: string | null, round: string | null }} Over
 */

/**
 * What one press on Start began.
 * @typedef {object} Run
 * @property {string} asked
 * @property {ReturnType<typeof createLink> | null} link
 * @property {ReturnType<typeof createPump> | null} pump
 * @property {boolean} opened whether the socket was open once
 * @property {boolean} answered whether the server has answered once
 * @property {Over} kept the ids of what is stored so far
 * @property {string} token of the session; that of the page is another one once it came back anew
 * @property {LostRun | null} lost what the page was told, while the connection is broken
 * @property {boolean} wasLost whether the page was told that once
 * @property {number} unknownMs since when no process knows the session, by performance.now()
 * @property {ReturnType<typeof setTimeout> | undefined} stopping set while the last answer is awaited
 */

const STOP_MS = 5_000; // no last answer within this time: the session ends without it
const FIND_MS = 60_000; // no process finds the session within this time: it ends here
const CAMERA_KEY = "poseguide.camera";

/**
 * Creates the whole stage: it begins and ends sessions and joins camera, socket, screen and voice.
 * @param {ShadowRoot} root
 * @param {StageData} data
 * @param {Tell} tell
 */
export function createStage(root, data, tell) {
  /** @type {Run | null} */
  let run = null;
  /** @type {WakeLockSentinel | null} */
  let lock = null;
  let chosen = rememberedCamera();
  let pageAnswered = () => {};
  /** @type {string | null} */
  let begun = null; // the last of what the page began by itself
  const find = finder(root);
  /** @param {string} name */
  const words = (name) => data.words[name] ?? "";
  const screen = createScreen(find, () => data);
  const voice = createVoice(() => data.voice);
  const camera = createCamera(find("video", HTMLVideoElement), () => cameraLost());

  /**
   * @param {StageData} newData
   * @param {Tell} newTell
   */
  function update(newData, newTell) {
    [data, tell] = [newData, newTell];
    screen.settings();
    voice.settings();
    showCameras();
    if (run && data.asked === run.asked) pageAnswered();
    if (data.begin && data.begin !== begun) {
      begun = data.begin;
      start();
    }
  }

  async function start() {
    if (run) return;
    /** @type {Run} */
    const mine = {
      asked: `${Math.random()}`,
      link: null,
      pump: null,
      opened: false,
      answered: false,
      kept: { session: null, round: null },
      token: data.token,
      lost: null,
      wasLost: false,
      unknownMs: 0,
      stopping: undefined,
    };
    run = mine;
    voice.unlock(() => screen.noVoice());
    screen.message("");
    screen.open(words("connecting"));
    keepAwake();
    // A choice may still be on its way to the page, or the page at work with it: it answers this
    // only once it has run with all that was chosen before.
    const answer = new Promise((resolve) => {
      pageAnswered = () => resolve(undefined);
    });
    tell.setStateValue("asked", mine.asked);
    await answer;
    if (run !== mine) return; // stopped meanwhile
    try {
      if (data.camera) await camera.open(data.picture, chosen, () => run === mine);
    } catch (error) {
      if (run === mine) end({ message: words(cameraProblem(error)) });
      return;
    }
    if (run !== mine) return; // stopped meanwhile
    screen.shape();
    showCameras(); // they have names now
    screen.fillDisplay(true); // only now: a browser may not ask for the camera over a full display
    connect(mine);
  }

  /** @param {Run} mine */
  function connect(mine) {
    mine.token = data.token;
    const origin = location.origin.replace(/^http/, "ws");
    const address = () =>
      `${origin}${data.path}?${new URLSearchParams(named(mine, data.voice.language))}`;
    const link = createLink(
      address,
      { beatMs: data.beat_ms, patienceMs: data.patience_ms },
      {
        opened() {
          if (!mine.opened) tell.setStateValue("running", true);
          if (!mine.opened) remember(`${data.running_cookie}=1`);
          mine.opened = true;
        },
        answered: (message) => take(mine, message),
        idle: () => mine.pump?.offer(),
        slow: () => screen.link(words("busy")),
        lost(code) {
          if (code === UNKNOWN && !mayBeFound(mine)) end({ message: words("unknown") });
          else if (code === TAKEN_OVER) end({ message: words("taken") });
          else if (mine.stopping) end({});
          else {
            tellPage(mine);
            screen.link(words(mine.answered ? "reconnecting" : "connecting"));
          }
        },
      },
    );
    mine.link = link;
    const grab = createGrabber(camera.video, data.picture);
    mine.pump = createPump(data.camera ? camera : null, link, grab);
  }

  /**
   * Takes a message of the server.
   * @param {Run} mine
   * @param {ViewMessage | ProblemMessage} message
   */
  function take(mine, message) {
    if ("error" in message) return end({ message: message.error, aloud: true });
    mine.answered = true;
    mine.lost = null;
    mine.unknownMs = 0;
    if (message.session !== undefined)
      mine.kept = { session: message.session, round: message.round ?? null };
    screen.link("");
    mine.pump?.sees(message.camera ?? data.camera);
    screen.show(message);
    voice.say(message.say);
    if (message.done)
      end({ over: { session: message.session ?? null, round: message.round ?? null } });
  }

  /**
   * The connection broke, perhaps with the process that leads the session. The page is told once
   * what it is about: if it comes back to another process, it looks there for what is stored.
   * @param {Run} mine
   */
  function tellPage(mine) {
    if (mine.lost || !isStored(mine)) return;
    const { voice, picture, mirror, show_rate } = data;
    mine.lost = { token: mine.token, ...mine.kept, voice, picture, mirror, show_rate };
    mine.wasLost = true;
    tell.setStateValue("lost", mine.lost);
  }

  /**
   * Returns whether a process that does not know the session may find it in what is stored.
   * @param {Run} mine
   */
  function mayBeFound(mine) {
    mine.unknownMs ||= performance.now();
    return isStored(mine) && performance.now() - mine.unknownMs < FIND_MS;
  }

  function stop() {
    if (!run) return;
    voice.quiet();
    // Pressed again, or nobody there to answer: it ends at once, and the server ends it by itself.
    if (run.stopping || !run.link?.sendStop()) return end({});
    run.pump?.close();
    camera.close();
    run.stopping = setTimeout(() => end({}), STOP_MS);
  }

  async function cameraLost() {
    if (!run || run.stopping) return;
    const mine = run;
    const name = (await listCameras()).length ? "in_use" : "no_camera";
    if (run === mine) end({ message: words(name), aloud: true });
  }

  /**
   * Ends the run. `over` is there where the server said so.
   * @param {{ message?: string, aloud?: boolean, over?: Over | null }} how
   */
  function end({ message = "", aloud = false, over = null }) {
    if (!run) return;
    const { link, pump, opened, wasLost, stopping } = run;
    run = null;
    clearTimeout(stopping);
    link?.close();
    pump?.close();
    camera.close();
    release();
    screen.close();
    screen.message(message);
    // The person may still lie on the floor.
    if (aloud) voice.say([{ text: message, kind: "info", urgent: true }]);
    if (opened) tell.setStateValue("running", false);
    if (opened) remember(`${data.running_cookie}=; max-age=0`);
    if (wasLost) tell.setStateValue("lost", null);
    if (over) tell.setTriggerValue("ended", over);
  }

  async function keepAwake() {
    if (!run || lock || document.visibilityState !== "visible") return;
    try {
      lock = await navigator.wakeLock?.request("screen");
      lock?.addEventListener("release", () => {
        lock = null; // the browser takes it when hidden
      });
      if (!run) release();
    } catch {
      // An empty battery, say: it goes on without.
    }
  }

  function release() {
    lock?.release().catch(() => {});
    lock = null;
  }

  async function showCameras() {
    const cameras = data.camera ? await listCameras() : [];
    const select = find("select", HTMLSelectElement);
    find(".cameras span").textContent = words("camera");
    find(".cameras").hidden = cameras.length < 2;
    const wanted = chosen || camera.deviceId();
    select.replaceChildren(
      ...cameras.map(
        (one, index) => new Option(one.label || `${words("camera")} ${index + 1}`, one.deviceId),
      ),
    );
    if (cameras.some((one) => one.deviceId === wanted)) select.value = wanted;
  }

  /** The component is gone, or the window closes. What was said last may be heard to its end. */
  function leave() {
    if (run) {
      tell = { setStateValue() {}, setTriggerValue() {} }; // nobody listens any more
      voice.quiet();
      end({});
    }
    document.removeEventListener("visibilitychange", keepAwake);
    navigator.mediaDevices?.removeEventListener("devicechange", showCameras);
    window.removeEventListener("pagehide", leave);
    screen.leave();
  }

  find(".start").addEventListener("click", start);
  find(".next").addEventListener("click", () => {
    if (!screen.nextIsNew() && run?.link?.tell("move_on")) screen.pressNext();
  });
  find(".stop").addEventListener("click", stop);
  const select = find("select", HTMLSelectElement);
  select.addEventListener("change", () => {
    chosen = select.value;
    rememberCamera(chosen);
  });
  document.addEventListener("visibilitychange", keepAwake);
  navigator.mediaDevices?.addEventListener("devicechange", showCameras);
  window.addEventListener("pagehide", leave);
  return { update, leave };
}

/** @param {string} cookie that the server gets with the page's next connection */
function remember(cookie) {
  // biome-ignore lint/suspicious/noDocumentCookie: Safari and Firefox have no Cookie Store
  document.cookie = `${cookie}; path=/; samesite=strict`;
}

/** @param {Run} mine */
const isStored = ({ kept }) => kept.session !== null || kept.round !== null;

/**
 * Returns what a process needs to know the session, or to find it again.
 * @param {Run} mine
 * @param {string} language a tag such as “da-DK”
 */
function named({ token, kept }, language) {
  const known = Object.entries({ token, ...kept, lang: language });
  return known.flatMap(([name, value]) => (value ? [[name, value]] : []));
}

function rememberedCamera() {
  try {
    return localStorage.getItem(CAMERA_KEY) ?? "";
  } catch {
    return ""; // storage may be forbidden
  }
}

/** @param {string} deviceId */
function rememberCamera(deviceId) {
  try {
    localStorage.setItem(CAMERA_KEY, deviceId);
  } catch {
    // Storage may be forbidden: then it is not remembered.
  }
}
