"""The filter of poses: points that cannot be believed become NaN, the others are smoothed.

Picture bounds, invented far legs, swapped legs and cuts; then the One-Euro filter (Casiez, Roussel
and Vogel, CHI 2012), causal and quick in motion.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from poseguide.core.records import Floats, Pose
from poseguide.core.skeleton import INDEX, LEG, SIDES, Side, index_of, other_side

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
#: Legs that truly meet came nearer at this share of the speed in the frame before, at least.
_ON_ITS_WAY = 0.4
#: Labels that contradict the movement for this long in all are right after all.
_MAJORITY_S = 0.5

_LEFT = tuple(index_of(point, "left") for point in LEG)
_RIGHT = tuple(index_of(point, "right") for point in LEG)
_TRUNK = [INDEX["left_shoulder"], INDEX["right_shoulder"], INDEX["left_hip"], INDEX["right_hip"]]
#: The bones that show whether a leg is invented: one of the near leg, and the same of the far one.
_BONES_BY_NEAR: dict[Side, list[tuple[tuple[int, int], tuple[int, int]]]] = {
    near: [
        (
            (index_of(above, near), index_of(below, near)),
            (index_of(above, other_side(near)), index_of(below, other_side(near))),
        )
        for above, below in (("hip", "knee"), ("knee", "ankle"))
    ]
    for near in SIDES
}
_NOWHERE = (math.nan, math.nan)

#: The points of one pose as plain numbers, with which single points are quicker than with arrays.
_Rows = list[Sequence[float]]


def trunk_length(points: Floats) -> float:
    """Mid-shoulder to mid-hip in pixels; points are (33, 2); NaN if unseen."""
    return _length_of(points[_TRUNK].tolist())


def trunk_middle(points: Floats) -> Floats:
    """Return the middle of shoulders and hips, (2,) pixels; points are (33, 2)."""
    middle: Floats = points[_TRUNK].mean(axis=0)
    return middle


def is_jump(moved_trunks: float, step_s: float) -> bool:
    """Return whether the trunk's middle moved further than a body does: it is another one."""
    return moved_trunks > max(_JUMP_TRUNKS, _JUMP_TRUNKS_PER_S * step_s)


def _length_of(trunk: Sequence[Sequence[float]]) -> float:
    a, b, c, d = trunk
    return float(
        np.hypot(
            (a[0] + b[0]) / 2 - (c[0] + d[0]) / 2,
            (a[1] + b[1]) / 2 - (c[1] + d[1]) / 2,
        )
    )


class PoseFilter:
    """Turns each pose into what can be believed of it: doubtful points become NaN."""

    def __init__(self) -> None:
        self._time_s = -math.inf
        self._middle: tuple[float, float] | None = None
        self._scale_px = math.nan
        self._doubt_until_s = -math.inf
        self._legs = _LegIdentity()

    def believe(self, pose: Pose, *, stepped: bool = False) -> Pose:
        """The believed part of the pose; all NaN while a cut settles.

        `stepped` says that the camera moved before it: where each leg was says nothing then.
        """
        if not pose.found:
            return pose
        if stepped:
            self._legs.forget_places()
        rows: _Rows = pose.points.tolist()
        trunk = [rows[place] for place in _TRUNK]
        trunk_px = _length_of(trunk)
        if self._is_cut(pose.time_s, trunk, trunk_px):
            self._doubt_until_s = pose.time_s + _SETTLE_S
            self._legs = _LegIdentity()
        if pose.time_s < self._doubt_until_s:
            return Pose.unseen(pose.time_s, pose.width_px, pose.height_px)
        swapped = self._legs.are_swapped(pose.time_s, rows, trunk_px)
        if swapped:
            for left, right in zip(_LEFT, _RIGHT, strict=True):
                rows[left], rows[right] = rows[right], rows[left]
        outside = [
            place
            for place, (x, y) in enumerate(rows)
            if not (0 <= x < pose.width_px and 0 <= y < pose.height_px)
        ]
        for place in outside:
            rows[place] = _NOWHERE
        invented = _invented_leg(rows, pose.depth)
        for place in invented:
            rows[place] = _NOWHERE
        # Most poses are believed as they are.
        changed = swapped or outside or invented
        return replace(pose, points=np.array(rows)) if changed else pose

    def _is_cut(self, time_s: float, trunk: _Rows, trunk_px: float) -> bool:
        x, y = (sum(along) / len(_TRUNK) for along in zip(*trunk, strict=True))
        step_s = time_s - self._time_s
        cut = False
        if self._middle is not None and step_s < _REMEMBER_S:
            moved_px = math.hypot(x - self._middle[0], y - self._middle[1])
            cut = is_jump(moved_px / max(self._scale_px, trunk_px, 1.0), step_s)
        self._time_s, self._middle, self._scale_px = time_s, (x, y), trunk_px
        return cut


