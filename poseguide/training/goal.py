"""The goal of a session, within the dose of the exercise, and the progress towards it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from poseguide.core.records import Rep, WorkSide
from poseguide.core.skeleton import Side, other_side
from poseguide.definitions.schema import BaseExercise, Exercise

#: What comes after a repetition: the next one, the other side, the next set, or nothing more.
Next = Literal["go_on", "switch", "set_done", "all_done"]


@dataclass(frozen=True)
class Goal:
    """The amount that one session should come to.

    `repetitions` of each set, on each side where `per_side`. `seconds` of a hold; of each
    repetition's where both are given. `level` counts the levels of the exercise's pace from 0;
    None where there is no pace.
    """

    repetitions: int | None
    seconds: float | None
    per_side: bool = False
    sets: int = 1
    level: int | None = None


def usual_goal(exercise: BaseExercise, level: int = 0) -> Goal:
    """Return the goal to begin with: the low end of the dose, or what the pace's level asks for."""
    dose = exercise.dose
    pace = exercise.led_by
    repetitions = dose.repetitions[0] if dose.repetitions else None
    seconds = dose.seconds[0] if dose.seconds else None
    if pace is not None:
        repetitions = pace.levels[level].repetitions
    return Goal(repetitions, seconds, dose.per_side, dose.sets, None if pace is None else level)


class GoalProgress:
    """Follows the complete repetitions of one session towards its goal.

    A set is done on one side, then on the other; sides that take turns are counted together. A hold
    that was long enough is one repetition.
    """

    def __init__(self, goal: Goal, exercise: Exercise) -> None:
        self._goal = goal
        self._by_side = goal.per_side and exercise.counts_by_side
        together = 2 if goal.per_side and not self._by_side else 1
        #: How many a set needs, on each side where they are counted by side.
        self.of = (goal.repetitions or 1) * together
        self.set_number = 1
        self._done: dict[WorkSide, int] = {}
        #: The side that was worked last.
        self.last: WorkSide | None = None

    @property
    def side(self) -> Side | None:
        """The side whose turn it is; None where the first is free, or sides do not matter."""
        if not self._by_side or self.last not in ("left", "right"):
            return None
        full = self.done(self.last) >= self.of
        return other_side(self.last) if full else self.last

    def done(self, side: WorkSide | None = None) -> int:
        """Return the repetitions of this set: of this side where sides count apart, else of all."""
        if self._by_side and side is not None:
            return self._done.get(side, 0)
        return sum(self._done.values())

    def add(self, rep: Rep) -> Next:
        """Take a complete repetition and says what comes after it."""
        self._done[rep.side] = self._done.get(rep.side, 0) + 1
        self.last = rep.side
        if self.done(rep.side) < self.of:
            return "go_on"
        if self._by_side and rep.side != "both" and self.done(other_side(rep.side)) < self.of:
            return "switch"
        if self.set_number >= self._goal.sets:
            return "all_done"
        self.set_number += 1
        self._done.clear()
        return "set_done"
