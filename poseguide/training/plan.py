"""A programme that a person follows, and amounts that they chose by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from poseguide.definitions.programme import (
    Programme,
    Weekday,
    load_programme,
    programme_from_table,
    table_of,
)
from poseguide.training.dose_levels import DoseLevel


@dataclass(frozen=True)
class Plan:
    """A programme that a person follows, on their own days and times.

    `programme` is as it stands now; `own` is whether it is kept with the plan and is nobody else's.
    `begun_at` is in UTC. `marks` are the cards of the programme that the person is done with.
    """

    id: str
    person_id: str | None
    programme: Programme
    own: bool
    days: tuple[Weekday, ...]
    times: tuple[str, ...]
    begun_at: datetime
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ChosenDose:
    """An amount of an exercise that somebody chose by hand, and when, in UTC."""

    person_id: str | None
    exercise: str
    dose_level: DoseLevel
    at: datetime


def resolve_programme(programme_id: str, own: Mapping[str, Any] | None) -> Programme:
    """Return the programme of a plan, checked again: its own, else the one of PoseGuide.

    Raises DefinitionError with everything that is wrong with an own one, and UnknownProgrammeError
    where none of this id comes with PoseGuide.
    """
    if own is None:
        return load_programme(programme_id)
    return programme_from_table(own, Path(f"{programme_id}.toml"))


def check_times(programme: Programme, days: Sequence[str], times: Sequence[str]) -> None:
    """Raise DefinitionError where a programme cannot be done on these days at these times."""
    table = table_of(programme) | {"days": list(days), "times": list(times)}
    programme_from_table(table, Path(f"{programme.id}.toml"))
