"""Steps of the camera: a laptop that is knocked moves all points of the body at once.

What was learned in the start posture, and what began before the step, is in the old picture. So the
points are measured where they would be, had the camera stayed. Turning, shifting and growing of the
picture are found from the body alone, so stored poses show them as well as a camera does.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from poseguide.core.records import Floats, Pose
from poseguide.core.skeleton import INDEX, SIDES, index_of
from poseguide.vision.pose_filter import GAP_S

#: In a step the body moves at least so many trunk lengths, and so many a second: less does not
#: matter, or is a camera in a hand.
_LEAST_TRUNKS, _LEAST_TRUNKS_PER_S = 0.05, 0.5
#: In a step no point is further from where the step takes it than this share of the way. Of 40,300
#: pairs of frames of 88 clips none was under it without a step; in heel raises all but the feet
#: moved as one, and these were 0.37 away and more.
_ASTRAY = 0.3
#: A step is over within this time.
_STEP_S = 0.35

_SHOULDERS, _HIPS = ([index_of(part, side) for side in SIDES] for part in ("shoulder", "hip"))
_JOINTS = [
    *_SHOULDERS,
    *_HIPS,
    INDEX["nose"],
    *(
        index_of(part, side)
        for part in ("ear", "knee", "ankle", "heel", "foot_index")
        for side in SIDES
    ),
]


class _Seen(NamedTuple):
    """The joints of a pose as complex numbers, x + iy, with which a turn is a product."""

    time_s: float
    joints: list[complex]

    @property
    def trunk_px(self) -> float:
        left, right, left_hip, right_hip = self.joints[:4]
        return abs(left + right - left_hip - right_hip) / 2


class CameraSteps:
    """Takes the steps of the camera out of the points of poses, in the order of time."""

    def __init__(self) -> None:
        self._before: deque[_Seen] = deque()
        self._turn: complex = 1.0
        self._shift: complex = 0.0

    def look(self, pose: Pose) -> bool:
        """Take the next pose as the model gave it; return whether the camera moved before it."""
        if not pose.found:
            return False
        if self._before and pose.time_s - self._before[-1].time_s > GAP_S:
            self.forget()  # perhaps at another place
        while self._before and pose.time_s - self._before[0].time_s > _STEP_S:
            self._before.popleft()
        seen = _Seen(pose.time_s, [complex(x, y) for x, y in pose.points[_JOINTS].tolist()])
        steps = (_step(earlier, seen) for earlier in reversed(self._before))
        step = next((step for step in steps if step is not None), None)
        if step is not None:
            turn, shift = step
            self._shift += self._turn * shift
            self._turn *= turn
            self._before.clear()
        self._before.append(seen)
        return step is not None

    def steady(self, points: Floats) -> Floats:
        """Return points, (n, 2) pixels, where they would be in the picture before all steps."""
        if self._turn == 1.0:
            return points
        there = (points[:, 0] + 1j * points[:, 1]) * self._turn + self._shift
        return np.column_stack([there.real, there.imag])

    def forget(self) -> None:
        """Forget all steps: the next pose is as the first one."""
        self._before.clear()
        self._turn, self._shift = 1.0, 0.0


def _step(before: _Seen, after: _Seen) -> tuple[complex, complex] | None:
    """Return the turn and the shift that take the points after a step back; None without a step.

    The least-squares similarity of both (Umeyama, PAMI 1991; in a plane it is one quotient).
    """
    pairs = list(zip(before.joints, after.joints, strict=True))
    ways = sorted(abs(new - old) for old, new in pairs)
    way = ways[len(ways) // 2]
    least = max(_LEAST_TRUNKS, _LEAST_TRUNKS_PER_S * (after.time_s - before.time_s))
    if not way > least * before.trunk_px:
        return None
    old_middle, new_middle = _middle(before.joints), _middle(after.joints)
    spread = sum(abs(new - new_middle) ** 2 for _, new in pairs)
    if not spread > 0.0:
        return None
    turned = sum((old - old_middle) * (new - new_middle).conjugate() for old, new in pairs)
    turn = turned / spread
    shift = old_middle - turn * new_middle
    astray = max(abs(turn * new + shift - old) for old, new in pairs)
    return (turn, shift) if astray < _ASTRAY * way else None


def _middle(joints: Sequence[complex]) -> complex:
    return sum(joints) / len(joints)
