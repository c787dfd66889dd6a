import {
  createLink,
  TAKEN_OVER,
  UNKNOWN,
} from "../../../poseguide/ui/components/live_stage/src/link.js";

/** A socket that does what the test says. */
class FakeSocket {
  static OPEN = 1;
  /** @type {FakeSocket[]} */
  static made = [];
  readyState = 0;
  closed = false;
  /** @type {unknown[]} */
  sent = [];
  /** @type {(() => void) | undefined} */
  onopen;
  /** @type {((event: { code: number }) => void) | undefined} */
  onclose;
  /** @type {((event: { data: string }) => void) | undefined} */
  onmessage;

  /** @param {string} address */
  constructor(address) {
    this.address = address;
    FakeSocket.made.push(this);
  }

  /** @param {unknown} body */
  send(body) {
    this.sent.push(body);
  }

  close() {
    this.closed = true;
    this.readyState = 3;
  }

  open() {
    this.readyState = 1;
    this.onopen?.();
  }

  /** @param {object} message */
  says(message) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  /** @param {number} code */
  breaks(code = 1006) {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

const SHOWN = { stage: "work", say: [], done: false };

/** The socket that was opened last. */
const socket = () => {
  const last = FakeSocket.made.at(-1);
  if (!last) throw new Error("no socket was opened");
  return last;
};

const events = () => ({
  opened: vi.fn(),
  answered: vi.fn(),
  idle: vi.fn(),
  slow: vi.fn(),
  lost: vi.fn(),
});

/** @type {ReturnType<typeof events>} */
let on;
/** @type {ReturnType<typeof createLink>} */
let link;
let token = 0;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  FakeSocket.made = [];
  token = 0;
  on = events();
  const address = () => {
    token += 1;
    return `ws://here/live?token=${token}`;
  };
  link = createLink(address, { beatMs: 1000, patienceMs: 8000 }, on);
});

