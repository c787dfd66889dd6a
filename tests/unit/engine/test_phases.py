"""Conditions, hysteresis, shortest times, and the order of phases."""

import math

import pytest
from support.toy import table, toy
from support.watching import watch

from poseguide.core.records import Span
from poseguide.definitions.base import Condition
from poseguide.engine.phases import (
    Attempt,
    PhaseWatch,
    all_hold,
    any_holds,
    beyond,
    passed_in_order,
)

ABOVE = Condition(signal="hip", above=100)
KNEE = Condition(signal="knee", below=50)


@pytest.mark.parametrize(
    ("hip", "knee", "answer"),
    [
        (120, 40, True),
        (120, 60, False),
        (120, math.nan, None),
        (90, math.nan, False),
        (math.nan, math.nan, None),
    ],
)
def test_all_conditions_hold_are_broken_or_are_unseen(
    hip: float, knee: float, answer: bool | None
) -> None:
    assert all_hold([ABOVE, KNEE], {"hip": hip, "knee": knee}) is answer


def test_any_condition_holds_only_where_it_is_seen() -> None:
    assert any_holds([ABOVE, KNEE], {"hip": math.nan, "knee": 40})
    assert not any_holds([ABOVE, KNEE], {"hip": math.nan, "knee": 60})


def test_a_condition_is_open_at_its_ends_and_never_holds_for_nan() -> None:
    between = Condition(signal="hip", above=80, below=110)
    assert [between.holds(v) for v in (80, 80.1, 109.9, 110, math.nan)] == [
        False, True, True, False, False,
    ]  # fmt: skip


OVER_150 = {"enter": [{"signal": "hip", "above": 150}]}


def test_a_phase_is_entered_after_its_shortest_time_and_dated_from_its_beginning() -> None:
    assert watch([100, 160, 160, 100], min_s=0.15, **OVER_150).spans == []
    assert watch([100, 160, 160, 160, 100], min_s=0.15, **OVER_150).spans == [(0.1, 0.3)]


def test_a_value_on_the_limit_does_not_flicker_between_enter_and_leave() -> None:
    flickering = [100, *[151, 149] * 5, 100]
    assert watch(flickering, **OVER_150).spans == [(0.1, 1.0)]
    strict = watch(flickering, leave=[{"signal": "hip", "below": 150}], **OVER_150)
    assert len(strict.spans) == 5


def test_a_phase_is_left_by_its_own_limit_or_else_ten_degrees_past_the_entering_one() -> None:
    stream = [100, 160, 145, 138, 120, 100]
    assert watch(stream, **OVER_150).spans == [(0.1, 0.2)]
    assert watch(stream, leave=[{"signal": "hip", "below": 125}], **OVER_150).spans == [(0.1, 0.3)]


def test_the_limit_is_widened_away_from_the_phase_by_the_gap_of_its_unit() -> None:
    exercise = toy(
        signals=table()["signals"]
        | {"high": table()["signals"]["hip"] | {"measure": "rise", "points": ["hip", "knee"]}}
    )
    assert beyond(exercise, ABOVE) == [Condition(signal="hip", below=90)]
    assert beyond(exercise, KNEE) == [Condition(signal="knee", above=60)]
    (lower,) = beyond(exercise, Condition(signal="high", above=0.5))
    assert lower.below == pytest.approx(0.46)


def test_an_unseen_moment_does_not_end_a_phase() -> None:
    assert watch([100, 160, math.nan, 160, 100], **OVER_150).spans == [(0.1, 0.3)]


def test_a_phase_entered_twice_has_two_times() -> None:
    assert watch([160, 100, 160, 160, 100], **OVER_150).spans == [(0.0, 0.0), (0.2, 0.3)]


FAR = [{"signal": "hip", "above": 130}]


def test_the_far_side_has_its_own_limits_and_is_doubtful() -> None:
    near = watch([100, 140, 140], far=FAR, **OVER_150)
    far = watch([100, 140, 140], is_far=True, far=FAR, **OVER_150)
    assert (near.spans, near.doubtful) == ([], False)
    assert (far.spans, far.doubtful) == ([(0.1, 0.2)], True)


def test_the_far_side_is_not_doubtful_where_the_file_gives_no_other_limits() -> None:
    assert not watch([100], is_far=True, **OVER_150).doubtful


def watches(*spans: list[tuple[float, float]], doubtful: tuple[str, ...] = ()) -> list[PhaseWatch]:
    """Watches of phases a, b, c ... that were in at these times."""
    found = []
    for name, times in zip("abcdef", spans, strict=False):
        one = watch([], is_far=name in doubtful, name=name, far=FAR, **OVER_150)
        one.spans = times
        found.append(one)
    return found


def test_phases_passed_in_order_are_a_whole_repetition() -> None:
    spans, missing = passed_in_order(watches([(1, 2)], [(3, 4)], [(5, 6)]))
    assert missing is None
    assert spans == (Span("a", 1, 2), Span("b", 3, 4), Span("c", 5, 6))


def test_the_first_missing_phase_is_named_and_the_others_are_kept() -> None:
    spans, missing = passed_in_order(watches([(1, 2)], [], []))
    assert missing == "b"
    assert spans == (Span("a", 1, 2),)
    spans, missing = passed_in_order(watches([], [(3, 4)]))
    assert missing == "a"
    assert spans == (Span("b", 3, 4),)


def test_phases_in_the_wrong_order_are_no_repetition() -> None:
    assert passed_in_order(watches([(3, 4)], [(1, 2)]))[1] == "b"


def test_a_phase_that_came_too_early_counts_when_it_comes_again() -> None:
    spans, missing = passed_in_order(watches([(3, 4)], [(1, 2), (5, 6)]))
    assert missing is None
    assert spans[1] == Span("b", 5, 6)


def test_phases_that_overlap_are_in_order_and_the_later_does_not_start_before_the_earlier() -> None:
    spans, missing = passed_in_order(watches([(2, 4)], [(1, 5)]))
    assert missing is None
    assert spans[1] == Span("b", 2, 5)


def test_a_doubtful_phase_that_was_not_seen_is_not_missing_but_a_judged_one_after_it_is() -> None:
    assert passed_in_order(watches([], [(3, 4)], doubtful=("a",)))[1] is None
    assert passed_in_order(watches([], [], doubtful=("a",)))[1] == "b"


def attempt(*spans: list[tuple[float, float]], doubtful: tuple[str, ...] = ()) -> Attempt:
    return Attempt(0.0, bool(doubtful), watches(*spans, doubtful=doubtful))


def test_an_attempt_that_passed_only_what_the_view_cannot_judge_means_nothing() -> None:
    assert not attempt([(1, 2)], [], doubtful=("a",)).means_something()
    assert attempt([(1, 2)], [(3, 4)], doubtful=("a",)).means_something()
    assert attempt([(1, 2)], []).means_something()
    assert attempt([], []).means_something()


def test_the_beginning_is_known_unless_the_first_phase_was_hidden() -> None:
    assert attempt([], [(3, 4)]).start_is_known
    assert attempt([(1, 2)], doubtful=("a",)).start_is_known
    assert not attempt([], [(3, 4)], doubtful=("a",)).start_is_known


def test_travel_is_how_far_the_signal_moved_where_it_was_seen() -> None:
    one = attempt()
    for time_s, value in enumerate([90.0, math.nan, 160.0, 70.0]):
        one.push(time_s, {"hip": value, "knee": math.nan})
    assert one.travel("hip") == 90.0
    assert one.travel("knee") == 0.0
