import {
  alone,
  bandOf,
  labelPlaces,
  legibleZoom,
  linesOf,
  markPlaces,
  rulerTicks,
  scrollTo,
  spanAt,
  tableOf,
  tickStep,
  timeScale,
  valueAt,
  valueScale,
  ZOOMS,
  zoomed,
} from "../../../poseguide/ui/components/review_desk/src/geometry.js";

describe("time and place", () => {
  // Ten seconds on 516 pixels, of which 8 are left free on both sides: 50 a second.
  const { x, timeAt, placeAt } = timeScale(10, 516);

  it("has 50 pixels a second from 8 pixels on", () => {
    expect([0, 1, 5, 10].map(x)).toEqual([8, 58, 258, 508]);
  });

  it("goes back the same way, and stays within the recording", () => {
    expect([8, 58, 258, 508].map(timeAt)).toEqual([0, 1, 5, 10]);
    expect([-20, 0, 515, 9999].map(timeAt)).toEqual([0, 0, 10, 10]);
  });

  it("is told outside the recording where that is asked for", () => {
    expect([-42, 8, 558].map(placeAt)).toEqual([-1, 0, 11]);
  });

  it("gives a recording of no length one place", () => {
    expect(timeScale(0, 516).x(0)).toBe(8);
    expect(timeScale(0, 516).timeAt(300)).toBe(0);
  });
});

describe("zoom", () => {
  /** @param {number} seconds */
  const board = (seconds) => ({
    duration: 100,
    repetitions: [1, seconds, 90].map((length) => ({ start: 0, end: length })),
  });

  it("is the least one at which the usual band has 30 pixels", () => {
    // The usual one of 10 s has 50 pixels of 500 at once; one of 2 s has 10, and 40 four times as wide.
    expect(legibleZoom(board(10), 500)).toBe(0);
    expect(ZOOMS[legibleZoom(board(2), 500)]).toBe(4);
  });

  it("is the largest where none is enough, and none where there is no repetition", () => {
    expect(ZOOMS[legibleZoom(board(1), 50)]).toBe(32);
    expect(legibleZoom({ duration: 100, repetitions: [] }, 500)).toBe(0);
  });

  it("goes a step at a time and stays within what there is", () => {
    expect(zoomed(0, 1)).toBe(1);
    expect(zoomed(0, -1)).toBe(0);
    expect(zoomed(ZOOMS.length - 1, 1)).toBe(ZOOMS.length - 1);
  });

  it("keeps the moment in the middle of what is seen", () => {
    expect(scrollTo(1000, 400)).toBe(800);
  });
});

describe("bands", () => {
  const { x } = timeScale(100, 1016); // 10 pixels a second

  /** @type {(start: number, end: number, label?: string, corrected?: boolean) => ReturnType<typeof bandOf>} */
  const band = (start, end, label = "12", corrected = true) =>
    bandOf({ start, end, label, corrected }, x, "✓");

  it("goes from the start of the repetition to its end", () => {
    expect(band(2, 7)).toEqual({ left: 28, width: 50, middle: 53, text: "✓ 12 ✎" });
  });

  it("is never narrower than can be hit", () => {
    expect(band(2, 2.1)).toMatchObject({ left: 28, width: 4, text: "" });
  });

  it("says as much as has room: the sign, the number, the pen", () => {
    expect(band(0, 1.1).text).toBe("");
    expect(band(0, 1.2).text).toBe("✓");
    expect(band(0, 3.1).text).toBe("✓ 12");
    expect(band(0, 4.7).text).toBe("✓ 12 ✎");
    expect(band(0, 4.7, "12", false).text).toBe("✓ 12");
  });

  it("has the marks of one moment beside each other", () => {
    const marks = [{ time: 10 }, { time: 10.5 }, { time: 30 }];
    expect(markPlaces(marks, x)).toEqual([108, 127, 308]);
  });

  it("is found by a time, its ends included", () => {
    const spans = [
      { start: 1, end: 2 },
      { start: 2, end: 3 },
    ];
    expect(spanAt(spans, 2)).toBe(spans[0]);
    expect(spanAt(spans, 2.5)).toBe(spans[1]);
    expect(spanAt(spans, 3.5)).toBeUndefined();
  });
});

