"""What an exercise file can say; `exercises/README.md` explains every key."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from poseguide.core.i18n import Language
from poseguide.core.skeleton import PAIRED
from poseguide.definitions.measures import MEASURES, FromStart, MeasureName, misused
from poseguide.definitions.ranges import (
    MOST_IN_LIST,
    Degrees,
    DistanceM,
    HeightCm,
    Limit,
    Listed,
    Pause,
    Scale,
    Seconds,
    Share,
    Swing,
    Trunks,
    Whole,
)

Unit = Literal["deg", "trunk", "ratio", "s", "count"]

#: What a point may be prefixed with: the side that does not work, the side nearer to the camera,
#: the middle of both.
POINT_PREFIXES = ("other_", "near_", "mid_")
#: How far a limit is widened for leaving a phase, where the file does not say (two to three times
#: the noise).
DEFAULT_GAP: dict[str, float] = {"deg": 10.0, "trunk": 0.04, "ratio": 0.04, "s": 0.0, "count": 0.0}

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Text(_Part):
    """The same words in English and Danish; neither may be empty."""

    en: Annotated[str, Field(min_length=1)]
    da: Annotated[str, Field(min_length=1)]

    def __getitem__(self, language: Language) -> str:
        return self.da if language == "da" else self.en


class Camera(_Part):
    """Where the camera stands: seen from the person, how high over the floor, how far away."""

    view: Literal["side", "front", "oblique"]
    height_cm: tuple[HeightCm, HeightCm]
    distance_m: tuple[DistanceM, DistanceM]
    place: Text


class Dose(_Part):
    """How much the source prescribes: from the low end to the high end."""

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


class Signal(_Part):
    """One measure on side-less points, in degrees, trunk lengths, or relative to the start."""

    label: Text
    measure: MeasureName
    points: Listed[str] = []
    over: tuple[str, str] | None = None
    of: Listed[str] = []
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


class Condition(_Part):
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
        return _limit_of(self)

    def holds(self, value: float) -> bool:
        """Whether a value lies in the range; NaN never does."""
        return (self.above is None or value > self.above) and (
            self.below is None or value < self.below
        )


Conditions = Annotated[Listed[Condition], Field(min_length=1)]


class Start(_Part):
    """The posture, held for `hold_s`, before anything counts; `keep` must stay true after."""

    hold_s: Seconds
    when: Conditions
    keep: Listed[Condition] = []
    cue: Text


class Stage(_Part):
    """A part of the movement with a name, the words people read, and what to say when it is missed.

    Phases, the two strokes of a cycle and a hold are stages; an incomplete repetition names the
    first stage that it missed. `known_as` is what the truth of a clip calls such a repetition,
    where that is another name.
    """

    name: Name
    label: Text
    cue: Text
    known_as: Name | None = None


class Phase(Stage):
    """One part of a repetition: entered when all of `enter` hold, left when any of `leave` does.

    `otherwise` is a second way in, where one measure alone does not show the phase from every view.
    `far` takes the place of `enter` for the leg away from the camera, and the phase is then
    `unseen`.
    """

    enter: Conditions
    otherwise: Listed[Condition] = []
    leave: Listed[Condition] = []
    far: Listed[Condition] = []
    min_s: Pause = 0.12


class NestedMovement(_Part):
    """A movement nested in a phase: there and back again of at least `swing`, counted."""

    name: Name
    label: Text
    signal: str
    phase: str
    swing: Swing


class Repetition(_Part):
    """One repetition: when a movement is an attempt, its main signal, how long it may last."""

    attempt: Conditions
    back: Listed[Condition] = []
    other: Listed[Condition] = []
    main: str
    peak: Literal["max", "min"]
    min_s: Seconds = 0.5
    max_s: Seconds = 20.0
    parts: NestedMovement | None = None


class QuickSwings(Stage):
    """Swings shorter than the cycle's `min_s` that follow one: with it they are one repetition.

    `least` make it complete. It is over once none came for `pause_s`. `swing` is the least way back
    of a quick one, in the unit of the cycle's main signal.
    """

    least: Whole
    swing: Swing
    min_s: Seconds = 0.15
    pause_s: Seconds = 3.5


class Cycle(_Part):
    """A swing of one signal there and back, over and over, without a rest in between.

    For movements whose range differs from person to person, or whose measure carries an offset:
    only turning points count, no posture. `swing` is the least way back, `share` the least part of
    the person's own usual way back; a smaller one is incomplete, and below `notice` it is noise.
    """

    main: str
    first: Literal["up", "down"]
    there: Stage
    back: Stage
    swing: Swing
    notice: Swing
    share: Share = 0.6
    min_s: Seconds = 0.5
    max_s: Seconds = 20.0
    parts: QuickSwings | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.notice > self.swing:
            raise ValueError(f"“notice” ({self.notice:g}) must not exceed “swing” ({self.swing:g})")
        return self


class Hold(Stage):
    """A posture kept for `seconds`; breaks up to `forgive_s` count, up to `pause_s` pause.

    Less than `seconds` is incomplete, less than `min_s` was no attempt.
    """

    name: Name = "hold"
    seconds: Seconds
    when: Conditions
    forgive_s: Pause = 1.5
    pause_s: Seconds = 5.0
    min_s: Seconds = 3.0
    main: str


class Level(_Part):
    """One degree of difficulty of a pace: how often, and the seconds of each step."""

    label: Text
    repetitions: Whole
    seconds: Annotated[Listed[Seconds], Field(min_length=1)]


class Pace(_Part):
    """A timer that leads through what no camera sees: steps in turn, at a chosen level."""

    steps: Annotated[Listed[Stage], Field(min_length=1)]
    levels: Annotated[Listed[Level], Field(min_length=1)]

    @model_validator(mode="after")
    def _check(self) -> Self:
        for number, level in enumerate(self.levels, start=1):
            if len(level.seconds) != len(self.steps):
                raise ValueError(
                    f"level {number} has {len(level.seconds)} numbers of seconds for "
                    f"{len(self.steps)} steps; give one for each"
                )
        return self


class Fault(_Part):
    """A statistic of a signal over a phase or the whole repetition, beyond a limit.

    `known_as` is what the truth of a clip calls the fault, where that is another name.
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
    unless: Listed[str] = []
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
        return _limit_of(self)


