/** A video, or a clock that stands for one that was not kept. `from` is where its repetition begins. */
function createPlayer(place, on) {
  const caption = make("p", { class: "caption" });
  const video = make("video", { playsinline: "", muted: "", preload: "auto", tabindex: "-1", "data-testid": "desk-video" });
  const missing = make("p", { class: "missing", role: "status" });
  const element = make("div", { class: "player" }, caption, video, missing);
  let board = {}, gone = false, frame_s = FRAME_S, shown_s = 0, stepping = false;
  let base_s = 0, begun_ms = null, speed = 1; // of the clock
  const player = { from: 0, length: 0, rep: null };
  place.append(element);
  for (const event of ["seeked", "seeking", "timeupdate", "loadedmetadata"]) video.addEventListener(event, on.moved);
  video.addEventListener("click", on.toggle);
  video.addEventListener("error", () => {
    gone = true;
    label();
  });
  video.requestVideoFrameCallback?.(learn);

  /** A picture was shown: how long one lasts shows where two follow each other. */
  function learn(_, { mediaTime }) {
    const step = mediaTime - shown_s;
    if (stepping && step < LEAST_S && frame_s < 0.2) {
      frame_s *= 1.5; // still the same picture: it lasts longer
      player.seek(shown_s + frame_s);
    } else {
      if ((stepping || !video.paused) && step > LEAST_S && step < 0.25) frame_s = step;
      [stepping, shown_s] = [false, mediaTime];
    }
    video.requestVideoFrameCallback(learn);
  }

  function label() {
    const kept = Boolean(board.video) && !gone;
    video.hidden = !kept;
    missing.hidden = kept;
    missing.textContent = on.word(board.video ? "video_gone" : "no_video");
  }

  const has = () => !video.hidden;
  const clock_s = () => base_s + (begun_ms === null ? 0 : (speed * (performance.now() - begun_ms)) / 1000);

  return Object.assign(player, {
    show(newBoard, named) {
      if (board.video !== newBoard.video) {
        gone = false;
        // A poster would be another request: the first picture is shown once it is there.
        if (newBoard.video) video.src = newBoard.video;
        else video.removeAttribute("src");
      }
      board = newBoard;
      video.setAttribute("aria-label", board.title);
      caption.hidden = !named;
      caption.replaceChildren(make("b", {}, board.title), make("span"));
      label();
    },
    /** The repetition to play, of two that are compared; undefined where there are not so many. */
    take(rep, word) {
      player.rep = rep ?? null;
      player.from = rep?.start ?? 0;
      player.length = rep ? rep.end - rep.start : 0;
      caption.lastChild.textContent = rep ? rep.name : word("no_such");
    },
    time: () => (has() ? video.currentTime : clock_s()),
    // A moment in: the picture that begins there, not the one before it.
    seek(time) {
      const to = Math.max(0, Math.min(board.duration, time));
      base_s = to;
      if (begun_ms !== null) begun_ms = performance.now();
      if (has()) video.currentTime = to + LEAST_S;
    },
    play(newSpeed) {
      speed = newSpeed;
      video.playbackRate = newSpeed;
      if (has()) video.play().catch(() => {});
      else if (begun_ms === null) begun_ms = performance.now();
    },
    pause() {
      if (has()) video.pause();
      base_s = clock_s();
      begun_ms = null;
    },
    rate(newSpeed) {
      base_s = clock_s();
      if (begun_ms !== null) begun_ms = performance.now();
      speed = video.playbackRate = newSpeed;
    },
    ended: () => (has() ? video.ended : clock_s() >= board.duration),
    playable: has,
    frame: () => frame_s,
    /** One picture on or back. */
    step(sign) {
      if (!has()) return player.seek(clock_s() + sign * frame_s);
      stepping = sign > 0;
      player.seek(stepping ? shown_s + frame_s : shown_s - 5 * LEAST_S);
    },
    full: () => video.requestFullscreen?.().catch(() => {}),
    leave() {
      video.pause();
      video.removeAttribute("src");
      video.load();
      element.remove();
    },
  });
}
