"""The parts that an exercise file is made of everywhere: words, points, signals, conditions."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from poseguide.core.i18n import Language, language_code
from poseguide.core.i18n.message import Translatable
from poseguide.core.skeleton import PAIRED
from poseguide.definitions.measures import MEASURES, FromStart, MeasureName, misused
from poseguide.definitions.ranges import Limit, Listed

Unit = Literal["deg", "trunk", "ratio", "s", "count"]

#: What a point may be prefixed with: the side that does not work, the side nearer to the camera,
#: the middle of both.
POINT_PREFIXES = ("other_", "near_", "mid_")
#: How far a limit is widened for leaving a phase, where the file does not say (two to three times
#: the noise).
DEFAULT_GAP: dict[str, float] = {"deg": 10.0, "trunk": 0.04, "ratio": 0.04, "s": 0.0, "count": 0.0}

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class Part(BaseModel):
    """A table of the format: without unknown keys, not to be changed, of finite numbers."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


_Words = Annotated[str, Field(min_length=1)]
_LanguageCode = Annotated[str, AfterValidator(language_code)]


class Text(Part, Translatable):
    """The same words in English and in any other language, by its code; none may be empty.

    What is not said in a language is read in English.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[_LanguageCode, _Words]

    en: _Words

    def __getitem__(self, language: Language) -> str:
        return self.by_language().get(language, self.en)

    def by_language(self) -> dict[Language, str]:
        """Return the words by the code of their language."""
        return {"en": self.en, **self.__pydantic_extra__}

    def text(self, language: Language) -> str:
        """Return the words in a language."""
        return self[language]


class Signal(Part):
    """One measure on side-less points, in degrees, trunk lengths, or relative to the start."""

    label: Text
    measure: MeasureName
    points: Listed[str] = ()
    over: tuple[str, str] | None = None
    of: Listed[str] = ()
    strip: Literal["belly", "chest"] | None = None
    from_start: FromStart | None = None

    @property
    def unit(self) -> Unit:
        """The unit of the signal's values."""
        return "ratio" if self.from_start == "ratio" else MEASURES[self.measure].unit

    @model_validator(mode="after")
    def _check(self) -> Self:
        for point in (*self.points, *(self.over or ())):
            if not is_point(point):
                raise ValueError(f"“{point}” is not a point; the points are {', '.join(PAIRED)}")
        if len(self.of) == 1:
            raise ValueError("“of” names two signals or more")
        given = {"over": bool(self.over), "of": bool(self.of), "strip": bool(self.strip)}
        if said := misused(self.measure, len(self.points), given, self.from_start):
            raise ValueError(said)
        return self


class Condition(Part):
    """A range that a signal must lie in, open at the ends, in the signal's unit."""

    signal: str
    above: Limit | None = None
    below: Limit | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.above is None and self.below is None:
            raise ValueError("give “above”, “below” or both")
        if self.above is not None and self.below is not None and self.above >= self.below:
            raise ValueError(f"“above” ({self.above:g}) must be less than “below” ({self.below:g})")
        return self

    @property
    def limit(self) -> float:
        """The number it is judged by: the lower end where there are two."""
        return limit_of(self.above, self.below)

    def holds(self, value: float) -> bool:
        """Return whether a value lies in the range; NaN never does."""
        return (self.above is None or value > self.above) and (
            self.below is None or value < self.below
        )


Conditions = Annotated[Listed[Condition], Field(min_length=1)]


def limit_of(above: float | None, below: float | None) -> float:
    """Return the limit that is given; the lower end of a range where both are."""
    limit = above if above is not None else below
    assert limit is not None
    return limit


def is_point(name: str) -> bool:
    """Return whether a definition may name this point."""
    _, bare = split_point(name)
    return bare in PAIRED or bare == "nose"


def split_point(name: str) -> tuple[str, str]:
    """The prefix of a point's name, "" where it has none, and the name without it."""
    prefix = next((prefix for prefix in POINT_PREFIXES if name.startswith(prefix)), "")
    return prefix, name.removeprefix(prefix)
