/** @import { AliveMessage, ButtonMessage, ProblemMessage, ViewMessage } from "../messages.js" */

/** Close codes: no process knows the token, or another window has the session. */
export const UNKNOWN = 4401;
export const TAKEN_OVER = 4409;
const RETRY_MS = [500, 1000, 2000];

/**
 * What the owner of a link is told.
 * @typedef {object} LinkEvents
 * @property {() => void} opened
 * @property {(message: ViewMessage | ProblemMessage) => void} answered
 * @property {() => void} idle a message may be sent now
 * @property {() => void} slow the server is there, but works long on what was sent
 * @property {(code: number) => void} lost the close code, 0 where the server fell silent
 */

/**
 * Opens a socket that comes back by itself, with one message in flight. Both ends say every
 * `beatMs` that they are there, and take the other for gone when nothing came for `patienceMs`.
 * @param {() => string} address asked for anew with every try
 * @param {{ beatMs: number, patienceMs: number }} times
 * @param {LinkEvents} on
 */
export function createLink(address, { beatMs, patienceMs }, on) {
  /** @type {WebSocket | null} */
  let socket = null;
  let busy = true;
  let closed = false;
  let tries = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let deadline;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let retry;
  const beating = setInterval(() => tell("alive"), beatMs);

  function open() {
    const mine = new WebSocket(address());
    socket = mine;
    busy = false;
    heard(mine);
    mine.onopen = () => {
      heard(mine);
      on.opened();
      on.idle();
    };
    mine.onclose = (event) => gone(mine, event.code);
    mine.onmessage = (event) => {
      if (socket !== mine) return;
      heard(mine);
      tries = 0;
      /** @type {AliveMessage | ProblemMessage | ViewMessage} */
      const message = JSON.parse(event.data);
      if ("alive" in message) {
        if (message.slow) on.slow();
        return;
      }
      busy = false;
      on.answered(message);
      if (!closed) on.idle();
    };
  }

  /**
   * Gives up a socket that falls silent; its own closing may take the browser a minute.
   * @param {WebSocket} mine
   */
  function heard(mine) {
    clearTimeout(deadline);
    deadline = setTimeout(() => gone(mine, 0), patienceMs);
  }

  /**
   * @param {WebSocket} mine
   * @param {number} code
   */
  function gone(mine, code) {
    if (socket !== mine || closed) return;
    clearTimeout(deadline);
    socket = null;
    mine.close();
    on.lost(code);
    if (closed) return;
    retry = setTimeout(open, RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]);
    tries += 1;
  }

  /** Returns the socket where it is open. */
  const opened = () => (socket?.readyState === WebSocket.OPEN ? socket : null);

  /**
   * Sends what a button asks for; returns whether it could be sent.
   * @param {ButtonMessage["do"]} what
   */
  function tell(what) {
    opened()?.send(JSON.stringify({ do: what }));
    return opened() !== null;
  }

  open();
  return {
    tell,
    /** Returns whether a message may be sent now. */
    isIdle: () => opened() !== null && !busy,
    /**
     * Sends what `make` will give, unless the socket was lost meanwhile; null is not sent.
     * @param {() => Promise<Blob | ArrayBuffer | null>} make
     */
    async send(make) {
      const mine = socket;
      busy = true;
      const body = await make();
      if (socket !== mine || !opened()) return;
      if (body === null) busy = false;
      else mine?.send(body);
    },
    /** Asks the server to end the session; returns whether it could be asked. */
    sendStop() {
      busy = tell("stop");
      return busy;
    },
    close() {
      closed = true;
      clearInterval(beating);
      clearTimeout(deadline);
      clearTimeout(retry);
      socket?.close();
      socket = null;
    },
  };
}
