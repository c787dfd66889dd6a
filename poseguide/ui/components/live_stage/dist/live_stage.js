// Built from ../src by `npm run build`; not to be changed by hand.

// shared/elements.js
function finder(root) {
  return (selector, kind) => {
    const found = root.querySelector(selector);
    if (!(found instanceof (kind ?? HTMLElement))) throw new Error(`No element “${selector}”`);
    return (
      /** @type {Kind} */
      found
    );
  };
}

// live_stage/src/camera.js
var JPEG_QUALITY = 0.75;
async function listCameras() {
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.filter((device) => device.kind === "videoinput" && device.deviceId);
  } catch {
    return [];
  }
}
function cameraProblem(error) {
  if (!navigator.mediaDevices) return "insecure";
  switch (nameOf(error)) {
    case "NotAllowedError":
      return "blocked";
    case "NotReadableError":
    case "AbortError":
      return "in_use";
    case "NotFoundError":
    case "OverconstrainedError":
      return "no_camera";
    default:
      return "camera_failed";
  }
}
var nameOf = (error) => error instanceof Error ? error.name : "";
function createCamera(video, lost) {
  let stream = null;
  async function open({ width, height }, deviceId, wanted) {
    const constraints = {
      width: { ideal: width },
      height: { ideal: height },
      resizeMode: "none"
      // Chromium would cut a wide picture to the shape asked for
    };
    const ask = (which) => navigator.mediaDevices.getUserMedia({ video: { ...constraints, ...which }, audio: false });
    const any = { facingMode: "user" };
    const opened = await (deviceId ? ask({ deviceId: { exact: deviceId } }).catch((error) => {
      if (!["OverconstrainedError", "NotFoundError"].includes(nameOf(error))) throw error;
      return ask(any);
    }) : ask(any));
    if (!wanted()) {
      for (const track of opened.getTracks()) track.stop();
      return;
    }
    stream = opened;
    stream.getVideoTracks()[0]?.addEventListener("ended", lost);
    video.srcObject = stream;
    await video.play();
  }
  function close() {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = video.srcObject = null;
  }
  return {
    video,
    open,
    close,
    /** @param {boolean} wanted whether it films; else it shows black */
    enable(wanted) {
      for (const track of stream?.getVideoTracks() ?? []) track.enabled = wanted;
    },
    deviceId: () => stream?.getVideoTracks()[0]?.getSettings().deviceId ?? ""
  };
}
function createGrabber(video, { width, height }) {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { alpha: false });
  return () => {
    const [wide, high] = [video.videoWidth, video.videoHeight];
    const scale = Math.min(1, Math.max(width, height) / Math.max(wide, high));
    const [w, h] = [Math.round(wide * scale), Math.round(high * scale)];
    if (!w || !pen) return Promise.resolve(null);
    if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
    pen.drawImage(video, 0, 0, w, h);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", JPEG_QUALITY));
  };
}

