"""Angles, tilts and heights of points whose answers are known by hand."""

import math

import numpy as np
import pytest
from numpy.testing import assert_allclose

from poseguide.core import geometry
from poseguide.core.records import Floats


def at(x: float, y: float) -> Floats:
    return np.array([x, y], dtype=float)


def along(deg: float, length: float = 100.0) -> Floats:
    """A point in a direction: 0 to the right, 90 up in the picture."""
    return at(length * math.cos(math.radians(deg)), -length * math.sin(math.radians(deg)))


ORIGIN = at(0, 0)
NOWHERE = at(math.nan, math.nan)


@pytest.mark.parametrize("between", [0, 30, 90, 135, 180])
@pytest.mark.parametrize("turned", [0, 77, 200])
def test_the_inner_angle_does_not_depend_on_turn_order_or_length(
    between: float, turned: float
) -> None:
    a, c = along(turned), along(turned + between, length=7)
    assert_allclose(geometry.angle_deg(a, ORIGIN, c), between, atol=1e-9)
    assert_allclose(geometry.angle_deg(c, ORIGIN, a), between, atol=1e-9)


def test_an_angle_over_180_reads_as_the_inner_one() -> None:
    assert_allclose(geometry.angle_deg(along(0), ORIGIN, along(250)), 110)


# Lying on the back with the head to the right, seen from the left: the belly is up.
HEAD = along(0)


@pytest.mark.parametrize("hip", [45, 90, 180, 190, 230])
def test_the_ventral_angle_passes_180_when_the_body_arches(hip: float) -> None:
    knee = along(hip)  # through the belly's side, which is up
    assert_allclose(geometry.ventral_angle_deg(HEAD, ORIGIN, knee, left_is_near=True), hip)


@pytest.mark.parametrize("hip", [45, 90, 180, 190, 230])
@pytest.mark.parametrize("lying", [0, 35, 90, 180, 270])
def test_the_ventral_angle_is_the_same_seen_from_either_side_and_however_the_body_lies(
    hip: float, lying: float
) -> None:
    head, knee = along(lying), along(lying + hip)
    mirrored = head * (-1, 1), ORIGIN, knee * (-1, 1)
    assert_allclose(geometry.ventral_angle_deg(head, ORIGIN, knee, left_is_near=True), hip)
    assert_allclose(geometry.ventral_angle_deg(*mirrored, left_is_near=False), hip)


def test_a_joint_folded_until_its_bones_cross_reads_a_little_below_zero() -> None:
    knee = along(-5)
    assert_allclose(geometry.ventral_angle_deg(HEAD, ORIGIN, knee, left_is_near=True), -5)


@pytest.mark.parametrize("deg", [-90, -30, 0, 45, 90])
def test_tilt_is_up_from_the_horizontal_and_the_same_mirrored(deg: float) -> None:
    there = along(deg)
    assert_allclose(geometry.tilt_deg(ORIGIN, there), deg)
    assert_allclose(geometry.tilt_deg(ORIGIN, there * (-1, 1)), deg)


def test_distance_is_in_pixels() -> None:
    assert geometry.distance(at(10, 20), at(13, 24)) == 5.0


@pytest.mark.parametrize("camera_roll", [0, 10, -25])
@pytest.mark.parametrize("height", [40, 0, -15])
def test_height_is_over_the_line_whatever_way_it_runs_and_the_camera_rolls(
    camera_roll: float, height: float
) -> None:
    a, b = along(camera_roll + 180), along(camera_roll)
    point = along(camera_roll, 30) + along(camera_roll + 90, height)
    assert_allclose(geometry.height_over(point, a, b), height, atol=1e-9)
    assert_allclose(geometry.height_over(point, b, a), height, atol=1e-9)


def test_what_is_not_seen_is_nan_and_not_a_number() -> None:
    one, two = along(0), along(60)
    for hidden in range(3):
        points = [one, ORIGIN, two]
        points[hidden] = NOWHERE
        assert math.isnan(geometry.angle_deg(*points))
        assert math.isnan(geometry.ventral_angle_deg(*points, left_is_near=True))
        assert math.isnan(geometry.height_over(*points))
    assert math.isnan(geometry.tilt_deg(one, NOWHERE))
    assert math.isnan(geometry.distance(NOWHERE, one))


def test_points_that_fall_together_have_no_angle_and_no_line() -> None:
    assert math.isnan(geometry.angle_deg(ORIGIN, ORIGIN, along(10)))
    assert math.isnan(geometry.angle_deg(along(10), ORIGIN, ORIGIN))
    assert math.isnan(geometry.height_over(along(10), ORIGIN, ORIGIN))
