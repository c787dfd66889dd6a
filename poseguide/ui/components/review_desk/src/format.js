/** @typedef {"." | ","} Comma the decimal sign of the language */

/**
 * Returns a number with so many digits; a rounded 0 has no sign.
 * @param {number} value
 * @param {number} digits
 * @param {Comma} comma
 */
export const number = (value, digits, comma) =>
  value
    .toFixed(digits)
    .replace(/^-(0[.]?0*)$/, "$1")
    .replace(".", comma);

/**
 * Returns seconds as “1:05.3”.
 * @param {number} time in seconds
 * @param {Comma} comma
 * @param {boolean} [tenths]
 */
export function clock(time, comma, tenths = true) {
  const all = Math.round(10 * time);
  const seconds = `${Math.floor(all / 10) % 60}`.padStart(2, "0");
  return `${Math.floor(all / 600)}:${seconds}${tenths ? comma + (all % 10) : ""}`;
}
