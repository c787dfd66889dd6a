"""The sessions of exercise that are kept: begun, written while they go on, ended, and looked up."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Literal

from sqlalchemy import ColumnElement, Select, delete, select
from sqlalchemy import orm as sql
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import selectinload

from poseguide.core.errors import StoreError
from poseguide.core.files import private_file
from poseguide.core.records import Finding, Pose, Rep
from poseguide.definitions.programme import Programme
from poseguide.storage.database import Database, data_folder, made
from poseguide.storage.people_repository import PeopleRepository, Person
from poseguide.storage.plan_repository import PlanRepository
from poseguide.storage.round_repository import RoundRepository, is_step
from poseguide.storage.session_queries import entries
from poseguide.storage.session_rows import (
    finding_rows,
    opinion_row,
    put_progress,
    put_session,
    repetition_row,
    session_row,
    stored_session,
)
from poseguide.storage.tables import (
    FindingRow,
    OpinionRow,
    PersonRow,
    RepetitionRow,
    SessionRow,
    something_done,
)
from poseguide.training.corrections import Correction
from poseguide.training.plan import ChosenDose, Plan
from poseguide.training.planner import LOOKED_AT, Past
from poseguide.training.rounds import Round
from poseguide.training.session import (
    Ending,
    HistoryEntry,
    SessionProgress,
    SessionStart,
    SimilarSession,
    StoredSession,
    check_told,
)
from poseguide.vision.pose_file import SUFFIX, save_poses

#: How far a session is that only begins.
_NOTHING_DONE = SessionProgress()


def clips_folder() -> Path:
    """The folder of the clips of own sessions, made where it is missing. Raises StoreError."""
    return made(data_folder() / "clips", with_files=True)


def poses_file(session_id: str) -> Path:
    """Where the poses of a session are kept, if they are. Raises StoreError."""
    return made(data_folder() / "poses", with_files=True) / f"{session_id}{SUFFIX}"


def new_id() -> str:
    """An id that no session has, 32 letters and digits."""
    return uuid.uuid4().hex


class Store:
    """The kept sessions, in a database that is opened on first use; for any thread.

    `people` are those whose sessions are kept apart, `plans` the programmes that they follow, and
    `rounds` their times through them.
    `url` names the database as SQLAlchemy does; without one it is what POSEGUIDE_DATABASE_URL
    names, else the file `poseguide.db` in the data folder. Each call is stored as a whole or not at
    all, and all of them raise StoreError when the database cannot be used; while another program
    writes they wait up to `timeout_s` for it.
    """

    def __init__(self, url: str | None = None, *, timeout_s: float = 5.0) -> None:
        self._database = Database(url, timeout_s)
        self.people = PeopleRepository(self._database)
        self.plans = PlanRepository(self._database)
        self.rounds = RoundRepository(self._database)

    def open(self) -> None:
        """Makes the database where there is none and brings it up to date, before its first use."""
        self._database.open()

    def begin(
        self,
        beginning: SessionStart,
        session_id: str | None = None,
        progress: SessionProgress = _NOTHING_DONE,
    ) -> str:
        """The id of a new session, of `new_id` or given. ValueError for a start without a zone.

        One whose round was deleted meanwhile, or is that of another person, belongs to none. One
        that is there already under this id is left as it is.
        """
        session_id = session_id or new_id()
        with self._database.writing() as database:
            if database.get(SessionRow, session_id) is not None:
                return session_id
            if not is_step(database, beginning):
                beginning = replace(beginning, round_id=None, round_step=None)
            row = session_row(session_id, beginning)
            put_progress(row, progress)
            database.add(row)
        return session_id

    def save(self, session: StoredSession, poses: Sequence[Pose] = ()) -> None:
        """Stores a whole session under its own id, and the poses it was found in.

        Raises StoredPosesError where the poses cannot be kept; the session is stored then.
        """
        with self._database.writing() as database:
            put_session(database, session)
        if poses:
            path = poses_file(session.id)
            private_file(path)
            save_poses(path, poses)

    def adopt(
        self,
        people: Mapping[Person, Mapping[str, Mapping[str, float]]],
        sessions: Sequence[StoredSession],
        plans: Sequence[Plan] = (),
        chosen: Sequence[ChosenDose] = (),
        rounds: Sequence[Round] = (),
    ) -> None:
        """Stores new people with their limits by exercise, and what is theirs: all or nothing.

        StoreError too where some of it is there already.
        """
        try:
            with self._database.writing() as database:
                for person, limits in people.items():
                    self.people.put(database, person, limits)
                database.flush()
                for plan in plans:
                    self.plans.put(database, plan)
                for one in chosen:
                    self.plans.put_chosen(database, one)
                for whole in rounds:
                    self.rounds.put(database, whole)
                for session in sessions:
                    put_session(database, session)
        except IntegrityError as error:
            place = self._database.place
            raise StoreError(
                place, f"{place} was changed by another computer in the same moment. Try again."
            ) from error

    def ids(self) -> set[str]:
        """The ids of all sessions."""
        with self._database.reading() as database:
            return set(database.scalars(select(SessionRow.id)))

    def write(self, session_id: str, progress: SessionProgress, reps: Sequence[Rep] = ()) -> None:
        """Stores how far a session is, and repetitions; one of a known number is replaced."""
        with self._database.writing() as database:
            self._write(database, session_id, progress, reps)

    def end(
        self,
        session_id: str,
        progress: SessionProgress,
        end: Ending,
        reps: Sequence[Rep] = (),
        series: Sequence[Finding] = (),
    ) -> None:
        """Stores the last of a session, why it ended, and what the rules say of its series."""
        with self._database.writing() as database:
            self._write(database, session_id, progress, reps).end = end
            _forget_series(database, session_id)
            database.add_all(finding_rows(session_id, series))

    def go_on(self, session_id: str) -> None:
        """Has a session run again that was interrupted; its series is not over any more."""
        with self._database.writing() as database:
            row = self._row(database, session_id)
            row.end, row.touched_at = None, datetime.now(UTC)
            _forget_series(database, session_id)

    def set_pain(
        self, session_id: str, pain: int | None, when: Literal["before", "after"] = "after"
    ) -> None:
        """Stores the pain, 0 to 10, None for no answer. ValueError outside."""
        if pain is not None and not 0 <= pain <= 10:
            raise ValueError(f"pain is 0 to 10, not {pain}")
        with self._database.writing() as database:
            setattr(self._row(database, session_id), f"pain_{when}", pain)

    def set_note(self, session_id: str, note: str) -> None:
        """Stores what a person says of a session as a whole."""
        with self._database.writing() as database:
            self._row(database, session_id).note = note.strip()

    def set_told(self, session_id: str, told: Mapping[str, str]) -> None:
        """Stores a person's answers to questions of `TOLD`, in place of earlier ones.

        ValueError for another question or answer.
        """
        check_told(told)
        with self._database.writing() as database:
            self._row(database, session_id).told = dict(told)

    def give(self, session_id: str, person_id: str | None) -> None:
        """Makes a session that of another person, or nobody's; it leaves the round of the first."""
        with self._database.writing() as database:
            row = self._row(database, session_id)
            if row.person_id != person_id:
                row.person_id, row.round_id, row.round_step = person_id, None, None

    def correct(self, session_id: str, opinion: Correction) -> None:
        """Stores what a person says of one repetition, in place of what they said before.

        An opinion that says nothing takes back what was said. ValueError for an added repetition
        without a start before its end.
        """
        if opinion.added and not _is_span(opinion.start_s, opinion.end_s):
            raise ValueError(f"{opinion} does not begin before it ends")
        with self._database.writing() as database:
            self._row(database, session_id)
            self._forget_opinion(database, session_id, opinion.number)
            if opinion.says_something:
                database.add(opinion_row(session_id, opinion))

    def take_back(self, session_id: str, number: int) -> None:
        """Forgets what a person said of a repetition; an added one is gone."""
        with self._database.writing() as database:
            self._forget_opinion(database, session_id, number)

    def set_clip(self, session_id: str, name: str | None) -> None:
        """Stores which file of the clips folder shows a session. ValueError for a path."""
        if name is not None and (name in ("", "..") or PurePath(name).name != name):
            raise ValueError(f"{name!r} is not the name of a file")
        with self._database.writing() as database:
            self._row(database, session_id).clip = name

    def load(self, session_id: str) -> StoredSession:
        """The session of this id. StoreError also when there is none."""
        with self._database.reading() as database:
            return stored_session(self._row(database, session_id))

    def running(self) -> list[StoredSession]:
        """The sessions that have not ended, newest first."""
        return self._all(select(SessionRow).where(SessionRow.end.is_(None)))

    def sessions(self) -> list[StoredSession]:
        """All sessions, newest first."""
        return self._all(select(SessionRow))

    def newest(self, person_id: str | None, exercise: str, most: int) -> list[StoredSession]:
        """The newest sessions in which a person did something of an exercise, newest first.

        Neither samples, nor recordings, which had no goal, nor what still runs.
        """
        query = (
            select(SessionRow)
            .where(_of(person_id), SessionRow.exercise == exercise, something_done())
            .where(SessionRow.source.not_in(("sample", "video")), SessionRow.end.is_not(None))
        )
        return self._all(query, most)

    def past(self, person_id: str | None, programme: Programme) -> Past:
        """What a person did of the exercises of a programme, and chose of them by hand."""
        sessions = {
            exercise: self.newest(person_id, exercise, LOOKED_AT)[::-1]
            for exercise in dict.fromkeys(step.exercise for step in programme.steps)
        }
        rounds = {one.beginning.round_id for found in sessions.values() for one in found}
        mornings = self.rounds.mornings({round_id for round_id in rounds if round_id is not None})
        return Past(sessions, mornings, self.plans.chosen(person_id))

    def entries(self, person_id: str | None) -> list[HistoryEntry]:
        """What a history needs of each session of a person, or of nobody's, oldest first."""
        with self._database.reading() as database:
            return entries(database, _of(person_id))

    def alike(self, session: StoredSession, most: int) -> list[SimilarSession]:
        """The newest other sessions of the same exercise and person, without what is in them."""
        begun = session.beginning
        query = (
            select(SessionRow.id, SessionRow.started_at, SessionRow.name)
            .where(_of(begun.person_id), SessionRow.exercise == begun.exercise)
            .where(SessionRow.id != session.id)
            .order_by(SessionRow.started_at.desc())
            .limit(most)
        )
        with self._database.reading() as database:
            return [
                SimilarSession(row.id, row.started_at, row.name) for row in database.execute(query)
            ]

    def delete(self, session_id: str) -> None:
        """Takes a session away with all that hangs on it: its clip and its poses too."""
        with self._database.writing() as database:
            row = self._row(database, session_id)
            files = _files_of(row)
            database.execute(delete(SessionRow).where(SessionRow.id == session_id))
        self._forget(files)

    def delete_person(self, person_id: str) -> None:
        """Takes a person away with their limits, their sessions, and the files of those."""
        with self._database.writing() as database:
            mine = SessionRow.person_id == person_id
            rows = database.scalars(select(SessionRow).where(mine))
            files = [path for row in rows for path in _files_of(row)]
            database.execute(delete(PersonRow).where(PersonRow.id == person_id))
        self._forget(files)

    @property
    def file(self) -> Path | None:
        """The file of the database; None where a server keeps it."""
        return self._database.file

    def close(self) -> None:
        """Closes the connections; the next use opens them again."""
        self._database.close()

    def _all(
        self, query: Select[tuple[SessionRow]], most: int | None = None
    ) -> list[StoredSession]:
        whole = query.options(
            selectinload(SessionRow.repetitions).selectinload(RepetitionRow.findings),
            selectinload(SessionRow.series),
            selectinload(SessionRow.opinions),
        ).order_by(SessionRow.started_at.desc(), SessionRow.id)
        with self._database.reading() as database:
            return [stored_session(row) for row in database.scalars(whole.limit(most))]

    def _forget(self, files: Sequence[Path]) -> None:
        for path in files:
            path.unlink(missing_ok=True)
        self._database.forget()

    def _forget_opinion(self, database: sql.Session, session_id: str, number: int) -> None:
        database.execute(
            delete(OpinionRow).where(
                OpinionRow.session_id == session_id, OpinionRow.number == number
            )
        )

    def _row(self, database: sql.Session, session_id: str) -> SessionRow:
        row = database.get(SessionRow, session_id)
        if row is None:
            place = self._database.place
            raise StoreError(
                place, f"There is no session {session_id} in {place}; it may have been deleted."
            )
        return row

    def _write(
        self, database: sql.Session, session_id: str, progress: SessionProgress, reps: Sequence[Rep]
    ) -> SessionRow:
        row = self._row(database, session_id)
        put_progress(row, progress)
        if reps:
            # Its findings go with each, by the foreign key.
            database.execute(
                delete(RepetitionRow).where(
                    RepetitionRow.session_id == session_id,
                    RepetitionRow.number.in_([rep.number for rep in reps]),
                )
            )
            database.add_all(repetition_row(session_id, rep) for rep in reps)
        return row


def _forget_series(database: sql.Session, session_id: str) -> None:
    database.execute(
        delete(FindingRow).where(FindingRow.session_id == session_id, FindingRow.number.is_(None))
    )


def _of(person_id: str | None) -> ColumnElement[bool]:
    """The sessions of a person, or of nobody."""
    return SessionRow.person_id == person_id if person_id else SessionRow.person_id.is_(None)


def _files_of(row: SessionRow) -> list[Path]:
    return [poses_file(row.id), *([clips_folder() / row.clip] if row.clip else [])]


def _is_span(start_s: float | None, end_s: float | None) -> bool:
    return start_s is not None and end_s is not None and 0 <= start_s < end_s
