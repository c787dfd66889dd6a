"""Framing of the person by the camera: whether it is good enough for an exercise, or what to do.

Limits were measured on the poses of 45 rendered clips and the first eight seconds of 44 filmed or
drawn ones, on still pictures of six exercises rendered 20 to 90 degrees out of the side view, and
on 110 frames made darker and smaller for the pose model.
"""

from __future__ import annotations

from collections import deque
from typing import Literal

import numpy as np

from poseguide.core import geometry
from poseguide.core.records import Floats, Frame, Pose
from poseguide.core.skeleton import INDEX, LEG, SIDES, Side, index_of
from poseguide.definitions.base import split_point
from poseguide.definitions.schema import Exercise
from poseguide.vision.person_choice import UPRIGHT_DEG, is_upright
from poseguide.vision.pose_filter import left_is_nearer, trunk_length

#: The one thing to do. `get_down`: take the posture on the floor. `back`: the body is too large for
#: the picture. `head_out`, `feet_out`: that end of a body on the floor is outside the picture; move
#: along the body. `go_…`: one who stands or sits is outside at a side; forwards and backwards as
#: they face, left and right as they feel it. `tilt_…`: lean the screen so that the camera looks
#: further up or down. `side_on`: turn one side to the camera. What the exercise will need counts as
#: outside, too: a leg that it stretches, or the head of a person who sits and will stand.
FramingAdvice = Literal[
    "dark", "nobody", "two_people", "get_down", "back", "head_out", "feet_out", "go_forwards",
    "go_backwards", "go_left", "go_right", "tilt_up", "tilt_down", "closer", "side_on",
]  # fmt: skip

#: Mean brightness, 0 to 255, under which it is too dark (found of all: 100 to 97 % at 25 and more,
#: 88 % from 20 to 25, 60 % from 16 to 20; filmed rooms are at 83 and more).
DARK = 25.0
#: Trunk, thigh or shoulders in shares of the picture's longer side, under which the body is too
#: small (found of all: 100 % at 0.10 and more, 94 % from 0.08, 74 % from 0.07; the clips are at
#: 0.12 and more).
SMALL = 0.10
#: How far within the picture a point must be, in shares of its width and height (the clips: 0.03).
MARGIN = 0.02
#: A body that fills more than this of the width or height cannot be moved into the picture.
FULL = 0.92
#: A person who stands or sits and fills more than this of the height is asked to go back rather
#: than to lean the screen: that needs no hands.
TALL = 0.7
#: The distance of the shoulders sideways in trunk lengths over which an upright body is turned to
#: the camera (side view 0.00 to 0.10, 25 to 35 degrees off 0.25 to 0.39, 40: 0.49 and 0.58, 50:
#: 0.56 to 0.67, front 0.57 to 0.83).
TURNED = 0.55
#: The same for a trunk that lies: more, since it looks shorter too (side view up to 0.16, 40
#: degrees off 0.11 to 0.33, a filmed one that is counted well 0.52, 90 degrees 0.97 to 2.3). A view
#: that is less than about 70 degrees off cannot be told from a good one.
TURNED_LYING = 0.75

#: Advice is given when most frames of the last second call for it, and withdrawn when few do.
_STEADY_S = 1.0
_MOST, _LITTLE = 0.6, 0.3
#: Everything must be well for this long, in nearly all frames.
_PLACED_S = 0.8
_NEARLY_ALL = 0.9
#: Before an exercise on the floor a person may stand this long before being asked to get down.
_STANDS_S = 4.0
#: After a pause of the picture this long all earlier frames are forgotten.
_PAUSE_S = 1.5
#: With shoulders wider than this, in trunk lengths, a person is asked to go left or right, else
#: forwards or backwards.
_FRONTAL = 0.6

#: The distance of the shoulders seen from the front, in trunk lengths.
_SHOULDERS_WIDE = 0.7

#: What must be in the picture whatever the exercise measures: the model needs the whole body.
_BODY = ("ear", "shoulder", "hip", *LEG)
_SHOULDERS, _HIPS, _EARS = (
    [index_of(point, side) for side in SIDES] for point in ("shoulder", "hip", "ear")
)
#: The brightness is the mean of one in so many pixels, each way.
_STRIDE = 8

#: "wait": not well framed, but there is nothing to say yet.
_Cause = FramingAdvice | Literal["wait"] | None


