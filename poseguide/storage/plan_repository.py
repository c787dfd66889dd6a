"""The programmes that people follow, on their own days and times."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, delete, select, true

from poseguide.core.errors import DefinitionError, PoseGuideError, UnknownProgrammeError
from poseguide.definitions.programme import Programme, Weekday, table_of
from poseguide.storage.database import Database
from poseguide.storage.people_repository import PeopleRepository
from poseguide.storage.plan_rows import plan_of, plan_row
from poseguide.storage.tables import PlanRow, of_person
from poseguide.training.plan import Plan, check_times, resolve_programme


class PlanRepository:
    """The plans in a database; all methods raise StoreError, also for a plan that is gone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, person_id: str | None) -> list[Plan]:
        """Return the plans of a person, or of nobody, oldest first; `broken` are those left out."""
        return self._usable(of_person(PlanRow.person_id, person_id))

    def all(self) -> list[Plan]:
        """Return the plans of everybody that can be used, oldest first."""
        return self._usable(true())

    def owned(self) -> set[tuple[str, str | None]]:
        """Return the id of each plan and of its person, also of plans that cannot be used."""
        with self._database.reading() as database:
            rows = database.execute(select(PlanRow.id, PlanRow.person_id))
            return {(row.id, row.person_id) for row in rows}

    def broken(self, person_id: str | None) -> dict[str, PoseGuideError]:
        """Return the errors of the plans of a person that cannot be used, by the id of the plan."""
        tried = self._tried(of_person(PlanRow.person_id, person_id))
        return {plan_id: found for plan_id, found in tried if not isinstance(found, Plan)}

    def add(
        self,
        person_id: str | None,
        programme: Programme,
        days: Sequence[Weekday],
        times: Sequence[str],
        *,
        own: bool = False,
    ) -> Plan:
        """Return a new plan from now on; an `own` programme is kept with it.

        PersonError as `PeopleRepository`; DefinitionError for days and times no programme can have.
        """
        check_times(programme, days, times)
        if person_id is not None:
            PeopleRepository(self._database).find(person_id)
        now = datetime.now(UTC)
        plan = Plan(uuid.uuid4().hex, person_id, programme, own, tuple(days), tuple(times), now)
        with self._database.writing() as database:
            database.add(plan_row(plan))
        return plan

    def change(
        self,
        plan_id: str,
        *,
        programme: Programme | None = None,
        days: Sequence[Weekday] | None = None,
        times: Sequence[str] | None = None,
    ) -> None:
        """Change what is given. A programme that is given is the person's own from then on.

        DefinitionError as `add`, and for a programme that cannot be used.
        """
        with self._database.writing() as database:
            row = self._database.row(database, PlanRow, plan_id)
            if programme is not None:
                row.programme, row.own = programme.id, table_of(programme)
            row.days = row.days if days is None else list(days)
            row.times = row.times if times is None else list(times)
            check_times(resolve_programme(row.programme, row.own), row.days, row.times)

    def mark(self, plan_id: str, name: str) -> None:
        """Store that the person is done with a card of the programme."""
        with self._database.writing() as database:
            row = self._database.row(database, PlanRow, plan_id)
            row.marks = sorted({*row.marks, name})

    def end(self, plan_id: str) -> None:
        """Take a plan away, with its own programme; the rounds of it stay."""
        with self._database.writing() as database:
            self._database.row(database, PlanRow, plan_id)
            database.execute(delete(PlanRow).where(PlanRow.id == plan_id))
        self._database.forget()

    def _usable(self, which: ColumnElement[bool]) -> list[Plan]:
        return [found for _, found in self._tried(which) if isinstance(found, Plan)]

    def _tried(self, which: ColumnElement[bool]) -> Iterator[tuple[str, Plan | PoseGuideError]]:
        """Yield each plan by its id, or why it cannot be used."""
        for row in self._rows(which):
            try:
                yield row.id, plan_of(row)
            except (DefinitionError, UnknownProgrammeError) as error:
                yield row.id, error

    def _rows(self, which: ColumnElement[bool]) -> list[PlanRow]:
        with self._database.reading() as database:
            query = select(PlanRow).where(which).order_by(PlanRow.begun_at, PlanRow.id)
            rows = list(database.scalars(query))
            database.expunge_all()
        return rows
