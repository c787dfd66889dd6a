"""The measures that a signal may be of: one record each, which the format and the engine read.

Add a measure by adding its record to the list in this module, with its arithmetic in
`core.geometry` where that is more than a line, and its row to the table in `exercises/README.md`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator

from poseguide.core import geometry
from poseguide.core.records import Point

#: Keys of a signal that belong to one kind of measure each: the line that a height is over, the
#: signals that a sum is of, the strip of skin that is followed.
Needs = Literal["over", "of", "strip"]
#: How a signal is related to the start posture; None where it is not.
FromStart = Literal["change", "ratio", "fall"]


class MeasureInput(NamedTuple):
    """Everything of one picture that a measure may use, for one working side.

    `points` are those of the signal in their order, and `over` the two of its line: (2,) pixels
    each, x to the right, y down. `terms` are the values of the signals named by `of`. `strip` is
    how far that strip of skin rose, in trunk lengths. What was not seen is NaN.
    """

    trunk_px: float
    left_is_near: bool
    points: tuple[Point, ...] = ()
    over: tuple[Point, ...] = ()
    terms: tuple[float, ...] = ()
    strip: float = math.nan


@dataclass(frozen=True)
class Measure:
    """One measure: `value` computes it in `unit`; NaN in gives NaN out.

    `points` is how many points it takes; with `or_more` that is the fewest. `needs` is the key that
    it takes beside them. `from_start` lists the values that this key of the signal may have.
    `lowest` and `highest` are the ends of its range. `more` and `less` say in a word where a
    movement goes that makes it larger or smaller.
    """

    name: str
    unit: Literal["deg", "trunk"]
    value: Callable[[MeasureInput], float]
    points: int = 0
    or_more: bool = False
    needs: Needs | None = None
    from_start: tuple[FromStart | None, ...] = (None, "change", "ratio", "fall")
    lowest: float = -math.inf
    highest: float = math.inf
    more: str = "up"
    less: str = "down"


def _angle(seen: MeasureInput) -> float:
    return geometry.angle_deg(*seen.points)


def _ventral_angle(seen: MeasureInput) -> float:
    a, b, c = seen.points
    return geometry.ventral_angle_deg(a, b, c, seen.left_is_near)


def _tilt(seen: MeasureInput) -> float:
    return geometry.tilt_deg(*seen.points)


def _distance(seen: MeasureInput) -> float:
    return geometry.distance(*seen.points) / seen.trunk_px


def _offset(seen: MeasureInput) -> float:
    a, b = seen.points
    return abs(float(b[0] - a[0])) / seen.trunk_px


def _rise(seen: MeasureInput) -> float:
    a, b = seen.points
    return float(b[1] - a[1]) / seen.trunk_px


def _height(seen: MeasureInput) -> float:
    return geometry.height_over(*seen.points, *seen.over) / seen.trunk_px


def _level(seen: MeasureInput) -> float:
    return -float(seen.points[0][1]) / seen.trunk_px


def _length(seen: MeasureInput) -> float:
    return sum(geometry.distance(a, b) for a, b in pairwise(seen.points)) / seen.trunk_px


def _sum(seen: MeasureInput) -> float:
    return sum(seen.terms)


def _least(seen: MeasureInput) -> float:
    # Python's least of numbers and NaN is whichever stands first.
    return math.nan if any(map(math.isnan, seen.terms)) else min(seen.terms)


def _surface(seen: MeasureInput) -> float:
    return seen.strip


_NEVER: tuple[FromStart | None, ...] = (None,)

#: All measures by name, in the order in which they are told.
MEASURES: dict[str, Measure] = {
    measure.name: measure
    for measure in (
        Measure("angle", "deg", _angle, 3, lowest=0, highest=180, more="open", less="bent"),
        Measure(
            "ventral_angle", "deg", _ventral_angle, 3,
            lowest=-90, highest=270, more="open", less="bent",
        ),
        Measure("tilt", "deg", _tilt, 2, lowest=-90, highest=90),
        Measure("distance", "trunk", _distance, 2),
        Measure("offset", "trunk", _offset, 2),
        Measure("rise", "trunk", _rise, 2),
        Measure("height", "trunk", _height, 1, needs="over"),
        # Where in the picture a point stands says nothing of the body, only how that changes.
        Measure("level", "trunk", _level, 1, from_start=("change", "fall")),
        Measure("length", "trunk", _length, 2, or_more=True),
        Measure("sum", "trunk", _sum, needs="of", from_start=_NEVER),
        Measure("least", "trunk", _least, needs="of", from_start=_NEVER),
        Measure("surface", "trunk", _surface, needs="strip"),
    )
}  # fmt: skip


def _known(name: str) -> str:
    if name not in MEASURES:
        *names, last = (f"'{known}'" for known in MEASURES)
        raise ValueError(f"must be one of {', '.join(names)} or {last}")
    return name


#: The name of one of MEASURES.
MeasureName = Annotated[str, AfterValidator(_known)]


def misused(
    name: str, points: int, given: Mapping[str, bool], from_start: FromStart | None
) -> str | None:
    """Return what a signal gives of its measure's keys wrongly, in a sentence; None if nothing.

    `points` is how many it names, and `given` says of each key that not all measures take whether
    it is there.
    """
    measure = MEASURES[name]
    few = points < measure.points
    if few or (points > measure.points and not measure.or_more):
        takes = f"{measure.points or 'no'} points{' or more' if measure.or_more else ''}"
        return f"the measure “{name}” takes {takes}, not {points}"
    for key, is_given in given.items():
        if is_given != (measure.needs == key):
            owners = [f"“{other.name}”" for other in MEASURES.values() if other.needs == key]
            word = "measures" if len(owners) > 1 else "measure"
            return f"“{key}” belongs to the {word} {' and '.join(owners)}, and is needed there"
    if from_start not in measure.from_start:
        allowed = [f'"{value}"' for value in measure.from_start if value is not None]
        if not allowed:
            return f"the measure “{name}” takes no “from_start” of its own"
        return f"the measure “{name}” needs from_start = {' or '.join(allowed)}"
    return None
