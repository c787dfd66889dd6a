"""Pictures one by one: JPEG and what is none, a device, moments, and a file played as a camera."""

from __future__ import annotations

import io
import random
import struct
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from support.clips import no_frames

from poseguide.core.errors import CameraError, VideoError
from poseguide.core.records import Frame
from poseguide.vision import camera
from poseguide.vision.camera import decode_jpeg, play, read_camera
from poseguide.vision.video_reader import read_frames
from poseguide.vision.video_writer import OwnClip

RED, BLUE, GREY = (220, 30, 20), (20, 40, 210), (128, 128, 128)
TIMES_S = [0.0, 0.05, 0.12, 0.2]


class Clock:
    """A clock that moves only when somebody sleeps, in the place of the module `time`."""

    def __init__(self) -> None:
        self.now_s = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now_s += seconds


class Device:
    """Gives its pictures, BGR as OpenCV has them, and then none."""

    def __init__(self, pictures: list[np.ndarray], opened: bool = True) -> None:
        self._pictures, self._opened = list(pictures), opened
        self.released = 0

    def isOpened(self) -> bool:  # noqa: N802
        return self._opened

    def read(self) -> tuple[bool, np.ndarray | None]:
        return (True, self._pictures.pop(0)) if self._pictures else (False, None)

    def release(self) -> None:
        self.released += 1


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(camera, "time", clock)
    return clock


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four frames of their own greys at uneven times."""
    path = tmp_path_factory.mktemp("camera") / "clip.mp4"
    written = OwnClip(path)
    for number, time_s in enumerate(TIMES_S):
        written.add(Frame(time_s, np.full((48, 64, 3), 60 * number + 20, np.uint8)))
    written.close()
    return path


def two_colours(left: tuple[int, ...] = RED, right: tuple[int, ...] = BLUE) -> np.ndarray:
    picture = np.empty((48, 64, 3), np.uint8)
    picture[:, :32], picture[:, 32:] = left, right
    return picture


def encoded(picture: np.ndarray, kind: str = "JPEG", mode: str = "RGB", **options: bool) -> bytes:
    out = io.BytesIO()
    quality = {"quality": 95, **options} if kind == "JPEG" else {}
    Image.fromarray(picture).convert(mode).save(out, kind, **quality)
    return out.getvalue()


def claiming(width: int, height: int) -> bytes:
    """The header of a JPEG that says it is of this size, and no more."""
    data = encoded(two_colours())
    at = data.index(b"\xff\xc0") + 5
    patched = data[:at] + struct.pack(">HH", height, width) + data[at + 4 :]
    return patched[: patched.index(b"\xff\xda") + 14]


# --- JPEG -------------------------------------------------------------------------------------


def test_a_jpeg_comes_back_in_its_shape_and_its_colours() -> None:
    picture = decode_jpeg(encoded(two_colours()))
    assert (picture.shape, picture.dtype) == ((48, 64, 3), np.uint8)
    assert picture[24, 8].astype(int) == pytest.approx(RED, abs=6)
    assert picture[24, 56].astype(int) == pytest.approx(BLUE, abs=6)


def test_a_grey_jpeg_is_made_rgb() -> None:
    picture = decode_jpeg(encoded(two_colours(GREY, (250, 250, 250)), mode="L"))
    assert picture.shape == (48, 64, 3)
    assert picture[24, 8].astype(int) == pytest.approx(GREY, abs=6)
    assert picture[24, 56].astype(int) == pytest.approx((250, 250, 250), abs=6)


@pytest.mark.parametrize("data", [b"", b"\0", b"\0" * 4096, b"<html>", b"\xff\xd8\xff\xe0"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(CameraError, match="not a whole JPEG"):
        decode_jpeg(data)


@pytest.mark.parametrize("kind", ["PNG", "BMP", "GIF", "WEBP", "TIFF"])
def test_other_kinds_of_pictures_are_refused(kind: str) -> None:
    with pytest.raises(CameraError, match="not a whole JPEG"):
        decode_jpeg(encoded(two_colours(), kind))


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9])
def test_a_picture_that_was_cut_off_is_refused(share: float) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (48, 64, 3), dtype=np.uint8)
    data = encoded(noise)
    with pytest.raises(CameraError, match="not a whole JPEG"):
        decode_jpeg(data[: round(share * len(data))])


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(
    ("size", "why"),
    [
        ((1281, 8), "too large"),
        ((8, 1281), "too large"),
        ((961, 961), "too large"),
        ((65_500, 65_500), "too large"),
        ((0, 48), "not a whole JPEG"),
    ],
)
def test_a_picture_that_claims_to_be_huge_is_refused_by_its_header(
    size: tuple[int, int], why: str
) -> None:
    with pytest.raises(CameraError, match=why):
        decode_jpeg(claiming(*size))


@pytest.mark.parametrize("size", [(960, 1280), (1280, 960)])
def test_the_largest_picture_is_taken(size: tuple[int, int]) -> None:
    assert decode_jpeg(encoded(np.zeros((*size, 3), np.uint8))).shape == (*size, 3)


def scans_again(data: bytes, times: int) -> bytes:
    """A JPEG whose scans follow themselves so many times, as no browser makes it."""
    scans = data[data.index(b"\xff\xda") : -2]
    return data[:-2] + scans * times + data[-2:]


@pytest.mark.parametrize("kind", ["progressive", "scans", "first component alone"])
def test_a_jpeg_that_keeps_a_decoder_busy_is_refused_before_it_is_decoded(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Image, "open", None)
    data = encoded(two_colours(), progressive=kind == "progressive")
    if kind == "first component alone":
        at = data.index(b"\xff\xda") + 2
        data = data[:at] + bytes([0, 8, 1, 1, 0, 0, 63, 0]) + data[at + 12 :]
    with pytest.raises(CameraError, match="baseline" if kind == "progressive" else "whole"):
        decode_jpeg(scans_again(data, 20_000))


def test_spoilt_bytes_give_a_picture_or_are_refused() -> None:
    data, chance = encoded(two_colours()), random.Random(3)
    refused = 0
    for _ in range(1500):
        spoilt = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        try:
            assert decode_jpeg(bytes(spoilt)).ndim == 3
        except CameraError:
            refused += 1
    assert 0 < refused < 1500


# --- a device, and moments --------------------------------------------------------------------


def test_a_camera_that_is_not_there_is_told() -> None:
    with pytest.raises(CameraError, match=r"Camera 97 cannot be opened.*--camera"):
        next(read_camera(97))


def test_a_camera_that_cannot_be_opened_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    device = Device([two_colours()], opened=False)
    monkeypatch.setattr(cv2, "VideoCapture", lambda number: device)
    with pytest.raises(CameraError):
        next(read_camera(0))
    assert device.released == 1


def test_a_camera_gives_rgb_with_the_time_of_each_picture_until_it_is_unplugged(
    monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    bgr = np.ascontiguousarray(two_colours()[:, :, ::-1])
    device = Device([bgr] * 3)
    monkeypatch.setattr(cv2, "VideoCapture", lambda number: device)
    given, frames = read_camera(0), []
    for _ in range(3):
        frames.append(next(given))
        clock.now_s += 0.25
    with pytest.raises(CameraError, match="Camera 0 gives no more pictures"):
        next(given)
    assert [frame.time_s for frame in frames] == [0.0, 0.25, 0.5]
    assert np.array_equal(frames[0].image, two_colours())
    assert frames[0].image.dtype == np.uint8
    assert device.released == 1


def test_a_camera_that_is_not_wanted_any_more_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    device = Device([two_colours()] * 9)
    monkeypatch.setattr(cv2, "VideoCapture", lambda number: device)
    frames = read_camera(0)
    next(frames)
    frames.close()  # type: ignore[attr-defined]
    assert device.released == 1


# --- a file played ----------------------------------------------------------------------------


def greys(frames: Iterator[Frame] | list[Frame]) -> list[int]:
    return [round(float(frame.image.mean())) for frame in frames]


def test_a_file_gives_all_its_frames_in_order_and_not_before_their_time(clip: Path) -> None:
    begun_s = time.monotonic()
    frames = list(play(clip))
    assert time.monotonic() - begun_s >= 0.19
    assert [frame.time_s for frame in frames] == pytest.approx(TIMES_S, abs=1e-4)
    assert greys(frames) == greys(read_frames(clip)) == pytest.approx([20, 80, 140, 200], abs=4)


def test_a_frame_comes_when_its_time_has_come(clip: Path, clock: Clock) -> None:
    came_s = [clock.now_s - 1000.0 for _ in play(clip)]
    assert came_s == pytest.approx(TIMES_S, abs=1e-4)


def test_played_again_its_times_go_on(clip: Path, clock: Clock) -> None:
    frames = list(play(clip, for_s=0.5))
    again = [time_s + 0.28 for time_s in TIMES_S]
    assert [frame.time_s for frame in frames] == pytest.approx([*TIMES_S, *again], abs=1e-3)
    assert greys(frames) == greys(read_frames(clip)) * 2
    assert clock.now_s - 1000.0 == pytest.approx(0.48, abs=1e-3)


def test_who_takes_them_late_gets_them_at_once(clip: Path, clock: Clock) -> None:
    frames = play(clip, for_s=0.5)
    next(frames)
    clock.now_s += 0.33
    late = [next(frames).time_s for _ in range(5)]
    assert late == pytest.approx([0.05, 0.12, 0.2, 0.28, 0.33], abs=1e-3)
    assert sum(clock.slept) == pytest.approx(0.0, abs=1e-3)
    next(frames)
    assert clock.slept[-1] == pytest.approx(0.07, abs=1e-3)


def test_the_time_counts_from_when_the_first_is_taken(clip: Path, clock: Clock) -> None:
    frames = play(clip)
    clock.now_s += 500.0
    next(frames)
    assert clock.slept == [0.0]
    next(frames)
    assert clock.slept[-1] == pytest.approx(0.05, abs=1e-4)


def test_a_file_of_one_frame_ends_or_its_times_grow(tmp_path: Path, clock: Clock) -> None:
    written = OwnClip(tmp_path / "one.mp4")
    written.add(Frame(0.0, two_colours()))
    written.close()
    times_s = [frame.time_s for frame in islice(play(tmp_path / "one.mp4", for_s=1.0), 3)]
    assert times_s == sorted(set(times_s))


def test_a_file_that_is_no_video_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VideoError):
        next(play(tmp_path / "missing.mp4"))
    with pytest.raises(VideoError):
        next(play(no_frames(tmp_path / "empty.mp4"), for_s=5.0))
