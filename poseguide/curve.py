"""The signals of a video over time, thinned for a chart."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from poseguide.exercise import Exercise
from poseguide.records import Rep, Update, WorkSide
from poseguide.skeleton import Side
from poseguide.trust import GAP_S

#: Points a second of video that are kept at most.
POINTS_PER_S = 15.0


@dataclass(frozen=True)
class Track:
    """Every signal over time, for the side that works: a column each, all of one length.

    `sides` is whose values they are; `signals` are in their units, NaN where not seen.
    """

    times_s: tuple[float, ...]
    sides: tuple[WorkSide, ...]
    signals: dict[str, tuple[float, ...]]


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


class CurveRecorder:
    """Takes the state after each frame; gives the track once the repetitions are known."""

    def __init__(self, exercise: Exercise) -> None:
        self._main = exercise.main
        self._names = tuple(exercise.signals)
        self._times_s = array("d")
        self._near: list[Side] = []
        # Plain numbers in arrays: an hour of video is ten megabytes.
        self._values: dict[WorkSide, dict[str, array[float]]] = {}

    def add(self, update: Update) -> None:
        """Takes the next state; most of a fast video's are left out."""
        if self._times_s and update.time_s - self._times_s[-1] < 1 / POINTS_PER_S - 1e-6:
            return
        sample = update.sample
        self._times_s.append(sample.time_s)
        self._near.append(sample.near)
        for side, values in sample.sides.items():
            columns = self._values.setdefault(side, {name: array("d") for name in self._names})
            for name, column in columns.items():
                column.append(values[name])

    def near_side(self, time_s: float) -> Side | None:
        """The side nearer to the camera at this time; None before anything was taken."""
        times_s = self._times_s
        nearest = min(
            range(len(times_s)), key=lambda place: abs(times_s[place] - time_s), default=None
        )
        return None if nearest is None else self._near[nearest]

    def track(self, reps: Sequence[Rep]) -> Track:
        """All signals of the side that works, between repetitions of the side nearer the camera."""
        sides = [self._resting_side(near) for near in self._near]
        for rep in reversed(reps):  # where two overlap, the first one shows
            within = slice(
                bisect_left(self._times_s, rep.start_s), bisect_right(self._times_s, rep.end_s)
            )
            sides[within] = [rep.side] * len(sides[within])
        return Track(
            times_s=tuple(self._times_s),
            sides=tuple(sides),
            signals={
                name: tuple(self._values[side][name][place] for place, side in enumerate(sides))
                for name in self._names
            },
        )

    def points(self, reps: Sequence[Rep]) -> tuple[Point, ...]:
        """The curve of the main signal of the track, without what was not seen."""
        track = self.track(reps)
        points: list[Point] = []
        stretch, unseen = 0, False
        values = track.signals[self._main]
        for time_s, side, value in zip(track.times_s, track.sides, values, strict=True):
            if math.isnan(value):
                unseen = True
                continue
            last = points[-1] if points else None
            if last and (unseen or last.side != side or time_s - last.time_s > GAP_S):
                stretch += 1
            unseen = False
            rep = next((rep for rep in reps if rep.start_s <= time_s <= rep.end_s), None)
            points.append(Point(time_s, value, side, _phase(rep, time_s), stretch))
        return tuple(points)

    def _resting_side(self, near: Side) -> WorkSide:
        return near if near in self._values else next(iter(self._values))


def _phase(rep: Rep | None, time_s: float) -> str | None:
    spans = rep.phases if rep else ()
    return next((span.name for span in spans if span.start_s <= time_s <= span.end_s), None)
