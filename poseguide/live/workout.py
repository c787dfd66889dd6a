"""Workouts: what one press on Start leads through, one exercise or those of a programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from poseguide.core.i18n import Language
from poseguide.definitions.catalog import Definition, PacedDefinition
from poseguide.training.goal import Goal
from poseguide.training.rounds import NewRound


@dataclass(frozen=True)
class ExerciseRequest:
    """One exercise to do: how much of it, in which language, and whether to film a clip.

    `person_id` is None for whoever uses the program without a name. `limits` are the person's own
    limits that `definition` has taken, by their name. `pain_before` is 0 (none) to 10, None without
    an answer. In a round of a programme, `step` is the place among its exercises, from 0, `rest_s`
    how long to rest before it, and `slower` whether to do it slower instead of more of it.
    """

    definition: Definition | PacedDefinition
    goal: Goal
    language: Language
    film: bool = False
    person_id: str | None = None
    limits: Mapping[str, float] = field(default_factory=dict)
    pain_before: int | None = None
    step: int | None = None
    rest_s: float = 0.0
    slower: bool = False

    @property
    def needs_camera(self) -> bool:
        """Return whether a camera follows it; else a timer alone leads through it."""
        return self.definition.tracked is not None


@dataclass(frozen=True)
class Workout:
    """The exercises to be led through, in order.

    Those of a programme are a round of it: a new one that begins as `round` says, or the one with
    `round_id`, which goes on.
    """

    requests: tuple[ExerciseRequest, ...]
    round: NewRound | None = None
    round_id: str | None = None

    @property
    def is_round(self) -> bool:
        """Return whether it belongs to a programme."""
        return self.round is not None or self.round_id is not None

    @property
    def needs_camera(self) -> bool:
        """Return whether a camera follows any of its exercises."""
        return any(request.needs_camera for request in self.requests)
