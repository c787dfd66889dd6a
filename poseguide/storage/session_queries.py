"""Sessions looked up: as a whole, or as a history shows them, without each repetition's phases."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy import orm as sql
from sqlalchemy.orm import selectinload

from poseguide.core.records import Counts, Rep, WorkSide
from poseguide.definitions.programme import Programme
from poseguide.engine.summary import tempo_s, usual_range
from poseguide.storage.database import Database
from poseguide.storage.dose_repository import DoseRepository
from poseguide.storage.record_rows import record_of
from poseguide.storage.session_rows import correction_of, goal_of, stored_session
from poseguide.storage.tables import (
    CorrectionRow,
    RepetitionRow,
    RoundRow,
    SessionRow,
    of_person,
    something_done,
)
from poseguide.training.corrections import Correction, ReviewedRep, counts_of, review_reps
from poseguide.training.planner import LOOKED_AT, Past
from poseguide.training.progression import Morning
from poseguide.training.session import HistoryEntry, SimilarSession, StoredSession


class SessionQueries:
    """The sessions of a database, to be read only; all methods raise StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ids(self) -> set[str]:
        """Return the ids of all sessions."""
        with self._database.reading() as database:
            return set(database.scalars(select(SessionRow.id)))

    def all(self) -> list[StoredSession]:
        """Return all sessions, newest first."""
        return self._whole(select(SessionRow))

    def running(self) -> list[StoredSession]:
        """Return the sessions that have not ended, newest first."""
        return self._whole(select(SessionRow).where(SessionRow.end.is_(None)))

    def newest(self, person_id: str | None, exercise: str, most: int) -> list[StoredSession]:
        """Return the newest sessions in which a person did something of an exercise, newest first.

        Without samples, recordings, which had no goal, and sessions that still run.
        """
        query = (
            select(SessionRow)
            .where(_of(person_id), SessionRow.exercise == exercise, something_done())
            .where(SessionRow.source.not_in(("sample", "video")), SessionRow.end.is_not(None))
        )
        return self._whole(query, most)

    def past(self, person_id: str | None, programme: Programme) -> Past:
        """Return what a person did of the exercises of a programme, and chose of them by hand."""
        sessions = {
            exercise: self.newest(person_id, exercise, LOOKED_AT)[::-1]
            for exercise in dict.fromkeys(step.exercise for step in programme.steps)
        }
        rounds = {one.beginning.round_id for found in sessions.values() for one in found}
        mornings = self.mornings({round_id for round_id in rounds if round_id is not None})
        return Past(sessions, mornings, DoseRepository(self._database).of(person_id))

    def mornings(self, round_ids: Collection[str]) -> dict[str, Morning | None]:
        """Return how the next morning was after each of these rounds, by the id of the round."""
        query = select(RoundRow.id, RoundRow.morning).where(RoundRow.id.in_(round_ids))
        with self._database.reading() as database:
            return {row.id: row.morning for row in database.execute(query)}

    def entries(self, person_id: str | None) -> list[HistoryEntry]:
        """Return what a history needs of each session of a person, or of nobody, oldest first."""
        which = _of(person_id)
        with self._database.reading() as database:
            reps = _reps(database, which)
            corrections = _corrections(database, which)
            rows = database.scalars(select(SessionRow).where(which).order_by(SessionRow.started_at))
            return [
                _entry(row, reps[row.id], review_reps(reps[row.id], corrections[row.id]))
                for row in rows
            ]

    def similar(self, session: StoredSession, most: int) -> list[SimilarSession]:
        """Return the newest other sessions of the same exercise and person, newest first."""
        begun = session.beginning
        query = (
            select(SessionRow.id, SessionRow.started_at, SessionRow.name)
            .where(_of(begun.person_id), SessionRow.exercise == begun.exercise)
            .where(SessionRow.id != session.id)
            .order_by(SessionRow.started_at.desc())
            .limit(most)
        )
        with self._database.reading() as database:
            return [SimilarSession(*row) for row in database.execute(query)]

    def _whole(
        self, query: Select[tuple[SessionRow]], most: int | None = None
    ) -> list[StoredSession]:
        whole = query.options(
            selectinload(SessionRow.repetitions).selectinload(RepetitionRow.findings),
            selectinload(SessionRow.series),
            selectinload(SessionRow.corrections),
        ).order_by(SessionRow.started_at.desc(), SessionRow.id)
        with self._database.reading() as database:
            return [stored_session(row) for row in database.scalars(whole.limit(most))]


def _of(person_id: str | None) -> ColumnElement[bool]:
    return of_person(SessionRow.person_id, person_id)


def _reps(database: sql.Session, which: ColumnElement[bool]) -> dict[str, list[Rep]]:
    """Return the repetitions of sessions by the session's id, without findings and phases."""
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
    return reps


def _corrections(database: sql.Session, which: ColumnElement[bool]) -> dict[str, list[Correction]]:
    """Return what people say of the repetitions of sessions, by the session's id."""
    corrections: dict[str, list[Correction]] = defaultdict(list)
    for row in database.scalars(select(CorrectionRow).join(SessionRow).where(which)):
        corrections[row.session_id].append(correction_of(row))
    return corrections


def _entry(row: SessionRow, found: Sequence[Rep], both: Sequence[ReviewedRep]) -> HistoryEntry:
    sides: dict[WorkSide, list[Rep]] = defaultdict(list)
    for one in both:
        if one.counted:
            sides[one.side].append(replace(one.rep, missing=None))
    ranges = {side: usual_range(reps) for side, reps in sides.items()}
    tempos = {side: tempo_s(reps) for side, reps in sides.items()}
    return record_of(
        HistoryEntry,
        row,
        goal=goal_of(row),
        found=Counts.of(found),
        counts=counts_of(both),
        corrected=any(one.corrected for one in both),
        ranges={side: value for side, value in ranges.items() if value is not None},
        tempos_s={side: value for side, value in tempos.items() if value is not None},
    )
