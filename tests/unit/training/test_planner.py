"""What comes next of each step of a programme, after what was really done of it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from poseguide.core.records import Finding, Rep
from poseguide.definitions.base import Text
from poseguide.definitions.programme import Programme, ProgrammeStep
from poseguide.storage.store import Store
from poseguide.training.corrections import Correction
from poseguide.training.dose_levels import DoseLevel
from poseguide.training.goal import Goal
from poseguide.training.planner import LOOKED_AT, new_round, outcomes_of, plan_steps
from poseguide.training.progression import SessionOutcome
from poseguide.training.rounds import NewRound, RoundStep
from poseguide.training.session import SessionProgress, SessionStart, StoredSession

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
LEAN = Finding("lean", "fault", 50.0, 45.0, "deg", "major")
FAST = Finding("too_fast", "fault", 0.5, 1.0, "s", "minor")
GOOD = (replace(LEAN, verdict="ok"), FAST)


def rep(number: int, *findings: Finding, missing: str | None = None) -> Rep:
    start_s = 5.0 * number
    return Rep(number, "both", start_s, start_s + 1, start_s + 3, missing, None, 90.0, (), findings)


def session(letter: str, day: int, **changes: Any) -> StoredSession:
    begun = SessionStart(
        "squat", "0f" * 32, "both", "da", Goal(5, None, sets=2), "camera", AT + timedelta(days=day)
    )
    reps = tuple(rep(n, *GOOD) for n in range(1, 5))
    usual = StoredSession(
        letter * 32, replace(begun, **changes.pop("begun", {})), SessionProgress(60.0), "dose", AT,
        2, None, reps, (),
    )  # fmt: skip
    return replace(usual, **changes)


def programme(*steps: ProgrammeStep) -> Programme:
    some = Text(en="Strong", da="Stærk")
    return Programme(
        id="strong", name=some, purpose=some, source=some, times=("08:00",), steps=steps
    )


SQUAT = programme(ProgrammeStep(exercise="squat", rest_s=20.0))


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "data"))


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with closing(Store(url)) as store:
        yield store


def squats(store: Store, person_id: str | None = None, most: int = 4) -> list[SessionOutcome]:
    """How the newest sessions went, oldest first."""
    past = store.history.past(person_id, SQUAT)
    return outcomes_of(past.sessions["squat"][-most:], past.mornings)


def test_a_session_is_told_as_it_went(store: Store) -> None:
    store.sessions.save(session("a", 0, end="stopped", pain_after=None))
    assert squats(store) == [
        SessionOutcome(Goal(5, None, sets=2), full=False, good_share=1.0, pain=None, morning=None)
    ]


def test_only_the_newest_come_oldest_first(store: Store) -> None:
    for day, letter in enumerate("abcdef"):
        store.sessions.save(session(letter, day, pain_after=day))
    assert [one.pain for one in squats(store)] == [2, 3, 4, 5]
    assert [one.pain for one in squats(store, most=2)] == [4, 5]


def test_only_what_somebody_exercised_towards_a_goal_counts(store: Store) -> None:
    anna = store.people.add("Anna")
    store.sessions.save(session("a", 0, begun={"source": "sample"}))
    store.sessions.save(session("b", 0, begun={"source": "video"}, end="recorded"))
    store.sessions.save(session("c", 0, end=None))
    store.sessions.save(session("d", 0, reps=()))
    store.sessions.save(session("e", 0, begun={"exercise": "sit_to_stand"}))
    store.sessions.save(session("f", 0, begun={"person_id": anna.id}))
    assert squats(store) == []
    assert len(squats(store, anna.id)) == 1
    added = Correction(-1, start_s=1.0, end_s=2.0)
    store.sessions.save(session("1", 0, reps=(), corrections=(added,)))
    store.sessions.save(session("2", 0, reps=(), progress=SessionProgress(9.0, hold_s=5.0)))
    store.sessions.save(session("3", 0, reps=(), progress=SessionProgress(9.0, paced=1)))
    assert len(squats(store)) == 3


def test_the_good_share_is_that_of_counted_repetitions_without_a_major_fault(
    store: Store,
) -> None:
    reps = (
        rep(1, *GOOD), rep(2, LEAN, FAST), rep(3, LEAN), rep(4, FAST), rep(5, LEAN, missing="down")
    )  # fmt: skip
    store.sessions.save(session("a", 0, reps=reps))
    assert squats(store)[0].good_share == 2 / 4
    store.annotations.correct("a" * 32, Correction(2, rulings={"lean": "ok"}))
    assert squats(store)[0].good_share == 3 / 4
    store.annotations.correct("a" * 32, Correction(5, counted=True))
    store.annotations.correct("a" * 32, Correction(1, rulings={"lean": "fault"}))
    assert squats(store)[0].good_share == 2 / 5


def test_nothing_is_judged_without_a_camera_or_where_nothing_counted(store: Store) -> None:
    led = SessionProgress(90.0, paced=10)
    timer = {"source": "timer", "sides": None}
    store.sessions.save(
        session("a", 0, begun=timer, reps=(), progress=led, answers={"held": "some"})
    )
    store.sessions.save(
        session("b", 1, begun=timer, reps=(), progress=led, answers={"held": "all"})
    )
    store.sessions.save(session("c", 2, reps=(rep(1, missing="down"),)))
    found = squats(store)
    assert [one.good_share for one in found] == [None, None, None]
    assert [one.held for one in found] == [False, True, True]


def test_the_morning_is_that_of_the_round(store: Store) -> None:
    steps = (RoundStep("squat", Goal(5, None)),)
    whole = store.rounds.begin(NewRound(None, None, "strong", Text(en="A", da="B"), steps, None))
    store.sessions.save(session("a", 0, begun={"round_id": whole.id, "round_step": 0}))
    store.sessions.save(session("b", 1))
    store.rounds.set_morning([whole.id], "settled")
    assert [one.morning for one in squats(store)] == ["settled", None]


def test_a_first_time_begins_at_the_low_end(store: Store) -> None:
    (step,) = plan_steps(SQUAT, store.history.past(None, SQUAT))
    assert step.first_time
    assert (step.advice.change, step.goal) == ("start", Goal(5, None, sets=2))
    assert step.definition.exercise.id == "squat"
    assert step.step == SQUAT.steps[0]


def test_two_good_sessions_with_their_mornings_bring_one_more(store: Store) -> None:
    for day, letter in enumerate("ab"):
        new = new_round(None, None, SQUAT, plan_steps(SQUAT, store.history.past(None, SQUAT)), 1)
        whole = store.rounds.begin(new)
        begun = {"round_id": whole.id, "round_step": 0, "goal": new.steps[0].goal}
        store.sessions.save(session(letter, day, begun=begun))
        assert plan_steps(SQUAT, store.history.past(None, SQUAT))[0].advice.change == "hold"
        store.rounds.set_morning([whole.id], "as_before")
    (step,) = plan_steps(SQUAT, store.history.past(None, SQUAT))
    assert not step.first_time
    assert (step.advice.change, step.goal.repetitions) == ("up", 6)


def test_a_chosen_amount_holds_until_it_was_done(store: Store) -> None:
    store.sessions.save(session("a", 0))
    store.doses.choose(None, "squat", DoseLevel(3, None, None))
    (step,) = plan_steps(SQUAT, store.history.past(None, SQUAT))
    assert (step.advice.change, step.goal.repetitions) == ("chosen", 3)
    later = {"goal": step.goal, "started_at": datetime.now(UTC) + timedelta(seconds=1)}
    store.sessions.save(session("b", 0, begun=later))
    (step,) = plan_steps(SQUAT, store.history.past(None, SQUAT))
    assert (step.advice.change, step.goal.repetitions) == ("hold", 3)


def test_a_chosen_level_outlives_another_step_of_the_same_exercise(store: Store) -> None:
    both = programme(
        ProgrammeStep(exercise="pelvic_floor_hold", levels=(1, 2)),
        ProgrammeStep(exercise="pelvic_floor_hold", levels=(3,)),
    )
    store.doses.choose(None, "pelvic_floor_hold", DoseLevel(None, None, 1))
    assert [one.goal.level for one in plan_steps(both, store.history.past(None, both))] == [1, 2]
    led = {"exercise": "pelvic_floor_hold", "source": "timer", "sides": None}
    soon = datetime.now(UTC) + timedelta(seconds=1)
    begun = led | {"goal": Goal(12, None, level=2), "started_at": soon}
    store.sessions.save(
        session("a", 0, begun=begun, reps=(), progress=SessionProgress(90.0, paced=12))
    )
    steps = plan_steps(both, store.history.past(None, both))
    assert [one.goal.level for one in steps] == [1, 2]
    assert [one.first_time for one in steps] == [False, False]
    begun = led | {"goal": Goal(10, None, level=1), "started_at": soon + timedelta(seconds=1)}
    store.sessions.save(
        session("b", 0, begun=begun, reps=(), progress=SessionProgress(90.0, paced=10))
    )
    assert plan_steps(both, store.history.past(None, both))[0].advice.change == "hold"


def test_a_round_is_made_of_the_planned_steps(store: Store) -> None:
    anna = store.people.add("Anna")
    steps = plan_steps(SQUAT, store.history.past(anna.id, SQUAT))
    assert new_round(anna.id, "a" * 32, SQUAT, steps, 4) == NewRound(
        anna.id,
        "a" * 32,
        "strong",
        Text(en="Strong", da="Stærk"),
        (RoundStep("squat", Goal(5, None, sets=2), slower=False, rest_s=20.0),),
        4,
    )
    slower = replace(steps[0], advice=replace(steps[0].advice, change="slower"))
    assert new_round(None, None, SQUAT, [slower], None).steps[0].slower


def test_what_lies_far_back_is_not_read(store: Store) -> None:
    for number in range(30):
        store.sessions.save(session(f"{number:02}" * 8, number, reps=(rep(1, *GOOD),)))
    read: list[int] = []

    def count(_connection: Any, cursor: Any, statement: str, *_rest: Any) -> None:
        if "FROM repetition" in statement and "EXISTS" not in statement:
            read.append(statement.count("?") + statement.count("%("))

    event.listen(Engine, "after_cursor_execute", count)
    try:
        assert len(squats(store)) == 4
    finally:
        event.remove(Engine, "after_cursor_execute", count)
    assert read == [LOOKED_AT]
