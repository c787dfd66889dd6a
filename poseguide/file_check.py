"""Everything that is wrong with files of exercises and of programmes, file by file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from poseguide import selftest
from poseguide.catalog import paths, read
from poseguide.errors import DefinitionError
from poseguide.programme import (
    Programme,
    is_programme,
    programme_paths,
    read_programme,
    worst_clashes,
)


def checked(files: Sequence[Path]) -> Iterator[tuple[Path, list[str]]]:
    """Each file with all that is wrong with it, in plain words; [] where nothing is.

    An exercise file also plays its own good repetition. Without `files` those that come with
    PoseGuide are checked, the programmes beside each other too.
    """
    if files:
        for path in files:
            yield path, _programme(path)[1] if is_programme(path) else _exercise(path)
        return
    for path in paths():
        yield path, _exercise(path)
    found: list[Programme] = []
    for path in programme_paths():
        programme, wrong = _programme(path)
        found += [programme] if programme else []
        clashes = [str(problem) for problem in worst_clashes(found) if problem.path == path]
        yield path, wrong + clashes


def _exercise(path: Path) -> list[str]:
    try:
        return [f"{path}: {problem}" for problem in selftest.check(read(path))]
    except DefinitionError as error:
        return [str(problem) for problem in error.problems]


def _programme(path: Path) -> tuple[Programme | None, list[str]]:
    """The programme of a file, and what is wrong with it."""
    try:
        return read_programme(path), []
    except DefinitionError as error:
        return None, [str(problem) for problem in error.problems]
