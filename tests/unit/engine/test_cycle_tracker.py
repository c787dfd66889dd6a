"""Swings there and back: counted by their turning points, wherever those are."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.swinging import Stream, stream, swinging

from poseguide.definitions.schema import Exercise
from poseguide.engine.cycle_tracker import CycleTracker
from poseguide.engine.phases import Attempt


def swings(
    *turns: tuple[float, float], fps: float = 30.0, of: Exercise | None = None
) -> list[Attempt]:
    """The swings found in these turns after the start was held at 80 degrees for a second."""
    tracker = CycleTracker(of or swinging())
    taken = stream((1.0, 80.0), *turns, fps=fps)
    found = [tracker.push(t, values, far=False) for t, values in taken]
    return [attempt for attempt in (*found, tracker.finish()) if attempt is not None]


ONE = ((0.8, 110.0), (0.8, 80.0))


@pytest.mark.parametrize("fps", [10, 15, 30, 60])
def test_each_swing_there_and_back_is_counted_at_any_frame_rate(fps: float) -> None:
    found = swings(*ONE * 4, (1.0, 80.0), fps=fps)
    assert [swing.missing for swing in found] == [None] * 4
    assert [span.name for span in found[0].spans] == ["out", "home"]


def test_a_swing_begins_and_ends_at_its_turning_points() -> None:
    (swing,) = swings((1.0, 80.0), *ONE, (1.0, 80.0))
    assert swing.start_s == pytest.approx(2.0, abs=0.25)
    assert swing.spans[0].end_s == pytest.approx(2.8, abs=0.1)
    assert swing.end_s == pytest.approx(3.6, abs=0.25)


def test_where_it_swings_does_not_matter() -> None:
    drift = [(0.8, 110.0), (0.8, 85.0), (0.8, 118.0), (0.8, 92.0), (0.8, 121.0), (0.8, 95.0)]
    assert [swing.missing for swing in swings(*drift, (1.0, 95.0))] == [None] * 3


def test_the_first_way_may_be_down() -> None:
    down = ((0.8, 50.0), (0.8, 80.0))
    assert len(swings(*down * 3, (1.0, 80.0), of=swinging(first="down"))) == 3


def test_a_swing_smaller_than_the_least_is_incomplete_and_names_the_way_back() -> None:
    (swing,) = swings((0.8, 94.0), (0.8, 80.0), (1.0, 80.0))
    assert swing.missing == "home"


def test_a_swing_much_smaller_than_the_persons_own_is_incomplete() -> None:
    large = ((0.8, 130.0), (0.8, 80.0))
    found = swings(*large * 3, (0.8, 104.0), (0.8, 80.0), *large, (1.0, 80.0))
    assert [swing.missing for swing in found] == [None, None, None, "home", None]
    alone = swings((0.8, 104.0), (0.8, 80.0), (1.0, 80.0))
    assert [swing.missing for swing in alone] == [None]


def test_a_turn_below_what_is_noticed_is_noise() -> None:
    assert swings(*((0.4, 86.0), (0.4, 80.0)) * 6) == []


def test_a_way_there_without_a_way_back_is_no_swing() -> None:
    assert swings((0.8, 110.0), (12.0, 110.0), (0.5, 108.0)) == []


def test_a_swing_that_ends_with_the_recording_is_counted() -> None:
    assert [swing.missing for swing in swings(*ONE)] == [None]


def test_nothing_is_counted_before_the_start_posture_was_held() -> None:
    tracker = CycleTracker(swinging())
    found = [tracker.push(t, v, far=False) for t, v in stream(*ONE * 3, hip=150.0)]
    assert not any(found)


def test_nothing_is_counted_across_a_gap() -> None:
    assert swings((0.8, 110.0), (0.9, math.nan), (0.8, 80.0), (0.5, 80.0)) == []
    assert len(swings((0.8, 110.0), (0.3, math.nan), (0.8, 80.0), (0.5, 80.0))) == 1


def test_leaving_what_must_stay_true_ends_the_series() -> None:
    tracker = CycleTracker(swinging())
    away = [(t + 3.0, v | {"trunk": 80.0}) for t, v in stream((2.0, 80.0))]
    after = [(t + 5.0, v | {"hip": 150.0}) for t, v in stream(*ONE * 2)]
    for t, values in (*stream((1.0, 80.0)), *away, *after):
        assert tracker.push(t, values, far=False) is None
    assert not tracker.ready


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.floats(0.4, 1.5), st.floats(25.0, 60.0)), min_size=1, max_size=8),
    st.sampled_from([12.0, 15.0, 30.0]),
)
def test_any_series_of_clear_swings_is_found_whole(
    series: list[tuple[float, float]], fps: float
) -> None:
    turns = [turn for s, size in series for turn in ((s, 80.0 + size), (s, 80.0))]
    found = swings(*turns, (1.0, 80.0), fps=fps)
    assert len(found) == len(series)
    ends = [time for swing in found for time in (swing.start_s, swing.end_s)]
    assert ends == sorted(ends)


def broken(stream: Stream, from_s: float, until_s: float) -> Stream:
    """The stream with the trunk where it must not be, for a while."""
    for time_s, values in stream:
        away = from_s <= time_s < until_s
        yield time_s, values | ({"trunk": 80.0} if away else {})


def test_a_swing_that_another_movement_cuts_off_is_none() -> None:
    tracker = CycleTracker(swinging())
    cut = broken(stream((1.0, 80.0), *ONE, *ONE, (1.0, 80.0)), 3.0, 9.0)
    found = [tracker.push(t, values, far=False) for t, values in cut]
    assert sum(attempt is not None for attempt in found) == 1


def test_a_swing_that_had_come_back_when_another_movement_began_counts() -> None:
    tracker = CycleTracker(swinging())
    cut = broken(stream((1.0, 80.0), *ONE, (0.1, 80.0), (2.0, 140.0)), 2.65, 9.0)
    found = [tracker.push(t, values, far=False) for t, values in cut]
    assert [attempt.missing for attempt in found if attempt is not None] == [None]
