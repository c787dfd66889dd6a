/** An HTML element; strings become text, what is empty is left out. */
const make = (tag, attributes = {}, ...children) => dress(document.createElement(tag), attributes, children);
/** The same for SVG. */
const draft = (tag, attributes = {}, ...children) => dress(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

function dress(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child || child === 0));
  return element;
}

const size = (svg, width, height) => dress(svg, { width, height, viewBox: `0 0 ${width} ${height}` }, []);
const number = (value, digits, comma) => value.toFixed(digits).replace(/^-(0[.]?0*)$/, "$1").replace(".", comma);

function clock(time, comma, tenths = true) {
  const all = Math.round(10 * time), minutes = Math.floor(all / 600), seconds = String(Math.floor(all / 10) % 60).padStart(2, "0");
  return `${minutes}:${seconds}${tenths ? comma + (all % 10) : ""}`;
}
