"""The curve for the chart: thinned, of the working side, broken where nothing was seen."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from poseguide.core.records import Counts, Pose, Rep, Sample, Span, Update, WorkSide
from poseguide.definitions.catalog import load_exercise
from poseguide.definitions.schema import Exercise
from poseguide.engine.signal_trace import POINTS_PER_S, TraceRecorder


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return load_exercise("leg_extension_all_fours").exercise


def update(exercise: Exercise, time_s: float, left: float, right: float) -> Update:
    unseen = dict.fromkeys(exercise.signals, math.nan)
    sides: dict[WorkSide, dict[str, float]] = {
        "left": unseen | {"hip": left, "knee": 170.0},
        "right": unseen | {"hip": right, "knee": 90.0},
    }
    sample = Sample(time_s, "left", sides)
    pose = Pose.unseen(time_s, 640, 480)
    return Update(time_s, pose, sample, "ready", None, None, Counts(), None, (), None)


def rep(start_s: float, end_s: float) -> Rep:
    tuck = Span("tuck", start_s, start_s + 0.5)
    return Rep(1, "right", start_s, start_s + 0.2, end_s, None, None, 90.0, (tuck,))


def record(exercise: Exercise, fps: float, seconds: float, gap: range = range(0)) -> TraceRecorder:
    recorder = TraceRecorder(exercise)
    for number in range(round(seconds * fps)):
        left = math.nan if number in gap else 100.0
        recorder.add(update(exercise, number / fps, left, right=50.0))
    return recorder


@pytest.mark.parametrize("fps", [12, 15, 25, 30, 60])
def test_at_most_fifteen_points_a_second_are_kept(exercise: Exercise, fps: float) -> None:
    times_s = record(exercise, fps, seconds=10).track(()).times_s
    assert 0.5 * POINTS_PER_S * 10 < len(times_s) <= POINTS_PER_S * 10 + 1


def test_the_track_keeps_every_signal_of_the_side_that_works(exercise: Exercise) -> None:
    track = record(exercise, 10, seconds=6).track((rep(2.0, 4.0),))
    assert track.times_s == tuple(number / 10 for number in range(60))
    assert list(track.signals) == list(exercise.signals)
    assert all(len(values) == 60 for values in track.signals.values())
    works = [2.0 <= time_s <= 4.0 for time_s in track.times_s]
    assert track.sides == tuple("right" if its else "left" for its in works)
    assert track.signals["hip"] == tuple(50.0 if its else 100.0 for its in works)
    assert track.signals["knee"] == tuple(90.0 if its else 170.0 for its in works)
    assert all(math.isnan(value) for value in track.signals["neck"])


def test_where_two_repetitions_overlap_the_first_one_shows(exercise: Exercise) -> None:
    first, second = rep(1.0, 3.0), replace(rep(2.0, 4.0), side="left")
    track = record(exercise, 10, seconds=5).track((first, second))
    assert track.sides[9:32] == ("left", *["right"] * 21, "left")


def test_nothing_recorded_is_an_empty_track(exercise: Exercise) -> None:
    track = TraceRecorder(exercise).track(())
    assert (track.times_s, track.sides) == ((), ())
    assert track.signals == dict.fromkeys(exercise.signals, ())


def test_what_was_not_seen_has_no_value(exercise: Exercise) -> None:
    values = record(exercise, 10, seconds=3, gap=range(10, 12)).track(()).signals["hip"]
    assert [place for place, value in enumerate(values) if math.isnan(value)] == [10, 11]
    assert set(values[:10] + values[12:]) == {100.0}
