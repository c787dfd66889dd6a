"""Rounds: each time that somebody goes through a programme, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from poseguide.definitions.base import Text
from poseguide.training.goal import Goal
from poseguide.training.progression import Morning

StepState = Literal["open", "part", "done", "skipped"]

#: A round that was left for so long is not gone on with.
_LEFT = timedelta(hours=12)


@dataclass(frozen=True)
class RoundStep:
    """One exercise of a round: how much of it, how slowly, and the rest before it begins."""

    exercise: str
    goal: Goal
    slower: bool = False
    rest_s: float = 15.0


@dataclass(frozen=True)
class NewRound:
    """A round that is about to begin.

    `programme` is the id of what is gone through and `names` are its names by language;
    `plan_id` is None where it is done once, without a plan. `pain_before` is 0 (none) to 10.
    """

    person_id: str | None
    plan_id: str | None
    programme: str
    names: Text
    steps: tuple[RoundStep, ...]
    pain_before: int | None


@dataclass(frozen=True)
class StepResult:
    """The result of one step, and its newest session.

    "done" where that reached its goal, "part" where it did something towards it. `skipped` is
    whether somebody passed over the step, also after a part of it.
    """

    state: StepState
    session_id: str | None = None
    skipped: bool = False


@dataclass(frozen=True)
class Round:
    """One time through a programme, as it is kept; `results` has one entry for each step.

    Pain and `effort` are 0 to 10, None for no answer; `morning` is how it was the next morning.
    Times are in UTC; `touched_at` is when something was last done in it, `ended_at` None until it
    was ended.
    """

    id: str
    person_id: str | None
    plan_id: str | None
    programme: str
    names: Text
    steps: tuple[RoundStep, ...]
    pain_before: int | None
    pain_after: int | None
    effort: int | None
    morning: Morning | None
    started_at: datetime
    touched_at: datetime
    ended_at: datetime | None
    results: tuple[StepResult, ...]

    @property
    def anew(self) -> NewRound:
        """The same round, as it was about to begin."""
        return NewRound(
            self.person_id,
            self.plan_id,
            self.programme,
            self.names,
            self.steps,
            self.pain_before,
        )

    @property
    def left(self) -> tuple[int, ...]:
        """The steps that are neither done nor skipped, from 0."""
        return tuple(
            position
            for position, result in enumerate(self.results)
            if result.state in ("open", "part") and not result.skipped
        )

    @property
    def next_step(self) -> int | None:
        """The first step that is left, from 0; None when all are over."""
        return next(iter(self.left), None)

    @property
    def skipped(self) -> tuple[int, ...]:
        """The steps that somebody passed over, from 0."""
        return tuple(n for n, result in enumerate(self.results) if result.skipped)

    @property
    def done_steps(self) -> int:
        """The number of steps that were done to the end."""
        return sum(result.state == "done" for result in self.results)

    @property
    def outcome(self) -> Literal["done", "part", "skipped"]:
        """The outcome so far: all was done, something, or nothing."""
        if self.done_steps == len(self.steps):
            return "done"
        some = any(result.state in ("done", "part") for result in self.results)
        return "part" if some else "skipped"

    def is_over(self, now: datetime) -> bool:
        """Return whether nothing is left to do: it was ended, all is over, or it was left."""
        left = now - self.touched_at > _LEFT
        return self.ended_at is not None or self.next_step is None or left
