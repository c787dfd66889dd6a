"""What a history asks for: exactly the sessions that it names, in as few questions for years."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event
from support.page_words import rep
from support.past_sessions import EXERCISE, NOW, session

from poseguide.storage.store import Store
from poseguide.training.adherence import is_training
from poseguide.training.corrections import Correction
from poseguide.training.session import SessionProgress, StoredSession

SQUAT, LEG = "squat", "leg_extension_all_fours"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    store = Store(url)
    yield store
    store.close()


@contextmanager
def told() -> Iterator[list[str]]:
    """The statements of the block, of any database."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def past(days: int, exercise: str = LEG, person_id: str | None = None) -> StoredSession:
    """A session so many days ago."""
    one = session(at=NOW - timedelta(days=days), exercise=exercise, person_id=person_id)
    return replace(one, id=f"{days:032d}")


def save(store: Store, *sessions: StoredSession) -> None:
    for one in sessions:
        store.sessions.save(one)


def ids(days: list[int]) -> list[str]:
    return [f"{day:032d}" for day in days]


def test_the_newest_are_given_newest_first_and_no_more_than_asked_for(store: Store) -> None:
    save(store, past(3), past(1), past(2))
    entries = store.history.newest_entries(None, 2)
    assert [entry.id for entry in entries] == ids([1, 2])
    assert entries == store.history.entries(None)[:0:-1]
    assert store.history.number(None) == 3
    assert store.history.ids_by_time() == ids([1, 2, 3])


def test_a_time_has_its_first_moment_and_not_its_last(store: Store) -> None:
    save(store, past(1), past(2), past(3), past(4))
    found = store.history.entries_between(None, NOW - timedelta(days=3), NOW - timedelta(days=1))
    assert [entry.id for entry in found] == ids([3, 2])


def test_an_exercise_has_its_own_sessions_and_the_last_one_done_comes_first(store: Store) -> None:
    save(store, past(4, SQUAT), past(3), past(2, SQUAT), past(1))
    found = store.history.entries_of_exercise(None, SQUAT)
    assert [entry.id for entry in found] == ids([4, 2])
    assert store.history.exercises(None) == [LEG, SQUAT]


def test_every_question_is_about_one_person(store: Store) -> None:
    anna = store.people.add("Anna").id
    save(store, past(1, SQUAT, anna), past(2))
    history = store.history
    assert (history.number(anna), history.number(None)) == (1, 1)
    assert history.ids_of(anna) == set(ids([1]))
    assert history.exercises(anna) == [SQUAT]
    assert history.exercises(None) == [LEG]
    assert history.entries_of_exercise(anna, LEG) == []
    assert [entry.id for entry in history.newest_entries(anna, 9)] == ids([1])
    assert history.trained_at(None) == [NOW - timedelta(days=2)]
    assert history.entries_between(anna, NOW - timedelta(days=9), NOW - timedelta(days=2)) == []


def test_who_trained_is_told_as_an_entry_tells_it(store: Store) -> None:
    done = past(1)
    nothing = replace(past(2), reps=(), progress=SessionProgress(10.0))
    sample = replace(past(3), beginning=replace(past(3).beginning, source="sample"))
    held = replace(past(4), reps=(), progress=SessionProgress(10.0, hold_s=4.0))
    led = replace(past(5), reps=(), progress=SessionProgress(10.0, paced=2))
    added = Correction(-1, counted=True, side="left", start_s=1.0, end_s=2.0)
    missed = replace(past(6), reps=(), corrections=(added,))
    save(store, done, nothing, sample, held, led, missed)
    trained = [entry.started_at for entry in store.history.entries(None) if is_training(entry)]
    assert store.history.trained_at(None) == trained
    assert trained == [NOW - timedelta(days=days) for days in (6, 5, 4, 1)]


def test_what_a_person_says_without_changing_anything_changes_no_number(store: Store) -> None:
    save(store, past(1), replace(past(2), corrections=(Correction(1, note="fine"),)))
    noted, plain = store.history.entries(None)
    assert not noted.corrected
    assert (noted.counts, noted.found) == (plain.counts, plain.found)
    assert (noted.ranges, noted.tempos_s) == (plain.ranges, plain.tempos_s)


QUESTIONS: dict[str, Callable[[Store], object]] = {
    "all": lambda store: store.history.entries(None),
    "newest": lambda store: store.history.newest_entries(None, 10),
    "month": lambda store: store.history.entries_between(None, NOW - timedelta(days=30), NOW),
    "exercise": lambda store: store.history.entries_of_exercise(None, LEG),
    "exercises": lambda store: store.history.exercises(None),
    "trained": lambda store: store.history.trained_at(None),
    "whole": lambda store: store.history.newest(None, LEG, 8),
    "load": lambda store: store.sessions.load(past(1).id),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_more_sessions_and_repetitions_are_no_more_statements(store: Store, question: str) -> None:
    ask = QUESTIONS[question]
    save(store, past(1))
    with told() as few:
        ask(store)
    store.sessions.delete(past(1).id)
    reps = tuple(rep(EXERCISE, number) for number in range(1, 30))
    save(store, *(replace(past(days), reps=reps) for days in range(1, 8)))
    with told() as many:
        ask(store)
    assert len(many) == len(few)
