const JPEG_QUALITY = 0.75;

/** Returns the cameras that the browser tells of; none where it tells nothing. */
export async function listCameras() {
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.filter((device) => device.kind === "videoinput" && device.deviceId);
  } catch {
    return [];
  }
}

/**
 * Returns the name of the words that say why a camera could not be opened.
 * @param {unknown} error of `createCamera().open`
 */
export function cameraProblem(error) {
  if (!navigator.mediaDevices) return "insecure"; // browsers give it to https and localhost only
  switch (nameOf(error)) {
    case "NotAllowedError":
      return "blocked";
    case "NotReadableError":
    case "AbortError":
      return "in_use";
    case "NotFoundError":
    case "OverconstrainedError":
      return "no_camera";
    default:
      return "camera_failed";
  }
}

/** @param {unknown} error */
const nameOf = (error) => (error instanceof Error ? error.name : "");

/**
 * Creates the camera behind a video element; `lost` is called when it is taken away.
 * @param {HTMLVideoElement} video
 * @param {() => void} lost
 */
export function createCamera(video, lost) {
  /** @type {MediaStream | null} */
  let stream = null;

  /**
   * Opens the camera with that id, or any where it is away or none was chosen. Raises what the
   * browser raises.
   * @param {{ width: number, height: number }} size in pixels
   * @param {string} deviceId
   * @param {() => boolean} wanted asked once it is open
   */
  async function open({ width, height }, deviceId, wanted) {
    const constraints = {
      width: { ideal: width },
      height: { ideal: height },
      resizeMode: "none", // Chromium would cut a wide picture to the shape asked for
    };
    /** @param {MediaTrackConstraints} which */
    const ask = (which) =>
      navigator.mediaDevices.getUserMedia({ video: { ...constraints, ...which }, audio: false });
    const any = { facingMode: "user" };
    const opened = await (deviceId
      ? ask({ deviceId: { exact: deviceId } }).catch((error) => {
          if (!["OverconstrainedError", "NotFoundError"].includes(nameOf(error))) throw error;
          return ask(any); // the chosen one is away
        })
      : ask(any));
    if (!wanted()) {
      for (const track of opened.getTracks()) track.stop();
      return;
    }
    stream = opened;
    stream.getVideoTracks()[0]?.addEventListener("ended", lost); // not after our own stop()
    video.srcObject = stream;
    await video.play();
  }

  function close() {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = video.srcObject = null;
  }

  return {
    video,
    open,
    close,
    /** @param {boolean} wanted whether it films; else it shows black */
    enable(wanted) {
      for (const track of stream?.getVideoTracks() ?? []) track.enabled = wanted;
    },
    deviceId: () => stream?.getVideoTracks()[0]?.getSettings().deviceId ?? "",
  };
}

/**
 * Returns a function that gives the picture a video shows now as a JPEG, at most as large as
 * asked; null where it shows none yet.
 * @param {HTMLVideoElement} video
 * @param {{ width: number, height: number }} size in pixels
 * @returns {() => Promise<Blob | null>}
 */
export function createGrabber(video, { width, height }) {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { alpha: false });
  return () => {
    const [wide, high] = [video.videoWidth, video.videoHeight];
    const scale = Math.min(1, Math.max(width, height) / Math.max(wide, high));
    const [w, h] = [Math.round(wide * scale), Math.round(high * scale)];
    if (!w || !pen) return Promise.resolve(null);
    // Setting a canvas's size clears it; a telephone that is turned changes it.
    if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
    pen.drawImage(video, 0, 0, w, h);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", JPEG_QUALITY));
  };
}
