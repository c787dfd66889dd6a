"""The uncertainty of what was measured of a repetition, and the verdict that it leaves.

A pose model's points tremble, and a recording shows a moment only every so often. What is nearer to
its limit than that is `close`: neither kept nor broken.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Literal

import numpy as np

from poseguide.core.i18n.numbers import DECIMALS
from poseguide.core.records import Floats

#: The smooth curve is a Savitzky-Golay fit (1964) of degree 4 over this long, and over at least 7
#: points: it follows a movement of two hertz, so what is left is noise.
_DEGREE, _FEWEST, _CURVE_S = 4, 7, 0.35
#: A normal deviation for each median one.
_OF_NORMAL = 1.4826
#: The error of the median of so many normal values is this many times that of their mean.
_OF_MEDIAN = math.sqrt(math.pi / 2.0)
#: A moment that may be anywhere in a step has this part of it as its standard deviation.
_OF_STEP = math.sqrt(12.0)
#: Over this long a signal is taken as straight where it crosses a limit.
_CROSSING_S = 0.3
#: Less than this is no noise but the rounding of the calculation.
_ROUNDING = 1e-9
#: An uncertainty is two standard deviations: 19 values of 20 are within it (GUM 2008, 6.2).
_COVERAGE = 2.0


def noise(values: Floats, points: int = _FEWEST) -> float:
    """Return the median deviation of values from a smooth curve; infinite for fewer than `points`.

    The curve is fitted to as many `points` at a time, an odd number from 7.
    """
    if len(values) < points:
        return math.inf
    half = points // 2
    left = values[half : len(values) - half] - np.convolve(values, _weights(points), mode="valid")
    return float(np.median(np.abs(left)))


def deviation(values: Floats, step_s: float) -> float:
    """Return the standard deviation of the noise of seen values, one every `step_s`, in their unit.

    Neighbours tremble together, as their points were smoothed: the curve is fitted over the same
    time at any frame rate. 0 for under 7 values, of which too little is known.
    """
    if len(values) < _FEWEST:
        return 0.0
    # No more than a third of the stretch, or the curve misses the movement itself.
    most = min(_CURVE_S / step_s, len(values) / 3.0)
    points = max(_FEWEST, 2 * int(most / 2.0) + 1)
    # The curve takes up its middle weight of the noise, too.
    return _OF_NORMAL * noise(values, points) / math.sqrt(1.0 - _weights(points)[points // 2])


@cache
def _weights(points: int) -> Floats:
    """Return the weight of each of these points in the middle of the curve."""
    around = np.arange(points) - points // 2
    found: Floats = np.linalg.pinv(np.vander(around, _DEGREE + 1, increasing=True))[0]
    return found


def of_median(standard: float, lasted_s: float) -> float:
    """Return the standard error of the median of values with this deviation over some seconds.

    Neighbours tremble together, so there are only as many readings as curves fit side by side.
    """
    return _OF_MEDIAN * standard / math.sqrt(max(1.0, lasted_s / _CURVE_S))


def of_moment(time_s: float, times: Floats, values: Floats) -> float:
    """Return the standard deviation of the moment at which a signal crossed a limit, in seconds.

    It is anywhere between two pictures, and trembles by the signal's noise divided by its speed.
    """
    seen = np.isfinite(values)
    times, values = times[seen], values[seen]
    if len(times) < 2:
        return 0.0
    step_s = step_of(times)
    near = np.abs(times - time_s) <= _CROSSING_S / 2.0
    if near.sum() < 2:
        return step_s / _OF_STEP
    speed = abs(float(np.polyfit(times[near], values[near], 1)[0]))
    trembling = deviation(values, step_s)
    # What hardly moves crosses a limit no one knows when, but not outside of the stretch looked at.
    most_s = _CROSSING_S / 4.0
    trembling_s = trembling / speed if trembling < most_s * speed else most_s
    return math.hypot(step_s / _OF_STEP, trembling_s if trembling > _ROUNDING else 0.0)


def step_of(times: Floats) -> float:
    """Return the median time from one picture to the next in seconds; 0.3 where there is one."""
    return max(1e-3, float(np.median(np.diff(times)))) if len(times) > 1 else _CROSSING_S


def expanded(standard: float, unit: str) -> float:
    """Return the uncertainty of a value with this standard deviation, in its unit.

    It is never less than half of the last digit that people are shown, so two values that are shown
    alike are not one kept and one broken; whole numbers are exact.
    """
    shown = 0.0 if unit == "count" else 0.5 * 10.0 ** -DECIMALS[unit]
    return max(_COVERAGE * standard, shown)


def verdict_of(
    value: float, uncertainty: float | None, limit: float, *, is_upper: bool
) -> Literal["ok", "close", "fault"]:
    """Return how a value stands to a limit that it shall not exceed, or not fall below.

    `close` is within the uncertainty of it; None is that of a session of before it was known.
    """
    if uncertainty and abs(value - limit) <= uncertainty + _ROUNDING:
        return "close"
    return "fault" if (value > limit if is_upper else value < limit) else "ok"
