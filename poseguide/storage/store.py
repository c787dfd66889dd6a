"""The store of a person's data: one database, by what is kept in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlalchemy.exc import IntegrityError

from poseguide.core.errors import StoreError
from poseguide.storage.annotation_repository import AnnotationRepository
from poseguide.storage.database import Database
from poseguide.storage.dose_repository import DoseRepository
from poseguide.storage.people_repository import (
    KeptLimits,
    PeopleRepository,
    Person,
    put_person,
)
from poseguide.storage.plan_repository import PlanRepository
from poseguide.storage.plan_rows import chosen_row, plan_row, round_row
from poseguide.storage.round_repository import RoundRepository
from poseguide.storage.session_queries import SessionQueries
from poseguide.storage.session_repository import SessionRepository
from poseguide.storage.session_rows import put_session
from poseguide.training.plan import ChosenDose, Plan
from poseguide.training.rounds import Round
from poseguide.training.session import StoredSession


class Store:
    """All that is kept, in a database that is opened on first use; for any thread.

    `sessions` writes sessions while they go on, `annotations` what a person says of them, and
    `history` finds them again. `people` are those whose sessions are kept apart, `plans` the
    programmes that they follow, `doses` the amounts that they chose by hand, and `rounds` their
    times through the programmes.

    `url` names the database as SQLAlchemy does; without one it is what POSEGUIDE_DATABASE_URL
    names, else the file `poseguide.db` in the data folder. Each call is stored as a whole or not at
    all, and all of them raise StoreError when the database cannot be used; while another program
    writes they wait up to `timeout_s` for it.
    """

    def __init__(self, url: str | None = None, *, timeout_s: float = 5.0) -> None:
        self._database = Database(url, timeout_s)
        self.sessions = SessionRepository(self._database)
        self.annotations = AnnotationRepository(self._database)
        self.history = SessionQueries(self._database)
        self.people = PeopleRepository(self._database)
        self.plans = PlanRepository(self._database)
        self.doses = DoseRepository(self._database)
        self.rounds = RoundRepository(self._database)

    @property
    def file(self) -> Path | None:
        """The file of the database; None where a server keeps it."""
        return self._database.file

    def open(self) -> None:
        """Make the database where there is none, or bring it up to date, before its first use."""
        self._database.open()

    def close(self) -> None:
        """Close the connections; the next use opens them again."""
        self._database.close()

    def add_all(
        self,
        people: Mapping[Person, KeptLimits],
        sessions: Sequence[StoredSession],
        plans: Sequence[Plan] = (),
        doses: Sequence[ChosenDose] = (),
        rounds: Sequence[Round] = (),
    ) -> None:
        """Store new people with their limits by exercise, and what is theirs: all or nothing.

        Raises StoreError also where some of it is there already.
        """
        try:
            with self._database.writing() as database:
                for person, limits in people.items():
                    put_person(database, person, limits)
                database.flush()
                database.add_all(plan_row(plan) for plan in plans)
                database.flush()
                database.add_all(chosen_row(dose) for dose in doses)
                database.add_all(round_row(one) for one in rounds)
                database.flush()
                for session in sessions:
                    put_session(database, session)
        except IntegrityError as error:
            place = self._database.place
            raise StoreError(
                place, f"{place} was changed by another computer in the same moment. Try again."
            ) from error
