"""Rescue of a damaged database: each row that can be read is saved in a new one."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from poseguide.core.errors import StoreError
from poseguide.storage.damage import (
    columns_in,
    damage_in,
    log_of,
    names_by_language,
    rows_of,
    tables,
)
from poseguide.storage.database import refuse_newer
from poseguide.storage.store import Store
from poseguide.storage.tables import Base, PersonRow, PlanRow, RoundRow, SessionRow

#: Between two places of a table that can be read, so many rows are tried one by one.
_PROBES = 100_000
#: What a person wrote.
_WORDS = ("name", "note")

Key = tuple[Any, ...]
Row = dict[str, Any]


@dataclass(frozen=True)
class RescueSummary:
    """The result of a rescue: sessions that were saved, and known ones that are lost.

    `whole` is whether all that was saved was saved with all that hung on it, as far as can be told.
    `kept` is where the damaged file is now.
    """

    sessions: int
    lost: int
    whole: bool
    kept: Path


def rescue(store: Store) -> RescueSummary:
    """Put a new database with all that can be read in the place of a damaged file.

    The damaged file is kept beside it with its log, byte for byte. Close other programs that use
    it. Raises StoreError where there is no damaged file, where nothing can be read of it, or where
    the new one cannot be written; all is as it was then.
    """
    store.close()
    file = store.file
    if file is None or not file.is_file():
        raise StoreError(f"{file}", "There is no file of a database here, so nothing to save.")
    refuse_newer(file)
    if damage_in(file) is None:
        raise StoreError(f"{file}", f"{file} is not damaged. It was left as it is.")
    before = _state(file)
    try:
        with tempfile.TemporaryDirectory(prefix="rescue-", dir=file.parent) as folder:
            copy, new = Path(folder, "damaged.db"), Path(folder, "new.db")
            _copy(file, copy)
            with closing(Store(f"sqlite:///{new}")) as made:
                made.history.ids()
            saving = _saved(copy, new)
            if not saving.saved[SessionRow] and not saving.saved[PersonRow]:
                raise StoreError(
                    f"{file}",
                    f"Nothing could be read in {file}. It was left as it is. Put a copy back in "
                    "its place, or move it away to begin with an empty one.",
                )
            if _state(file) != before:
                raise StoreError(
                    f"{file}", f"{file} is in use by another program. Close it, and try again."
                )
            kept = _kept_beside(file)
            new.replace(file)
    except OSError as error:
        raise StoreError(
            f"{file}", f"The new database cannot be written ({error.strerror}). Free some space."
        ) from error
    return saving.rescued(kept)


def _state(file: Path) -> list[tuple[int, int]]:
    return [
        (path.stat().st_mtime_ns, path.stat().st_size)
        for path in (file, log_of(file))
        if path.exists()
    ]


def _copy(file: Path, to: Path) -> None:
    shutil.copy2(file, to)
    if log_of(file).exists():
        shutil.copy2(log_of(file), log_of(to))


def _kept_beside(file: Path) -> Path:
    """Copy the damaged file with its log; return the copy. The log is gone from the old place.

    The new file must never be met by the log of the old one.
    """
    names = (f"{file.stem}.damaged-{date.today()}{more}{file.suffix}" for more in _endings())
    kept = next(path for name in names if not (path := file.with_name(name)).exists())
    try:
        _copy(file, kept)
    except BaseException:
        for path in (kept, log_of(kept)):
            path.unlink(missing_ok=True)
        raise
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    return kept


def _endings() -> Iterator[str]:
    yield ""
    number = 2
    while True:
        yield f"-{number}"
        number += 1


@dataclass
class _Saving:
    """The rows saved so far, by their keys.

    `known` are the ids of sessions that are named anywhere. `whole` is whether no row was passed
    over.
    """

    saved: dict[type[Base], set[Key]]
    known: set[str] = field(default_factory=set)
    whole: bool = True

    def rescued(self, kept: Path) -> RescueSummary:
        saved = {key for (key,) in self.saved[SessionRow]}
        return RescueSummary(len(saved), len(self.known - saved), self.whole, kept)


def _saved(copy: Path, new: Path) -> _Saving:
    """Copy each row that can be read and that the program could have written."""
    saving = _Saving({table: set() for table, _ in tables()})
    with (
        closing(sqlite3.connect(copy)) as old,
        closing(sqlite3.connect(new, isolation_level=None)) as made,
    ):
        # A file that was cut off can be read as far as it goes.
        old.execute("PRAGMA writable_schema=ON")
        old.text_factory = lambda data: data.decode("utf-8", "replace")
        made.execute("BEGIN")
        for table, expected in tables():
            names = [name for name in _columns_in(old, table.__tablename__) if name in expected]
            if names:
                _copy_rows(old, made, table, names, saving)
        made.execute("COMMIT")
    return saving


def _columns_in(old: sqlite3.Connection, table: str) -> list[str]:
    try:
        return columns_in(old, table)
    except sqlite3.Error:
        return []


def _copy_rows(
    old: sqlite3.Connection,
    made: sqlite3.Connection,
    table: type[Base],
    names: Sequence[str],
    saving: _Saving,
) -> None:
    check = rows_of(table, names)
    session = "id" if table is SessionRow else "session_id"
    if table is SessionRow:
        ids = _Reading(old, "SELECT id FROM session ORDER BY id")
        saving.known |= {key for (key,) in ids.rows() if isinstance(key, str)}
    for values in _readable(old, table, names, saving):
        row = dict(zip(names, values, strict=True))
        if isinstance(row.get(session), str):
            saving.known.add(row[session])
        try:
            check.validate_python([values])
            _fit(made, table, row, saving)
            _insert(made, table, row)
        except (ValueError, sqlite3.IntegrityError):
            saving.whole = False
        else:
            key = Base.metadata.tables[table.__tablename__].primary_key.columns.keys()
            saving.saved[table].add(tuple(row.get(name) for name in key))


def _fit(made: sqlite3.Connection, table: type[Base], row: Row, saving: _Saving) -> None:
    """See to it that a row has all that it belongs to. ValueError where that is lost.

    What is one person's stays apart from what is another's, also where their names are lost.
    """
    for name, value in row.items():
        # A letter that was none is shown as such in words; in a name of something it is no other.
        if isinstance(value, str) and "\ufffd" in value and name not in _WORDS:
            raise ValueError(f"{name} is broken")
    if table is RoundRow and "names" in row:
        row["names"] = json.dumps(names_by_language(json.loads(row["names"])), ensure_ascii=False)
    for constraint in Base.metadata.tables[table.__tablename__].foreign_key_constraints:
        key = tuple(row.get(name) for name in constraint.column_keys)
        parent = next(t for t, _ in tables() if t.__tablename__ == constraint.referred_table.name)
        if None in key or key in saving.saved[parent]:
            continue
        if parent is PersonRow:
            _insert(made, PersonRow, _nameless(f"{key[0]}"))
            saving.saved[PersonRow].add(key)
        elif parent in (PlanRow, RoundRow):
            row |= {name: None for name in row if name in (*constraint.column_keys, "round_step")}
        else:
            raise ValueError(f"what it belongs to is lost: {key}")


def _nameless(person_id: str) -> Row:
    return {"id": person_id, "name": f"? {person_id}"[:80], "made_at": f"{datetime.now(UTC):%F %T}"}


def _insert(made: sqlite3.Connection, table: type[Base], row: Row) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    places = ", ".join("?" * len(row))
    made.execute(
        f'INSERT INTO "{table.__tablename__}" ({names}) VALUES ({places})',
        tuple(row.values()),
    )


def _readable(
    old: sqlite3.Connection, table: type[Base], names: Sequence[str], saving: _Saving
) -> Iterator[Key]:
    """Yield the values of each row that can be read, from both ends and then between them."""
    columns = ", ".join(f'"{name}"' for name in ("rowid", *names))
    query = f'SELECT {columns} FROM "{table.__tablename__}"'
    forward = _Reading(old, f"{query} ORDER BY rowid")
    low = 0
    for rowid, *row in forward.rows():
        low = rowid
        yield tuple(row)
    if forward.whole:
        return
    saving.whole = False
    high = low + _PROBES
    for rowid, *row in _Reading(old, f"{query} ORDER BY rowid DESC").rows():
        if rowid <= low:
            break
        high = min(high, rowid)
        yield tuple(row)
    for rowid in range(low + 1, high):
        for _, *row in _Reading(old, f"{query} WHERE rowid = {rowid}").rows():
            yield tuple(row)


class _Reading:
    """The rows of a query up to the first that cannot be read; `whole` where all could."""

    def __init__(self, old: sqlite3.Connection, sql: str) -> None:
        self._old, self._sql = old, sql
        self.whole = True

    def rows(self) -> Iterator[Key]:
        try:
            yield from self._old.execute(self._sql)
        except sqlite3.Error:
            self.whole = False