afterEach(() => {
  link.close();
  expect(vi.getTimerCount()).toBe(0); // whatever happened, a closed link leaves nothing behind
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const body = () => Promise.resolve(new ArrayBuffer(8));

describe("one message in flight", () => {
  it("is idle once it is open, and again after each answer", async () => {
    expect(link.isIdle()).toBe(false);
    socket().open();
    expect(on.opened).toHaveBeenCalledOnce();
    expect(on.idle).toHaveBeenCalledOnce();
    expect(link.isIdle()).toBe(true);
    await link.send(body);
    expect(socket().sent).toHaveLength(1);
    expect(link.isIdle()).toBe(false);
    socket().says(SHOWN);
    expect(on.answered).toHaveBeenCalledExactlyOnceWith(SHOWN);
    expect(on.idle).toHaveBeenCalledTimes(2);
    expect(link.isIdle()).toBe(true);
  });

  it("is idle again where there was nothing to send", async () => {
    socket().open();
    await link.send(() => Promise.resolve(null));
    expect(socket().sent).toEqual([]);
    expect(link.isIdle()).toBe(true);
  });

  it("does not send what was made for a socket that was lost meanwhile", async () => {
    const first = socket();
    first.open();
    /** @type {(made: ArrayBuffer) => void} */
    let finish = () => {};
    const sending = link.send(() => new Promise((resolve) => (finish = resolve)));
    first.breaks();
    vi.advanceTimersByTime(500);
    socket().open();
    finish(new ArrayBuffer(8));
    await sending;
    expect(first.sent).toEqual([]);
    expect(socket().sent).toEqual([]);
    expect(link.isIdle()).toBe(true);
  });

  it("stays busy while the server says only that it is there", async () => {
    socket().open();
    await link.send(body);
    socket().says({ alive: true, slow: false });
    expect(on.slow).not.toHaveBeenCalled();
    socket().says({ alive: true, slow: true });
    expect(on.slow).toHaveBeenCalledOnce();
    expect(on.answered).not.toHaveBeenCalled();
    expect(link.isIdle()).toBe(false);
  });
});

describe("coming back", () => {
  it("waits 0.5 s, 1 s, then 2 s each time, and asks for the address anew", () => {
    for (const [tries, wait] of [500, 1000, 2000, 2000, 2000].entries()) {
      expect(FakeSocket.made).toHaveLength(tries + 1);
      socket().breaks();
      vi.advanceTimersByTime(wait - 1);
      expect(FakeSocket.made).toHaveLength(tries + 1);
      vi.advanceTimersByTime(1);
      expect(FakeSocket.made).toHaveLength(tries + 2);
    }
    expect(socket().address).toBe("ws://here/live?token=6");
    expect(on.lost).toHaveBeenCalledTimes(5);
  });

  it("begins with 0.5 s again once the server has said something", () => {
    socket().breaks();
    vi.advanceTimersByTime(500);
    socket().breaks();
    vi.advanceTimersByTime(1000);
    socket().open();
    socket().says(SHOWN);
    socket().breaks();
    vi.advanceTimersByTime(500);
    expect(FakeSocket.made).toHaveLength(4);
  });

  it("tells the close code, and comes back unless its owner closes it then", () => {
    for (const code of [UNKNOWN, TAKEN_OVER]) {
      on.lost.mockImplementationOnce(() => link.close());
      socket().breaks(code);
      expect(on.lost).toHaveBeenCalledExactlyOnceWith(code);
      vi.advanceTimersByTime(60_000);
      expect(FakeSocket.made).toHaveLength(1);
      FakeSocket.made = [];
      on.lost.mockClear();
      link = createLink(() => "ws://here", { beatMs: 1000, patienceMs: 8000 }, on);
    }
  });

  it("knows the codes of the server", () => {
    expect([UNKNOWN, TAKEN_OVER]).toEqual([4401, 4409]);
  });

  it("hears nothing more of a socket it has given up", () => {
    const first = socket();
    first.open();
    first.breaks();
    vi.advanceTimersByTime(500);
    first.says(SHOWN);
    first.breaks();
    expect(on.answered).not.toHaveBeenCalled();
    expect(on.lost).toHaveBeenCalledOnce();
  });
});

describe("patience", () => {
  it("gives up a socket that was silent for 8 s, with code 0", () => {
    socket().open();
    vi.advanceTimersByTime(7999);
    expect(on.lost).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(on.lost).toHaveBeenCalledExactlyOnceWith(0);
    expect(socket().closed).toBe(true);
    vi.advanceTimersByTime(500);
    expect(FakeSocket.made).toHaveLength(2);
  });

  it("gives up a socket that does not even open", () => {
    vi.advanceTimersByTime(8000);
    expect(on.lost).toHaveBeenCalledExactlyOnceWith(0);
  });

  it("waits on as long as the server says that it is there", () => {
    socket().open();
    for (let second = 0; second < 30; second += 1) {
      vi.advanceTimersByTime(1000);
      socket().says({ alive: true, slow: true });
    }
    expect(on.lost).not.toHaveBeenCalled();
  });

  it("says every second that it is there, but only while it is open", () => {
    vi.advanceTimersByTime(1000);
    expect(socket().sent).toEqual([]);
    socket().open();
    vi.advanceTimersByTime(3000);
    expect(socket().sent).toEqual(Array(3).fill('{"do":"alive"}'));
  });
});

describe("buttons", () => {
  it("sends what a button asks for, also while a frame is in flight", async () => {
    expect(link.tell("move_on")).toBe(false);
    socket().open();
    await link.send(body);
    expect(link.tell("move_on")).toBe(true);
    expect(socket().sent.at(-1)).toBe('{"do":"move_on"}');
  });

  it("sends no further frame after Stop", () => {
    expect(link.sendStop()).toBe(false);
    socket().open();
    expect(link.sendStop()).toBe(true);
    expect(socket().sent).toEqual(['{"do":"stop"}']);
    expect(link.isIdle()).toBe(false);
  });
});