class CameraFraming:
    """Judges whether the exercise can be followed from here, and gives one advice at a time.

    The start posture is not asked for. But before an exercise on the floor a person who stands is
    not placed yet, and how their standing body fits into the picture does not matter.
    """

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        measured = {
            split_point(point)[1]
            for signal in exercise.signals.values()
            for point in (*signal.points, *(signal.over or ()))
        }
        self._needed = tuple(sorted(measured.union(_BODY) - {"nose"}))
        self._on_floor = exercise.on_floor
        self._stands = exercise.posture == "standing" or any(
            min(pose.hip, pose.knee) > 150.0 and pose.trunk > UPRIGHT_DEG
            for pose in exercise.good.poses
        )
        self._stretches = {
            pose.hip for pose in exercise.good.poses if pose.knee > 150.0 and not self._stands
        }
        self._causes: deque[tuple[float, _Cause]] = deque()
        self._crowds = 0  # times in a row that more than one person was counted
        self._upright_s: float | None = None
        self._advice: FramingAdvice | None = None
        self._placed = False

    @property
    def placed(self) -> bool:
        """Return whether everything was well for 0.8 s; it stays so."""
        return self._placed

    def push(self, frame: Frame, pose: Pose, people: int | None = None) -> FramingAdvice | None:
        """Take a frame and return the advice to give now; None where there is none, or none yet.

        `pose` is what the pose model found, points outside the picture included. `people` is how
        many were counted in the frame, None where they were not.
        """
        if people is not None:
            self._crowds = self._crowds + 1 if people > 1 else 0
        causes = self._causes
        if causes and frame.time_s - causes[-1][0] > _PAUSE_S:
            causes.clear()
            self._upright_s = None
        causes.append((frame.time_s, self._cause(frame, pose)))
        # One older than the window is kept: it shows that the window is full.
        while len(causes) > 2 and causes[1][0] <= frame.time_s - _STEADY_S:
            causes.popleft()
        if self._share(None, _PLACED_S) >= _NEARLY_ALL and causes[-1][1] is None:
            self._placed = True
        if self._placed:
            self._advice = None
        else:
            self._decide()
        return self._advice

    def _decide(self) -> None:
        known = (cause for _, cause in self._causes if cause is not None and cause != "wait")
        shares = {advice: self._share(advice, _STEADY_S) for advice in dict.fromkeys(known)}
        most = max(shares, key=lambda advice: shares[advice], default=None)
        kept = self._advice is not None and shares.get(self._advice, 0.0) >= _LITTLE
        if most is not None and shares[most] >= _MOST:
            self._advice = most
        elif not kept:
            # Something is wrong most of the time, if not always the same.
            self._advice = most if sum(shares.values()) >= _MOST else None

    def _share(self, cause: _Cause, last_s: float) -> float:
        """Return the share of frames with this cause; 0 before `last_s` seconds are over."""
        since_s = self._causes[-1][0] - last_s
        if self._causes[0][0] > since_s + 1e-6:
            return 0.0
        window = [its for time_s, its in self._causes if time_s > since_s - 1e-6]
        return window.count(cause) / len(window)

    def _cause(self, frame: Frame, pose: Pose) -> _Cause:
        """Return what is wrong in this frame alone, the most important first."""
        if float(frame.image[::_STRIDE, ::_STRIDE].mean()) < DARK:
            return "dark"
        if not pose.found:
            return "nobody"
        if self._crowds > 1:
            return "two_people"
        body = _Body(pose)
        if not (self._on_floor and body.upright):
            self._upright_s = None
        else:
            if self._upright_s is None:
                self._upright_s = frame.time_s
            return "get_down" if frame.time_s - self._upright_s > _STANDS_S else "wait"
        return self._framed(body) or self._sized(body)

    def _framed(self, body: _Body) -> FramingAdvice | None:
        """Return what to do so that all that is needed is in the picture; None where it is."""
        sides = (body.near,) if self._exercise.camera.view == "side" else SIDES
        places = [INDEX["nose"], *(index_of(point, s) for point in self._needed for s in sides)]
        needed = body.points[places]
        if self._stands:
            needed = np.vstack([needed, body.head_standing()])
        lies_as_asked = {"supine": body.belly_up, "all_fours": not body.belly_up}
        if self._stretches and lies_as_asked.get(self._exercise.posture, True):
            needed = np.vstack([needed, *(body.foot_at(hip_deg) for hip_deg in self._stretches)])
        low, high = needed.min(axis=0) / body.size_px, needed.max(axis=0) / body.size_px
        before, after = low < MARGIN, high > 1.0 - MARGIN
        if not (before.any() or after.any()):
            return None
        wide, tall = (high - low).tolist()
        if (before & after).any() or wide > FULL or tall > FULL:
            return "back"
        if before[0] or after[0]:
            return body.sideways(to_right=bool(before[0]))
        if tall > TALL and not self._on_floor:
            return "back"
        return "tilt_up" if before[1] else "tilt_down"

    def _sized(self, body: _Body) -> FramingAdvice | None:
        """Return what to do so that the body is large enough and seen from the right side."""
        if body.largest_px < SMALL * body.size_px.max():
            return "closer"
        limit = TURNED if body.upright else TURNED_LYING
        turned = self._exercise.camera.view == "side" and body.turned > limit
        return "side_on" if turned else None


