"""Verdicts, the one thing to work on, and what was not judged, on repetitions made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from poseguide.core.i18n.message import Message
from poseguide.core.records import Finding, Rep, Span
from poseguide.definitions.catalog import load_exercise
from poseguide.definitions.schema import Exercise
from poseguide.engine.summary import (
    JudgedShare,
    MainAdvice,
    UnjudgedRule,
    hardly_judged,
    reasons,
    tempo_s,
    unjudged,
    usual_range,
    verdict,
    went_well,
    work_on,
)


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
    assert work_on(lift, reps) == MainAdvice("overarch", (1, 3))


def test_a_major_fault_comes_before_a_frequent_minor_one(lift: Exercise) -> None:
    reps = (rep(1, too_fast="fault"), rep(2, too_fast="fault"), rep(3, knees_apart="fault"))
    assert work_on(lift, reps) == MainAdvice("knees_apart", (3,))


def test_what_was_missed_comes_before_an_equally_frequent_fault(lift: Exercise) -> None:
    reps = (rep(1, knees_apart="fault"), rep(2, missing="lift"))
    assert work_on(lift, reps) == MainAdvice("lift", (2,))


def test_clean_repetitions_call_for_nothing(lift: Exercise) -> None:
    assert work_on(lift, (rep(1, overarch="ok"),)) is None
    assert work_on(lift, ()) is None


def test_rules_and_tilts_that_were_hidden_are_named_with_their_repetitions(lift: Exercise) -> None:
    reps = (rep(1, overarch="unseen"), rep(2, parts=None, overarch="unseen"))
    assert unjudged(lift, reps) == (UnjudgedRule("overarch", (1, 2)), UnjudgedRule("tilts", (2,)))


def test_a_rule_that_never_applied_was_not_hidden(lift: Exercise) -> None:
    too_low = rep(1, missing="lift", parts=None, overarch="unseen")
    apart = rep(2, knees_apart="fault", overarch="unseen")
    assert unjudged(lift, (too_low, apart)) == ()


# --- what a session comes to ------------------------------------------------------------------


def lasting(*seconds: float, missing: str | None = None, **rules: str) -> tuple[Rep, ...]:
    """Repetitions that took so long."""
    each = (replace(rep(n, missing, **rules), end_s=s) for n, s in enumerate(seconds, start=1))
    return tuple(each)


def test_the_reasons_name_what_was_missed_and_where() -> None:
    reps = (rep(1, missing="lift"), rep(2), rep(3, missing="hold"), rep(4, missing="lift"))
    assert reasons(reps) == {"lift": (1, 4), "hold": (3,)}
    assert list(reasons(reps)) == ["lift", "hold"]


def test_without_incomplete_repetitions_there_are_no_reasons() -> None:
    assert reasons((rep(1), rep(2, knees_apart="fault"))) == {}
    assert reasons(()) == {}


def test_the_tempo_is_that_of_the_middle_complete_repetition() -> None:
    assert tempo_s(lasting(2.0, 9.0, 3.0)) == 3.0
    assert tempo_s(lasting(2.0, 3.0)) == 2.5
    assert tempo_s((*lasting(2.0), *lasting(8.0, 8.0, missing="lift"))) == 2.0


def test_without_a_complete_repetition_there_is_no_tempo_and_no_range() -> None:
    for reps in ((), lasting(2.0, missing="lift")):
        assert tempo_s(reps) is None
        assert usual_range(reps) is None


def test_the_range_is_that_of_the_middle_complete_repetition_that_was_seen() -> None:
    ranges = (20.0, float("nan"), 90.0, 40.0)
    reps = tuple(replace(rep(n), range=r) for n, r in enumerate(ranges))
    assert usual_range(reps) == 40.0
    assert usual_range((*reps, replace(rep(9, missing="lift"), range=200.0))) == 40.0
    assert usual_range((reps[1],)) is None


def test_everything_good_is_praised_as_such(lift: Exercise) -> None:
    assert went_well(lift, (rep(1), rep(2))) == [Message("well_all_good", {"number": 2})]


def test_what_was_partly_hidden_is_praised_and_what_was_not_seen_is_not(lift: Exercise) -> None:
    partly = rep(1, knees_apart="unseen", too_fast="ok")
    hidden = rep(2, knees_apart="unseen", too_fast="unseen")
    assert went_well(lift, (partly,)) == [Message("well_good", {"number": 1})]
    assert went_well(lift, (partly, hidden)) == [
        Message("well_good", {"number": 1}), Message("well_complete", {"number": 2}),
    ]  # fmt: skip
    assert went_well(lift, (hidden, hidden)) == [Message("well_complete", {"number": 2})]


def test_with_faults_the_good_ones_are_praised_and_that_all_were_complete(lift: Exercise) -> None:
    reps = (rep(1), rep(2, knees_apart="fault"), rep(3))
    assert went_well(lift, reps) == [
        Message("well_good", {"number": 2}),
        Message("well_complete", {"number": 3}),
    ]


def test_what_is_close_to_its_limit_is_neither_praised_nor_to_be_worked_on(lift: Exercise) -> None:
    reps = (rep(1), rep(2, knees_apart="close"))
    assert verdict(lift, reps[1]) == "close"
    assert verdict(lift, rep(3, knees_apart="close", too_fast="fault")) == "fault"
    assert verdict(lift, rep(3, knees_apart="close", missing="lift")) == "incomplete"
    assert work_on(lift, reps) is None
    assert went_well(lift, reps) == [
        Message("well_good", {"number": 1}), Message("well_complete", {"number": 2}),
    ]  # fmt: skip


def of_leg(number: int, *, hidden: bool, missing: str | None = None) -> Rep:
    """A repetition on all fours: on the far side the body hides how far the knee is drawn up."""
    tuck = (Finding("tuck", "unseen", None, 63.0, "deg", "minor"),) if hidden else ()
    straight = Finding("knee_bent", "ok", 170.0, 150.0, "deg", "major")
    return replace(rep(number, missing), findings=(*tuck, straight))


@pytest.mark.parametrize(
    ("hidden", "few"),
    [
        ((False, False, False), None),
        ((True, False), None),  # half of them
        ((True, True, False), JudgedShare(1, 3)),
        ((True, True), JudgedShare(0, 2)),
        ((), None),
    ],
)
def test_it_is_said_where_a_phase_was_hidden_in_most_repetitions(
    hidden: tuple[bool, ...], few: JudgedShare | None
) -> None:
    leg = load_exercise("leg_extension_all_fours").exercise
    reps = [of_leg(number, hidden=its) for number, its in enumerate(hidden, start=1)]
    assert hardly_judged(leg, reps) == few
    assert hardly_judged(leg, [*reps, of_leg(9, hidden=True, missing="stretch")]) == few


def test_it_is_said_where_nothing_could_be_judged_in_most_repetitions(lift: Exercise) -> None:
    hidden = [rep(n, knees_apart="unseen", too_fast="unseen") for n in (1, 2)]
    assert hardly_judged(lift, hidden) == JudgedShare(0, 2)
    assert hardly_judged(lift, [*hidden, rep(3, knees_apart="unseen", too_fast="ok")]) is not None
    assert hardly_judged(lift, [rep(1, knees_apart="unseen", too_fast="ok")]) is None


def test_a_repetition_with_a_hidden_phase_is_not_praised() -> None:
    leg = load_exercise("leg_extension_all_fours").exercise
    hidden = [of_leg(number, hidden=True) for number in (1, 2, 3, 4)]
    assert went_well(leg, hidden) == []
    assert went_well(leg, [*hidden, of_leg(5, hidden=False)]) == [
        Message("well_good", {"number": 1})
    ]


def test_with_an_incomplete_one_only_the_good_ones_are_praised(lift: Exercise) -> None:
    reps = (rep(1), rep(2, missing="lift"))
    assert went_well(lift, reps) == [Message("well_good", {"number": 1})]


def test_where_nothing_was_complete_nothing_is_praised(lift: Exercise) -> None:
    assert went_well(lift, ()) == []
    assert went_well(lift, lasting(3.0, 3.0, 3.0, 3.0, missing="lift")) == []


@pytest.mark.parametrize(
    ("seconds", "steady"),
    [
        ((3.0, 3.0, 3.0), False),  # too few to tell
        ((3.0, 3.0, 3.0, 3.0), True),
        ((2.5, 3.0, 3.0, 3.5), True),
        ((2.5, 3.0, 3.0, 3.8), False),
        ((1.0, 1.0, 1.0, 1.0, 1.0, 9.0), False),
    ],
)
def test_a_steady_tempo_is_praised(
    lift: Exercise, seconds: tuple[float, ...], steady: bool
) -> None:
    praise = Message("well_steady", {"number": len(seconds)})
    assert (praise in went_well(lift, lasting(*seconds))) is steady


def test_the_tempo_of_incomplete_repetitions_does_not_matter(lift: Exercise) -> None:
    reps = (*lasting(3.0, 3.0, 3.0, 3.0), *lasting(9.0, missing="lift"))
    assert went_well(lift, reps) == [
        Message("well_good", {"number": 4}),
        Message("well_steady", {"number": 4}),
    ]


def test_every_praise_has_its_words(lift: Exercise) -> None:
    faulty = lasting(3.0, 3.0, 3.0, 3.0, knees_apart="fault")
    good = (rep(1), rep(2))
    said = [*went_well(lift, good), *went_well(lift, (*good, *faulty)), *went_well(lift, good[:1])]
    assert {praise.key for praise in said} == {
        "well_all_good", "well_good", "well_complete", "well_steady",
    }  # fmt: skip
    for praise in said:
        english, danish = praise.text("en"), praise.text("da")
        assert english != danish
        number = str(praise.values["number"])
        is_told = number != "1" and praise.key != "well_steady"
        assert (number in english) == (number in danish) == is_told