// live_stage/src/link.js
var UNKNOWN = 4401;
var TAKEN_OVER = 4409;
var RETRY_MS = [500, 1e3, 2e3];
function createLink(address, { beatMs, patienceMs }, on) {
  let socket = null;
  let busy = true;
  let closed = false;
  let tries = 0;
  let deadline;
  let retry;
  const beating = setInterval(() => tell("alive"), beatMs);
  function open() {
    const mine = new WebSocket(address());
    socket = mine;
    busy = false;
    heard(mine);
    mine.onopen = () => {
      heard(mine);
      on.opened();
      on.idle();
    };
    mine.onclose = (event) => gone(mine, event.code);
    mine.onmessage = (event) => {
      if (socket !== mine) return;
      heard(mine);
      tries = 0;
      const message = JSON.parse(event.data);
      if ("alive" in message) {
        if (message.slow) on.slow();
        return;
      }
      busy = false;
      on.answered(message);
      if (!closed) on.idle();
    };
  }
  function heard(mine) {
    clearTimeout(deadline);
    deadline = setTimeout(() => gone(mine, 0), patienceMs);
  }
  function gone(mine, code) {
    if (socket !== mine || closed) return;
    clearTimeout(deadline);
    socket = null;
    mine.close();
    on.lost(code);
    if (closed) return;
    retry = setTimeout(open, RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]);
    tries += 1;
  }
  const opened = () => socket?.readyState === WebSocket.OPEN ? socket : null;
  function tell(what) {
    opened()?.send(JSON.stringify({ do: what }));
    return opened() !== null;
  }
  open();
  return {
    tell,
    /** Returns whether a message may be sent now. */
    isIdle: () => opened() !== null && !busy,
    /**
     * Sends what `make` will give, unless the socket was lost meanwhile; null is not sent.
     * @param {() => Promise<Blob | ArrayBuffer | null>} make
     */
    async send(make) {
      const mine = socket;
      busy = true;
      const body = await make();
      if (socket !== mine || !opened()) return;
      if (body === null) busy = false;
      else mine?.send(body);
    },
    /** Asks the server to end the session; returns whether it could be asked. */
    sendStop() {
      busy = tell("stop");
      return busy;
    },
    close() {
      closed = true;
      clearInterval(beating);
      clearTimeout(deadline);
      clearTimeout(retry);
      socket?.close();
      socket = null;
    }
  };
}

// live_stage/src/pump.js
var FRAME_MS = 50;
var TICK_MS = 100;
function createPump(camera, link, grab) {
  let fresh = null;
  let sentMs = 0;
  let dueMs = 0;
  let timer;
  let closed = false;
  let sees = camera !== null;
  let asked = 0;
  function offer() {
    const now = performance.now();
    if (closed || fresh === null || now < dueMs || !link.isIdle()) return;
    dueMs = Math.max(dueMs, now - FRAME_MS) + FRAME_MS;
    sentMs = Math.max(fresh, sentMs + 1);
    fresh = null;
    const time = new DataView(new ArrayBuffer(8));
    time.setFloat64(0, sentMs / 1e3, true);
    link.send(() => messageOf(time.buffer));
  }
  async function messageOf(time) {
    if (!sees) return time;
    const jpeg = await grab();
    return jpeg && new Blob([time, jpeg]);
  }
  function seen(now, { captureTime } = {}) {
    if (closed) return;
    const own = captureTime !== void 0 && Math.abs(captureTime - now) < 1e3;
    fresh = own ? captureTime : now;
    offer();
    listen();
  }
  function tick() {
    fresh = performance.now();
    offer();
  }
  function listen() {
    clearInterval(timer);
    const video = camera?.video;
    video?.cancelVideoFrameCallback?.(asked);
    if (closed) return;
    if (sees && video?.requestVideoFrameCallback) asked = video.requestVideoFrameCallback(seen);
    else timer = setInterval(tick, sees ? FRAME_MS : TICK_MS);
  }
  listen();
  return {
    offer,
    /**
     * Says whether pictures are wanted now: the camera shows black while none are.
     * @param {boolean} wanted
     */
    sees(wanted) {
      if (!camera || sees === wanted) return;
      sees = wanted;
      camera.enable(sees);
      listen();
    },
    close() {
      closed = true;
      clearInterval(timer);
    }
  };
}

