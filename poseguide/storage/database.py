"""The database: opened on first use, upgraded, and its refusals told in plain words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.interfaces import ORMOption

from poseguide.core.errors import DamagedStoreError, StoreError
from poseguide.core.files import private_file, private_files
from poseguide.storage.damage import damage_in, tells_of_damage, traceless
from poseguide.storage.folders import data_folder
from poseguide.storage.tables import Base

_Row = TypeVar("_Row", bound=Base)

#: Alembic keeps what it works on in one place for the whole process: one upgrade at a time.
_OPENING = Lock()

#: A server that is away is given up after this long: a session in front of a camera goes on, and
#: is stored when it is back. What the address itself says comes first.
_SERVER_WAITS = {
    "connect_timeout": "5",  # seconds
    "tcp_user_timeout": "10000",  # milliseconds without an answer to what was sent
    "keepalives_idle": "10",  # seconds, and so on while an answer is waited for
    "keepalives_interval": "5",
    "keepalives_count": "3",
}

#: What programs that upgrade one PostgreSQL database agree to wait for; any number of ours.
_UPGRADING = 0x706F7365

_SCRIPTS = str(Path(__file__).parent / "migrations")

_DAMAGED = (
    "{} is damaged, or is no database of PoseGuide. Put a copy back in its place, or save what can "
    "be read of it with: poseguide rescue"
)
_CLOSED = (
    "{} cannot be opened or written. Make it and its folder writable, or name another folder with "
    "POSEGUIDE_DATA."
)
_BUSY = "{} is in use by another program. Close that program, or try again in a moment."
_REFUSALS = {
    sqlite3.SQLITE_FULL: "{} cannot take more: the disk is full. Free some space; what was stored "
    "before is kept.",
    sqlite3.SQLITE_IOERR: "{} cannot be read or written: the disk reports an error. Check the disk "
    "and its free space.",
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: _CLOSED,
    sqlite3.SQLITE_CANTOPEN: _CLOSED,
    sqlite3.SQLITE_PERM: _CLOSED,
}


def damaged(place: str) -> DamagedStoreError:
    """Return the error of a database file that is damaged."""
    return DamagedStoreError(place, _DAMAGED.format(place))


class Database:
    """One database, opened on first use with its schema brought up to date; for any thread.

    `url` is None for the usual one: what POSEGUIDE_DATABASE_URL names, else `poseguide.db` in the
    data folder. Who finds it locked waits for `timeout_s`.
    """

    def __init__(self, url: str | None, timeout_s: float) -> None:
        self._url = url
        self._timeout_s = timeout_s
        self._opened: tuple[str, Engine] | None = None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One state of the database, while others may write. Raises StoreError."""
        place, engine = self._open()
        with _refusals(place), Session(engine) as session, session.begin():
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction: all of it is stored when the block ends, or nothing. Raises StoreError."""
        place, engine = self._open()
        engine = engine.execution_options(writing=True)
        with _refusals(place), Session(engine) as session, session.begin():
            yield session

    def row(self, session: Session, table: type[_Row], key: str, *load: ORMOption) -> _Row:
        """Return the row of a table with this key, and what `load` names with it.

        Raises StoreError where there is none.
        """
        row = session.get(table, key, options=load)
        if row is None:
            kind = table.__tablename__
            raise StoreError(
                self.place,
                f"There is no {kind} {key} in {self.place}; it may have been deleted.",
            )
        return row

    def forget(self) -> bool:
        """Empty the log of a SQLite file, where what was deleted from the file may still stand.

        To be called after the transaction that deletes. False where others read the log for so long
        that it had to be left; the next call, or the last program that closes the file, empties it.
        What a server does with its files is its own affair: True. Raises StoreError.
        """
        place, engine = self._open()
        if engine.dialect.name != "sqlite":
            return True
        # Below SQLAlchemy, which would begin a transaction, and the log cannot be emptied in one.
        with _refusals(place), closing(engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            ((blocked, *_),) = cursor.fetchall()
        return not blocked

    def open(self) -> None:
        """Open it now, so that who uses it first need not wait. Raises StoreError."""
        self._open()

    @property
    def place(self) -> str:
        """The name of the database for people: the file, or the address without its password."""
        return self._open()[0]

    @property
    def file(self) -> Path | None:
        """The SQLite file, which may not be there yet; None where a server keeps the database."""
        url, _ = self._engine()
        if url.get_backend_name() != "sqlite" or not url.database:
            return None
        return Path(url.database).resolve()

    def close(self) -> None:
        """Close all connections; the next use opens them again."""
        with _OPENING:
            if self._opened is not None:
                self._opened[1].dispose()
                self._opened = None

    def _open(self) -> tuple[str, Engine]:
        opened = self._opened
        if opened is not None:
            return opened
        with _OPENING:
            if self._opened is None:
                self._opened = self._connected()
            return self._opened

    def _connected(self) -> tuple[str, Engine]:
        url, engine = self._engine()
        place = url.render_as_string()
        if url.get_backend_name() == "sqlite":
            place = url.database or place
            self._prepare(engine)
            # Before a connection that may write leaves its marks on a file of a newer program, or
            # on one that is damaged.
            refuse_newer(Path(place))
            if (why := damage_in(Path(place))) is not None:
                raise damaged(place) from ValueError(why)
            _close_to_others(url.database)
        try:
            with _refusals(place):
                _upgrade(place, engine)
        except BaseException:
            engine.dispose()
            raise
        return place, engine

    def _engine(self) -> tuple[URL, Engine]:
        text = self._url or os.environ.get("POSEGUIDE_DATABASE_URL")
        if not text:
            url = URL.create("sqlite", database=str(data_folder() / "poseguide.db"))
            return url, create_engine(url)
        try:
            url = make_url(text)
            if url.drivername not in ("postgresql+psycopg", "postgresql+psycopg2", "postgresql"):
                return url, create_engine(url)
            waiting = url.update_query_dict({**_SERVER_WAITS, **url.query})
            # A connection from before the server was started again is found out and replaced.
            return url, create_engine(waiting, pool_pre_ping=True)
        except (ArgumentError, ImportError, ValueError) as error:
            # The address itself may hold a password, so it is not repeated.
            raise StoreError(
                "POSEGUIDE_DATABASE_URL",
                f"The address of the database cannot be used ({error}). Correct "
                "POSEGUIDE_DATABASE_URL, and install the driver it names.",
            ) from error

    def _prepare(self, engine: Engine) -> None:
        """Set up each connection to SQLite, and begins its transactions.

        Python's driver begins none around a change of the schema, and lets a transaction that read
        first find itself locked out when it writes: so this one begins them, for writing at once.
        """

        def set_up(connection: sqlite3.Connection, _record: Any) -> None:
            try:
                connection.isolation_level = None
                connection.execute(f"PRAGMA busy_timeout={round(1000 * self._timeout_s)}")
                connection.execute("PRAGMA foreign_keys=ON")
                # What was committed survives a program that is killed: the system has it. Where
                # the power fails, the file stays whole, but what the system had not yet written of
                # the log, some seconds up to half a minute, is gone. FULL would keep that too, and
                # have every writing wait for the disk.
                connection.execute("PRAGMA synchronous=NORMAL")
                # What is deleted is written over, not only given free.
                connection.execute("PRAGMA secure_delete=ON")
                _log_ahead(connection)
            except BaseException:
                connection.close()
                raise

        def begin(connection: Connection) -> None:
            writing = connection.get_execution_options().get("writing", False)
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

        event.listen(engine, "connect", set_up)
        event.listen(engine, "begin", begin)


def _close_to_others(file: str | None) -> None:
    """Let nobody else read a SQLite file, nor what stands beside it; there may be no file yet."""
    if file and file != ":memory:" and not file.startswith("file:"):
        private_file(Path(file))  # what SQLite makes beside it gets the rights that it has
        private_files([Path(f"{file}{end}") for end in ("-wal", "-shm", "-journal")])


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Have the file keep a log, so that pages read while a session is written."""
    try:
        connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        # Somebody else is at it, perhaps to switch the log on; what needs the file will wait.
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise


