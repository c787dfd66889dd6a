"""Videos that are written: one drawn into, and one's own clip, which is good when killed."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from support.clips import names_in, pictures
from support.filming import filmed, grey

from poseguide.core.errors import OutputError
from poseguide.core.records import Frame, Pose
from poseguide.definitions.catalog import load_exercise
from poseguide.definitions.schema import Exercise
from poseguide.engine.coach import Coach
from poseguide.vision.video_reader import probe, read_frames
from poseguide.vision.video_writer import AnnotatedVideo, OwnClip


@pytest.fixture(scope="module")
def leg() -> Exercise:
    return load_exercise("leg_extension_all_fours").exercise


def record(path: Path, exercise: Exercise, frames: Iterable[Frame]) -> None:
    coach = Coach(exercise)
    with AnnotatedVideo(path, exercise, "da") as video:
        for frame in frames:
            height, width = frame.image.shape[:2]
            video.add(frame, coach.push(Pose.unseen(frame.time_s, width, height)))


def test_it_is_h264_in_yuv420p_with_the_index_in_front(tmp_path: Path, leg: Exercise) -> None:
    path = tmp_path / "out.mp4"
    record(path, leg, list(pictures([(48, 64)] * 5, [0.0, 0.1, 0.2, 0.3, 0.4])))
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert stream.codec_context.name == "h264"
        assert stream.codec_context.pix_fmt == "yuv420p"
        assert not container.streams.audio
    content = path.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")


def test_it_keeps_the_times_of_a_variable_frame_rate(tmp_path: Path, leg: Exercise) -> None:
    times_s = [0.0, 0.05, 0.3, 0.31, 0.9]
    record(tmp_path / "out.mp4", leg, list(pictures([(48, 64)] * 5, times_s)))
    assert [frame.time_s for frame in read_frames(tmp_path / "out.mp4")] == pytest.approx(
        times_s, abs=1e-4
    )


def test_odd_sizes_become_even(tmp_path: Path, leg: Exercise) -> None:
    record(tmp_path / "out.mp4", leg, list(pictures([(49, 63)] * 2, [0.0, 0.1])))
    info = probe(tmp_path / "out.mp4")
    assert (info.width_px, info.height_px, info.frames) == (64, 50, 2)


def test_a_size_that_changes_on_the_way_is_fitted_to_the_first(
    tmp_path: Path, leg: Exercise
) -> None:
    frames = list(pictures([(48, 64), (96, 128), (48, 64)], [0.0, 0.1, 0.2]))
    record(tmp_path / "out.mp4", leg, frames)
    assert [f.image.shape for f in read_frames(tmp_path / "out.mp4")] == [(48, 64, 3)] * 3


@pytest.mark.parametrize("after", [0, 1])
def test_a_failure_leaves_nothing(tmp_path: Path, leg: Exercise, after: int) -> None:
    frames = pictures([(48, 64)] * after, [0.0] * after)

    def interrupted() -> Iterator[Frame]:
        yield from frames
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        record(tmp_path / "out.mp4", leg, interrupted())
    assert names_in(tmp_path) == []


def test_no_frames_are_no_video(tmp_path: Path, leg: Exercise) -> None:
    with (
        pytest.raises(OutputError, match="no frames"),
        AnnotatedVideo(tmp_path / "out.mp4", leg, "en"),
    ):
        pass
    assert names_in(tmp_path) == []


def test_what_cannot_be_written_is_refused_on_entering(tmp_path: Path, leg: Exercise) -> None:
    with (
        pytest.raises(OutputError, match="no folder"),
        AnnotatedVideo(tmp_path / "missing" / "out.mp4", leg, "en"),
    ):
        pytest.fail("the block must not run")


UNEVEN_S = [0.0, 0.05, 0.3, 0.31, 0.9, 1.0]


def times_in(path: Path) -> list[float]:
    return [frame.time_s for frame in read_frames(path)]


def levels_in(path: Path) -> list[int]:
    return [round(float(frame.image.mean())) for frame in read_frames(path)]


def test_it_keeps_the_frames_and_their_own_times(tmp_path: Path) -> None:
    levels = [10, 50, 90, 130, 170, 210]
    frames = [grey(time_s, level) for time_s, level in zip(UNEVEN_S, levels, strict=True)]
    filmed(tmp_path / "me.mp4", frames).close()
    assert times_in(tmp_path / "me.mp4") == pytest.approx(UNEVEN_S, abs=1e-4)
    assert levels_in(tmp_path / "me.mp4") == pytest.approx(levels, abs=5)


def test_the_colours_are_those_of_the_picture(tmp_path: Path) -> None:
    picture = np.zeros((48, 64, 3), np.uint8)
    picture[:, :32], picture[:, 32:] = (200, 40, 30), (30, 40, 200)
    filmed(tmp_path / "me.mp4", [Frame(0.0, picture)]).close()
    (frame,) = read_frames(tmp_path / "me.mp4")
    assert frame.image[24, 10] == pytest.approx((200, 40, 30), abs=12)
    assert frame.image[24, 54] == pytest.approx((30, 40, 200), abs=12)


def test_it_begins_at_zero_whenever_the_exercise_did(tmp_path: Path) -> None:
    filmed(tmp_path / "me.mp4", [grey(3700.0 + time_s) for time_s in UNEVEN_S]).close()
    assert times_in(tmp_path / "me.mp4") == pytest.approx(UNEVEN_S, abs=1e-4)
    with av.open(str(tmp_path / "me.mp4")) as container:
        stream = container.streams.video[0]
        assert stream.start_time is not None
        assert stream.time_base is not None
        assert stream.start_time * stream.time_base < 1


def test_a_player_that_shows_the_files_own_clock_shows_that_of_the_clip(tmp_path: Path) -> None:
    filmed(tmp_path / "me.mp4", [grey(time_s) for time_s in UNEVEN_S]).close()
    with av.open(str(tmp_path / "me.mp4")) as container:
        assert container.streams.video[0].start_time == 0


def test_a_rest_in_which_nothing_is_filmed_stays_as_long_as_it_was(tmp_path: Path) -> None:
    times_s = [0.0, 0.1, 95.0, 95.1]
    filmed(tmp_path / "me.mp4", [grey(time_s) for time_s in times_s]).close()
    assert times_in(tmp_path / "me.mp4") == pytest.approx(times_s, abs=1e-4)


def test_it_is_h264_that_a_browser_plays_and_has_no_sound(tmp_path: Path) -> None:
    filmed(tmp_path / "me.mp4", [grey(tenth / 10) for tenth in range(10)]).close()
    with av.open(str(tmp_path / "me.mp4")) as container:
        stream = container.streams.video[0]
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert not container.streams.audio
    info = probe(tmp_path / "me.mp4")
    assert (info.width_px, info.height_px, info.frames) == (64, 48, 10)


def test_odd_sides_become_even(tmp_path: Path) -> None:
    filmed(tmp_path / "me.mp4", [grey(tenth / 10, size=(49, 63)) for tenth in (0, 1)]).close()
    assert [frame.image.shape for frame in read_frames(tmp_path / "me.mp4")] == [(50, 64, 3)] * 2


@pytest.mark.parametrize("frames", [150, 400])
@pytest.mark.parametrize("still", [True, False])
def test_a_clip_that_was_never_closed_plays_almost_to_its_end(
    tmp_path: Path, frames: int, still: bool
) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (8, 48, 64, 3), dtype=np.uint8)
    pictures = [noise[0 if still else number % 8] for number in range(frames)]
    clip = filmed(
        tmp_path / "me.mp4", [Frame(number / 15, one) for number, one in enumerate(pictures)]
    )
    shutil.copy(tmp_path / "me.mp4", tmp_path / "killed.mp4")
    clip.close()
    killed, whole = times_in(tmp_path / "killed.mp4"), times_in(tmp_path / "me.mp4")
    assert len(whole) == frames
    assert killed == whole[: len(killed)]
    # What waits is a fragment of 30 frames, and what the encoder looks ahead.
    assert len(killed) >= frames - 30 - 30


def test_a_camera_that_is_turned_for_a_while_is_left_out(tmp_path: Path) -> None:
    frames = [grey(0.0, 20), grey(0.1, 60), *(grey(0.2 + n / 10, 240, (64, 48)) for n in range(3))]
    frames += [grey(0.5, 140), grey(0.6, 180)]
    filmed(tmp_path / "me.mp4", frames).close()
    assert times_in(tmp_path / "me.mp4") == pytest.approx([0.0, 0.1, 0.5, 0.6], abs=1e-4)
    assert levels_in(tmp_path / "me.mp4") == pytest.approx([20, 60, 140, 180], abs=5)


def test_without_a_frame_there_is_no_file(tmp_path: Path) -> None:
    clip = OwnClip(tmp_path / "me.mp4")
    clip.close()
    assert names_in(tmp_path) == []


def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    filmed(tmp_path / "a" / "b" / "me.mp4", [grey(0.0)]).close()
    assert names_in(tmp_path / "a" / "b") == ["me.mp4"]


def test_a_folder_that_cannot_be_made_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot be written") as refused:
        OwnClip(tmp_path / "file" / "me.mp4")
    assert refused.value.path == tmp_path / "file" / "me.mp4"


def test_a_place_that_is_taken_by_a_folder_is_refused_within_the_first_seconds(
    tmp_path: Path,
) -> None:
    (tmp_path / "me.mp4").mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        filmed(tmp_path / "me.mp4", [grey(number / 15) for number in range(30)])


def test_a_full_disk_is_told_as_such() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no full disk to write to")
    noise = np.random.default_rng(1).integers(0, 256, (240, 320, 3), dtype=np.uint8)

    def fill() -> None:
        filmed(Path("/dev/full"), [Frame(n / 10, np.roll(noise, n)) for n in range(200)]).close()

    with pytest.raises(OutputError, match="Free some space"):
        fill()
