import { html, svg } from "../../shared/elements.js";

/** @import { BoardRepetition } from "../messages.js" */

/** @typedef {BoardRepetition["kind"]} Verdict */

/**
 * The sign of each verdict: colour alone says nothing.
 * @type {Record<Verdict, string>}
 */
export const SIGNS = {
  good: "✓",
  partly: "~",
  close: "≈",
  fault: "!",
  incomplete: "–",
  not_counted: "✕",
  unseen: "?",
  added: "+",
};
const HATCHED = /** @type {const} */ (["incomplete", "not_counted"]);

/** @param {Verdict} kind */
export const isHatched = (kind) => HATCHED.some((hatched) => hatched === kind);

/** @param {Verdict} kind */
export function badge(kind) {
  const hatched = isHatched(kind);
  return html(
    "span",
    {
      class: hatched ? "badge hatch" : "badge",
      style: hatched ? "" : `background: var(--${kind})`,
      "aria-hidden": "true",
    },
    SIGNS[kind],
  );
}

/** Returns what fills a hatched verdict in a drawing, as `url(#hatch-KIND)`. */
export const hatches = () =>
  svg(
    "defs",
    {},
    ...HATCHED.map((kind) =>
      svg(
        "pattern",
        {
          id: `hatch-${kind}`,
          width: 7,
          height: 7,
          patternUnits: "userSpaceOnUse",
          patternTransform: "rotate(40)",
        },
        svg("rect", { width: 3, height: 7, style: `fill: var(--${kind})` }),
      ),
    ),
  );
