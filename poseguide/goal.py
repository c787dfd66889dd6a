"""How much is to be done now: within the dose of the exercise, at its low end to begin with."""

from __future__ import annotations

from dataclasses import dataclass

from poseguide.exercise import Described, Exercise, PacedExercise


@dataclass(frozen=True)
class Goal:
    """What one session should come to.

    `repetitions` of each set, on each side where `per_side`. `seconds` of a hold; of each
    repetition's where both are given. `level` counts the levels of the exercise's pace from 0;
    None where there is no pace.
    """

    repetitions: int | None
    seconds: float | None
    per_side: bool = False
    sets: int = 1
    level: int | None = None


def usual_goal(exercise: Described, level: int = 0) -> Goal:
    """The goal to begin with: the low end of the dose, or what the pace's level asks for."""
    dose = exercise.dose
    pace = exercise.pace if isinstance(exercise, Exercise | PacedExercise) else None
    repetitions = dose.repetitions[0] if dose.repetitions else None
    seconds = dose.seconds[0] if dose.seconds else None
    if pace is not None:
        repetitions = pace.levels[level].repetitions
    return Goal(repetitions, seconds, dose.per_side, dose.sets, None if pace is None else level)
