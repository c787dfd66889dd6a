"""A PostgreSQL server that is stopped and started again in a session, or that never answers."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from support.live_store import FPS, Live, lifts, numbers_in
from support.places import ROOT
from support.postgres import POSTGRES

from poseguide.core.errors import StoreError
from poseguide.live.guidance import Guidance
from poseguide.storage.database import Database
from poseguide.storage.store import Store

ONE_S = len(lifts(1)) / FPS


class Server:
    """A PostgreSQL of its own, which may be stopped."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.url = self._run("start").strip()

    def stop(self) -> None:
        """As when the power fails."""
        self._run("stop")

    def again(self) -> None:
        self._run("again")

    def _run(self, what: str) -> str:
        script = ROOT / ".ci" / "postgres"
        # A server keeps a pipe open for as long as it runs.
        with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
            subprocess.run(["sh", script, what, self._folder], stdout=said, check=True)
            said.seek(0)
            return said.read()


@pytest.fixture
def server() -> Iterator[Server]:
    if not os.environ.get(POSTGRES) or not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        pytest.skip(f"{POSTGRES} names no PostgreSQL, or its programs are not installed here")
    # The path of a socket must be short, and the server runs as somebody else, who has to reach it.
    folder = Path(tempfile.mkdtemp(prefix="poseguide-pg.", dir="/tmp"))
    folder.chmod(0o711)
    server = Server(folder)
    yield server
    server.stop()
    shutil.rmtree(folder)


class TimedLive(Live):
    """Notes how long a frame is held up at most; the next comes when all is written."""

    longest_s = 0.0

    def take(self, guidance: Guidance) -> None:
        begun_s = time.monotonic()
        self.writer.take(guidance)
        self.longest_s = max(self.longest_s, time.monotonic() - begun_s)
        if self.writer._job is not None:
            self.writer._job.result()


def test_a_session_goes_on_without_its_server_and_is_stored_whole_when_that_is_back(
    server: Server,
) -> None:
    with closing(Store(server.url)) as store:
        live = TimedLive(store, 6)
        live.go(until="work")
        live.go(for_s=1.2 * ONE_S)
        (before,) = store.history.all()
        assert numbers_in(before) == live.numbers == [1]

        server.stop()
        live.longest_s = 0.0
        live.go(for_s=2 * ONE_S)
        assert live.numbers == [1, 2, 3]
        assert "reached" in str(live.writer.problem)
        assert live.longest_s < 3.5

        server.again()
        live.go(for_s=ONE_S)
        assert live.writer.problem is None
        (meanwhile,) = store.history.running()
        assert numbers_in(meanwhile) == live.numbers == [1, 2, 3, 4]
        live.go()
        live.stop()
        (after,) = store.history.all()
        assert (after.id, after.beginning) == (before.id, before.beginning)
        assert after.reps == tuple(live.guide.totals.reps)
        assert numbers_in(after)[:5] == [1, 2, 3, 4, 5]
        live.writer.close()


def test_a_session_that_begins_while_the_server_is_away_is_stored_when_it_is_back(
    server: Server,
) -> None:
    with closing(Store(server.url)) as store:
        store.open()
        server.stop()
        live = TimedLive(store, 3)
        live.go(for_s=1.5 * ONE_S)
        assert live.writer.session_id is None
        assert live.longest_s < 3.5
        server.again()
        live.go()
        live.stop()
        (session,) = store.history.all()
        assert numbers_in(session) == [1, 2, 3]
        live.writer.close()


def test_a_connection_from_before_a_restart_is_replaced_unseen(server: Server) -> None:
    with closing(Store(server.url)) as store:
        assert store.history.all() == []
        server.stop()
        server.again()
        assert store.history.all() == []


def test_a_server_that_never_answers_is_given_up() -> None:
    pytest.importorskip("psycopg")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        url = f"postgresql+psycopg://me@127.0.0.1:{port}/name?connect_timeout=1"
        begun_s = time.monotonic()
        with closing(Store(url)) as store, pytest.raises(StoreError, match="reached"):
            store.open()
        assert time.monotonic() - begun_s < 5


@pytest.mark.parametrize(("asked", "seconds"), [("", "5"), ("?connect_timeout=9", "9")])
def test_a_server_is_waited_for_as_long_as_its_address_says_else_for_five_seconds(
    asked: str, seconds: str
) -> None:
    pytest.importorskip("psycopg")
    url, engine = Database(f"postgresql+psycopg://me@host/name{asked}", 5.0)._engine()
    assert engine.url.query["connect_timeout"] == seconds
    assert url.render_as_string() == f"postgresql+psycopg://me@host/name{asked}"
