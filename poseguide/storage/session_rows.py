"""A session as rows of the database, and back."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row
from sqlalchemy import orm as sql
from sqlalchemy.orm import selectinload

from poseguide.core.records import Finding, Rep, Span
from poseguide.storage.record_rows import columns_of, record_of
from poseguide.storage.tables import CorrectionRow, FindingRow, RepetitionRow, SessionRow
from poseguide.training.corrections import Correction
from poseguide.training.goal import Goal
from poseguide.training.session import SessionProgress, SessionStart, StoredSession

#: Loads all that is in sessions with a few questions, however many repetitions they have. Findings
#: are joined: SQLite would look for pairs of session and number through the whole table.
WHOLE = (
    selectinload(SessionRow.repetitions).joinedload(RepetitionRow.findings),
    selectinload(SessionRow.series),
    selectinload(SessionRow.corrections),
)


def session_row(session_id: str, beginning: SessionStart) -> SessionRow:
    """Return the row of a session that begins. Raises ValueError for a start without a zone."""
    if beginning.started_at.tzinfo is None:
        raise ValueError(f"{beginning.started_at} has no time zone")
    begun = columns_of(beginning, but=["goal"]) | {"limits": dict(beginning.limits)}
    goal = columns_of(beginning.goal, "goal_")
    return SessionRow(id=session_id, **begun, **goal, note="", told={})


def put_progress(row: SessionRow, progress: SessionProgress) -> None:
    """Write how far a session is into its row, as of now."""
    for column, value in columns_of(progress).items():
        setattr(row, column, value)
    row.touched_at = datetime.now(UTC)


def stored_session(row: SessionRow) -> StoredSession:
    """Return the session of a row."""
    return record_of(
        StoredSession,
        row,
        beginning=record_of(SessionStart, row, goal=goal_of(row)),
        progress=record_of(SessionProgress, row),
        reps=tuple(rep_of(repetition) for repetition in row.repetitions),
        series=findings_of(row.series),
        answers=row.told,
        corrections=tuple(correction_of(correction) for correction in row.corrections),
    )


def put_session(database: sql.Session, session: StoredSession) -> None:
    """Add a whole session with all that is in it, within a transaction."""
    row = session_row(session.id, session.beginning)
    put_progress(row, session.progress)
    parts = ("beginning", "progress", "reps", "series", "corrections", "answers")
    for column, value in columns_of(session, but=parts).items():
        setattr(row, column, value)
    row.told = dict(session.answers)
    database.add(row)
    database.flush()
    database.add_all(repetition_row(session.id, rep) for rep in session.reps)
    database.add_all(finding_rows(session.id, session.series))
    database.add_all(correction_row(session.id, correction) for correction in session.corrections)


def finding_rows(session_id: str, findings: Sequence[Finding]) -> list[FindingRow]:
    """Return a row for each finding, in order; of the series unless put into a repetition."""
    return [
        FindingRow(session_id=session_id, position=position, **columns_of(finding))
        for position, finding in enumerate(findings)
    ]


def findings_of(rows: Sequence[FindingRow]) -> tuple[Finding, ...]:
    """Return the findings of rows, in order."""
    return tuple(record_of(Finding, row) for row in rows)


def repetition_row(session_id: str, rep: Rep) -> RepetitionRow:
    """Return the row of a repetition, with its findings; a range that was not seen is NULL."""
    kept = columns_of(rep) | {
        "range": None if math.isnan(rep.range) else rep.range,
        "phases": [astuple(span) for span in rep.phases],
        "findings": finding_rows(session_id, rep.findings),
    }
    return RepetitionRow(session_id=session_id, **kept)


def rep_of(row: RepetitionRow) -> Rep:
    """Return the repetition of a row."""
    return record_of(
        Rep,
        row,
        range=math.nan if row.range is None else row.range,
        phases=tuple(Span(*span) for span in row.phases),
        findings=findings_of(row.findings),
    )


def goal_of(row: SessionRow | Row[Any]) -> Goal:
    """Return the goal of a session's row."""
    return record_of(Goal, row, "goal_")


def correction_row(session_id: str, correction: Correction) -> CorrectionRow:
    """Return the row of what a person says of a repetition."""
    said = columns_of(correction) | {"rulings": dict(correction.rulings)}
    return CorrectionRow(session_id=session_id, **said)


def correction_of(row: CorrectionRow) -> Correction:
    """Return what a person says, of a row."""
    return record_of(Correction, row)