class _LegIdentity:
    """Keeps the two legs apart when the model swaps their labels.

    Each leg is expected to be where it was. When the other label fits clearly better, the labels of
    this frame are taken as swapped. The flicker goes both ways, so the labels' majority over the
    last second decides which leg is the left one: one wrong guess does not last.
    """

    def __init__(self) -> None:
        self._time_s = -math.inf
        self._legs: tuple[_Rows, _Rows] | None = None  # left and right
        self._nearer = 0.0  # how fast the legs came nearer to each other, in pixels a second
        self._agreed_s = _MAJORITY_S

    def forget_places(self) -> None:
        """Forget where the legs were; which of them is which is kept."""
        self._legs = None

    def are_swapped(self, time_s: float, rows: _Rows, trunk_px: float) -> bool:
        """Return whether the left leg stands under the labels of the right one, and the other way.

        `rows` are the 33 points of the pose.
        """
        left, right = [rows[place] for place in _LEFT], [rows[place] for place in _RIGHT]
        step_s = time_s - self._time_s
        swapped = False
        if self._legs is not None and step_s < _REMEMBER_S:
            was_left, was_right = self._legs
            before = _apart(was_left, was_right)
            now = _apart(left, right)
            nearer = (before - now) / step_s
            # Both legs are drawn where one is, as on the way to swapped labels. A leg that comes
            # back beside the other one was on its way already.
            jumped = self._nearer < _ON_ITS_WAY * nearer
            if jumped and before > trunk_px and now < _DOUBLED_SHARE * before:
                return False
            self._nearer = nearer
            kept = _apart(left, was_left) + _apart(right, was_right)
            crossed = _apart(right, was_left) + _apart(left, was_right)
            swapped = crossed < _SWAP_SHARE * kept and kept > trunk_px
            vote_s = self._agreed_s + (-step_s if swapped else step_s)
            self._agreed_s = min(vote_s, _MAJORITY_S)
            if self._agreed_s < 0.0:
                swapped, self._agreed_s = False, _MAJORITY_S
        self._time_s, self._legs = time_s, (right, left) if swapped else (left, right)
        return swapped


def _apart(leg: _Rows, other: _Rows) -> float:
    """Sum of the distances between the points of two legs, in pixels."""
    return sum(map(math.dist, leg, other))


def left_is_nearer(depth: Floats) -> float:
    """Return how much nearer the trunk's left side is than its right, in pixels; NaN if unseen."""
    left = depth[INDEX["left_shoulder"]] + depth[INDEX["left_hip"]]
    right = depth[INDEX["right_shoulder"]] + depth[INDEX["right_hip"]]
    return float(right - left) / 2


def _invented_leg(rows: _Rows, depth: Floats) -> tuple[int, ...]:
    """The places of the far leg where one of its bones is far too short to be real; else none.

    A bone that points at the camera is short in the picture and long in depth: it is real.
    """
    near: Side = "left" if left_is_nearer(depth) > 0 else "right"
    for near_bone, far_bone in _BONES_BY_NEAR[near]:
        near_px, near_space_px = _bone_length(near_bone, rows, depth)
        far_px, far_space_px = _bone_length(far_bone, rows, depth)
        if far_px < _INVENTED_SHARE * near_px and far_space_px < _INVENTED_SHARE * near_space_px:
            return _LEFT if near == "right" else _RIGHT
    return ()


def _bone_length(bone: tuple[int, int], rows: _Rows, depth: Floats) -> tuple[float, float]:
    """Return the length of a bone in the picture, and that in space, in pixels."""
    a, b = bone
    in_space = math.dist((*rows[a], float(depth[a])), (*rows[b], float(depth[b])))
    return math.dist(rows[a], rows[b]), in_space


#: Below this speed of change the filter smooths hardest, in hertz. Its lag at rest is about 1 / (2
#: pi f).
MIN_CUTOFF_HZ = 2.0
#: How fast the cut-off rises with speed, in hertz per (trunk length per second).
BETA_HZ = 4.0
_SPEED_CUTOFF_HZ = 2.0


class OneEuro:
    """Smooths an array of points over time; a NaN stays NaN and starts afresh after.

    Every checker measures speed in its own unit. For several of them the same points are smoothed
    in all their units at once.
    """

    def __init__(self) -> None:
        self._time_s = math.nan
        self._value: Floats | None = None
        self._speed: Floats | None = None

    def smooth(self, time_s: float, points: Floats, scale_px: Floats | float) -> Floats:
        """The smoothed points, (n, 2), or (units, n, 2) for so many units.

        `scale_px` is the unit of speed, so distance does not matter: a number, or (units, 1, 1).
        """
        previous, speed = self._value, self._speed
        step_s = time_s - self._time_s
        if previous is None or speed is None or not step_s > 0:
            change = np.zeros(np.broadcast_shapes(points.shape, np.shape(scale_px)))
            result = points + change
        else:
            moved = points - previous
            fresh = np.isnan(previous)
            raw_speed = moved / (step_s * scale_px)
            raw_speed[fresh] = 0.0
            change = speed + _weight(step_s, _SPEED_CUTOFF_HZ) * (raw_speed - speed)
            squares = change * change
            pace = np.sqrt(squares[..., :1] + squares[..., 1:])
            result = previous + _weight(step_s, MIN_CUTOFF_HZ + BETA_HZ * pace) * moved
            np.copyto(result, points, where=fresh)
            change[np.isnan(change)] = 0.0
        self._time_s, self._value, self._speed = time_s, result, change
        return result


_Hz = TypeVar("_Hz", float, Floats)


def _weight(step_s: float, cutoff_hz: _Hz) -> _Hz:
    """Return the share of the way to the new value that is gone in one step, 0 to 1."""
    rate = 2.0 * math.pi * cutoff_hz * step_s
    return rate / (rate + 1.0)
