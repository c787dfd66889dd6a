"""Frames of files made here: true times, upright pictures, and a plain sentence for bad ones."""

import math
from collections.abc import Iterable
from pathlib import Path

import av
import numpy as np
import pytest
from support.videos import (
    HEIGHT,
    STEADY,
    VARIABLE,
    WIDTH,
    _add_sound,
    corner_picture,
    make,
    refused,
    turned,
)

from poseguide.core.errors import VideoError
from poseguide.core.records import Frame
from poseguide.vision.video_reader import probe, read_frames


def make_sound(path: Path) -> Path:
    with av.open(str(path), "w") as container:
        _add_sound(container, container.add_stream("aac", rate=8000, layout="mono"), 1.0)
    return path


# --- time -------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["mp4", "mkv", "mov"])
def test_a_variable_frame_rate_keeps_its_own_times(tmp_path: Path, ending: str) -> None:
    path = make(tmp_path / f"v.{ending}", VARIABLE)
    assert [frame.time_s for frame in read_frames(path)] == pytest.approx(VARIABLE, abs=0.0011)


def test_a_steady_video_gives_every_frame_once_in_order(tmp_path: Path) -> None:
    times = [frame.time_s for frame in read_frames(make(tmp_path / "v.mp4"))]
    assert times == pytest.approx(STEADY, abs=0.0011)
    assert times == sorted(set(times))


def test_time_begins_at_zero_even_where_the_file_does_not(tmp_path: Path) -> None:
    path = make(tmp_path / "v.mkv", [time_s + 0.9 for time_s in VARIABLE])
    assert [frame.time_s for frame in read_frames(path)] == pytest.approx(VARIABLE, abs=0.0011)


def test_a_video_of_one_frame_is_a_video(tmp_path: Path) -> None:
    (frame,) = read_frames(make(tmp_path / "v.mp4", [0.0]))
    assert frame.time_s == 0.0


# --- pictures ---------------------------------------------------------------------------------


def test_a_frame_is_an_upright_picture_of_8_bit_colours(tmp_path: Path) -> None:
    frame = next(read_frames(make(tmp_path / "v.mp4")))
    assert frame.image.shape == (HEIGHT, WIDTH, 3)
    assert frame.image.dtype == np.uint8
    assert np.abs(frame.image.astype(int) - corner_picture()).mean() < 5


@pytest.mark.parametrize(
    ("clockwise_deg", "white"), [(0, (0, 0)), (90, (0, 1)), (180, (1, 1)), (270, (1, 0))]
)
def test_a_phone_held_turned_gives_an_upright_picture(
    tmp_path: Path, clockwise_deg: int, white: tuple[int, int]
) -> None:
    path = turned(make(tmp_path / "v.mp4"), clockwise_deg)
    image = next(read_frames(path)).image
    upright = (HEIGHT, WIDTH) if clockwise_deg % 180 == 0 else (WIDTH, HEIGHT)
    assert image.shape == (*upright, 3)
    assert image.flags.c_contiguous
    rows, columns = np.split(image.mean(axis=2), 2), 2
    quarters = np.array([[q.mean() for q in np.split(row, columns, axis=1)] for row in rows])
    assert np.unravel_index(quarters.argmax(), (2, 2)) == white
    info = probe(path)
    assert (info.height_px, info.width_px) == upright


def test_a_real_phone_clip_is_upright(shared: Path) -> None:
    path = shared / "clips/real/t12_rotated90_front.mp4"
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    frame = next(read_frames(path))
    with av.open(str(path)) as container:
        stored = container.streams.video[0]
        assert frame.image.shape[:2] == (stored.width, stored.height)


def test_the_size_length_and_number_of_frames_are_known_beforehand(tmp_path: Path) -> None:
    info = probe(make(tmp_path / "v.mp4"))
    assert (info.width_px, info.height_px, info.frames) == (WIDTH, HEIGHT, 75)
    assert info.duration_s == pytest.approx(3.0, abs=0.05)


def test_sound_beside_the_pictures_does_not_matter(tmp_path: Path) -> None:
    path = make(tmp_path / "v.mp4", audio=True)
    assert len(list(read_frames(path))) == 75
    assert probe(path).frames == 75


# --- what is not a video ----------------------------------------------------------------------


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.mp4").startswith("There is no file ")


def test_a_folder_is_told(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path)


def test_a_text_file_that_is_called_a_video_is_told(tmp_path: Path) -> None:
    path = tmp_path / "notes.mp4"
    path.write_text("Lift the pelvis five times.\n" * 50)
    assert "is not a video that can be read" in refused(path)


@pytest.mark.parametrize("content", [b"", b"\0" * 5000])
def test_an_empty_file_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "v.mp4"
    path.write_bytes(content)
    assert "is not a video that can be read" in refused(path)


