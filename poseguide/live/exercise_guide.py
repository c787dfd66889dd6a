"""The guide of one exercise: what a guide by a camera and one by a timer have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar, Literal

from poseguide.core.records import Finding, Rep, Session
from poseguide.definitions.catalog import Definition, PacedDefinition
from poseguide.live.guidance import End, Guidance
from poseguide.training.goal import Goal
from poseguide.training.session import SessionProgress


class ExerciseGuide(ABC):
    """Leads one person through one exercise and knows what has been done of it.

    What is said here of repetitions is true where no camera follows: there are none.
    """

    source: ClassVar[Literal["camera", "timer"]]

    def __init__(self, definition: Definition | PacedDefinition, goal: Goal) -> None:
        self.definition = definition
        self.goal = goal

    @property
    def sides(self) -> Literal["one", "both", "alternate"] | None:
        """The sides that the exercise works; None where no camera can tell."""
        tracked = self.definition.tracked
        return tracked.exercise.sides if tracked else None

    @property
    def reps(self) -> Sequence[Rep]:
        """All repetitions so far, in order, those of before included where a session goes on."""
        return ()

    def series(self, reps: Sequence[Rep]) -> tuple[Finding, ...]:
        """Return what the rules of the series say of these repetitions."""
        return ()

    def progress(self, guidance: Guidance) -> SessionProgress:
        """Return how far this guide has come by a guidance, without what was done before."""
        return SessionProgress(seconds=guidance.time_s, paced=guidance.paced)

    def session(self, guidance: Guidance) -> Session | None:
        """Return the record that `analyze` gives, by a guidance; None without a camera."""
        return None

    @abstractmethod
    def stop(self, end: End = "stopped") -> Guidance:
        """End the session and return the last guidance, with its `end`."""