def refuse_newer(file: Path) -> None:
    """Raise StoreError where a newer program made a SQLite file; it is read without a trace."""
    _refuse_newer(f"{file}", _revisions_of(file))


def _revisions_of(path: Path) -> set[str]:
    """Return the schema revisions of a SQLite file, read without a trace; none where unknown.

    A file that cannot be read is left to the connection that waits, and says what is wrong.
    """
    path = path.resolve()
    if not path.is_file() or not path.stat().st_size:
        return set()
    with suppress(sqlite3.Error, UnicodeDecodeError), traceless(path) as connection:
        return {
            f"{row[0]}" for row in connection.execute("SELECT version_num FROM alembic_version")
        }
    return set()


def _refuse_newer(place: str, revisions: Iterable[str]) -> None:
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory(_SCRIPTS).walk_revisions()}
    if not known.issuperset(revisions):
        raise StoreError(
            place,
            f"{place} was made by a newer version of PoseGuide than this one. Update PoseGuide; "
            "the database was not changed.",
        )


def _upgrade(place: str, engine: Engine) -> None:
    """Bring the schema up to date, whole or not at all."""
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(_SCRIPTS)
    with engine.connect() as connection:
        now = MigrationContext.configure(connection).get_current_heads()
    _refuse_newer(place, now)
    if set(now) == set(scripts.get_heads()):
        return
    config = Config(attributes={})
    config.set_main_option("script_location", _SCRIPTS.replace("%", "%%"))
    with engine.execution_options(writing=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            # There a transaction alone does not keep two programs from making the same table. Who
            # waited finds the schema made, because Alembic asks for its revision again.
            connection.execute(select(func.pg_advisory_xact_lock(_UPGRADING)))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def _refusals(place: str) -> Iterator[None]:
    """Turn what a database says against its use into a StoreError."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, UnicodeDecodeError) as error:
        found = getattr(error, "orig", error)
        code = getattr(found, "sqlite_errorcode", None)
        if code is not None and code & 0xFF in _REFUSALS:
            raise StoreError(place, _REFUSALS[code & 0xFF].format(place)) from error
        if isinstance(found, sqlite3.Error | UnicodeDecodeError) and tells_of_damage(found):
            raise damaged(place) from error
        # A connection that was lost is either, by the driver.
        if code is None and isinstance(error, OperationalError | InterfaceError):
            why = str(error.orig).strip().splitlines()[0]
            raise StoreError(
                place,
                f"The database {place} cannot be used ({why}). Check that it runs and can be "
                "reached.",
            ) from error
        raise
