import { createVoice } from "../../../poseguide/ui/components/live_stage/src/voice.js";

/** @import { SayingView } from "../../../poseguide/ui/components/live_stage/messages.js" */

/** The browser's speech: it says nothing until the test ends it. */
class FakeSynthesis {
  speaking = false;
  pending = false;
  /** @type {object[]} */
  voices = [];
  /** @type {any[]} */
  given = [];
  cancelled = 0;
  getVoices = () => this.voices;
  resume() {}

  /** @param {object} words */
  speak(words) {
    this.given.push(words);
    this.speaking = true;
  }

  cancel() {
    this.cancelled += 1;
    this.speaking = false;
  }

  /** What was given to be said, as [language tag, text]. */
  get said() {
    return this.given.map(({ lang, text }) => [lang, text]);
  }

  ends() {
    this.speaking = false;
    this.given.at(-1).onend();
  }
}

/** The browser's sound: it notes the pitch of each tone. */
class FakeAudio {
  /** @type {number[]} */
  static pitches = [];
  currentTime = 0;
  destination = {};
  resume() {}

  createOscillator() {
    const frequency = {
      /** @param {number} pitch */
      set value(pitch) {
        FakeAudio.pitches.push(pitch);
      },
    };
    return { frequency, connect: (/** @type {any} */ to) => to, start() {}, stop() {} };
  }

  createGain() {
    const gain = { setValueAtTime() {}, linearRampToValueAtTime() {} };
    return { gain, connect: (/** @type {any} */ to) => to };
  }
}

const DANISH = { lang: "da-DK", localService: true };
const BRITISH = { lang: "en_GB", localService: true };
const AMERICAN = { lang: "en-US", localService: true };
const FAR_AWAY = { lang: "en-GB", localService: false };

/** @type {(text: string) => SayingView} */
const count = (text) => ({ text, kind: "count", urgent: false });
/** @type {(text: string) => SayingView} */
const cue = (text) => ({ text, kind: "cue", urgent: true });

/** @type {FakeSynthesis} */
let synth;
let settings = { language: "en-GB", muted: false, volume: 0.8, rate: 1.2 };
const noVoice = vi.fn();

function voiceOf(/** @type {object[]} */ ...voices) {
  synth.voices = voices;
  const voice = createVoice(() => settings);
  voice.unlock(noVoice);
  return voice;
}

beforeEach(() => {
  vi.useFakeTimers();
  synth = new FakeSynthesis();
  settings = { language: "en-GB", muted: false, volume: 0.8, rate: 1.2 };
  noVoice.mockClear();
  FakeAudio.pitches = [];
  vi.stubGlobal("speechSynthesis", synth);
  vi.stubGlobal("AudioContext", FakeAudio);
  vi.stubGlobal("navigator", { vendor: "Google Inc." });
  vi.stubGlobal(
    "SpeechSynthesisUtterance",
    class {
      constructor(/** @type {string} */ text) {
        this.text = text;
      }
    },
  );
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("with a voice", () => {
  it("speaks with a voice of this computer, the tag of the language before others", () => {
    const voice = voiceOf(DANISH, FAR_AWAY, AMERICAN, BRITISH);
    voice.say([count("1")]);
    expect(synth.said).toEqual([["en-GB", "1"]]);
    expect(synth.given[0].voice).toBe(BRITISH);
    expect([synth.given[0].volume, synth.given[0].rate]).toEqual([0.8, 1.2]);
    synth.ends();
    settings.language = "da-DK";
    voice.say([count("2")]);
    expect(synth.given[1].voice).toBe(DANISH);
  });

  it("says the next thing when the end of the last was told, or nothing is said any more", () => {
    const voice = voiceOf(BRITISH);
    voice.say([count("1"), count("2"), count("3")]);
    synth.ends();
    expect(synth.said).toHaveLength(2);
    synth.speaking = false; // its end is not told
    vi.advanceTimersByTime(400);
    expect(synth.said).toHaveLength(2);
    vi.advanceTimersByTime(200);
    expect(synth.said.at(-1)).toEqual(["en-GB", "3"]);
  });

  it("gives up an engine that hangs after 4 s and 150 ms a letter", () => {
    const voice = voiceOf(BRITISH);
    settings.rate = 1;
    voice.say([count("12345678"), count("2")]);
    const before = synth.cancelled;
    vi.advanceTimersByTime(5200);
    expect(synth.cancelled).toBe(before);
    vi.advanceTimersByTime(200);
    expect(synth.cancelled).toBe(before + 1);
    expect(synth.said.at(-1)).toEqual(["en-GB", "2"]);
  });

  it("takes nothing from the end of what was cut off", () => {
    const voice = voiceOf(BRITISH);
    voice.say([count("1")]);
    const cut = synth.given[0];
    voice.say([cue("straighten the knee"), count("2")]);
    cut.onend();
    cut.onerror();
    expect(synth.said).toEqual([
      ["en-GB", "1"],
      ["en-GB", "straighten the knee"],
    ]);
    expect(FakeAudio.pitches).toEqual([]);
  });

  it("says nothing while it is muted, and stops when it becomes so", () => {
    const voice = voiceOf(BRITISH);
    voice.say([count("1"), count("2")]);
    settings.muted = true;
    voice.settings();
    expect(synth.speaking).toBe(false);
    voice.say([cue("straighten the knee")]);
    expect(synth.said).toEqual([["en-GB", "1"]]);
  });

  it("does not warn", () => {
    voiceOf(BRITISH);
    vi.advanceTimersByTime(10_000);
    expect(noVoice).not.toHaveBeenCalled();
  });
});

describe("without a voice", () => {
  it("warns once after 1.5 s, where it is to be heard", () => {
    voiceOf(DANISH, FAR_AWAY);
    vi.advanceTimersByTime(1499);
    expect(noVoice).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(noVoice).toHaveBeenCalledOnce();
    settings.muted = true;
    voiceOf(DANISH);
    vi.advanceTimersByTime(10_000);
    expect(noVoice).toHaveBeenCalledOnce();
  });

  it("beeps once for a count, twice for a cue, one thing after the other", () => {
    const voice = voiceOf();
    voice.say([count("1"), cue("straighten the knee")]);
    expect(FakeAudio.pitches).toEqual([660]);
    vi.advanceTimersByTime(360);
    expect(FakeAudio.pitches).toEqual([660, 520, 780]);
    expect(synth.said).toEqual([]);
  });

  it("beeps where a voice fails", () => {
    const voice = voiceOf(BRITISH);
    voice.say([count("1"), count("2")]);
    synth.given[0].onerror();
    expect(FakeAudio.pitches).toEqual([660]);
    vi.advanceTimersByTime(360);
    expect(synth.said.at(-1)).toEqual(["en-GB", "2"]);
  });
});