// live_stage/src/body.js
var BONES = (
  /** @type {const} */
  [
    ["far", 4],
    ["near", 5],
    ["work", 7]
  ]
);
var SHADOW_60 = "99";
var SHADOW_78 = "c7";
function drawBody(pen, { size, bones, angle }, { width, height, mirror }) {
  const style = getComputedStyle(pen.canvas);
  const colourOf = (name) => style.getPropertyValue(`--${name}`).trim();
  const edge = colourOf("shadow") + SHADOW_60;
  const scale = width / size[0];
  const thick = Math.min(2, Math.max(0.7, width / 800));
  const at = (x, y) => [(mirror ? size[0] - x : x) * scale, y * height / size[1]];
  const stroke = (make, colour, line) => {
    pen.beginPath();
    make();
    for (
      const [style2, more] of
      /** @type {[string, number][]} */
      [
        [edge, 3],
        [colour, 0]
      ]
    ) {
      pen.strokeStyle = style2;
      pen.lineWidth = (line + more) * thick;
      pen.stroke();
    }
  };
  pen.lineCap = "round";
  for (const [kind, line] of BONES)
    for (const [x1, y1, x2, y2, which] of bones) {
      if (which !== kind) continue;
      stroke(
        () => {
          pen.moveTo(...at(x1, y1));
          pen.lineTo(...at(x2, y2));
        },
        colourOf(`bone-${kind}`),
        line
      );
    }
  if (angle)
    drawAngle(pen, angle, at(...angle.at), { width, height, mirror }, { stroke, colourOf });
}
function drawAngle(pen, angle, [x, y], { width, height, mirror }, { stroke, colourOf }) {
  const light = colourOf("bone-near");
  const radius = 0.085 * Math.max(width, height);
  const turn = (degrees) => (mirror ? 180 - degrees : degrees) * Math.PI / 180;
  const [from, to] = [turn(angle.from), turn(angle.from + angle.sweep)];
  const ray = (direction, part) => [
    x + part * radius * Math.cos(direction),
    y + part * radius * Math.sin(direction)
  ];
  for (const tick of angle.ticks)
    stroke(
      () => {
        pen.moveTo(...ray(turn(tick), 0.72));
        pen.lineTo(...ray(turn(tick), 1.32));
      },
      light,
      3
    );
  const colour = angle.reached ? colourOf("reached") : light;
  stroke(() => pen.arc(x, y, radius, from, to, to < from), colour, angle.reached ? 9 : 5);
  const type = Math.max(18, 0.05 * height);
  const text = angle.reached ? `✓ ${angle.text}` : angle.text;
  pen.font = `700 ${type}px ${getComputedStyle(pen.canvas).fontFamily}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  const half = pen.measureText(text).width / 2 + 0.4 * type;
  const tall = 0.75 * type;
  const middle = ray((from + to) / 2, 1.35 + half / radius * 0.8);
  const left = Math.min(width - half, Math.max(half, middle[0]));
  const top = Math.min(height - tall, Math.max(tall, middle[1]));
  pen.fillStyle = colourOf("shadow") + SHADOW_78;
  pen.beginPath();
  pen.roundRect(left - half, top - tall, 2 * half, 2 * tall, 0.35 * type);
  pen.fill();
  pen.fillStyle = colourOf("on-shadow");
  pen.fillText(text, left, top + 0.05 * type);
}

// live_stage/src/screen.js
var CUE_MS = 5e3;
var NO_VOICE_MS = 3e4;
var MEANT_MS = 700;
var SIZES = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4];
function createScreen(find, data) {
  const [idle, live, frame] = [find(".idle"), find(".live"), find(".frame")];
  const video = find("video", HTMLVideoElement);
  const canvas = find("canvas", HTMLCanvasElement);
  const next = find(".next");
  let last = {};
  let cueTimer;
  let voiceTimer;
  let pressTimer;
  let fitted = "";
  let warned = false;
  let renamed = 0;
  const words = (name) => data().words[name] ?? "";
  const sees = () => last.camera ?? data().camera;
  function write(selector, text) {
    const element = find(selector);
    if (element.textContent !== (text ?? "")) element.textContent = text ?? "";
    return element;
  }
  function writeOrHide(selector, text) {
    write(selector, text).hidden = !text;
  }
  const set = (element, name, value) => element.style.setProperty(name, `${value}`);
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
  function open(text) {
    show({ say: [], done: false });
    live.hidden = false;
    idle.classList.add("covered");
    live.showPopover?.();
    live.focus({ preventScroll: true });
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
  function link(text) {
    write(".link span", text);
    find(".link").hidden = !text;
    if (text) {
      last = { ...last, bones: [], angle: null };
      draw();
    }
  }
  function noVoice() {
    if (warned) return;
    warned = true;
    writeOrHide(".voice", words("no_voice"));
    voiceTimer = setTimeout(() => writeOrHide(".voice"), NO_VOICE_MS);
  }
  function show(message) {
    last = message;
    const coming = message.stage === "rest" && Boolean(message.advice);
    place(message, coming);
    for (
      const name of
      /** @type {const} */
      ["title", "side", "now", "detail", "note"]
    )
      write(`.${name}`, message[name]);
    showNumbers(message.count ?? "", message.of ?? "");
    writeOrHide(".upcoming", coming ? message.title : "");
    const ring = message.ring ?? (sees() || coming ? null : message.timer);
    live.classList.toggle("led", sees() && Boolean(ring));
    showRing(ring, coming);
    showTimer(message.timer, message.timer === ring);
    if (coming) write(".timer .label", words("coming"));
    find(".now").hidden = [ring?.label, message.timer?.label].includes(message.now);
    showGauge(message.gauge);
    showCue(message.say);
    writeOrHide(".advice", message.advice);
    showRate();
    draw();
    fitWords();
  }
  function showNumbers(count, of) {
    write(".count", count);
    write(".of", of);
    const ems = 0.52 * count.length + (of ? 0.13 * of.length + 0.28 : 0);
    set(find(".numbers"), "--ems", Math.max(1, ems));
  }
  function place(message, coming) {
    live.dataset.stage = message.stage ?? "";
    frame.hidden = !sees();
    live.classList.toggle("paced", !sees());
    if (live.classList.contains("coming") !== coming) {
      renamed = performance.now();
      next.ariaBusy = null;
    }
    live.classList.toggle("coming", coming);
    const home = sees() ? frame : find(".view");
    if (find(".voice").parentElement !== home) home.append(find(".voice"));
    write(".next span", words(coming ? "begin_now" : "next"));
    next.hidden = !message.more && !coming;
  }
  function showCue(sayings) {
    const shown = sayings.filter(
      ({ kind, text }) => ["cue", "praise", "info"].includes(kind) || kind === "count" && /\p{L}/u.test(text)
    ).at(-1);
    if (!shown) return;
    write(".cue", shown.text).classList.toggle("praise", shown.kind === "praise");
    clearTimeout(cueTimer);
    cueTimer = setTimeout(() => {
      write(".cue");
      fitWords();
    }, CUE_MS);
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
    const fill = ring && "fill" in ring ? ring.fill : void 0;
    set(element, "--fill", fill ?? 0);
    element.classList.toggle("empty", fill === void 0);
  }
  function showGauge(gauge) {
    const element = find(".gauge");
    element.hidden = !gauge;
    if (!gauge) return;
    const share = (value, missing) => value === null ? missing : Math.min(1, Math.max(0, (value - gauge.low) / (gauge.high - gauge.low || 1)));
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
  function fitWords(anew = false) {
    const parts = [find(".lines"), find(".panel")];
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
  function fillDisplay(wanted) {
    const asked = wanted ? document.documentElement.requestFullscreen?.({ navigationUI: "hide" }) : document.fullscreenElement && document.exitFullscreen();
    asked?.catch(() => {
    });
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
    }
  };
}
var holdsAll = (box) => box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1;

// live_stage/src/speech_queue.js
function createSpeechQueue(speaker) {
  let waiting = [];
  let speaking = false;
  function next() {
    const saying = waiting.shift();
    speaking = saying !== void 0;
    if (saying) speaker.speak(saying, next);
  }
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
      waiting = [...waiting.filter((one) => one.urgent), ...sayings];
      if (!speaking) next();
    }
  };
}

// live_stage/src/voice.js
var WARN_MS = 1500;
var WATCH_MS = 200;
var SILENT_MS = 400;
var LONGEST_MS = 4e3;
var LETTER_MS = 150;
function createVoice(settings) {
  const speaker = createSpeaker(settings);
  const queue = createSpeechQueue(speaker);
  let warning;
  return {
    quiet: queue.quiet,
    /**
     * Makes sound possible. To be called within the press on Start: browsers give sound only to
     * pages that were touched.
     * @param {() => void} noVoice called where there is none of the language
     */
    unlock(noVoice) {
      queue.quiet();
      speaker.unlock();
      clearTimeout(warning);
      warning = setTimeout(() => {
        if (!settings().muted && !speaker.findVoice().voice) noVoice();
      }, WARN_MS);
    },
    /** Takes changed settings into account. */
    settings() {
      if (settings().muted && queue.isSpeaking()) queue.quiet();
    },
    /** @param {SayingView[]} sayings */
    say(sayings) {
      if (!settings().muted) queue.say(sayings);
    }
  };
}
function createSpeaker(settings) {
  const synth = globalThis.speechSynthesis;
  let audio = null;
  let current = null;
  let watch;
  function findVoice() {
    const { language: tag } = settings();
    const [language] = tag.toLowerCase().split("-");
    const tagOf = (voice) => voice.lang.replace("_", "-");
    const fit = (synth?.getVoices() ?? []).filter(
      (voice) => voice.localService && tagOf(voice).toLowerCase().split("-")[0] === language
    );
    return { tag, voice: fit.find((voice) => tagOf(voice) === tag) ?? fit[0] };
  }
  function cancel() {
    clearInterval(watch);
    current = null;
    synth?.cancel();
  }
  function speak(saying, done) {
    const { tag, voice } = findVoice();
    const mine = {};
    current = mine;
    const over = () => {
      if (current !== mine) return;
      clearInterval(watch);
      current = null;
      done();
    };
    const sound = () => {
      if (current !== mine) return;
      clearInterval(watch);
      setTimeout(over, beep(saying));
    };
    if (voice) current = Object.assign(mine, { words: utter(saying, tag, voice, over, sound) });
    else sound();
  }
  function utter({ text }, tag, voice, over, failed) {
    const words = new SpeechSynthesisUtterance(text);
    words.lang = tag;
    try {
      words.voice = voice;
    } catch {
    }
    words.volume = settings().volume;
    words.rate = settings().rate;
    words.onend = over;
    words.onerror = failed;
    synth.resume?.();
    synth.speak(words);
    const since = performance.now();
    const longest = LONGEST_MS + LETTER_MS * text.length / words.rate;
    watch = setInterval(() => {
      const age = performance.now() - since;
      if (age > longest) synth.cancel();
      if (age > longest || age > SILENT_MS && !synth.speaking && !synth.pending) over();
    }, WATCH_MS);
    return words;
  }
  function beep(saying) {
    const tones = saying.kind === "count" ? [660] : [520, 780];
    if (audio) for (const [index, pitch] of tones.entries()) tone(audio, pitch, 0.16 * index);
    return 200 + 160 * tones.length;
  }
  function tone(on, pitch, after) {
    const at = on.currentTime + after;
    const sound = on.createOscillator();
    const loudness = on.createGain();
    sound.frequency.value = pitch;
    loudness.gain.setValueAtTime(0, at);
    loudness.gain.linearRampToValueAtTime(0.25 * settings().volume, at + 0.02);
    loudness.gain.linearRampToValueAtTime(0, at + 0.14);
    sound.connect(loudness).connect(on.destination);
    sound.start(at);
    sound.stop(at + 0.15);
  }
  return {
    speak,
    cancel,
    findVoice,
    unlock() {
      audio ??= globalThis.AudioContext ? new AudioContext() : null;
      audio?.resume();
      if (synth && navigator.vendor.startsWith("Apple"))
        synth.speak(new SpeechSynthesisUtterance(""));
      findVoice();
    }
  };
}

// live_stage/src/stage.js
var STOP_MS = 5e3;
var FIND_MS = 6e4;
var CAMERA_KEY = "poseguide.camera";
function createStage(root, data, tell) {
  let run = null;
  let lock = null;
  let chosen = rememberedCamera();
  let pageAnswered = () => {
  };
  let begun = null;
  const find = finder(root);
  const words = (name) => data.words[name] ?? "";
  const screen = createScreen(find, () => data);
  const voice = createVoice(() => data.voice);
  const camera = createCamera(find("video", HTMLVideoElement), () => cameraLost());
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
      stopping: void 0
    };
    run = mine;
    voice.unlock(() => screen.noVoice());
    screen.message("");
    screen.open(words("connecting"));
    keepAwake();
    const answer = new Promise((resolve) => {
      pageAnswered = () => resolve(void 0);
    });
    tell.setStateValue("asked", mine.asked);
    await answer;
    if (run !== mine) return;
    try {
      if (data.camera) await camera.open(data.picture, chosen, () => run === mine);
    } catch (error) {
      if (run === mine) end({ message: words(cameraProblem(error)) });
      return;
    }
    if (run !== mine) return;
    screen.shape();
    showCameras();
    screen.fillDisplay(true);
    connect(mine);
  }
  function connect(mine) {
    mine.token = data.token;
    const origin = location.origin.replace(/^http/, "ws");
    const address = () => `${origin}${data.path}?${new URLSearchParams(named(mine, data.voice.language))}`;
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
        }
      }
    );
    mine.link = link;
    const grab = createGrabber(camera.video, data.picture);
    mine.pump = createPump(data.camera ? camera : null, link, grab);
  }
  function take(mine, message) {
    if ("error" in message) return end({ message: message.error, aloud: true });
    mine.answered = true;
    mine.lost = null;
    mine.unknownMs = 0;
    if (message.session !== void 0)
      mine.kept = { session: message.session, round: message.round ?? null };
    screen.link("");
    mine.pump?.sees(message.camera ?? data.camera);
    screen.show(message);
    voice.say(message.say);
    if (message.done)
      end({ over: { session: message.session ?? null, round: message.round ?? null } });
  }
  function tellPage(mine) {
    if (mine.lost || !isStored(mine)) return;
    const { voice: voice2, picture, mirror, show_rate } = data;
    mine.lost = { token: mine.token, ...mine.kept, voice: voice2, picture, mirror, show_rate };
    mine.wasLost = true;
    tell.setStateValue("lost", mine.lost);
  }
  function mayBeFound(mine) {
    mine.unknownMs ||= performance.now();
    return isStored(mine) && performance.now() - mine.unknownMs < FIND_MS;
  }
  function stop() {
    if (!run) return;
    voice.quiet();
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
        lock = null;
      });
      if (!run) release();
    } catch {
    }
  }
  function release() {
    lock?.release().catch(() => {
    });
    lock = null;
  }
  async function showCameras() {
    const cameras = data.camera ? await listCameras() : [];
    const select2 = find("select", HTMLSelectElement);
    find(".cameras span").textContent = words("camera");
    find(".cameras").hidden = cameras.length < 2;
    const wanted = chosen || camera.deviceId();
    select2.replaceChildren(
      ...cameras.map(
        (one, index) => new Option(one.label || `${words("camera")} ${index + 1}`, one.deviceId)
      )
    );
    if (cameras.some((one) => one.deviceId === wanted)) select2.value = wanted;
  }
  function leave() {
    if (run) {
      tell = { setStateValue() {
      }, setTriggerValue() {
      } };
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
function remember(cookie) {
  document.cookie = `${cookie}; path=/; samesite=strict`;
}
var isStored = ({ kept }) => kept.session !== null || kept.round !== null;
function named({ token, kept }, language) {
  const known = Object.entries({ token, ...kept, lang: language });
  return known.flatMap(([name, value]) => value ? [[name, value]] : []);
}
function rememberedCamera() {
  try {
    return localStorage.getItem(CAMERA_KEY) ?? "";
  } catch {
    return "";
  }
}
function rememberCamera(deviceId) {
  try {
    localStorage.setItem(CAMERA_KEY, deviceId);
  } catch {
  }
}

// live_stage/src/main.js
var stages = /* @__PURE__ */ new WeakMap();
function mount({ data, parentElement, setStateValue, setTriggerValue }) {
  const tell = { setStateValue, setTriggerValue };
  let stage = stages.get(parentElement);
  if (!stage) {
    stage = createStage(parentElement, data, tell);
    stages.set(parentElement, stage);
  }
  stage.update(data, tell);
  return stage.leave;
}
export {
  mount as default
};
