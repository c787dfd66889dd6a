"""What a history shows of sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from poseguide.goal import Goal
from poseguide.kept_session import Ending, SourceKind
from poseguide.records import Counts, WorkSide


@dataclass(frozen=True)
class Entry:
    """One session in a history.

    `found` are the counts of the machine, `counts` those as a person corrected them. `ranges` and
    `tempos_s` hold the median of the counted repetitions of each side that worked, in the unit of
    the main signal and in seconds. `started_at` is in UTC; `seconds` is how long it went on.
    """

    id: str
    exercise: str
    source: SourceKind
    name: str
    started_at: datetime
    seconds: float
    goal: Goal
    end: Ending | None
    found: Counts
    counts: Counts
    corrected: bool
    hold_s: float | None
    paced: int
    ranges: dict[WorkSide, float]
    tempos_s: dict[WorkSide, float]
    pain_before: int | None
    pain_after: int | None


@dataclass(frozen=True)
class Alike:
    """Another session of the same exercise, to be found again by when it was and its name."""

    id: str
    started_at: datetime
    name: str