class _Body:
    """The measures of one pose that framing needs; lengths in pixels."""

    def __init__(self, pose: Pose) -> None:
        self.points = pose.points
        self.size_px = np.array([pose.width_px, pose.height_px], dtype=np.float64)
        self.near: Side = "left" if left_is_nearer(pose.depth) > 0 else "right"
        self._shoulder, self._hip = self._middle(_SHOULDERS), self._middle(_HIPS)
        self._trunk_px = max(trunk_length(pose.points), 1.0)
        left, right = self.points[_SHOULDERS, 0]
        self.largest_px = max(
            self._trunk_px,
            *(self._bone("hip", "knee", side) for side in SIDES),
            abs(float(left - right)) / _SHOULDERS_WIDE,
        )
        self._faces_camera = bool(left > right)
        self.turned = abs(float(left - right)) / self._trunk_px
        self.upright = is_upright(pose.points)

    def sideways(self, to_right: bool) -> FramingAdvice:
        """Return how this person moves to the right of the picture, or to the left."""
        if not self.upright:
            head_is_left = bool(self._shoulder[0] < self._hip[0])
            return "head_out" if head_is_left == to_right else "feet_out"
        if self.turned > _FRONTAL:
            # A person who faces the camera has the picture's right on their left.
            return "go_left" if self._faces_camera == to_right else "go_right"
        face = self.points[INDEX["nose"], 0] - self._middle(_EARS)[0]
        feet = sum(
            self.points[index_of("foot_index", side), 0] - self.points[index_of("heel", side), 0]
            for side in SIDES
        )
        return "go_forwards" if bool(face + feet > 0) == to_right else "go_backwards"

    def head_standing(self) -> Floats:
        """Return where the nose would be, (2,) pixels, with trunk and straighter leg upright."""
        legs_px = [
            self._bone("hip", "knee", side)
            + self._bone("knee", "ankle", side)
            - float(self.points[index_of("ankle", side), 1] - self._hip[1])
            for side in SIDES
        ]
        nose = self.points[INDEX["nose"]]
        over_hip_px = self._trunk_px + geometry.distance(nose, self._shoulder)
        rise_px = max(min(legs_px), 0.0) + max(over_hip_px - float(self._hip[1] - nose[1]), 0.0)
        stood: Floats = nose - (0.0, rise_px)
        return stood

    def foot_at(self, hip_deg: float) -> Floats:
        """Return where the near ankle would be, (2,) pixels, with a straight knee at a hip angle.

        In most clips looked at, the farthest ankle was within 0.03 of the picture of it.
        """
        leg_px = self._bone("hip", "knee", self.near) + self._bone("knee", "ankle", self.near)
        foot: Floats = self.points[index_of("hip", self.near)] + leg_px * self._towards(hip_deg)
        return foot

    @property
    def belly_up(self) -> bool:
        """Return whether the belly is on the upper side of the trunk."""
        return bool(self._towards(90.0)[1] < 0.0)

    def _towards(self, hip_deg: float) -> Floats:
        """Return the direction, (2,), at this angle from the trunk's, on the side of the belly."""
        x, y = (self._shoulder - self._hip) / self._trunk_px
        # Seen from a person's left it turns against the clock (see geometry.ventral_angle_deg).
        turn = np.radians(hip_deg) * (1.0 if self.near == "left" else -1.0)
        cos, sin = np.cos(turn), np.sin(turn)
        return np.array([x * cos + y * sin, y * cos - x * sin])

    def _middle(self, places: list[int]) -> Floats:
        middle: Floats = self.points[places].mean(axis=0)
        return middle

    def _bone(self, a: str, b: str, side: Side) -> float:
        return geometry.distance(self.points[index_of(a, side)], self.points[index_of(b, side)])
