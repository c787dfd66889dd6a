"""Rounds: begun, gone on with, ended and deleted, and what their sessions make of each step."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from poseguide.core.errors import PersonError, StoreError
from poseguide.core.records import Rep
from poseguide.definitions.base import Text
from poseguide.storage.store import Store
from poseguide.training.goal import Goal
from poseguide.training.rounds import NewRound, Round, RoundStep, StepResult
from poseguide.training.session import Ending, SessionProgress, SessionStart

AT = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
STEPS = (
    RoundStep("squat", Goal(8, None)),
    RoundStep("pelvic_floor_hold", Goal(10, 2.5, per_side=True, sets=2, level=1), slower=True),
    RoundStep("sit_to_stand", Goal(5, None), rest_s=30.5),
)
NAMES = Text(en="Slow strength", da="Langsom styrke")
NEW = NewRound(None, None, "slow_strength", NAMES, STEPS, 3)
REP = Rep(1, "both", 1.0, 2.0, 3.0, None, None, 90.0, ())


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSEGUIDE_DATA", str(tmp_path / "data"))


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with closing(Store(url)) as store:
        yield store


def begun(whole: Round, step: int, minute: int = 0, **changes: object) -> SessionStart:
    goal = whole.steps[step].goal
    usual = SessionStart(
        whole.steps[step].exercise, "0f" * 32, "both", "da", goal, "camera",
        AT + timedelta(minutes=minute), whole.person_id, round_id=whole.id, round_step=step,
    )  # fmt: skip
    return replace(usual, **changes)  # type: ignore[arg-type]


def done(
    store: Store, whole: Round, step: int, minute: int = 0, end: Ending = "dose", reps: int = 1
) -> str:
    """A session of a step that ended so, after so many repetitions."""
    session_id = store.sessions.begin(begun(whole, step, minute))
    store.sessions.end(
        session_id, SessionProgress(60.0), end, [replace(REP, number=n + 1) for n in range(reps)]
    )
    return session_id


def states(store: Store, whole: Round) -> list[str]:
    return [result.state for result in store.rounds.load(whole.id).results]


def test_the_names_of_a_round_are_kept_in_every_language(store: Store) -> None:
    names = Text(en="Slow strength", da="Langsom styrke", fi="Hidas voima")
    begun = store.rounds.begin(replace(NEW, names=names))
    kept = store.rounds.load(begun.id).names
    assert kept.by_language() == names.by_language()
    assert (kept["fi"], kept["da"], kept["pl"]) == ("Hidas voima", "Langsom styrke", names.en)


def test_a_round_comes_back_exactly_as_it_began(store: Store) -> None:
    before = datetime.now(UTC)
    whole = store.rounds.begin(NEW)
    assert store.rounds.load(whole.id) == whole
    assert (whole.person_id, whole.plan_id, whole.programme) == (None, None, "slow_strength")
    assert (whole.names, whole.steps, whole.pain_before) == (NEW.names, STEPS, 3)
    assert (whole.pain_after, whole.effort, whole.morning, whole.ended_at) == (None,) * 4
    assert before <= whole.started_at == whole.touched_at <= datetime.now(UTC)
    assert whole.results == (StepResult("open"),) * 3
    assert (whole.next_step, whole.left, whole.done_steps) == (0, (0, 1, 2), 0)
    assert whole.anew == NEW


def test_the_sessions_of_a_round_make_its_steps_done_or_part(store: Store) -> None:
    whole = store.rounds.begin(NEW)
    first = done(store, whole, 0)
    second = done(store, whole, 1, minute=5, end="stopped")
    found = store.rounds.load(whole.id)
    assert found.results == (
        StepResult("done", first), StepResult("part", second), StepResult("open")
    )  # fmt: skip
    assert (found.next_step, found.done_steps, found.outcome) == (1, 1, "part")
    assert store.sessions.load(first).beginning == begun(whole, 0)


def test_of_several_sessions_of_a_step_the_newest_counts(store: Store) -> None:
    whole = store.rounds.begin(NEW)
    newest = done(store, whole, 0, minute=9)
    done(store, whole, 0, minute=3, end="stopped")
    assert store.rounds.load(whole.id).results[0] == StepResult("done", newest)
    again = done(store, whole, 0, minute=12, end="stopped")
    assert store.rounds.load(whole.id).results[0] == StepResult("part", again)


def test_a_session_that_has_only_begun_hides_nothing(store: Store) -> None:
    whole = store.rounds.begin(NEW)
    running = store.sessions.begin(begun(whole, 1))
    assert store.rounds.load(whole.id).results[1] == StepResult("open", running)
    first = done(store, whole, 0)
    store.sessions.begin(begun(whole, 0, minute=5))
    assert store.rounds.load(whole.id).results[0] == StepResult("done", first)


@pytest.mark.parametrize(
    "progress", [SessionProgress(9.0, hold_s=4.0), SessionProgress(9.0, paced=1)]
)
def test_a_hold_or_a_paced_repetition_is_something_too(
    store: Store, progress: SessionProgress
) -> None:
    whole = store.rounds.begin(NEW)
    store.sessions.write(store.sessions.begin(begun(whole, 1)), progress)
    assert states(store, whole) == ["open", "part", "open"]


def test_a_step_may_be_skipped_with_or_without_a_part_of_it(store: Store) -> None:
    whole = store.rounds.begin(NEW)
    part = done(store, whole, 0, end="stopped")
    store.rounds.skip(whole.id, 0)
    store.rounds.skip(whole.id, 1)
    store.rounds.skip(whole.id, 1)
    found = store.rounds.load(whole.id)
    assert found.results == (
        StepResult("part", part, skipped=True), StepResult("skipped", None, skipped=True),
        StepResult("open"),
    )  # fmt: skip
    assert (found.next_step, found.skipped) == (2, (0, 1))
    assert found.touched_at >= whole.touched_at


@pytest.mark.parametrize("position", [-1, 3])
def test_only_a_step_that_there_is_can_be_skipped(store: Store, position: int) -> None:
    whole = store.rounds.begin(NEW)
    with pytest.raises(ValueError, match="3 steps"):
        store.rounds.skip(whole.id, position)
    assert store.rounds.load(whole.id) == whole


@pytest.mark.parametrize(
    ("ends", "outcome"),
    [(["dose"] * 3, "done"), (["dose", "dose"], "part"), (["stopped"], "part"), ([], "skipped")],
)
def test_a_round_that_has_ended_was_done_or_in_part_or_not_at_all(
    store: Store, ends: list[Ending], outcome: str
) -> None:
    whole = store.rounds.begin(NEW)
    for step, end in enumerate(ends):
        done(store, whole, step, end=end)
    store.rounds.end(whole.id)
    found = store.rounds.load(whole.id)
    assert found.outcome == outcome
    assert found.ended_at is not None


def test_a_round_is_over_when_it_was_ended_or_left_or_all_is_done(store: Store) -> None:
    whole = store.rounds.begin(NEW)
    soon = whole.touched_at + timedelta(hours=11, minutes=59)
    late = whole.touched_at + timedelta(hours=12, minutes=1)
    assert [whole.is_over(now) for now in (soon, late)] == [False, True]
    for step in range(3):
        done(store, whole, step)
    assert store.rounds.load(whole.id).is_over(soon)
    other = store.rounds.begin(NEW)
    store.rounds.end(other.id)
    assert store.rounds.load(other.id).is_over(other.started_at)
    store.rounds.reopen(other.id)
    assert not store.rounds.load(other.id).is_over(soon)
    assert store.rounds.load(other.id).ended_at is None


def test_what_is_written_of_its_sessions_keeps_a_round_open_and_answers_do_not(
    store: Store,
) -> None:
    whole = store.rounds.begin(NEW)
    session_id = store.sessions.begin(begun(whole, 0))
    store.sessions.write(session_id, SessionProgress(5.0), [REP])
    touched_at = store.sessions.load(session_id).touched_at
    store.rounds.set_morning([whole.id], "settled")
    store.rounds.set_effort(whole.id, 4)
    store.rounds.set_pain(whole.id, "after", 2)
    assert store.rounds.load(whole.id).touched_at == touched_at > whole.touched_at


def test_pain_is_that_of_the_round_and_of_all_its_sessions(store: Store) -> None:
    whole, other = store.rounds.begin(NEW), store.rounds.begin(NEW)
    mine = [done(store, whole, 0), done(store, whole, 1)]
    strange = done(store, other, 0)
    store.rounds.set_pain(whole.id, "before", 6)
    store.rounds.set_pain(whole.id, "after", 0)
    found = store.rounds.load(whole.id)
    assert (found.pain_before, found.pain_after) == (6, 0)
    for session_id in mine:
        session = store.sessions.load(session_id)
        assert (session.beginning.pain_before, session.pain_after) == (6, 0)
    assert store.sessions.load(strange).pain_after is None
    store.rounds.set_pain(whole.id, "after", None)
    assert store.sessions.load(mine[0]).pain_after is None


@pytest.mark.parametrize("degree", [-1, 11])
def test_pain_and_effort_are_0_to_10(store: Store, degree: int) -> None:
    whole = store.rounds.begin(NEW)
    session_id = done(store, whole, 0)
    for call in (
        lambda: store.rounds.set_pain(whole.id, "after", degree),
        lambda: store.rounds.set_effort(whole.id, degree),
        lambda: store.rounds.begin(replace(NEW, pain_before=degree)),
    ):
        with pytest.raises(ValueError, match="0 to 10"):
            call()
    assert store.sessions.load(session_id).pain_after is None
    assert len(store.rounds.of(None)) == 1


def test_a_morning_is_that_of_all_rounds_of_the_day_or_of_none(store: Store) -> None:
    first, second, third = (store.rounds.begin(NEW) for _ in range(3))
    store.rounds.set_morning([first.id, second.id], "worse")
    with pytest.raises(StoreError, match="no round none"):
        store.rounds.set_morning([third.id, "none"], "settled")
    store.rounds.set_effort(first.id, 10)
    assert store.rounds.load(first.id).effort == 10
    assert store.history.mornings([first.id, second.id, third.id, "gone"]) == {
        first.id: "worse", second.id: "worse", third.id: None
    }  # fmt: skip


def test_rounds_are_one_persons_only_and_come_newest_first(store: Store) -> None:
    anna = store.people.add("Anna")
    mine = [store.rounds.begin(replace(NEW, person_id=anna.id)) for _ in range(3)]
    nobodys = store.rounds.begin(NEW)
    done(store, mine[1], 2)
    assert [one.id for one in store.rounds.of(anna.id)] == [one.id for one in reversed(mine)]
    assert store.rounds.of(None) == [nobodys]
    since = store.rounds.of(anna.id, since=mine[1].started_at)
    assert [one.id for one in since] == [mine[2].id, mine[1].id]
    assert [result.state for result in since[1].results] == ["open", "open", "done"]
    assert len(store.rounds.all()) == 4


def test_nobody_begins_a_round_who_is_not_there(store: Store) -> None:
    with pytest.raises(PersonError, match="not in the list"):
        store.rounds.begin(replace(NEW, person_id="a" * 32))


def test_a_deleted_session_leaves_its_step_open_or_skipped(store: Store) -> None:
    whole = store.rounds.begin(NEW)
    sessions = [done(store, whole, step, end="stopped") for step in range(2)]
    store.rounds.skip(whole.id, 1)
    for session_id in sessions:
        store.sessions.delete(session_id)
    assert states(store, whole) == ["open", "skipped", "open"]


def test_a_deleted_round_leaves_its_sessions(store: Store) -> None:
    whole, stays = store.rounds.begin(NEW), store.rounds.begin(NEW)
    mine, other = done(store, whole, 0), done(store, stays, 0)
    store.rounds.delete(whole.id)
    session = store.sessions.load(mine)
    assert session.beginning == begun(whole, 0, round_id=None, round_step=None)
    assert session.reps == (REP,)
    assert store.sessions.load(other).beginning.round_id == stays.id
    assert [one.id for one in store.rounds.of(None)] == [stays.id]


def test_only_a_round_with_nothing_in_it_is_deleted_as_empty(store: Store) -> None:
    empty, skipped, tried = (store.rounds.begin(NEW) for _ in range(3))
    store.rounds.skip(skipped.id, 0)
    store.sessions.begin(begun(tried, 0))
    empties = [store.rounds.delete_if_empty(one.id) for one in (empty, skipped, tried)]
    assert empties == [True, False, False]
    assert {one.id for one in store.rounds.of(None)} == {skipped.id, tried.id}


def test_a_session_belongs_to_no_round_that_is_gone_or_is_anothers(store: Store) -> None:
    anna = store.people.add("Anna")
    gone, hers = store.rounds.begin(NEW), store.rounds.begin(replace(NEW, person_id=anna.id))
    store.rounds.delete(gone.id)
    for start in (
        begun(gone, 0),
        begun(hers, 0, person_id=None),
        begun(hers, 0, round_step=3),
        begun(hers, 0, round_step=None),
    ):
        kept = store.sessions.load(store.sessions.begin(start)).beginning
        assert kept == replace(start, round_id=None, round_step=None)


def test_what_asks_for_a_round_that_is_not_there_is_refused(store: Store) -> None:
    for call in (
        lambda: store.rounds.load("none"),
        lambda: store.rounds.skip("none", 0),
        lambda: store.rounds.end("none"),
        lambda: store.rounds.reopen("none"),
        lambda: store.rounds.set_pain("none", "after", 1),
        lambda: store.rounds.set_effort("none", 1),
        lambda: store.rounds.set_morning(["none"], None),
        lambda: store.rounds.delete("none"),
        lambda: store.rounds.delete_if_empty("none"),
    ):
        with pytest.raises(StoreError, match="no round none"):
            call()


def test_answers_to_the_questions_of_a_session_are_replaced_as_a_whole(store: Store) -> None:
    whole = store.rounds.begin(NEW)
    session_id = done(store, whole, 1)
    assert store.sessions.load(session_id).answers == {}
    store.annotations.set_answers(session_id, {"held": "some", "felt": "unsure"})
    store.annotations.set_answers(session_id, {"held": "all", "leak": "no"})
    assert store.sessions.load(session_id).answers == {"held": "all", "leak": "no"}
    with pytest.raises(StoreError, match="no session none"):
        store.annotations.set_answers("none", {})


@pytest.mark.parametrize("told", [{"held": "maybe"}, {"pain": "no"}])
def test_an_answer_that_nobody_asked_for_is_not_kept(store: Store, told: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="is no answer to"):
        store.annotations.set_answers("any", told)
