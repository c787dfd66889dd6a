"""The filter of poses: points that cannot be believed become NaN, the others are smoothed.

Picture bounds, invented far legs, swapped legs and cuts; then the One-Euro filter (Casiez, Roussel
and Vogel, CHI 2012), causal and quick in motion.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from poseguide.core.records import Floats, Pose
from poseguide.core.skeleton import INDEX, LEG, Side, index_of, other_side

#: A far shank or thigh under this share of the near one is invented (measured: 0.43 where it was).
_INVENTED_SHARE = 0.5
#: The trunk's middle does not move this many trunk lengths from one frame to the next, nor faster
#: than this many a second: it is another shot or another person.
_JUMP_TRUNKS = 0.6
_JUMP_TRUNKS_PER_S = 6.0
#: A dropout up to this long is bridged; a longer one is a gap, and nothing is counted across it.
GAP_S = 0.5
#: After a cut nothing is believed for this long, so that it counts as a gap.
_SETTLE_S = 0.6
#: A swap of the legs must explain the movement this much better than no swap.
_SWAP_SHARE = 0.6
_REMEMBER_S = 0.5
#: Two legs that stood apart and are this much nearer in the next frame are one leg, drawn twice.
_DOUBLED_SHARE = 0.4
#: Labels that contradict the movement for this long in all are right after all.
_MAJORITY_S = 0.5

_LEFT = np.array([index_of(point, "left") for point in LEG])
_RIGHT = np.array([index_of(point, "right") for point in LEG])
_TRUNK = np.array(
    [INDEX["left_shoulder"], INDEX["right_shoulder"], INDEX["left_hip"], INDEX["right_hip"]]
)


def trunk_length(points: Floats) -> float:
    """Mid-shoulder to mid-hip in pixels; points are (33, 2); NaN if unseen."""
    a, b, c, d = points[_TRUNK]
    return float(np.hypot(*((a + b) / 2 - (c + d) / 2)))


class PoseFilter:
    """Turns each pose into what can be believed of it: doubtful points become NaN."""

    def __init__(self) -> None:
        self._time_s = -math.inf
        self._middle: Floats | None = None
        self._scale_px = math.nan
        self._doubt_until_s = -math.inf
        self._legs = _LegIdentity()

    def believe(self, pose: Pose) -> Pose:
        """The believed part of the pose; all NaN while a cut settles."""
        if not pose.found:
            return pose
        if self._is_cut(pose):
            self._doubt_until_s = pose.time_s + _SETTLE_S
            self._legs = _LegIdentity()
        if pose.time_s < self._doubt_until_s:
            return Pose.unseen(pose.time_s, pose.width_px, pose.height_px)
        points = self._legs.follow(pose)
        points = np.where(_inside(points, pose), points, np.nan)
        return replace(pose, points=_without_invented_leg(points, pose.depth))

    def _is_cut(self, pose: Pose) -> bool:
        middle = pose.points[_TRUNK].mean(axis=0)
        scale = trunk_length(pose.points)
        step_s = pose.time_s - self._time_s
        cut = False
        if self._middle is not None and step_s < _REMEMBER_S:
            moved = float(np.hypot(*(middle - self._middle))) / max(self._scale_px, scale, 1.0)
            cut = moved > max(_JUMP_TRUNKS, _JUMP_TRUNKS_PER_S * step_s)
        self._time_s, self._middle, self._scale_px = pose.time_s, middle, scale
        return cut


class _LegIdentity:
    """Keeps the two legs apart when the model swaps their labels.

    Each leg is expected to be where it was. When the other label fits clearly better, the labels of
    this frame are taken as swapped. The flicker goes both ways, so the labels' majority over the
    last second decides which leg is the left one: one wrong guess does not last.
    """

    def __init__(self) -> None:
        self._time_s = -math.inf
        self._legs: Floats | None = None  # (2, 4, 2): left and right
        self._agreed_s = _MAJORITY_S

    def follow(self, pose: Pose) -> Floats:
        """The points, (33, 2), with the legs on the side where they were."""
        legs = np.stack([pose.points[_LEFT], pose.points[_RIGHT]])
        step_s = pose.time_s - self._time_s
        swapped = False
        if self._legs is not None and step_s < _REMEMBER_S:
            if self._is_doubled(legs, trunk_length(pose.points)):
                return pose.points
            kept = _apart(legs, self._legs)
            crossed = _apart(legs[::-1], self._legs)
            swapped = crossed < _SWAP_SHARE * kept and kept > trunk_length(pose.points)
            vote_s = self._agreed_s + (-step_s if swapped else step_s)
            self._agreed_s = min(vote_s, _MAJORITY_S)
            if self._agreed_s < 0.0:
                swapped, self._agreed_s = False, _MAJORITY_S
        if swapped:
            legs = legs[::-1]
        self._time_s, self._legs = pose.time_s, legs
        if not swapped:
            return pose.points
        points = pose.points.copy()
        points[_LEFT], points[_RIGHT] = legs
        return points

    def _is_doubled(self, legs: Floats, trunk_px: float) -> bool:
        """Return whether both legs are drawn where one is, as on the way to swapped labels."""
        assert self._legs is not None
        before = _apart(self._legs[:1], self._legs[1:])
        return before > trunk_px and _apart(legs[:1], legs[1:]) < _DOUBLED_SHARE * before


def _apart(legs: Floats, others: Floats) -> float:
    """Sum of the distances between the points of as many legs, in pixels."""
    return float(np.linalg.norm(legs - others, axis=-1).sum())


def _inside(points: Floats, pose: Pose) -> NDArray[np.bool_]:
    x, y = points[:, 0], points[:, 1]
    seen = (x >= 0) & (x < pose.width_px) & (y >= 0) & (y < pose.height_px)
    return seen[:, np.newaxis]


def left_is_nearer(depth: Floats) -> float:
    """Return how much nearer the trunk's left side is than its right, in pixels; NaN if unseen."""
    left = depth[INDEX["left_shoulder"]] + depth[INDEX["left_hip"]]
    right = depth[INDEX["right_shoulder"]] + depth[INDEX["right_hip"]]
    return float(right - left) / 2


