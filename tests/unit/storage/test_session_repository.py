import math
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Thread

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, create_engine, event, text
from support.places import TESTS
from support.stored import BEGINNING, PROGRESS, UNSEEN, rep

from poseguide.core.errors import PoseGuideError, StoreError
from poseguide.core.records import Counts, Finding, Source
from poseguide.storage.folders import clips_folder, data_folder
from poseguide.storage.store import Store
from poseguide.storage.tables import Base
from poseguide.training.goal import Goal
from poseguide.training.session import SessionProgress

SERIES = Finding("hurried", "ok", 1.0 / 7.0, 1.5, "ratio", "minor")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'poseguide.db'}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    store = Store(url)
    yield store
    store.close()


def rows(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(count)


def file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def folder_bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# What is stored comes back.


def test_a_session_comes_back_exactly(store: Store) -> None:
    before = datetime.now(UTC)
    session_id = store.sessions.begin(BEGINNING)
    close = Finding("too_high", "close", 184.4, 185.0, "deg", "major", 1.2)
    reps = (
        rep(1, findings=(close, UNSEEN)),
        rep(2, side="right", missing="top", parts=3, findings=()),
        rep(3, side="both", range=math.nan, phases=()),
    )
    store.sessions.write(session_id, PROGRESS, reps[:2])
    store.sessions.end(session_id, PROGRESS, "dose", reps[2:], (SERIES, UNSEEN))
    store.annotations.set_pain(session_id, 0)
    store.sessions.set_clip(session_id, "clip.mp4")

    stored = store.sessions.load(session_id)

    assert len(session_id) == 32
    assert stored.id == session_id
    assert stored.beginning == BEGINNING
    assert stored.progress == PROGRESS
    assert stored.reps == reps
    assert stored.series == (SERIES, UNSEEN)
    assert (stored.state, stored.end) == ("ended", "dose")
    assert (stored.pain_after, stored.clip) == (0, "clip.mp4")
    assert stored.touched_at.tzinfo is UTC
    assert before <= stored.touched_at <= datetime.now(UTC)


def test_a_session_without_a_camera_comes_back_exactly(store: Store) -> None:
    paced = replace(BEGINNING, sides=None, source="timer", goal=Goal(None, None), language="en")
    session_id = store.sessions.begin(paced)
    assert store.sessions.load(session_id).beginning == paced
    assert store.sessions.load(session_id).progress == SessionProgress()


def test_a_start_in_another_zone_is_the_same_moment_in_utc(store: Store) -> None:
    summer = datetime(2026, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=2)))
    started_at = store.sessions.load(
        store.sessions.begin(replace(BEGINNING, started_at=summer))
    ).beginning.started_at
    assert started_at == summer
    assert started_at.utcoffset() == timedelta(0)


def test_a_start_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="zone"):
        store.sessions.begin(replace(BEGINNING, started_at=datetime(2026, 7, 1)))
    assert store.history.all() == []


def test_a_repetition_written_again_replaces_the_old_one(store: Store) -> None:
    session_id = store.sessions.begin(BEGINNING)
    store.sessions.write(session_id, PROGRESS, [rep(1), rep(2)])
    better = rep(2, findings=(SERIES,))
    store.sessions.write(session_id, PROGRESS, [better, rep(3)])
    assert store.sessions.load(session_id).reps == (rep(1), better, rep(3))


def test_an_interrupted_session_goes_on(store: Store) -> None:
    session_id = store.sessions.begin(BEGINNING)
    store.sessions.end(session_id, PROGRESS, "interrupted", [rep(1)], [SERIES])
    store.sessions.resume(session_id)
    assert [session.id for session in store.history.running()] == [session_id]
    assert store.sessions.load(session_id).series == ()
    further = replace(PROGRESS, seconds=90.0)
    store.sessions.end(session_id, further, "stopped", [rep(2)], [UNSEEN])

    stored = store.sessions.load(session_id)
    assert store.history.running() == []
    assert (stored.end, stored.progress) == ("stopped", further)
    assert (stored.reps, stored.series) == ((rep(1), rep(2)), (UNSEEN,))


