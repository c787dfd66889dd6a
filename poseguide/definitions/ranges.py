"""The numbers that files of exercises and programmes hold: each kind with the range it may have.

A number outside is a slip of the hand, or made to do harm: no body bends by a thousand degrees, and
a posture that must be held for three years before anything counts is never left.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field

Item = TypeVar("Item")

#: How many entries a list has at most; the longest that comes with PoseGuide has 15.
MOST_IN_LIST = 50
#: The longest time in a file, in seconds.
LONGEST_S = 600.0


@dataclass(frozen=True)
class Range:
    """The numbers from `least` to `most`."""

    least: float
    most: float

    def __str__(self) -> str:
        return f"from {self.least:g} to {self.most:g}"

    def __call__(self, number: Any) -> Any:
        """The number itself. Raises ValueError, with the range, where it is outside."""
        if not self.least <= number <= self.most:
            raise ValueError(f"must be {self}")
        return number


_STRICT = Field(strict=True)

#: A limit of a signal or a count, in its unit.
Limit = Annotated[float, _STRICT, AfterValidator(Range(-1000, 1000))]
#: How far a signal goes there and back, in its unit.
Swing = Annotated[float, _STRICT, AfterValidator(Range(0.001, 1000))]
#: An angle of the stick figure, in degrees.
Degrees = Annotated[float, _STRICT, AfterValidator(Range(-360, 360))]
#: A distance of the stick figure, in trunk lengths.
Trunks = Annotated[float, _STRICT, AfterValidator(Range(-5, 5))]
#: How often in a second a recording is looked at.
LooksPerS = Annotated[float, _STRICT, AfterValidator(Range(5, 60))]
#: How many times as long.
Scale = Annotated[float, _STRICT, AfterValidator(Range(0.01, 10))]
#: A part of something.
Share = Annotated[float, _STRICT, AfterValidator(Range(0, 0.99))]
#: Seconds that something lasts.
Seconds = Annotated[float, _STRICT, AfterValidator(Range(0.01, LONGEST_S))]
#: Seconds that may be none.
Pause = Annotated[float, _STRICT, AfterValidator(Range(0, LONGEST_S))]
#: Seconds that a person is asked to hold.
AskedSeconds = Annotated[float, _STRICT, AfterValidator(Range(1, LONGEST_S))]
#: A height of the camera over the floor, in centimetres.
HeightCm = Annotated[float, _STRICT, AfterValidator(Range(1, 300))]
#: A distance of the camera, in metres.
DistanceM = Annotated[float, _STRICT, AfterValidator(Range(0.1, 20))]
#: How many there are of something.
Whole = Annotated[int, _STRICT, AfterValidator(Range(1, 1000))]


def _a_list(value: object) -> object:
    # pydantic says of a list of any length what it says of a pair.
    if not isinstance(value, list | tuple):
        raise ValueError("must be a list in [brackets]")
    if len(value) > MOST_IN_LIST:
        raise ValueError(f"must have at most {MOST_IN_LIST} in its list")
    return value


#: A list that is not too long, in a model that cannot be changed.
Listed = Annotated[tuple[Item, ...], BeforeValidator(_a_list)]
