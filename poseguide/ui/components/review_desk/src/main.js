/*
 * The browser's half of the desk: video, timeline and table of one recording, or two side by side.
 *
 * Streamlit calls the default function on every rerun that brings new data, with the same
 * parentElement (a shadow root), and its cleanup once, when the component is taken from the page.
 * So what runs lives in `desks`. All words come as data and become text, never HTML: names of files
 * and notes come from outside.
 */
import { createDesk } from "./desk.js";

/** @import { DeskData } from "./desk.js" */

/** @type {WeakMap<ShadowRoot, ReturnType<typeof createDesk>>} */
const desks = new WeakMap();

/**
 * Mounts the desk, or gives a mounted one its new data; returns its cleanup.
 * @param {object} component
 * @param {DeskData} component.data
 * @param {ShadowRoot} component.parentElement
 * @param {(name: "selected", number: number) => void} component.setStateValue
 */
export default function mount({ data, parentElement, setStateValue }) {
  /** @param {number} number */
  const tell = (number) => setStateValue("selected", number);
  let desk = desks.get(parentElement);
  if (!desk) {
    desk = createDesk(parentElement, data, tell);
    desks.set(parentElement, desk);
  }
  desk.update(data, tell);
  const { leave } = desk;
  return () => {
    leave();
    desks.delete(parentElement);
  };
}
