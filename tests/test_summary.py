"""Verdicts, the one thing to work on, and what was not judged, on repetitions made by hand."""

from __future__ import annotations

import pytest

from poseguide.catalog import load_exercise
from poseguide.exercise import Exercise
from poseguide.records import Finding, Rep, Span
from poseguide.summary import Advice, Unjudged, unjudged, verdict, work_on


@pytest.fixture(scope="module")
def lift() -> Exercise:
    return load_exercise("pelvic_lift_tilt").exercise


def rep(number: int = 1, missing: str | None = None, parts: int | None = 2, **rules: str) -> Rep:
    findings = tuple(
        Finding(rule, said, None if said == "unseen" else 1.0, 1.0, "s", "minor")  # type: ignore[arg-type]
        for rule, said in rules.items()
    )
    phases = () if missing else (Span("lift", 1.0, 2.0),)
    return Rep(number, "both", 0.0, 1.5, 3.0, missing, parts, 0.5, phases, findings)


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (rep(knees_apart="ok", too_fast="ok"), "good"),
        (rep(knees_apart="unseen", too_fast="ok"), "partly"),
        (rep(knees_apart="unseen", too_fast="unseen"), "unseen"),
        (rep(knees_apart="unseen", too_fast="fault"), "fault"),
        (rep(missing="lift", too_fast="fault"), "incomplete"),
        (rep(), "good"),
    ],
)
def test_incomplete_comes_before_fault_before_hidden(lift: Exercise, one: Rep, said: str) -> None:
    assert verdict(lift, one) == said


def test_the_advice_is_what_most_repetitions_call_for(lift: Exercise) -> None:
    reps = (
        rep(1, overarch="fault"),
        rep(2, knees_apart="fault"),
        rep(3, overarch="fault"),
    )
    assert work_on(lift, reps) == Advice("overarch", (1, 3))


def test_a_major_fault_comes_before_a_frequent_minor_one(lift: Exercise) -> None:
    reps = (rep(1, too_fast="fault"), rep(2, too_fast="fault"), rep(3, knees_apart="fault"))
    assert work_on(lift, reps) == Advice("knees_apart", (3,))


def test_what_was_missed_comes_before_an_equally_frequent_fault(lift: Exercise) -> None:
    reps = (rep(1, knees_apart="fault"), rep(2, missing="lift"))
    assert work_on(lift, reps) == Advice("lift", (2,))


def test_clean_repetitions_call_for_nothing(lift: Exercise) -> None:
    assert work_on(lift, (rep(1, overarch="ok"),)) is None
    assert work_on(lift, ()) is None


def test_rules_and_tilts_that_were_hidden_are_named_with_their_repetitions(lift: Exercise) -> None:
    reps = (rep(1, overarch="unseen"), rep(2, parts=None, overarch="unseen"))
    assert unjudged(lift, reps) == (Unjudged("overarch", (1, 2)), Unjudged("tilts", (2,)))


def test_a_rule_that_never_applied_was_not_hidden(lift: Exercise) -> None:
    too_low = rep(1, missing="lift", parts=None, overarch="unseen")
    apart = rep(2, knees_apart="fault", overarch="unseen")
    assert unjudged(lift, (too_low, apart)) == ()
