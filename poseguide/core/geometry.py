"""Pure functions on image points: (2,) pixels, x to the right, y down; NaN in, NaN out."""

from __future__ import annotations

import math

from poseguide.core.records import Point


def angle_deg(a: Point, b: Point, c: Point) -> float:
    """Return the inner angle at `b` in degrees, 0 to 180; points are (2,) pixels; NaN if any is."""
    return abs(_turn_deg(a, b, c))


def ventral_angle_deg(a: Point, b: Point, c: Point, left_is_near: bool) -> float:
    """Return the angle at `b` on the belly's side in degrees, -90 to 270; over 180 is arched.

    Seen from a person's left, turning from the trunk's up direction to the belly's side runs
    against the clock in the picture whatever way the body lies; seen from the right, with the
    clock. A joint folded until its bones cross reads below 0 instead of jumping to 360.
    """
    turn = _turn_deg(a, b, c) * (-1.0 if left_is_near else 1.0)
    return turn + 360.0 if turn < -90.0 else turn


def tilt_deg(a: Point, b: Point) -> float:
    """Return the tilt from `a` to `b` above the horizontal in degrees, -90 to 90."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    return math.degrees(math.atan2(-dy, abs(dx)))


def distance(a: Point, b: Point) -> float:
    """Return the distance of two points in pixels."""
    return math.hypot(b[0] - a[0], b[1] - a[1])


def height_over(point: Point, a: Point, b: Point) -> float:
    """Return the height of a point over the line through `a` and `b` in pixels, positive is up.

    Measured at right angles to the line, so a camera that is not level does not matter.
    """
    dx, dy = float(b[0] - a[0]), float(b[1] - a[1])
    length = math.hypot(dx, dy)
    if length == 0.0:
        return math.nan
    across = (dx * float(point[1] - a[1]) - dy * float(point[0] - a[0])) / length
    return -across if dx >= 0 else across


def _turn_deg(a: Point, b: Point, c: Point) -> float:
    """Return the turn at `b` from `a` to `c` in degrees, -180 to 180, clockwise positive."""
    ux, uy = a[0] - b[0], a[1] - b[1]
    vx, vy = c[0] - b[0], c[1] - b[1]
    if (ux == 0.0 and uy == 0.0) or (vx == 0.0 and vy == 0.0):
        return math.nan
    return math.degrees(math.atan2(ux * vy - uy * vx, ux * vx + uy * vy))
