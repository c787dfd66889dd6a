"""Damage in a SQLite file: found by reading all of it, without leaving a trace."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import GenericAlias
from typing import Annotated, Any, get_args, get_type_hints

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, Json, TypeAdapter
from pydantic import ValidationError as Invalid
from sqlalchemy import JSON, Column

from poseguide.core.i18n import Language, language_code
from poseguide.definitions.base import Text
from poseguide.definitions.toml_schema import plain
from poseguide.storage.archive_types import LARGEST, AwareMoment, FileName
from poseguide.storage.tables import Base, CorrectionRow, RoundRow, SessionRow
from poseguide.training.goal import Goal
from poseguide.training.rounds import RoundStep
from poseguide.training.session import check_answers

#: What SQLite answers of a file that is damaged, or not as the schema has it; what else it answers,
#: such as that somebody has locked the file, says nothing of it. None is text that is no text.
_DAMAGE = {
    None,
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_FORMAT,
    sqlite3.SQLITE_TOOBIG,
    sqlite3.SQLITE_MISMATCH,
}
#: How often a file is looked through that somebody writes meanwhile.
_TRIES = 3
_AT_ONCE = 1000

_STEP: TypeAdapter[RoundStep] = TypeAdapter(RoundStep)


@contextmanager
def traceless(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that reads a SQLite file and changes neither it nor its log."""
    # Only a reader that takes part in the log sees what it holds; else nothing needs to be made.
    uri = f"{path.as_uri()}?{'mode=ro' if log_of(path).exists() else 'immutable=1'}"
    with closing(sqlite3.connect(uri, timeout=0, uri=True)) as connection:
        yield connection


def log_of(path: Path) -> Path:
    """Return where the log of a SQLite file is, while there is one."""
    return path.with_name(f"{path.name}-wal")


def damage_in(path: Path) -> str | None:
    """Return what is wrong with a database of PoseGuide in a SQLite file; None where nothing is.

    The whole file is read: its pages, and in each row whether the program could have written it.
    None too for a file that is missing, empty, or cannot be read now, which is no damage.
    """
    path = path.resolve()
    found = None
    for _ in range(_TRIES):
        before = _state(path)
        found = _looked_through(path)
        # What changed while it was read may look damaged; whoever changes it knows it whole.
        if found is None or _state(path) == before:
            return found
    return None


def tells_of_damage(error: Exception) -> bool:
    """Return whether what SQLite says of a file means that the file is damaged."""
    code = getattr(error, "sqlite_errorcode", None)
    return (None if code is None else code & 0xFF) in _DAMAGE


def rows_of(table: type[Base], names: Sequence[str]) -> TypeAdapter[list[tuple[Any, ...]]]:
    """Return what rows of these columns of a table may hold, as SQLite gives them."""
    return _rows_of(table, tuple(names))


