import { createSpeechQueue } from "./speech_queue.js";

/** @import { SayingView } from "../messages.js" */
/** @import { StageData } from "./stage.js" */

const WARN_MS = 1500; // browsers take a while to load their voices
const WATCH_MS = 200;
const SILENT_MS = 400; // nothing is said so long after it was given: it is over
const LONGEST_MS = 4000; // and this for each letter:
const LETTER_MS = 150;

/**
 * Creates the voice: it says one thing after the other; where the computer has no voice of the
 * language, it beeps.
 * @param {() => StageData["voice"]} settings
 */
export function createVoice(settings) {
  const speaker = createSpeaker(settings);
  const queue = createSpeechQueue(speaker);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
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
    },
  };
}

/** @param {() => StageData["voice"]} settings */
function createSpeaker(settings) {
  const synth = globalThis.speechSynthesis;
  /** @type {AudioContext | null} */
  let audio = null;
  /** @type {object | null} */
  let current = null; // what is being said
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let watch;

  /** Returns a voice of this computer only: with the others, the words go to somebody's server. */
  function findVoice() {
    const { language: tag } = settings();
    const [language] = tag.toLowerCase().split("-");
    /** @param {SpeechSynthesisVoice} voice */
    const tagOf = (voice) => voice.lang.replace("_", "-");
    const fit = (synth?.getVoices() ?? []).filter(
      (voice) => voice.localService && tagOf(voice).toLowerCase().split("-")[0] === language,
    );
    return { tag, voice: fit.find((voice) => tagOf(voice) === tag) ?? fit[0] };
  }

  function cancel() {
    clearInterval(watch);
    current = null;
    synth?.cancel();
  }

  /**
   * @param {SayingView} saying
   * @param {() => void} done
   */
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

  /**
   * Gives the words to the browser. What is returned is to be held until they were said: Chromium
   * forgets the events of one that nobody holds.
   * @param {SayingView} saying
   * @param {string} tag
   * @param {SpeechSynthesisVoice} voice
   * @param {() => void} over
   * @param {() => void} failed
   */
  function utter({ text }, tag, voice, over, failed) {
    const words = new SpeechSynthesisUtterance(text);
    words.lang = tag;
    try {
      words.voice = voice;
    } catch {
      // A stand-in for a voice, in a test.
    }
    words.volume = settings().volume;
    words.rate = settings().rate;
    words.onend = over;
    words.onerror = failed;
    synth.resume?.(); // Chromium falls asleep when nothing was said for long
    synth.speak(words);
    // The end is not always told, and an engine may hang: never wait for ever.
    const since = performance.now();
    const longest = LONGEST_MS + (LETTER_MS * text.length) / words.rate;
    watch = setInterval(() => {
      const age = performance.now() - since;
      if (age > longest) synth.cancel();
      if (age > longest || (age > SILENT_MS && !synth.speaking && !synth.pending)) over();
    }, WATCH_MS);
    return words;
  }

  /**
   * Beeps, once for a count and twice else; returns after how many ms the next may begin.
   * @param {SayingView} saying
   */
  function beep(saying) {
    const tones = saying.kind === "count" ? [660] : [520, 780];
    if (audio) for (const [index, pitch] of tones.entries()) tone(audio, pitch, 0.16 * index);
    return 200 + 160 * tones.length;
  }

  /**
   * @param {AudioContext} on
   * @param {number} pitch in hertz
   * @param {number} after in seconds
   */
  function tone(on, pitch, after) {
    const at = on.currentTime + after;
    const sound = on.createOscillator();
    const loudness = on.createGain();
    sound.frequency.value = pitch;
    loudness.gain.setValueAtTime(0, at); // risen and fallen, or it clicks
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
      // WebKit speaks later only where it has spoken within a press.
      if (synth && navigator.vendor.startsWith("Apple"))
        synth.speak(new SpeechSynthesisUtterance(""));
      findVoice(); // makes the browser load them
    },
  };
}
