"""The people whose sessions are kept apart, and the limits that each has of their own."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, func, select
from sqlalchemy import orm as sql

from poseguide.core.errors import PersonError
from poseguide.storage.database import Database
from poseguide.storage.folders import delete_files, session_files
from poseguide.storage.tables import PersonLimitRow, PersonRow, SessionRow

#: Longer names do not fit into a list.
_LONGEST = 80


@dataclass(frozen=True)
class Person:
    """Somebody by a name or an alias; `id` is 32 letters and digits."""

    id: str
    name: str


@dataclass(frozen=True)
class LimitSource:
    """The recording of good repetitions that a limit was learned from: when it was, and its name.

    The name is empty for one in front of the camera.
    """

    learned_at: datetime
    learned_from: str


@dataclass(frozen=True)
class KeptLimit:
    """A person's own limit; `source` is None where it was set by hand."""

    value: float
    source: LimitSource | None = None


#: A person's own limits by exercise and name.
KeptLimits = Mapping[str, Mapping[str, KeptLimit]]


class PeopleRepository:
    """The people in a database and their limits; all methods raise StoreError as the store does."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Person]:
        """Everybody, by name."""
        with self._database.reading() as database:
            rows = database.scalars(select(PersonRow).order_by(func.lower(PersonRow.name)))
            return [Person(row.id, row.name) for row in rows]

    def find(self, person_id: str) -> Person:
        """Return the person of this id. Raises PersonError when they are gone."""
        with self._database.reading() as database:
            row = _row(database, person_id)
            return Person(row.id, row.name)

    def add(self, name: str) -> Person:
        """Return a new person. PersonError for a name that is empty, too long, or taken."""
        with self._database.writing() as database:
            person = Person(uuid.uuid4().hex, _free(database, name))
            row = PersonRow(id=person.id, name=person.name, made_at=datetime.now(UTC))
            database.add(row)
        return person

    def rename(self, person_id: str, name: str) -> None:
        """Give a person another name. PersonError as `add`."""
        with self._database.writing() as database:
            row = _row(database, person_id)
            row.name = _free(database, name, but=person_id)

    def limits(self, person_id: str | None, exercise: str) -> dict[str, float]:
        """Return a person's own limits for an exercise, by name; empty without a person."""
        return {} if person_id is None else self.all_limits(person_id).get(exercise, {})

    def all_limits(self, person_id: str) -> dict[str, dict[str, float]]:
        """Return a person's own limits for each exercise that they have some for."""
        return {
            exercise: {name: limit.value for name, limit in limits.items()}
            for exercise, limits in self.kept_limits(person_id).items()
        }

    def kept_limits(self, person_id: str) -> KeptLimits:
        """Return a person's own limits for each exercise, each with where it was learned."""
        limits: dict[str, dict[str, KeptLimit]] = {}
        query = select(PersonLimitRow).where(PersonLimitRow.person_id == person_id)
        with self._database.reading() as database:
            for row in database.scalars(query.order_by(PersonLimitRow.name)):
                limits.setdefault(row.exercise, {})[row.name] = _kept(row)
        return limits

    def set_limits(
        self,
        person_id: str,
        exercise: str,
        limits: Mapping[str, float],
        learned: Mapping[str, LimitSource] | None = None,
    ) -> None:
        """Put a person's own limits for an exercise in place of those they had; may be empty.

        `learned` says where those come from that were learned now. One that stays as it was keeps
        where it was learned, any other was set by hand.
        """
        before = self.kept_limits(person_id).get(exercise, {})
        kept = {name: KeptLimit(value) for name, value in limits.items()}
        kept |= {name: old for name, old in before.items() if limits.get(name) == old.value}
        kept |= {name: KeptLimit(limits[name], source) for name, source in (learned or {}).items()}
        with self._database.writing() as database:
            _row(database, person_id)
            database.execute(
                delete(PersonLimitRow).where(
                    PersonLimitRow.person_id == person_id, PersonLimitRow.exercise == exercise
                )
            )
            database.add_all(_limit_rows(person_id, {exercise: kept}))

    def delete(self, person_id: str) -> None:
        """Delete a person with all that is theirs, also the files of their sessions."""
        with self._database.writing() as database:
            mine = select(SessionRow.id, SessionRow.clip).where(SessionRow.person_id == person_id)
            rows = database.execute(mine)
            files = [path for row in rows for path in session_files(row.id, row.clip)]
            database.execute(delete(PersonRow).where(PersonRow.id == person_id))
            delete_files(files)
        self._database.forget()


def put_person(database: sql.Session, person: Person, limits: KeptLimits) -> None:
    """Add a person of a known id, with limits by exercise, within a transaction.

    Raises PersonError as `PeopleRepository.add`.
    """
    name = _free(database, person.name)
    database.add(PersonRow(id=person.id, name=name, made_at=datetime.now(UTC)))
    database.flush()
    database.add_all(_limit_rows(person.id, limits))


def _limit_rows(person_id: str, limits: KeptLimits) -> list[PersonLimitRow]:
    return [
        PersonLimitRow(
            person_id=person_id,
            exercise=exercise,
            name=name,
            value=limit.value,
            learned_at=limit.source.learned_at if limit.source else None,
            learned_from=limit.source.learned_from if limit.source else None,
        )
        for exercise, values in limits.items()
        for name, limit in values.items()
    ]


def _kept(row: PersonLimitRow) -> KeptLimit:
    if row.learned_at is None:
        return KeptLimit(row.value)
    return KeptLimit(row.value, LimitSource(row.learned_at, row.learned_from or ""))


def _row(database: sql.Session, person_id: str) -> PersonRow:
    row = database.get(PersonRow, person_id)
    if row is None:
        raise PersonError("This person is not in the list any more. Choose another one.")
    return row


def _free(database: sql.Session, name: str, but: str = "") -> str:
    """Return the name without spaces around it. PersonError where it cannot be had."""
    name = " ".join(name.split())
    if not name:
        raise PersonError("The name is empty. Write a name or an alias.")
    if len(name) > _LONGEST:
        raise PersonError(f"The name is too long. Use up to {_LONGEST} letters.")
    # Not in SQL: SQLite's lower() knows no letters beyond English.
    for row in database.scalars(select(PersonRow).where(PersonRow.id != but)):
        if row.name.casefold() == name.casefold():
            raise PersonError(f"“{name}” is in the list already. Choose another name.")
    return name
