import { finder, html } from "../../shared/elements.js";
import { createControls } from "./controls.js";
import { clock } from "./format.js";
import { spanAt } from "./geometry.js";
import { createPlayer } from "./player.js";
import { createTable } from "./table.js";
import { createTimeline } from "./timeline.js";

/** @import { Board, BoardRepetition } from "../messages.js" */
/** @import { Comma } from "./format.js" */
/** @import { Player } from "./player.js" */

/**
 * What the page hands over with every rerun: one board, or two that are compared.
 * @typedef {object} DeskData
 * @property {Board[]} boards
 * @property {number | null} selected the number of the repetition to go to
 * @property {Record<string, string>} words
 * @property {Comma} comma
 */

const DRIFT_S = 0.1; // two videos may be this far apart
const END_S = 0.05; // so near to its end, a video begins anew
const BEFORE_S = 0.5; // back from later than this in a repetition goes to its own start
const AFTER_S = 0.2;

/**
 * Creates the desk: it holds the state and joins players, timeline, table and controls.
 * @param {ShadowRoot} root
 * @param {DeskData} data
 * @param {(number: number) => void} tell the page which repetition was chosen
 */
export function createDesk(root, data, tell) {
  const find = finder(root);
  const section = find(".desk");
  /** @type {Board[]} */
  let boards = [];
  let signature = "";
  /** @type {Player[]} */
  const players = [];
  let playing = false;
  let rate = 1;
  let loop = false;
  let tick = 0;
  /** @type {number | null} */
  let selected = null; // the number of a repetition
  /** @type {number | null | undefined} */
  let given; // what the page asked for last
  /** @type {Set<number | null>} */
  const told = new Set(); // what the page was told and gives back: it asks for nothing new
  let pair = 0; // of two boards: the place among the counted ones
  let pairSide = "";
  const comparing = () => boards.length > 1;
  /** @param {string} name */
  const word = (name) => data.words[name] ?? "";
  const table = createTable(find, word, choose);
  const timeline = createTimeline(find, word, { seek: seekAll, choose, comma: () => data.comma });
  const controls = createControls(root, word, {
    toggle,
    step,
    nudge,
    speed(newRate) {
      rate = newRate;
      for (const player of players) player.rate(rate);
    },
    loop() {
      loop = !loop;
    },
    full: () => players[0]?.full(),
    zoom: timeline.zoom,
    side(side) {
      [pairSide, pair] = [side, 0];
      toPair();
    },
    state: () => ({
      comparing: comparing(),
      playing,
      rate,
      loop,
      watched: players.some((player) => player.playable()),
      isFirst: comparing() && pair === 0,
      isLast: comparing() && pair >= most() - 1,
      comma: data.comma,
    }),
  });

  // ------------------------------------------------------------------------------ data from Python

  /**
   * @param {DeskData} newData
   * @param {(number: number) => void} newTell
   */
  function update(newData, newTell) {
    [data, tell] = [newData, newTell];
    const now = JSON.stringify([data.boards, data.words]);
    if (now !== signature) {
      signature = now;
      const before = boards.map(identity).join();
      boards = data.boards;
      showBoards(boards.map(identity).join() !== before);
    } else timeline.recolour(); // the theme may be another one
    if (data.selected === given) return;
    given = data.selected;
    const one = rep(given);
    if (!told.delete(given) && one) go(one);
  }

  /** @param {boolean} fresh whether other recordings were shown before */
  function showBoards(fresh) {
    const [first] = boards;
    section.className = `desk ${comparing() ? "compare" : "single"}`;
    section.classList.toggle("unwatched", !comparing() && !first?.video);
    keepPlayers();
    pair = Math.min(pair, Math.max(0, most() - 1));
    if (fresh || !rep(selected)) selected = null;
    controls.labels();
    find(".sources").textContent = word("sources");
    if (comparing()) {
      showSides();
      toPair();
    } else if (first) {
      timeline.single(first, fresh);
      table.single(first);
      mark();
      moved();
    }
  }

  /** @param {number | null | undefined} number */
  const rep = (number) => boards[0]?.repetitions.find((one) => one.number === number);

  /**
   * Goes to a repetition that the person chose, or to a moment of it, and tells the page.
   * @param {number} number
   * @param {number} [time] in seconds
   */
  function choose(number, time) {
    const one = rep(number);
    if (comparing() || !one) return;
    if (number !== selected) {
      told.add(number);
      tell(number);
    }
    go(one, time);
  }

  /**
   * @param {BoardRepetition} one
   * @param {number} [time] in seconds
   */
  function go(one, time = one.start) {
    if (comparing()) return;
    selected = one.number;
    seekAll(time);
    mark();
  }

  function mark() {
    timeline.select(selected);
    table.select(selected);
  }

  // ------------------------------------------------------------------------------ the videos

  function keepPlayers() {
    while (players.length > boards.length) players.pop()?.leave();
    for (const [place, board] of boards.entries()) {
      const player = players[place] ?? createPlayer(find(".players"), { moved, toggle, word });
      players[place] = player;
      player.show(board, comparing());
    }
  }

  const now = () => players[0]?.time() ?? 0;

  /** @param {number} time in seconds; of two, from the start of their repetitions */
  function seekAll(time) {
    for (const player of players) player.seek(comparing() ? player.pair.from + time : time);
    moved();
  }

  function toggle() {
    if (!players.some((player) => player.playable())) return;
    if (playing) pause();
    else play();
  }

  function play() {
    playing = true;
    const ended = comparing()
      ? players.every((player) => player.over())
      : now() >= (boards[0]?.duration ?? 0) - END_S;
    if (ended) seekAll(0);
    for (const player of players) if (!(comparing() && player.over())) player.play(rate);
    cancelAnimationFrame(tick);
    tick = requestAnimationFrame(follow);
    controls.labels();
  }

  function pause() {
    playing = false;
    cancelAnimationFrame(tick);
    for (const player of players) player.pause();
    moved();
    controls.labels();
  }

  function follow() {
    if (!playing) return;
    tick = requestAnimationFrame(follow);
    if (comparing()) followPair();
    else followOne();
    if (playing) moved();
  }

  function followOne() {
    const [player, one] = [players[0], loop ? looped() : undefined];
    if (!player) return;
    if (one && (now() >= one.end || player.ended())) {
      player.seek(one.start);
      player.play(rate);
    } else if (player.ended()) pause();
  }

  const looped = () => rep(selected) ?? spanAt(boards[0]?.repetitions ?? [], now());

  function followPair() {
    const running = players.filter((player) => !player.over() && !player.ended());
    for (const player of players) if (!running.includes(player)) player.pause();
    const [first, second] = running;
    if (!first) {
      if (!loop) return pause();
      seekAll(0);
      return play();
    }
    if (second && Math.abs(first.local() - second.local()) > DRIFT_S)
      second.seek(second.pair.from + first.local());
  }

  /** The moment has changed: playhead, clock and the word for a reader of screens follow. */
  function moved() {
    const times = players.map((player) => Math.min(player.local(), player.pair.length));
    const time = comparing() ? Math.max(0, ...times) : now();
    timeline.at(time);
    const lengths = players.map((player) => player.pair.length);
    const total = comparing() ? Math.max(...lengths) : (boards[0]?.duration ?? 0);
    const rest = ` / ${clock(total, data.comma)}`;
    find(".now").replaceChildren(html("b", {}, clock(time, data.comma)), rest);
  }

  // ------------------------------------------------------------------------------ two boards

  /** @param {Board | undefined} board */
  const counted = (board) =>
    board?.repetitions.filter((one) => one.counted && (!pairSide || one.side === pairSide)) ?? [];
  const most = () => (comparing() ? Math.max(...boards.map((board) => counted(board).length)) : 0);

  function toPair() {
    for (const [place, player] of players.entries()) player.take(counted(boards[place])[pair]);
    const reps = players.map((player) => player.pair.rep);
    timeline.pair(boards, reps);
    table.pair(boards, reps);
    find(".compared b").textContent = word("compare").replace("{number}", `${pair + 1}`);
    seekAll(0);
    if (playing) play();
    controls.labels();
  }

  function showSides() {
    const all = new Set(boards.flatMap((board) => board.repetitions.map((one) => one.side)));
    if (![...all].some((side) => side === pairSide)) pairSide = "";
    controls.sides([...all], pairSide);
  }

  // ------------------------------------------------------------------------------ steps

  /** @param {number} by one repetition on or back */
  function step(by) {
    if (comparing()) {
      pair = Math.max(0, Math.min(most() - 1, pair + by));
      return toPair();
    }
    const shown = [...table.shown()].sort((a, b) => a.start - b.start);
    const next =
      by > 0
        ? shown.find((one) => one.start > now() + AFTER_S)
        : shown.findLast((one) => one.start < now() - BEFORE_S);
    if (next) choose(next.number);
  }

  /**
   * Goes some seconds on or back, or one picture.
   * @param {number} sign
   * @param {number} seconds 0 for a picture
   */
  function nudge(sign, seconds) {
    if (playing) pause();
    const [player] = players;
    if (!player) return;
    if (comparing()) seekAll(Math.max(0, player.local() + sign * (seconds || player.frame())));
    else if (seconds) seekAll(Math.max(0, now() + sign * seconds));
    else player.step(sign);
    moved();
  }

  function leave() {
    cancelAnimationFrame(tick);
    timeline.leave();
    while (players.length) players.pop()?.leave();
  }

  return { update, leave };
}

/**
 * Tells recordings apart: the same one with corrections or in another language goes on.
 * @param {Board} board
 */
const identity = ({ title, video, duration }) => JSON.stringify([title, video, duration]);
