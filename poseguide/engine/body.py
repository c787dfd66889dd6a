"""The body as a whole: how long its trunk is, which is the unit of lengths, and which side is near.

What one pose shows of it is the same for every exercise. What is made of it over time is not: each
exercise keeps its units while its own movement is under way.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from poseguide.core.records import Pose
from poseguide.core.skeleton import Side
from poseguide.core.timing import RunningMedian
from poseguide.vision.pose_filter import GAP_S, left_is_nearer, trunk_length, trunk_middle

#: Length and nearness of the trunk are medians over this long, so one bad frame does not matter.
_BODY_S = 2.0
#: After a gap the same body is seen at most this far from where it was, in trunk lengths, and at
#: most this many times larger or smaller.
_SAME_PLACE, _SAME_SIZE = 0.5, 1.25


class BodySeen(NamedTuple):
    """What one believed pose shows of the body: lengths in pixels, NaN where not seen.

    `left_nearer_px` is how much nearer to the camera the left side of the trunk is than the right.
    """

    time_s: float
    trunk_px: float
    left_nearer_px: float

    @classmethod
    def of(cls, pose: Pose) -> BodySeen:
        """Return what this pose shows."""
        return cls(pose.time_s, trunk_length(pose.points), left_is_nearer(pose.depth))


class BodyUnits:
    """The trunk length in pixels, NaN before anybody was seen, and the side nearer to the camera.

    Both are running medians, so one bad frame does not matter.
    """

    def __init__(self) -> None:
        self.trunk_px = math.nan
        self.near: Side = "left"
        self._last_s = math.nan
        self._lengths = RunningMedian(_BODY_S)
        self._nearness = RunningMedian(_BODY_S)

    def look(self, body: BodySeen) -> None:
        """Take the next body; one whose trunk is not seen changes nothing."""
        if not math.isfinite(body.trunk_px):
            return
        if body.time_s - self._last_s > GAP_S:  # perhaps at another place, or another person
            self._lengths.clear()
            self._nearness.clear()
        self._last_s = body.time_s
        self._lengths.push(body.time_s, body.trunk_px)
        self._nearness.push(body.time_s, body.left_nearer_px)
        # Where all points lie on one another nothing can be measured in lengths of the trunk.
        self.trunk_px = self._lengths.value or math.nan
        self.near = "left" if self._nearness.value > 0 else "right"


class PlaceWatch:
    """Tells where after a gap another body is seen, or the same one at another place."""

    def __init__(self) -> None:
        self._last_s = math.nan
        self._trunk_px = math.nan
        self._middle = (math.nan, math.nan)

    def is_another(self, pose: Pose) -> bool:
        """Take the next believed pose; return whether a gap ends with it and its place is new."""
        trunk_px = trunk_length(pose.points)
        if not math.isfinite(trunk_px):
            return False
        x, y = trunk_middle(pose.points).tolist()
        moved = math.hypot(x - self._middle[0], y - self._middle[1])
        larger = max(trunk_px, self._trunk_px) / max(min(trunk_px, self._trunk_px), 1.0)
        gap = pose.time_s - self._last_s > GAP_S
        self._last_s, self._trunk_px, self._middle = pose.time_s, trunk_px, (x, y)
        return gap and (moved > _SAME_PLACE * trunk_px or larger > _SAME_SIZE)
