"""The main signal of a video over time, thinned for a chart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from poseguide.exercise import Exercise
from poseguide.records import Rep, Update, WorkSide
from poseguide.skeleton import Side
from poseguide.trust import GAP_S

#: Points a second of video that are kept at most.
POINTS_PER_S = 15.0


@dataclass(frozen=True)
class Point:
    """One point of the curve: `value` in the signal's unit, `phase` None between and before phases.

    Points of one `stretch` belong to one line; a new one begins where nothing was seen, and where
    the other side begins to work.
    """

    time_s: float
    value: float
    side: WorkSide
    phase: str | None
    stretch: int


@dataclass(frozen=True)
class _Reading:
    time_s: float
    near: Side
    values: dict[WorkSide, float]


class CurveRecorder:
    """Takes the state after each frame; gives the curve once the repetitions are known."""

    def __init__(self, exercise: Exercise) -> None:
        self._main = exercise.main
        self._readings: list[_Reading] = []

    def add(self, update: Update) -> None:
        """Takes the next state; most of a fast video's are left out."""
        if self._readings and update.time_s - self._readings[-1].time_s < 1 / POINTS_PER_S - 1e-6:
            return
        sample = update.sample
        values = {side: values[self._main] for side, values in sample.sides.items()}
        self._readings.append(_Reading(sample.time_s, sample.near, values))

    def near_side(self, time_s: float) -> Side | None:
        """The side nearer to the camera at this time; None before anything was taken."""
        nearest = min(self._readings, key=lambda r: abs(r.time_s - time_s), default=None)
        return nearest.near if nearest else None

    def points(self, reps: Sequence[Rep]) -> tuple[Point, ...]:
        """The curve of the side that works, between repetitions of the side near to the camera."""
        points: list[Point] = []
        stretch, unseen = 0, False
        for reading in self._readings:
            rep = next((rep for rep in reps if rep.start_s <= reading.time_s <= rep.end_s), None)
            side = rep.side if rep else _resting_side(reading)
            value = reading.values[side]
            if math.isnan(value):
                unseen = True
                continue
            last = points[-1] if points else None
            if last and (unseen or last.side != side or reading.time_s - last.time_s > GAP_S):
                stretch += 1
            unseen = False
            points.append(Point(reading.time_s, value, side, _phase(rep, reading.time_s), stretch))
        return tuple(points)


def _resting_side(reading: _Reading) -> WorkSide:
    return reading.near if reading.near in reading.values else next(iter(reading.values))


def _phase(rep: Rep | None, time_s: float) -> str | None:
    spans = rep.phases if rep else ()
    return next((span.name for span in spans if span.start_s <= time_s <= span.end_s), None)
