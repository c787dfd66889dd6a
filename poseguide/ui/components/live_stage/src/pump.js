const FRAME_MS = 50; // not more than 20 frames a second
const TICK_MS = 100; // without a camera

/** @typedef {Pick<HTMLVideoElement, "requestVideoFrameCallback" | "cancelVideoFrameCallback">} FrameSource */
/** @typedef {{ video: FrameSource, enable: (wanted: boolean) => void }} FrameCamera */
/** @typedef {{ isIdle: () => boolean, send: (make: () => Promise<Blob | ArrayBuffer | null>) => void }} FrameLink */

/**
 * Sends the newest frame of the camera whenever the link is idle; without a camera only the time.
 *
 * A message is the time of the frame, in seconds as a float of 8 bytes (little-endian), and its
 * JPEG.
 * @param {FrameCamera | null} camera
 * @param {FrameLink} link
 * @param {() => Promise<Blob | null>} grab gives the picture shown now
 */
export function createPump(camera, link, grab) {
  // Times are milliseconds of performance.now().
  /** @type {number | null} */
  let fresh = null; // the time of the newest frame that was not sent
  let sentMs = 0;
  let dueMs = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;
  let closed = false;
  let sees = camera !== null;
  let asked = 0;

  /** Sends the newest frame if there is one, and if it may be sent now. */
  function offer() {
    const now = performance.now();
    if (closed || fresh === null || now < dueMs || !link.isIdle()) return;
    // From its due time, not from now: a camera of 30 gives 20 a second and not 15.
    dueMs = Math.max(dueMs, now - FRAME_MS) + FRAME_MS;
    sentMs = Math.max(fresh, sentMs + 1); // time never stands still
    fresh = null;
    const time = new DataView(new ArrayBuffer(8));
    time.setFloat64(0, sentMs / 1000, true);
    link.send(() => messageOf(time.buffer));
  }

  /**
   * @param {ArrayBuffer} time
   * @returns {Promise<Blob | ArrayBuffer | null>}
   */
  async function messageOf(time) {
    if (!sees) return time;
    const jpeg = await grab();
    return jpeg && new Blob([time, jpeg]);
  }

  /**
   * @param {number} now
   * @param {Partial<VideoFrameCallbackMetadata>} frame
   */
  function seen(now, { captureTime } = {}) {
    if (closed) return;
    // Some cameras keep a clock of their own.
    const own = captureTime !== undefined && Math.abs(captureTime - now) < 1000;
    fresh = own ? captureTime : now;
    offer();
    listen();
  }

  function tick() {
    fresh = performance.now();
    offer();
  }

  /** Waits for the next picture, or goes by the clock. */
  function listen() {
    clearInterval(timer);
    const video = camera?.video;
    video?.cancelVideoFrameCallback?.(asked);
    if (closed) return;
    if (sees && video?.requestVideoFrameCallback) asked = video.requestVideoFrameCallback(seen);
    else timer = setInterval(tick, sees ? FRAME_MS : TICK_MS);
  }

  listen();
  return {
    offer,
    /**
     * Says whether pictures are wanted now: the camera shows black while none are.
     * @param {boolean} wanted
     */
    sees(wanted) {
      if (!camera || sees === wanted) return;
      sees = wanted;
      camera.enable(sees);
      listen();
    },
    close() {
      closed = true;
      clearInterval(timer);
    },
  };
}
