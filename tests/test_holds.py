"""A hold: the clock runs while the posture is kept, short breaks are forgiven, gaps are not."""

import pytest
from toy import REST, holding_toy, moves

from poseguide.holds import HoldTracker

AWAY = 140.0
RATES = (10, 15, 30, 60)


def held(*legs: tuple[float, float], fps: float = 30.0, at: float = REST) -> HoldTracker:
    """A tracker after these legs; angles jump at once."""
    tracker = HoldTracker(holding_toy())
    now = 0.0
    for seconds, angle in legs:
        for time_s, values in moves((seconds, angle), fps=fps, start_s=now, at=angle):
            tracker.push(time_s, values)
        now += seconds
    return tracker


def near(seconds: float) -> object:
    """About this long: two frames of ten a second may be lost at each edge."""
    return pytest.approx(seconds, abs=0.21)


@pytest.mark.parametrize("fps", RATES)
def test_a_hold_lasts_from_when_the_start_was_taken_at_any_frame_rate(fps: float) -> None:
    assert held((4.0, REST), fps=fps).best_s == near(4.0)


def test_nothing_is_held_before_the_start_posture_was() -> None:
    assert held((3.0, AWAY)).best_s == 0.0
    assert held((0.4, REST), (3.0, AWAY)).best_s == 0.0
    assert held((2.0, AWAY), (3.0, REST)).best_s == near(3.0)


def test_it_may_be_held_more_loosely_than_it_was_started() -> None:
    assert held((3.0, 113.0)).best_s == 0.0
    assert held((1.0, REST), (3.0, 113.0)).best_s == near(4.0)


def test_a_short_break_is_forgiven_and_counts_on() -> None:
    assert held((2.0, REST), (0.8, AWAY), (2.0, REST)).best_s == near(4.8)


def test_a_longer_break_stops_the_clock_but_not_the_hold() -> None:
    assert held((2.0, REST), (2.0, AWAY), (2.0, REST)).best_s == near(4.0)


def test_a_break_that_is_not_over_does_not_count() -> None:
    assert held((2.0, REST), (0.8, AWAY)).best_s == near(2.0)


def test_a_break_longer_than_a_pause_ends_the_hold_and_the_best_stays() -> None:
    over = held((2.0, REST), (3.5, AWAY))
    assert not over.running
    assert over.best_s == near(2.0)
    again = held((2.0, REST), (3.5, AWAY), (1.0, REST))
    assert again.running
    assert again.best_s == near(2.0)
    assert held((2.0, REST), (3.5, AWAY), (5.0, REST)).best_s == near(5.0)


def test_each_short_break_is_forgiven_on_its_own() -> None:
    often = [(2.0, REST), (0.8, AWAY)] * 4
    assert held(*often, (1.0, REST)).best_s == near(12.2)


def test_nothing_is_held_across_a_gap_without_frames() -> None:
    tracker = HoldTracker(holding_toy())
    for start_s in (0.0, 2.6):
        for time_s, values in moves((2.0, REST), start_s=start_s):
            tracker.push(time_s, values)
    assert tracker.best_s == near(2.0)


def test_a_short_dropout_of_frames_is_bridged() -> None:
    tracker = HoldTracker(holding_toy())
    for start_s in (0.0, 2.4):
        for time_s, values in moves((2.0, REST), start_s=start_s):
            tracker.push(time_s, values)
    assert tracker.best_s == near(4.4)
