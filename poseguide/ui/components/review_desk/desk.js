// The browser's half of the desk: video, timeline and table of one recording, or two side by side.
//
// Streamlit calls the default function on every rerun that brings new data, with the same parentElement (a
// shadow root), and its cleanup once, when the component is taken from the page. So what runs lives in `desks`.
// All words come as data and become text, never HTML: names of files and notes come from outside.

const ICONS = { good: "✓", partly: "~", fault: "!", incomplete: "–", not_counted: "✕", unseen: "?", added: "+" };
const HATCHED = ["incomplete", "not_counted"];
const FRAME_S = 1 / 25; // until the video has told its own
const LEAST_S = 1e-3;
const DRIFT_S = 0.1; // two videos may be this far apart
const ZOOMS = [1, 2, 4, 8, 16, 32];
const LEGIBLE_PX = 30; // a band with room for its sign and number
const RULER_PX = 28, BAND_PX = 28, MARK_PX = 18, ROW_PX = [236, 96], GAP_PX = 10, SIDE_PX = 8, LABEL_PX = 16;

const desks = new WeakMap();

export default function ({ data, parentElement, setStateValue }) {
  let desk = desks.get(parentElement);
  if (!desk) desks.set(parentElement, (desk = createDesk(parentElement)));
  desk.update(data, (number) => setStateValue("selected", number));
  return desk.leave;
}

