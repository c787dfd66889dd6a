"""Time in which nothing was seen counts for nothing."""

import math

import pytest
from support.toy import REP, TAKE, TUCK, follow, holding_toy, moves
from support.tracking import Drop, hidden, missing, without

from poseguide.engine.hold_tracker import HoldTracker

NAN = math.nan


@pytest.mark.parametrize("drop", [hidden, without])
def test_a_dropout_on_the_way_through_the_start_is_bridged(drop: Drop) -> None:
    assert missing(follow(drop(moves(*TAKE, *REP), 2.2, 2.6))) == [None]


@pytest.mark.parametrize("drop", [hidden, without])
def test_nothing_is_counted_across_a_gap_that_began_in_the_start(drop: Drop) -> None:
    assert missing(follow(drop(moves(*TAKE, *REP), 2.2, 2.8))) == ["not_seen"]


def test_a_start_seen_for_one_frame_was_not_held() -> None:
    stream = hidden(moves((0.2, 170), (0.6, 95), (0.1, TUCK), *REP[1:], at=170), 0.74, 1.2)
    assert follow(stream) == []


def test_a_hold_seen_for_one_frame_was_not_held() -> None:
    tracker = HoldTracker(holding_toy())
    for time_s, values in hidden(moves((3.0, 95)), 0.02, 9.0):
        tracker.push(time_s, values, far=False)
    assert tracker.best_s == 0.0


def test_the_time_of_a_gap_in_a_hold_does_not_count() -> None:
    tracker = HoldTracker(holding_toy())
    for time_s, values in hidden(moves((4.0, 95)), 2.0, 2.9):
        tracker.push(time_s, values, far=False)
    assert tracker.best_s == pytest.approx(3.0, abs=0.1)
