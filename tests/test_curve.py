"""The curve for the chart: thinned, of the working side, broken where nothing was seen."""

from __future__ import annotations

import math

import pytest

from poseguide.catalog import load_exercise
from poseguide.curve import POINTS_PER_S, CurveRecorder, Point
from poseguide.exercise import Exercise
from poseguide.records import Counts, Pose, Rep, Sample, Span, Update


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return load_exercise("leg_extension_all_fours").exercise


def update(time_s: float, left: float, right: float) -> Update:
    sample = Sample(time_s, "left", {"left": {"hip": left}, "right": {"hip": right}})
    pose = Pose.unseen(time_s, 640, 480)
    return Update(time_s, pose, sample, "ready", None, None, Counts(), None, (), None)


def rep(start_s: float, end_s: float) -> Rep:
    tuck = Span("tuck", start_s, start_s + 0.5)
    return Rep(1, "right", start_s, start_s + 0.2, end_s, None, None, 90.0, (tuck,))


def record(exercise: Exercise, fps: float, seconds: float, gap: range = range(0)) -> CurveRecorder:
    recorder = CurveRecorder(exercise)
    for number in range(round(seconds * fps)):
        left = math.nan if number in gap else 100.0
        recorder.add(update(number / fps, left, right=50.0))
    return recorder


@pytest.mark.parametrize("fps", [12, 15, 25, 30, 60])
def test_at_most_fifteen_points_a_second_are_kept(exercise: Exercise, fps: float) -> None:
    points = record(exercise, fps, seconds=10).points(())
    assert 0.5 * POINTS_PER_S * 10 < len(points) <= POINTS_PER_S * 10 + 1


def test_the_curve_follows_the_side_that_works(exercise: Exercise) -> None:
    points = record(exercise, 10, seconds=6).points((rep(2.0, 4.0),))
    assert {point.value for point in points if 2.0 <= point.time_s <= 4.0} == {50.0}
    assert {point.value for point in points if not 2.0 <= point.time_s <= 4.0} == {100.0}
    assert [p.stretch for p in (points[0], points[30], points[-1])] == [0, 1, 2]


def test_a_gap_breaks_the_line(exercise: Exercise) -> None:
    points = record(exercise, 10, seconds=3, gap=range(10, 12)).points(())
    assert [point.stretch for point in points] == [0] * 10 + [1] * 18
    assert not any(math.isnan(point.value) for point in points)


def test_points_name_the_phase_they_are_in(exercise: Exercise) -> None:
    points = record(exercise, 10, seconds=4).points((rep(2.0, 4.0),))
    assert points[10] == Point(1.0, 100.0, "left", None, 0)
    assert [points[n].phase for n in (22, 30)] == ["tuck", None]


def test_nothing_seen_is_no_curve(exercise: Exercise) -> None:
    assert record(exercise, 10, seconds=1, gap=range(10)).points(()) == ()
    assert CurveRecorder(exercise).near_side(1.0) is None
