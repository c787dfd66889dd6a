"""The poses of a recording: found in a video, or kept in a file of stored poses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from poseguide.core.records import Frame, Pose
from poseguide.vision.pose_estimator import PoseEstimator
from poseguide.vision.pose_file import SUFFIX, load_poses
from poseguide.vision.respiration import SurfaceMeter
from poseguide.vision.transforms import VARIANTS
from poseguide.vision.video_reader import read_frames


def poses_of(path: Path, *, surface: bool, variant: str | None = None) -> Iterator[Pose]:
    """The poses of a recording as the pose model gives them, or gave them, in the order of time.

    With `surface` the rise of belly and chest is measured as well. `variant` names one of
    `VARIANTS` to see a video otherwise. Raises VideoError, StoredPosesError and ModelError.
    """
    if path.suffix == SUFFIX:
        yield from load_poses(path)
        return
    frames: Iterable[Frame] = read_frames(path)
    meter = SurfaceMeter() if surface else None
    with PoseEstimator() as estimator:
        for frame in VARIANTS[variant](frames) if variant else frames:
            pose = estimator.estimate(frame)
            yield pose if meter is None else meter.measure(frame, pose)
