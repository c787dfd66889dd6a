"""The round of a programme in the store, while somebody is led through it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from poseguide.definitions.base import Text
from poseguide.definitions.catalog import load_any
from poseguide.live.round_writer import RoundWriter
from poseguide.live.workout import ExerciseRequest, Workout
from poseguide.storage.store import Store
from poseguide.training.goal import Goal
from poseguide.training.rounds import NewRound, RoundStep

GOAL = Goal(10, None, level=0)
REQUEST = ExerciseRequest(load_any("pelvic_floor_hold"), GOAL, "en")
NEW = NewRound(
    None, None, "two", Text(en="Two", da="To"), (RoundStep("pelvic_floor_hold", GOAL),) * 2, 3
)
WORKOUT = Workout((REQUEST, REQUEST), round=NEW)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path / 'x.db'}")
    yield store
    store.close()


def test_a_new_round_is_begun_and_the_workout_has_its_id(store: Store) -> None:
    rounds = RoundWriter(WORKOUT, store)
    (stored,) = store.rounds.of(None)
    assert (rounds.round_id, rounds.workout.round) == (stored.id, None)
    assert (stored.programme, stored.pain_before) == ("two", 3)


def test_a_round_of_which_nothing_was_done_is_deleted_and_can_be_begun_anew(store: Store) -> None:
    rounds = RoundWriter(WORKOUT, store)
    rounds.close()
    assert store.rounds.of(None) == []
    assert rounds.workout == WORKOUT


def test_steps_that_are_left_out_are_noted_and_the_last_one_ends_the_round(store: Store) -> None:
    rounds = RoundWriter(WORKOUT, store)
    rounds.skip(0)
    rounds.skip(None)
    rounds.close()
    (stored,) = store.rounds.of(None)
    assert (stored.skipped, stored.ended_at) == ((0,), None)
    again = RoundWriter(Workout((REQUEST,), round_id=stored.id), store)
    again.skip(1)
    again.close()
    (stored,) = store.rounds.of(None)
    assert stored.skipped == (0, 1)
    assert stored.ended_at is not None


def test_without_a_round_or_a_store_nothing_is_written(store: Store) -> None:
    alone = Workout((REQUEST,))
    for rounds in (RoundWriter(alone, store), RoundWriter(WORKOUT, None)):
        rounds.skip(0)
        rounds.close()
        assert rounds.round_id is None
    assert store.rounds.of(None) == []