@pytest.mark.parametrize("ending", ["m4a", "mp4", "mkv"])
def test_a_recording_with_only_sound_is_told(tmp_path: Path, ending: str) -> None:
    assert "holds only sound" in refused(make_sound(tmp_path / f"v.{ending}"))


def test_a_song_with_a_cover_is_only_sound(tmp_path: Path) -> None:
    path = tmp_path / "song.m4a"
    with av.open(str(path), "w", format="mp4") as container:
        sound = container.add_stream("aac", rate=8000, layout="mono")
        cover = container.add_stream("mjpeg", rate=25)
        cover.width, cover.height, cover.pix_fmt = 96, 64, "yuvj420p"
        cover.disposition = av.stream.Disposition.attached_pic
        frame = av.VideoFrame.from_ndarray(corner_picture(), format="rgb24")
        frame.pts = 0
        container.mux(cover.encode(frame))
        container.mux(cover.encode())
        _add_sound(container, sound, 1.0)
    assert "only sound" in refused(path)


@pytest.mark.parametrize("ending", ["mp4", "mkv"])
def test_a_video_without_a_frame_is_told(tmp_path: Path, ending: str) -> None:
    refused(make(tmp_path / f"v.{ending}", []))


@pytest.mark.parametrize("share", [0.3, 0.6])
@pytest.mark.parametrize(
    ("ending", "options"),
    [("mp4", {}), ("mp4", {"movflags": "+faststart"}), ("mkv", {})],
    ids=["mp4", "mp4 with its table first", "mkv"],
)
def test_a_video_that_was_cut_off_is_told_and_not_half_counted(
    tmp_path: Path, ending: str, options: dict[str, str], share: float
) -> None:
    path = make(tmp_path / f"v.{ending}", noisy=True, **options)
    assert len(list(read_frames(path))) == 75
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    said = refused(path)
    assert any(words in said for words in ("breaks off", "is damaged", "cut off")), said


def test_the_frames_before_the_cut_come_before_the_error(tmp_path: Path) -> None:
    path = make(tmp_path / "v.mkv", noisy=True)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    frames = read_frames(path)
    times = [next(frames).time_s for _ in range(30)]
    assert times == pytest.approx(STEADY[:30], abs=0.0011)
    with pytest.raises(VideoError):
        list(frames)


@pytest.mark.parametrize("bad", ["none.mp4", "text.mp4", "sound.m4a", "empty.mp4"])
def test_asking_for_the_size_says_the_same_as_reading(tmp_path: Path, bad: str) -> None:
    path = tmp_path / bad
    if bad == "text.mp4":
        path.write_text("words " * 999)
    elif bad == "sound.m4a":
        make_sound(path)
    elif bad == "empty.mp4":
        make(path, [])
    with pytest.raises(VideoError) as caught:
        probe(path)
    assert str(caught.value) == refused(path)


# --- a part, and fewer frames -----------------------------------------------------------------


def shown(frames: Iterable[Frame]) -> list[tuple[float, bytes]]:
    return [(frame.time_s, frame.image.tobytes()) for frame in frames]


@pytest.mark.parametrize("rate", [math.inf, 15.0])
@pytest.mark.parametrize("ending", ["mp4", "mkv", "mov", "avi"])
@pytest.mark.parametrize("from_s", [1.0, 4.97, 7.5])
def test_reading_from_a_moment_on_gives_the_same_frames(
    tmp_path: Path, ending: str, rate: float, from_s: float
) -> None:
    path = make(tmp_path / f"v.{ending}", [number / 25 for number in range(200)], noisy=True)
    begun = read_frames(path, rate, from_s=from_s, zero_s=probe(path).zero_s)
    all_of_it = [frame for frame in read_frames(path, rate) if frame.time_s >= from_s]
    assert shown(begun) == shown(all_of_it)
    assert all_of_it


@pytest.mark.parametrize(
    ("of_the_file", "rate", "given"), [(30, 15, 15), (60, 15, 15), (25, 15, 15), (12, 15, 12)]
)
def test_a_rate_is_kept_by_true_times(
    tmp_path: Path, of_the_file: int, rate: float, given: int
) -> None:
    path = make(tmp_path / "v.mp4", [number / of_the_file for number in range(4 * of_the_file)])
    times = np.array([frame.time_s for frame in read_frames(path, rate)])
    assert len(times) == pytest.approx(4 * given, abs=1)
    assert np.diff(times).max() < 2 / given


def test_unsteady_times_near_the_rate_lose_no_frame(tmp_path: Path) -> None:
    times = [number / 15 + (0.01 if number % 2 else 0.0) for number in range(60)]
    assert len(list(read_frames(make(tmp_path / "v.mp4", times), 15.0))) == 60
