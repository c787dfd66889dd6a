"""Files appear whole or not at all, and what cannot be written is refused in a sentence."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from support.clips import names_in

from poseguide.core.errors import OutputError
from poseguide.core.files import check_writable, made_folder, replacing, write_text


def test_a_text_is_written_as_it_is(tmp_path: Path) -> None:
    write_text(tmp_path / "a.csv", "æøå\r\n")
    assert (tmp_path / "a.csv").read_bytes() == "æøå\r\n".encode()
    assert names_in(tmp_path) == ["a.csv"]


def test_a_file_that_was_there_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("old, and longer")
    write_text(path, "new")
    assert path.read_text() == "new"


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("old")

    def write_half() -> None:
        with replacing(path) as draft:
            draft.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_half()
    assert path.read_text() == "old"
    assert names_in(tmp_path) == ["a.json"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to("real.json")
    write_text(tmp_path / "link.json", "new")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_text() == "new"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("missing/a.json", "there is no folder"),
        ("folder", "is a folder"),
        ("fifo", "not an ordinary file"),
        ("x" * 300, "cannot be written"),
    ],
)
def test_what_cannot_be_written_is_refused_before(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "fifo")
    before = set(tmp_path.iterdir())
    with pytest.raises(OutputError, match=says) as caught:
        check_writable(tmp_path / name)
    assert caught.value.path == tmp_path / name
    assert set(tmp_path.iterdir()) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_write_protected_place_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.touch(mode=0o444)
    with pytest.raises(OutputError, match="write-protected"):
        check_writable(path)
    tmp_path.chmod(0o555)
    with pytest.raises(OutputError, match="cannot be written"):
        check_writable(tmp_path / "b.json")


def test_checking_leaves_nothing(tmp_path: Path) -> None:
    check_writable(tmp_path / "a.json")
    assert names_in(tmp_path) == []


def test_a_folder_made_for_nothing_goes_again(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), made_folder(tmp_path / "out"):
        raise RuntimeError
    assert names_in(tmp_path) == []


def test_a_folder_with_something_in_it_stays(tmp_path: Path) -> None:
    with made_folder(tmp_path / "out") as folder:
        write_text(folder / "a.json", "{}")
    with pytest.raises(RuntimeError), made_folder(tmp_path / "out"):
        raise RuntimeError
    assert (tmp_path / "out" / "a.json").is_file()


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(OutputError, match="cannot be written"), made_folder(tmp_path / "out"):
        pass


def hold(monkeypatch: pytest.MonkeyPatch, times: int) -> list[float]:
    """Has Windows refuse so often to replace a file; the seconds that are waited in between."""
    refused = [PermissionError(13, "The process cannot access the file")] * times
    waited_s: list[float] = []
    usual = Path.replace

    def replace(draft: Path, target: Path) -> Path:
        if refused:
            raise refused.pop()
        return usual(draft, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(time, "sleep", waited_s.append)
    return waited_s


def test_a_file_that_another_program_holds_for_a_moment_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "found.json"
    path.write_text("old", encoding="utf-8")
    waited_s = hold(monkeypatch, 2)
    write_text(path, "new")
    assert path.read_text(encoding="utf-8") == "new"
    assert len(waited_s) == 2


def test_a_file_that_another_program_keeps_stays_as_it_was_and_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "found.json"
    path.write_text("old", encoding="utf-8")
    waited_s = hold(monkeypatch, 100)
    with pytest.raises(OutputError, match="cannot access"):
        write_text(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]
    assert sum(waited_s) < 1
