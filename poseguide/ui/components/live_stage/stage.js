// The browser's half of the page Exercise: camera, socket, screen and voice.
//
// Streamlit calls the default function on every rerun that brings new data (or another theme), always
// with the same parentElement (a shadow root), and calls the cleanup it got last once: when the component
// is taken from the page. So what runs lives in `stages`, and a rerun only hands it the new data.

const FRAME_MS = 50; // not more than 20 frames a second
const TICK_MS = 100; // without a camera
const STOP_MS = 5_000; // no last answer within this time: the session ends without it
const BACK_MS = [500, 1000, 2000];
const CUE_MS = 5_000;
const MEANT_MS = 700; // a button that says something new is not pressed sooner on purpose
const JPEG_QUALITY = 0.75;
const UNKNOWN = 4401, TAKEN = 4409; // close codes after which it does not come back

const stages = new WeakMap();

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  let stage = stages.get(parentElement);
  if (!stage) stages.set(parentElement, (stage = createStage(parentElement)));
  stage.update(data, { setStateValue, setTriggerValue });
  return stage.leave;
}

function createStage(root) {
  let data = {}, tell = {}; // the newest of each
  let run = null; // what one press on Start began
  let lock = null;
  let chosen = remembered(); // the camera
  let told = () => {}; // what goes on once the page has answered
  let pressed = false; // Start, while it could be
  let begun; // the last of what the page began by itself
  const find = (selector) => root.querySelector(selector);
  const words = (name) => data.words?.[name] ?? "";
  const screen = createScreen(root, () => data);
  const voice = createVoice(() => data.voice ?? {});
  const camera = createCamera(find("video"), () => cameraLost());
  // Not `disabled`, which would take the focus away from it.
  const page = watchPage((atWork) => find(".start").setAttribute("aria-disabled", atWork));

  function update(newData, newTell) {
    [data, tell] = [newData, newTell];
    screen.settings();
    voice.settings();
    showCameras();
    if (run && data.asked === run.asked) told();
    if (data.begin && data.begin !== begun) {
      begun = data.begin;
      start();
    }
  }

  function press() {
    const counts = pressed || !page.isAtWork();
    pressed = false;
    if (counts) start();
  }

  async function start() {
    if (run) return;
    const asked = `${Math.random()}`;
    const mine = (run = { asked, link: null, pump: null, opened: false, stopping: 0 });
    voice.unlock(() => screen.noVoice());
    screen.message("");
    screen.open(words("connecting"));
    keepAwake();
    // A choice may still be on its way to the page: its answer to this comes after that.
    const answer = new Promise((resolve) => (told = resolve));
    tell.setStateValue("asked", mine.asked);
    await answer;
    if (run !== mine) return; // stopped meanwhile
    try {
      if (data.camera) await camera.open(data.picture ?? {}, chosen, () => run === mine);
    } catch (error) {
      if (run === mine) end({ message: words(cameraProblem(error)) });
      return;
    }
    if (run !== mine) return; // stopped meanwhile
    screen.shape();
    showCameras(); // they have names now
    screen.fillDisplay(true); // only now: a browser may not ask for the camera over a full display
    const origin = location.origin.replace(/^http/, "ws");
    const address = () => `${origin}${data.path}?token=${encodeURIComponent(data.token)}`;
    mine.link = createLink(address, { beat: data.beat_ms, patience: data.patience_ms }, {
      opened() {
        if (!mine.opened) tell.setStateValue("running", true);
        mine.opened = true;
      },
      answered: (answer) => answered(mine, answer),
      idle: () => mine.pump.offer(),
      slow: () => screen.link(words("busy")),
      lost(code) {
        if (code === UNKNOWN) return end({ message: words("unknown") });
        if (code === TAKEN) return end({ message: words("taken") });
        if (mine.stopping) return end({});
        screen.link(words(mine.answered ? "reconnecting" : "connecting"));
      },
    });
    mine.pump = createPump(data.camera ? camera : null, mine.link, data.picture ?? {});
  }

  function answered(mine, answer) {
    if (answer.error) return end({ message: answer.error, aloud: true });
    mine.answered = true;
    screen.link("");
    mine.pump.sees(answer.camera ?? data.camera);
    screen.show(answer);
    voice.say(answer.say ?? []);
    if (answer.done) end({ over: { session: answer.session ?? null, round: answer.round ?? null } });
  }

  function stop() {
    if (!run) return;
    voice.quiet();
    // Pressed again, or nobody there to answer: it ends at once, and the server ends it by itself.
    if (run.stopping || !run.link?.sendStop()) return end({});
    run.pump.close();
    camera.close();
    run.stopping = setTimeout(() => end({}), STOP_MS);
  }

  function cameraLost() {
    if (!run || run.stopping) return;
    const mine = run;
    const name = (some) => (some.length ? "in_use" : "no_camera");
    listCameras().then((some) => {
      if (run === mine) end({ message: words(name(some)), aloud: true });
    });
  }

  /** `over`: the server said so; its session is the id of what was stored, null where nothing was. */
  function end({ message = "", aloud = false, over = null }) {
    const { link, pump, opened, stopping } = run;
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
    if (over) tell.setTriggerValue("ended", over);
  }

  async function keepAwake() {
    if (!run || lock || document.visibilityState !== "visible") return;
    try {
      lock = await navigator.wakeLock?.request("screen");
      lock?.addEventListener("release", () => (lock = null)); // the browser takes it when hidden
      if (!run) release();
    } catch { /* an empty battery, say: it goes on without */ }
  }

  function release() {
    lock?.release().catch(() => {});
    lock = null;
  }

  async function showCameras() {
    const cameras = data.camera ? await listCameras() : [];
    const select = find("select");
    find(".cameras span").textContent = words("camera");
    find(".cameras").hidden = cameras.length < 2;
    const wanted = chosen || camera.deviceId();
    select.replaceChildren(...cameras.map((one, index) =>
      new Option(one.label || `${words("camera")} ${index + 1}`, one.deviceId)));
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
    page.leave();
    screen.leave();
  }

  // A number that is typed is sent only when Start is pressed: the page is at work before the click.
  find(".start").addEventListener("pointerdown", () => (pressed = !page.isAtWork()));
  find(".start").addEventListener("click", press);
  find(".next").addEventListener("click", () => {
    if (!screen.nextIsNew() && run?.link?.tell("move_on")) screen.pressNext();
  });
  find(".stop").addEventListener("click", stop);
  find("select").addEventListener("change", (event) => remember((chosen = event.target.value)));
  document.addEventListener("visibilitychange", keepAwake);
  navigator.mediaDevices?.addEventListener("devicechange", showCameras);
  window.addEventListener("pagehide", leave);
  return { update, leave };
}

