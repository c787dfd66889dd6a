"""The rate of frames and the time for which something holds, by the frames' own times."""

from __future__ import annotations

import math
import random
from statistics import median

import pytest

from poseguide.core.timing import HeldTimer, Rate, RunningMedian


def rates(times_s: list[float]) -> list[float | None]:
    rate = Rate()
    return [rate.tick(time_s) for time_s in times_s]


def steadily(fps: float, for_s: float, from_s: float = 0.0) -> list[float]:
    return [from_s + number / fps for number in range(round(for_s * fps) + 1)]


def test_there_is_no_rate_before_a_second_and_a_half() -> None:
    told = rates(steadily(8, 4))
    assert told[:13] == [None] * 13
    assert told[13] == pytest.approx(8)


@pytest.mark.parametrize("fps", [2.0, 12.0, 29.97])
@pytest.mark.parametrize("from_s", [0.0, 86_400.0])
def test_a_steady_rate_is_told_exactly(fps: float, from_s: float) -> None:
    told = rates(steadily(fps, 10, from_s))
    assert told[-1] == pytest.approx(fps)


def test_uneven_frames_are_told_by_their_number() -> None:
    uneven = [second + part for second in range(4) for part in (0.0, 0.1, 0.15, 0.9)]
    assert rates([*uneven, 4.0])[-1] == pytest.approx(4)


def test_a_change_is_told_in_full_after_three_seconds() -> None:
    told = rates([*steadily(32, 5), *steadily(8, 4, 5.125)])
    slow = told[161:]
    assert slow[0] == pytest.approx(32, abs=2)
    assert slow[11] == pytest.approx(20, abs=2)
    assert slow[-1] == pytest.approx(8)


def test_after_a_long_pause_it_is_told_anew() -> None:
    told = rates([*steadily(8, 4), *steadily(8, 4, 60.0)])
    after = told[33:]
    assert after[:13] == [None] * 13
    assert after[-1] == pytest.approx(8)


def test_only_three_seconds_are_remembered() -> None:
    rate = Rate()
    for time_s in steadily(32, 60):
        rate.tick(time_s)
    assert len(rate._times) == 3 * 32 + 1


# --- for how long something holds ----------------------------------------------------------------


def test_a_timer_counts_from_the_first_true_and_starts_again_after_a_false() -> None:
    timer = HeldTimer()
    told = [(0, False), (1, True), (2.5, True), (3, False), (4, True), (4.5, True)]
    assert [timer.push(t, true) for t, true in told] == [0, 0, 1.5, 0, 0, 0.5]


def test_an_unseen_moment_does_not_break_what_is_true() -> None:
    timer = HeldTimer()
    told = [(0, None), (1, True), (1.2, None), (2, True), (2.5, True), (3, None), (4, True)]
    assert [timer.push(t, true) for t, true in told] == [0, 0, 0, 0, 0.5, 0.5, 0.5]


def test_unseen_time_does_not_count() -> None:
    timer = HeldTimer()
    timer.push(0.0, True)
    assert timer.push(0.4, None) == 0.0


# --- the median of the last values ---------------------------------------------------------------


def test_the_running_median_is_that_of_the_last_seconds() -> None:
    chance = random.Random(1)
    # Few different values: many are equal, and the right ones must be let go.
    told = [(number / 10, float(chance.randrange(8))) for number in range(200)]
    running = RunningMedian(2.0)
    for number, (time_s, value) in enumerate(told):
        running.push(time_s, value)
        within = [v for t, v in told[: number + 1] if t >= time_s - 2.0]
        assert running.value == median(within)


def test_without_a_value_there_is_no_median() -> None:
    running = RunningMedian(1.0)
    assert math.isnan(running.value)
    running.push(0.0, 3.0)
    assert running.value == 3.0
    running.clear()
    assert math.isnan(running.value)


def test_the_median_is_not_known_while_a_value_is_not() -> None:
    running = RunningMedian(1.0)
    for time_s, value in ((0.0, 3.0), (0.1, math.nan), (0.2, 5.0)):
        running.push(time_s, value)
    assert math.isnan(running.value)
    running.push(1.05, 5.0)
    assert math.isnan(running.value)
    running.push(1.15, 9.0)
    assert running.value == 5.0
