"""From frames to poses, whether they come from a camera, a video or a file of stored poses."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from support.videos import make

from poseguide.core.records import Frame, Pose
from poseguide.vision import pose_source, stretches
from poseguide.vision.pose_file import save_poses
from poseguide.vision.pose_source import PoseSource, frames_with_poses, poses_of

IMAGE = np.zeros((48, 64, 3), np.uint8)
TIMES_S = [0.0, 0.125, 0.25]


class Finder:
    """Finds a body in every frame."""

    def __enter__(self) -> Finder:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def estimate(self, frame: Frame) -> Pose:
        height, width = frame.image.shape[:2]
        return Pose(frame.time_s, np.full((33, 2), 30.0), np.zeros(33), np.ones(33), width, height)


@pytest.fixture
def clip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A video of three pictures, in each of which a body is found."""
    for module in (pose_source, stretches):
        monkeypatch.setattr(module, "PoseEstimator", Finder)
    return make(tmp_path / "v.mp4", TIMES_S)


def test_the_rise_of_the_belly_is_there_only_where_it_is_asked_for() -> None:
    for surface in (True, False):
        pose = PoseSource(Finder(), surface=surface).pose_in(Frame(0.5, IMAGE))
        assert pose.time_s == 0.5
        assert (pose.surface is not None) == surface


def test_every_frame_comes_with_its_own_pose(clip: Path) -> None:
    found = list(frames_with_poses(clip, surface=False))
    assert [(frame.time_s, pose.time_s) for frame, pose in found] == [(s, s) for s in TIMES_S]


def test_only_so_many_frames_are_looked_at(clip: Path) -> None:
    assert [pose.time_s for pose in poses_of(clip, surface=False, rate=5.0)] == [0.0, 0.25]
    assert [pose.time_s for pose in poses_of(clip, surface=False, rate=math.inf)] == TIMES_S


def test_a_video_may_be_seen_otherwise(clip: Path) -> None:
    (one, *_) = poses_of(clip, surface=False, variant="720p")
    assert (one.width_px, one.height_px) == (1280, 720)


def test_the_poses_of_a_recording_are_found_or_were_kept(clip: Path, tmp_path: Path) -> None:
    found = list(poses_of(clip, surface=True))
    assert all(pose.surface is not None for pose in found)
    save_poses(tmp_path / "kept.npz", found)
    assert [p.time_s for p in poses_of(tmp_path / "kept.npz", surface=False)] == TIMES_S
