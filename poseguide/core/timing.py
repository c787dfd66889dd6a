"""Rates and orders of times: frames a second by the frames' own times, and percentiles."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection

#: Long enough to be steady, short enough to follow what changes.
_WINDOW_S = 3.0


class Rate:
    """Frames a second over the last three seconds; None before there is enough to tell."""

    def __init__(self) -> None:
        self._times: deque[float] = deque()

    def tick(self, time_s: float) -> float | None:
        """Take the time of a frame in seconds; return the rate including it."""
        self._times.append(time_s)
        while time_s - self._times[0] > _WINDOW_S:
            self._times.popleft()
        span_s = time_s - self._times[0]
        return (len(self._times) - 1) / span_s if span_s > _WINDOW_S / 2 else None


def p50_p95(values: Collection[float]) -> tuple[float, float]:
    """Return the 50th and 95th percentiles of the values. Raise ValueError for none."""
    if not values:
        raise ValueError("there are no values to order")
    ordered = sorted(values)
    return ordered[int(0.5 * (len(ordered) - 1))], ordered[int(0.95 * (len(ordered) - 1))]
