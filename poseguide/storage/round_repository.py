"""The rounds that are kept; what came of each of their steps is read from the sessions."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal, Protocol

from sqlalchemy import ColumnElement, and_, delete, select, true, update
from sqlalchemy import orm as sql

from poseguide.storage.database import Database
from poseguide.storage.people_repository import PeopleRepository
from poseguide.storage.plan_rows import round_of, round_row
from poseguide.storage.tables import PlanRow, RoundRow, SessionRow, of_person, something_done
from poseguide.training.progression import Morning
from poseguide.training.rounds import NewRound, Round, StepResult, StepState
from poseguide.training.session import Ending, SessionStart


class _Try(Protocol):
    """The columns of a session that say what came of its step."""

    id: str
    round_id: str
    round_step: int
    touched_at: datetime
    end: Ending | None
    something: bool


class RoundRepository:
    """The rounds in a database; all methods raise StoreError, also for a round that is gone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, new: NewRound) -> Round:
        """Begin a round. PersonError where its person is gone, ValueError for a pain beyond 10.

        One whose plan was ended meanwhile belongs to none.
        """
        _check_degree(new.pain_before)
        if new.person_id is not None:
            PeopleRepository(self._database).find(new.person_id)
        now = datetime.now(UTC)
        begun = Round(
            id=uuid.uuid4().hex,
            **vars(new),
            pain_after=None,
            effort=None,
            morning=None,
            started_at=now,
            touched_at=now,
            ended_at=None,
            results=tuple(StepResult("open") for _ in new.steps),
        )
        with self._database.writing() as database:
            plan = database.get(PlanRow, new.plan_id) if new.plan_id else None
            if plan is None or plan.person_id != new.person_id:
                begun = replace(begun, plan_id=None)
            database.add(round_row(begun))
        return begun

    def load(self, round_id: str) -> Round:
        """Return the round of this id."""
        with self._database.reading() as database:
            self._database.row(database, RoundRow, round_id)
            return _rounds(database, RoundRow.id == round_id)[0]

    def of(self, person_id: str | None, since: datetime | None = None) -> list[Round]:
        """Return the rounds of a person, or of nobody, begun at `since` or later, newest first."""
        which = of_person(RoundRow.person_id, person_id)
        if since is not None:
            which = and_(which, RoundRow.started_at >= since)
        with self._database.reading() as database:
            return _rounds(database, which)

    def all(self) -> list[Round]:
        """Return the rounds of everybody, newest first."""
        with self._database.reading() as database:
            return _rounds(database, true())

    def skip(self, round_id: str, position: int) -> None:
        """Pass over a step, counted from 0. ValueError where there is no such step."""
        with self._database.writing() as database:
            row = self._database.row(database, RoundRow, round_id)
            if not 0 <= position < len(row.steps):
                raise ValueError(f"the round has {len(row.steps)} steps, none is at {position}")
            row.skipped = sorted({*row.skipped, position})
            row.touched_at = datetime.now(UTC)

    def end(self, round_id: str) -> None:
        """Ends a round, whatever was done in it."""
        with self._database.writing() as database:
            self._database.row(database, RoundRow, round_id).ended_at = datetime.now(UTC)

    def reopen(self, round_id: str) -> None:
        """Go on with a round that was ended or left."""
        with self._database.writing() as database:
            row = self._database.row(database, RoundRow, round_id)
            row.ended_at, row.touched_at = None, datetime.now(UTC)

    def set_pain(self, round_id: str, when: Literal["before", "after"], pain: int | None) -> None:
        """Store the pain, 0 to 10, of a round and of all its sessions. ValueError outside."""
        _check_degree(pain)
        with self._database.writing() as database:
            setattr(self._database.row(database, RoundRow, round_id), f"pain_{when}", pain)
            database.execute(
                update(SessionRow)
                .where(SessionRow.round_id == round_id)
                .values({f"pain_{when}": pain})
            )

    def set_effort(self, round_id: str, effort: int | None) -> None:
        """Store how hard it was, 0 to 10, None for no answer. ValueError outside."""
        _check_degree(effort)
        with self._database.writing() as database:
            self._database.row(database, RoundRow, round_id).effort = effort

    def set_morning(self, ids: Iterable[str], morning: Morning | None) -> None:
        """Store how it was on the next morning, for all rounds of a day at once."""
        with self._database.writing() as database:
            for round_id in ids:
                self._database.row(database, RoundRow, round_id).morning = morning

    def delete(self, round_id: str) -> None:
        """Take a round away; its sessions stay, and belong to no round any more."""
        with self._database.writing() as database:
            self._database.row(database, RoundRow, round_id)
            _delete(database, round_id)
        self._database.forget()

    def delete_if_empty(self, round_id: str) -> bool:
        """Take a round away in which nothing was begun or passed over; whether it was one."""
        with self._database.writing() as database:
            row = self._database.row(database, RoundRow, round_id)
            begun = select(SessionRow.id).where(SessionRow.round_id == round_id).limit(1)
            if row.skipped or database.scalar(begun) is not None:
                return False
            _delete(database, round_id)
        self._database.forget()
        return True


def is_step(database: sql.Session, begun: SessionStart) -> bool:
    """Return whether a session that begins is a step of a round of the same person."""
    found = database.get(RoundRow, begun.round_id) if begun.round_id else None
    if found is None or begun.round_step is None:
        return False
    return found.person_id == begun.person_id and begun.round_step < len(found.steps)


def _check_degree(degree: int | None) -> None:
    if degree is not None and not 0 <= degree <= 10:
        raise ValueError(f"pain and effort are 0 to 10, not {degree}")


def _delete(database: sql.Session, round_id: str) -> None:
    database.execute(
        update(SessionRow)
        .where(SessionRow.round_id == round_id)
        .values(round_id=None, round_step=None)
    )
    database.execute(delete(RoundRow).where(RoundRow.id == round_id))


def _rounds(database: sql.Session, which: ColumnElement[bool]) -> list[Round]:
    """Return the rounds that `which` chooses, newest first, with what came of each step."""
    ordered = select(RoundRow).where(which).order_by(RoundRow.started_at.desc(), RoundRow.id)
    something = something_done().label("something")
    tried = (
        select(
            SessionRow.id,
            SessionRow.round_id,
            SessionRow.round_step,
            SessionRow.touched_at,
            SessionRow.end,
            something,
        )
        .join(RoundRow, SessionRow.round_id == RoundRow.id)
        .where(which)
        # The newest comes last; one that has only just begun does not hide what was done before.
        .order_by(something, SessionRow.started_at, SessionRow.id)
    )
    tries: dict[str, list[_Try]] = defaultdict(list)
    for one in database.execute(tried):
        tries[one.round_id].append(one)
    return [_round(row, tries[row.id]) for row in database.scalars(ordered)]


def _round(row: RoundRow, tries: Sequence[_Try]) -> Round:
    newest = {one.round_step: one for one in tries}
    results = [
        _result(newest.get(position), position in row.skipped) for position in range(len(row.steps))
    ]
    touched_at = max([row.touched_at, *(one.touched_at for one in tries)])
    return replace(round_of(row, results), touched_at=touched_at)


def _result(newest: _Try | None, skipped: bool) -> StepResult:
    state: StepState = "skipped" if skipped else "open"
    if newest is not None and newest.something:
        state = "done" if newest.end == "dose" else "part"
    return StepResult(state, newest.id if newest else None, skipped)
