"""Still pictures of faults: which moment they show, and out of what."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from support.session_reports import LEG, faulty, file_with, rep

from poseguide.core.records import Finding, Frame, Pose
from poseguide.core.skeleton import index_of
from poseguide.definitions.catalog import load_exercise
from poseguide.reports.stills import Example, Still, VideoClip, stills
from poseguide.vision.pose_file import save_poses
from poseguide.vision.video_reader import begins_s
from poseguide.vision.video_writer import OwnClip

FAST = Finding("too_fast", "fault", 1.0, 2.8, "s", "minor")
HIGH = Finding("too_high", "fault", 215.0, 190.0, "deg", "major")


def kept(tmp_path: Path, poses: list[Pose]) -> Path:
    path = tmp_path / "poses.npz"
    save_poses(path, poses)
    return path


def shown(example: Example, video: VideoClip | None = None, poses: Path | None = None) -> Still:
    (found,) = stills([example], load_exercise(LEG).exercise, video, poses)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty seconds from 10 s on, ten pictures a second, each lighter than the one before."""
    path = tmp_path_factory.mktemp("clip") / "clip.mp4"
    film = OwnClip(path)
    for number in range(200):
        film.add(Frame(10.0 + number / 10, np.full((96, 128, 3), number, np.uint8)))
    film.close()
    return path


def brightness(still: Still) -> float:
    return float(np.asarray(Image.open(io.BytesIO(still.jpeg))).mean())


def test_out_of_poses_it_is_the_moment_farthest_beyond_the_limit(tmp_path: Path) -> None:
    poses, found = faulty("too_high")
    still = shown(Example(found, "too_high"), poses=kept(tmp_path, poses))
    knee = index_of("knee", "left")
    highest = min(poses, key=lambda pose: float(pose.points[knee, 1]))
    assert still.why == "still_farthest"
    assert still.time_s == pytest.approx(highest.time_s, abs=0.07)


def test_for_a_median_it_is_a_usual_moment_of_the_phase(tmp_path: Path) -> None:
    poses, found = faulty("knee_bent")
    still = shown(Example(found, "knee_bent"), poses=kept(tmp_path, poses))
    (stretch,) = (span for span in found.phases if span.name == "stretch")
    assert still.why == "still_usual"
    assert stretch.start_s <= still.time_s <= stretch.end_s


def test_out_of_a_video_it_is_the_picture_of_that_time(clip: Path) -> None:
    film = VideoClip(clip, 10.0)
    still = shown(Example(rep(1, FAST), "too_fast"), film)  # its peak is at 12.2 s
    assert (still.time_s, still.why) == (12.2, "still_peak")
    assert brightness(still) == pytest.approx(22, abs=2)
    still = shown(Example(rep(1, HIGH), "too_high"), film)  # its phase is from 12 to 13 s
    assert (still.time_s, still.why) == (12.5, "still_phase")
    assert brightness(still) == pytest.approx(25, abs=2)


def test_a_clip_says_where_it_begins_and_another_video_does_not(
    clip: Path, lift_clip: Path
) -> None:
    assert begins_s(clip) == 10.0
    assert begins_s(lift_clip) is None


def test_a_video_is_preferred_and_the_poses_say_when(clip: Path, tmp_path: Path) -> None:
    poses, found = faulty("too_high")
    still = shown(Example(found, "too_high"), VideoClip(clip), kept(tmp_path, poses))
    assert still.why == "still_farthest"
    assert brightness(still) == pytest.approx(10 * still.time_s, abs=3)


def test_beyond_the_end_of_the_clip_there_is_no_picture(clip: Path) -> None:
    example = Example(rep(4, FAST), "too_fast")  # at 42 s
    assert stills([example], load_exercise(LEG).exercise, VideoClip(clip, 10.0), None) == [None]


def test_a_body_drawn_alone_fills_a_picture(tmp_path: Path) -> None:
    poses, found = faulty("too_high")
    still = shown(Example(found, "too_high"), poses=kept(tmp_path, poses))
    picture = np.asarray(Image.open(io.BytesIO(still.jpeg))).astype(int)
    assert picture.shape == (480, 640, 3)
    amber = (picture[..., 0] > 200) & (picture[..., 2] < 130)  # the leg that works
    assert amber.sum() > 1000
    rows, columns = np.nonzero(picture.max(axis=2) > 150)
    assert columns.max() - columns.min() > 320
    assert rows.min() > 0
    assert rows.max() < 479


def test_without_video_and_poses_there_is_no_picture() -> None:
    example = Example(rep(1, FAST), "too_fast")
    assert stills([example], load_exercise(LEG).exercise, None, None) == [None]


def test_files_that_cannot_be_read_are_as_good_as_none(tmp_path: Path) -> None:
    example = Example(rep(1, FAST), "too_fast")
    film = VideoClip(file_with(tmp_path / "clip.mp4", b"no video"))
    poses = file_with(tmp_path / "poses.npz", b"no poses")
    assert stills([example], load_exercise(LEG).exercise, film, poses) == [None]


def test_where_nobody_was_seen_there_is_no_picture(tmp_path: Path) -> None:
    unseen = [Pose.unseen(number / 10, 640, 480) for number in range(200)]
    poses = kept(tmp_path, unseen)
    example = Example(rep(1, FAST), "too_fast")
    assert stills([example], load_exercise(LEG).exercise, None, poses) == [None]