def test_sessions_come_newest_first(store: Store) -> None:
    days = [BEGINNING.started_at + timedelta(days=day) for day in (1, 3, 2)]
    first, third, second = (
        store.sessions.begin(replace(BEGINNING, started_at=day)) for day in days
    )
    store.sessions.write(first, PROGRESS, [rep(1)])
    store.sessions.write(second, PROGRESS, [rep(1), rep(2)])
    store.sessions.end(second, PROGRESS, "nobody", (), [SERIES])

    assert [session.id for session in store.history.all()] == [third, second, first]
    assert [session.id for session in store.history.running()] == [third, first]
    assert store.history.all() == [
        store.sessions.load(third),
        store.sessions.load(second),
        store.sessions.load(first),
    ]


def test_a_process_that_lost_a_session_to_another_one_does_not_take_it_back(store: Store) -> None:
    session_id = store.sessions.begin(BEGINNING)
    store.sessions.write(session_id, replace(PROGRESS, seconds=10.0, paced=3), [rep(1)])
    store.sessions.resume(session_id)  # by another process, which goes on
    later = replace(PROGRESS, seconds=20.0, paced=5)
    store.sessions.write(session_id, later, [rep(2)])
    touched_at = store.sessions.load(session_id).touched_at
    late = replace(PROGRESS, seconds=10.2, paced=3)
    store.sessions.write(session_id, late, [rep(2, missing="only here")])
    session = store.sessions.load(session_id)
    assert (session.progress, session.reps) == (later, (rep(1), rep(2)))
    assert session.touched_at == touched_at  # it is no sign of life either
    store.sessions.end(session_id, late, "interrupted")
    ended = store.sessions.load(session_id)
    assert (ended.progress, ended.end) == (later, "interrupted")


def test_a_deleted_session_is_gone_and_the_others_stay(store: Store) -> None:
    gone, stays = store.sessions.begin(BEGINNING), store.sessions.begin(BEGINNING)
    for session_id in (gone, stays):
        store.sessions.end(session_id, PROGRESS, "dose", [rep(1), rep(2)], [SERIES])
    store.sessions.delete(gone)
    with pytest.raises(StoreError, match="no session"):
        store.sessions.load(gone)
    assert [session.id for session in store.history.all()] == [stays]
    assert store.sessions.load(stays).reps == (rep(1), rep(2))


