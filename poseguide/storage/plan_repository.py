"""The programmes that people follow, and the amounts that they chose by hand."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, delete, select, true
from sqlalchemy import orm as sql

from poseguide.core.errors import DefinitionError, PoseGuideError, StoreError, UnknownProgrammeError
from poseguide.definitions.programme import Programme, Weekday, table_of
from poseguide.storage.database import Database
from poseguide.storage.people_repository import PeopleRepository
from poseguide.storage.plan_tables import ChosenRow, PlanRow
from poseguide.training.dose_levels import DoseLevel
from poseguide.training.plan import ChosenDose, Plan, check_times, resolved


class PlanRepository:
    """The plans in a database; all methods raise StoreError, also for a plan that is gone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, person_id: str | None) -> list[Plan]:
        """The plans of a person, or of nobody, oldest first; `broken` are those left out."""
        return self._usable(_mine(person_id))

    def all(self) -> list[Plan]:
        """The plans of everybody that can be used, oldest first."""
        return self._usable(true())

    def owned(self) -> set[tuple[str, str | None]]:
        """The id of each plan and of its person, also of plans that cannot be used."""
        with self._database.reading() as database:
            rows = database.execute(select(PlanRow.id, PlanRow.person_id))
            return {(row.id, row.person_id) for row in rows}

    def broken(self, person_id: str | None) -> dict[str, PoseGuideError]:
        """What is wrong with the plans of a person that cannot be used, by the id of the plan."""
        tried = self._tried(_mine(person_id))
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
        """A new plan from now on; an `own` programme is kept with it.

        PersonError as `PeopleRepository`; DefinitionError for days and times no programme can have.
        """
        check_times(programme, days, times)
        if person_id is not None:
            PeopleRepository(self._database).find(person_id)
        now = datetime.now(UTC)
        plan = Plan(uuid.uuid4().hex, person_id, programme, own, tuple(days), tuple(times), now)
        with self._database.writing() as database:
            self.put(database, plan)
        return plan

    def put(self, database: sql.Session, plan: Plan) -> None:
        """Adds a plan with its own id within a transaction."""
        kept = vars(plan) | {
            "programme": plan.programme.id,
            "own": table_of(plan.programme) if plan.own else None,
            "days": list(plan.days),
            "times": list(plan.times),
            "marks": sorted(plan.marks),
        }
        database.add(PlanRow(**kept))
        database.flush()

    def change(
        self,
        plan_id: str,
        *,
        programme: Programme | None = None,
        days: Sequence[Weekday] | None = None,
        times: Sequence[str] | None = None,
    ) -> None:
        """Changes what is given. A programme that is given is the person's own from then on.

        DefinitionError as `add`, and for a programme that cannot be used.
        """
        with self._database.writing() as database:
            row = self._row(database, plan_id)
            if programme is not None:
                row.programme, row.own = programme.id, table_of(programme)
            row.days = row.days if days is None else list(days)
            row.times = row.times if times is None else list(times)
            check_times(resolved(row.programme, row.own), row.days, row.times)

    def mark(self, plan_id: str, name: str) -> None:
        """Stores that the person is done with a card of the programme."""
        with self._database.writing() as database:
            row = self._row(database, plan_id)
            row.marks = sorted({*row.marks, name})

    def end(self, plan_id: str) -> None:
        """Takes a plan away, with its own programme; the rounds of it stay."""
        with self._database.writing() as database:
            self._row(database, plan_id)
            database.execute(delete(PlanRow).where(PlanRow.id == plan_id))
        self._database.forget()

    def chosen(self, person_id: str | None) -> dict[str, tuple[DoseLevel, datetime]]:
        """What a person chose by hand and when, in UTC, by exercise."""
        found = self._chosen(_chosen_by(person_id))
        return {one.exercise: (one.rung, one.at) for one in found}

    def all_chosen(self) -> list[ChosenDose]:
        """What everybody chose by hand, of each exercise the newest."""
        newest = {(one.person_id, one.exercise): one for one in self._chosen(true())}
        return list(newest.values())

    def choose(self, person_id: str | None, exercise: str, rung: DoseLevel | None) -> None:
        """Stores how much of an exercise a person wants to do; None forgets it.

        PersonError as `PeopleRepository`.
        """
        if person_id is not None:
            PeopleRepository(self._database).find(person_id)
        with self._database.writing() as database:
            database.execute(
                delete(ChosenRow).where(_chosen_by(person_id), ChosenRow.exercise == exercise)
            )
            if rung is not None:
                self.put_chosen(database, ChosenDose(person_id, exercise, rung, datetime.now(UTC)))

    def put_chosen(self, database: sql.Session, chosen: ChosenDose) -> None:
        """Adds a chosen amount within a transaction."""
        rung = vars(chosen.rung)
        database.add(
            ChosenRow(
                person_id=chosen.person_id, exercise=chosen.exercise, chosen_at=chosen.at, **rung
            )
        )

    def _usable(self, which: ColumnElement[bool]) -> list[Plan]:
        return [found for _, found in self._tried(which) if isinstance(found, Plan)]

    def _tried(self, which: ColumnElement[bool]) -> Iterator[tuple[str, Plan | PoseGuideError]]:
        """Each plan by its id, or why it cannot be used."""
        for row in self._rows(which):
            try:
                yield row.id, _plan(row)
            except (DefinitionError, UnknownProgrammeError) as error:
                yield row.id, error

    def _rows(self, which: ColumnElement[bool]) -> list[PlanRow]:
        with self._database.reading() as database:
            query = select(PlanRow).where(which).order_by(PlanRow.begun_at, PlanRow.id)
            rows = list(database.scalars(query))
            database.expunge_all()
        return rows

    def _chosen(self, which: ColumnElement[bool]) -> list[ChosenDose]:
        """What was chosen by hand, oldest first."""
        query = select(ChosenRow).where(which).order_by(ChosenRow.chosen_at, ChosenRow.id)
        with self._database.reading() as database:
            return [
                ChosenDose(
                    row.person_id,
                    row.exercise,
                    DoseLevel(row.repetitions, row.seconds, row.level),
                    row.chosen_at,
                )
                for row in database.scalars(query)
            ]

    def _row(self, database: sql.Session, plan_id: str) -> PlanRow:
        row = database.get(PlanRow, plan_id)
        if row is None:
            place = self._database.place
            raise StoreError(
                place, f"There is no plan {plan_id} in {place}; it may have been deleted."
            )
        return row


def _mine(person_id: str | None) -> ColumnElement[bool]:
    return PlanRow.person_id == person_id if person_id else PlanRow.person_id.is_(None)


def _chosen_by(person_id: str | None) -> ColumnElement[bool]:
    return ChosenRow.person_id == person_id if person_id else ChosenRow.person_id.is_(None)


def _plan(row: PlanRow) -> Plan:
    return Plan(
        id=row.id,
        person_id=row.person_id,
        programme=resolved(row.programme, row.own),
        own=row.own is not None,
        days=tuple(row.days),
        times=tuple(row.times),
        begun_at=row.begun_at,
        marks=frozenset(row.marks),
    )
