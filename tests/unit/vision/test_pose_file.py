"""Poses in a file: what comes back is what was kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from poseguide.core.errors import StoredPosesError
from poseguide.core.records import Pose, Surface
from poseguide.vision.pose_file import load_poses, save_poses


def pose(time_s: float, surface: Surface | None = None) -> Pose:
    random = np.random.default_rng(round(100 * time_s))
    points = random.uniform(-40, 1300, (33, 2))
    depth, visibility = random.uniform(-300, 300, 33), random.uniform(0, 1, 33)
    return Pose(time_s, points, depth, visibility, 1280, 720, surface)


def test_poses_come_back_to_an_eighth_of_a_pixel(tmp_path: Path) -> None:
    kept = [pose(0.0, Surface(0.02, -0.01, 7.5)), pose(0.04), Pose.unseen(0.1, 1280, 720)]
    save_poses(tmp_path / "clip.npz", kept)
    back = list(load_poses(tmp_path / "clip.npz"))
    assert [p.time_s for p in back] == [0.0, 0.04, 0.1]
    assert [p.found for p in back] == [True, True, False]
    for before, after in zip(kept, back, strict=True):
        assert (after.width_px, after.height_px) == (1280, 720)
        np.testing.assert_allclose(after.points, before.points, atol=1 / 16)
        np.testing.assert_allclose(after.depth, before.depth, atol=1 / 16)
        np.testing.assert_allclose(after.visibility, before.visibility, atol=1 / 400)
    assert back[0].surface is not None
    assert back[0].surface.belly == pytest.approx(0.02)
    assert back[0].surface.quality == pytest.approx(7.5)
    assert back[1].surface is not None
    assert np.isnan(back[1].surface.belly)


@pytest.mark.parametrize("content", [b"", b"no poses", b"PK\x03\x04 cut off"])
def test_a_file_without_poses_is_an_error_that_says_so(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "clip.npz"
    path.write_bytes(content)
    with pytest.raises(StoredPosesError, match="holds no poses"):
        next(load_poses(path))


def test_another_array_file_is_an_error_too(tmp_path: Path) -> None:
    np.savez(tmp_path / "other.npz", x=np.zeros(3))
    with pytest.raises(StoredPosesError, match="holds no poses"):
        next(load_poses(tmp_path / "other.npz"))


def test_a_missing_file_and_a_clip_without_frames_are_errors(tmp_path: Path) -> None:
    with pytest.raises(StoredPosesError):
        next(load_poses(tmp_path / "none.npz"))
    with pytest.raises(StoredPosesError, match="no frames"):
        save_poses(tmp_path / "empty.npz", [])
