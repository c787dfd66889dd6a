/** @import { AngleView, ViewMessage } from "../messages.js" */

/** In the order they are drawn, with their width in pixels. */
const BONES = /** @type {const} */ ([
  ["far", 4],
  ["near", 5],
  ["work", 7],
]);

const SHADOW_60 = "99"; // as the last two digits of a colour
const SHADOW_78 = "c7";

/** @typedef {[number, number]} Point */
/** @typedef {NonNullable<ViewMessage["bones"]>[number]} Bone */

/**
 * Draws bones and the angle over the running video, mirrored as it is.
 * @param {CanvasRenderingContext2D} pen
 * @param {{ size: [number, number], bones: Bone[], angle?: AngleView | null }} body in pixels of the picture
 * @param {{ width: number, height: number, mirror: boolean }} view in pixels of the page
 */
export function drawBody(pen, { size, bones, angle }, { width, height, mirror }) {
  const style = getComputedStyle(pen.canvas);
  /** @param {string} name of a colour of the palette */
  const colourOf = (name) => style.getPropertyValue(`--${name}`).trim();
  const edge = colourOf("shadow") + SHADOW_60;
  const scale = width / size[0];
  const thick = Math.min(2, Math.max(0.7, width / 800));
  /**
   * @param {number} x
   * @param {number} y
   * @returns {Point}
   */
  const at = (x, y) => [(mirror ? size[0] - x : x) * scale, (y * height) / size[1]];
  /**
   * Draws a line with a dark edge, so that it is seen on light clothes too.
   * @param {() => void} make
   * @param {string} colour
   * @param {number} line
   */
  const stroke = (make, colour, line) => {
    pen.beginPath();
    make();
    for (const [style, more] of /** @type {[string, number][]} */ ([
      [edge, 3],
      [colour, 0],
    ])) {
      pen.strokeStyle = style;
      pen.lineWidth = (line + more) * thick;
      pen.stroke();
    }
  };
  pen.lineCap = "round";
  for (const [kind, line] of BONES)
    for (const [x1, y1, x2, y2, which] of bones) {
      if (which !== kind) continue;
      stroke(
        () => {
          pen.moveTo(...at(x1, y1));
          pen.lineTo(...at(x2, y2));
        },
        colourOf(`bone-${kind}`),
        line,
      );
    }
  if (angle)
    drawAngle(pen, angle, at(...angle.at), { width, height, mirror }, { stroke, colourOf });
}

/**
 * Draws the arc of an angle, ticks at its limits, and its number on a plate in the middle of the
 * arc, inside the picture.
 * @param {CanvasRenderingContext2D} pen
 * @param {AngleView} angle
 * @param {Point} joint in pixels of the page
 * @param {{ width: number, height: number, mirror: boolean }} view
 * @param {object} how
 * @param {(make: () => void, colour: string, line: number) => void} how.stroke
 * @param {(name: string) => string} how.colourOf
 */
function drawAngle(pen, angle, [x, y], { width, height, mirror }, { stroke, colourOf }) {
  const light = colourOf("bone-near");
  const radius = 0.085 * Math.max(width, height);
  /** @param {number} degrees */
  const turn = (degrees) => ((mirror ? 180 - degrees : degrees) * Math.PI) / 180;
  const [from, to] = [turn(angle.from), turn(angle.from + angle.sweep)];
  /**
   * @param {number} direction in radians
   * @param {number} part of the radius
   * @returns {Point}
   */
  const ray = (direction, part) => [
    x + part * radius * Math.cos(direction),
    y + part * radius * Math.sin(direction),
  ];
  for (const tick of angle.ticks)
    stroke(
      () => {
        pen.moveTo(...ray(turn(tick), 0.72));
        pen.lineTo(...ray(turn(tick), 1.32));
      },
      light,
      3,
    );
  const colour = angle.reached ? colourOf("reached") : light;
  stroke(() => pen.arc(x, y, radius, from, to, to < from), colour, angle.reached ? 9 : 5);
  const type = Math.max(18, 0.05 * height);
  const text = angle.reached ? `✓ ${angle.text}` : angle.text;
  pen.font = `700 ${type}px ${getComputedStyle(pen.canvas).fontFamily}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  const half = pen.measureText(text).width / 2 + 0.4 * type;
  const tall = 0.75 * type;
  const middle = ray((from + to) / 2, 1.35 + (half / radius) * 0.8);
  const left = Math.min(width - half, Math.max(half, middle[0]));
  const top = Math.min(height - tall, Math.max(tall, middle[1]));
  pen.fillStyle = colourOf("shadow") + SHADOW_78;
  pen.beginPath();
  pen.roundRect(left - half, top - tall, 2 * half, 2 * tall, 0.35 * type);
  pen.fill();
  pen.fillStyle = colourOf("on-shadow");
  pen.fillText(text, left, top + 0.05 * type);
}
