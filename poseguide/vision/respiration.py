"""The rise of the belly and the chest of a lying body: breathing has no landmark.

A piece of the picture around the trunk is kept as it looks while the body lies still, turned so
that the line from shoulder to hip is level. A grid of points is followed from that first look to
every later one, so nothing adds up; a belly that rises so far that it no longer looks the same is
followed from frame to frame until it is back. What the wall and the mat seem to do is the camera's
and is taken off. A strip's points are followed as two sets that mean the same; where they disagree
as much as the surface moves, nothing was seen.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from poseguide.core.records import Floats, Frame, Pose, Surface
from poseguide.core.skeleton import INDEX
from poseguide.definitions.schema import Exercise
from poseguide.vision.pose_filter import GAP_S

#: Below this quality the surface is not seen.
QUALITY_LIMIT = 3.0

#: The trunk is this long in the piece of the picture that is looked at.
_TRUNK_PX = 96
#: The piece: from this much before the shoulder and over the line, in trunk lengths, and its size.
_BEFORE, _OVER, _SIZE_PX = 0.1, 0.9, 116
#: Points are this far apart; each is known by what is around it.
_STEP_PX, _WINDOW_PX = 4, 17
#: Where the strips are, in trunk lengths along the line from the shoulder and over it.
_BELLY, _CHEST, _BODY = (0.45, 0.92), (0.08, 0.36), (0.03, 0.55)
#: A point that looks this unlike itself, or went this far sideways, is lost.
_UNLIKE, _SIDEWAYS_PX = 12.0, 8.0
#: The first look and the frame before must agree on where a point is to this much.
_ASTRAY_PX = 3.0
#: A strip needs this many points, and this share of those it had.
_LEAST_POINTS, _LEAST_SHARE = 12, 0.4
#: Of a strip's points, the part that moves most whichever way: this percentile and its opposite.
_EXTREME = 15.0
#: A body whose trunk varies more than this within two seconds, or lies this far from where it was,
#: moves; both in trunk lengths.
_SWAY_S, _SWAY, _MOVED = 2.0, 0.03, 0.1
_STILL_S = 0.5
#: Noise is what was seen of it in the last three seconds; less than this swing is never asked for.
_NOISE_S, _LEAST_SWING = 3.0, 0.010


def _between(ends: tuple[float, float], values: Floats) -> NDArray[np.bool_]:
    return (values > ends[0]) & (values < ends[1])


_SHOULDERS = [INDEX["left_shoulder"], INDEX["right_shoulder"]]
_HIPS = [INDEX["left_hip"], INDEX["right_hip"]]
_UNSEEN = Surface(math.nan, math.nan, 0.0)

_ACROSS = np.arange(6, _SIZE_PX - 4, _STEP_PX)
_X, _Y = (axis.ravel() for axis in np.meshgrid(_ACROSS, _ACROSS))
_GRID = np.stack([_X, _Y], axis=1).astype(np.float64)
_ALONG, _UP = _X / _TRUNK_PX - _BEFORE, _OVER - _Y / _TRUNK_PX
_EVEN = _X // _STEP_PX % 2 == 0
_STRIPS = tuple(_between(_BODY, _UP) & _between(strip, _ALONG) for strip in (_BELLY, _CHEST))
_STILL = (_UP < -0.02) | (_UP > 0.6)


def needed(exercises: Iterable[Exercise]) -> bool:
    """Return whether any of the exercises measures the surface."""
    return any(s.strip is not None for e in exercises for s in e.signals.values())


class SurfaceMeter:
    """Adds to each pose how the surface of the belly and the chest stands; in the order of time."""

    def __init__(self) -> None:
        self._trunks: deque[tuple[float, Floats]] = deque()
        self._patch: _Patch | None = None
        self._heights: tuple[_Heights, _Heights] = (_Heights(), _Heights())

    def measure(self, frame: Frame, pose: Pose) -> Pose:
        """The pose of this frame with its surface, which is unseen while the body moves."""
        trunk = np.stack([pose.points[_SHOULDERS].mean(axis=0), pose.points[_HIPS].mean(axis=0)])
        if not self._lies_still(pose.time_s, trunk):
            self._patch = None
        elif self._patch is None and self._trunks[-1][0] - self._trunks[0][0] >= _STILL_S:
            middle = np.median([t for _, t in self._trunks], axis=0)
            self._patch = _Patch(frame.image, middle)
            self._heights = (_Heights(), _Heights())
        if self._patch is None:
            return replace(pose, surface=_UNSEEN)
        rises = self._patch.follow(frame.image)
        belly, chest = (
            heights.push(pose.time_s, strip)
            for heights, strip in zip(self._heights, rises, strict=True)
        )
        return replace(pose, surface=Surface(belly, chest, self._heights[0].quality))

    def _lies_still(self, time_s: float, trunk: Floats) -> bool:
        """Return whether the trunk is seen, lies more than it stands, and does not move."""
        trunks = self._trunks
        along = trunk[1] - trunk[0]
        if not abs(along[0]) > abs(along[1]):
            trunks.clear()
            return False
        if trunks and time_s - trunks[-1][0] > GAP_S:
            trunks.clear()
            self._patch = None
        trunks.append((time_s, trunk))
        while trunks[0][0] < time_s - _SWAY_S:
            trunks.popleft()
        length = float(np.hypot(*along))
        sway = np.std([t for _, t in trunks], axis=0).max() / length
        moved = 0.0 if self._patch is None else np.abs(trunk - self._patch.trunk).max() / length
        return bool(sway < _SWAY and moved < _MOVED)


@dataclass(frozen=True)
class _Rise:
    """The rise of a strip in trunk lengths: of all its points, and of each half of them."""

    whole: float
    even: float
    odd: float


class _Patch:
    """The piece of the picture around a trunk that lies still, as it looked first."""

    def __init__(self, image: NDArray[np.uint8], trunk: Floats) -> None:
        self.trunk = trunk
        along = trunk[1] - trunk[0]
        length = float(np.hypot(*along))
        along = along / length
        up = np.array([along[1], -along[0]]) * (1.0 if along[0] > 0 else -1.0)
        # A big picture is made small first, so that no line of it is missed.
        self._shrink = min(1.0, _TRUNK_PX / length)
        origin = trunk[0] - _BEFORE * length * along + _OVER * length * up
        unit = length / _TRUNK_PX
        reach = _SIZE_PX * unit
        corners = origin + np.array(
            [(0.0, 0.0), reach * along, -reach * up, reach * along - reach * up]
        )
        height, width = image.shape[:2]
        low = np.floor(np.clip(corners.min(axis=0), 0, [width - 2, height - 2])).astype(int)
        high = np.ceil(np.clip(corners.max(axis=0), low + 2, [width, height])).astype(int)
        self._box = (slice(low[1], high[1]), slice(low[0], high[0]))
        turn = np.column_stack([along * unit, -up * unit])
        at = _GRID @ turn.T + origin
        self._inside = ((at >= 0) & (at < [width, height])).all(axis=1)
        self._matrix = np.column_stack([turn, origin - low]) * self._shrink
        self._first = self._before = self._cut(image)
        self._at = _GRID
        self._had = self._find(self._first, self._first, self._at, self._at)[1]
        self._seen = self._had

    def follow(self, image: NDArray[np.uint8]) -> tuple[_Rise, _Rise]:
        """Return how far the belly and the chest rose since the first look; NaN where not seen."""
        piece = self._cut(image)
        moved, went_on = self._find(self._before, piece, self._at, self._at)
        went_on &= self._seen
        guess = np.where(went_on[:, np.newaxis], moved, self._at)
        at, known = self._find(self._first, piece, _GRID, guess)
        # Where it looks like something else that is near by, it was not found again.
        known &= ~went_on | (np.abs(at - moved).max(axis=1) < _ASTRAY_PX)
        seen = known | went_on
        at = np.where(known[:, np.newaxis], at, guess)
        self._before, self._at, self._seen = piece, at, seen
        rise = (_GRID[:, 1] - at[:, 1]) / _TRUNK_PX
        still = seen & _STILL
        camera = float(np.median(rise[still])) if still.sum() >= _LEAST_POINTS else 0.0
        belly, chest = (self._rise_of(strip, seen, rise - camera) for strip in _STRIPS)
        return belly, chest

    def _rise_of(self, strip: NDArray[np.bool_], seen: NDArray[np.bool_], rise: Floats) -> _Rise:
        here = strip & seen
        if here.sum() < max(_LEAST_POINTS, _LEAST_SHARE * (strip & self._had).sum()):
            return _Rise(math.nan, math.nan, math.nan)
        return _Rise(*(_most_moved(rise[here & half]) for half in (True, _EVEN, ~_EVEN)))

    def _cut(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        import cv2

        grey = cv2.cvtColor(image[self._box], cv2.COLOR_RGB2GRAY)
        if self._shrink < 1.0:
            grey = cv2.resize(
                grey, None, fx=self._shrink, fy=self._shrink, interpolation=cv2.INTER_AREA
            )
        return cv2.warpAffine(  # type: ignore[return-value]
            grey,
            self._matrix,
            (_SIZE_PX, _SIZE_PX),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )

    def _find(
        self, before: NDArray[np.uint8], piece: NDArray[np.uint8], places: Floats, guess: Floats
    ) -> tuple[Floats, NDArray[np.bool_]]:
        """Return where points of an earlier piece are now, (n, 2), and which of them were found."""
        import cv2

        flowed, found, unlike = cv2.calcOpticalFlowPyrLK(
            before,
            piece,
            np.asarray(places, np.float32),
            np.asarray(guess, np.float32),
            winSize=(_WINDOW_PX, _WINDOW_PX),
            maxLevel=2,
            criteria=(cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, 15, 0.02),
            flags=cv2.OPTFLOW_USE_INITIAL_FLOW,
            minEigThreshold=3e-4,
        )
        at = np.asarray(flowed, dtype=np.float64)
        sideways = np.abs(at[:, 0] - _GRID[:, 0])
        seen = (found[:, 0] > 0) & (unlike[:, 0] < _UNLIKE) & (sideways < _SIDEWAYS_PX)
        return at, seen & self._inside


def _most_moved(rise: Floats) -> float:
    """The rise of the points that move most, whichever way; those that stand still say nothing."""
    if not rise.size:
        return math.nan
    low, high = np.percentile(rise, [_EXTREME, 100.0 - _EXTREME])
    return float(low + high)


class _Heights:
    """The last seconds of a strip: how much of its rise is noise."""

    def __init__(self) -> None:
        self._rises: deque[tuple[float, _Rise]] = deque()
        self.quality = 0.0

    def push(self, time_s: float, rise: _Rise) -> float:
        """The strip's height; NaN where the quality is below the limit."""
        if not math.isfinite(rise.whole + rise.even + rise.odd):
            self.quality = 0.0
            return math.nan
        rises = self._rises
        rises.append((time_s, rise))
        while rises[0][0] < time_s - _NOISE_S:
            rises.popleft()
        if time_s - rises[0][0] < _STILL_S:
            return math.nan
        swing = 2.0 * float(np.std([r.whole for _, r in rises]))
        noise = float(np.std([(r.even - r.odd) / 2 for _, r in rises]))
        self.quality = max(swing, _LEAST_SWING) / max(noise, 1e-6)
        return rise.whole if self.quality >= QUALITY_LIMIT else math.nan
