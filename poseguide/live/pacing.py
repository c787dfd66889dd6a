"""What a pace asks for at a moment: which step, which repetition, how long still."""

from __future__ import annotations

from dataclasses import dataclass

from poseguide.definitions.movement import Level, Pace, Stage


@dataclass(frozen=True)
class PacePoint:
    """Where a paced exercise is: `repetition` counts from 1, `left_s` is what is left of the step.

    `share` of the step is over, from 0 up to 1.
    """

    repetition: int
    step: Stage
    left_s: float
    share: float


def length_s(level: Level) -> float:
    """How long all repetitions of a level last, in seconds."""
    return level.repetitions * sum(level.seconds)


def moment(pace: Pace, level: Level, time_s: float) -> PacePoint | None:
    """Where the pace is `time_s` seconds after its beginning; None before it and once it is over.

    Raises ValueError for a level that is not one of the pace's.
    """
    if level not in pace.levels:
        raise ValueError(f"the pace has no level “{level.label.en}”")
    if not 0.0 <= time_s < length_s(level):
        return None
    done, within_s = divmod(time_s, sum(level.seconds))
    for step, seconds in zip(pace.steps, level.seconds, strict=True):
        if within_s < seconds:
            return PacePoint(int(done) + 1, step, seconds - within_s, within_s / seconds)
        within_s -= seconds
    # Rounding may leave a hair over: it belongs to the last step.
    return PacePoint(int(done) + 1, pace.steps[-1], 0.0, 1.0)
