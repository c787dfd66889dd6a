"""Finding, checking and loading exercise files."""

from __future__ import annotations

import copy
import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from poseguide.consistency import Place, contradictions
from poseguide.errors import DefinitionError, NoCameraError, Problem, UnknownExerciseError
from poseguide.exercise import Described, Exercise, PacedExercise
from poseguide.limits import limit_names, with_limits
from poseguide.plain import plain
from poseguide.resources import bundled


@dataclass(frozen=True)
class Definition:
    """An exercise with the file it came from and the hash of that file's bytes."""

    exercise: Exercise
    path: Path
    sha256: str

    def with_limits(self, limits: Mapping[str, float]) -> Definition:
        """The definition with a person's own limits in place of the file's; itself without any.

        Names that the exercise does not have any more are left out: limits are kept for longer
        than files stay as they are. Raises LimitError for a value that the exercise cannot take.
        """
        known = self.known_limits(limits)
        if not known:
            return self
        return replace(self, exercise=with_limits(self.exercise, known))

    def known_limits(self, limits: Mapping[str, float]) -> dict[str, float]:
        """Those of a person's own limits that the exercise still has."""
        names = limit_names(self.exercise)
        return {name: value for name, value in limits.items() if name in names}


@dataclass(frozen=True)
class PacedDefinition:
    """An exercise that no camera follows, with its file and the hash of that file's bytes."""

    exercise: PacedExercise
    path: Path
    sha256: str


def folder() -> Path:
    """The folder of the exercise files that come with PoseGuide."""
    return bundled("exercises")


def paths() -> list[Path]:
    """All exercise files, by name."""
    return sorted(folder().glob("*.toml"))


def load_exercise(exercise: str | Path) -> Definition:
    """The definition with this id, or in this file, of an exercise that a camera follows.

    Raises UnknownExerciseError when there is no such id, DefinitionError with all problems when the
    file cannot be used, NoCameraError when no camera can see the exercise.
    """
    definition = load_any(exercise)
    if isinstance(definition, PacedDefinition):
        name = definition.exercise.name.en
        raise NoCameraError(
            f"{name} cannot be seen by a camera, so there is nothing to analyse: a timer leads "
            "through it and the person says how it went."
        )
    return definition


def tracked() -> list[Definition]:
    """All exercises that a camera follows, by file name. Raises DefinitionError as `read` does."""
    return [found for path in paths() if isinstance(found := read(path), Definition)]


def load_any(exercise: str | Path) -> Definition | PacedDefinition:
    """The definition with this id, or in this file, whether a camera follows it or not.

    Raises UnknownExerciseError and DefinitionError as `load_exercise` does.
    """
    path = Path(exercise)
    if path.suffix == ".toml":
        return read(path)
    known = [p.stem for p in paths()]
    if str(exercise) not in known:
        raise UnknownExerciseError(
            str(exercise),
            known,
            f"There is no exercise “{exercise}”. Choose one of: {', '.join(known)}.",
        )
    return read(folder() / f"{exercise}.toml")


def read(path: Path) -> Definition | PacedDefinition:
    """Reads and checks one file. Raises DefinitionError with everything that is wrong at once."""
    try:
        content = path.read_bytes()
    except OSError as error:
        why = f"cannot be read ({error.strerror}); check the name and the folder"
        raise DefinitionError([Problem(path, None, "", why)]) from error
    return definition_from(content, path)


def definition_from(content: bytes, path: Path) -> Definition | PacedDefinition:
    """The definition in what stands in the file `path`. Raises DefinitionError as `read` does."""
    try:
        text = content.decode("utf-8")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise DefinitionError([Problem(path, None, "", "is not text in UTF-8")]) from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        place = int(line[1]) if line else None
        raise DefinitionError([Problem(path, place, "", f"is not TOML: {error}")]) from error
    lines = _lines(text)
    # Without signals there is nothing to see; what is then missing is told as for a paced one.
    kind = PacedExercise if "pace" in table and "signals" not in table else Exercise
    exercise, wrong = _validate(table, kind)
    if exercise is not None and exercise.id != path.stem:
        what = f"must be the file's name, “{path.stem}”, not “{exercise.id}”"
        wrong.append((("id",), what))
    if isinstance(exercise, Exercise):
        wrong += contradictions(exercise)
    if wrong or exercise is None:
        problems = [Problem(path, _line_of(at, lines), _key(at), what) for at, what in wrong]
        raise DefinitionError(sorted(problems, key=lambda problem: problem.line or 0))
    sha256 = hashlib.sha256(content).hexdigest()
    if isinstance(exercise, PacedExercise):
        return PacedDefinition(exercise, path, sha256)
    assert isinstance(exercise, Exercise)
    return Definition(exercise, path, sha256)


def _validate(
    table: dict[str, Any], kind: type[Described]
) -> tuple[Described | None, list[tuple[Place, str]]]:
    """The exercise and what is wrong with its parts.

    Unknown keys and missing words do not hide what else is wrong: the table is mended for the
    checks that follow. None where it cannot be mended.
    """
    try:
        return kind.model_validate(table), []
    except ValidationError as error:
        details = error.errors()
    mended = copy.deepcopy(table)
    if all(_mend(mended, detail["type"], detail["loc"]) for detail in details):
        exercise, more = _validate(mended, kind)
    else:
        exercise, more = None, []
    return exercise, [(_place(detail["loc"]), plain(detail)) for detail in details] + more


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
