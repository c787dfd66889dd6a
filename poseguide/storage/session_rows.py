"""A session as rows of the database, and back."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from sqlalchemy import orm as sql

from poseguide.core.records import Finding, Rep, Span
from poseguide.storage.tables import FindingRow, OpinionRow, RepetitionRow, SessionRow
from poseguide.training.corrections import Correction
from poseguide.training.goal import Goal
from poseguide.training.session import SessionProgress, SessionStart, StoredSession


def session_row(session_id: str, beginning: SessionStart) -> SessionRow:
    """The row of a session that begins. ValueError for a start without a zone."""
    if beginning.started_at.tzinfo is None:
        raise ValueError(f"{beginning.started_at} has no time zone")
    goal = beginning.goal
    return SessionRow(
        id=session_id,
        exercise=beginning.exercise,
        definition_sha256=beginning.definition_sha256,
        sides=beginning.sides,
        language=beginning.language,
        goal_repetitions=goal.repetitions,
        goal_seconds=goal.seconds,
        goal_per_side=goal.per_side,
        goal_sets=goal.sets,
        goal_level=goal.level,
        source=beginning.source,
        started_at=beginning.started_at,
        person_id=beginning.person_id,
        name=beginning.name,
        limits=dict(beginning.limits),
        pain_before=beginning.pain_before,
        note="",
        round_id=beginning.round_id,
        round_step=beginning.round_step,
        told={},
    )


def put_progress(row: SessionRow, progress: SessionProgress) -> None:
    """Writes how far a session is into its row, as of now."""
    row.seconds = progress.seconds
    row.frames = progress.frames
    row.seen = progress.seen
    row.measured = progress.measured
    row.hold_s = progress.hold_s
    row.paced = progress.paced
    row.width_px = progress.width_px
    row.height_px = progress.height_px
    row.touched_at = datetime.now(UTC)


def stored_session(row: SessionRow) -> StoredSession:
    """The session of a row."""
    return StoredSession(
        id=row.id,
        beginning=SessionStart(
            exercise=row.exercise,
            definition_sha256=row.definition_sha256,
            sides=row.sides,
            language=row.language,
            goal=goal_of(row),
            source=row.source,
            started_at=row.started_at,
            person_id=row.person_id,
            name=row.name,
            limits=row.limits,
            pain_before=row.pain_before,
            round_id=row.round_id,
            round_step=row.round_step,
        ),
        progress=SessionProgress(
            row.seconds,
            row.frames,
            row.seen,
            row.measured,
            row.hold_s,
            row.paced,
            row.width_px,
            row.height_px,
        ),
        end=row.end,
        touched_at=row.touched_at,
        pain_after=row.pain_after,
        clip=row.clip,
        reps=tuple(rep_of(repetition) for repetition in row.repetitions),
        series=findings_of(row.series),
        opinions=tuple(opinion_of(opinion) for opinion in row.opinions),
        note=row.note,
        told=row.told,
    )


def put_session(database: sql.Session, session: StoredSession) -> None:
    """Adds a whole session with all that is in it, within a transaction."""
    row = session_row(session.id, session.beginning)
    put_progress(row, session.progress)
    row.end, row.touched_at = session.end, session.touched_at
    row.pain_after, row.clip, row.note = session.pain_after, session.clip, session.note
    row.told = dict(session.told)
    database.add(row)
    database.flush()
    database.add_all(repetition_row(session.id, rep) for rep in session.reps)
    database.add_all(finding_rows(session.id, session.series))
    database.add_all(opinion_row(session.id, opinion) for opinion in session.opinions)


def finding_rows(session_id: str, findings: Sequence[Finding]) -> list[FindingRow]:
    """A row for each finding, in order; of the series unless they are put into a repetition."""
    return [
        FindingRow(session_id=session_id, position=position, **asdict(finding))
        for position, finding in enumerate(findings)
    ]


def findings_of(rows: Sequence[FindingRow]) -> tuple[Finding, ...]:
    """The findings of rows, in order."""
    return tuple(
        Finding(row.rule, row.verdict, row.value, row.limit, row.unit, row.severity) for row in rows
    )


def repetition_row(session_id: str, rep: Rep) -> RepetitionRow:
    """The row of a repetition, with its findings."""
    return RepetitionRow(
        session_id=session_id,
        number=rep.number,
        side=rep.side,
        start_s=rep.start_s,
        peak_s=rep.peak_s,
        end_s=rep.end_s,
        missing=rep.missing,
        parts=rep.parts,
        range=None if math.isnan(rep.range) else rep.range,
        phases=[(span.name, span.start_s, span.end_s) for span in rep.phases],
        findings=finding_rows(session_id, rep.findings),
    )


def rep_of(row: RepetitionRow) -> Rep:
    """The repetition of a row."""
    return Rep(
        number=row.number,
        side=row.side,
        start_s=row.start_s,
        peak_s=row.peak_s,
        end_s=row.end_s,
        missing=row.missing,
        parts=row.parts,
        range=math.nan if row.range is None else row.range,
        phases=tuple(Span(*span) for span in row.phases),
        findings=findings_of(row.findings),
    )


def goal_of(row: SessionRow) -> Goal:
    """The goal of a session's row."""
    return Goal(
        row.goal_repetitions,
        row.goal_seconds,
        row.goal_per_side,
        row.goal_sets,
        row.goal_level,
    )


def opinion_row(session_id: str, opinion: Correction) -> OpinionRow:
    """The row of what a person says of a repetition."""
    return OpinionRow(session_id=session_id, **{**vars(opinion), "rulings": dict(opinion.rulings)})


def opinion_of(row: OpinionRow) -> Correction:
    """What a person says, of a row."""
    return Correction(
        row.number, row.counted, row.side, row.rulings, row.note, row.start_s, row.end_s
    )
