"""A database here, and a folder for another one there."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from poseguide.storage.folders import poses_file
from poseguide.storage.store import Store


@pytest.fixture
def store() -> Iterator[Store]:
    store = Store(f"sqlite:///{poses_file('a' * 32).parent.parent / 'here.db'}")
    yield store
    store.close()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of the machine that is exported from."""
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "here"))
    return tmp_path / "here"


@pytest.fixture
def move(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Goes over to another machine."""
    return lambda: monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "there"))
