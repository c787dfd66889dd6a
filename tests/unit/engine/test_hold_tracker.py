"""A hold: the clock runs while the posture is kept, short breaks are forgiven, gaps are not."""

import pytest
from support.toy import REST, holding_toy, moves

from poseguide.engine.hold_tracker import HoldTracker
from poseguide.engine.phases import Attempt

AWAY = 140.0
RATES = (10, 15, 30, 60)


def held(*legs: tuple[float, float], fps: float = 30.0, at: float = REST) -> HoldTracker:
    """A tracker after these legs; angles jump at once."""
    tracker = HoldTracker(holding_toy())
    now = 0.0
    for seconds, angle in legs:
        for time_s, values in moves((seconds, angle), fps=fps, start_s=now, at=angle):
            tracker.push(time_s, values, far=False)
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


def test_the_way_into_the_posture_is_not_held_yet() -> None:
    tracker = HoldTracker(holding_toy())
    # Through the start posture, from 82 to 108 degrees, in two seconds; then four seconds of rest.
    for time_s, values in moves((2.0, 108.0), (4.0, 108.0), at=82.0):
        tracker.push(time_s, values, far=False)
    assert tracker.best_s == pytest.approx(4.2, abs=0.4)


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
    assert over.attempt is None
    assert over.best_s == near(2.0)
    again = held((2.0, REST), (3.5, AWAY), (1.0, REST))
    assert again.attempt is not None
    assert again.best_s == near(2.0)
    assert held((2.0, REST), (3.5, AWAY), (5.0, REST)).best_s == near(5.0)


def test_each_short_break_is_forgiven_on_its_own() -> None:
    often = [(2.0, REST), (0.8, AWAY)] * 4
    assert held(*often, (1.0, REST)).best_s == near(12.2)


def test_nothing_is_held_across_a_gap_without_frames() -> None:
    tracker = HoldTracker(holding_toy())
    for start_s in (0.0, 2.6):
        for time_s, values in moves((2.0, REST), start_s=start_s):
            tracker.push(time_s, values, far=False)
    assert tracker.best_s == near(2.0)


def test_a_short_dropout_of_frames_is_bridged() -> None:
    tracker = HoldTracker(holding_toy())
    for start_s in (0.0, 2.4):
        for time_s, values in moves((2.0, REST), start_s=start_s):
            tracker.push(time_s, values, far=False)
    assert tracker.best_s == near(4.4)


def ended(*legs: tuple[float, float], at: float = REST) -> list[Attempt]:
    """The attempts that were reported during these legs and at their end."""
    tracker = HoldTracker(holding_toy())
    found = [tracker.push(t, values, far=False) for t, values in moves(*legs, at=at)]
    return [attempt for attempt in (*found, tracker.finish()) if attempt is not None]


def jumps(*legs: tuple[float, float]) -> list[tuple[float, float]]:
    """Legs that stay at an angle, with a jump from one to the next."""
    return [step for seconds, angle in legs for step in ((0.03, angle), (seconds, angle))]


def test_a_hold_is_reported_once_when_it_is_long_enough_though_it_goes_on() -> None:
    (hold,) = ended((16.0, REST))
    assert hold.missing is None
    assert hold.end_s - hold.start_s == near(10.0)


def test_a_hold_given_up_early_is_incomplete_and_says_so() -> None:
    (hold,) = ended(*jumps((6.0, REST), (4.0, AWAY), (1.0, AWAY)))
    assert hold.missing == "hold"
    assert hold.end_s - hold.start_s == near(6.0)


def test_a_hold_that_was_too_short_when_the_recording_ended_is_incomplete() -> None:
    (hold,) = ended((6.0, REST))
    assert hold.missing == "hold"


def test_a_moment_in_the_posture_was_no_attempt() -> None:
    assert ended((2.0, REST)) == []


def test_two_holds_with_a_rest_between_are_two() -> None:
    both = ended(*jumps((11.0, REST), (2.0, AWAY), (12.0, REST)))
    assert [hold.missing for hold in both] == [None, None]
