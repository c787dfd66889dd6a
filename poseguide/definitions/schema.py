"""The whole of an exercise file; `exercises/README.md` explains every key."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from poseguide.definitions.base import (
    Name,
    Part,
    Signal,
    Text,
    Unit,
    limit_of,
)
from poseguide.definitions.movement import (
    Cycle,
    Hold,
    NestedMovement,
    Pace,
    Phase,
    QuickSwings,
    Repetition,
    Stage,
    Start,
)
from poseguide.definitions.ranges import (
    MOST_IN_LIST,
    Degrees,
    DistanceM,
    HeightCm,
    Limit,
    Listed,
    LooksPerS,
    Pause,
    Scale,
    Seconds,
    Trunks,
    Whole,
)


class Camera(Part):
    """The place of the camera: the view of the person, the height over the floor, the distance."""

    view: Literal["side", "front", "oblique"]
    height_cm: tuple[HeightCm, HeightCm]
    distance_m: tuple[DistanceM, DistanceM]
    place: Text


class Dose(Part):
    """The amount that the source prescribes, from the low end to the high end."""

    repetitions: tuple[Whole, Whole] | None = None
    seconds: tuple[Seconds, Seconds] | None = None
    per_side: Annotated[bool, Field(strict=True)] = False
    sets: Whole = 1
    times_a_day: Whole = 1
    step: Whole = 1
    source: Text

    @model_validator(mode="after")
    def _check(self) -> Self:
        for name in ("repetitions", "seconds"):
            ends = getattr(self, name)
            if ends is not None and ends[0] > ends[1]:
                raise ValueError(f"“{name}” goes from the low end to the high end")
        return self


class Fault(Part):
    """A statistic of a signal over a phase or the whole repetition, beyond a limit.

    `known_as` is what the truth of a clip calls the fault, where that is another name. `absolute`
    is whether it guards the body, so that nobody's own normal moves its limit.
    """

    name: Name
    signal: str | None = None
    statistic: Literal["max", "min", "range", "median", "seconds", "count"]
    phase: str | None = None
    per: str | None = None
    above: Limit | None = None
    below: Limit | None = None
    severity: Literal["major", "minor"]
    near_only: Annotated[bool, Field(strict=True)] = False
    absolute: Annotated[bool, Field(strict=True)] = False
    unless: Listed[str] = ()
    cue: Text
    example: dict[str, dict[str, Limit]] = {}
    known_as: Name | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.above is None) == (self.below is None):
            raise ValueError("give either “above” or “below”")
        if (self.signal is None) != (self.statistic in ("seconds", "count")):
            raise ValueError("“seconds” and “count” take no signal, the other statistics need one")
        if self.per is not None and self.statistic == "count":
            raise ValueError("“count” is not compared: leave out “per”")
        if self.per is not None and self.statistic == "seconds" and self.phase is None:
            raise ValueError("“per” compares the seconds of two phases: name the first in “phase”")
        return self

    @property
    def limit(self) -> float:
        """The number that must not be passed."""
        return limit_of(self.above, self.below)


class SeriesRule(Part):
    """A statistic of the whole series of complete repetitions, beyond a limit."""

    name: Name
    statistic: Literal["speed_up", "same_side"]
    above: Limit | None = None
    below: Limit | None = None
    cue: Text

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.above is None) == (self.below is None):
            raise ValueError("give either “above” or “below”")
        return self

    @property
    def limit(self) -> float:
        """The number that must not be passed."""
        return limit_of(self.above, self.below)


#: A recording is looked at so many times a second, where the file does not ask for more.
#: ACCURACY.md says how seldom counts and verdicts differ from those of every frame.
LOOKS_PER_S = 15.0


class KeyPose(Part):
    """One posture of the good repetition, as angles of a stick figure in degrees."""

    name: Name
    after_s: Pause
    trunk: Degrees
    hip: Degrees
    knee: Degrees
    ankle: Degrees = 110.0
    shoulder: Degrees = 80.0
    elbow: Degrees = 175.0
    head: Degrees = 0.0
    other_hip: Degrees | None = None
    other_knee: Degrees | None = None
    leg_scale: Scale = 1.0
    lift: Trunks = 0.0
    belly: Trunks = 0.0
    chest: Trunks = 0.0


class Tempo(Part):
    """The share of its time in which a fault's example plays the good repetition."""

    scale: Scale


class Good(Part):
    """A clean repetition as key poses, played by the file's own test and drawn in the library."""

    anchor: str
    poses: Annotated[Listed[KeyPose], Field(min_length=2)]