// ---------------------------------------------------------------------------------- the page

/** Tells whether the page is at work: now, and whenever that changes. */
function watchPage(tell) {
  const app = document.querySelector("[data-test-script-state]");
  const isAtWork = () => Boolean(app) && app.dataset.testScriptState !== "notRunning";
  const look = () => tell(isAtWork());
  const observer = new MutationObserver(look);
  if (app) observer.observe(app, { attributeFilter: ["data-test-script-state"] });
  look();
  return { isAtWork, leave: () => observer.disconnect() };
}

// ---------------------------------------------------------------------------------- the camera

async function listCameras() {
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.filter((device) => device.kind === "videoinput" && device.deviceId);
  } catch {
    return [];
  }
}

function cameraProblem(error) {
  if (!navigator.mediaDevices) return "insecure"; // browsers give it to https and localhost only
  return {
    NotAllowedError: "blocked", NotReadableError: "in_use", AbortError: "in_use",
    NotFoundError: "no_camera", OverconstrainedError: "no_camera",
  }[error.name] ?? "camera_failed";
}

function createCamera(video, lost) {
  let stream = null;
  async function open({ width, height }, deviceId, wanted) {
    // Chromium would cut a wide picture to the shape asked for.
    const constraints = { width: { ideal: width }, height: { ideal: height }, resizeMode: "none" };
    const ask = (which) =>
      navigator.mediaDevices.getUserMedia({ video: { ...constraints, ...which }, audio: false });
    const any = { facingMode: "user" };
    const opened = await (deviceId ? ask({ deviceId: { exact: deviceId } }).catch((error) => {
      if (!["OverconstrainedError", "NotFoundError"].includes(error.name)) throw error;
      return ask(any); // the chosen one is away
    }) : ask(any));
    if (!wanted()) return opened.getTracks().forEach((track) => track.stop());
    stream = opened;
    stream.getVideoTracks()[0].addEventListener("ended", lost); // not after our own stop()
    video.srcObject = stream;
    await video.play();
  }
  function close() {
    stream?.getTracks().forEach((track) => track.stop());
    stream = video.srcObject = null;
  }
  const enable = (wanted) => stream?.getVideoTracks().forEach((track) => (track.enabled = wanted));
  const deviceId = () => stream?.getVideoTracks()[0].getSettings().deviceId ?? "";
  return { video, open, close, enable, deviceId };
}

