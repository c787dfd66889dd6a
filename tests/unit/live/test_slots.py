"""The slots of the pages: who has the run of a workout, and how long a slot is remembered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from poseguide.definitions.catalog import load_any
from poseguide.live.slots import LiveSlot, LiveSlots, UnknownSlotError
from poseguide.live.workout import ExerciseRequest, Workout
from poseguide.training.goal import Goal

REQUEST = ExerciseRequest(load_any("pelvic_floor_hold"), Goal(10, None, level=0), "en")
ONE = Workout((REQUEST,))


@dataclass
class Run:
    """In the place of a run: it rests when nobody is there."""

    session_id: str | None = None
    round_id: str | None = None
    rests: int = 0
    worker: Any = field(init=False)

    def __post_init__(self) -> None:
        self.worker = self

    def rest(self) -> None:
        self.rests += 1

    def remaining(self) -> tuple[Workout, str | None]:
        return Workout((REQUEST, REQUEST)), "left"


def connect(slots: LiveSlots, slot: LiveSlot, run: Run) -> int:
    return slots.connect(slot, run)  # type: ignore[arg-type]


def test_a_slot_is_found_by_its_token_and_by_no_other() -> None:
    slots = LiveSlots()
    slot, other = slots.book(ONE), slots.book(ONE, "earlier")
    assert slots.find(slot.token) is slot
    assert slots.find(other.token).earlier == "earlier"
    with pytest.raises(UnknownSlotError):
        slots.find("guessed")


def test_only_the_newest_connection_is_heard() -> None:
    slots = LiveSlots()
    slot, run = slots.book(ONE), Run()
    assert not slot.is_connected()
    first, second = connect(slots, slot, run), connect(slots, slot, run)
    assert [slots.hear(slot, first), slots.hear(slot, second)] == [False, True]
    slots.leave(slot, first)
    assert (slot.is_connected(), run.rests) == (True, 0)
    slots.leave(slot, second)
    assert (slot.is_connected(), run.rests) == (False, 1)


@pytest.mark.parametrize(
    ("run", "workout", "earlier"),
    [(Run("s"), ONE, "s"), (Run("s", "r"), Workout((REQUEST,), round_id="r"), None)],
)
def test_the_same_workout_of_another_slot_is_taken_over(
    run: Run, workout: Workout, earlier: str | None
) -> None:
    slots = LiveSlots()
    old, new, stranger = slots.book(ONE), slots.book(workout, earlier), slots.book(ONE, "other")
    connect(slots, old, run)
    assert slots.take_over(stranger) is None
    assert slots.take_over(new) is run
    assert (old.workout_run, old.has_moved, slots.knows(old)) == (None, True, False)
    assert slots.knows(new)


@pytest.mark.parametrize(("ended", "earlier"), [(True, "s"), (False, "left")])
def test_what_remains_stays_in_a_slot_that_was_emptied(ended: bool, earlier: str) -> None:
    slots = LiveSlots()
    slot, run = slots.book(ONE), Run("s")
    connect(slots, slot, run)
    assert slots.held() == [(slot, run)]
    slots.empty(slot, run, ended=ended)  # type: ignore[arg-type]
    assert (slot.earlier, slot.ended, len(slot.workout.requests)) == (earlier, ended, 2)
    assert slots.held() == []


def test_somebody_is_in_a_round_while_they_are_connected() -> None:
    slots = LiveSlots()
    slot = slots.book(ONE)
    connection = connect(slots, slot, Run("s", "r"))
    assert [slots.is_in_round("r"), slots.is_in_round("q")] == [True, False]
    slots.leave(slot, connection)
    assert not slots.is_in_round("r")


def test_a_slot_that_nobody_took_up_is_forgotten_after_half_a_day() -> None:
    slots = LiveSlots()
    old, held, new = slots.book(ONE), slots.book(ONE), slots.book(ONE)
    connect(slots, held, Run())
    for slot in (old, held):
        slot.heard_s -= 12 * 3600 + 1
    slots.book(ONE)
    assert [slots.knows(slot) for slot in (old, held, new)] == [False, True, True]
