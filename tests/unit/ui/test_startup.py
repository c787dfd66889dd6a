"""What pages need is made when the program starts, and a database that cannot be stops nothing."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import enumerate as enumerate_threads

import pytest
from support.places import ROOT
from typer.testing import CliRunner

from poseguide import ui
from poseguide.cli.main import app
from poseguide.core.errors import StoreError
from poseguide.core.records import Tick
from poseguide.live import pacing
from poseguide.storage.store import Store
from poseguide.ui.server import startup
from poseguide.ui.server.startup import open_store


def is_made(folder: Path) -> bool:
    file = folder / "poseguide.db"
    if not file.is_file():
        return False
    with closing(sqlite3.connect(file)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
    return ("session",) in tables


async def start() -> None:
    """A server that starts, has nothing more to open, and stops."""
    async with open_store(None):
        until = time.monotonic() + 30
        while "poseguide-opening" in {thread.name for thread in enumerate_threads()}:
            assert time.monotonic() < until
            await asyncio.sleep(0.01)


@pytest.mark.usefixtures("pages_store")
def test_the_server_makes_the_database_before_any_page_is_opened(tmp_path: Path) -> None:
    asyncio.run(start())
    assert is_made(tmp_path)


@pytest.mark.usefixtures("pages_store")
def test_the_server_imports_its_pages_before_any_of_them_is_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    imported: list[str] = []
    monkeypatch.setattr(startup, "import_module", imported.append)
    asyncio.run(start())
    pages = (Path(ui.__file__).with_name("pages.py")).read_text(encoding="utf-8")
    named = re.findall(r"^from (poseguide\.ui\.\S*(?:page|navigation)) import", pages, re.MULTILINE)
    assert len(named) > 3
    assert set(named) <= set(imported)


def test_the_server_starts_without_a_database_and_its_pages_say_why(
    pages_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "file"))
    asyncio.run(start())
    with pytest.raises(StoreError, match="POSEGUIDE_DATA"):
        pages_store.history.all()


def test_the_app_is_served_with_it() -> None:
    served = (ROOT / "app.py").read_text(encoding="utf-8")
    assert "lifespan=open_store" in served


def test_a_session_without_a_browser_begins_with_the_database_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    def frames() -> Iterator[Tick]:
        made.append(is_made(tmp_path))
        yield Tick(0.0)

    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path))
    monkeypatch.delenv("POSEGUIDE_DATABASE_URL", raising=False)
    monkeypatch.setattr(pacing, "ticks", frames)
    result = CliRunner().invoke(app, ["live", "-e", "pelvic_floor_hold"])
    assert result.exit_code == 0, result.output
    assert made == [True]
