/*
 * The browser's half of the live page.
 *
 * Streamlit calls the default function on every rerun that brings new data (or another theme),
 * always with the same parentElement (a shadow root), and calls the cleanup it got last once: when
 * the component is taken from the page. So what runs lives in `stages`, and a rerun only hands it
 * the new data.
 */
import { createStage } from "./stage.js";

/** @import { StageData, Tell } from "./stage.js" */

/** @type {WeakMap<ShadowRoot, ReturnType<typeof createStage>>} */
const stages = new WeakMap();

/**
 * Mounts the stage, or gives a mounted one its new data; returns its cleanup.
 * @param {{ data: StageData, parentElement: ShadowRoot } & Tell} component
 */
export default function mount({ data, parentElement, setStateValue, setTriggerValue }) {
  const tell = { setStateValue, setTriggerValue };
  let stage = stages.get(parentElement);
  if (!stage) {
    stage = createStage(parentElement, data, tell);
    stages.set(parentElement, stage);
  }
  stage.update(data, tell);
  return stage.leave;
}
