"""A file of TOML read and checked against a model: everything that is wrong, with its line."""

from __future__ import annotations

import copy
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ValidationError

from poseguide.errors import DefinitionError, Problem
from poseguide.plain import plain

#: Keys and 0-based numbers that lead from the file's top to one place in it.
Place = tuple[str | int, ...]
Wrong = list[tuple[Place, str]]
Model = TypeVar("Model", bound=BaseModel)
Item = TypeVar("Item")


def _a_list(value: object) -> object:
    # pydantic says of a list of any length what it says of a pair.
    if not isinstance(value, list | tuple):
        raise ValueError("must be a list in [brackets]")
    return value


#: A list of any length, in a model that cannot be changed.
Many = Annotated[tuple[Item, ...], BeforeValidator(_a_list)]


def content_of(path: Path) -> bytes:
    """What stands in a file. Raises DefinitionError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        why = f"cannot be read ({error.strerror}); check the name and the folder"
        raise DefinitionError([Problem(path, None, "", why)]) from error


def text_of(content: bytes, path: Path) -> str:
    """The text of a file. Raises DefinitionError where it is none."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DefinitionError([Problem(path, None, "", "is not text in UTF-8")]) from error


def table_in(text: str, path: Path) -> dict[str, Any]:
    """The table that a text of TOML holds. Raises DefinitionError with the line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        place = int(line[1]) if line else None
        raise DefinitionError([Problem(path, place, "", f"is not TOML: {error}")]) from error


def validated(table: Mapping[str, Any], kind: type[Model]) -> tuple[Model | None, Wrong]:
    """The model and what is wrong with its parts.

    Unknown keys and missing words do not hide what else is wrong: the table is mended for the
    checks that follow. None where it cannot be mended.
    """
    try:
        return kind.model_validate(table), []
    except ValidationError as error:
        details = error.errors()
    mended = copy.deepcopy(dict(table))
    if all(_mend(mended, detail["type"], detail["loc"]) for detail in details):
        model, more = validated(mended, kind)
    else:
        model, more = None, []
    return model, [(_place(detail["loc"]), plain(detail)) for detail in details] + more


def problems_of(wrong: Iterable[tuple[Place, str]], path: Path, text: str = "") -> list[Problem]:
    """What is wrong, by the line of the text in which it stands."""
    lines = _lines(text)
    problems = [Problem(path, _line_of(at, lines), _key(at), what) for at, what in wrong]
    return sorted(problems, key=lambda problem: problem.line or 0)


def _mend(table: dict[str, Any], kind: str, where: Place) -> bool:
    """Takes out an unknown key, or puts words where they are missing; else False."""
    part: Any = table
    for step in where[:-1]:
        part = part[step]
    if kind == "extra_forbidden":
        del part[where[-1]]
        return True
    if kind in ("missing", "string_too_short") and where[-1] in ("en", "da"):
        part[where[-1]] = "…"
        return True
    return False


def _lines(text: str) -> dict[Place, int]:
    """The line of each table and key, 1-based, which tomllib does not keep."""
    places: dict[Place, int] = {}
    seen: dict[str, int] = {}
    table: Place = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*(\[\[?)\s*([\w.\-]+)\s*\]", line):
            table = tuple(header[2].split("."))
            if header[1] == "[[":
                places.setdefault(table, number)
                seen[header[2]] = seen.get(header[2], -1) + 1
                table = (*table, seen[header[2]])
            places.setdefault(table, number)
        elif key := re.match(r"\s*([\w\-]+)(?:\.([\w\-]+))?\s*=", line):
            places.setdefault((*table, key[1]), number)
            if key[2]:
                places.setdefault((*table, key[1], key[2]), number)
    return places


def _line_of(where: Place, lines: dict[Place, int]) -> int | None:
    for length in range(len(where), 0, -1):
        if (line := lines.get(where[:length])) is not None:
            return line
    return None


def _key(where: Place) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in where)


def _place(where: Place) -> Place:
    """A place in the file, without the mark that pydantic puts behind a wrong name of a table."""
    return tuple(part for part in where if part != "[key]")
