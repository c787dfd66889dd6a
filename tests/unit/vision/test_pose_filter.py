"""What of a pose is believed, and the smoothing of it: steady at rest, quick in motion."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose

from poseguide.core.records import Floats, Pose
from poseguide.core.skeleton import LEG, SIDES, Side, index_of, other_side
from poseguide.definitions.catalog import load_exercise
from poseguide.definitions.stick_figure import play
from poseguide.vision.pose_filter import (
    MIN_CUTOFF_HZ,
    OneEuro,
    PoseFilter,
    left_is_nearer,
    trunk_length,
)

FPS = 30.0
EXERCISE = load_exercise("leg_extension_all_fours").exercise


def poses(near: Side = "left", working: Side = "left") -> list[Pose]:
    return list(play(EXERCISE, near=near, working=working, fps=FPS))


def still(count: int, **changes: object) -> Iterator[Pose]:
    """The same pose again and again."""
    first = poses()[0]
    for number in range(count):
        yield replace(first, time_s=number / FPS, **changes)  # type: ignore[arg-type]


def leg(points: Floats, side: Side) -> Floats:
    return points[[index_of(name, side) for name in LEG]]


def swapped(pose: Pose) -> Pose:
    points = pose.points.copy()
    for name in LEG:
        left, right = index_of(name, "left"), index_of(name, "right")
        points[[left, right]] = points[[right, left]]
    return replace(pose, points=points)


def test_the_trunk_is_as_long_as_the_figure_was_drawn() -> None:
    assert_allclose(trunk_length(poses()[0].points), 150.0)


@pytest.mark.parametrize("near", SIDES)
def test_the_side_nearer_to_the_camera_is_told_by_depth(near: Side) -> None:
    assert (left_is_nearer(poses(near=near)[0].depth) > 0) == (near == "left")


def test_a_clean_movement_is_believed_untouched() -> None:
    believer = PoseFilter()
    for pose in poses():
        assert_allclose(believer.believe(pose).points, pose.points)


def test_points_outside_the_picture_are_not_seen_however_visible_the_model_calls_them() -> None:
    pose = poses()[0]
    ankle, wrist, ear = (index_of(name, "left") for name in ("ankle", "wrist", "ear"))
    points = pose.points.copy()
    points[ankle] = (points[ankle][0], pose.height_px)  # the row below the last
    points[wrist] = (-0.1, points[wrist][1])
    points[ear] = (pose.width_px, points[ear][1])  # the column after the last
    believed = PoseFilter().believe(replace(pose, points=points))
    assert np.isnan(believed.points[[ankle, wrist, ear]]).all()
    assert np.isfinite(np.delete(believed.points, [ankle, wrist, ear], axis=0)).all()


def test_a_point_on_the_last_pixel_is_seen() -> None:
    pose = poses()[0]
    points = pose.points.copy()
    points[index_of("foot_index", "left")] = (pose.width_px - 0.5, pose.height_px - 0.5)
    assert np.isfinite(PoseFilter().believe(replace(pose, points=points)).points).all()


@pytest.mark.parametrize("near", SIDES)
@pytest.mark.parametrize(("share", "believed"), [(0.43, False), (0.6, True)])
def test_a_far_leg_with_a_shank_much_too_short_is_invented(
    near: Side, share: float, believed: bool
) -> None:
    pose = poses(near=near)[0]
    far = other_side(near)
    points = pose.points.copy()
    hip = points[index_of("hip", far)]
    for name in LEG:
        points[index_of(name, far)] = hip + share * (points[index_of(name, far)] - hip)
    seen = PoseFilter().believe(replace(pose, points=points)).points
    assert np.isfinite(leg(seen, far)).all() == believed
    assert np.isfinite(leg(seen, near)).all()
    assert np.isfinite(seen[index_of("hip", far)]).all()


def test_a_near_leg_that_is_short_is_not_taken_for_invented() -> None:
    pose = poses()[0]
    points = pose.points.copy()
    hip = points[index_of("hip", "left")]
    for name in LEG:
        points[index_of(name, "left")] = hip + 0.4 * (points[index_of(name, "left")] - hip)
    assert np.isfinite(PoseFilter().believe(replace(pose, points=points)).points).all()


def moved(pose: Pose, by_px: float) -> Pose:
    return replace(pose, points=pose.points + np.array([by_px, 0.0]))


def test_a_jump_of_the_whole_body_is_a_cut_and_is_doubted_for_longer_than_a_gap() -> None:
    believer = PoseFilter()
    unseen_s = [
        pose.time_s
        for number, pose in enumerate(still(60))
        if not believer.believe(moved(pose, 120.0 if number >= 20 else 0.0)).found
    ]
    assert unseen_s[0] == pytest.approx(20 / FPS)
    assert 0.5 < unseen_s[-1] - unseen_s[0] < 0.7
    assert len(unseen_s) == round((unseen_s[-1] - unseen_s[0]) * FPS) + 1


def test_a_quick_move_of_the_body_is_no_cut() -> None:
    believer = PoseFilter()
    speed = 0.5 * 150.0  # half a trunk length a frame, just under the jump
    for number, pose in enumerate(still(8)):
        assert believer.believe(moved(pose, (number % 2) * speed)).found


def test_after_a_long_absence_another_place_is_no_cut() -> None:
    believer = PoseFilter()
    first = poses()[0]
    believer.believe(first)
    assert believer.believe(moved(replace(first, time_s=2.0), 300.0)).found


def test_nobody_stays_nobody() -> None:
    assert not PoseFilter().believe(Pose.unseen(0.0, 640, 480)).found


@pytest.mark.parametrize("run", [1, 3, 8])
def test_swapped_labels_of_the_legs_are_put_back_while_the_leg_is_stretched(run: int) -> None:
    frames = poses()
    middle = next(n for n, p in enumerate(frames) if p.time_s > 4.2)  # stretched, legs far apart
    believer = PoseFilter()
    for number, pose in enumerate(frames):
        given = swapped(pose) if middle <= number < middle + run else pose
        assert_allclose(believer.believe(given).points, pose.points)


def test_labels_that_flicker_in_a_third_of_the_frames_are_put_back() -> None:
    believer = PoseFilter()
    for number, pose in enumerate(poses()):
        stretched = 3.6 < pose.time_s < 5.0
        given = swapped(pose) if stretched and number % 3 == 0 else pose
        assert_allclose(believer.believe(given).points, pose.points)


def test_one_wrong_guess_does_not_last() -> None:
    stretched = next(p for p in poses() if p.time_s > 4.2)
    believer = PoseFilter()
    for number in range(60):
        pose = replace(stretched, time_s=number / FPS)
        believed = believer.believe(swapped(pose) if number == 0 else pose)
    assert_allclose(believed.points, stretched.points)


def test_labels_that_swap_over_a_frame_with_both_legs_in_one_place_are_put_back() -> None:
    frames = poses()
    middle = next(n for n, p in enumerate(frames) if p.time_s > 4.2)  # stretched, legs far apart
    believer = PoseFilter()
    for number, pose in enumerate(frames[: middle + 12]):
        given = pose
        if number == middle:  # both drawn on the leg that is stretched
            points = pose.points.copy()
            points[[index_of(name, "right") for name in LEG]] = leg(points, "left") + 2.0
            given = replace(pose, points=points)
        elif middle < number < middle + 5:
            given = swapped(pose)
        believed = believer.believe(given)
        if number != middle:
            assert_allclose(believed.points, pose.points)


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
