"""The One-Euro filter (Casiez, Roussel and Vogel, CHI 2012): causal, quick in motion."""

from __future__ import annotations

import math

import numpy as np

from poseguide.records import Floats

#: Below this speed of change the filter smooths hardest, in hertz. Its lag at rest is about 1 / (2
#: pi f).
MIN_CUTOFF_HZ = 2.0
#: How fast the cut-off rises with speed, in hertz per (trunk length per second).
BETA_HZ = 4.0
_SPEED_CUTOFF_HZ = 2.0


class OneEuro:
    """Smooths an array of points over time; a NaN stays NaN and starts afresh after."""

    def __init__(self) -> None:
        self._time_s = math.nan
        self._value: Floats | None = None
        self._speed: Floats | None = None

    def smooth(self, time_s: float, points: Floats, scale_px: float) -> Floats:
        """The smoothed points; `scale_px` is the unit of speed, so distance does not matter."""
        previous, speed = self._value, self._speed
        step_s = time_s - self._time_s
        if previous is None or speed is None or not step_s > 0:
            result, change = points, np.zeros_like(points)
        else:
            fresh = ~np.isfinite(previous)
            raw_speed = np.where(fresh, 0.0, (points - previous) / (step_s * scale_px))
            change = _blend(step_s, _SPEED_CUTOFF_HZ, speed, raw_speed)
            pace = np.linalg.norm(change, axis=-1, keepdims=True)
            cutoff = MIN_CUTOFF_HZ + BETA_HZ * np.nan_to_num(pace)
            result = np.where(fresh, points, _blend(step_s, cutoff, previous, points))
            change = np.where(np.isfinite(change), change, 0.0)
        self._time_s, self._value, self._speed = time_s, result, change
        return result


def _blend(step_s: float, cutoff_hz: Floats | float, old: Floats, new: Floats) -> Floats:
    rate = 2.0 * math.pi * np.asarray(cutoff_hz) * step_s
    weight = rate / (rate + 1.0)
    blended: Floats = old + weight * (new - old)
    return blended
