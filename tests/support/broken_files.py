"""Exercise files with something wrong in them."""

from pathlib import Path

import pytest

from poseguide.core.errors import (
    DefinitionError,
    Problem,
)
from poseguide.definitions.catalog import read
from support.toy import TOML


def write(folder: Path, text: str | bytes, name: str = "toy.toml") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def problems(folder: Path, text: str | bytes, name: str = "toy.toml") -> list[Problem]:
    """Everything that is told of a broken file."""
    with pytest.raises(DefinitionError) as caught:
        read(write(folder, text, name))
    return list(caught.value.problems)


def broken(folder: Path, *changes: tuple[str, str]) -> list[Problem]:
    """What is told of the toy's file after these replacements, each of which must change it."""
    text = TOML
    for old, new in changes:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    return problems(folder, text)
