"""The amounts of an exercise that people chose by hand, in place of what the program advises."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import ColumnElement, delete, select, true

from poseguide.storage.database import Database
from poseguide.storage.people_repository import PeopleRepository
from poseguide.storage.plan_rows import chosen_of, chosen_row
from poseguide.storage.tables import ChosenRow, of_person
from poseguide.training.dose_levels import DoseLevel
from poseguide.training.plan import ChosenDose


class DoseRepository:
    """The chosen amounts in a database; all methods raise StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, person_id: str | None) -> dict[str, tuple[DoseLevel, datetime]]:
        """Return what a person, or nobody, chose and when, in UTC, by exercise."""
        found = self._chosen(of_person(ChosenRow.person_id, person_id))
        return {one.exercise: (one.dose_level, one.at) for one in found}

    def all(self) -> list[ChosenDose]:
        """Return what everybody chose, of each exercise the newest."""
        newest = {(one.person_id, one.exercise): one for one in self._chosen(true())}
        return list(newest.values())

    def choose(self, person_id: str | None, exercise: str, dose_level: DoseLevel | None) -> None:
        """Store how much of an exercise a person wants to do; None forgets it.

        Raises PersonError as `PeopleRepository`.
        """
        if person_id is not None:
            PeopleRepository(self._database).find(person_id)
        mine = of_person(ChosenRow.person_id, person_id)
        with self._database.writing() as database:
            database.execute(delete(ChosenRow).where(mine, ChosenRow.exercise == exercise))
            if dose_level is not None:
                chosen = ChosenDose(person_id, exercise, dose_level, datetime.now(UTC))
                database.add(chosen_row(chosen))

    def _chosen(self, which: ColumnElement[bool]) -> list[ChosenDose]:
        """Return what was chosen by hand, oldest first."""
        query = select(ChosenRow).where(which).order_by(ChosenRow.chosen_at, ChosenRow.id)
        with self._database.reading() as database:
            return [chosen_of(row) for row in database.scalars(query)]
