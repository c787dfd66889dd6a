"""Time as frames tell it: how steadily they come, and for how long something has been true."""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections import deque
from collections.abc import Collection

#: Long enough to be steady, short enough to follow what changes.
_WINDOW_S = 3.0


class Rate:
    """Frames a second over the last three seconds, by the frames' own times."""

    def __init__(self) -> None:
        self._times: deque[float] = deque()

    def tick(self, time_s: float) -> float | None:
        """Take the time of a frame and return the rate; None in the first second and a half."""
        self._times.append(time_s)
        while time_s - self._times[0] > _WINDOW_S:
            self._times.popleft()
        span_s = time_s - self._times[0]
        return (len(self._times) - 1) / span_s if span_s > _WINDOW_S / 2 else None


class HeldTimer:
    """Seconds for which a condition has held; frames in which it was not seen count for nothing.

    An unseen frame neither ends the time nor adds to it. `from_s` is when the condition began to
    hold, None while it does not.
    """

    def __init__(self) -> None:
        self.from_s: float | None = None
        self._true_s: float | None = None  # when it last held, None after an unseen frame
        self._lasted_s = 0.0

    def push(self, time_s: float, holds: bool | None) -> float:
        """Take whether the condition holds (None: unseen) and return the seconds it has held."""
        if holds is False:
            self.from_s, self._true_s, self._lasted_s = None, None, 0.0
        elif holds:
            if self.from_s is None:
                self.from_s = time_s
            if self._true_s is not None:
                self._lasted_s += time_s - self._true_s
            self._true_s = time_s
        else:
            self._true_s = None
        return self._lasted_s


class RunningMedian:
    """The median of the values of the last `lasting_s` seconds, which are kept in order.

    It is NaN without a value, and while any of them is NaN.
    """

    def __init__(self, lasting_s: float) -> None:
        self._lasting_s = lasting_s
        self._timed: deque[tuple[float, float]] = deque()
        self._ordered: list[float] = []  # those that are not NaN

    def push(self, time_s: float, value: float) -> None:
        """Take the next value, and let go of those that are too old."""
        self._timed.append((time_s, value))
        if not math.isnan(value):
            insort(self._ordered, value)
        while self._timed[0][0] < time_s - self._lasting_s:
            _, old = self._timed.popleft()
            if not math.isnan(old):
                del self._ordered[bisect_left(self._ordered, old)]

    def clear(self) -> None:
        """Forget all values."""
        self._timed.clear()
        self._ordered.clear()

    @property
    def value(self) -> float:
        """The median now."""
        number = len(self._ordered)
        if not number or number < len(self._timed):
            return math.nan
        middle = number // 2
        if number % 2:
            return self._ordered[middle]
        return (self._ordered[middle - 1] + self._ordered[middle]) / 2


def p50_p95(values: Collection[float]) -> tuple[float, float]:
    """Return the 50th and 95th percentiles of the values. Raise ValueError for none."""
    if not values:
        raise ValueError("there are no values to order")
    ordered = sorted(values)
    return ordered[int(0.5 * (len(ordered) - 1))], ordered[int(0.95 * (len(ordered) - 1))]
