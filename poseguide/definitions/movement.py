"""The movement of an exercise: its start, and its phases, its cycle, its hold or its pace."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from poseguide.definitions.base import Condition, Conditions, Name, Part, Text
from poseguide.definitions.ranges import Listed, Pause, Seconds, Share, Swing, Whole


class Start(Part):
    """The posture, held for `hold_s`, before anything counts; `keep` must stay true after."""

    hold_s: Seconds
    when: Conditions
    keep: Listed[Condition] = ()
    cue: Text


class Stage(Part):
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
    otherwise: Listed[Condition] = ()
    leave: Listed[Condition] = ()
    far: Listed[Condition] = ()
    min_s: Pause = 0.12


class NestedMovement(Part):
    """A movement nested in a phase: there and back again of at least `swing`, counted."""

    name: Name
    label: Text
    signal: str
    phase: str
    swing: Swing


class Repetition(Part):
    """One repetition: when a movement is an attempt, its main signal, how long it may last."""

    attempt: Conditions
    back: Listed[Condition] = ()
    other: Listed[Condition] = ()
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


class Cycle(Part):
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


class Level(Part):
    """One degree of difficulty of a pace: how often, and the seconds of each step."""

    label: Text
    repetitions: Whole
    seconds: Annotated[Listed[Seconds], Field(min_length=1)]


class Pace(Part):
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
