"""Measuring of poses: each signal of a definition, for each side that may be the working one."""

from __future__ import annotations

import math
from collections import deque
from typing import Any

import numpy as np

from poseguide.core.records import Floats, Pose, Sample, Surface, WorkSide
from poseguide.core.skeleton import Side, index_of, other_side
from poseguide.definitions.base import Signal, split_point
from poseguide.definitions.measures import MEASURES, MeasureInput
from poseguide.definitions.schema import Exercise
from poseguide.vision.pose_filter import GAP_S, OneEuro, left_is_nearer, trunk_length

#: Length and nearness of the trunk are medians over this long, so one bad frame does not matter.
_BODY_S = 2.0
#: The start posture's own values are medians over the last this long that was spent in it.
_NEUTRAL_S = 3.0


class SignalExtractor:
    """Measures poses in the units of the body they show.

    The trunk length (the unit of lengths) and the side nearer to the camera are running medians.
    They are kept as they are during a movement (`frozen`), because a bending trunk must not change
    the unit of its own measurement.
    """

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._smoother = OneEuro()
        self._body: deque[tuple[float, float, float]] = deque()  # time, trunk length, left nearer
        self._trunk_px = math.nan
        self._near: Side = "left"
        sides: tuple[WorkSide, ...] = ("both",) if exercise.sides == "both" else ("left", "right")
        self._neutral = {side: _Neutral(exercise) for side in sides}

    @property
    def trunk_px(self) -> float:
        """The length of the trunk in pixels; NaN before anybody was seen."""
        return self._trunk_px

    def measure(self, pose: Pose, frozen: bool) -> Sample:
        """Return the sample of a filtered pose; `frozen` keeps trunk length and near side."""
        if not frozen:
            self._look_at_body(pose)
        scale = self._trunk_px if math.isfinite(self._trunk_px) else float(pose.height_px)
        points = self._smoother.smooth(pose.time_s, pose.points, scale)
        values: dict[WorkSide, dict[str, float]] = {}
        for side, neutral in self._neutral.items():
            working: Side = self._near if side == "both" else side
            signals = self._exercise.signals
            raw = {
                name: self._value(signal, points, pose.surface, working)
                for name, signal in signals.items()
                if not signal.of
            }
            values[side] = related = neutral.relate(raw, self._trunk_px)
            for name, signal in signals.items():
                if signal.of:
                    terms = tuple(related[term] for term in signal.of)
                    related[name] = self._measured(signal, terms=terms)
        return Sample(pose.time_s, self._near, values)

    def learn_start(self, sample: Sample, side: WorkSide) -> None:
        """Learn the start posture from the last sample, for signals that are measured from it."""
        self._neutral[side].learn(sample.time_s)

    def forget_start(self, side: WorkSide) -> None:
        """Forget the start posture: the person or the place may have changed."""
        self._neutral[side].forget()

    def _look_at_body(self, pose: Pose) -> None:
        length = trunk_length(pose.points)
        if not math.isfinite(length):
            return
        body = self._body
        if body and pose.time_s - body[-1][0] > GAP_S:
            body.clear()  # perhaps at another place, or another person
        body.append((pose.time_s, length, left_is_nearer(pose.depth)))
        while body[0][0] < pose.time_s - _BODY_S:
            body.popleft()
        _, trunk_px, nearer = np.median(np.array(body), axis=0)
        # Where all points lie on one another nothing can be measured in lengths of the trunk.
        self._trunk_px = float(trunk_px) or math.nan
        self._near = "left" if nearer > 0 else "right"

    def _value(self, signal: Signal, points: Floats, surface: Surface | None, side: Side) -> float:
        rise = getattr(surface, signal.strip) if surface and signal.strip else math.nan
        return self._measured(
            signal,
            points=tuple(self._point(name, points, side) for name in signal.points),
            over=tuple(self._point(name, points, side) for name in signal.over or ()),
            strip=float(rise),
        )

    def _measured(self, signal: Signal, **seen: Any) -> float:
        return MEASURES[signal.measure].value(
            MeasureInput(self._trunk_px, self._near == "left", **seen)
        )

    def _point(self, name: str, points: Floats, side: Side) -> Floats:
        prefix, name = split_point(name)
        if prefix == "mid_":
            middle: Floats = (points[index_of(name, "left")] + points[index_of(name, "right")]) / 2
            return middle
        if prefix == "other_":
            side = other_side(side)
        elif prefix == "near_":
            side = self._near
        point: Floats = points[index_of(name, side)]
        return point


class _Neutral:
    """The values that signals measured from the start posture have in it.

    Lengths are remembered in pixels: the trunk's length is measured anew all the time, and where a
    point stands in the picture must not seem to change with it.
    """

    def __init__(self, exercise: Exercise) -> None:
        self._kinds = {
            name: signal.from_start
            for name, signal in exercise.signals.items()
            if signal.from_start is not None
        }
        self._in_trunks = {
            name
            for name, kind in self._kinds.items()
            if kind != "ratio" and exercise.signals[name].unit == "trunk"
        }
        self._latest: dict[str, float] = {}
        self._learned: deque[tuple[float, dict[str, float]]] = deque()
        self._spent_s = 0.0
        self._last_s = -math.inf
        self._start: dict[str, float] = {}
        self._highest: dict[str, float] = {}

    def relate(self, raw: dict[str, float], trunk_px: float) -> dict[str, float]:
        """Return the values, those measured from the start posture as change, ratio or fall."""
        self._latest = {}
        related = dict(raw)
        for name, kind in self._kinds.items():
            unit = trunk_px if name in self._in_trunks else 1.0
            value = raw[name] * unit
            self._latest[name] = value
            start = self._start.get(name, math.nan)
            if kind == "fall":
                self._highest[name] = max(self._highest.get(name, -math.inf), value)
                related[name] = (self._highest[name] - value) / unit
            else:
                related[name] = (value - start) / unit if kind == "change" else value / start
        return related

    def learn(self, time_s: float) -> None:
        """Learn the latest values as those of the start posture."""
        if not all(math.isfinite(value) for value in self._latest.values()):
            return
        self._highest.clear()
        # Time spent elsewhere does not age the memory: only time in the posture does.
        self._spent_s += min(time_s - self._last_s, 0.2)
        self._last_s = time_s
        self._learned.append((self._spent_s, self._latest))
        while self._learned[0][0] < self._spent_s - _NEUTRAL_S:
            self._learned.popleft()
        for name in self._kinds:
            self._start[name] = float(np.median([values[name] for _, values in self._learned]))

    def forget(self) -> None:
        """Forget the values of the start posture, and the highest since."""
        self._learned.clear()
        self._start.clear()
        self._highest.clear()
