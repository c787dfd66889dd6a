"""The poses of a recording: found in a video, or kept in a file of stored poses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from poseguide.pose import PoseEstimator
from poseguide.records import Frame, Pose
from poseguide.stored import SUFFIX, load_poses
from poseguide.surface import SurfaceMeter
from poseguide.variants import VARIANTS
from poseguide.video import read_frames


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