function createDesk(root) {
  const find = (selector) => root.querySelector(selector);
  const section = find(".desk");
  let data = {}, tell = () => {}, boards = [], signature = "";
  let players = [], playing = false, rate = 1, loop = false, tick = 0;
  let selected = null, given; // numbers of repetitions; `given` is what Python asked for last
  const told = new Set(); // what Python was told and gives back: it asks for nothing new
  let pair = 0, pairSide = ""; // of two boards: the place among the counted ones, and the side
  const comparing = () => boards.length > 1;
  const word = (name) => data.words?.[name] ?? "";
  const table = createTable(find, word, (number) => choose(number), () => boards[0]);
  const chart = createChart(find, word, {
    seek: (time) => seekAll(time),
    choose: (number, time) => choose(number, time),
    comma: () => data.comma,
  });

  // ------------------------------------------------------------------------------ data from Python

  function update(newData, newTell) {
    [data, tell] = [newData, newTell];
    const now = JSON.stringify([data.boards, data.words]);
    if (now !== signature) {
      signature = now;
      const before = boards.map(identity).join();
      boards = data.boards;
      const fresh = boards.map(identity).join() !== before;
      section.className = `desk ${comparing() ? "compare" : "single"}`;
      section.classList.toggle("unwatched", !comparing() && !boards[0]?.video);
      keepPlayers();
      pair = Math.min(pair, Math.max(0, most() - 1));
      if (fresh || !rep(selected)) selected = null;
      labels();
      show(fresh);
      if (comparing()) toPair();
    }
    if (data.selected === given) return;
    given = data.selected;
    if (!told.delete(given) && rep(given)) choose(given, null, false);
  }

  /** Another recording begins anew; the same one with corrections or in another language goes on. */
  const identity = (board) => JSON.stringify([board.title, board.video, board.duration]);
  const rep = (number) => boards[0]?.repetitions.find((one) => one.number === number);

  /** Goes to a repetition, or to a moment of it. */
  function choose(number, time = null, tellIt = true) {
    if (comparing()) return;
    const one = rep(number);
    if (tellIt && number !== selected) {
      told.add(number);
      tell(number);
    }
    selected = number;
    seekAll(time ?? one.start);
    mark();
  }

  function mark() {
    chart.select(selected);
    table.select(selected);
  }

  // ------------------------------------------------------------------------------ the videos

  function keepPlayers() {
    while (players.length > boards.length) players.pop().leave();
    boards.forEach((board, place) => {
      players[place] ??= createPlayer(find(".players"), { moved, toggle, word });
      players[place].show(board, comparing());
    });
  }

  const now = () => players[0]?.time() ?? 0;
  const local = (player) => player.time() - player.from;

  function seekAll(time) {
    for (const player of players) player.seek(comparing() ? player.from + time : time);
    moved();
  }

  function toggle() {
    if (!players.some((player) => player.playable())) return;
    playing ? pause() : play();
  }

  function play() {
    playing = true;
    if (comparing() && players.every(over)) seekAll(0);
    else if (!comparing() && now() >= boards[0].duration - 0.05) seekAll(0);
    for (const player of players) if (!over(player)) player.play(rate);
    cancelAnimationFrame(tick);
    tick = requestAnimationFrame(follow);
    labels();
  }

  function pause() {
    playing = false;
    cancelAnimationFrame(tick);
    for (const player of players) player.pause();
    moved();
    labels();
  }

  const over = (player) => comparing() && (!player.rep || local(player) >= player.length - LEAST_S);

  function follow() {
    if (!playing) return;
    tick = requestAnimationFrame(follow);
    if (comparing()) followPair();
    else {
      const one = loop && looped();
      if (one && (now() >= one.end || players[0].ended())) players[0].seek(one.start), players[0].play(rate);
      else if (players[0].ended()) return pause();
    }
    moved();
  }

  function looped() {
    return rep(selected) ?? boards[0].repetitions.find((one) => one.start <= now() && now() <= one.end);
  }

  function followPair() {
    const running = players.filter((player) => !over(player) && !player.ended());
    for (const player of players) if (!running.includes(player)) player.pause();
    if (!running.length) {
      if (!loop) return pause();
      seekAll(0);
      return play();
    }
    const [first, second] = running;
    if (second && Math.abs(local(first) - local(second)) > DRIFT_S) second.seek(second.from + local(first));
  }

  /** The moment has changed: playhead, clock and the word for a reader of screens follow. */
  function moved() {
    const time = comparing() ? Math.max(0, ...players.map((player) => Math.min(local(player), player.length))) : now();
    chart.at(time);
    const total = comparing() ? Math.max(...players.map((player) => player.length)) : boards[0]?.duration ?? 0;
    find(".now").replaceChildren(make("b", {}, clock(time, data.comma)), ` / ${clock(total, data.comma)}`);
  }

  // ------------------------------------------------------------------------------ two boards

  const counted = (board) =>
    board.repetitions.filter((one) => one.counted && (!pairSide || one.side === pairSide));
  const most = () => (comparing() ? Math.max(...boards.map((board) => counted(board).length)) : 0);

  function toPair() {
    players.forEach((player, place) => player.take(counted(boards[place])[pair], word));
    chart.pair(boards, players.map((player) => player.rep));
    table.pair(boards, players.map((player) => player.rep));
    find(".compared b").textContent = word("compare").replace("{number}", pair + 1);
    seekAll(0);
    if (playing) play();
    labels();
  }

  function step(by) {
    if (comparing()) {
      pair = Math.max(0, Math.min(most() - 1, pair + by));
      return toPair();
    }
    const shown = [...table.shown()].sort((a, b) => a.start - b.start);
    const next = by > 0 ? shown.find((one) => one.start > now() + 0.2)
      : shown.findLast((one) => one.start < now() - 0.5);
    if (next) choose(next.number);
  }

  // ------------------------------------------------------------------------------ buttons and keys

  function labels() {
    section.setAttribute("aria-label", word("label"));
    section.classList.toggle("playing", playing);
    const names = {
      play: word(playing ? "pause" : "play"), previous: word("previous"), next: word("next"), loop: word("loop"),
      full: word("full"), "zoom-in": word("zoom_in"), "zoom-out": word("zoom_out"),
    };
    for (const [what, name] of Object.entries(names)) {
      const button = find(`[data-do="${what}"]`);
      button.title = name;
      button.setAttribute("aria-label", name);
    }
    find(".speeds").setAttribute("aria-label", word("speed"));
    for (const button of root.querySelectorAll("[data-speed]")) {
      button.textContent = `${button.dataset.speed.replace(".", data.comma)}×`;
      button.setAttribute("aria-pressed", Number(button.dataset.speed) === rate);
    }
    find('[data-do="loop"]').setAttribute("aria-pressed", loop);
    const watched = players.some((player) => player.playable());
    for (const what of ["play", "loop", "full"]) find(`[data-do="${what}"]`).hidden = !watched;
    find('[data-do="full"]').hidden ||= comparing();
    find(".speeds").hidden = !watched;
    find(".keys").textContent = watched ? word("keys") : "";
    find('[data-do="previous"]').disabled = comparing() && pair === 0;
    find('[data-do="next"]').disabled = comparing() && pair >= most() - 1;
  }

  function show(fresh) {
    find(".sources").textContent = word("sources");
    if (comparing()) return sides();
    chart.single(boards[0], fresh);
    table.single(boards[0]);
    mark();
    moved();
  }

  function sides() {
    const all = new Set(boards.flatMap((board) => board.repetitions.map((one) => one.side)));
    const select = find(".compared select");
    select.hidden = all.size < 2;
    if (!all.has(pairSide)) pairSide = "";
    select.setAttribute("aria-label", word("filter_side"));
    select.replaceChildren(new Option(word("all_side"), ""), ...[...all].map((side) => new Option(word(side), side)));
    select.value = pairSide;
  }

  const DOES = {
    play: toggle,
    previous: () => step(-1),
    next: () => step(1),
    speed(button) {
      rate = Number(button.dataset.speed);
      for (const player of players) player.rate(rate);
    },
    loop: () => (loop = !loop),
    full: () => players[0].full(),
    "zoom-in": () => chart.zoom(1),
    "zoom-out": () => chart.zoom(-1),
  };

  section.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (!button) return;
    DOES[button.dataset.do](button);
    labels();
  });
  // A button that was clicked does not keep the keys: the space bar then plays.
  section.addEventListener("mousedown", (event) => {
    if (!event.target.closest("button")) return;
    event.preventDefault();
    section.focus({ preventScroll: true });
  });
  section.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select")) return;
    const by = event.shiftKey ? 1 : 0;
    const does = {
      " ": event.target.closest("button") ? null : toggle,
      ArrowLeft: () => nudge(-1, by), ArrowRight: () => nudge(1, by),
      n: () => step(1), p: () => step(-1),
    }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!does) return;
    event.preventDefault();
    does();
  });
  find(".compared select").addEventListener("change", (event) => {
    [pairSide, pair] = [event.target.value, 0];
    toPair();
  });

  /** Some seconds on or back, or one picture. */
  function nudge(sign, by) {
    if (playing) pause();
    const player = players[0];
    if (!player) return;
    if (comparing()) seekAll(Math.max(0, local(player) + sign * (by || player.frame())));
    else if (by) seekAll(Math.max(0, now() + sign * by));
    else player.step(sign);
    moved();
  }

  function leave() {
    cancelAnimationFrame(tick);
    chart.leave();
    while (players.length) players.pop().leave();
    desks.delete(root);
  }

  return { update, leave };
}
