"""Poses to samples: each measure on a figure drawn by hand."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from support.toy import toy, words

from poseguide.core.records import Pose
from poseguide.core.skeleton import INDEX, SIDES, Side, index_of, other_side
from poseguide.engine.signals import SignalExtractor

#: Left and right the same: on the back, head to the right, trunk 100 pixels long.
PLACES = {
    "ear": (420, 300), "shoulder": (400, 300), "elbow": (360, 310), "wrist": (330, 320),
    "hip": (300, 300), "knee": (240, 220), "ankle": (180, 300), "heel": (175, 305),
    "foot_index": (150, 290),
}  # fmt: skip


def figure(
    time_s: float = 0.0,
    *,
    near: Side = "left",
    scale: float = 1.0,
    by: tuple[float, float] = (0.0, 0.0),
    **moved: tuple[float, float],
) -> Pose:
    """The figure with some points elsewhere: `left_knee=(x, y)`, or `knee=(x, y)` for both."""
    points = np.full((33, 2), (430.0, 280.0))
    for name, place in PLACES.items():
        for side in SIDES:
            points[index_of(name, side)] = moved.get(f"{side}_{name}", moved.get(name, place))
    points = points * scale + np.array(by)
    depth = np.zeros(33)
    for name in ("shoulder", "hip"):
        depth[index_of(name, near)], depth[index_of(name, other_side(near))] = -50, 50
    return Pose(time_s, points, depth, np.ones(33), 1280, 960)


def meter(sides: str = "one", **signal: Any) -> SignalExtractor:
    signals = toy().model_dump()["signals"]
    signals["x"] = {"label": words(), **signal}
    return SignalExtractor(toy(sides=sides, signals=signals))


def value(pose: Pose, side: Side = "left", **signal: Any) -> float:
    """One measure of one pose."""
    return meter(**signal).measure(pose, frozen=False).sides[side]["x"]


def test_angle_and_tilt_are_in_degrees() -> None:
    assert value(figure(), measure="angle", points=["hip", "knee", "ankle"]) == pytest.approx(
        2 * math.degrees(math.atan2(60, 80))
    )
    assert value(figure(), measure="tilt", points=["hip", "knee"]) == pytest.approx(
        math.degrees(math.atan2(80, 60))
    )


@pytest.mark.parametrize("scale", [0.5, 1.0, 2.0])
def test_lengths_are_in_trunk_lengths_at_any_distance(scale: float) -> None:
    pose = figure(scale=scale)
    assert value(pose, measure="distance", points=["hip", "knee"]) == pytest.approx(1.0)
    assert value(pose, measure="offset", points=["hip", "knee"]) == pytest.approx(0.6)
    assert value(pose, measure="rise", points=["knee", "hip"]) == pytest.approx(0.8)
    assert value(pose, measure="length", points=["hip", "knee", "ankle"]) == pytest.approx(2.0)
    assert value(
        pose, measure="height", points=["knee"], over=["shoulder", "hip"]
    ) == pytest.approx(0.8)


def test_the_ventral_angle_opens_past_180_on_the_back_side_from_either_near_side() -> None:
    signal = {"measure": "ventral_angle", "points": ["shoulder", "hip", "knee"]}
    arched = (200.0, 310.0)
    assert value(figure(knee=arched), **signal) == pytest.approx(
        180 + math.degrees(math.atan2(10, 100))
    )
    pose = figure(knee=arched, near="right")
    mirrored = replace(pose, points=pose.points * (-1, 1) + np.array([640, 0]))
    assert value(mirrored, "right", **signal) == pytest.approx(
        180 + math.degrees(math.atan2(10, 100))
    )


def test_each_side_is_measured_on_its_own_leg() -> None:
    pose = figure(left_knee=(220.0, 300.0), right_knee=(260.0, 300.0))
    both = meter(measure="distance", points=["hip", "knee"]).measure(pose, frozen=False).sides
    assert both["left"]["x"] == pytest.approx(0.8)
    assert both["right"]["x"] == pytest.approx(0.4)


@pytest.mark.parametrize(("point", "left", "right"), [
    ("other_knee", 0.4, 0.8), ("near_knee", 0.8, 0.8), ("mid_knee", 0.6, 0.6),
])  # fmt: skip
def test_the_prefixes_name_the_other_the_nearer_and_the_middle(
    point: str, left: float, right: float
) -> None:
    pose = figure(left_knee=(220.0, 300.0), right_knee=(260.0, 300.0))
    sides = meter(measure="distance", points=["hip", point]).measure(pose, frozen=False).sides
    assert sides["left"]["x"] == pytest.approx(left)
    assert sides["right"]["x"] == pytest.approx(right)


@pytest.mark.parametrize(("near", "length"), [("left", 0.8), ("right", 0.4)])
def test_a_movement_of_both_sides_is_measured_on_the_nearer_one(near: Side, length: float) -> None:
    pose = figure(near=near, left_knee=(220.0, 300.0), right_knee=(260.0, 300.0))
    sample = meter("both", measure="distance", points=["hip", "knee"]).measure(pose, frozen=False)
    assert list(sample.sides) == ["both"]
    assert sample.near == near
    assert sample.sides["both"]["x"] == pytest.approx(length)


def test_a_hidden_point_makes_its_signals_nan_and_only_those() -> None:
    pose = figure()
    points = pose.points.copy()
    points[INDEX["left_ankle"]] = math.nan
    sides = (
        meter(measure="tilt", points=["hip", "ankle"])
        .measure(replace(pose, points=points), frozen=False)
        .sides
    )
    assert math.isnan(sides["left"]["x"])
    assert math.isnan(sides["left"]["knee"])
    assert math.isfinite(sides["left"]["hip"])
    assert math.isfinite(sides["right"]["x"])


def test_before_anybody_was_seen_there_is_no_trunk_and_no_length() -> None:
    unseen = Pose.unseen(0.0, 640, 480)
    one = meter(measure="distance", points=["hip", "knee"])
    assert math.isnan(one.measure(unseen, frozen=False).sides["left"]["x"])
    assert math.isnan(one.trunk_px)


def test_one_bad_frame_changes_neither_the_trunk_nor_the_nearer_side() -> None:
    one = meter(measure="distance", points=["hip", "knee"])
    for number in range(20):
        sample = one.measure(figure(number / 30), frozen=False)
    sample = one.measure(figure(20 / 30, near="right", shoulder=(700.0, 300.0)), frozen=False)
    assert one.trunk_px == pytest.approx(100.0)
    assert sample.near == "left"


def test_the_body_is_measured_anew_after_turning_round_but_not_while_it_moves() -> None:
    for frozen, side, trunk_px in ((False, "right", 50.0), (True, "left", 100.0)):
        one = meter(measure="distance", points=["hip", "knee"])
        for number in range(30):
            one.measure(figure(number / 30), frozen=False)
        for number in range(30, 120):
            turned = figure(number / 30, near="right", scale=0.5)
            sample = one.measure(turned, frozen=frozen)
        assert sample.near == side
        assert one.trunk_px == pytest.approx(trunk_px)


CHANGE = {"measure": "level", "points": ["ankle"], "from_start": "change"}


def learned(one: SignalExtractor, pose: Pose, seconds: float, from_s: float = 0.0) -> float:
    """Spends time in a start posture; the time after it."""
    count = round(seconds * 30)
    for number in range(count):
        sample = one.measure(replace(pose, time_s=from_s + number / 30), frozen=False)
        one.learn_start(sample, "left")
    return from_s + count / 30


def rested(one: SignalExtractor, pose: Pose, from_s: float) -> float:
    """The value once the smoothing has come to rest."""
    for number in range(30):
        sample = one.measure(replace(pose, time_s=from_s + number / 30), frozen=True)
    return sample.sides["left"]["x"]


def test_a_change_from_the_start_is_not_known_before_the_start_was_learned() -> None:
    one = meter(**CHANGE)
    assert math.isnan(one.measure(figure(), frozen=False).sides["left"]["x"])
    now = learned(one, figure(), 0.5)
    assert rested(one, figure(), now) == pytest.approx(0.0, abs=1e-6)


def test_a_change_is_up_in_trunk_lengths_and_a_ratio_is_to_the_start() -> None:
    one = meter(**CHANGE)
    now = learned(one, figure(), 0.5)
    assert rested(one, figure(left_ankle=(180.0, 260.0)), now) == pytest.approx(0.4, abs=1e-3)
    ratio = meter(measure="length", points=["hip", "knee"], from_start="ratio")
    now = learned(ratio, figure(), 0.5)
    assert rested(ratio, figure(left_knee=(270.0, 260.0)), now) == pytest.approx(0.5, abs=1e-3)


def test_the_start_of_one_side_is_not_that_of_the_other() -> None:
    one = meter(**CHANGE)
    learned(one, figure(), 0.5)
    assert math.isnan(one.measure(figure(1.0), frozen=False).sides["right"]["x"])


def test_the_start_is_that_of_the_last_seconds_spent_in_it() -> None:
    one = meter(**CHANGE)
    now = learned(one, figure(), 4.0)
    lower = figure(by=(0.0, 50.0))
    now = learned(one, lower, 4.0, from_s=now + 30.0)
    assert rested(one, lower, now) == pytest.approx(0.0, abs=1e-3)


def test_a_forgotten_start_must_be_learned_again() -> None:
    one = meter(**CHANGE)
    now = learned(one, figure(), 1.0)
    one.forget_start("left")
    assert math.isnan(rested(one, figure(), now))
    lower = figure(by=(0.0, 50.0))
    now = learned(one, lower, 0.5, from_s=now + 5.0)
    assert rested(one, lower, now + 1) == pytest.approx(0.0, abs=0.05)


def test_where_a_point_stands_does_not_change_with_the_measure_of_the_trunk() -> None:
    one = meter(measure="level", points=["ankle"], from_start="change")
    now = learned(one, figure(), 0.5)
    shorter = {f"{side}_shoulder": (396.0, 300.0) for side in SIDES}
    for number in range(90):  # a trunk that looks 4 % shorter from now on
        pose = figure(now + number / 30, **shorter)
        sample = one.measure(pose, frozen=False)
    assert one.trunk_px == pytest.approx(96.0)
    assert sample.sides["left"]["x"] == pytest.approx(0.0, abs=1e-6)


JOINED = {
    "knee_up": {"label": words(), "measure": "rise", "points": ["knee", "hip"]},
    "foot_up": {"label": words(), "measure": "rise", "points": ["ankle", "hip"]},
}


@pytest.mark.parametrize(("measure", "expected"), [("sum", 1.3), ("least", 0.5)])
def test_signals_are_joined_as_their_sum_or_the_least_of_them(
    measure: str, expected: float
) -> None:
    signals = toy().model_dump()["signals"] | JOINED
    signals["x"] = {"label": words(), "measure": measure, "of": ["knee_up", "foot_up"]}
    one = SignalExtractor(toy(signals=signals))
    raised = figure(left_ankle=(180.0, 250.0))
    assert one.measure(raised, frozen=False).sides["left"]["x"] == pytest.approx(expected)
    hidden = figure(1.0, left_ankle=(math.nan, math.nan))
    assert math.isnan(one.measure(hidden, frozen=False).sides["left"]["x"])


def test_a_body_without_any_length_is_not_measured_and_breaks_nothing() -> None:
    from dataclasses import replace

    from poseguide.definitions.catalog import tracked
    from poseguide.engine.coach import Coach

    nowhere = replace(Pose.unseen(0.0, 640, 480), points=np.zeros((33, 2)), visibility=np.ones(33))
    for definition in tracked():
        coach = Coach(definition.exercise)
        for number in range(3):
            assert coach.push(replace(nowhere, time_s=number / 10)).reps == ()