def _without_invented_leg(points: Floats, depth: Floats) -> Floats:
    """The points with the far leg gone where one of its bones is far too short to be real.

    A bone that points at the camera is short in the picture and long in depth: it is real.
    """
    near: Side = "left" if left_is_nearer(depth) > 0 else "right"
    space = np.column_stack([points, depth])
    for bone in (("hip", "knee"), ("knee", "ankle")):
        near_px, far_px = (
            space[index_of(bone[0], side)] - space[index_of(bone[1], side)]
            for side in (near, other_side(near))
        )
        in_picture = np.hypot(*far_px[:2]) < _INVENTED_SHARE * np.hypot(*near_px[:2])
        if in_picture and np.linalg.norm(far_px) < _INVENTED_SHARE * np.linalg.norm(near_px):
            points = points.copy()
            points[_LEFT if near == "right" else _RIGHT] = np.nan
    return points


#: Below this speed of change the filter smooths hardest, in hertz. Its lag at rest is about 1 / (2
#: pi f).
MIN_CUTOFF_HZ = 2.0
#: How fast the cut-off rises with speed, in hertz per (trunk length per second).
BETA_HZ = 4.0
_SPEED_CUTOFF_HZ = 2.0


class OneEuro:
    """Smooths an array of points over time; a NaN stays NaN and starts afresh after."""

    def __init__(self) -> None:
        self._time_s = math.nan
        self._value: Floats | None = None
        self._speed: Floats | None = None

    def smooth(self, time_s: float, points: Floats, scale_px: float) -> Floats:
        """The smoothed points; `scale_px` is the unit of speed, so distance does not matter."""
        previous, speed = self._value, self._speed
        step_s = time_s - self._time_s
        if previous is None or speed is None or not step_s > 0:
            result, change = points, np.zeros_like(points)
        else:
            fresh = ~np.isfinite(previous)
            raw_speed = np.where(fresh, 0.0, (points - previous) / (step_s * scale_px))
            change = _blend(step_s, _SPEED_CUTOFF_HZ, speed, raw_speed)
            pace = np.linalg.norm(change, axis=-1, keepdims=True)
            cutoff = MIN_CUTOFF_HZ + BETA_HZ * np.nan_to_num(pace)
            result = np.where(fresh, points, _blend(step_s, cutoff, previous, points))
            change = np.where(np.isfinite(change), change, 0.0)
        self._time_s, self._value, self._speed = time_s, result, change
        return result


def _blend(step_s: float, cutoff_hz: Floats | float, old: Floats, new: Floats) -> Floats:
    rate = 2.0 * math.pi * np.asarray(cutoff_hz) * step_s
    weight = rate / (rate + 1.0)
    blended: Floats = old + weight * (new - old)
    return blended
