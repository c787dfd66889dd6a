"""What a history shows of sessions, read without the findings and phases of each repetition."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, select
from sqlalchemy import orm as sql

from poseguide.core.records import Counts, Rep, WorkSide
from poseguide.engine.summary import tempo_s, usual_range
from poseguide.storage.session_rows import goal_of, opinion_of
from poseguide.storage.tables import OpinionRow, RepetitionRow, SessionRow
from poseguide.training.corrections import Correction, ReviewedRep, counts_of, judged
from poseguide.training.session import HistoryEntry


def entries(database: sql.Session, which: ColumnElement[bool]) -> list[HistoryEntry]:
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
    opinions: dict[str, list[Correction]] = defaultdict(list)
    for said in database.scalars(select(OpinionRow).join(SessionRow).where(which)):
        opinions[said.session_id].append(opinion_of(said))
    rows = database.scalars(select(SessionRow).where(which).order_by(SessionRow.started_at))
    return [_entry(row, reps[row.id], judged(reps[row.id], opinions[row.id])) for row in rows]


def _entry(row: SessionRow, found: Sequence[Rep], both: Sequence[ReviewedRep]) -> HistoryEntry:
    sides: dict[WorkSide, list[Rep]] = defaultdict(list)
    for one in both:
        if one.counted:
            sides[one.side].append(replace(one.rep, missing=None))
    ranges = {side: usual_range(reps) for side, reps in sides.items()}
    tempos = {side: tempo_s(reps) for side, reps in sides.items()}
    return HistoryEntry(
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
