"""The sessions of exercise: begun, written while they go on, ended, and deleted."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePath

from sqlalchemy import delete
from sqlalchemy import orm as sql

from poseguide.core.files import private_file
from poseguide.core.records import Finding, Pose, Rep
from poseguide.storage.database import Database
from poseguide.storage.folders import delete_files, poses_file, session_files
from poseguide.storage.round_repository import is_step
from poseguide.storage.session_rows import (
    WHOLE,
    finding_rows,
    put_progress,
    put_session,
    repetition_row,
    session_row,
    stored_session,
)
from poseguide.storage.tables import FindingRow, RepetitionRow, SessionRow
from poseguide.training.session import Ending, SessionProgress, SessionStart, StoredSession
from poseguide.vision.pose_file import save_poses

#: How far a session is that only begins.
_NOTHING_DONE = SessionProgress()


def new_id() -> str:
    """Return an id that no session has, 32 letters and digits."""
    return uuid.uuid4().hex


class SessionRepository:
    """The sessions in a database; all methods raise StoreError, also for a session that is gone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(
        self,
        beginning: SessionStart,
        session_id: str | None = None,
        progress: SessionProgress = _NOTHING_DONE,
    ) -> str:
        """Begin a session; return its id. Raises ValueError for a start without a zone.

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
        """Store a whole session under its own id, and the poses it was found in.

        Raises StoredPosesError where the poses cannot be kept; the session is stored then.
        """
        with self._database.writing() as database:
            put_session(database, session)
        if poses:
            path = poses_file(session.id)
            private_file(path)
            save_poses(path, poses)

    def write(self, session_id: str, progress: SessionProgress, reps: Sequence[Rep] = ()) -> None:
        """Store how far a session is, and repetitions; one of a known number is replaced."""
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
        """Store the last of a session, why it ended, and what the rules say of its series."""
        with self._database.writing() as database:
            self._write(database, session_id, progress, reps).end = end
            _forget_series(database, session_id)
            database.add_all(finding_rows(session_id, series))

    def resume(self, session_id: str) -> None:
        """Have a session run again that was interrupted; its series is not over any more."""
        with self._database.writing() as database:
            row = self._database.row(database, SessionRow, session_id)
            row.end, row.touched_at = None, datetime.now(UTC)
            _forget_series(database, session_id)

    def set_clip(self, session_id: str, name: str | None) -> None:
        """Store which file of the clips folder shows a session. ValueError for a path."""
        if name is not None and (name in ("", "..") or PurePath(name).name != name):
            raise ValueError(f"{name!r} is not the name of a file")
        with self._database.writing() as database:
            self._database.row(database, SessionRow, session_id).clip = name

    def load(self, session_id: str) -> StoredSession:
        """Return the session of this id. StoreError also when there is none."""
        with self._database.reading() as database:
            return stored_session(self._database.row(database, SessionRow, session_id, *WHOLE))

    def delete(self, session_id: str) -> None:
        """Take a session away with all that hangs on it: its clip and its poses too."""
        with self._database.writing() as database:
            row = self._database.row(database, SessionRow, session_id)
            files = session_files(row.id, row.clip)
            database.execute(delete(SessionRow).where(SessionRow.id == session_id))
            delete_files(files)  # where one stays, so does the session, and can be deleted again
        self._database.forget()

    def _write(
        self, database: sql.Session, session_id: str, progress: SessionProgress, reps: Sequence[Rep]
    ) -> SessionRow:
        row = self._database.row(database, SessionRow, session_id)
        if progress.seconds < row.seconds:
            # It has gone on in another process: what this one still had to write is of the past.
            return row
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
