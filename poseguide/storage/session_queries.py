"""Sessions looked up: as a whole, or as a history shows them, without each repetition's phases."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, select
from sqlalchemy import orm as sql

from poseguide.core.records import Counts, Rep, WorkSide
from poseguide.definitions.programme import Programme
from poseguide.engine.summary import known_median
from poseguide.storage.database import Database
from poseguide.storage.dose_repository import DoseRepository
from poseguide.storage.record_rows import record_of
from poseguide.storage.session_rows import WHOLE, correction_of, goal_of, stored_session
from poseguide.storage.tables import (
    CorrectionRow,
    RepetitionRow,
    RoundRow,
    SessionRow,
    of_person,
    something_done,
)
from poseguide.training.corrections import Correction, ReviewedRep, counts_of, review_reps
from poseguide.training.goal import Goal
from poseguide.training.planner import LOOKED_AT, Past
from poseguide.training.progression import Morning
from poseguide.training.session import HistoryEntry, SimilarSession, StoredSession


class SessionQueries:
    """The sessions of a database, to be read only; all methods raise StoreError.

    A person with years of them waits only for those that are shown: every question says which.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def ids(self) -> set[str]:
        """Return the ids of all sessions."""
        with self._database.reading() as database:
            return set(database.scalars(select(SessionRow.id)))

    def ids_by_time(self) -> list[str]:
        """Return the ids of all sessions, newest first."""
        with self._database.reading() as database:
            return list(database.scalars(select(SessionRow.id).order_by(*_NEWEST)))

    def ids_of(self, person_id: str | None) -> set[str]:
        """Return the ids of the sessions of a person, or of nobody."""
        with self._database.reading() as database:
            return set(database.scalars(select(SessionRow.id).where(_of(person_id))))

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

    def number(self, person_id: str | None) -> int:
        """Return how many sessions a person, or nobody, has."""
        query = select(func.count()).select_from(SessionRow).where(_of(person_id))
        with self._database.reading() as database:
            return database.scalar(query) or 0

    def trained_at(self, person_id: str | None) -> list[datetime]:
        """Return when each session began in which a person exercised, in UTC, oldest first."""
        query = select(SessionRow.started_at).where(_trained(person_id))
        with self._database.reading() as database:
            return list(database.scalars(query.order_by(SessionRow.started_at)))

    def exercises(self, person_id: str | None) -> list[str]:
        """Return the exercises that a person did, the last one first."""
        newest = func.max(SessionRow.started_at).desc()
        query = select(SessionRow.exercise).where(_trained(person_id))
        with self._database.reading() as database:
            return list(database.scalars(query.group_by(SessionRow.exercise).order_by(newest)))

    def entries(self, person_id: str | None) -> list[HistoryEntry]:
        """Return what a history needs of each session of a person, or of nobody, oldest first."""
        return self._entries(_of(person_id))

    def newest_entries(self, person_id: str | None, most: int) -> list[HistoryEntry]:
        """Return as much of the newest sessions of a person, newest first."""
        newest = select(SessionRow.id).where(_of(person_id)).order_by(*_NEWEST).limit(most)
        return self._entries(SessionRow.id.in_(newest))[::-1]

    def entries_between(
        self, person_id: str | None, since: datetime, until: datetime
    ) -> list[HistoryEntry]:
        """Return those of the sessions that began at `since` or later and before `until`."""
        during = and_(SessionRow.started_at >= since, SessionRow.started_at < until)
        return self._entries(and_(_of(person_id), during))

    def entries_of_exercise(self, person_id: str | None, exercise: str) -> list[HistoryEntry]:
        """Return those of the sessions of one exercise."""
        return self._entries(and_(_of(person_id), SessionRow.exercise == exercise))

    def entries_of_round(self, round_id: str) -> list[HistoryEntry]:
        """Return those of the sessions of a round, whose ever it is."""
        return self._entries(SessionRow.round_id == round_id)

    def _entries(self, which: ColumnElement[bool]) -> list[HistoryEntry]:
        with self._database.reading() as database:
            reps = _reps(database, which)
            corrections = _corrections(database, which)
            rows = database.execute(select(*_ENTRY).where(which).order_by(*_OLDEST))
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
        whole = query.options(*WHOLE).order_by(*_NEWEST)
        with self._database.reading() as database:
            return [stored_session(row) for row in database.scalars(whole.limit(most))]


_NEWEST = (SessionRow.started_at.desc(), SessionRow.id)
_OLDEST = (SessionRow.started_at, SessionRow.id.desc())
_COLUMNS = SessionRow.__table__.columns
#: What an entry has of the row of its session; the rest follows from the repetitions.
_ENTRY = [
    *(getattr(SessionRow, each.name) for each in fields(HistoryEntry) if each.name in _COLUMNS),
    *(getattr(SessionRow, f"goal_{each.name}") for each in fields(Goal)),
]


def _of(person_id: str | None) -> ColumnElement[bool]:
    return of_person(SessionRow.person_id, person_id)


def _trained(person_id: str | None) -> ColumnElement[bool]:
    """Return the condition that a person exercised in a session, as `is_training` has it."""
    return and_(_of(person_id), SessionRow.source != "sample", something_done())


def _reps(database: sql.Session, which: ColumnElement[bool]) -> dict[str, list[Rep]]:
    """Return the repetitions of sessions by the session's id, without findings and phases."""
    reps: dict[str, list[Rep]] = defaultdict(list)
    columns = select(
        RepetitionRow.session_id,
        RepetitionRow.number,
        RepetitionRow.side,
        RepetitionRow.start_s,
        RepetitionRow.peak_s,
        RepetitionRow.end_s,
        RepetitionRow.missing,
        RepetitionRow.range,
        RepetitionRow.cut_short,
    )
    rows = database.execute(columns.join(SessionRow).where(which).order_by(RepetitionRow.number))
    # Years of exercise are many rows: a column is taken by its place, which is faster than by name.
    for session_id, number, side, start_s, peak_s, end_s, missing, extent, cut_short in rows:
        seen = math.nan if extent is None else extent
        reps[session_id].append(
            Rep(number, side, start_s, peak_s, end_s, missing, None, seen, (), (), cut_short)
        )
    return reps


def _corrections(database: sql.Session, which: ColumnElement[bool]) -> dict[str, list[Correction]]:
    """Return what people say of the repetitions of sessions, by the session's id."""
    corrections: dict[str, list[Correction]] = defaultdict(list)
    for row in database.scalars(select(CorrectionRow).join(SessionRow).where(which)):
        corrections[row.session_id].append(correction_of(row))
    return corrections


def _entry(row: Row[Any], found: Sequence[Rep], both: Sequence[ReviewedRep]) -> HistoryEntry:
    sides: dict[WorkSide, list[Rep]] = defaultdict(list)
    for one in both:
        if one.counted:
            sides[one.side].append(one.rep)
    return record_of(
        HistoryEntry,
        row,
        goal=goal_of(row),
        found=Counts.of(found),
        counts=counts_of(both),
        corrected=any(one.corrected for one in both),
        ranges=_medians(sides, lambda rep: rep.range),
        tempos_s=_medians(sides, lambda rep: rep.duration_s),
    )


def _medians(
    sides: Mapping[WorkSide, Iterable[Rep]], of: Callable[[Rep], float]
) -> dict[WorkSide, float]:
    """Return the median of what is measured of the repetitions, by side; NaN is left out."""
    medians = {side: known_median(map(of, reps)) for side, reps in sides.items()}
    return {side: median for side, median in medians.items() if median is not None}