// Storage may be forbidden.
const CAMERA_KEY = "poseguide.camera";
function remembered() {
  try { return localStorage.getItem(CAMERA_KEY) ?? ""; } catch { return ""; }
}
function remember(deviceId) {
  try { localStorage.setItem(CAMERA_KEY, deviceId); } catch { /* then not */ }
}

// ---------------------------------------------------------------------------------- the socket

/**
 * A socket that comes back by itself, with one message in flight. Both ends say every `beat` that they
 * are there, and take the other for gone when nothing came for `patience` (both in ms).
 */
function createLink(address, { beat, patience }, on) {
  let socket = null, busy = true, closed = false, tries = 0, deadline = 0, retry = 0;
  const beating = setInterval(() => isOpen() && socket.send('{"do":"alive"}'), beat);

  function open() {
    const mine = (socket = new WebSocket(address()));
    busy = false;
    hear(mine);
    mine.onopen = () => { hear(mine); on.opened(); on.idle(); };
    mine.onclose = (event) => gone(mine, event.code);
    mine.onmessage = (event) => {
      if (socket !== mine) return;
      hear(mine);
      tries = 0;
      const told = JSON.parse(event.data);
      if (told.alive) return void (told.slow && on.slow());
      busy = false;
      on.answered(told);
      if (!closed) on.idle();
    };
  }
  /** Gives up a socket that falls silent; its own closing may take the browser a minute. */
  function hear(mine) {
    clearTimeout(deadline);
    deadline = setTimeout(() => gone(mine, 0), patience);
  }
  function gone(mine, code) {
    if (socket !== mine || closed) return;
    clearTimeout(deadline);
    socket = null;
    mine.close();
    on.lost(code);
    if (!closed) retry = setTimeout(open, BACK_MS[Math.min(tries++, BACK_MS.length - 1)]);
  }
  const isOpen = () => socket?.readyState === WebSocket.OPEN;
  open();
  return {
    /** Whether a message may be sent now. */
    isIdle: () => isOpen() && !busy,
    /** Sends what `make` will give, unless the socket was lost meanwhile. */
    async send(make) {
      const mine = socket;
      busy = true;
      const body = await make();
      if (socket !== mine || !isOpen()) return;
      if (body === null) return void (busy = false);
      mine.send(body);
    },
    /** What a button asks for; whether it could be sent. */
    tell(what) {
      if (!isOpen()) return false;
      socket.send(JSON.stringify({ do: what }));
      return true;
    },
    sendStop() {
      return (busy = this.tell("stop"));
    },
    close() {
      closed = true;
      clearInterval(beating);
      clearTimeout(deadline);
      clearTimeout(retry);
      socket?.close();
      socket = null;
    },
  };
}

