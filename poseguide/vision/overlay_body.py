"""The body drawn into a picture: the skeleton that is believed, and the joint that is measured."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal

import cv2
import numpy as np

from poseguide.core.palette import Color, rgb_of
from poseguide.core.records import Floats, Update, WorkSide
from poseguide.core.skeleton import LEG, LIMBS, SIDES, Side, index_of, other_side
from poseguide.definitions.base import Condition, split_point
from poseguide.definitions.schema import Exercise
from poseguide.vision.lettering import AMBER, GREEN, Picture

_NEAR, _FAR = rgb_of("film-near"), rgb_of("film-far")
#: The side away from the camera, the near one, and the leg that works.
LimbKind = Literal["far", "near", "work"]
_COLORS: dict[LimbKind, Color] = {"far": _FAR, "near": _NEAR, "work": AMBER}
_LEG = ("hip", *LEG)
#: OpenCV takes points finer than a pixel as whole numbers of 1/16.
_FINE_BITS = 4


def bones(points: Floats, near: Side, working: Side) -> Iterator[tuple[Floats, LimbKind]]:
    """The lines of a skeleton, each (2, 2) pixels with its kind; the farther ones come first."""
    for ends in ("shoulder", "hip"):
        yield points[[index_of(ends, side) for side in SIDES]], "far"
    for side in (other_side(near), near):
        for bone in (("ear", "shoulder"), *LIMBS):
            works = side == working and bone[0] in _LEG and bone[1] in _LEG
            kind: LimbKind = "work" if works else "near" if side == near else "far"
            yield points[[index_of(point, side) for point in bone]], kind


def draw_skeleton(picture: Picture, update: Update, working: Side, thick_px: int) -> None:
    """Draw the points that are believed: far side dim, working leg in colour."""
    points, near = update.pose.points, update.sample.near
    for ends, kind in bones(points, near, working):
        wide_px = thick_px + (thick_px // 2 + 1 if kind == "work" else 0)
        _line(picture, ends, _COLORS[kind], wide_px)
    for side in (other_side(near), near):
        for point in ("shoulder", "elbow", "wrist", *_LEG):
            color = _NEAR if side == near else _FAR
            _dot(picture, points[index_of(point, side)], color, thick_px)


def side_shown(update: Update) -> WorkSide:
    """The side whose values are shown: the one that works, else the one nearer to the camera."""
    near = update.sample.near
    return update.side or ("both" if "both" in update.sample.sides else near)


def joint_of(exercise: Exercise, update: Update, side: WorkSide) -> Floats:
    """The points of the main signal in its definition's order, (n, 2) pixels."""
    near = update.sample.near
    working: Side = near if side == "both" else side
    rows = []
    for name in exercise.signals[exercise.main].points:
        at = {"near_": near, "other_": other_side(working)}
        prefix, bare = split_point(name)
        rows.append(index_of(bare, at.get(prefix, working)))
    points: Floats = update.pose.points[rows]
    return points


def arc(points: Floats, angle_deg: float) -> tuple[float, float]:
    """Return the begin and the sweep of the arc of an angle at the middle of three points; degrees.

    0 points to the right and the way round is that of a clock, as pixels go. The sweep is
    `angle_deg` long, to the side on which the third point lies: over 180 it is the longer way.
    """
    first, joint, last = points
    from_deg = math.degrees(math.atan2(*(first - joint)[::-1]))
    turn_deg = (math.degrees(math.atan2(*(last - joint)[::-1])) - from_deg) % 360.0
    clockwise = abs(turn_deg - angle_deg) <= abs(360.0 - turn_deg - angle_deg)
    return from_deg, angle_deg if clockwise else -angle_deg


def draw_angle(
    picture: Picture,
    points: Floats,
    angle_deg: float,
    target: Condition | None,
    thick_px: int,
    color: Color,
) -> None:
    """Draw the angle at the middle one of three points as an arc, with a tick at each limit.

    The arc goes the way round that is `angle_deg` long: over 180 it is the longer one.
    """
    radius_px = 10.0 * thick_px
    joint = points[1]
    from_deg, sweep_deg = arc(points, angle_deg)
    steps = np.radians(np.linspace(from_deg, from_deg + sweep_deg, 32))
    curve = joint + radius_px * np.stack([np.cos(steps), np.sin(steps)], axis=1)
    cv2.polylines(
        picture, [_fine(curve)], False, color, thick_px, lineType=cv2.LINE_AA, shift=_FINE_BITS
    )
    for limit in (target.above, target.below) if target is not None else ():
        if limit is not None:
            at = math.radians(from_deg + math.copysign(limit, sweep_deg))
            ray = np.array([math.cos(at), math.sin(at)])
            ends = np.stack([joint + 0.7 * radius_px * ray, joint + 1.4 * radius_px * ray])
            _line(picture, ends, GREEN, thick_px)


def draw_ring(picture: Picture, at: Floats, thick_px: int, color: Color) -> None:
    """Draw a ring around the point that is measured."""
    middle = _fine(at)
    radius = round(5.0 * thick_px * 2**_FINE_BITS)
    cv2.circle(
        picture, middle.tolist(), radius, color, thick_px, lineType=cv2.LINE_AA, shift=_FINE_BITS
    )


def _line(picture: Picture, ends: Floats, color: Color, thick_px: int) -> None:
    if np.isfinite(ends).all():
        start, end = _fine(ends).tolist()
        cv2.line(picture, start, end, color, thick_px, lineType=cv2.LINE_AA, shift=_FINE_BITS)


def _dot(picture: Picture, at: Floats, color: Color, thick_px: int) -> None:
    if np.isfinite(at).all():
        radius = thick_px << _FINE_BITS
        cv2.circle(
            picture,
            _fine(at).tolist(),
            radius,
            color,
            cv2.FILLED,
            lineType=cv2.LINE_AA,
            shift=_FINE_BITS,
        )


def _fine(points: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
    fine: np.ndarray[tuple[int, ...], np.dtype[np.int32]]
    fine = np.round(points * 2**_FINE_BITS).astype(np.int32)
    return fine
