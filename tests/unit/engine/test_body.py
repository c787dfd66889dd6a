"""The units of the body over time: its trunk and its nearer side, one bad frame set aside."""

from __future__ import annotations

import math

import pytest
from support.coached import rep

from poseguide.core.records import Pose
from poseguide.core.skeleton import SIDES, Side
from poseguide.engine.body import BodySeen, BodyUnits


def after(*bodies: tuple[float, float, float]) -> BodyUnits:
    units = BodyUnits()
    for body in bodies:
        units.look(BodySeen(*body))
    return units


@pytest.mark.parametrize("near", SIDES)
def test_a_pose_shows_the_trunk_and_the_nearer_side(near: Side) -> None:
    body = BodySeen.of(rep(near=near)[0])
    assert body.trunk_px == pytest.approx(150.0)
    assert (body.left_nearer_px > 0) == (near == "left")


def test_nobody_shows_nothing_and_changes_nothing() -> None:
    nobody = BodySeen.of(Pose.unseen(0.2, 640, 480))
    assert math.isnan(nobody.trunk_px)
    units = after((0.0, 100.0, -5.0), (0.1, 102.0, -5.0), tuple(nobody))
    assert (units.trunk_px, units.near) == (101.0, "right")


def test_the_units_are_medians_of_the_last_two_seconds() -> None:
    units = after((0.0, 90.0, 9.0), (0.4, 100.0, 9.0), (0.8, 300.0, -9.0))
    assert (units.trunk_px, units.near) == (100.0, "left")
    for time_s in (1.2, 1.6, 2.0, 2.4):
        units.look(BodySeen(time_s, 80.0, -9.0))
    assert (units.trunk_px, units.near) == (80.0, "right")


def test_after_a_gap_the_units_are_those_of_the_body_that_is_there_now() -> None:
    assert after((0.0, 100.0, 5.0), (0.1, 100.0, 5.0), (0.6, 40.0, 5.0)).trunk_px == 100.0
    units = after((0.0, 100.0, 5.0), (0.1, 100.0, 5.0), (0.7, 40.0, -5.0))
    assert (units.trunk_px, units.near) == (40.0, "right")


def test_a_depth_that_is_not_known_gives_the_right_side_and_leaves_the_trunk() -> None:
    units = after((0.0, 100.0, 5.0), (0.1, 100.0, math.nan))
    assert (units.trunk_px, units.near) == (100.0, "right")


def test_a_body_in_one_point_has_no_length() -> None:
    assert math.isnan(after((0.0, 0.0, 5.0)).trunk_px)