class SeriesRule(_Part):
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
        return _limit_of(self)


def _limit_of(bounded: Condition | Fault | SeriesRule) -> float:
    limit = bounded.above if bounded.above is not None else bounded.below
    assert limit is not None
    return limit


class KeyPose(_Part):
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


class Tempo(_Part):
    """In how much of its time a fault's example plays the good repetition."""

    scale: Scale


class Good(_Part):
    """A clean repetition as key poses, played by the file's own test and drawn in the library."""

    anchor: str
    poses: Annotated[Listed[KeyPose], Field(min_length=2)]


class ContainedExercise(_Part):
    """Another exercise whose movement is truly part of this one, and why."""

    exercise: Name
    why: Text


class BaseExercise(_Part):
    """What every exercise file says, whether a camera follows the exercise or not."""

    id: Name
    name: Text
    purpose: Text
    setup: Text
    cautions: Listed[Text] = []
    dose: Dose


class PacedExercise(BaseExercise):
    """An exercise that no camera can see: a timer leads through it, and the person reports."""

    pace: Pace


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
    phases: Listed[Phase] = []
    faults: Listed[Fault] = []
    series: Listed[SeriesRule] = []
    pace: Pace | None = None
    contains: Listed[ContainedExercise] = []
    good: Good

    @property
    def stages(self) -> tuple[Stage, ...]:
        """What a repetition passes through, in order: phases, or strokes, or the hold."""
        if self.cycle is not None:
            strokes = (self.cycle.there, self.cycle.back)
            return (*strokes, self.cycle.parts) if self.cycle.parts else strokes
        return (self.hold,) if self.hold is not None else tuple(self.phases)

    @property
    def takes_turns(self) -> bool:
        """Whether the sides are worked in turn, and not a set on one and then on the other."""
        return any(rule.statistic == "same_side" for rule in self.series)

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
        """Whether a repetition is one breath: the belly or the chest goes there and back once."""
        return self.signals[self.main].strip is not None and self.parts is None

    def unit_of(self, fault: Fault) -> Unit:
        """The unit of what a fault measures, and of its limit."""
        if fault.per is not None:
            return "ratio"
        if fault.signal is not None:
            return self.signals[fault.signal].unit
        return "s" if fault.statistic == "seconds" else "count"

    def is_from_start(self, name: str) -> bool:
        """Whether a signal is known only once the start posture was held."""
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


def pace_of(exercise: BaseExercise) -> Pace | None:
    """What leads through an exercise by the clock; None where nothing does."""
    return exercise.pace if isinstance(exercise, Exercise | PacedExercise) else None


def is_point(name: str) -> bool:
    """Whether a definition may name this point."""
    _, bare = split_point(name)
    return bare in PAIRED or bare == "nose"


def split_point(name: str) -> tuple[str, str]:
    """The prefix of a point's name, "" where it has none, and the name without it."""
    prefix = next((prefix for prefix in POINT_PREFIXES if name.startswith(prefix)), "")
    return prefix, name.removeprefix(prefix)
