"""Files that are no videos are refused, whole ones are not; the boxes of an MP4 are read."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from support.videos import VARIABLE, corner_picture, make, refused

from poseguide.vision.container import most_samples
from poseguide.vision.video_reader import read_frames


def test_a_text_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Lift the pelvis five times.\n" * 50)
    refused(path)


@pytest.mark.parametrize(("ending", "codec"), [("png", "png"), ("jpg", "mjpeg")])
def test_a_photo_is_told(tmp_path: Path, ending: str, codec: str) -> None:
    from PIL import Image

    path = tmp_path / f"photo.{ending}"
    Image.fromarray(corner_picture()).save(path)
    refused(path)


def test_a_video_that_begins_late_in_its_own_time_is_whole(tmp_path: Path) -> None:
    path = make(tmp_path / "v.mkv", [time_s + 5.0 for time_s in VARIABLE])
    assert [frame.time_s for frame in read_frames(path)] == pytest.approx(VARIABLE, abs=0.0011)


def box(kind: bytes, content: bytes, *, wide: bool = False) -> bytes:
    if wide:  # ISO 14496-12: a length of eight bytes stands behind the kind
        return struct.pack(">I4sQ", 1, kind, 16 + len(content)) + content
    return struct.pack(">I4s", 8 + len(content), kind) + content


def table(count: int) -> bytes:
    return box(b"stsz", struct.pack(">III", 0, 1, count))


def movie(*tables: bytes, wide: bool = False) -> bytes:
    tracks = (
        box(b"trak", box(b"mdia", box(b"minf", box(b"stbl", each)), wide=wide)) for each in tables
    )
    return box(b"moov", b"".join(tracks))


def said(content: bytes) -> int:
    return most_samples(io.BytesIO(content), len(content))


@pytest.mark.parametrize("wide", [False, True])
def test_the_largest_table_of_all_tracks_counts(wide: bool) -> None:
    media = box(b"mdat", b"stsz" * 20, wide=wide)
    assert said(media + movie(table(75), table(9), wide=wide) + media) == 75


def test_the_runs_of_fragments_count_too() -> None:
    run = box(b"trun", struct.pack(">II", 0, 4000))
    assert said(movie(table(0)) + box(b"moof", box(b"traf", run))) == 4000


def test_a_box_to_the_end_of_the_file_and_one_that_is_longer_are_entered() -> None:
    inner = movie(table(75))[8:]
    assert said(struct.pack(">I4s", 0, b"moov") + inner) == 75
    assert said(struct.pack(">I4s", 0xFFFFFFFF, b"moov") + inner) == 75


@pytest.mark.parametrize(
    "content",
    [b"", b"RIFF\x10\0\0\0AVI ", b"\x1a\x45\xdf\xa3" * 50, b"\0\0\0\x04moov" * 9, b"\0" * 99],
)
def test_what_is_no_mp4_has_none(content: bytes) -> None:
    assert said(content) == 0
