import { drawBody } from "./body.js";

/** @import { GaugeView, RingView, SayingView, TimerView, ViewMessage } from "../messages.js" */
/** @import { Find } from "../../shared/elements.js" */
/** @import { StageData } from "./stage.js" */

const CUE_MS = 5_000;
const NO_VOICE_MS = 30_000;
const MEANT_MS = 700; // a button that says something new is not pressed sooner on purpose
const SIZES = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4]; // of the words, until all are seen

/**
 * Creates the screen, which shows what the server sent. Every word goes in as text, never as markup.
 * @param {Find} find
 * @param {() => StageData} data
 */
export function createScreen(find, data) {
  const [idle, live, frame] = [find(".idle"), find(".live"), find(".frame")];
  const video = find("video", HTMLVideoElement);
  const canvas = find("canvas", HTMLCanvasElement);
  const next = find(".next");
  /** @type {Partial<ViewMessage>} */
  let last = {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let cueTimer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let voiceTimer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pressTimer;
  let fitted = "";
  let warned = false;
  let renamed = 0;
  /** @param {string} name */
  const words = (name) => data().words[name] ?? "";
  const sees = () => last.camera ?? data().camera; // one exercise of several may need no camera

  /**
   * Writes a text unless it stands there: the same one again would be read out again.
   * @param {string} selector
   * @param {string | null} [text]
   */
  function write(selector, text) {
    const element = find(selector);
    if (element.textContent !== (text ?? "")) element.textContent = text ?? "";
    return element;
  }

  /**
   * @param {string} selector
   * @param {string | null} [text]
   */
  function writeOrHide(selector, text) {
    write(selector, text).hidden = !text;
  }

  /**
   * @param {HTMLElement} element
   * @param {string} name
   * @param {number} value
   */
  const set = (element, name, value) => element.style.setProperty(name, `${value}`);

  /** Takes changed settings and words into account. */
  function settings() {
    idle.lang = live.lang = data().voice.language;
    idle.hidden = !data().shown;
    write(".start span", words("start"));
    write(".stop span", words("stop"));
    live.classList.toggle("mirror", data().mirror);
    find(".full").hidden = !words("full") || !document.fullscreenEnabled;
    nameFull();
    showRate();
    draw();
  }

  /** @param {string} text about the connection */
  function open(text) {
    show({ say: [], done: false });
    live.hidden = false;
    idle.classList.add("covered");
    live.showPopover?.();
    live.focus({ preventScroll: true }); // not Stop: a held Enter key would press it
    link(text);
  }

  function close() {
    live.hidePopover?.();
    live.hidden = true;
    idle.classList.remove("covered");
    fillDisplay(false);
    clearTimeout(cueTimer);
    write(".cue");
    find(".start").focus({ preventScroll: true });
  }

  /** @param {string} text about the connection; an empty one takes it away */
  function link(text) {
    write(".link span", text);
    find(".link").hidden = !text;
    if (text) {
      last = { ...last, bones: [], angle: null }; // where the body was is old
      draw();
    }
  }

  /** Says once that no voice speaks the language. */
  function noVoice() {
    if (warned) return;
    warned = true;
    writeOrHide(".voice", words("no_voice"));
    voiceTimer = setTimeout(() => writeOrHide(".voice"), NO_VOICE_MS);
  }

  /** @param {ViewMessage} message */
  function show(message) {
    last = message;
    const coming = message.stage === "rest" && Boolean(message.advice); // what comes next is told
    place(message, coming);
    for (const name of /** @type {const} */ (["title", "side", "now", "detail", "note"]))
      write(`.${name}`, message[name]);
    showNumbers(message.count ?? "", message.of ?? "");
    writeOrHide(".upcoming", coming ? message.title : "");
    const ring = message.ring ?? (sees() || coming ? null : message.timer);
    live.classList.toggle("led", sees() && Boolean(ring));
    showRing(ring, coming);
    showTimer(message.timer, message.timer === ring);
    if (coming) write(".timer .label", words("coming"));
    find(".now").hidden = [ring?.label, message.timer?.label].includes(message.now); // not twice
    showGauge(message.gauge);
    showCue(message.say);
    writeOrHide(".advice", message.advice);
    showRate();
    draw();
    fitWords();
  }

  /**
   * @param {string} count
   * @param {string} of
   */
  function showNumbers(count, of) {
    write(".count", count);
    write(".of", of);
    const ems = 0.52 * count.length + (of ? 0.13 * of.length + 0.28 : 0);
    set(find(".numbers"), "--ems", Math.max(1, ems));
  }

  /**
   * Lays the parts out: with or without a picture, and between two exercises.
   * @param {ViewMessage} message
   * @param {boolean} coming whether it says what comes next
   */
  function place(message, coming) {
    live.dataset.stage = message.stage ?? "";
    frame.hidden = !sees();
    live.classList.toggle("paced", !sees());
    if (live.classList.contains("coming") !== coming) {
      renamed = performance.now();
      next.ariaBusy = null; // what was asked for has come
    }
    live.classList.toggle("coming", coming);
    const home = sees() ? frame : find(".view");
    if (find(".voice").parentElement !== home) home.append(find(".voice"));
    write(".next span", words(coming ? "begin_now" : "next"));
    next.hidden = !message.more && !coming;
  }

  /**
   * Shows for a while what was said, as words; a bare number is shown large already.
   * @param {SayingView[]} sayings
   */
  function showCue(sayings) {
    const shown = sayings
      .filter(
        ({ kind, text }) =>
          ["cue", "praise", "info"].includes(kind) || (kind === "count" && /\p{L}/u.test(text)),
      )
      .at(-1);
    if (!shown) return;
    write(".cue", shown.text).classList.toggle("praise", shown.kind === "praise");
    clearTimeout(cueTimer);
    cueTimer = setTimeout(() => {
      write(".cue");
      fitWords();
    }, CUE_MS);
  }

  /**
   * @param {TimerView | null | undefined} timer
   * @param {boolean} elsewhere whether the ring shows it
   */
  function showTimer(timer, elsewhere) {
    find(".timer").hidden = !timer || elsewhere;
    write(".timer .label", timer?.label);
    write(".timer b", timer?.text);
    write(".timer .value span", timer?.of);
    set(find(".timer"), "--share", timer?.share ?? 0);
  }

  /**
   * @param {RingView | TimerView | null | undefined} ring
   * @param {boolean} coming
   */
  function showRing(ring, coming) {
    const element = find(".ring");
    element.hidden = (sees() || coming) && !ring;
    write(".ring b", ring?.text);
    write(".ring span", ring?.label);
    set(element, "--share", ring?.share ?? 0);
    const fill = ring && "fill" in ring ? ring.fill : undefined;
    set(element, "--fill", fill ?? 0);
    element.classList.toggle("empty", fill === undefined);
  }

  /** @param {GaugeView | null | undefined} gauge */
  function showGauge(gauge) {
    const element = find(".gauge");
    element.hidden = !gauge;
    if (!gauge) return;
    /**
     * @param {number | null} value
     * @param {number} missing
     */
    const share = (value, missing) =>
      value === null
        ? missing
        : Math.min(1, Math.max(0, (value - gauge.low) / (gauge.high - gauge.low || 1)));
    write(".gauge .label", gauge.label);
    write(".gauge b", gauge.text);
    element.classList.toggle("reached", gauge.reached);
    find(".target").hidden = gauge.from === null && gauge.to === null;
    find(".needle").hidden = gauge.value === null;
    set(element, "--from", share(gauge.from, 0));
    set(element, "--to", share(gauge.to, 1));
    set(element, "--at", share(gauge.value, 0));
  }

  const showRate = () => writeOrHide(".rate", data().show_rate ? last.rate : "");

  /**
   * Gives the words the largest size at which all of them are seen.
   * @param {boolean} [anew] even where the words are the same
   */
  function fitWords(anew = false) {
    const parts = [find(".lines"), find(".panel")];
    // biome-ignore lint/performance/useDomNodeTextContent: hidden words take no room
    const key = parts.map((part) => part.innerText.replace(/\d/g, "0")).join();
    if (key === fitted && !anew) return;
    fitted = key;
    for (const part of parts) {
      const boxes = [part, part.querySelector(".state") ?? part];
      for (const size of SIZES) {
        set(part, "--fit", size);
        if (boxes.every(holdsAll)) break;
      }
    }
  }

  /** The camera's own shape: squashed, every angle would look wrong. */
  function shape() {
    if (video.videoWidth) set(frame, "--shape", video.videoWidth / video.videoHeight);
  }

  function draw() {
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== w) canvas.width = w;
    if (canvas.height !== h) canvas.height = h;
    const pen = canvas.getContext("2d");
    if (!pen) return;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, w, h);
    const { size, bones = [], angle } = last;
    if (!size) return;
    pen.scale(ratio, ratio);
    drawBody(pen, { size, bones, angle }, { width, height, mirror: data().mirror });
  }

  /**
   * Fills the display with the whole document: an open popover may not.
   * @param {boolean} wanted
   */
  function fillDisplay(wanted) {
    const asked = wanted
      ? document.documentElement.requestFullscreen?.({ navigationUI: "hide" })
      : document.fullscreenElement && document.exitFullscreen();
    asked?.catch(() => {}); // refused: the stage fills the window all the same
  }

  function nameFull() {
    const name = words(document.fullscreenElement ? "leave_full" : "full");
    find(".full").ariaLabel = find(".full").title = name;
  }

  const resized = new ResizeObserver(() => {
    draw();
    fitWords(true);
  });
  for (const element of [frame, live]) resized.observe(element);
  video.addEventListener("resize", shape);
  document.addEventListener("fullscreenchange", nameFull);
  find(".full").addEventListener("click", () => fillDisplay(!document.fullscreenElement));

  return {
    settings,
    open,
    close,
    link,
    noVoice,
    show,
    shape,
    fillDisplay,
    /** @param {string} text shown before Start; an empty one takes it away */
    message: (text) => writeOrHide(".message", text),
    /** Returns whether the button that goes on has just got another meaning. */
    nextIsNew: () => performance.now() - renamed < MEANT_MS,
    /** Shows at once that the press was taken; the server may need a moment. */
    pressNext() {
      next.ariaBusy = "true";
      clearTimeout(pressTimer);
      pressTimer = setTimeout(() => {
        next.ariaBusy = null;
      }, CUE_MS);
    },
    leave() {
      resized.disconnect();
      document.removeEventListener("fullscreenchange", nameFull);
      for (const timer of [cueTimer, voiceTimer, pressTimer]) clearTimeout(timer);
    },
  };
}

/** @param {Element} box */
const holdsAll = (box) =>
  box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1;
