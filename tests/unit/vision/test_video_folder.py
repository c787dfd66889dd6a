"""Which files of a folder are its videos, and what is made of their names."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path, PureWindowsPath

import pytest

from poseguide.core.errors import PoseGuideError, VideoError
from poseguide.vision.video_folder import result_name, sha256_of, shown, videos_in

HOSTILE = [
    "=cmd.mp4", "../x.mp4", "../../etc/passwd.mp4", "/etc/x.mp4", "..mp4", "-rf.mp4", "a\nb.mp4",
    "C:\\x.mp4", "CON.mp4", "æøå ÆØÅ.mp4", "😀.mp4", "\udcff\udcfe.mp4", "%2e%2e%2f.mp4",
    "l" * 250 + ".mp4", "å" * 125 + ".mp4", "d/" * 100 + "x.mp4", "\u202e4pm.mp4",
]  # fmt: skip


def made(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)


def found(folder: Path, out: Path | None = None) -> list[str]:
    return [path.as_posix() for path in videos_in(folder, out or folder / "none")]


def test_videos_are_found_in_all_sub_folders_in_the_order_of_their_paths(tmp_path: Path) -> None:
    made(tmp_path, "b/x.mp4", "a/deep/y.MOV", "z.webm", "n.mkv", "a.avi", "p.m4v", "notes.txt", "j")
    assert found(tmp_path) == ["a/deep/y.MOV", "a.avi", "b/x.mp4", "n.mkv", "p.m4v", "z.webm"]


def test_hidden_files_and_the_results_are_passed_over(tmp_path: Path) -> None:
    made(tmp_path, "x.mp4", "._x.mp4", ".trash/y.mp4", "out/kept.mp4", "in/out/z.mp4")
    assert found(tmp_path, tmp_path / "out") == ["in/out/z.mp4", "x.mp4"]


def test_links_to_files_are_videos_and_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    made(outside, "x.mp4", "more/y.mp4")
    made(inside, "own.mp4")
    (inside / "link.mp4").symlink_to(outside / "x.mp4")
    (inside / "folder.mp4").symlink_to(outside)
    (inside / "more").symlink_to(outside / "more")
    (inside / "round").symlink_to(inside)
    (inside / "gone.mp4").symlink_to(outside / "gone.mp4")
    assert found(inside) == ["gone.mp4", "link.mp4", "own.mp4"]
    with pytest.raises(VideoError, match="leads nowhere"):
        sha256_of(inside / "gone.mp4")


def test_what_would_block_a_reader_is_no_video(tmp_path: Path) -> None:
    made(tmp_path, "x.mp4")
    os.mkfifo(tmp_path / "pipe.mp4")
    assert found(tmp_path) == ["x.mp4"]


def test_no_folder_no_video_and_a_file_are_told_apart(tmp_path: Path) -> None:
    made(tmp_path, "a/notes.txt")
    for folder, said in (
        (tmp_path / "gone", "is not a folder that exists"),
        (tmp_path / "a" / "notes.txt", "is a file"),
        (tmp_path / "a", "no video in"),
    ):
        with pytest.raises(PoseGuideError, match=said):
            videos_in(folder, tmp_path / "out")
    with pytest.raises(PoseGuideError, match="another folder for the results"):
        videos_in(tmp_path, tmp_path / "a" / "..")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_from_outside_makes_one_plain_file_name(name: str, tmp_path: Path) -> None:
    made_of = result_name(Path(name))
    assert re.fullmatch(r"[\w-]*-[0-9a-f]{12}\.json", made_of)
    (tmp_path / made_of).write_text("")  # the file system takes it
    assert [path.name for path in tmp_path.iterdir()] == [made_of]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_from_outside_can_be_printed_and_stored(name: str) -> None:
    text = shown(Path(name))
    assert text.encode("utf-8").decode() == text
    assert text.isprintable()


def test_names_with_letters_of_any_language_are_shown_as_they_are() -> None:
    assert shown(Path("a b/æøå 日本.mp4")) == "a b/æøå 日本.mp4"


def test_no_two_videos_have_one_name() -> None:
    names = [
        "x.mp4", "x.mov", "X.mp4", "a/x.mp4", "b/x.mp4", "a_x.mp4", "a x.mp4", "a-x.mp4", "ax.mp4",
        "a/x_mp4", unicodedata.normalize("NFC", "å.mp4"), unicodedata.normalize("NFD", "å.mp4"),
        "l" * 200 + "1.mp4", "l" * 200 + "2.mp4",
    ]  # fmt: skip
    made_of = {unicodedata.normalize("NFC", result_name(Path(name))).casefold() for name in names}
    assert len(made_of) == len(names)


def test_a_video_has_results_of_the_same_name_on_windows() -> None:
    there = result_name(PureWindowsPath("Dag 1\\løft.mp4"))  # type: ignore[arg-type]
    assert there == result_name(Path("Dag 1/løft.mp4"))
