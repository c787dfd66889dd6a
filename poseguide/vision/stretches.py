"""The poses of a recording, looked for in several stretches of it at once.

A pose needs only its neighbours, so a recording is cut at times that depend on its length alone,
and as many stretches are looked at together as there are cores; MediaPipe and the decoder work
outside Python's lock. Each stretch begins a little before its cut, so that the tracker has settled
there. Where the two sides of a cut do not agree on the body, the tracker that came from before goes
on through the next stretch, as if nothing had been cut. So the poses are the same on any computer.
"""

from __future__ import annotations

import math
import os
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace

import numpy as np

from poseguide.core.records import Frame, Pose
from poseguide.core.skeleton import SIDES, index_of
from poseguide.vision.person_choice import PersonChoice
from poseguide.vision.pose_estimator import FindsPose, PeopleCounter, PoseEstimator
from poseguide.vision.pose_filter import trunk_length
from poseguide.vision.video_reader import VideoInfo, read_frames, seconds_before

#: A stretch is not longer than this, and a recording shorter than the second is not cut.
_STRETCH_S, _CUT_FROM_S = 10.0, 5.0
#: A recording is cut only where so much of it at most is decoded before a stretch: pictures that
#: can be jumped to are seldom further apart.
_MOST_BEFORE_S = 20.0
#: A stretch is looked at from so long before its cut: MediaPipe's smoothing needs some frames.
_LEAD_S = 0.7
#: The two sides of a cut are compared so long before it, and joined where they are nearest.
_JOIN_S = 0.35
#: The two sides agree where no clear point is further apart, in trunk lengths. Of 86 cuts half were
#: 0.009 apart, nine tenths up to 0.022; where one leg was taken for the other it was 0.3 and more.
_APART = 0.03
#: A point is clear where both sides are so sure of it.
_CLEAR = 0.5

_JOINTS = [
    index_of(part, side)
    for part in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
    for side in SIDES
]