def columns_in(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the names of the columns of a table in a file; none where there is no table."""
    found = connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
    return [name for (name,) in found]


def tables() -> Iterator[tuple[type[Base], list[str]]]:
    """Yield each table of the schema with its columns, those first on which others depend."""
    mapped = {mapper.local_table.name: mapper.class_ for mapper in Base.registry.mappers}  # type: ignore[attr-defined]
    for table in Base.metadata.sorted_tables:
        yield mapped[table.name], [column.name for column in table.columns]


def _state(path: Path) -> tuple[object, ...]:
    if not path.exists():
        return ()
    return path.stat().st_mtime_ns, path.stat().st_size, log_of(path).exists()


def _looked_through(path: Path) -> str | None:
    log = log_of(path)
    if not path.is_file() or path.with_name(f"{path.name}-journal").exists():
        return None
    if path.stat().st_size == 0:
        # SQLite would take it for a new file, and throw the log away.
        return "it is empty, and its log is not" if log.exists() and log.stat().st_size else None
    try:
        with traceless(path) as connection:
            for (said,) in connection.execute("PRAGMA integrity_check(1)"):
                if said != "ok":
                    return str(said)
            return next(_wrong_in(connection), None)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return str(error) if tells_of_damage(error) else None


def _wrong_in(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield what in the tables the program could not have written."""
    for table, expected in tables():
        there = [name for name in columns_in(connection, table.__tablename__) if name in expected]
        if not there:
            continue
        whole = rows_of(table, there)
        names = ", ".join(f'"{name}"' for name in there)
        rows = connection.execute(f'SELECT {names} FROM "{table.__tablename__}"')
        while some := rows.fetchmany(_AT_ONCE):
            try:
                whole.validate_python(some)
            except Invalid as error:
                detail = error.errors()[0]
                column = there[int(detail["loc"][1])] if len(detail["loc"]) > 1 else ""
                yield f"{table.__tablename__}.{column}: {plain(detail)}"


@cache
def _rows_of(table: type[Base], names: tuple[str, ...]) -> TypeAdapter[list[tuple[Any, ...]]]:
    hints = get_type_hints(table)
    columns = Base.metadata.tables[table.__tablename__].columns
    kinds = [_kind(table, columns[name], get_args(hints[name])[0]) for name in names]
    row: Any = GenericAlias(tuple, tuple(kinds))
    if table is CorrectionRow and {"number", "start_s", "end_s"} <= set(names):
        row = Annotated[row, AfterValidator(_span_of_added(names))]
    rows: Any = GenericAlias(list, (row,))
    return TypeAdapter(rows, config=ConfigDict(strict=True, allow_inf_nan=False))


def _kind(table: type[Base], column: Column[Any], hint: Any) -> Any:
    """Return what may stand in a column, by what the program takes it for."""
    special = _SPECIAL.get((table, column.name))
    if special is not None:
        hint = special | None if column.nullable else special
    elif (column.primary_key or column.foreign_keys) and column.type.python_type is str:
        # Files are called after it.
        hint = FileName | None if column.nullable else FileName
    if isinstance(column.type, JSON):
        return _JSON[hint] | None if column.nullable else _JSON[hint]
    return _OF_SQLITE.get(hint, hint)


def _moment(value: object) -> object:
    """Return an aware time, for what SQLAlchemy writes: SQLite keeps no zone."""
    if not isinstance(value, str):
        raise ValueError("must be a time")
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _steps(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for step in steps:
        try:
            made = RoundStep(**(step | {"goal": Goal(**step["goal"])}))
        except (TypeError, KeyError) as error:
            raise ValueError("must be the steps of a round") from error
        _STEP.validate_python(asdict(made))
        json.dumps(step, allow_nan=False)
    return steps


def _span_of_added(names: Sequence[str]) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    number, start, end = (names.index(name) for name in ("number", "start_s", "end_s"))

    def check(row: tuple[Any, ...]) -> tuple[Any, ...]:
        if row[number] < 0 and (row[start] is None or row[end] is None):
            raise ValueError("an added repetition has no times")
        return row

    return check


def names_by_language(names: dict[str, str] | list[str]) -> dict[str, str]:
    """Return the names of a round by language, also of the pair that the third schema has.

    Raises ValueError where there is no English name.
    """
    if isinstance(names, list):
        names = dict(zip(("en", "da"), names, strict=True))
    return Text.model_validate(names).by_language()


_JSON: Any = Json
_Whole = Annotated[int, Field(ge=-LARGEST, le=LARGEST)]
_Moment = Annotated[AwareMoment, BeforeValidator(_moment)]
_Flag = Annotated[int, Field(ge=0, le=1)]
#: How SQLite keeps what the program takes for this.
_OF_SQLITE: Mapping[Any, Any] = {
    int: _Whole,
    int | None: _Whole | None,
    bool: _Flag,
    bool | None: _Flag | None,
    datetime: _Moment,
    datetime | None: _Moment | None,
}
#: What is told more closely than by the type.
_SPECIAL: Mapping[tuple[type[Base], str], Any] = {
    (SessionRow, "clip"): FileName,
    (SessionRow, "told"): Annotated[dict[str, str], AfterValidator(check_answers)],
    (RoundRow, "names"): Annotated[dict[str, str] | list[str], AfterValidator(names_by_language)],
    (SessionRow, "language"): Annotated[Language, AfterValidator(language_code)],
    (RoundRow, "steps"): Annotated[list[dict[str, Any]], AfterValidator(_steps)],
}
