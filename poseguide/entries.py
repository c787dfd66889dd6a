"""What a history shows of sessions, read without the findings and phases of each repetition."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy import orm as sql

from poseguide.goal import Goal
from poseguide.opinion import Judged, Opinion, counts_of, judged
from poseguide.records import Counts, Rep, WorkSide
from poseguide.summary import tempo_s, usual_range
from poseguide.tables import (
    Ending,
    OpinionRow,
    RepetitionRow,
    SessionRow,
    SourceKind,
    goal_of,
    opinion_of,
)


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


def entries(database: sql.Session, which: ColumnElement[bool]) -> list[Entry]:
    """The entries of the sessions that `which` chooses, oldest first."""
    reps: dict[str, list[Rep]] = defaultdict(list)
    for row in database.execute(
        select(
            RepetitionRow.session_id,
            RepetitionRow.number,
            RepetitionRow.side,
            RepetitionRow.start_s,
            RepetitionRow.peak_s,
            RepetitionRow.end_s,
            RepetitionRow.missing,
            RepetitionRow.range,
        )
        .join(SessionRow)
        .where(which)
        .order_by(RepetitionRow.number)
    ):
        extent = math.nan if row.range is None else row.range
        times = (row.start_s, row.peak_s, row.end_s)
        reps[row.session_id].append(
            Rep(row.number, row.side, *times, row.missing, None, extent, ())
        )
    opinions: dict[str, list[Opinion]] = defaultdict(list)
    for said in database.scalars(select(OpinionRow).join(SessionRow).where(which)):
        opinions[said.session_id].append(opinion_of(said))
    rows = database.scalars(select(SessionRow).where(which).order_by(SessionRow.started_at))
    return [_entry(row, reps[row.id], judged(reps[row.id], opinions[row.id])) for row in rows]


def _entry(row: SessionRow, found: Sequence[Rep], both: Sequence[Judged]) -> Entry:
    sides: dict[WorkSide, list[Rep]] = defaultdict(list)
    for one in both:
        if one.counted:
            sides[one.side].append(replace(one.rep, missing=None))
    ranges = {side: usual_range(reps) for side, reps in sides.items()}
    tempos = {side: tempo_s(reps) for side, reps in sides.items()}
    return Entry(
        id=row.id,
        exercise=row.exercise,
        source=row.source,
        name=row.name,
        started_at=row.started_at,
        seconds=row.seconds,
        goal=goal_of(row),
        end=row.end,
        found=Counts.of(found),
        counts=counts_of(both),
        corrected=any(one.corrected for one in both),
        hold_s=row.hold_s,
        paced=row.paced,
        ranges={side: value for side, value in ranges.items() if value is not None},
        tempos_s={side: value for side, value in tempos.items() if value is not None},
        pain_before=row.pain_before,
        pain_after=row.pain_after,
    )
