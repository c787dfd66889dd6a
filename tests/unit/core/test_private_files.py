"""What is kept of a person's health is closed to everybody else on the computer."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from support.archives import clip, poses, session
from support.filming import filmed, grey

from poseguide.analysis.batch.results import results_in
from poseguide.core.files import private_folder, write_text
from poseguide.storage.archive import export_all, import_all
from poseguide.storage.folders import clips_folder, data_folder, poses_file
from poseguide.storage.store import Store

pytestmark = pytest.mark.skipif(os.name != "posix", reason="these are the rights of POSIX systems")


@pytest.fixture(autouse=True)
def open_to_all() -> Iterator[None]:
    """What is made without further words may be read and written by everybody."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that is not there yet."""
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "mine" / "data"))
    return tmp_path / "mine" / "data"


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def open_things(folder: Path) -> list[str]:
    """What in a folder, and of itself, somebody else has a right to."""
    return [
        f"{path} {rights(path):o}" for path in (folder, *folder.rglob("*")) if rights(path) & 0o077
    ]


def filled(store: Store) -> None:
    """Keeps a session with its poses and a clip, and one's own film."""
    store.sessions.save(session("a", clip="me.mp4"), poses())
    clip_path = clips_folder() / "me.mp4"
    filmed(clip_path, [grey(0.0), grey(0.1)]).close()


def test_all_that_is_kept_is_closed_to_others(data: Path) -> None:
    with closing(Store()) as store:
        filled(store)
        beside = {path.name for path in data.iterdir()}
        assert {"poseguide.db", "poseguide.db-wal", "poseguide.db-shm"} <= beside
        assert open_things(data) == []
        assert rights(data) == rights(clips_folder()) == 0o700
        assert rights(data / "poseguide.db") == rights(poses_file("a" * 32)) == 0o600


def test_what_was_open_is_closed_when_it_is_used(data: Path) -> None:
    with closing(Store()) as store:
        filled(store)
        (data / "notes.txt").touch()
        for path in data.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        data.chmod(0o755)
    with closing(Store()) as store:
        assert len(store.history.all()) == 1
        clips_folder()
        poses_file("a" * 32)
        # What is not ours, in a folder that somebody named, is theirs; nobody gets there any more.
        assert open_things(data) == [f"{data / 'notes.txt'} 644"]


def test_what_is_imported_is_closed_to_others(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported = BytesIO()
    with closing(Store()) as store:
        store.sessions.save(session("a", clip="me.mp4"), poses())
        clip("me.mp4")
        export_all(store, exported)
    there = tmp_path / "there"
    monkeypatch.setenv("POSEGUIDE_DATA", str(there))
    with closing(Store()) as store:
        import_all(store, exported)
        assert {path.name for path in there.rglob("*.*")} >= {"me.mp4", f"{'a' * 32}.npz"}
        assert open_things(there) == []


def test_a_database_in_another_place_is_closed_to_others(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    with closing(Store(f"sqlite:///{shared / 'x.db'}")) as store:
        store.history.all()
        assert open_things(shared) == [f"{shared} 777"]


def test_a_folder_that_all_share_stays_as_it_is(tmp_path: Path) -> None:
    for mode in (0o1777, 0o500):
        folder = tmp_path / f"{mode:o}"
        folder.mkdir()
        folder.chmod(mode)
        private_folder(folder)
        assert rights(folder) == mode


def test_a_folder_reached_by_a_link_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "link"))
    data_folder()
    assert rights(tmp_path / "real") == 0o700


def test_what_a_batch_knows_is_closed_and_its_results_are_as_the_person_has_files(
    tmp_path: Path,
) -> None:
    with results_in(tmp_path, [], resume=False) as results:
        results.write_table("summary.csv", "file\n")
    assert rights(tmp_path / ".poseguide-batch") == 0o700
    assert rights(tmp_path / "summary.csv") == 0o666


def test_a_file_that_a_person_asked_for_has_the_rights_of_all_their_files(tmp_path: Path) -> None:
    write_text(tmp_path / "report.json", "{}")
    assert rights(tmp_path / "report.json") == 0o666
