import { finder } from "../../shared/elements.js";

/** @import { Comma } from "./format.js" */

/**
 * @typedef {object} ControlState
 * @property {boolean} comparing
 * @property {boolean} playing
 * @property {number} rate
 * @property {boolean} loop
 * @property {boolean} watched whether there is a video
 * @property {boolean} isFirst whether there is none before
 * @property {boolean} isLast
 * @property {Comma} comma
 */

/**
 * What the buttons and keys do.
 * @typedef {object} Actions
 * @property {() => void} toggle
 * @property {(by: number) => void} step to another repetition
 * @property {(sign: number, seconds: number) => void} nudge
 * @property {(rate: number) => void} speed
 * @property {() => void} loop
 * @property {() => void} full
 * @property {(by: number) => void} zoom
 * @property {(side: string) => void} side
 * @property {() => ControlState} state
 */

/**
 * Creates the buttons under the picture and the keys.
 * @param {ShadowRoot} root
 * @param {(name: string) => string} word
 * @param {Actions} actions
 */
export function createControls(root, word, actions) {
  const find = finder(root);
  const section = find(".desk");
  const side = find(".compared select", HTMLSelectElement);
  /** @type {Record<string, (button: HTMLElement) => void>} */
  const does = {
    play: actions.toggle,
    previous: () => actions.step(-1),
    next: () => actions.step(1),
    speed: (button) => actions.speed(Number(button.dataset.speed)),
    loop: actions.loop,
    full: actions.full,
    "zoom-in": () => actions.zoom(1),
    "zoom-out": () => actions.zoom(-1),
  };
  /** @param {string} what */
  const button = (what) => find(`[data-do="${what}"]`, HTMLButtonElement);

  /** Shows what each button does now. */
  function labels() {
    const { comparing, playing, rate, loop, watched, isFirst, isLast, comma } = actions.state();
    section.setAttribute("aria-label", word("label"));
    section.classList.toggle("playing", playing);
    const names = {
      play: playing ? word("pause") : word("play"),
      previous: word("previous"),
      next: word("next"),
      loop: word("loop"),
      full: word("full"),
      "zoom-in": word("zoom_in"),
      "zoom-out": word("zoom_out"),
    };
    for (const [what, name] of Object.entries(names)) {
      button(what).title = name;
      button(what).setAttribute("aria-label", name);
    }
    find(".speeds").setAttribute("aria-label", word("speed"));
    for (const each of /** @type {NodeListOf<HTMLElement>} */ (
      root.querySelectorAll("[data-speed]")
    )) {
      const speed = each.dataset.speed ?? "";
      each.textContent = `${speed.replace(".", comma)}×`;
      each.setAttribute("aria-pressed", `${Number(speed) === rate}`);
    }
    button("loop").setAttribute("aria-pressed", `${loop}`);
    for (const what of ["play", "loop", "full"]) button(what).hidden = !watched;
    button("full").hidden ||= comparing;
    find(".speeds").hidden = !watched;
    find(".keys").textContent = watched ? word("keys") : "";
    button("previous").disabled = isFirst;
    button("next").disabled = isLast;
  }

  /**
   * Returns what a key does; undefined where it is not the desk's.
   * @param {KeyboardEvent} event
   * @param {Element} target
   */
  function keyed(event, target) {
    const seconds = event.shiftKey ? 1 : 0;
    switch (event.key.length === 1 ? event.key.toLowerCase() : event.key) {
      case " ":
        return target.closest("button") ? undefined : actions.toggle;
      case "ArrowLeft":
        return () => actions.nudge(-1, seconds);
      case "ArrowRight":
        return () => actions.nudge(1, seconds);
      case "n":
        return () => actions.step(1);
      case "p":
        return () => actions.step(-1);
      default:
        return undefined;
    }
  }

  section.addEventListener("click", (event) => {
    const pressed = elementOf(event)?.closest("[data-do]");
    if (!(pressed instanceof HTMLElement)) return;
    does[pressed.dataset.do ?? ""]?.(pressed);
    labels();
  });
  // A button that was clicked does not keep the keys: the space bar then plays.
  section.addEventListener("mousedown", (event) => {
    if (!elementOf(event)?.closest("button")) return;
    event.preventDefault();
    section.focus({ preventScroll: true });
  });
  section.addEventListener("keydown", (event) => {
    const target = elementOf(event);
    if (event.ctrlKey || event.metaKey || event.altKey || !target || target.closest("select"))
      return;
    const action = keyed(event, target);
    if (!action) return;
    event.preventDefault();
    action();
  });
  side.addEventListener("change", () => actions.side(side.value));

  return {
    labels,
    /**
     * Offers the sides of two recordings that are compared.
     * @param {string[]} sides
     * @param {string} chosen
     */
    sides(sides, chosen) {
      side.hidden = sides.length < 2;
      side.setAttribute("aria-label", word("filter_side"));
      const options = sides.map((each) => new Option(word(each), each));
      side.replaceChildren(new Option(word("all_side"), ""), ...options);
      side.value = chosen;
    },
  };
}

/** @param {Event} event */
const elementOf = ({ target }) => (target instanceof Element ? target : null);