def test_a_session_whose_clip_another_program_holds_stays_and_can_be_deleted_later(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where what is being played cannot be deleted."""
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path))
    session_id = store.sessions.begin(BEGINNING)
    clip = clips_folder() / "mine.mp4"
    clip.write_bytes(b"a film")
    store.sessions.set_clip(session_id, clip.name)

    def refused(path: Path, missing_ok: bool) -> None:
        raise PermissionError(13, "The process cannot access the file")

    with monkeypatch.context() as windows:
        windows.setattr(Path, "unlink", refused)
        windows.setattr(time, "sleep", lambda seconds: None)
        with pytest.raises(StoreError, match="cannot be deleted"):
            store.sessions.delete(session_id)
    assert store.sessions.load(session_id).clip == clip.name
    store.sessions.delete(session_id)
    assert not clip.exists()
    assert store.history.all() == []


def test_deleting_leaves_no_row_behind(sqlite_url: str) -> None:
    with closing(Store(sqlite_url)) as store:
        session_id = store.sessions.begin(BEGINNING)
        store.sessions.end(session_id, PROGRESS, "dose", [rep(1)], [SERIES])
        assert rows(file_of(sqlite_url), "finding") == 3
        store.sessions.delete(session_id)
    for table in ("session", "repetition", "finding"):
        assert rows(file_of(sqlite_url), table) == 0


def test_what_asks_for_a_session_that_is_not_there_is_refused(store: Store) -> None:
    for call in (
        lambda: store.sessions.load("none"),
        lambda: store.sessions.write("none", PROGRESS, [rep(1)]),
        lambda: store.sessions.end("none", PROGRESS, "dose"),
        lambda: store.sessions.resume("none"),
        lambda: store.annotations.set_pain("none", 3),
        lambda: store.sessions.set_clip("none", None),
        lambda: store.sessions.delete("none"),
    ):
        with pytest.raises(StoreError, match="no session none"):
            call()


@pytest.mark.parametrize("pain", [-1, 11])
def test_pain_is_a_number_from_0_to_10(store: Store, pain: int) -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        store.annotations.set_pain(store.sessions.begin(BEGINNING), pain)


def test_pain_and_clip_can_be_taken_back(store: Store) -> None:
    session_id = store.sessions.begin(BEGINNING)
    store.annotations.set_pain(session_id, 10)
    store.annotations.set_pain(session_id, None)
    store.sessions.set_clip(session_id, "clip.mp4")
    store.sessions.set_clip(session_id, None)
    assert (store.sessions.load(session_id).pain_after, store.sessions.load(session_id).clip) == (
        None,
        None,
    )


@pytest.mark.parametrize("name", ["", "..", "../clip.mp4", "/clip.mp4", "a/clip.mp4"])
def test_a_clip_is_never_a_path(store: Store, name: str) -> None:
    with pytest.raises(ValueError, match="name of a file"):
        store.sessions.set_clip(store.sessions.begin(BEGINNING), name)


def test_a_stored_session_is_a_session_as_any_other(store: Store) -> None:
    session_id = store.sessions.begin(BEGINNING)
    reps = (rep(1), rep(2, side="right"), rep(3, missing="top"))
    store.sessions.end(session_id, PROGRESS, "dose", reps, [SERIES])

    session = store.sessions.load(session_id).session()

    assert session.counts == Counts(complete=2, incomplete=1, left=1, right=1)
    assert session.source == Source("", PROGRESS.seconds, 1800, 1280, 720)
    assert (session.seen_share, session.measured_share) == (1500 / 1800, 1200 / 1500)
    assert session.cadence_per_min == 60 * 2 / (reps[1].end_s - reps[0].start_s)
    assert (session.hold_s, session.self_paced) == (12.1, False)
    assert (session.reps, session.series) == (reps, (SERIES,))
    store.sessions.write(session_id, replace(PROGRESS, measured=100))
    store.sessions.set_clip(session_id, "clip.mp4")
    unmeasured = store.sessions.load(session_id).session()
    assert unmeasured.self_paced
    assert unmeasured.source.file == "clip.mp4"


def test_a_session_that_has_only_begun_is_one_without_repetitions(store: Store) -> None:
    session = store.sessions.load(store.sessions.begin(replace(BEGINNING, sides=None))).session()
    assert session.counts == Counts()
    assert (session.sides, session.seen_share, session.measured_share) == ("both", 0.0, 0.0)


# Where it is, and how it is made.


def test_the_usual_place_is_a_file_in_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "Åses øvelser æ 100% #1?"
    monkeypatch.setenv("POSEGUIDE_DATA", str(folder))
    monkeypatch.delenv("POSEGUIDE_DATABASE_URL", raising=False)
    with closing(Store()) as store:
        assert not folder.exists()
        session_id = store.sessions.begin(replace(BEGINNING, exercise="bækken_løft_å"))
    assert (folder / "poseguide.db").is_file()
    assert data_folder() == folder
    assert clips_folder() == folder / "clips"
    assert clips_folder().is_dir()
    with closing(Store()) as store:
        assert store.sessions.load(session_id).beginning.exercise == "bækken_løft_å"


def test_another_database_may_be_named(
    tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "unused"))
    monkeypatch.setenv("POSEGUIDE_DATABASE_URL", sqlite_url)
    with closing(Store()) as store:
        store.sessions.begin(BEGINNING)
    assert rows(file_of(sqlite_url), "session") == 1
    assert not (tmp_path / "unused").exists()


def test_the_scripts_make_the_tables_that_the_program_uses(url: str) -> None:
    with closing(Store(url)) as store:
        assert store.history.all() == []
    engine = create_engine(url)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    engine.dispose()
    if url.startswith("sqlite"):
        # SQLAlchemy does not see what happens on deletion where a column was added to a table.
        added = {"person.id", "round.id"}
        differences = [d for d in differences if d[1].elements[0].target_fullname not in added]
    assert differences == []


def test_making_and_upgrading_says_nothing(
    sqlite_url: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with closing(Store(sqlite_url)) as store:
        store.sessions.begin(BEGINNING)
    assert capfd.readouterr() == ("", "")


def test_an_empty_file_becomes_a_database(sqlite_url: str) -> None:
    file_of(sqlite_url).touch()
    with closing(Store(sqlite_url)) as store:
        assert store.history.all() == []


def test_a_closed_store_opens_again(sqlite_url: str) -> None:
    with closing(Store(sqlite_url)) as store:
        session_id = store.sessions.begin(BEGINNING)
        store.close()
        assert store.sessions.load(session_id).id == session_id


# Many at once.


def test_threads_write_and_read_one_store_from_its_first_use(store: Store) -> None:
    failures: list[Exception] = []

    def exercise() -> None:
        try:
            session_id = store.sessions.begin(BEGINNING)
            for number in range(1, 11):
                store.sessions.write(session_id, replace(PROGRESS, paced=number), [rep(number)])
                assert store.sessions.load(session_id).progress.paced == number
                store.history.all()
        except Exception as error:
            failures.append(error)

    threads = [Thread(target=exercise) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [len(session.reps) for session in store.history.all()] == [10] * 4


#: Writes sessions without end, and prints the id, then each number once it is stored.
WRITER = """
import sys
from support.stored import BEGINNING, PROGRESS, rep
from poseguide.storage.store import Store
store = Store(sys.argv[1])
session_id = store.sessions.begin(BEGINNING)
print(session_id, flush=True)
for number in range(1, int(sys.argv[2]) + 1):
    store.sessions.write(session_id, PROGRESS, [rep(number)])
    print(number, flush=True)
"""


def start_writer(url: str, repetitions: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, url, str(repetitions)],
        cwd=TESTS,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_programs_make_and_write_one_file(sqlite_url: str) -> None:
    writers = [start_writer(sqlite_url, 40) for _ in range(2)]
    ids = {writer.communicate()[0].split()[0] for writer in writers}
    assert [writer.returncode for writer in writers] == [0, 0]
    with closing(Store(sqlite_url)) as store:
        assert {session.id: len(session.reps) for session in store.history.all()} == dict.fromkeys(
            ids, 40
        )


def test_a_killed_program_loses_nothing_that_was_written(sqlite_url: str) -> None:
    with start_writer(sqlite_url, 10**9) as writer:
        assert writer.stdout is not None
        session_id = writer.stdout.readline().strip()
        time.sleep(0.5)
        writer.send_signal(signal.SIGKILL)
        written = [int(line) for line in writer.stdout.read().splitlines()]
    assert writer.returncode == -signal.SIGKILL
    with closing(Store(sqlite_url)) as store:
        (running,) = store.history.running()
        assert running.id == session_id
        assert [rep.number for rep in running.reps][: len(written)] == written
        assert len(running.reps) - len(written) <= 1
        assert running.reps[-1] == rep(len(running.reps))
        store.sessions.end(session_id, PROGRESS, "interrupted")
    with closing(sqlite3.connect(file_of(sqlite_url))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_write_takes_a_small_part_of_a_frame(sqlite_url: str) -> None:
    with closing(Store(sqlite_url)) as store:
        session_id = store.sessions.begin(BEGINNING)
        took = []
        for number in range(1, 51):
            start = time.perf_counter()
            store.sessions.write(session_id, PROGRESS, [rep(number)])
            took.append(time.perf_counter() - start)
    # About 3 ms here; a machine under load is slower, a write that waits for the disk much slower.
    assert sorted(took)[len(took) // 2] < 0.03


# What cannot be used, and what is left as it was.


def test_the_error_is_one_of_the_family_and_names_the_place(sqlite_url: str) -> None:
    file_of(sqlite_url).write_bytes(b"no database " * 100)
    with closing(Store(sqlite_url)) as store, pytest.raises(PoseGuideError) as caught:
        store.history.all()
    assert isinstance(caught.value, StoreError)
    assert caught.value.place == str(file_of(sqlite_url))


@pytest.mark.parametrize(
    "content", [b"no database " * 1000, b"SQLite format 3\0" + b"\xff" * 5000, b"xy"]
)
def test_a_damaged_file_is_refused_and_left(sqlite_url: str, content: bytes) -> None:
    file = file_of(sqlite_url)
    file.write_bytes(content)
    with closing(Store(sqlite_url)) as store:
        for _ in range(2):
            with pytest.raises(StoreError, match=r"damaged.*copy"):
                store.sessions.begin(BEGINNING)
    assert folder_bytes(file.parent) == {file.name: content}


def test_a_file_of_which_half_is_missing_is_refused_and_left(sqlite_url: str) -> None:
    with closing(Store(sqlite_url)) as store:
        session_id = store.sessions.begin(BEGINNING)
        store.sessions.write(session_id, PROGRESS, [rep(number) for number in range(200)])
    file = file_of(sqlite_url)
    half = file.read_bytes()[: file.stat().st_size // 2]
    file.write_bytes(half)
    with closing(Store(sqlite_url)) as store, pytest.raises(StoreError, match="damaged"):
        store.sessions.load(session_id)
    assert folder_bytes(file.parent) == {file.name: half}


def test_a_database_of_something_else_is_refused_and_left(sqlite_url: str) -> None:
    with closing(sqlite3.connect(file_of(sqlite_url))) as connection:
        connection.execute("CREATE TABLE repetition (other TEXT)")
    with closing(Store(sqlite_url)) as store, pytest.raises(StoreError, match="no database of"):
        store.history.all()
    with closing(sqlite3.connect(file_of(sqlite_url))) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
    assert tables == [("repetition",)]


def make_newer(url: str) -> None:
    with closing(Store(url)) as store:
        store.sessions.begin(BEGINNING)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'of the future'"))
    engine.dispose()


def test_a_newer_schema_is_refused(url: str) -> None:
    make_newer(url)
    with closing(Store(url)) as store, pytest.raises(StoreError, match=r"newer.*Update PoseGuide"):
        store.history.all()


def test_a_file_of_a_newer_program_is_left_byte_for_byte(sqlite_url: str) -> None:
    make_newer(sqlite_url)
    folder = file_of(sqlite_url).parent
    before = folder_bytes(folder)
    with closing(Store(sqlite_url)) as store, pytest.raises(StoreError, match="newer"):
        store.sessions.begin(BEGINNING)
    assert folder_bytes(folder) == before


def test_a_newer_schema_that_stands_in_the_log_alone_is_seen(
    sqlite_url: str, tmp_path: Path
) -> None:
    make_newer(sqlite_url)
    file = file_of(sqlite_url)
    killed = tmp_path / "killed" / file.name
    killed.parent.mkdir()
    with closing(sqlite3.connect(file)) as connection:
        # As a program leaves it that was killed: the file and its log, copied while it is open.
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("UPDATE alembic_version SET version_num = 'of the future'")
        connection.commit()
        for path in (file, file.with_name(f"{file.name}-wal")):
            (killed.parent / path.name).write_bytes(path.read_bytes())
    before = folder_bytes(killed.parent)
    with closing(Store(f"sqlite:///{killed}")) as store, pytest.raises(StoreError, match="newer"):
        store.sessions.begin(BEGINNING)
    after = folder_bytes(killed.parent)
    assert {name: after[name] for name in before} == before


@pytest.mark.parametrize("made", [False, True])
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, made: bool) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    url = f"sqlite:///{folder / 'poseguide.db'}"
    if made:
        with closing(Store(url)) as store:
            store.sessions.begin(BEGINNING)
    before = folder_bytes(folder)
    folder.chmod(0o555)
    if os.access(folder, os.W_OK):
        pytest.skip("this user may write anywhere")
    try:
        with closing(Store(url)) as store, pytest.raises(StoreError, match="writable"):
            store.sessions.begin(BEGINNING)
    finally:
        folder.chmod(0o755)
    assert folder_bytes(folder) == before


def test_a_data_folder_that_cannot_be_made_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.delenv("POSEGUIDE_DATABASE_URL", raising=False)
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        monkeypatch.setenv("POSEGUIDE_DATA", str(folder))
        with closing(Store()) as store, pytest.raises(StoreError, match="POSEGUIDE_DATA") as caught:
            store.history.all()
        assert caught.value.place == str(folder)


def test_a_locked_database_is_waited_for_and_then_refused(sqlite_url: str) -> None:
    with closing(Store(sqlite_url)) as store:
        session_id = store.sessions.begin(BEGINNING)
        store.sessions.write(session_id, PROGRESS, [rep(1)])
    with closing(Store(sqlite_url, timeout_s=0.1)) as store:
        store.history.all()
        with closing(sqlite3.connect(file_of(sqlite_url), isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            start = time.perf_counter()
            with pytest.raises(StoreError, match="in use"):
                store.sessions.write(session_id, PROGRESS, [rep(2)])
            assert 0.1 <= time.perf_counter() - start < 2
            # Who only reads goes on.
            assert store.sessions.load(session_id).reps == (rep(1),)
            other.execute("ROLLBACK")
        store.sessions.write(session_id, PROGRESS, [rep(2)])
        assert store.sessions.load(session_id).reps == (rep(1), rep(2))


def test_a_database_that_is_locked_from_the_start_is_refused(sqlite_url: str) -> None:
    with closing(sqlite3.connect(file_of(sqlite_url), isolation_level=None)) as other:
        other.execute("CREATE TABLE note (words TEXT)")
        other.execute("BEGIN EXCLUSIVE")
        with closing(Store(sqlite_url, timeout_s=0.1)) as store:
            with pytest.raises(StoreError, match="in use"):
                store.history.all()
            other.execute("ROLLBACK")
            assert store.history.all() == []


def test_a_full_disk_loses_nothing_that_was_stored(sqlite_url: str) -> None:
    def fill(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count=60")

    event.listen(Engine, "connect", fill)
    try:
        with closing(Store(sqlite_url)) as store:
            session_id = store.sessions.begin(BEGINNING)
            number = 0
            error = None
            while error is None and number < 1000:
                number += 1
                try:
                    store.sessions.write(session_id, PROGRESS, [rep(number)])
                except StoreError as refusal:
                    error = refusal
            assert "disk is full" in str(error)
            assert number > 10
            assert store.sessions.load(session_id).reps == tuple(rep(n) for n in range(1, number))
    finally:
        event.remove(Engine, "connect", fill)
    with closing(Store(sqlite_url)) as store:
        store.sessions.write(session_id, PROGRESS, [rep(number)])
        assert len(store.sessions.load(session_id).reps) == number


@pytest.mark.parametrize("url", ["nonsense", "nothing://host/name", "postgresql://host:port/name"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with closing(Store(url)) as store, pytest.raises(StoreError, match="POSEGUIDE_DATABASE_URL"):
        store.history.all()


def test_a_server_that_does_not_answer_is_named_without_the_password() -> None:
    pytest.importorskip("psycopg")
    url = "postgresql+psycopg://me:secret@127.0.0.1:9/name"
    with closing(Store(url)) as store, pytest.raises(StoreError, match="reached") as caught:
        store.history.all()
    assert "secret" not in f"{caught.value} {caught.value.place}"