def cores() -> int:
    """Return the number of processor cores that this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def poses_in(
    info: VideoInfo, rate: float, workers: int, on_floor: bool | None = None
) -> Generator[Pose, None, None]:
    """Yield the poses of a video in the order of time, at most `rate` a second.

    Of several people the one is followed who is on the floor, or who is not, as `on_floor` says;
    without it whom the tracker sees first. `workers` stretches are looked at together; the poses do
    not depend on how many. Raises VideoError and ModelError.
    """
    cuts = _cuts(info.duration_s)
    if cuts and seconds_before(info, cuts[len(cuts) // 2]) > _MOST_BEFORE_S:
        cuts = []  # else every stretch of a long recording would decode all that is before it
    people = PeopleCounter()
    stretches = [_Stretch(info, rate, begin_s, people, on_floor) for begin_s in (0.0, *cuts)]
    pool = ThreadPoolExecutor(workers, "poseguide-pose")
    try:
        yield from _joined(deque(zip(stretches, (*cuts, math.inf), strict=True)), pool, workers)
    finally:
        for stretch in stretches:
            stretch.stop()
        pool.shutdown(cancel_futures=True)
        for stretch in stretches:
            stretch.close()
        people.close()


def _joined(
    waiting: deque[tuple[_Stretch, float]], pool: ThreadPoolExecutor, workers: int
) -> Iterator[Pose]:
    ahead: deque[tuple[_Stretch, float, Future[list[Pose]]]] = deque()

    def begin_some() -> None:
        # One more than there are workers, so that none waits for the joining.
        while waiting and len(ahead) <= workers:
            stretch, end_s = waiting.popleft()
            ahead.append((stretch, end_s, pool.submit(stretch.look, end_s)))

    begin_some()
    before: _Stretch | None = None
    tail: list[Pose] = []
    while ahead:
        stretch, end_s, looked = ahead.popleft()
        begin_some()
        poses = looked.result()
        if before is not None:
            joined = _join(tail, poses)
            if joined is None:
                stretch.close()
                stretch, poses = before, tail + before.look(end_s)
            else:
                before.close()
                poses = joined
        before = stretch
        held = end_s - _JOIN_S
        yield from (pose for pose in poses if pose.time_s < held)
        tail = [pose for pose in poses if pose.time_s >= held]
    yield from tail


class _Stretch:
    """A stretch of a recording that is looked at from its beginning by a tracker of its own."""

    def __init__(
        self,
        info: VideoInfo,
        rate: float,
        begin_s: float,
        people: PeopleCounter,
        on_floor: bool | None,
    ) -> None:
        self._info = info
        self._rate = rate
        self._people = people
        self._on_floor = on_floor
        self._from_s = max(0.0, begin_s - _LEAD_S)
        self._poses: Generator[Pose, None, None] | None = None
        self._next: Pose | None = None
        self._stopped = False

    def look(self, end_s: float) -> list[Pose]:
        """Return the poses before a time, from where the last look ended."""
        if self._poses is None:
            self._poses = self._found()
            self._next = next(self._poses, None)
        poses = []
        while self._next is not None and self._next.time_s < end_s and not self._stopped:
            poses.append(self._next)
            self._next = next(self._poses, None)
        return poses

    def stop(self) -> None:
        """Have a look that goes on in another thread come back soon, unfinished."""
        self._stopped = True

    def close(self) -> None:
        """Free the tracker and the file; it cannot go on after that."""
        if self._poses is not None:
            self._poses.close()

    def _found(self) -> Generator[Pose, None, None]:
        info = self._info
        # MediaPipe smooths over time, and of fewer pictures too little. Told that those that are
        # looked at come as often as all do, it gives the counts of every frame nearly always.
        pace = min(1.0, self._rate * info.duration_s / info.frames) if info.frames else 1.0
        frames = read_frames(info.path, self._rate, from_s=self._from_s, zero_s=info.zero_s)
        with PoseEstimator() as estimator, closing(frames):
            paced = _Paced(estimator, pace)
            tracker: FindsPose = paced
            if self._on_floor is not None:
                tracker = PersonChoice(paced, self._people, on_floor=self._on_floor)
            for frame in frames:
                yield tracker.estimate(frame)


class _Paced:
    """An estimator that is told the times of the frames at a pace."""

    def __init__(self, estimator: PoseEstimator, pace: float) -> None:
        self._estimator = estimator
        self._pace = pace

    def forget(self) -> None:
        self._estimator.forget()

    def estimate(self, frame: Frame) -> Pose:
        told = Frame(frame.time_s * self._pace, frame.image)
        return replace(self._estimator.estimate(told), time_s=frame.time_s)


def _cuts(duration_s: float) -> list[float]:
    """Return the times at which a recording of this length is cut, in seconds.

    The stretches are of one length and even in number, so that they end together on most computers.
    """
    if not math.isfinite(duration_s) or duration_s < _CUT_FROM_S:
        return []
    stretches = 2 * math.ceil(duration_s / (2 * _STRETCH_S))
    return [duration_s * number / stretches for number in range(1, stretches)]


def _join(before: Sequence[Pose], after: Sequence[Pose]) -> list[Pose] | None:
    """Return the end of one stretch and the next one, joined where they are nearest.

    None where they never agree on the body.
    """
    begins = {pose.time_s: number for number, pose in enumerate(after)}
    shared = [(number, begins[p.time_s]) for number, p in enumerate(before) if p.time_s in begins]
    apart = [_apart(before[one], after[other]) for one, other in shared]
    if not apart or min(apart) > _APART:
        return None
    one, other = shared[int(np.argmin(apart))]
    return [*before[:one], *after[other:]]


def _apart(one: Pose, other: Pose) -> float:
    """Return how far the joints of two poses of one frame are apart, in trunk lengths.

    The furthest of those that both are sure of; infinite where there is none, or where only one
    found a body.
    """
    if not one.found and not other.found:
        return 0.0
    sure = np.minimum(one.visibility, other.visibility)[_JOINTS] >= _CLEAR
    if not sure.any():
        return math.inf
    away = np.linalg.norm(one.points[_JOINTS] - other.points[_JOINTS], axis=1)[sure]
    return float(away.max()) / trunk_length(one.points)
