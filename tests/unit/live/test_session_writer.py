"""A live session in the store: its beginning, what is written when, and what a lock does."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from support.live_store import FPS, LIFT, Live, Spy, lifts, numbers_in

from poseguide.core.errors import StoreError
from poseguide.core.records import Tick
from poseguide.definitions.catalog import load_any, load_exercise
from poseguide.engine.fault_rules import judge_series
from poseguide.live import session_writer as writer_module
from poseguide.live.guidance import Guidance
from poseguide.live.paced_guide import PacedGuide
from poseguide.live.session_writer import SessionWriter
from poseguide.live.workout import ExerciseRequest
from poseguide.storage.session_repository import SessionRepository
from poseguide.storage.store import Store
from poseguide.training.goal import Goal, usual_goal
from poseguide.training.session import SessionProgress, StoredSession

REST = load_exercise("elbow_rest")
HEELS = load_exercise("heel_raise_seated")
SQUEEZE = load_any("pelvic_floor_hold")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.db"


@pytest.fixture
def store(path: Path) -> Iterator[Spy]:
    spy = Spy(f"sqlite:///{path}", timeout_s=0.05)
    assert spy.history.all() == []
    yield spy
    spy.close()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another program writes."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def wait_for(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.001)


# --- from the beginning to the end ------------------------------------------------------------


def test_nothing_is_stored_before_the_exercise_itself(store: Spy) -> None:
    live = Live(store, 1)
    assert live.go(until="posture").stage == "posture"
    assert (live.writer.session_id, store.history.all()) == (None, [])
    live.writer.close()


def test_it_is_begun_with_the_exercise_and_says_what_is_done(store: Spy) -> None:
    live, before = Live(store, 1, goal=Goal(7, None)), datetime.now(UTC)
    live.go(until="work")
    (session,) = store.history.all()
    begun = session.beginning
    assert session.id == live.writer.session_id
    assert (session.state, session.end, session.reps) == ("running", None, ())
    assert (begun.exercise, begun.definition_sha256) == ("pelvic_lift_tilt", LIFT.sha256)
    assert (begun.sides, begun.language, begun.source) == ("both", "da", "camera")
    assert begun.goal == Goal(7, None)
    assert before <= begun.started_at <= datetime.now(UTC)
    live.writer.close()


def test_it_is_begun_for_the_person_with_their_limits_and_their_pain(store: Spy) -> None:
    bo, limits = store.people.add("Bo"), {"too_fast": 0.9}
    live = Live(store, 1, person_id=bo.id, limits=limits, pain_before=0)
    limits["too_fast"] = 5.0  # what is changed later is not what it began with
    live.go(until="work")
    begun = store.history.all()[0].beginning
    assert (begun.person_id, begun.limits, begun.pain_before) == (bo.id, {"too_fast": 0.9}, 0)
    live.writer.close()


def test_without_a_name_no_limits_and_no_pain_are_kept(store: Spy) -> None:
    live = Live(store, 1)
    live.go(until="work")
    begun = store.history.all()[0].beginning
    assert (begun.person_id, begun.limits, begun.pain_before) == (None, {}, None)
    live.writer.close()


def test_it_is_written_three_times_a_second_and_whenever_a_repetition_ends(store: Spy) -> None:
    live = Live(store, 2)
    begun = live.go(until="work")
    last = live.go()
    reps = live.guide.totals.reps
    steps = [later - earlier for earlier, later in pairwise(store.seconds)]
    assert store.seconds[0] == begun.time_s
    assert max(steps) <= 0.3 + 1.01 / FPS
    assert len(steps) <= (last.time_s - begun.time_s) / 0.3 + len(reps) + 1
    for rep in reps:
        later = [time_s for time_s in store.seconds if time_s >= rep.end_s]
        assert min(later) - rep.end_s < 0.5
    live.writer.close()


def test_each_repetition_is_written_once_and_as_it_was(store: Spy) -> None:
    live = Live(store, 5)
    assert live.go().end == "dose"
    assert store.numbers == [1, 2, 3, 4, 5]
    (session,) = store.history.all()
    assert session.reps == tuple(live.guide.totals.reps)
    live.writer.close()


def test_the_end_is_stored_before_take_comes_back(store: Spy) -> None:
    live = Live(store, 5)
    last = live.go()
    (session,) = store.history.all()
    totals = live.guide.totals
    assert (session.end, session.state) == ("dose", "ended")
    assert session.progress == SessionProgress(
        last.time_s, totals.frames, totals.seen, totals.measured, None, 0, 1280, 960
    )
    assert 0 < totals.measured <= totals.seen <= totals.frames
    live.writer.close()


def test_what_the_series_shows_is_stored_with_the_end(store: Spy) -> None:
    live = Live(store, 6, definition=HEELS)
    live.go()
    assert store.history.all()[0].series == ()
    live.stop()
    said = store.history.all()[0].series
    assert [finding.rule for finding in said] == ["same_foot"]
    assert said == judge_series(HEELS.exercise, live.guide.totals.reps)
    live.writer.close()


def test_stop_stores_why_and_the_repetitions_so_far(store: Spy) -> None:
    live = Live(store, 3)
    live.go()
    live.stop()
    (session,) = store.history.all()
    assert (session.end, numbers_in(session)) == ("stopped", [1, 2, 3])
    live.writer.close()


def test_a_program_that_is_killed_has_lost_a_second_at_most(store: Spy, path: Path) -> None:
    live = Live(store, 3)
    last = live.go()
    with closing(Store(f"sqlite:///{path}")) as other:
        (session,) = other.history.running()
    assert last.time_s - session.progress.seconds < 0.3 + 1.01 / FPS
    written = [rep.number for rep in live.guide.totals.reps if rep.end_s < session.progress.seconds]
    assert numbers_in(session) == written
    live.writer.close()


class HurriedLive(Live):
    """The same with frames that wait for nothing but what the writer waits for."""

    def take(self, guidance: Guidance) -> None:
        self.writer.take(guidance)


def test_a_repetition_is_stored_before_it_is_told_and_all_else_within_a_second(
    store: Spy, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = SessionRepository.write

    def slowly(self: SessionRepository, *rest: Any) -> None:
        time.sleep(0.01)  # many times as long as a frame takes here
        write(self, *rest)

    monkeypatch.setattr(SessionRepository, "write", slowly)
    live = HurriedLive(store, 2)
    begun = live.go(until="work")
    while live._at < len(live.poses):
        told = live.go(for_s=0.5 / FPS)
        assert told.time_s - (store.seconds or [begun.time_s])[-1] <= 0.8
        assert store.numbers == live.numbers
    assert live.numbers == [1, 2]
    live.writer.close()


def test_a_repetition_that_a_pace_led_through_is_stored_before_the_next_is_told(
    store: Spy,
) -> None:
    request = ExerciseRequest(SQUEEZE, usual_goal(SQUEEZE.exercise), "en")
    guide = PacedGuide(SQUEEZE, request.goal, "en")
    writer = SessionWriter(store, guide, request)
    for second in range(60):
        told = guide.push(Tick(second / 2))
        writer.take(told)
        assert told.paced == 0 or store.history.all()[0].progress.paced == told.paced
    assert told.paced == 2
    writer.close()


def test_a_hold_is_kept_with_its_seconds(store: Spy) -> None:
    live = Live(store, 1, definition=REST)
    live.go(until="work")
    live.go(for_s=12.0)
    live.stop()
    (session,) = store.history.all()
    assert session.progress.hold_s == pytest.approx(12.0, abs=1.5)
    assert session.progress.hold_s == live.guide.coach.hold_s
    live.writer.close()


# --- where nothing was done -------------------------------------------------------------------


def test_where_nothing_was_done_no_session_is_left(store: Spy) -> None:
    live = Live(store, 1)
    live.go(until="work")
    assert len(store.history.all()) == 1
    live.stop()
    assert (live.writer.session_id, store.history.all()) == (None, [])
    live.writer.close()


def test_stop_in_the_camera_check_stores_nothing(store: Spy) -> None:
    live = Live(store, 1)
    live.go(for_s=0.3)
    live.stop()
    assert (live.writer.session_id, store.history.all(), live.writer.problem) == (None, [], None)
    live.writer.close()


# --- a store that refuses ---------------------------------------------------------------------


def test_a_store_that_is_locked_for_a_while_loses_nothing(store: Spy, path: Path) -> None:
    live = Live(store, 4)
    live.go(until="work")
    one_s = len(lifts(1)) / FPS
    with locked(path):
        live.go(for_s=2 * one_s)
        assert live.writer.problem is not None
        assert "in use by another program" in str(live.writer.problem)
        assert live.numbers[:1] == [1]
    assert store.history.all()[0].reps == ()
    live.go()
    assert live.writer.problem is None
    live.stop()
    (session,) = store.history.all()
    assert numbers_in(session) == live.numbers == [1, 2, 3, 4]
    assert session.end == "stopped"
    live.writer.close()


def test_a_store_that_is_locked_at_the_beginning_begins_later(store: Spy, path: Path) -> None:
    live = Live(store, 2)
    with locked(path):
        live.go(for_s=len(lifts(1)) / FPS)
        assert live.writer.problem is not None
        assert live.writer.session_id is None
    live.go()
    (session,) = store.history.all()
    assert live.writer.problem is None
    assert (session.id, session.state) == (live.writer.session_id, "running")
    live.stop()
    assert numbers_in(store.sessions.load(session.id)) == [1, 2]
    live.writer.close()


def test_a_store_that_is_locked_at_the_end_says_so_and_keeps_what_it_has(
    store: Spy, path: Path
) -> None:
    live = Live(store, 3)
    live.go()
    kept = store.numbers.copy()
    with locked(path):
        live.stop()
        assert live.writer.problem is not None
    (session,) = store.history.all()
    assert (session.state, numbers_in(session)) == ("running", kept)
    live.writer.close()


def test_a_store_that_is_stuck_at_the_end_is_given_up(
    store: Spy, monkeypatch: pytest.MonkeyPatch
) -> None:
    live, free = Live(store, 2), Event()
    live.go()
    monkeypatch.setattr(writer_module, "_PATIENCE_S", 0.05)
    monkeypatch.setattr(store.sessions, "end", lambda *rest: free.wait(30))
    try:
        live.stop()
        assert live.writer.problem is not None
    finally:
        free.set()
        live.writer.close()


def test_a_store_that_is_stuck_holds_a_session_up_once_and_gets_all_in_the_end(
    store: Spy, monkeypatch: pytest.MonkeyPatch
) -> None:
    live, free, write = HurriedLive(store, 4), Event(), SessionRepository.write
    live.go(until="work")
    waited: list[bool] = []

    def stuck(self: SessionRepository, *rest: Any) -> None:
        waited.append(free.wait(30))
        write(self, *rest)

    monkeypatch.setattr(writer_module, "_WAIT_S", 0.05)
    monkeypatch.setattr(SessionRepository, "write", stuck)
    started = time.monotonic()
    live.go(for_s=2 * len(lifts(1)) / FPS)
    assert time.monotonic() - started < 10
    assert "does not answer" in str(live.writer.problem)
    assert live.numbers == [1, 2]
    assert store.numbers == []
    free.set()
    wait_for(lambda: live.writer._is_idle)
    live.go()
    assert live.writer.problem is None
    live.stop()
    assert store.numbers == live.numbers == [1, 2, 3, 4]
    live.writer.close()


def test_an_end_that_could_not_be_stored_is_tried_once_more(store: Spy, path: Path) -> None:
    live = Live(store, 3)
    live.go()
    with locked(path):
        live.stop()
    assert live.writer.problem is not None
    live.writer.close()
    assert live.writer.problem is None
    (session,) = store.history.all()
    assert (session.end, numbers_in(session)) == ("stopped", [1, 2, 3])


def test_a_beginning_whose_answer_was_lost_makes_no_second_session(
    store: Spy, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = SessionRepository.begin

    def lose(self: SessionRepository, *rest: Any) -> str:
        begin(self, *rest)
        monkeypatch.setattr(SessionRepository, "begin", begin)
        raise StoreError("the server", "The connection was lost.")

    monkeypatch.setattr(SessionRepository, "begin", lose)
    live = Live(store, 1)
    live.go(until="work")
    assert live.writer.problem is not None
    live.go()
    live.stop()
    (session,) = store.history.all()
    assert (session.id, numbers_in(session)) == (live.writer.session_id, [1])
    live.writer.close()


def test_a_fault_of_the_program_in_storing_is_told_and_ends_no_session(
    store: Spy, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    live = Live(store, 2)
    live.go(until="work")
    with monkeypatch.context() as failing:
        failing.setattr(SessionRepository, "write", lambda *rest: 1 / 0)
        live.go(for_s=len(lifts(1)) / FPS)
        assert "failed to save" in str(live.writer.problem)
        assert "ZeroDivisionError" in caplog.text
    live.go()
    assert live.writer.problem is None
    live.stop()
    assert numbers_in(store.history.all()[0]) == [1, 2]
    live.writer.close()


# --- a session that goes on -------------------------------------------------------------------


def stored(store: Store, repetitions: int, definition: Any = LIFT) -> StoredSession:
    """A session that was stopped after some repetitions."""
    live = Live(store, repetitions, definition=definition)
    live.go()
    live.stop()
    live.writer.close()
    return store.history.all()[0]


def test_going_on_adds_to_the_same_session(store: Spy) -> None:
    before = stored(store, 2)
    live = Live(store, 2, earlier=before)
    assert live.writer.session_id == before.id
    live.go()
    live.stop()
    (after,) = store.history.all()
    totals = live.guide.totals
    assert (after.id, after.beginning) == (before.id, before.beginning)
    assert after.reps[:2] == before.reps
    assert numbers_in(after) == [1, 2, 3, 4]
    assert store.numbers == [1, 2, 3, 4]
    assert after.progress.frames == before.progress.frames + totals.frames
    assert after.progress.seen == before.progress.seen + totals.seen
    assert after.progress.measured == before.progress.measured + totals.measured
    assert after.progress.seconds > before.progress.seconds
    live.writer.close()


def test_a_session_that_goes_on_runs_again_from_the_exercise_on(store: Spy) -> None:
    before = stored(store, 2)
    live = Live(store, 1, earlier=before)
    live.go(until="posture")
    assert store.sessions.load(before.id) == before
    live.go(until="work")
    now = store.sessions.load(before.id)
    assert (now.state, now.end, now.reps) == ("running", None, before.reps)
    live.writer.close()


def test_going_on_and_doing_nothing_more_keeps_what_was_done(store: Spy) -> None:
    before = stored(store, 2)
    live = Live(store, 1, earlier=before)
    live.go(until="work")
    live.stop()
    (after,) = store.history.all()
    assert (after.id, after.reps, after.end) == (before.id, before.reps, "stopped")
    live.writer.close()


def test_going_on_with_a_hold_keeps_the_longest(store: Spy) -> None:
    first = Live(store, 1, definition=REST)
    first.go(until="work")
    first.go(for_s=12.0)
    first.stop()
    before = store.history.all()[0]
    live = Live(store, 1, definition=REST, earlier=before)
    live.go(until="work")
    live.go(for_s=4.0)
    live.stop()
    (after,) = store.history.all()
    assert live.guide.coach.hold_s < before.progress.hold_s
    assert after.progress.hold_s == before.progress.hold_s
    first.writer.close()
    live.writer.close()


def test_going_on_while_the_store_is_locked_goes_on_later(store: Spy, path: Path) -> None:
    before = stored(store, 2)
    live = Live(store, 2, earlier=before)
    with locked(path):
        live.go(for_s=len(lifts(1)) / FPS)
        assert live.writer.problem is not None
    assert store.sessions.load(before.id).end == "stopped"
    live.go()
    after = store.sessions.load(before.id)
    assert (after.end, numbers_in(after)) == (None, [1, 2, 3, 4])
    live.stop()
    assert numbers_in(store.sessions.load(before.id)) == [1, 2, 3, 4]
    live.writer.close()


# --- a session that only a pace leads ---------------------------------------------------------


def paced(
    store: Store, times_s: Iterable[float], earlier: StoredSession | None = None
) -> StoredSession | None:
    """What is stored of a session by the clock that is stopped after these moments."""
    led = earlier.progress.paced if earlier else 0
    request = ExerciseRequest(SQUEEZE, usual_goal(SQUEEZE.exercise), "en")
    guide = PacedGuide(SQUEEZE, request.goal, "en", led=led)
    writer = SessionWriter(store, guide, request, earlier=earlier)
    for time_s in times_s:
        guidance = guide.push(Tick(time_s))
        writer.take(guidance)
    if guidance.end is None:
        writer.take(guide.stop())
    writer.close()
    assert writer.problem is None
    return store.sessions.load(writer.session_id) if writer.session_id else None


def test_a_pace_is_stored_with_what_it_led_through(store: Spy) -> None:
    session = paced(store, [second / 2 for second in range(60)])
    assert session is not None
    assert (session.end, session.progress.paced, session.reps) == ("stopped", 2, ())
    assert (session.progress.frames, session.progress.hold_s) == (0, None)
    begun = session.beginning
    assert (begun.source, begun.sides, begun.language) == ("timer", None, "en")
    assert begun.definition_sha256 == SQUEEZE.sha256
    assert begun.goal == Goal(10, None, level=0)


def test_a_pace_that_ends_is_ended_by_the_dose(store: Spy) -> None:
    session = paced(store, range(99))
    assert session is not None
    assert (session.end, session.progress.paced) == ("dose", 10)


def test_a_pace_that_goes_on_adds_to_its_session(store: Spy) -> None:
    before = paced(store, [second / 2 for second in range(60)])
    assert before is not None
    after = paced(store, [29.5 + second / 2 for second in range(60)], before)
    assert after is not None
    assert (after.id, after.progress.paced) == (before.id, 4)
    assert len(store.history.all()) == 1


def test_a_pace_that_was_stopped_before_its_first_repetition_leaves_nothing(store: Spy) -> None:
    assert paced(store, range(5)) is None
    assert paced(store, range(12)) is None
    assert store.history.all() == []
