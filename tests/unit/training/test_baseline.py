"""A person's own normal, with known answers: the middle of good repetitions and one margin."""

from __future__ import annotations

from typing import Any

import pytest
from support.judging import exercise
from support.toy import words

from poseguide.core.errors import BaselineError, LimitError
from poseguide.core.records import Finding, Rep
from poseguide.definitions.catalog import load_exercise, tracked
from poseguide.definitions.limits import limit_names, with_limits
from poseguide.definitions.schema import Exercise
from poseguide.training.baseline import Baseline, OwnLimit, learn


def fault(name: str, **keys: Any) -> dict[str, Any]:
    return {"name": name, "statistic": "max", "phase": "up", "cue": words(), **keys}


#: One rule of each unit: degrees above and below, seconds, a ratio, and one that guards the body.
EXERCISE = exercise(
    fault("bent", signal="knee", statistic="min", below=150),
    fault("high", signal="hip", above=185),
    fault("fast", statistic="seconds", below=1.2),
    fault("uneven", signal="knee", per="hip", above=1.5),
    fault("arched", signal="knee", above=190, absolute=True),
)


def rep(number: int = 1, **values: float | None) -> Rep:
    findings = tuple(
        Finding(rule, "unseen" if value is None else "ok", value, 0.0, "deg", "minor")
        for rule, value in values.items()
    )
    return Rep(number, "left", 0.0, 1.0, 2.0, None, None, 90.0, (), findings)


def learned(one: Exercise = EXERCISE, **values: list[float | None]) -> Baseline:
    """What three or more repetitions with these values of each rule lead to."""
    many = max(len(its) for its in values.values())
    return learn(
        one, [rep(n, **{rule: its[n] for rule, its in values.items()}) for n in range(many)]
    )


@pytest.mark.parametrize(
    ("rule", "values", "limit"),
    [
        ("bent", [160.0, 141.0, 164.0], 150),  # 160 less 10 degrees
        ("high", [171.0, 172.6, 190.0, 140.0], 182),  # 171.8 and 10
        ("fast", [4.0, 4.0, 9.0], 3.0),  # a quarter less
        ("uneven", [0.8, 0.8, 0.1], 1.0),  # a quarter more
    ],
)
def test_a_limit_is_the_middle_of_good_repetitions_and_a_margin(
    rule: str, values: list[float | None], limit: float
) -> None:
    assert learned(**{rule: values}).limits == {rule: pytest.approx(limit)}


def test_lengths_have_a_margin_of_a_tenth_of_the_trunk() -> None:
    lift = load_exercise("pelvic_lift_tilt").exercise
    found = learn(lift, [rep(n, knees_apart=0.14) for n in range(3)])
    assert found.limits == {"knees_apart": 0.04}


def test_what_guards_the_body_keeps_its_limit_however_far_a_person_goes() -> None:
    assert learned(arched=[205.0, 205.0, 205.0]).limits == {}
    guarded = {fault.name for each in tracked() for fault in each.exercise.faults if fault.absolute}
    assert {"too_high", "sag", "overarch"} <= guarded


def test_what_was_not_measured_three_times_keeps_its_limit() -> None:
    assert learned(bent=[160.0, None, 160.0], high=[170.0] * 3).limits == {"high": 180}


def test_how_often_is_no_habit() -> None:
    slosh = load_exercise("belly_slosh").exercise
    assert "count" not in {one.unit for one in learn(slosh, [rep()] * 3).own}
    counted = exercise(
        fault("few", statistic="count", phase=None, below=3),
        parts={"name": "tilts", "label": words(), "signal": "knee", "phase": "up", "swing": 5.0},
    )
    assert learned(counted, few=[5.0, 5.0, 5.0]).limits == {}


def test_two_good_repetitions_are_too_few() -> None:
    with pytest.raises(BaselineError, match="needs 3 good repetitions of toy, and 2 were found"):
        learn(EXERCISE, [rep(), rep()])
    with pytest.raises(BaselineError, match="none were found"):
        learn(EXERCISE, [])


def test_the_limits_are_taken_by_the_exercise() -> None:
    found = learned(bent=[141.0] * 3, high=[170.0] * 3)
    own = with_limits(EXERCISE, found.limits)
    assert limit_names(own) == {**limit_names(EXERCISE), "bent": 131, "high": 180}


def test_a_limit_that_the_exercise_cannot_take_is_told() -> None:
    with pytest.raises(LimitError, match="cannot take"):
        learned(high=[999.0] * 3)


@pytest.mark.parametrize(("normal", "doubtful"), [(160.0, 0), (142.0, 0), (139.0, 1)])
def test_a_normal_far_beyond_the_usual_limit_is_questioned(normal: float, doubtful: int) -> None:
    doubts = learned(bent=[normal] * 3).doubts(EXERCISE, "en")
    assert len(doubts) == doubtful
    assert all("139 degrees, 11 degrees beyond the usual limit of 150" in one for one in doubts)


def test_the_question_is_asked_in_danish_too() -> None:
    (said,) = learned(fast=[0.8] * 3).doubts(EXERCISE, "da")
    assert "0,8 sekund, 0,4 sekund ud over den sædvanlige grænse på 1,2 sekund" in said


def test_each_own_limit_stands_beside_the_usual_one() -> None:
    assert learned(bent=[145.0] * 3) == Baseline(
        (OwnLimit("bent", 150, 145.0, 135, "deg", 5.0, doubtful=False),), 3
    )
