/**
 * Returns a function that finds the one element of `root` that matches a selector. It throws where
 * there is none, or one of another kind than asked for: the markup is our own.
 * @param {ParentNode} root
 */
export function finder(root) {
  /**
   * @template {Element} [Kind=HTMLElement]
   * @param {string} selector
   * @param {new () => Kind} [kind] HTMLElement unless told
   * @returns {Kind}
   */
  return (selector, kind) => {
    const found = root.querySelector(selector);
    if (!(found instanceof (kind ?? HTMLElement))) throw new Error(`No element “${selector}”`);
    return /** @type {Kind} */ (found);
  };
}

/** @typedef {ReturnType<typeof finder>} Find */
/** @typedef {Record<string, string | number | boolean>} Attributes */
/** @typedef {Node | string | number | false | null | undefined} Child what is empty is left out */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Returns a new HTML element; strings become text.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {Child[]} children
 */
export const html = (tag, attributes = {}, ...children) =>
  dress(document.createElement(tag), attributes, children);

/**
 * Returns a new SVG element; strings become text.
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {Child[]} children
 */
export const svg = (tag, attributes = {}, ...children) =>
  dress(document.createElementNS(SVG, tag), attributes, children);

/**
 * Gives an element attributes and children; returns it.
 * @template {Element} Dressed
 * @param {Dressed} element
 * @param {Attributes} attributes
 * @param {Child[]} [children]
 */
export function dress(element, attributes, children = []) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, `${value}`);
  for (const child of children)
    if (child || child === 0) element.append(typeof child === "number" ? `${child}` : child);
  return element;
}
