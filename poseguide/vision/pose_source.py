"""From frames to poses: the pose model, and the rise of belly and chest where it is needed."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path

from poseguide.core.records import Frame, Pose
from poseguide.definitions.schema import LOOKS_PER_S
from poseguide.vision.pose_estimator import FindsPose, PeopleCounter, PoseEstimator
from poseguide.vision.pose_file import SUFFIX, load_poses
from poseguide.vision.respiration import SurfaceMeter
from poseguide.vision.stretches import cores, poses_in
from poseguide.vision.transforms import VARIANTS
from poseguide.vision.video_reader import probe, read_frames

#: So many pictures are looked at for several people, and so many must show them.
_PICTURES, _CROWDED = 8, 2


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
    video: Path,
    *,
    surface: bool,
    rate: float = LOOKS_PER_S,
    workers: int | None = None,
    on_floor: bool | None = None,
) -> Generator[tuple[Frame, Pose], None, None]:
    """Yield each frame of a video that is looked at, with its pose as the pose model gives it.

    At most `rate` frames a second are looked at. With `surface` the poses have the rise of belly
    and chest. `workers` and `on_floor` are as in `poses_of`. Raises VideoError and ModelError.
    """
    meter = SurfaceMeter() if surface else None
    found = poses_in(probe(video), rate, workers or cores(), on_floor)
    with closing(found), closing(read_frames(video, rate)) as frames:
        for frame, pose in zip(frames, found, strict=True):
            yield frame, pose if meter is None else meter.measure(frame, pose)


def poses_of(
    recording: Path,
    *,
    surface: bool,
    rate: float = LOOKS_PER_S,
    workers: int | None = None,
    variant: str | None = None,
    on_floor: bool | None = None,
) -> Generator[Pose, None, None]:
    """Yield the poses of a video, or those kept in a file of stored poses, in the order of time.

    `surface` and `rate` are as in `frames_with_poses`; stored poses are as they were kept.
    `workers` parts of a video are looked at together, without it one for each core; the poses do
    not depend on it. `variant` names one of `VARIANTS`, to see every frame of the video otherwise.
    `on_floor` is whether the exercise is one: of several people in a video the one is followed who
    is so; without it whom the tracker sees first.
    Raises VideoError, StoredPosesError and ModelError.
    """
    if recording.suffix == SUFFIX:
        yield from load_poses(recording)
    elif variant is not None:
        yield from _seen_otherwise(recording, variant, surface=surface)
    elif surface:
        frames = frames_with_poses(
            recording, surface=True, rate=rate, workers=workers, on_floor=on_floor
        )
        for _, pose in frames:
            yield pose
    else:
        yield from poses_in(probe(recording), rate, workers or cores(), on_floor)


def shows_several_people(video: Path) -> bool:
    """Return whether more than one person is in two of eight pictures of a video, evenly spread.

    Raises VideoError and ModelError.
    """
    info = probe(video)
    several = 0
    with PeopleCounter() as counter:
        for number in range(_PICTURES):
            from_s = info.duration_s * (number + 0.5) / _PICTURES
            with closing(read_frames(video, from_s=from_s, zero_s=info.zero_s)) as frames:
                frame = next(frames, None)
            several += frame is not None and counter.count(frame) > 1
            if several == _CROWDED:
                return True
    return False


def _seen_otherwise(video: Path, variant: str, *, surface: bool) -> Iterator[Pose]:
    with PoseEstimator() as estimator:
        source = PoseSource(estimator, surface=surface)
        for frame in VARIANTS[variant](read_frames(video)):
            yield source.pose_in(frame)