class ContainedExercise(Part):
    """Another exercise whose movement is truly part of this one, and why."""

    exercise: Name
    why: Text


class BaseExercise(Part):
    """The keys of every exercise file.

    There are two kinds, and `tracked` and `led_by` are all that anybody needs to ask to tell them
    apart: a camera follows an `Exercise`, and a timer alone leads through a `PacedExercise`.
    """

    id: Name
    name: Text
    purpose: Text
    setup: Text
    cautions: Listed[Text] = ()
    dose: Dose

    @property
    def tracked(self) -> Exercise | None:
        """The exercise itself where a camera follows it; None where no camera can see it."""
        return None

    @property
    def led_by(self) -> Pace | None:
        """The pace that leads through it; None where the person sets the pace."""
        return None


class PacedExercise(BaseExercise):
    """An exercise that no camera can see: a timer leads through it, and the person reports."""

    pace: Pace

    @property
    def led_by(self) -> Pace:
        """The pace that leads through it."""
        return self.pace


class Exercise(BaseExercise):
    """An exercise that a camera follows; see `exercises/README.md` for what each key means."""

    posture: Literal["all_fours", "supine", "elbows", "seated", "standing"]
    sides: Literal["one", "both", "alternate"]
    camera: Camera
    signals: Annotated[dict[Name, Signal], Field(max_length=MOST_IN_LIST)]
    start: Start
    repetition: Repetition | None = None
    cycle: Cycle | None = None
    hold: Hold | None = None
    phases: Listed[Phase] = ()
    faults: Listed[Fault] = ()
    series: Listed[SeriesRule] = ()
    pace: Pace | None = None
    contains: Listed[ContainedExercise] = ()
    good: Good
    looks_per_s: LooksPerS = LOOKS_PER_S

    @property
    def tracked(self) -> Exercise:
        """The exercise itself: a camera follows it."""
        return self

    @property
    def on_floor(self) -> bool:
        """Return whether the body lies or is on all fours; else it stands or sits."""
        return self.posture in ("all_fours", "supine", "elbows")

    @property
    def led_by(self) -> Pace | None:
        """The pace that leads through it; None where the person sets the pace."""
        return self.pace

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages of a repetition in their order: phases, or strokes, or the hold."""
        if self.cycle is not None:
            strokes = (self.cycle.there, self.cycle.back)
            return (*strokes, self.cycle.parts) if self.cycle.parts else strokes
        return (self.hold,) if self.hold is not None else tuple(self.phases)

    @property
    def takes_turns(self) -> bool:
        """Return whether the sides are worked in turn, not one set after the other."""
        return any(rule.statistic == "same_side" for rule in self.series)

    @property
    def counts_by_side(self) -> bool:
        """Return whether each side has a count of its own: not if both work at once or in turn."""
        return self.sides != "both" and not self.takes_turns

    def stage(self, name: str) -> Stage:
        """The stage of this name."""
        return next(stage for stage in self.stages if stage.name == name)

    def known_as(self) -> dict[str, str]:
        """Return what the truth of a clip calls our stages, when missed, and our faults.

        By our names, where they differ.
        """
        named: list[Stage | Fault] = [*self.stages, *self.faults]
        return {part.name: part.known_as for part in named if part.known_as is not None}

    @property
    def is_breathing(self) -> bool:
        """Return whether a repetition is one breath: the belly or chest rises and falls once."""
        return self.signals[self.main].strip is not None and self.parts is None

    def unit_of(self, fault: Fault) -> Unit:
        """The unit of what a fault measures, and of its limit."""
        if fault.per is not None:
            return "ratio"
        if fault.signal is not None:
            return self.signals[fault.signal].unit
        return "s" if fault.statistic == "seconds" else "count"

    def is_from_start(self, name: str) -> bool:
        """Return whether a signal is known only once the start posture was held."""
        signal = self.signals[name]
        return any(self.signals[term].from_start for term in signal.of or [name])

    @property
    def parts(self) -> NestedMovement | QuickSwings | None:
        """The small movements that are counted in each repetition."""
        body = self.repetition or self.cycle
        return body.parts if body is not None else None

    @property
    def main(self) -> str:
        """The name of the signal that the person is shown."""
        body = self.repetition or self.cycle or self.hold
        assert body is not None
        return body.main


def looks_per_s(exercises: Iterable[Exercise], *, every_frame: bool = False) -> float:
    """Return how many frames a second are looked at, so that each exercise has enough.

    Infinity with `every_frame`.
    """
    return math.inf if every_frame else max(exercise.looks_per_s for exercise in exercises)
