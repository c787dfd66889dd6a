"""A TOML file read and checked against a model: everything that is wrong, with its line."""

from __future__ import annotations

import copy
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from poseguide.core.errors import DefinitionError, Problem
from poseguide.core.files import start_of
from poseguide.core.i18n import SOURCE

#: Keys and 0-based numbers that lead from the file's top to one place in it.
Place = tuple[str | int, ...]
Wrong = list[tuple[Place, str]]
Model = TypeVar("Model", bound=BaseModel)


#: The largest file that is read; the largest that comes with PoseGuide has 10 kB.
MOST_BYTES = 256_000
#: How deep brackets may stand in brackets, of how many parts a dotted key may be, and how long a
#: number: tomllib calls itself for each bracket, and for the parts of a key its work grows with
#: their cube.
_MOST_DEPTH, _MOST_PARTS, _MOST_DIGITS = 8, 8, 60
#: So many things that are wrong are told.
_MOST_TOLD = 100
#: What a text of TOML is made of where brackets, dots and numbers are counted: strings and comments
#: as a whole (one that does not end goes to the end), words, and single marks.
_TOKEN = re.compile(
    r'''
    """(?:[^"\\]|\\.|"{1,2}(?!"))*+(?:"{3,5}|\Z) | "(?:[^"\\\n]|\\.)*+"?
    | \'\'\'(?:[^\']|\'{1,2}(?!\'))*+(?:\'{3,5}|\Z) | \'[^\'\n]*+\'?
    | \#[^\n]*+ | [\w+-]++ | [\[\]{}.,=\n]
    ''',
    re.VERBOSE | re.DOTALL,
)


def content_of(path: Path) -> bytes:
    """Return the bytes of a file, up to one more than MOST_BYTES.

    Raises DefinitionError where it cannot be read.
    """
    try:
        return start_of(path, MOST_BYTES + 1)
    except OSError as error:
        why = f"cannot be read ({error.strerror}); check the name and the folder"
        raise DefinitionError([Problem(path, None, "", why)]) from error


def text_of(content: bytes, path: Path) -> str:
    """The text of a file. Raises DefinitionError where it is none, or has over MOST_BYTES."""
    if len(content) > MOST_BYTES:
        what = f"has more than {MOST_BYTES // 1000} kB, which no exercise or programme needs"
        raise DefinitionError([Problem(path, None, "", what)])
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DefinitionError([Problem(path, None, "", "is not text in UTF-8")]) from error


def table_in(text: str, path: Path) -> dict[str, Any]:
    """The table that a text of TOML holds. Raises DefinitionError with the line."""
    if found := _beyond(text):
        raise DefinitionError([Problem(path, found[0], "", found[1])])
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        place = int(line[1]) if line else None
        raise DefinitionError([Problem(path, place, "", f"is not TOML: {error}")]) from error


def _beyond(text: str) -> tuple[int, str] | None:
    """The line, 1-based, of what tomllib must not be given, and what it is; None without any."""
    line, depth, dots = 1, 0, 0
    for token in _TOKEN.finditer(text):
        word = token[0]
        if word in "[{":
            depth += 1
        elif word in "]}":
            depth -= 1
        elif word == ".":
            dots += 1
        elif word in "=,\n":
            dots = 0
        if depth > _MOST_DEPTH:
            return (
                line,
                f"has more than {_MOST_DEPTH} brackets in each other, more than the format needs",
            )
        if dots >= _MOST_PARTS:
            return line, f"has a key of more than {_MOST_PARTS} parts, more than the format needs"
        if len(word) > _MOST_DIGITS and word[0] in "+-0123456789":
            return line, f"has a number of more than {_MOST_DIGITS} digits, more than any needs"
        line += word.count("\n")
    return None


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
    """Return the problems with the line of the text that each stands in, sorted by line."""
    lines = _lines(text)
    problems = [Problem(path, _line_of(at, lines), _key(at), what) for at, what in wrong]
    problems.sort(key=lambda problem: problem.line or 0)
    more = len(problems) - _MOST_TOLD
    last = [Problem(path, None, "", f"and {more} problems more")] if more > 0 else []
    return problems[:_MOST_TOLD] + last


def _mend(table: dict[str, Any], kind: str, where: Place) -> bool:
    """Take out an unknown key, or put words where they are missing; else return False."""
    part: Any = table
    for step in where[:-1]:
        part = part[step]
    if kind == "extra_forbidden":
        del part[where[-1]]
        return True
    if kind in ("missing", "string_too_short") and where[-1] == SOURCE:
        part[where[-1]] = "…"
        return True
    return False


def _lines(text: str) -> dict[Place, int]:
    """The line of each table and key, 1-based, which tomllib does not keep."""
    places: dict[Place, int] = {}
    seen: dict[str, int] = {}
    table: Place = ()
    for number, line in enumerate(text.split("\n"), start=1):
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


#: pydantic's words in plain ones, by the kind of its error.
_PLAIN = {
    "missing": "is missing; add it",
    "extra_forbidden": "is not a key of the format; check the spelling",
    "string_type": "must be text in quotes",
    "string_too_short": "must not be empty",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "list_type": "must be a list in [brackets]",
    "tuple_type": "must be a list of two in [brackets]",
    "finite_number": "must be a finite number",
    "model_type": "must be a table",
    "dict_type": "must be a table",
    "string_pattern_mismatch": "must be small letters, digits and _, beginning with a letter",
}


def plain(detail: object) -> str:
    """Return one of the entries of `ValidationError.errors()` as a sentence without its key."""
    assert isinstance(detail, dict)
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "model_type" and context.get("class_name") == "Text":
        return 'must be a table, such as {en = "…", da = "…"}'
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind == "literal_error":
        return f"must be one of {context['expected']}"
    if kind == "value_error":
        return str(context["error"])
    if kind in ("too_short", "too_long"):
        bound = "at least" if kind == "too_short" else "at most"
        length = context.get("min_length", context.get("max_length"))
        return f"must have {bound} {length} in its list"
    if kind == "greater_than":
        return f"must be more than {context['gt']:g}"
    if kind == "greater_than_equal":
        return f"must be at least {context['ge']:g}"
    if kind == "less_than_equal":
        return f"must be at most {context['le']:g}"
    return str(detail["msg"])