/** Sends the newest frame of the camera, or a tick where none is wanted, whenever the link is idle. */
function createPump(camera, link, { width = 640, height = 480 }) {
  const grab = document.createElement("canvas");
  const pen = grab.getContext("2d", { alpha: false });
  let fresh = null, sent = 0, due = 0, timer = 0, closed = false; // times in ms of performance.now()
  let sees = Boolean(camera), asked = 0;

  function offer() {
    const now = performance.now();
    if (closed || fresh === null || now < due || !link.isIdle()) return;
    // From its due time, not from now: a camera of 30 gives 20 a second and not 15.
    due = Math.max(due, now - FRAME_MS) + FRAME_MS;
    sent = Math.max(fresh, sent + 1); // time never stands still
    fresh = null;
    const time = new DataView(new ArrayBuffer(8));
    time.setFloat64(0, sent / 1000, true);
    link.send(() => message(time));
  }
  async function message(time) {
    if (!sees) return time.buffer;
    const jpeg = await picture(camera.video);
    return jpeg && new Blob([time, jpeg]);
  }
  function picture(video) {
    const scale = Math.min(1, Math.max(width, height) / Math.max(video.videoWidth, video.videoHeight));
    const size = [video.videoWidth, video.videoHeight].map((side) => Math.round(side * scale));
    if (!size[0]) return null;
    // Setting a canvas's size clears it; a telephone that is turned changes it.
    if (grab.width !== size[0] || grab.height !== size[1]) [grab.width, grab.height] = size;
    pen.drawImage(video, 0, 0, ...size);
    return new Promise((resolve) => grab.toBlob(resolve, "image/jpeg", JPEG_QUALITY));
  }
  function seen(now, { captureTime } = {}) {
    if (closed) return;
    // Some cameras keep a clock of their own.
    fresh = Math.abs(captureTime - now) < 1000 ? captureTime : now;
    offer();
    listen();
  }
  const tick = () => { fresh = performance.now(); offer(); };
  /** Waits for the next picture, or goes by the clock. */
  function listen() {
    clearInterval(timer);
    camera?.video.cancelVideoFrameCallback?.(asked);
    if (closed) return;
    if (sees && camera.video.requestVideoFrameCallback) asked = camera.video.requestVideoFrameCallback(seen);
    else timer = setInterval(tick, sees ? FRAME_MS : TICK_MS);
  }
  listen();
  return {
    offer,
    /** Whether pictures are wanted now: the camera shows black while none are. */
    sees(wanted) {
      if (!camera || sees === wanted) return;
      camera.enable((sees = wanted));
      listen();
    },
    close() { closed = true; clearInterval(timer); },
  };
}

// ---------------------------------------------------------------------------------- the voice

/** Says one thing after the other; where the computer has no voice of the language, it beeps. */
function createVoice(settings) {
  const synth = window.speechSynthesis;
  let waiting = [], current = null, audio = null, warn = () => {}, warning = 0;

  // Only a voice of this computer: with the others, the words go to somebody's server.
  function findVoice() {
    const language = settings().language ?? "en";
    const tag = language === "da" ? "da-DK" : "en-GB";
    const tagOf = (voice) => voice.lang.replace("_", "-");
    const fit = (synth?.getVoices() ?? []).filter((voice) =>
      voice.localService && tagOf(voice).toLowerCase().split("-")[0] === language);
    return { tag, voice: fit.find((voice) => tagOf(voice) === tag) ?? fit[0] };
  }
  function next() {
    clearInterval(current?.watch);
    current = waiting.shift() ?? null;
    if (!current) return;
    const { tag, voice } = findVoice();
    if (voice) speak(current, tag, voice);
    else beep(current);
  }
  function speak(item, tag, voice) {
    const words = new SpeechSynthesisUtterance(item.text);
    words.lang = tag;
    try { words.voice = voice; } catch { /* a stand-in for a voice, in a test */ }
    words.volume = settings().volume ?? 1;
    words.rate = settings().rate ?? 1;
    item.words = words; // Chromium forgets the events of one that nobody holds
    const over = () => { if (current === item) next(); };
    words.onend = over;
    words.onerror = () => { if (current === item) beep(item); };
    synth.resume?.(); // Chromium falls asleep when nothing was said for long
    synth.speak(words);
    // The end is not always told, and an engine may hang: never wait for ever.
    const since = performance.now(), longest = 4000 + (150 * item.text.length) / words.rate;
    item.watch = setInterval(() => {
      const age = performance.now() - since;
      if (age > longest) synth.cancel();
      if (age > longest || (age > 400 && !synth.speaking && !synth.pending)) over();
    }, 200);
  }
  function beep(item) {
    clearInterval(item.watch);
    const tones = item.kind === "count" ? [660] : [520, 780];
    if (audio) tones.forEach((pitch, index) => tone(pitch, audio.currentTime + 0.16 * index));
    setTimeout(() => { if (current === item) next(); }, 200 + 160 * tones.length);
  }
  function tone(pitch, at) {
    const sound = audio.createOscillator(), loudness = audio.createGain();
    sound.frequency.value = pitch;
    loudness.gain.setValueAtTime(0, at); // risen and fallen, or it clicks
    loudness.gain.linearRampToValueAtTime(0.25 * (settings().volume ?? 1), at + 0.02);
    loudness.gain.linearRampToValueAtTime(0, at + 0.14);
    sound.connect(loudness).connect(audio.destination);
    sound.start(at);
    sound.stop(at + 0.15);
  }
  function quiet() {
    waiting = [];
    clearInterval(current?.watch);
    current = null;
    synth?.cancel();
  }
  return {
    quiet,
    /** Within the press on Start: browsers give sound only to pages that were touched. */
    unlock(noVoice) {
      quiet();
      audio ??= window.AudioContext ? new AudioContext() : null;
      audio?.resume();
      // WebKit speaks later only where it has spoken within a press.
      if (synth && navigator.vendor.startsWith("Apple")) synth.speak(new SpeechSynthesisUtterance(""));
      warn = noVoice;
      findVoice(); // makes the browser load them, which takes a while
      clearTimeout(warning);
      warning = setTimeout(() => { if (!settings().muted && !findVoice().voice) warn(); }, 1500);
    },
    settings() {
      if (settings().muted && current) quiet();
    },
    say(sayings) {
      if (settings().muted || !sayings.length) return;
      if (sayings.some((one) => one.urgent)) quiet();
      // What waits from earlier is old by now.
      waiting = [...waiting.filter((one) => one.urgent), ...sayings.map((one) => ({ ...one }))];
      if (!current) next();
    },
  };
}

