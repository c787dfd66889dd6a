"""The signals of a video over time, thinned for a chart."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from poseguide.core.records import Rep, Update, WorkSide
from poseguide.core.skeleton import Side
from poseguide.definitions.schema import Exercise

#: Points a second of video that are kept at most.
POINTS_PER_S = 15.0


@dataclass(frozen=True)
class SignalTrace:
    """The signals of the working side over time, as columns of one length.

    `sides` says to which side each moment belongs; `signals` are in their units, NaN where not
    seen.
    """

    times_s: tuple[float, ...]
    sides: tuple[WorkSide, ...]
    signals: dict[str, tuple[float, ...]]


class TraceRecorder:
    """Collects the signals after each frame; the trace is made when the repetitions are known."""

    def __init__(self, exercise: Exercise) -> None:
        self._names = tuple(exercise.signals)
        self._times_s = array("d")
        self._near: list[Side] = []
        # Plain numbers in arrays: an hour of video is ten megabytes.
        self._values: dict[WorkSide, dict[str, array[float]]] = {}

    def add(self, update: Update) -> None:
        """Take the state after a frame; at most `POINTS_PER_S` a second are kept."""
        if self._times_s and update.time_s - self._times_s[-1] < 1 / POINTS_PER_S - 1e-6:
            return
        sample = update.sample
        self._times_s.append(sample.time_s)
        self._near.append(sample.near)
        for side, values in sample.sides.items():
            columns = self._values.setdefault(side, {name: array("d") for name in self._names})
            for name, column in columns.items():
                column.append(values[name])

    def track(self, reps: Sequence[Rep]) -> SignalTrace:
        """Return the signals of the working side; between repetitions, of the near side."""
        sides = [self._resting_side(near) for near in self._near]
        for rep in reversed(reps):  # where two overlap, the first one wins
            within = slice(
                bisect_left(self._times_s, rep.start_s), bisect_right(self._times_s, rep.end_s)
            )
            sides[within] = [rep.side] * len(sides[within])
        return SignalTrace(
            times_s=tuple(self._times_s),
            sides=tuple(sides),
            signals={
                name: tuple(self._values[side][name][place] for place, side in enumerate(sides))
                for name in self._names
            },
        )

    def _resting_side(self, near: Side) -> WorkSide:
        return near if near in self._values else next(iter(self._values))
