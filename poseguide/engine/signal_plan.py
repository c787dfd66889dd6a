"""The signals of an exercise with the places of their points, looked up once for all frames."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Literal, NamedTuple

from poseguide.core.records import Point, Surface, WorkSide
from poseguide.core.skeleton import LANDMARKS, SIDES, Side, index_of, other_side
from poseguide.definitions.base import Signal, split_point
from poseguide.definitions.measures import MEASURES, MeasureInput
from poseguide.definitions.schema import Exercise
from poseguide.engine.phases import Values

_Points = tuple[Point, ...]


class _Reading(NamedTuple):
    """One signal for one working and one nearer side: its measure, and what takes its points."""

    name: str
    value: Callable[[MeasureInput], float]
    points: Callable[[Sequence[Point]], _Points]
    over: Callable[[Sequence[Point]], _Points] | None
    strip: Literal["belly", "chest"] | None


class _Joined(NamedTuple):
    """One signal that is made of others, which are named by `of`."""

    name: str
    value: Callable[[MeasureInput], float]
    of: tuple[str, ...]


class SignalPlan:
    """Measures the signals of one exercise on the 33 points of a pose.

    Points that exist on both sides are looked up for each working and each nearer side. Signals
    that are the same whichever side works are measured once.
    """

    def __init__(self, exercise: Exercise) -> None:
        self.sides: tuple[WorkSide, ...] = (
            ("both",) if exercise.sides == "both" else ("left", "right")
        )
        measured = {name: signal for name, signal in exercise.signals.items() if not signal.of}
        self._middles = _middles_of(measured.values())
        self._first: dict[Side, list[_Reading]] = {}
        self._differing: dict[Side, list[_Reading]] = {}
        for near in SIDES:
            first, *others = (
                {
                    name: _places(signal, near if side == "both" else side, near, self._middles)
                    for name, signal in measured.items()
                }
                for side in self.sides
            )
            self._first[near] = [_reading(name, measured[name], first[name]) for name in first]
            self._differing[near] = [
                _reading(name, measured[name], places)
                for other in others
                for name, places in other.items()
                if places != first[name]
            ]
        self._joined = [
            _Joined(name, MEASURES[signal.measure].value, tuple(signal.of))
            for name, signal in exercise.signals.items()
            if signal.of
        ]

    def measure(
        self, points: Sequence[Point], surface: Surface | None, trunk_px: float, near: Side
    ) -> dict[WorkSide, Values]:
        """Return the signals for each working side, without those that are made of others.

        `points` are (33, 2) pixels, `trunk_px` the unit of lengths.
        """
        rows = [*points]
        for left, right in self._middles.values():
            (ax, ay), (bx, by) = points[left], points[right]
            rows.append(((ax + bx) / 2, (ay + by) / 2))
        left_is_near = near == "left"

        def read(readings: Iterable[_Reading]) -> Values:
            values = {}
            for name, value, points_in, over_in, strip in readings:
                rise = getattr(surface, strip) if strip and surface else math.nan
                over = over_in(rows) if over_in else ()
                seen = MeasureInput(trunk_px, left_is_near, points_in(rows), over, (), rise)
                values[name] = value(seen)
            return values

        first, *others = self.sides
        sides = {first: read(self._first[near])}
        for side in others:
            sides[side] = sides[first] | read(self._differing[near])
        return sides

    def join(self, values: Values, trunk_px: float, near: Side) -> None:
        """Add the signals that are made of others to the values of one working side."""
        for joined in self._joined:
            terms = tuple([values[name] for name in joined.of])
            seen = MeasureInput(trunk_px, near == "left", terms=terms)
            values[joined.name] = joined.value(seen)


def _middles_of(signals: Iterable[Signal]) -> dict[str, tuple[int, int]]:
    """Return the points whose middles are needed, with the places of their left and their right."""
    named = [split_point(name) for s in signals for name in (*s.points, *(s.over or ()))]
    return {
        bare: (index_of(bare, "left"), index_of(bare, "right"))
        for prefix, bare in named
        if prefix == "mid_"
    }


def _places(
    signal: Signal, working: Side, near: Side, middles: dict[str, tuple[int, int]]
) -> tuple[list[int], list[int]]:
    """Return the places of the points of a signal and of those of its line.

    Places are those of the 33 points; the middles stand behind them, in their order.
    """
    sides = {"": working, "other_": other_side(working), "near_": near}

    def place(point: str) -> int:
        prefix, bare = split_point(point)
        if prefix == "mid_":
            return len(LANDMARKS) + list(middles).index(bare)
        return index_of(bare, sides[prefix])

    return [place(name) for name in signal.points], [place(name) for name in signal.over or ()]


def _reading(name: str, signal: Signal, places: tuple[list[int], list[int]]) -> _Reading:
    points, over = places
    value = MEASURES[signal.measure].value
    return _Reading(name, value, _taker(points), _taker(over) if over else None, signal.strip)


def _taker(places: Sequence[int]) -> Callable[[Sequence[Point]], _Points]:
    """Return what takes the points at these places, in their order."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda points: tuple([points[place] for place in places])
