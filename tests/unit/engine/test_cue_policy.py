"""One cue at a time, the most important first, and not the same again too soon."""

from typing import Any

import numpy as np
import pytest
from support.toy import table, toy, words

from poseguide.core.records import Finding, Pose, Rep, State
from poseguide.definitions.cue_text import say
from poseguide.engine.cue_policy import CuePolicy, cue_of, state_of

FAULTS: list[dict[str, Any]] = [
    {"name": name, "statistic": "seconds", "below": 1, "severity": severity, "cue": words(name)}
    for name, severity in (("small", "minor"), ("big", "major"), ("bigger", "major"))
]
EXERCISE = toy(faults=FAULTS)


def rep(*faults: str, missing: str | None = None, fine: tuple[str, ...] = ()) -> Rep:
    """A repetition with these faults in the order of the definition."""
    verdicts = [(name, "fault") for name in faults] + [(name, "ok") for name in fine]
    order = [fault["name"] for fault in FAULTS]
    findings = tuple(
        Finding(name, verdict, 0.0, 1.0, "s", "minor")  # type: ignore[arg-type]
        for name, verdict in sorted(verdicts, key=lambda item: order.index(item[0]))
    )
    return Rep(1, "left", 0, 1, 2, missing, None, 0.0, (), findings)


GOOD = rep()


def test_what_was_missed_comes_before_any_fault() -> None:
    assert cue_of(EXERCISE, rep("big", missing="tuck")) == "tuck"


def test_a_major_fault_comes_before_a_minor_one_and_the_first_before_the_second() -> None:
    assert cue_of(EXERCISE, rep("small", "bigger")) == "bigger"
    assert cue_of(EXERCISE, rep("small", "bigger", "big")) == "big"
    assert cue_of(EXERCISE, rep("small")) == "small"


def test_a_good_repetition_has_no_cue() -> None:
    assert cue_of(EXERCISE, rep(fine=("big", "small"))) is None


def given(
    *moments: tuple[float, State, Rep | None], policy: CuePolicy | None = None
) -> list[str | None]:
    policy = policy or CuePolicy(EXERCISE)
    return [policy.next(t, state, (r,) if r else ()) for t, state, r in moments]


def test_the_same_cue_is_not_given_again_within_six_seconds() -> None:
    assert given(
        (0, "moving", rep("big")), (3, "moving", rep("big")),
        (5.9, "moving", rep("big")), (6.1, "moving", rep("big")),
    ) == ["big", None, None, "big"]  # fmt: skip


def test_another_cue_is_given_at_once() -> None:
    assert given((0, "moving", rep("big")), (1, "moving", rep("small"))) == ["big", "small"]


def test_a_cue_that_was_held_back_does_not_make_the_wait_longer() -> None:
    moments = [(t, "moving", rep("big")) for t in (0, 4, 7)]
    assert given(*moments) == ["big", None, "big"]  # type: ignore[arg-type]


def test_every_third_good_repetition_in_a_row_is_praised() -> None:
    cues = given(*[(float(10 * n), "moving", GOOD) for n in range(1, 8)])
    assert cues == [None, None, "good", None, None, "good", None]


@pytest.mark.parametrize("poor", [rep("small"), rep(missing="tuck")])
def test_a_poor_repetition_starts_the_row_again(poor: Rep) -> None:
    reps = [GOOD, GOOD, poor, GOOD, GOOD, GOOD]
    cues = given(*[(float(10 * n), "moving", r) for n, r in enumerate(reps)])
    assert [cue == "good" for cue in cues] == [False] * 5 + [True]


def moments(state: State, start_s: float, end_s: float) -> list[tuple[float, State, None]]:
    return [(n / 10, state, None) for n in range(round(start_s * 10), round(end_s * 10))]


def times(cue: str, *parts: list[tuple[float, State, None]]) -> list[float]:
    """When this cue was given."""
    every = [moment for part in parts for moment in part]
    return [m[0] for m, c in zip(every, given(*every), strict=True) if c == cue]


def test_nobody_seen_for_a_while_is_said_and_said_again_after_six_seconds() -> None:
    assert times("lost", moments("ready", 0, 2), moments("searching", 2, 11)) == pytest.approx(
        [3.5, 9.5], abs=0.11
    )


def test_nobody_seen_from_the_beginning_is_said() -> None:
    assert times("lost", moments("searching", 0, 3)) == pytest.approx([1.6], abs=0.11)


def test_a_moment_unseen_is_not_lost() -> None:
    assert times("lost", *[moments("ready", t, t + 1) + moments("searching", t + 1, t + 2)
                           for t in (0, 2, 4)]) == []  # fmt: skip


def test_who_does_not_take_the_start_posture_is_told_it() -> None:
    assert times("start", moments("positioning", 0, 9)) == pytest.approx([1.6, 7.6], abs=0.11)
    for busy in ("ready", "moving", "searching"):
        assert times("start", moments(busy, 0, 9)) == []  # type: ignore[arg-type]


def test_the_wait_for_the_start_posture_begins_when_it_was_left() -> None:
    assert times("start", moments("ready", 0, 5), moments("positioning", 5, 8)) == pytest.approx(
        [6.5], abs=0.11
    )


def test_one_cue_at_a_time_and_the_repetitions_comes_first() -> None:
    policy = CuePolicy(EXERCISE)
    given(*moments("positioning", 0, 1.5), policy=policy)
    assert policy.next(5.0, "positioning", (rep("big"),)) == "big"


def test_a_cue_is_said_in_the_language_of_the_person() -> None:
    assert say(EXERCISE, "start", "en") == table()["start"]["cue"]["en"]
    assert say(EXERCISE, "start", "da") == table()["start"]["cue"]["da"]
    assert say(EXERCISE, "tuck", "da") == table()["phases"][0]["cue"]["da"]
    assert say(EXERCISE, "big", "en") == "big"
    assert say(EXERCISE, None, "en") == ""


def test_the_state_is_told_from_the_body_first() -> None:
    nobody = Pose.unseen(0.0, 640, 480)
    somebody = Pose(0.0, np.zeros((33, 2)), np.zeros(33), np.ones(33), 640, 480)
    assert state_of(nobody, ready=True, moving=True) == "searching"
    assert state_of(somebody, ready=True, moving=True) == "moving"
    assert state_of(somebody, ready=True, moving=False) == "ready"
    assert state_of(somebody, ready=False, moving=False) == "positioning"
