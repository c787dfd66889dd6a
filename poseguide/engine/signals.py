"""Measuring of poses: each signal of a definition, for each side that may be the working one."""

from __future__ import annotations

import math
from collections.abc import Sequence

from poseguide.core.records import Point, Pose, Sample, WorkSide
from poseguide.core.timing import RunningMedian
from poseguide.definitions.base import Signal
from poseguide.definitions.schema import Exercise
from poseguide.engine.body import BodySeen, BodyUnits
from poseguide.engine.phases import Values
from poseguide.engine.signal_plan import SignalPlan
from poseguide.vision.pose_filter import OneEuro

#: The start posture's own values are medians over the last this long that was spent in it.
_NEUTRAL_S = 3.0


class SignalReader:
    """Reads the signals of one exercise off smoothed points, in the units of the body they show.

    The units are kept as they are during a movement (`frozen`), because a bending trunk must not
    change the unit of its own measurement.
    """

    def __init__(self, exercise: Exercise) -> None:
        self._plan = SignalPlan(exercise)
        self._units = BodyUnits()
        self._neutral = {side: _Neutral(exercise.signals) for side in self._plan.sides}

    @property
    def sides(self) -> tuple[WorkSide, ...]:
        """The sides that may be the working one."""
        return self._plan.sides

    @property
    def trunk_px(self) -> float:
        """The length of the trunk in pixels; NaN before anybody was seen."""
        return self._units.trunk_px

    def look(self, body: BodySeen, *, frozen: bool) -> None:
        """Take the next body, before its points are read; `frozen` keeps the units."""
        if not frozen:
            self._units.look(body)

    def scale_px(self, pose: Pose) -> float:
        """Return the unit in which the speed of points is measured, in pixels."""
        trunk_px = self._units.trunk_px
        return trunk_px if math.isfinite(trunk_px) else float(pose.height_px)

    def read(self, pose: Pose, points: Sequence[Point]) -> Sample:
        """Return the sample of a believed pose; `points` are its 33 points, smoothed."""
        trunk_px, near = self._units.trunk_px, self._units.near
        sides = self._plan.measure(points, pose.surface, trunk_px, near)
        for side, values in sides.items():
            self._neutral[side].relate(values, trunk_px)
            self._plan.join(values, trunk_px, near)
        return Sample(pose.time_s, near, sides)

    def learn_start(self, sample: Sample, side: WorkSide) -> None:
        """Learn the start posture from the last sample, for signals that are measured from it."""
        self._neutral[side].learn(sample.time_s)

    def forget_start(self, side: WorkSide) -> None:
        """Forget the start posture: the person or the place may have changed."""
        self._neutral[side].forget()


class SignalExtractor(SignalReader):
    """Measures believed poses for one exercise alone, in the order of time."""

    def __init__(self, exercise: Exercise) -> None:
        super().__init__(exercise)
        self._smoother = OneEuro()

    def measure(self, pose: Pose, frozen: bool) -> Sample:
        """Return the sample of a believed pose; `frozen` keeps trunk length and near side."""
        self.look(BodySeen.of(pose), frozen=frozen)
        points = self._smoother.smooth(pose.time_s, pose.points, self.scale_px(pose))
        return self.read(pose, points.tolist())


class _Neutral:
    """The values that signals measured from the start posture have in it.

    Lengths are remembered in pixels: the trunk's length is measured anew all the time, and where a
    point stands in the picture must not seem to change with it.
    """

    def __init__(self, signals: dict[str, Signal]) -> None:
        self._related = [
            (name, signal.from_start, signal.from_start != "ratio" and signal.unit == "trunk")
            for name, signal in signals.items()
            if signal.from_start is not None
        ]
        self._start = {name: RunningMedian(_NEUTRAL_S) for name, _, _ in self._related}
        self._latest: Values = {}
        self._highest: Values = {}
        self._spent_s = 0.0
        self._last_s = -math.inf

    def relate(self, values: Values, trunk_px: float) -> None:
        """Make a change, a ratio or a fall of the values that are measured from the start."""
        for name, kind, in_trunks in self._related:
            unit = trunk_px if in_trunks else 1.0
            value = values[name] * unit
            self._latest[name] = value
            if kind == "fall":
                self._highest[name] = max(self._highest.get(name, -math.inf), value)
                values[name] = (self._highest[name] - value) / unit
            else:
                start = self._start[name].value
                values[name] = (value - start) / unit if kind == "change" else value / start

    def learn(self, time_s: float) -> None:
        """Learn the latest values as those of the start posture."""
        if not all(math.isfinite(value) for value in self._latest.values()):
            return
        self._highest.clear()
        # Time spent elsewhere does not age the memory: only time in the posture does.
        self._spent_s += min(time_s - self._last_s, 0.2)
        self._last_s = time_s
        for name, value in self._latest.items():
            self._start[name].push(self._spent_s, value)

    def forget(self) -> None:
        """Forget the values of the start posture, and the highest since."""
        self._highest.clear()
        for start in self._start.values():
            start.clear()
