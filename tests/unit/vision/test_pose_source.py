"""From frames to poses, whether they come from a camera, a video or a file of stored poses."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from poseguide.core.records import Frame, Pose
from poseguide.vision import pose_source
from poseguide.vision.pose_file import save_poses
from poseguide.vision.pose_source import PoseSource, frames_with_poses, poses_of

IMAGE = np.zeros((48, 64, 3), np.uint8)


class Finder:
    """Finds a body in the middle of every frame, and remembers the frames."""

    def __init__(self) -> None:
        self.times_s: list[float] = []

    def __enter__(self) -> Finder:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def estimate(self, frame: Frame) -> Pose:
        self.times_s.append(frame.time_s)
        return Pose(frame.time_s, np.full((33, 2), 30.0), np.zeros(33), np.ones(33), 64, 48)


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> list[Frame]:
    """Three frames, which any video is read as, and a body is found in."""
    frames = [Frame(number / 10, IMAGE) for number in range(3)]
    monkeypatch.setattr(pose_source, "read_frames", lambda _: iter(frames))
    monkeypatch.setattr(pose_source, "PoseEstimator", Finder)
    return frames


def test_the_rise_of_the_belly_is_there_only_where_it_is_asked_for() -> None:
    for surface in (True, False):
        pose = PoseSource(Finder(), surface=surface).pose_in(Frame(0.5, IMAGE))
        assert pose.time_s == 0.5
        assert (pose.surface is not None) == surface


def test_every_frame_comes_with_its_own_pose(frames: list[Frame]) -> None:
    found = list(frames_with_poses(Path("any.mp4"), surface=False))
    assert [frame for frame, _ in found] == frames
    assert [pose.time_s for _, pose in found] == [0.0, 0.1, 0.2]


def test_a_video_may_be_seen_otherwise(frames: list[Frame]) -> None:
    (one, *_) = frames_with_poses(Path("any.mp4"), surface=False, variant="720p")
    assert one[0].image.shape == (720, 1280, 3)


def test_the_poses_of_a_recording_are_found_or_were_kept(
    frames: list[Frame], tmp_path: Path
) -> None:
    found = list(poses_of(Path("any.mp4"), surface=True))
    assert all(pose.surface is not None for pose in found)
    save_poses(tmp_path / "kept.npz", found)
    assert [p.time_s for p in poses_of(tmp_path / "kept.npz", surface=False)] == [0.0, 0.1, 0.2]
