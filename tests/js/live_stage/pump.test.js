import { createPump } from "../../../poseguide/ui/components/live_stage/src/pump.js";

/** A camera that shows a picture when the test says so. */
class FakeCamera {
  /** @type {Map<number, (now: number, frame: Partial<VideoFrameCallbackMetadata>) => void>} */
  asked = new Map();
  filming = true;
  #id = 0;
  video = {
    /** @param {(now: number, frame: any) => void} callback */
    requestVideoFrameCallback: (callback) => {
      this.#id += 1;
      this.asked.set(this.#id, callback);
      return this.#id;
    },
    /** @param {number} id */
    cancelVideoFrameCallback: (id) => {
      this.asked.delete(id);
    },
  };

  /** @param {boolean} wanted */
  enable(wanted) {
    this.filming = wanted;
  }

  /** @param {Partial<VideoFrameCallbackMetadata>} [frame] */
  shows(frame = {}) {
    const [[id, callback] = []] = this.asked;
    if (id === undefined || !callback) return;
    this.asked.delete(id);
    callback(performance.now(), frame);
  }
}

/** A link that notes the times of what it is given, and is idle when the test says so. */
class FakeLink {
  idle = true;
  /** @type {number[]} in ms */
  times = [];
  /** @type {number[]} sizes of the pictures in bytes, 0 where there was only the time */
  pictures = [];
  inFlight = 0;
  most = 0;
  isIdle = () => this.idle;

  /** @param {() => Promise<Blob | ArrayBuffer | null>} make */
  send = async (make) => {
    this.idle = false;
    this.inFlight += 1;
    this.most = Math.max(this.most, this.inFlight);
    const body = await make();
    if (body === null) {
      this.answered();
      return;
    }
    const bytes = body instanceof Blob ? await body.arrayBuffer() : body;
    this.times.push(Math.round(1000 * new DataView(bytes).getFloat64(0, true)));
    this.pictures.push(bytes.byteLength - 8);
  };

  answered() {
    this.inFlight -= 1;
    this.idle = true;
  }
}

const JPEG = new Blob([new Uint8Array(100)]);
const grab = vi.fn(() => Promise.resolve(/** @type {Blob | null} */ (JPEG)));
/** @type {FakeCamera} */
let camera;
/** @type {FakeLink} */
let link;

/** @param {number} ms */
const pass = (ms) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  camera = new FakeCamera();
  link = new FakeLink();
  grab.mockClear();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("with a camera", () => {
  it("never has two in flight, and sends the newest picture once there was an answer", async () => {
    const pump = createPump(camera, link, grab);
    for (let frame = 0; frame < 30; frame += 1) {
      await pass(33);
      camera.shows();
    }
    expect(link.times).toEqual([33]);
    expect(grab).toHaveBeenCalledOnce();
    link.answered();
    pump.offer();
    await pass(0);
    expect(link.times).toEqual([33, 990]);
    expect(link.most).toBe(1);
    pump.close();
  });

  it("sends nothing twice: without a newer picture an idle link gets none", async () => {
    const pump = createPump(camera, link, grab);
    await pass(33);
    camera.shows();
    await pass(0);
    link.answered();
    await pass(1000);
    pump.offer();
    await pass(0);
    expect(link.times).toEqual([33]);
    pump.close();
  });

  it.each([
    [60, 16],
    [30, 33],
  ])("of %i pictures a second sends 20", async (_, everyMs) => {
    const pump = createPump(camera, link, grab);
    for (let now = 0; now < 5000; now += everyMs) {
      await pass(everyMs);
      camera.shows();
      await pass(0);
      if (!link.idle) link.answered();
    }
    expect(link.times.length).toBeGreaterThanOrEqual(99);
    expect(link.times.length).toBeLessThanOrEqual(101); // the first one at once
    pump.close();
  });

  it("tells when the picture was taken, unless the camera has a clock of its own", async () => {
    const pump = createPump(camera, link, grab);
    await pass(5000);
    camera.shows({ captureTime: 4960 });
    await pass(0);
    link.answered();
    await pass(100);
    camera.shows({ captureTime: 999_999 });
    await pass(0);
    expect(link.times).toEqual([4960, 5100]);
    pump.close();
  });

  it("tells times that only grow", async () => {
    const pump = createPump(camera, link, grab);
    await pass(5000);
    camera.shows({ captureTime: 4960 });
    await pass(100);
    link.answered();
    camera.shows({ captureTime: 4500 });
    await pass(0);
    expect(link.times).toEqual([4960, 4961]);
    pump.close();
  });

  it("films nothing while no pictures are wanted, and then sends ten times a second the time", async () => {
    const pump = createPump(camera, link, grab);
    pump.sees(false);
    expect(camera.filming).toBe(false);
    expect(camera.asked.size).toBe(0);
    await pass(100);
    expect(link.times).toEqual([100]);
    expect(link.pictures).toEqual([0]);
    link.answered();
    pump.sees(true);
    expect(camera.filming).toBe(true);
    await pass(50);
    camera.shows();
    await pass(0);
    expect(link.pictures).toEqual([0, 100]);
    pump.close();
  });

  it("goes on with the next picture where the camera shows none yet", async () => {
    const pump = createPump(camera, link, grab);
    grab.mockResolvedValueOnce(null);
    await pass(33);
    camera.shows();
    await pass(0);
    expect(link.times).toEqual([]);
    await pass(50);
    camera.shows();
    await pass(0);
    expect(link.times).toEqual([83]);
    pump.close();
  });

  it("sends nothing more once it is closed", async () => {
    const pump = createPump(camera, link, grab);
    pump.close();
    await pass(33);
    camera.shows();
    pump.offer();
    await pass(1000);
    expect(link.times).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("without a camera", () => {
  it("sends the time ten times a second", async () => {
    const pump = createPump(null, link, grab);
    for (let tick = 0; tick < 10; tick += 1) {
      await pass(100);
      link.answered();
    }
    expect(link.times).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
    expect(link.pictures).toEqual(Array(10).fill(0));
    expect(grab).not.toHaveBeenCalled();
    pump.close();
  });
});
