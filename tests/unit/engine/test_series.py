"""Rules about a series as a whole: does it quicken, do the sides alternate."""

from __future__ import annotations

from typing import Any

import pytest
from support.toy import toy, words

from poseguide.core.records import Finding, Rep, WorkSide
from poseguide.engine.fault_rules import judge_series


def rep(at_s: float, side: WorkSide = "left", missing: str | None = None) -> Rep:
    return Rep(1, side, at_s - 0.2, at_s, at_s + 0.2, missing, None, 1.0, ())


def said(reps: list[Rep], **rule: Any) -> Finding:
    exercise = toy(series=[{"name": "r", "cue": words()} | rule])
    (finding,) = judge_series(exercise, reps)
    return finding


def steps(*gaps_s: float) -> list[Rep]:
    times = [sum(gaps_s[:n]) for n in range(len(gaps_s) + 1)]
    return [rep(time_s) for time_s in times]


NOT_FASTER: dict[str, Any] = {"statistic": "speed_up", "below": 1.1}
ALTERNATE: dict[str, Any] = {"statistic": "same_side", "above": 2}


def test_steps_that_quicken_are_measured_from_their_first_to_their_last_third() -> None:
    finding = said(steps(1.0, 1.0, 1.0, 0.8, 0.7, 0.6, 0.5, 0.5), **NOT_FASTER)
    assert (finding.verdict, finding.unit) == ("ok", "ratio")
    assert finding.value == pytest.approx(3.0 / 1.6, abs=1e-3)


def test_steps_that_keep_their_pace_are_not_faster() -> None:
    finding = said(steps(*[0.8] * 9), **NOT_FASTER)
    assert (finding.verdict, finding.value) == ("fault", 1.0)


def test_too_few_steps_tell_nothing() -> None:
    assert said(steps(1.0, 1.0, 1.0, 1.0), **NOT_FASTER).verdict == "unseen"


def test_a_run_of_one_side_is_counted_over_complete_repetitions() -> None:
    sides: list[WorkSide] = ["left", "right", "right", "right", "left"]
    finding = said([rep(n, side) for n, side in enumerate(sides)], **ALTERNATE)
    assert (finding.verdict, finding.value, finding.unit) == ("fault", 3.0, "count")
    partly = [rep(n, side, "up" if n == 2 else None) for n, side in enumerate(sides)]
    assert said(partly, **ALTERNATE).verdict == "ok"


def test_one_repetition_is_no_run() -> None:
    assert said([rep(1.0)], **ALTERNATE).verdict == "unseen"


def test_an_exercise_without_such_rules_says_nothing() -> None:
    assert judge_series(toy(), steps(1.0, 1.0)) == ()
