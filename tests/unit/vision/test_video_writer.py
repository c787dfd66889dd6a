"""The annotated video plays in a browser, keeps the frames' times, and is whole or not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import av
import pytest
from support.clips import names_in, pictures

from poseguide.core.errors import OutputError
from poseguide.core.records import Frame, Pose
from poseguide.definitions.catalog import load_exercise
from poseguide.definitions.schema import Exercise
from poseguide.engine.coach import Coach
from poseguide.vision.video_reader import probe, read_frames
from poseguide.vision.video_writer import AnnotatedVideo


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