describe("curves", () => {
  const board = { times: [0, 0.1, 0.2, 0.3, 0.4, 0.5], breaks: [4] };
  const signal = { values: [10, 11, null, 13, 14, 15] };

  it("have a gap where nothing was seen, and at a break", () => {
    expect(linesOf(board, signal)).toEqual([
      [
        [0, 10],
        [0.1, 11],
      ],
      [[0.3, 13]],
      [
        [0.4, 14],
        [0.5, 15],
      ],
    ]);
  });

  it("of one repetition begin at its start", () => {
    const lines = linesOf({ ...board, breaks: [] }, signal, { start: 0.3, end: 0.4 });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.[0]).toEqual([0, 13]);
    expect(lines[0]?.[1]?.[0]).toBeCloseTo(0.1);
    expect(lines[0]).toHaveLength(2);
  });

  it("are given as times and values, with a time without a value between two lines", () => {
    expect(tableOf(linesOf(board, { values: [10, null, null, null, 14, 15] }))).toEqual([
      [0, 0.2, 0.4, 0.5],
      [10, null, 14, 15],
    ]);
    expect(tableOf([])).toEqual([[], []]);
  });

  it("show a value between two gaps as a point", () => {
    expect(alone([10, null, 14, 15])).toEqual([0]);
    expect(alone([10, null, 14, null, 15])).toEqual([0, 2, 4]);
    // The times of another recording have no value here: the line goes on over them.
    expect(alone([10, undefined, 14, undefined, null, undefined, 15])).toEqual([6]);
  });

  it("have the nearest value within a quarter of a second", () => {
    const lines = linesOf(board, signal);
    expect(valueAt(lines, 0.12)).toBe(11);
    expect(valueAt(lines, 0.27)).toBe(13);
    expect(valueAt(lines, 0.7)).toBe(15);
    expect(valueAt(lines, 0.76)).toBeNull();
    expect(valueAt([], 0)).toBeNull();
  });
});

describe("scales", () => {
  /** @type {(values: number[], limits: number[]) => ReturnType<typeof valueScale>} */
  const scaleOf = (values, limits) =>
    valueScale({ digits: 0, limits: limits.map((value) => ({ value, text: "", short: "" })) }, [
      [values.map((value, place) => [place, value])],
    ]);

  it("show all values with room above for the name, and round ticks", () => {
    expect(scaleOf([60, 160], [])).toEqual({
      low: 50,
      high: 182,
      ticks: [50, 100, 150],
      tickDigits: 0,
    });
  });

  it("show a limit beside the values unless it would flatten the curve", () => {
    expect(scaleOf([60, 160], [180])).toMatchObject({ low: 48, high: 206.4 });
    expect(scaleOf([60, 160], [400])).toMatchObject({ low: 50, high: 182 });
  });

  it("are there where nothing was seen", () => {
    expect(scaleOf([], [])).toMatchObject({ low: -0.1, high: 1.22, tickDigits: 1 });
  });

  it("have round steps", () => {
    expect(tickStep(100, 4)).toBe(50);
    expect(tickStep(8, 4)).toBe(2);
    expect(tickStep(0.35, 4)).toBeCloseTo(0.1);
  });

  it("of times have whole seconds and minutes in a long recording", () => {
    expect(rulerTicks(90, 640)).toEqual({
      step: 10,
      ticks: [0, 10, 20, 30, 40, 50, 60, 70, 80, 90],
    });
    expect(rulerTicks(3600, 640).step).toBe(600);
    expect(rulerTicks(2, 640)).toMatchObject({ step: 0.2 });
  });
});

it("labels of lines that lie close together stand apart, within the row", () => {
  expect(labelPlaces([100, 105, 150], 0, 200)).toEqual([96, 109, 146]);
  expect(labelPlaces([5], 0, 200)).toEqual([28]);
  expect(labelPlaces([199, 200], 0, 200)).toEqual([195, 197]);
});
