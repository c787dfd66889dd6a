"""The clock of a session: it starts at nought, only goes forward, and bridges other clocks."""

from __future__ import annotations

import math

import pytest

from poseguide.live.session_clock import SessionClock


def times(*given: tuple[float, float]) -> list[float | None]:
    """The session's times for (time of the source, when it came)."""
    clock = SessionClock()
    return [clock.push(time_s, now_s) for time_s, now_s in given]


def test_it_starts_at_nought_whatever_the_source_says() -> None:
    assert times((1000.0, 5.0), (1000.5, 5.5), (1002.0, 7.0)) == [0.0, 0.5, 2.0]


def test_the_distances_are_those_of_the_source_not_of_the_arrival() -> None:
    assert times((0.0, 0.0), (0.1, 3.0), (0.2, 3.01)) == pytest.approx([0.0, 0.1, 0.2])


@pytest.mark.parametrize("time_s", [math.nan, math.inf, 1.0, 0.5, -100.0, 1e9])
def test_what_is_no_new_moment_or_cannot_be_true_is_left_out(time_s: float) -> None:
    assert times((0.0, 0.0), (1.0, 1.0), (time_s, 1.1)) == [0.0, 1.0, None]


def test_a_clock_that_jumps_is_taken_over_with_the_time_that_has_passed() -> None:
    assert times((0.0, 0.0), (1.0, 1.0), (5000.0, 2.0), (5000.5, 2.5), (5001.0, 3.0)) == [
        0.0, 1.0, None, 2.5, 3.0,
    ]  # fmt: skip


def test_after_a_restart_it_goes_on_with_the_time_in_between() -> None:
    clock = SessionClock()
    assert [clock.push(10.0, 0.0), clock.push(11.0, 1.0)] == [0.0, 1.0]
    clock.restart()
    assert [clock.push(0.0, 8.0), clock.push(0.5, 8.5)] == [8.0, 8.5]
