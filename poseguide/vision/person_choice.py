"""The choice of the person to follow, where several are in the picture.

The tracker stays with whom it saw first. That is somebody else where a helper stands beside a
person who lies. So where the followed body is not as the exercise has it, the picture is looked at
for others, and the tracker is shown once more without those who do not fit.
"""

from __future__ import annotations

import math
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from poseguide.core import geometry
from poseguide.core.records import Floats, Frame, Pose
from poseguide.core.skeleton import SIDES, index_of
from poseguide.vision.pose_estimator import FindsPose, is_another
from poseguide.vision.pose_filter import GAP_S, is_jump, trunk_length, trunk_middle

#: A trunk that leans less than this over the floor lies or is on all fours, in degrees.
UPRIGHT_DEG = 50.0
#: The distance of the shoulders sideways in trunk lengths, over which a trunk points at the camera,
#: whichever way it seems to lean (people who stand: to 0.83).
POINTING = 0.9
#: In an exercise on the feet or a chair a trunk that leans less than this is not in its posture, in
#: degrees: squats and standing up bend it further than `UPRIGHT_DEG`.
_BENT_DEG = 25.0

#: The picture is looked at for others this often at most: it costs as much as two frames. In 867
#: such looks at 70 filmed clips another one was seen once, and was there.
_LOOK_EVERY_S = 1.0
#: Who was in the posture for so long is the one who exercises, and may be out of it for so long,
#: to rest or to turn round.
_PROVEN_S, _STAYS_S = 2.0, 10.0
#: Around the points of a body this much of it is painted over too, in trunk lengths.
_AROUND_TRUNKS = 0.35

_SHOULDERS, _HIPS = ([index_of(part, side) for side in SIDES] for part in ("shoulder", "hip"))


class FollowsPerson(FindsPose, Protocol):
    """An estimator of a pose that can be made to forget whom it follows."""

    def forget(self) -> None:
        """Forget the person: the next frame is as the first one."""


class FindsPeople(Protocol):
    """What finds all people of one frame."""

    def people(self, frame: Frame) -> list[Pose]:
        """The people that are clearly there, those of one body once, in no order."""


def is_upright(points: Floats) -> bool:
    """Return whether a body sits or stands; points are (33, 2) pixels.

    One that points at the camera does not.
    """
    return _lean_deg(points) > UPRIGHT_DEG and not _points_at_camera(points)


def fits(pose: Pose, *, on_floor: bool) -> bool:
    """Return whether a body may be in the posture of an exercise, as far as its trunk shows it."""
    if _points_at_camera(pose.points):
        return True
    lean_deg = _lean_deg(pose.points)
    return lean_deg <= UPRIGHT_DEG if on_floor else lean_deg >= _BENT_DEG


class PersonChoice:
    """Follows the person who is in the posture of the exercise; for frames in the order of time.

    With one person in the picture the poses are those of `tracker`. `people` is asked only while
    the followed body is not in the posture.
    """

    def __init__(self, tracker: FollowsPerson, people: FindsPeople, *, on_floor: bool) -> None:
        self._tracker = tracker
        self._people = people
        self._on_floor = on_floor
        self._looked_s = self._stays_until_s = -math.inf
        self._last: Pose | None = None
        self._fits_s = 0.0  # how long in all the followed body was in the posture

    def estimate(self, frame: Frame) -> Pose:
        """The pose in this frame in pixels; all NaN where nobody is found. Raises ModelError."""
        pose = self._tracker.estimate(frame)
        if not pose.found:
            return pose
        if self._last is None or self._is_somebody_else(pose, self._last):
            self._fits_s, self._stays_until_s = 0.0, -math.inf
        elif fits(pose, on_floor=self._on_floor):
            self._fits_s += pose.time_s - self._last.time_s
            if self._fits_s >= _PROVEN_S:
                self._stays_until_s = pose.time_s + _STAYS_S
        if self._is_wrong(pose) and frame.time_s - self._looked_s >= _LOOK_EVERY_S:
            self._looked_s = frame.time_s
            pose = self._chosen(frame, pose)
        self._last = pose if pose.found else self._last
        return pose

    def _is_wrong(self, pose: Pose) -> bool:
        return pose.time_s > self._stays_until_s and not fits(pose, on_floor=self._on_floor)

    def _is_somebody_else(self, pose: Pose, last: Pose) -> bool:
        step_s = pose.time_s - last.time_s
        moved_px = float(np.hypot(*(trunk_middle(pose.points) - trunk_middle(last.points))))
        scale_px = max(trunk_length(pose.points), trunk_length(last.points), 1.0)
        return step_s > GAP_S or is_jump(moved_px / scale_px, step_s)

    def _chosen(self, frame: Frame, followed: Pose) -> Pose:
        """Return the pose of another person who fits, whom the tracker follows then.

        The one that was followed, where there is no other who fits.
        """
        found = self._people.people(frame)
        fitting = [
            person
            for person in found
            if fits(person, on_floor=self._on_floor) and is_another(person, followed)
        ]
        if not fitting:
            return followed
        chosen = max(fitting, key=lambda person: float(np.ptp(person.points, axis=0).max()))
        others = [followed, *(each for each in found if each is not chosen)]
        self._tracker.forget()
        pose = self._tracker.estimate(Frame(frame.time_s, _without(frame, others, chosen)))
        self._fits_s, self._stays_until_s = 0.0, -math.inf
        if pose.found and fits(pose, on_floor=self._on_floor):
            return pose
        self._tracker.forget()
        return followed


def _without(frame: Frame, others: list[Pose], chosen: Pose) -> NDArray[np.uint8]:
    """Return the picture with the others painted over, as far as the chosen one is not there."""
    image = frame.image.copy()
    others_there = np.zeros(image.shape[:2], np.bool_)
    for other in others:
        around_px = max(1, round(2 * _AROUND_TRUNKS * trunk_length(other.points)))
        there = _shape(other, frame)
        others_there |= cv2.dilate(there, np.ones((around_px, around_px), np.uint8)) > 0
    paint = np.median(image.reshape(-1, 3), axis=0).astype(np.uint8)
    image[others_there & (_shape(chosen, frame) == 0)] = paint
    return image


def _shape(person: Pose, frame: Frame) -> NDArray[np.uint8]:
    """Return 1 where the hull of the points of a body is, else 0."""
    hull = cv2.convexHull(np.round(person.points).astype(np.int32))
    shape = np.zeros(frame.image.shape[:2], np.uint8)
    cv2.fillConvexPoly(shape, hull, (1,))
    return shape


def _lean_deg(points: Floats) -> float:
    """Return how far the trunk leans over the floor, -90 (head down) to 90 degrees (upright)."""
    return geometry.tilt_deg(points[_HIPS].mean(axis=0), points[_SHOULDERS].mean(axis=0))


def _points_at_camera(points: Floats) -> bool:
    left, right = points[_SHOULDERS, 0]
    return abs(float(left - right)) >= POINTING * max(trunk_length(points), 1.0)
