"""From frames to poses: the pose model, and the rise of belly and chest where it is needed."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from pathlib import Path

from poseguide.core.records import Frame, Pose
from poseguide.vision.pose_estimator import FindsPose, PoseEstimator
from poseguide.vision.pose_file import SUFFIX, load_poses
from poseguide.vision.respiration import SurfaceMeter
from poseguide.vision.transforms import VARIANTS
from poseguide.vision.video_reader import read_frames


class PoseSource:
    """The poses of one stream of frames, in the order of time, as `estimator` finds them.

    With `surface` each pose also has the rise of belly and chest.
    """

    def __init__(self, estimator: FindsPose, *, surface: bool) -> None:
        self._estimator = estimator
        self._surface = SurfaceMeter() if surface else None

    def pose_in(self, frame: Frame) -> Pose:
        """Return the pose in the next frame, in pixels; all NaN where nobody is found."""
        pose = self._estimator.estimate(frame)
        return pose if self._surface is None else self._surface.measure(frame, pose)


def frames_with_poses(
    video: Path, *, surface: bool, variant: str | None = None
) -> Generator[tuple[Frame, Pose], None, None]:
    """Yield each frame of a video with its pose as the pose model gives it.

    With `surface` the poses have the rise of belly and chest. `variant` names one of `VARIANTS`, to
    see the video otherwise. Raises VideoError and ModelError.
    """
    frames: Iterable[Frame] = read_frames(video)
    with PoseEstimator() as estimator:
        source = PoseSource(estimator, surface=surface)
        for frame in VARIANTS[variant](frames) if variant else frames:
            yield frame, source.pose_in(frame)


def poses_of(recording: Path, *, surface: bool, variant: str | None = None) -> Iterator[Pose]:
    """Yield the poses of a video, or those kept in a file of stored poses, in the order of time.

    `surface` and `variant` are as in `frames_with_poses`; stored poses are as they were kept.
    Raises VideoError, StoredPosesError and ModelError.
    """
    if recording.suffix == SUFFIX:
        yield from load_poses(recording)
        return
    for _, pose in frames_with_poses(recording, surface=surface, variant=variant):
        yield pose