// ---------------------------------------------------------------------------------- the screen

/** Shows what the server sent. Every word goes in as text, never as markup. */
function createScreen(root, data) {
  const find = (selector) => root.querySelector(selector);
  const [idle, live, frame, video, canvas] = [".idle", ".live", ".frame", "video", "canvas"].map(find);
  const words = (name) => data().words?.[name] ?? "";
  const sees = () => last.camera ?? data().camera; // one exercise of several may need no camera
  let last = {}, cueTimer = 0, voiceTimer = 0, pressTimer = 0, fitted = "", warned = false, renamed = 0;

  // The same text again would be read out again.
  function write(selector, text) {
    const element = find(selector);
    if (element.textContent !== (text ??= "")) element.textContent = text;
    return element;
  }
  const writeOrHide = (selector, text) => { write(selector, text).hidden = !text; };
  const set = (element, name, value) => element.style.setProperty(name, value);

  function settings() {
    idle.lang = live.lang = data().voice?.language ?? "";
    write(".start span", words("start"));
    write(".stop span", words("stop"));
    live.classList.toggle("mirror", Boolean(data().mirror));
    find(".full").hidden = !words("full") || !document.fullscreenEnabled;
    nameFull();
    showRate();
    draw();
  }
  function open(text) {
    show({});
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
  const message = (text) => writeOrHide(".message", text);
  function link(text) {
    find(".link").hidden = !text;
    write(".link span", text);
    if (text) { last = { ...last, bones: [], angle: null }; draw(); } // where the body was is old
  }
  function noVoice() {
    if (warned) return;
    warned = true;
    writeOrHide(".voice", words("no_voice"));
    voiceTimer = setTimeout(() => writeOrHide(".voice", ""), 30_000);
  }

  function show(answer) {
    last = answer;
    live.dataset.stage = answer.stage ?? "";
    frame.hidden = !sees();
    live.classList.toggle("paced", !sees());
    const coming = answer.stage === "rest" && Boolean(answer.advice); // what comes next is told
    if (live.classList.contains("coming") !== coming) {
      renamed = performance.now();
      find(".next").ariaBusy = null; // what was asked for has come
    }
    live.classList.toggle("coming", coming);
    const place = sees() ? frame : find(".view");
    if (find(".voice").parentElement !== place) place.append(find(".voice"));
    write(".next span", words(coming ? "begin_now" : "next"));
    find(".next").hidden = !answer.more && !coming;
    for (const name of ["title", "side", "now", "detail"]) write(`.${name}`, answer[name]);
    write(".note", answer.note);
    const [count, of] = [answer.count ?? "", answer.of ?? ""];
    write(".count", count);
    write(".of", of);
    set(find(".numbers"), "--ems", Math.max(1, 0.52 * count.length + (of && 0.13 * of.length + 0.28)));
    writeOrHide(".upcoming", coming ? answer.title : "");
    const ring = answer.ring ?? (sees() || coming ? null : answer.timer);
    live.classList.toggle("led", sees() && Boolean(ring));
    showRing(ring, coming);
    showTimer(answer.timer, answer.timer === ring);
    if (coming) write(".timer .label", words("coming"));
    find(".now").hidden = [ring?.label, answer.timer?.label].includes(answer.now); // not twice
    showGauge(answer.gauge);
    cue(answer.say ?? []);
    writeOrHide(".advice", answer.advice);
    showRate();
    draw();
    fit();
  }
  /** What was said stays for a while, as words; a bare number is shown large already. */
  function cue(sayings) {
    const shown = sayings.filter(({ kind, text }) =>
      ["cue", "praise", "info"].includes(kind) || (kind === "count" && /\p{L}/u.test(text)));
    if (!shown.length) return;
    write(".cue", shown.at(-1).text).classList.toggle("praise", shown.at(-1).kind === "praise");
    clearTimeout(cueTimer);
    cueTimer = setTimeout(() => { write(".cue"); fit(); }, CUE_MS);
  }
  function showTimer(timer, elsewhere) {
    find(".timer").hidden = !timer || elsewhere;
    write(".timer .label", timer?.label);
    write(".timer b", timer?.text);
    write(".timer .value span", timer?.of);
    set(find(".timer"), "--share", timer?.share ?? 0);
  }
  function showRing(ring, coming) {
    const element = find(".ring");
    element.hidden = (sees() || coming) && !ring;
    write(".ring b", ring?.text);
    write(".ring span", ring?.label);
    set(element, "--share", ring?.share ?? 0);
    set(element, "--fill", ring?.fill ?? 0);
    element.classList.toggle("empty", ring?.fill == null);
  }
  function showGauge(gauge) {
    const element = find(".gauge");
    element.hidden = !gauge;
    if (!gauge) return;
    const place = (value, missing) => value == null ? missing
      : Math.min(1, Math.max(0, (value - gauge.low) / (gauge.high - gauge.low || 1)));
    write(".gauge .label", gauge.label);
    write(".gauge b", gauge.text);
    element.classList.toggle("reached", Boolean(gauge.reached));
    find(".target").hidden = gauge.from == null && gauge.to == null;
    find(".needle").hidden = gauge.value == null;
    set(element, "--from", place(gauge.from, 0));
    set(element, "--to", place(gauge.to, 1));
    set(element, "--at", place(gauge.value, 0));
  }
  function showRate() {
    writeOrHide(".rate", data().show_rate ? last.rate : "");
  }
  /** Gives the words the largest size at which all of them are seen. */
  function fit(anew) {
    const parts = [".lines", ".panel"].map(find);
    const key = parts.map((part) => part.innerText.replace(/\d/g, "0")).join();
    if (key === fitted && !anew) return;
    fitted = key;
    for (const part of parts) {
      const boxes = [part, part.querySelector(".state") ?? part];
      for (const size of [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4]) {
        set(part, "--fit", size);
        if (boxes.every((box) => box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1)) break;
      }
    }
  }
  function shape() { // the camera's own: squashed, every angle would look wrong
    if (video.videoWidth) set(frame, "--shape", video.videoWidth / video.videoHeight);
  }
  function draw() {
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
    if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
    const pen = canvas.getContext("2d");
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    if (!last.size) return;
    pen.scale(ratio, ratio);
    drawBody(pen, last, width, height, Boolean(data().mirror));
  }

  // The whole document goes over the display: an open popover may not.
  function fillDisplay(wanted) {
    const asked = wanted ? document.documentElement.requestFullscreen?.({ navigationUI: "hide" })
      : document.fullscreenElement && document.exitFullscreen();
    asked?.catch?.(() => {}); // refused: the stage fills the window all the same
  }
  function nameFull() {
    find(".full").ariaLabel = find(".full").title = words(document.fullscreenElement ? "leave_full" : "full");
  }
  const resized = new ResizeObserver(() => { draw(); fit(true); });
  [frame, live].forEach((element) => resized.observe(element));
  video.addEventListener("resize", shape);
  document.addEventListener("fullscreenchange", nameFull);
  find(".full").addEventListener("click", () => fillDisplay(!document.fullscreenElement));
  function leave() {
    resized.disconnect();
    document.removeEventListener("fullscreenchange", nameFull);
    [cueTimer, voiceTimer, pressTimer].forEach(clearTimeout);
  }
  const nextIsNew = () => performance.now() - renamed < MEANT_MS;
  /** Shows at once that the press was taken; the server may need a moment. */
  function pressNext() {
    find(".next").ariaBusy = true;
    clearTimeout(pressTimer);
    pressTimer = setTimeout(() => (find(".next").ariaBusy = null), CUE_MS);
  }
  return { settings, open, close, message, link, noVoice, show, shape, fillDisplay, nextIsNew, pressNext, leave };
}

const BONES = { far: ["#9aa3a8", 4], near: ["#f4f6f5", 5], work: ["#e08a3c", 7] }; // in the order they are drawn

/** Draws bones and the angle on the running video, mirrored as it is. */
function drawBody(pen, { size, bones = [], angle }, width, height, mirror) {
  const scale = width / size[0], thick = Math.min(2, Math.max(0.7, width / 800));
  const at = ([x, y]) => [(mirror ? size[0] - x : x) * scale, (y * height) / size[1]];
  const turn = (degrees) => ((mirror ? 180 - degrees : degrees) * Math.PI) / 180;
  const path = (make, colour, line) => {
    pen.beginPath();
    make();
    // A dark edge, so that it is seen on light clothes too.
    for (const [style, more] of [["rgb(20 24 26 / .6)", 3], [colour, 0]]) {
      [pen.strokeStyle, pen.lineWidth] = [style, (line + more) * thick];
      pen.stroke();
    }
  };
  pen.lineCap = "round";
  for (const [kind, [colour, line]] of Object.entries(BONES))
    for (const [x1, y1, x2, y2, which] of bones)
      if (which === kind) path(() => { pen.moveTo(...at([x1, y1])); pen.lineTo(...at([x2, y2])); }, colour, line);
  if (!angle) return;

  const [x, y] = at(angle.at), radius = 0.085 * Math.max(width, height);
  const [from, to] = [turn(angle.from), turn(angle.from + angle.sweep)];
  const ray = (direction, inner, outer) => [inner, outer].map((part) =>
    [x + part * radius * Math.cos(direction), y + part * radius * Math.sin(direction)]);
  for (const tick of angle.ticks ?? []) {
    const [begin, end] = ray(turn(tick), 0.72, 1.32);
    path(() => { pen.moveTo(...begin); pen.lineTo(...end); }, "#f4f6f5", 3);
  }
  path(() => pen.arc(x, y, radius, from, to, to < from), angle.reached ? "#7fd3a0" : "#f4f6f5", angle.reached ? 9 : 5);
  // The number stands on a plate in the middle of the arc, inside the picture.
  const type = Math.max(18, 0.05 * height), text = angle.reached ? `✓ ${angle.text}` : angle.text;
  pen.font = `700 ${type}px ${getComputedStyle(pen.canvas).fontFamily}`;
  [pen.textAlign, pen.textBaseline] = ["center", "middle"];
  const half = pen.measureText(text).width / 2 + 0.4 * type, tall = 0.75 * type;
  const [, far] = ray((from + to) / 2, 0, 1.35 + (half / radius) * 0.8);
  const [left, top] = [Math.min(width - half, Math.max(half, far[0])), Math.min(height - tall, Math.max(tall, far[1]))];
  pen.fillStyle = "rgb(20 24 26 / .78)";
  pen.beginPath();
  pen.roundRect(left - half, top - tall, 2 * half, 2 * tall, 0.35 * type);
  pen.fill();
  pen.fillStyle = "#fff";
  pen.fillText(text, left, top + 0.05 * type);
}
