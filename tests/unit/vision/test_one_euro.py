"""The One-Euro filter: steady at rest, quick in motion, honest about what is missing."""

import math

import numpy as np
from numpy.testing import assert_allclose

from poseguide.core.records import Floats
from poseguide.vision.pose_filter import MIN_CUTOFF_HZ, OneEuro

TRUNK_PX = 150.0


def smoothed(values: Floats, fps: float, scale_px: float = TRUNK_PX) -> Floats:
    """One coordinate through the filter."""
    euro = OneEuro()
    points = [
        euro.smooth(number / fps, np.array([[value, 0.0]]), scale_px)
        for number, value in enumerate(values)
    ]
    return np.array([point[0, 0] for point in points])


def test_a_still_point_stays_where_it_is() -> None:
    assert_allclose(smoothed(np.full(20, 321.0), 30), 321.0)


def test_noise_at_rest_shrinks_to_less_than_half() -> None:
    noise = np.random.default_rng(1).normal(0.0, 1.0, 600)
    assert np.std(smoothed(noise, 30)[30:]) < 0.5


def test_a_fast_movement_is_followed_more_closely_than_the_resting_filter_would() -> None:
    speed = 2 * TRUNK_PX  # pixels a second
    ramp = np.arange(90) / 30 * speed
    lag_s = (ramp - smoothed(ramp, 30))[-1] / speed
    resting_lag_s = 1 / (2 * math.pi * MIN_CUTOFF_HZ)
    assert 0 < lag_s < resting_lag_s / 2


def test_the_distance_to_the_camera_does_not_change_the_smoothing() -> None:
    walk = np.random.default_rng(2).normal(0.0, 4.0, 50).cumsum()
    assert_allclose(smoothed(walk * 3, 30, TRUNK_PX * 3), smoothed(walk, 30) * 3)


def test_the_frame_rate_changes_the_result_little() -> None:
    path = np.sin(np.arange(121) / 60 * 2 * math.pi) * TRUNK_PX
    assert_allclose(smoothed(path[::4], 15), smoothed(path, 60)[::4], atol=0.06 * TRUNK_PX)


def test_it_uses_no_later_values() -> None:
    walk = np.random.default_rng(3).normal(0.0, 4.0, 40).cumsum()
    assert_allclose(smoothed(walk[:20], 30), smoothed(walk, 30)[:20])


def test_a_missing_point_is_missing_and_the_next_starts_afresh() -> None:
    values = np.array([10.0, 10.0, math.nan, 90.0, 90.0])
    result = smoothed(values, 30)
    assert_allclose(result, [10.0, 10.0, math.nan, 90.0, 90.0])


def test_a_missing_point_does_not_touch_the_others() -> None:
    euro = OneEuro()
    for number in range(10):
        points = np.full((33, 2), 50.0)
        points[7] = math.nan
        result = euro.smooth(number / 30, points, TRUNK_PX)
    assert np.isnan(result[7]).all()
    assert_allclose(np.delete(result, 7, axis=0), 50.0)
