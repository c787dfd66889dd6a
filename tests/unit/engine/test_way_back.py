"""When a movement is back, and when it turned before it was."""

import math

import pytest

from poseguide.engine.way_back import ReturnWatch, TurnWatch

FPS = 20


def turned_s(*legs: tuple[float, float], rest: float = 0.0, sign: float = 1.0) -> float | None:
    """When a movement turned that goes to these values, each in so many seconds."""
    watch = TurnWatch(rest, 6.0, sign)
    time_s, value = 0.0, rest
    for seconds, to in legs:
        step = (to - value) / (seconds * FPS)
        for _ in range(round(seconds * FPS)):
            time_s, value = time_s + 1 / FPS, value + step
            if (found := watch.push(time_s, value)) is not None:
                return found
    return None


def test_a_turn_on_the_way_back_is_found_where_it_was() -> None:
    assert turned_s((1.0, 90), (1.0, 40), (1.0, 90)) == pytest.approx(2.0, abs=0.06)
    assert turned_s((1.0, 90), (1.0, 140), (1.0, 90), rest=180, sign=-1) == pytest.approx(
        2.0, abs=0.06
    )


def test_a_wobble_at_the_top_is_no_turn() -> None:
    assert turned_s((1.0, 90), (0.5, 70), (0.5, 90), (1.0, 0)) is None


def test_a_movement_that_was_back_did_not_turn() -> None:
    assert turned_s((1.0, 90), (1.0, 2), (1.0, 90)) is None
    assert turned_s((1.0, 90), (1.0, 40)) is None


def test_legs_that_swap_for_a_few_frames_do_not_turn() -> None:
    assert turned_s((1.0, 90), (0.05, 10), (0.4, 12), (0.05, 90), (0.5, 90)) is None


def test_a_value_that_is_not_seen_says_nothing() -> None:
    watch = TurnWatch(0.0, 6.0, 1.0)
    assert watch.push(0.1, math.nan) is None
    assert TurnWatch(math.nan, 6.0, 1.0).push(0.1, 50.0) is None


def back_s(values: list[float], *, by_turns: bool, passing: bool = False) -> float | None:
    """When a movement is back whose values are these and are all in the start posture."""
    watch = ReturnWatch(0.0, 6.0, 1.0, by_turns=by_turns)
    for number, value in enumerate(values):
        found = watch.push(number / FPS, value, True, passing=passing)
        if found is not None:
            return found
    return None


def test_what_rests_is_back_sooner_than_what_only_stays() -> None:
    assert back_s([0.0] * 20, by_turns=False) == pytest.approx(0.15)
    assert back_s([10.0] * 20, by_turns=False) == pytest.approx(0.6)


def test_beyond_its_rest_it_is_back_only_where_the_sides_take_turns() -> None:
    assert back_s([-30.0] * 20, by_turns=True) == pytest.approx(0.15)
    assert back_s([-30.0] * 20, by_turns=False) == pytest.approx(0.6)
