"""Finding, checking and loading exercise files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from poseguide.core.errors import DefinitionError, NoCameraError, UnknownExerciseError
from poseguide.core.files import bundled
from poseguide.definitions.limits import limit_names, with_limits
from poseguide.definitions.schema import Exercise, PacedExercise
from poseguide.definitions.toml_schema import content_of, problems_of, table_in, text_of, validated
from poseguide.definitions.validation import contradictions

_Kind = TypeVar("_Kind", Exercise, PacedExercise)


@dataclass(frozen=True)
class Definition:
    """An exercise that a camera follows, with its file and the hash of that file's bytes."""

    exercise: Exercise
    path: Path
    sha256: str

    @property
    def tracked(self) -> Definition:
        """The definition itself: a camera follows its exercise."""
        return self

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

    @property
    def tracked(self) -> None:
        """None: no camera follows its exercise."""

    def with_limits(self, _: Mapping[str, float]) -> PacedDefinition:
        """Return the definition as it is: there is nothing to limit."""
        return self

    def known_limits(self, _: Mapping[str, float]) -> dict[str, float]:
        """Return no limits: the exercise has none."""
        return {}


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
    if definition.tracked is None:
        name = definition.exercise.name.en
        raise NoCameraError(
            f"{name} cannot be seen by a camera, so there is nothing to analyse: a timer leads "
            "through it and the person says how it went."
        )
    return definition.tracked


def tracked() -> list[Definition]:
    """All exercises that a camera follows, by file name. Raises DefinitionError as `read` does."""
    return [found for path in paths() if (found := read(path).tracked) is not None]


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
    """Read and checks one file. Raises DefinitionError with everything that is wrong at once."""
    return definition_from(content_of(path), path)


# A page reads all files on each run, and nearly always they are as they were: what a content means
# is kept, of more files than come with PoseGuide. A file that was changed has another content.
@lru_cache(maxsize=128)
def definition_from(content: bytes, path: Path) -> Definition | PacedDefinition:
    """The definition in what stands in the file `path`. Raises DefinitionError as `read` does."""
    text = text_of(content, path)
    table = table_in(text, path)
    sha256 = hashlib.sha256(content).hexdigest()
    # Without signals there is nothing to see; what is then missing is told as for a paced one.
    if "pace" in table and "signals" not in table:
        return PacedDefinition(_checked(table, PacedExercise, path, text), path, sha256)
    return Definition(_checked(table, Exercise, path, text), path, sha256)


def _checked(table: Mapping[str, Any], kind: type[_Kind], path: Path, text: str) -> _Kind:
    """Return the exercise in a table. Raises DefinitionError with everything that is wrong."""
    exercise, wrong = validated(table, kind)
    if exercise is not None and exercise.id != path.stem:
        what = f"must be the file's name, “{path.stem}”, not “{exercise.id}”"
        wrong.append((("id",), what))
    if exercise is not None and exercise.tracked is not None:
        wrong += contradictions(exercise.tracked)
    if wrong or exercise is None:
        raise DefinitionError(problems_of(wrong, path, text))
    return exercise
