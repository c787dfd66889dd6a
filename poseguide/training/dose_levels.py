"""The amounts of an exercise that a programme goes through, from the least to the most."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from poseguide.definitions.programme import ProgrammeStep
from poseguide.definitions.schema import BaseExercise
from poseguide.training.goal import Goal

#: Holds become longer and shorter by this much.
_HOLD_STEP_S = 5.0


@dataclass(frozen=True)
class DoseLevel:
    """One amount of an exercise.

    Either `repetitions`, `seconds` of a hold or both (seconds of each repetition), or a `level` of
    the exercise's pace, counted from 0, which says the repetitions itself.
    """

    repetitions: int | None = None
    seconds: float | None = None
    level: int | None = None


@dataclass(frozen=True)
class DoseLevels:
    """The amounts of an exercise from the least to the most; `start` is the place of the first.

    With one level the amount is always the same. `seen` tells whether a camera sees the exercise,
    `slows` whether it can be done slower instead of more often.
    """

    levels: tuple[DoseLevel, ...]
    start: int
    seen: bool
    slows: bool = True


def dose_levels(exercise: BaseExercise, step: ProgrammeStep, grows: bool) -> DoseLevels:
    """Return the amounts that a programme's step may go through, within the dose of the exercise.

    It starts with what the step says, else at the low end of the dose, and ends at the dose's high
    end: with more repetitions, then with longer holds. What lies below the start, down to one
    repetition or five seconds, is there to step back. A pace is climbed level by level; a camera
    counts without one where the step says repetitions. Without `grows` there is only the start.
    """
    levels, start = _levels_of(exercise, step)
    if not grows:
        levels, start = (levels[start],), 0
    return DoseLevels(levels, start, exercise.tracked is not None, _slows(exercise))


def goal_at(exercise: BaseExercise, step: ProgrammeStep, dose_level: DoseLevel) -> Goal:
    """Return what a session comes to with this amount of a programme's step.

    Raises IndexError for a level that the exercise's pace does not have.
    """
    dose, pace, repetitions = exercise.dose, exercise.led_by, dose_level.repetitions
    if dose_level.level is not None and pace is not None:
        repetitions = pace.levels[dose_level.level].repetitions
    sets = step.sets or dose.sets
    return Goal(repetitions, dose_level.seconds, dose.per_side, sets, dose_level.level)


def _levels_of(exercise: BaseExercise, step: ProgrammeStep) -> tuple[tuple[DoseLevel, ...], int]:
    """Return all amounts of a step, and the place of the one to start with."""
    dose = exercise.dose
    counts = exercise.tracked is not None and step.repetitions is not None
    if exercise.led_by is not None and (step.levels or not counts):
        return tuple(DoseLevel(level=number - 1) for number in step.levels or (1,)), 0
    first_s, most_s = None, 0.0
    if dose.seconds is not None:
        most_s = dose.seconds[1]
        first_s = min(step.seconds or dose.seconds[0], most_s)
    if dose.repetitions is None:
        assert first_s is not None, "a dose is checked to have repetitions, seconds or a pace"
        below, above = _shorter(first_s), _longer(first_s, most_s)
        return tuple(DoseLevel(seconds=length) for length in (*below, first_s, *above)), len(below)
    low, high = dose.repetitions
    first = min(step.repetitions or low, high)
    numbers = sorted({*range(1, low), *range(low, high, dose.step), first, high})
    longer = _longer(first_s, most_s) if first_s is not None else []
    levels = (
        *(DoseLevel(number, first_s) for number in numbers),
        *(DoseLevel(high, length) for length in longer),
    )
    return levels, numbers.index(first)


def _shorter(first_s: float) -> list[float]:
    """Return the lengths below this one, shortest first."""
    count = max(int(first_s / _HOLD_STEP_S) - 1, 0)
    steps = (first_s - _HOLD_STEP_S * number for number in range(count + 1, 0, -1))
    return [length for length in steps if length >= _HOLD_STEP_S]


def _longer(first_s: float, most_s: float) -> list[float]:
    """Return the lengths above this one, shortest first, up to the most."""
    lengths = []
    while first_s < most_s:
        first_s = min(first_s + _HOLD_STEP_S, most_s)
        lengths.append(first_s)
    return lengths


def _slows(exercise: BaseExercise) -> bool:
    """Return whether slower is harder: not for a hold, a pace, or what is to get faster."""
    tracked = exercise.tracked
    return (
        tracked is not None
        and tracked.hold is None
        and tracked.pace is None
        and all(rule.statistic != "speed_up" for rule in tracked.series)
    )


# --- amounts against each other -------------------------------------------------------------------


def within(doses: DoseLevels, dose_level: DoseLevel) -> DoseLevel | None:
    """Return the amount, at most the last level; None for another kind, or an unknown level."""
    top = doses.levels[-1]
    if top.level is not None or dose_level.level is not None:
        return dose_level if dose_level in doses.levels else None
    parts = ((dose_level.repetitions, top.repetitions), (dose_level.seconds, top.seconds))
    if any((mine is None) != (its is None) for mine, its in parts):
        return None
    return _joined(min, dose_level, top)


def more_than(doses: DoseLevels, present: DoseLevel) -> DoseLevel | None:
    """Return the next amount above this one; None at the last level."""
    if present.level is not None:
        return next(iter(doses.levels[doses.levels.index(present) + 1 :]), None)
    above = (dose_level for dose_level in doses.levels if not _is_at_most(dose_level, present))
    return next((_joined(max, dose_level, present) for dose_level in above), None)


def fewer_than(doses: DoseLevels, present: DoseLevel) -> DoseLevel:
    """Return the next amount of at most 80 % of this one, or one level less, or itself."""
    if present.level is not None:
        return doses.levels[max(doses.levels.index(present) - 1, 0)]
    below = [
        dose_level
        for dose_level in doses.levels
        if _is_at_most(dose_level, present) and 5 * _load(dose_level) <= 4 * _load(present)
    ]
    return below[-1] if below else _joined(min, doses.levels[0], present)


def _joined(choose: Callable[[Any, Any], Any], one: DoseLevel, other: DoseLevel) -> DoseLevel:
    """Repetitions and seconds of two amounts of one kind, each the more or the less of both."""
    repetitions = one.repetitions and choose(one.repetitions, other.repetitions)
    return DoseLevel(repetitions, one.seconds and choose(one.seconds, other.seconds))


def _is_at_most(dose_level: DoseLevel, other: DoseLevel) -> bool:
    return _joined(max, dose_level, other) == other


def _load(dose_level: DoseLevel) -> float:
    """Return all repetitions with all their seconds."""
    return (dose_level.repetitions or 1) * (dose_level.seconds or 1.0)
