"""The sessions of exercise that are kept: begun, written while they go on, ended, and looked up."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Literal

from sqlalchemy import Select, delete, select
from sqlalchemy import orm as sql
from sqlalchemy.orm import selectinload

from poseguide.database import Database, data_folder, made
from poseguide.errors import StoreError
from poseguide.exercise import Language
from poseguide.goal import Goal
from poseguide.records import Counts, Finding, Rep, Session, Source
from poseguide.tables import (
    Ending,
    FindingRow,
    RepetitionRow,
    SessionRow,
    SourceKind,
    finding_rows,
    findings_of,
    rep_of,
    repetition_row,
)
from poseguide.totals import session_from


@dataclass(frozen=True)
class Beginning:
    """What is known of a session when it begins.

    `sides` is None where no camera follows and only the pace leads. `source` "timer" is such a
    session. `started_at` is a time of day with its zone.
    """

    exercise: str
    definition_sha256: str
    sides: Literal["one", "both", "alternate"] | None
    language: Language
    goal: Goal
    source: SourceKind
    started_at: datetime


@dataclass(frozen=True)
class Progress:
    """How far a session is, on its own clock: `seconds` so far.

    Of all `frames`, a body was believed in `seen`, and the main signal measured in `measured`.
    `hold_s` is the longest hold, None where none is timed. `paced` is how many repetitions the pace
    led through.
    """

    seconds: float = 0.0
    frames: int = 0
    seen: int = 0
    measured: int = 0
    hold_s: float | None = None
    paced: int = 0
    width_px: int = 0
    height_px: int = 0


@dataclass(frozen=True)
class StoredSession:
    """A session as it is kept.

    `end` says why it ended, None while it runs. `touched_at` is when its exercise was last written,
    in UTC. `pain_after` is 0 (none) to 10. `clip` is the name of a file in the clips folder.
    """

    id: str
    beginning: Beginning
    progress: Progress
    end: Ending | None
    touched_at: datetime
    pain_after: int | None
    clip: str | None
    reps: tuple[Rep, ...]
    series: tuple[Finding, ...]

    @property
    def state(self) -> Literal["running", "ended"]:
        """Whether it runs: also one whose program was killed does, until somebody ends it."""
        return "running" if self.end is None else "ended"

    def session(self) -> Session:
        """The same record that `analyze` gives; its file is the clip, "" without one.

        Without a camera the sides are not told apart: they are "both".
        """
        begun, so_far = self.beginning, self.progress
        source = Source(
            self.clip or "", so_far.seconds, so_far.frames, so_far.width_px, so_far.height_px
        )
        session = Session(
            exercise=begun.exercise,
            definition_sha256=begun.definition_sha256,
            sides=begun.sides or "both",
            source=source,
            counts=Counts.of(self.reps),
            hold_s=so_far.hold_s,
            cadence_per_min=None,
            seen_share=0.0,
            reps=self.reps,
            series=self.series,
        )
        return session_from(
            session,
            seen=so_far.seen,
            measured=so_far.measured,
            paced=begun.goal.level is not None,
        )


def clips_folder() -> Path:
    """The folder of the clips of own sessions, made where it is missing. Raises StoreError."""
    return made(data_folder() / "clips")


class Store:
    """The kept sessions, in a database that is opened on first use; for any thread.

    `url` names the database as SQLAlchemy does; without one it is what POSEGUIDE_DATABASE_URL
    names, else the file `poseguide.db` in the data folder. Each call is stored as a whole or not at
    all, and all of them raise StoreError when the database cannot be used; while another program
    writes they wait up to `timeout_s` for it.
    """

    def __init__(self, url: str | None = None, *, timeout_s: float = 5.0) -> None:
        self._database = Database(url, timeout_s)

    def begin(self, beginning: Beginning) -> str:
        """The id of a new session, 32 letters and digits. ValueError for a start without a zone."""
        if beginning.started_at.tzinfo is None:
            raise ValueError(f"{beginning.started_at} has no time zone")
        session_id = uuid.uuid4().hex
        row = SessionRow(
            id=session_id,
            exercise=beginning.exercise,
            definition_sha256=beginning.definition_sha256,
            sides=beginning.sides,
            language=beginning.language,
            goal_repetitions=beginning.goal.repetitions,
            goal_seconds=beginning.goal.seconds,
            goal_per_side=beginning.goal.per_side,
            goal_sets=beginning.goal.sets,
            goal_level=beginning.goal.level,
            source=beginning.source,
            started_at=beginning.started_at,
        )
        _put(row, Progress())
        with self._database.writing() as database:
            database.add(row)
        return session_id

    def write(self, session_id: str, progress: Progress, reps: Sequence[Rep] = ()) -> None:
        """Stores how far a session is, and repetitions; one of a known number is replaced."""
        with self._database.writing() as database:
            self._write(database, session_id, progress, reps)

    def end(
        self,
        session_id: str,
        progress: Progress,
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

    def set_pain(self, session_id: str, pain: int | None) -> None:
        """Stores the pain after a session, 0 to 10, None for no answer. ValueError outside."""
        if pain is not None and not 0 <= pain <= 10:
            raise ValueError(f"pain is 0 to 10, not {pain}")
        with self._database.writing() as database:
            self._row(database, session_id).pain_after = pain

    def set_clip(self, session_id: str, name: str | None) -> None:
        """Stores which file of the clips folder shows a session. ValueError for a path."""
        if name is not None and (name in ("", "..") or PurePath(name).name != name):
            raise ValueError(f"{name!r} is not the name of a file")
        with self._database.writing() as database:
            self._row(database, session_id).clip = name

    def load(self, session_id: str) -> StoredSession:
        """The session of this id. StoreError also when there is none."""
        with self._database.reading() as database:
            return _stored(self._row(database, session_id))

    def running(self) -> list[StoredSession]:
        """The sessions that have not ended, newest first."""
        return self._all(select(SessionRow).where(SessionRow.end.is_(None)))

    def sessions(self) -> list[StoredSession]:
        """All sessions, newest first."""
        return self._all(select(SessionRow))

    def delete(self, session_id: str) -> None:
        """Takes a session away with its repetitions and findings; its clip is left where it is."""
        with self._database.writing() as database:
            self._row(database, session_id)
            database.execute(delete(SessionRow).where(SessionRow.id == session_id))

    def close(self) -> None:
        """Closes the connections; the next use opens them again."""
        self._database.close()

    def _all(self, query: Select[tuple[SessionRow]]) -> list[StoredSession]:
        whole = query.options(
            selectinload(SessionRow.repetitions).selectinload(RepetitionRow.findings),
            selectinload(SessionRow.series),
        ).order_by(SessionRow.started_at.desc(), SessionRow.id)
        with self._database.reading() as database:
            return [_stored(row) for row in database.scalars(whole)]

    def _row(self, database: sql.Session, session_id: str) -> SessionRow:
        row = database.get(SessionRow, session_id)
        if row is None:
            place = self._database.place
            raise StoreError(
                place, f"There is no session {session_id} in {place}; it may have been deleted."
            )
        return row

    def _write(
        self, database: sql.Session, session_id: str, progress: Progress, reps: Sequence[Rep]
    ) -> SessionRow:
        row = self._row(database, session_id)
        _put(row, progress)
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


def _put(row: SessionRow, progress: Progress) -> None:
    row.seconds = progress.seconds
    row.frames = progress.frames
    row.seen = progress.seen
    row.measured = progress.measured
    row.hold_s = progress.hold_s
    row.paced = progress.paced
    row.width_px = progress.width_px
    row.height_px = progress.height_px
    row.touched_at = datetime.now(UTC)


def _stored(row: SessionRow) -> StoredSession:
    return StoredSession(
        id=row.id,
        beginning=Beginning(
            exercise=row.exercise,
            definition_sha256=row.definition_sha256,
            sides=row.sides,
            language=row.language,
            goal=Goal(
                row.goal_repetitions,
                row.goal_seconds,
                row.goal_per_side,
                row.goal_sets,
                row.goal_level,
            ),
            source=row.source,
            started_at=row.started_at,
        ),
        progress=Progress(
            row.seconds,
            row.frames,
            row.seen,
            row.measured,
            row.hold_s,
            row.paced,
            row.width_px,
            row.height_px,
        ),
        end=row.end,
        touched_at=row.touched_at,
        pain_after=row.pain_after,
        clip=row.clip,
        reps=tuple(rep_of(repetition) for repetition in row.repetitions),
        series=findings_of(row.series),
    )
