"""The database underneath the store: made by two programs at once, and rid of what was deleted."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, create_engine, event, text
from support.places import ROOT
from support.stored import BEGINNING, PROGRESS, rep

from poseguide.definitions.base import Text
from poseguide.definitions.programme import Programme, ProgrammeStep
from poseguide.storage.database import Database
from poseguide.storage.store import Store
from poseguide.training.goal import Goal
from poseguide.training.rounds import NewRound, RoundStep

#: Opens a database, and makes its schema.
OPENER = """
import sys
from poseguide.storage.database import Database
Database(sys.argv[1], timeout_s=30.0).place
"""


def start_opener(url: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", OPENER, url],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_until_locked_out(connection: Connection, programs: int) -> None:
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    deadline = time.monotonic() + 60
    while connection.execute(waiting).scalar_one() < programs:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_programs_that_open_an_empty_schema_at_once_all_can(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    # Without a transaction, in which it would see one moment for ever.
    watcher = engine.execution_options(isolation_level="AUTOCOMMIT")
    with watcher.connect() as watching, engine.connect() as first:
        # The name is taken and given back: all of them have found nothing and are about to make it.
        first.execute(text("CREATE TABLE alembic_version (number INTEGER)"))
        openers = [start_opener(postgres_url) for _ in range(2)]
        wait_until_locked_out(watching, len(openers))
        first.rollback()
    engine.dispose()
    assert [opener.communicate()[1] for opener in openers] == [""] * 2
    assert [opener.returncode for opener in openers] == [0] * 2
    with closing(Store(postgres_url)) as store:
        assert store.sessions.load(store.sessions.begin(BEGINNING)).beginning == BEGINNING


def traces(folder: Path, *words: str) -> set[str]:
    """The files of a folder in which any of the words stands."""
    return {
        path.name
        for path in folder.iterdir()
        if path.is_file() and any(word.encode() in path.read_bytes() for word in words)
    }


@pytest.fixture
def careless() -> Iterator[None]:
    """SQLite as it is built by others: Debian's writes over what is deleted without being told."""

    def give_free(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA secure_delete=OFF")

    event.listen(Engine, "connect", give_free)
    yield
    event.remove(Engine, "connect", give_free)


@pytest.mark.usefixtures("careless")
def test_what_was_deleted_stands_in_no_file_while_the_program_runs(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'poseguide.db'}"
    with closing(Store(url)) as store:
        stays = store.sessions.begin(BEGINNING)
        store.sessions.write(stays, PROGRESS, [rep(1)])
        secret = "an exercise that nobody else may know of"
        gone = store.sessions.begin(
            replace(BEGINNING, exercise=secret, definition_sha256="ab" * 32)
        )
        # Enough for several pages, so that whole ones are given free.
        for number in range(1, 121):
            store.sessions.write(gone, PROGRESS, [rep(number, missing=f"only here {number}")])
        store.sessions.set_clip(gone, "private.mp4")
        words = (secret, gone, "ab" * 32, "only here", "private.mp4")
        assert "poseguide.db-wal" in traces(tmp_path, *words)

        store.sessions.delete(gone)

        assert traces(tmp_path, *words) == set()
        assert traces(tmp_path, stays) == {"poseguide.db"}
        assert store.sessions.load(stays).reps == (rep(1),)


@pytest.mark.usefixtures("careless")
def test_what_an_ended_plan_and_a_deleted_round_said_stands_in_no_file(tmp_path: Path) -> None:
    with closing(Store(f"sqlite:///{tmp_path / 'poseguide.db'}")) as store:
        # Longer than a page, so that it has pages of its own.
        secret = Text(en="after the operation on the hip " * 200, da="efter hoften")
        steps = (ProgrammeStep(exercise="squat"),)
        own = Programme(
            id="own", name=secret, purpose=secret, source=secret, times=("08:00",), steps=steps
        )
        plan = store.plans.add(None, own, ("mon",), ("08:00",), own=True)
        names = Text(en="Hip", da="Hoften efter operationen")
        new = NewRound(None, plan.id, "own", names, (RoundStep("squat", Goal(5, None)),), None)
        first, second = store.rounds.begin(new), store.rounds.begin(new)
        words = ("after the operation", "efter hoften", "Hoften efter operationen", plan.id)
        assert "poseguide.db-wal" in traces(tmp_path, *words)

        store.rounds.delete(first.id)
        store.rounds.delete_if_empty(second.id)
        store.plans.end(plan.id)

        assert traces(tmp_path, *words, first.id, second.id) == set()


def test_a_log_that_another_program_reads_is_left_and_said(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'poseguide.db'}"
    with closing(Store(url, timeout_s=0.1)) as store, closing(Database(url, 0.1)) as database:
        session_id = store.sessions.begin(BEGINNING)
        with closing(Store(url)) as other, other._database.reading() as reading:
            reading.connection().exec_driver_sql("SELECT * FROM session").all()
            store.sessions.delete(session_id)
            assert not database.forget()
        assert database.forget()
        assert traces(tmp_path, session_id) == set()


def test_a_server_keeps_its_own_files(postgres_url: str) -> None:
    with closing(Database(postgres_url, 5.0)) as database:
        assert database.forget()
